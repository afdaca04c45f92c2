"""Circumstances, care and cases of children, as officers write them; and who may not see them."""

from __future__ import annotations

import datetime
import threading
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansinh.acts import permit, users
from ansinh.acts.children import care, cases, circumstances, known, planning
from ansinh.acts.children.cases import Child, Teller
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.law.child_groups import groups
from ansinh.record.models.child_cases import CASE_STATES, CaseState, CaseStep, ChildCase, Informant
from ansinh.record.models.children import Circumstance
from ansinh.record.models.people import Person
from ansinh.record.models.trail import Entry
from ansinh.record.models.users import User
from ansinh.reports import child_cases as case_reports
from ansinh.reports import children as reports
from tests.acts.people import do, fact, person
from tests.cast import Office, PhuCu

ON = datetime.date(2022, 5, 16)
ZONE = datetime.timezone(datetime.timedelta(hours=7))
NOW = datetime.datetime(2022, 5, 16, 15, 0, tzinfo=ZONE)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@pytest.fixture
def team(office: Office) -> Office:
    """Lan and Minh are entrusted with protecting children; Hoà is not."""
    for one in (office.lan, office.minh):
        users.entrust(one, children=True, by=office.admin)
    return office


@pytest.fixture
def child(phu_cu: PhuCu) -> Person:
    return person("Vũ Bảo An", phu_cu.communes["Tam Đa"], born="2014-09-02", sex="female")


def units(phu_cu: PhuCu) -> frozenset[int]:
    return permit.communes_of([phu_cu.district])


def enter(who: Person, by: User, group: str, **more: Any) -> Circumstance:
    told: dict[str, Any] = {"from_day": ON - 30 * DAY, "paper": "giấy", "on": ON} | more
    return circumstances.enter(who, group=group, by=by, **told)


# --- circumstances


def test_a_group_is_written_once_at_a_time(team: Office, child: Person) -> None:
    first = enter(child, team.lan, "d", part="severe")
    with pytest.raises(Wrong, match="đã có nhóm"):
        enter(child, team.lan, "d", part="mild")
    circumstances.end(first, until_day=ON - DAY, why="khỏi", by=team.lan, on=ON)
    again = enter(child, team.lan, "d", part="mild", from_day=ON)
    circumstances.void(again, reason="nhầm em khác", by=team.lan)
    enter(child, team.lan, "d", part="mild", from_day=ON)
    assert child.circumstances.count() == 3


@pytest.mark.parametrize(
    ("group", "more", "field"),
    [
        ("z", {}, "group"), ("d", {}, "part"), ("d", {"part": "x"}, "part"), ("c", {}, "words"),
        ("c", {"part": "other"}, "words"), ("e", {}, "words"), ("d", {"part": "mild", "paper": " "}, "paper"),
        ("a", {"from_day": ON + DAY}, "from_day"), ("a", {"from_day": datetime.date(2010, 1, 1)}, "from_day"),
        ("n", {"part": "poor"}, "part"), ("n", {}, "part"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_at_its_field(
    team: Office, child: Person, group: str, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(Wrong) as told:
        enter(child, team.lan, group, **more)
    assert told.value.field == field
    assert not Circumstance.objects.exists()


def test_an_illness_counts_in_a_poor_household(team: Office, child: Person) -> None:
    fact(child, "household", "near_poor")
    with pytest.raises(Wrong):
        enter(child, team.lan, "n", part="poor")
    assert enter(child, team.lan, "n", part="near_poor", paper="tim bẩm sinh").pk


def test_somebody_of_16_is_no_child(team: Office, phu_cu: PhuCu) -> None:
    grown = person("Vũ Lớn", phu_cu.communes["Tam Đa"], born="2006-05-16")
    with pytest.raises(Wrong, match="dưới 16"):
        enter(grown, team.lan, "a", from_day=ON)
    assert enter(grown, team.lan, "a", from_day=ON - DAY)
    assert reports.total(units(phu_cu), ON - DAY) == 1
    assert reports.total(units(phu_cu), ON) == 0  # turned 16: counted no more, nobody had to end it


def test_a_correction_is_kept_by_the_trail(team: Office, child: Person) -> None:
    one = enter(child, team.lan, "d", part="mild")
    circumstances.correct(one, from_day=one.from_day, paper="giấy", part="severe", by=team.lan, on=ON)
    entry = Entry.objects.filter(table="children_circumstance", op="update").latest("pk")
    assert (entry.before["part"], entry.after["part"]) == ("mild", "severe")


def test_groups_few_may_read_are_written_and_read_by_the_entrusted(
    team: Office, child: Person, phu_cu: PhuCu
) -> None:  # fmt: skip
    with pytest.raises(permit.Refused, match="bảo vệ trẻ em"):
        enter(child, _officer(phu_cu), "l", part="molested")
    enter(child, team.lan, "l", part="molested")
    with permit.acting(team.lan):
        assert len(reports.children(units(phu_cu), ON)) == 1
    with permit.acting(team.hoa):
        assert reports.children(units(phu_cu), ON) == []
        assert not Entry.objects.filter(table="children_circumstance").exists()
        assert reports.total(units(phu_cu), ON) == 1  # counting takes no names
        assert not Circumstance.objects.exists()  # and leaves nothing open behind it


def _officer(phu_cu: PhuCu) -> User:
    user = User.objects.create_user("khac", password="an-sinh-tests", role="officer")
    user.places.add(phu_cu.district)
    return user


def test_the_database_hides_the_very_groups_of_the_law(db: None) -> None:
    assert do("select unnest(children_private())") == [(code,) for code in groups().private]


def test_the_register_offers_and_an_officer_confirms(team: Office, phu_cu: PhuCu) -> None:
    here = phu_cu.communes["Tam Đa"]
    lame, alone, adult = (person(name, here, born=born) for name, born in
                          (("A", "2012"), ("B", "2015"), ("C", "1990")))  # fmt: skip
    for one in (lame, adult):
        fact(one, "disability", "severe", since=2020 * 12)
    fact(alone, "orphan", "b", since=2021 * 12)
    found = known.in_places(units(phu_cu), ON)
    assert [(one.person, one.group, one.part) for one in found] == [(lame, "d", "severe"), (alone, "a", "")]
    assert not Circumstance.objects.exists()
    made, wrong = known.confirm([found[0].key], units=units(phu_cu), by=team.lan, on=ON)
    assert ([one.person for one in made], wrong) == ([lame], [])
    assert [one.person for one in known.in_places(units(phu_cu), ON)] == [alone]


GROUPS = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["a", "b", "dd", "h", "m"])), max_size=14, unique=True)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(told=GROUPS)
def test_a_child_is_counted_once_however_many_groups(team: Office, phu_cu: PhuCu, told: list[tuple[int, str]]) -> None:
    with transaction.atomic():
        homes = list(phu_cu.communes.values())
        people = [person(f"N{at}", homes[at % 3], born="2015", sex="male") for at in range(6)]
        for at, group in told:
            enter(people[at], team.lan, group)
        every = units(phu_cu)
        whole = {at for at, _ in told}
        assert reports.total(every, ON) == len(whole) == sum(reports.by_unit(every, ON).values())
        assert sum(one.children for one in reports.by_group(every, ON)) == len(told)
        assert len(reports.children(every, ON)) == len(whole)
        for home in homes[:3]:
            named = reports.children(every, ON, reports.Wanted(unit=home.pk))
            assert len(named) == reports.total(frozenset([home.pk]), ON)
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_two_officers_writing_the_same_at_once_write_it_once(team: Office, child: Person) -> None:
    told: list[str] = []

    def write() -> None:
        try:
            with permit.acting(User.objects.get(username="lan")):
                enter(Person.objects.select_related("unit").get(pk=child.pk), team.lan, "a")
            told.append("done")
        except Wrong as wrong:
            told.append(wrong.field)
        finally:
            connection.close()

    both = [threading.Thread(target=write) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(told) == ["done", "group"]


# --- cases


def recorded(team: Office, child: Person, *, danger: bool = False, informed: datetime.datetime = NOW) -> ChildCase:
    return cases.record(
        child.unit, Child(child), told_by="hotline", informed_at=informed, danger=danger, by=team.lan, now=NOW,
        said={"happened": "bị đánh", "where": "thôn Trung"}, group="i",
        teller=Teller("Người Báo Tin", "0900000000", "hàng xóm"),
    )  # fmt: skip


DETAIL = {"body_and_mind": "sợ hãi", "family": "bố nghiện rượu", "needs": "tư vấn"}


def to_plan(team: Office, case: ChildCase, at: datetime.datetime) -> ChildCase:
    said = {"harm": "nhẹ", "risk": "còn", "conclusion": "cần hỗ trợ"}
    case = cases.assess(case, danger=case.danger, said=said, done_at=at, by=team.lan, now=NOW)
    if case.danger:
        case = planning.protect(case, said={"measures": "đưa về nhà bà", "decision": "3/QĐ"}, done_at=at, by=team.lan,
                                now=NOW, isolated_from=ON, until=ON + 14 * DAY)  # fmt: skip
    case = planning.detail(case, said=DETAIL, done_at=at, by=team.lan, now=NOW)
    case = planning.meet(case, said={"present": "a", "measures": "b"}, done_at=at, by=team.lan, now=NOW)
    return planning.plan(case, said={"services": "a", "who": "b"}, ends=ON + 60 * DAY, done_at=at, by=team.lan, now=NOW)


@pytest.mark.parametrize("danger", [False, True])
def test_a_case_from_the_information_to_its_end(team: Office, child: Person, danger: bool) -> None:
    case = to_plan(team, recorded(team, child, danger=danger), NOW)
    with pytest.raises(permit.Refused):
        planning.approve(case, decision="4/QĐ", approved_on=ON, by=team.lan, now=NOW)
    case = planning.approve(case, decision="4/QĐ", approved_on=ON, by=team.minh, now=NOW)
    case = planning.carry(case, said={"done": "tư vấn"}, done_at=NOW, by=team.lan, now=NOW)
    review = {"child": "còn sợ", "home": "chưa an toàn"}
    case = planning.review(case, safe=False, said=review, done_at=NOW, by=team.lan, now=NOW)
    with pytest.raises(NotNow, match="kế hoạch mới"):
        planning.close(case, by=team.minh, now=NOW)
    case = planning.plan(case, said={"services": "a", "who": "b"}, ends=ON + DAY, done_at=NOW, by=team.lan, now=NOW)
    assert case.approved_by is None
    case = planning.approve(case, decision="9/QĐ", approved_on=ON, by=team.minh, now=NOW)
    case = planning.carry(case, said={"done": "x"}, done_at=NOW, by=team.lan, now=NOW)
    case = planning.review(case, safe=True, said=review, done_at=NOW, by=team.lan, now=NOW)
    case = planning.close(case, by=team.minh, now=NOW)
    assert (case.state, case.ended_on) == (CaseState.CLOSED, ON)
    with pytest.raises(NotNow):
        planning.carry(case, said={"done": "x"}, done_at=NOW, by=team.lan, now=NOW)


def test_limits_of_hours_and_working_days(team: Office, child: Person) -> None:
    """Monday the 16th of May: five working days end on Monday the 23rd, two on Wednesday the 18th."""
    quiet = recorded(team, child)
    assert (quiet.due_for, quiet.due_at.astimezone(ZONE).date()) == ("plan", datetime.date(2022, 5, 23))
    urgent = recorded(team, child, danger=True, informed=NOW - 13 * HOUR)
    assert (urgent.due_for, urgent.due_at) == ("emergency", NOW - HOUR)
    clock = case_reports.clock(urgent, NOW)
    assert clock is not None and clock.late and clock.hours == 1
    quiet = to_plan(team, quiet, NOW)
    assert (quiet.due_for, quiet.due_at.astimezone(ZONE).date()) == ("approve", datetime.date(2022, 5, 18))
    with permit.acting(team.minh):
        every = frozenset([child.unit_id])
        assert [one.pk for one, _ in case_reports.ordered(case_reports.cases(every), NOW)] == [urgent.pk, quiet.pk]
        assert case_reports.late(every, NOW) == 1
        assert case_reports.period(every, ON - DAY, ON) == (2, 0, 0, 0, 0)


def test_danger_is_answered_before_anything_else(team: Office, child: Person) -> None:
    case = recorded(team, child, danger=True)
    said = {"harm": "nặng", "risk": "cao", "conclusion": "khẩn cấp"}
    case = cases.assess(case, danger=True, said=said, done_at=NOW, by=team.lan, now=NOW)
    with pytest.raises(NotNow, match="12 giờ"):
        planning.detail(case, said=DETAIL, done_at=NOW, by=team.lan, now=NOW)
    with pytest.raises(DatabaseError, match="protected first"), transaction.atomic():
        ChildCase.objects.filter(pk=case.pk).update(state="detailed")
    told: dict[str, Any] = {"done_at": NOW, "by": team.lan, "now": NOW, "isolated_from": ON}
    with pytest.raises(Wrong, match="Mẫu số 07"):
        planning.protect(case, said={"measures": "x"}, until=ON + DAY, **told)
    with pytest.raises(Wrong, match="15 ngày"):
        planning.protect(case, said={"measures": "x", "decision": "1"}, until=ON + 15 * DAY, **told)
    case = planning.protect(case, said={"measures": "x", "decision": "1"}, until=ON + 14 * DAY, **told)
    assert case.due_for == "isolation"
    more: dict[str, Any] = {"until": ON + 20 * DAY, "why": "chưa an toàn", "by": team.lan, "now": NOW}
    with pytest.raises(Wrong, match="15 ngày"):
        planning.keep_apart_until(case, **more)
    case = planning.keep_apart_until(case, longer_by="Công văn 5/CA", **more)
    assert case.isolated_until == ON + 20 * DAY


def test_the_plan_is_approved_by_another(team: Office, child: Person) -> None:
    case = to_plan(team, recorded(team, child), NOW)
    User.objects.filter(pk=team.lan.pk).update(role="approver")
    team.lan.refresh_from_db()
    with pytest.raises(NotNow, match="tự phê duyệt"):
        planning.approve(case, decision="4/QĐ", approved_on=ON, by=team.lan, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        ChildCase.objects.filter(pk=case.pk).update(approved_by=team.lan)
    case = planning.send_back(case, why="thiếu kinh phí", by=team.minh, now=NOW)
    assert case.state == CaseState.MET


def test_what_is_missing_is_told_at_its_field(team: Office, child: Person) -> None:
    case = recorded(team, child)
    with pytest.raises(Wrong) as told:
        cases.assess(case, danger=False, said={"harm": "x", "risk": "y"}, done_at=NOW, by=team.lan, now=NOW)
    assert told.value.field == "conclusion"
    said = {"harm": "x", "risk": "y", "conclusion": "z"}
    for wrong in (NOW - DAY, NOW + HOUR):
        with pytest.raises(Wrong, match="Thời điểm"):
            cases.assess(case, danger=False, said=said, done_at=wrong, by=team.lan, now=NOW)
    assert CaseStep.objects.count() == 1
    aside = cases.put_aside(case, why="của xã khác", done_at=NOW, by=team.lan, now=NOW)
    assert aside.state == CaseState.ASIDE


def test_numbers_of_cases_follow_each_other(team: Office, child: Person) -> None:
    told = [NOW - datetime.timedelta(hours=hours) for hours in (3, 2, 1)]
    assert [recorded(team, child, informed=at).code for at in told] == ["01/2022", "02/2022", "03/2022"]


def test_what_was_done_stays(team: Office, child: Person) -> None:
    case = recorded(team, child)
    for statement in ("update children_step set said = '{}'", "delete from children_step",
                      "update children_look set what = 'file'", "delete from children_case"):  # fmt: skip
        cases.look(case, what="case", by=team.lan)
        with pytest.raises(DatabaseError), transaction.atomic():
            do(statement)


# --- who may not see


@pytest.mark.parametrize("who", ["hoa", "admin"])
def test_nobody_else_sees_a_case_in_any_way(team: Office, child: Person, who: str) -> None:
    case = recorded(team, child)
    cases.look(case, what="case", by=team.lan)
    by = getattr(team, who)
    with permit.acting(by):
        for table in ("children_case", "children_step", "children_informant", "children_look", "children_file"):
            assert do(f"select count(*) from {table}") == [(0,)]
        assert not Entry.objects.filter(table__startswith="children_").exists()
        with permit.whole(by):  # while a list is reckoned the whole register is read, cases are not
            assert not ChildCase.objects.exists() and not Informant.objects.exists()
        with pytest.raises(permit.Refused):
            cases.look(case, what="case", by=by)
        with pytest.raises(DatabaseError), transaction.atomic():
            CaseStep.objects.create(case_id=case.pk, step="x", done_at=NOW, by=by)
    with permit.acting(team.minh):
        assert ChildCase.objects.count() == 1
        assert Entry.objects.filter(table="children_informant").exists()


def test_the_entrusted_of_another_place_see_nothing(team: Office, child: Person, phu_cu: PhuCu) -> None:
    case = recorded(team, child)
    team.minh.places.set([phu_cu.communes["Đình Cao"]])
    with permit.acting(team.minh):
        assert not ChildCase.objects.exists()
        assert not Entry.objects.filter(table__in=["children_case", "children_step"]).exists()
    with pytest.raises(permit.Refused, match="ngoài địa bàn"):
        planning.send_back(case, why="x", by=team.minh, now=NOW)


def test_nobody_entrusts_themselves_nor_an_administrator(team: Office) -> None:
    with pytest.raises(users.Wrong):
        users.entrust(team.admin, children=True, by=team.admin)
    other = User.objects.create_user("qt", password="an-sinh-tests", role="administrator")
    with pytest.raises(users.Wrong, match="quản trị"):
        users.entrust(other, children=True, by=team.admin)
    with pytest.raises(permit.Refused):
        users.entrust(team.hoa, children=True, by=team.lan)
    users.entrust(team.lan, children=False, by=team.admin)
    assert not permit.protects(User.objects.get(pk=team.lan.pk))


def test_every_state_can_be_come_to_and_left() -> None:
    reached = {end for ends in CASE_STATES.values() for end in ends} | {CaseState.RECORDED}
    assert reached == set(CaseState)


# --- care


def test_a_child_in_another_home_is_visited(team: Office, child: Person, phu_cu: PhuCu) -> None:
    carer = person("Vũ Thị Bà", child.unit, born="1960")
    start = datetime.date(2022, 1, 31)
    told: dict[str, Any] = {"decision": "2/QĐ", "decided_on": start, "from_day": start, "by": team.lan, "on": ON}
    offered = care.offer(child.unit, offered_on=start, by=team.lan, on=ON, person=carer)
    with pytest.raises(Wrong, match="đã có trong danh sách"):
        care.offer(child.unit, offered_on=start, by=team.lan, on=ON, person=carer)
    one = care.place(child, kind="relative", offered=offered, relation="bà", **told)
    assert one.carer == carer
    with pytest.raises(Wrong, match="đang được chăm sóc"):
        care.place(child, kind="facility", carer_name="Trung tâm", **told)
    every = units(phu_cu)
    (held,) = reports.in_care(every, ON)
    assert [(v.month, v.due_on) for v in held.visits] == [
        (1, datetime.date(2022, 2, 28)), (3, datetime.date(2022, 4, 30))]  # fmt: skip
    assert held.late(ON) and len(reports.visits_due(every, ON)) == 1
    for month in (1, 3):
        care.visit(one, visited_on=ON, who="Lan", words="khoẻ", month=month, by=team.lan, on=ON)
    with pytest.raises(Wrong, match="ghi rồi"):
        care.visit(one, visited_on=ON, who="Lan", words="khoẻ", month=1, by=team.lan, on=ON)
    care.visit(one, visited_on=ON, who="Lan", words="khoẻ", by=team.lan, on=ON)
    assert reports.visits_due(every, ON) == []
    care.end(one, until_day=ON, why="về với mẹ", by=team.lan, on=ON)
    assert reports.in_care(every, ON + DAY) == []


def test_care_asks_for_a_home_and_a_decision(team: Office, child: Person) -> None:
    told: dict[str, Any] = {"decided_on": ON, "from_day": ON, "by": team.lan, "on": ON}
    for more, field in (
        ({"kind": "foster", "decision": "1"}, "carer_name"), ({"kind": "x", "decision": "1"}, "kind"),
        ({"kind": "foster", "decision": "", "carer_name": "x"}, "decision"),
        ({"kind": "foster", "decision": "1", "carer": child}, "carer"),
    ):  # fmt: skip
        with pytest.raises(Wrong) as wrong:
            care.place(child, **told | more)
        assert wrong.value.field == field
