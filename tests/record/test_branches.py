"""Who sees what, decided by the database: rows of people outside the session's branch are not there."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from ansinh.acts import assistance, merit_slips, payroll, permit, preparing
from ansinh.record.models.activities import JobPlacement
from ansinh.record.models.assistance import Award
from ansinh.record.models.child_cases import ChildCase
from ansinh.record.models.children import Care, CareOffer, Circumstance
from ansinh.record.models.decisions import Decision, Effect
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.funds import Fund, FundReceipt, Pledge, Spending
from ansinh.record.models.insurance import Change, Cover, Sent
from ansinh.record.models.payroll import Outcome
from ansinh.record.models.people import Account, Collector, Household, Person
from ansinh.record.models.places import Unit, UnitChange
from ansinh.record.models.poverty import HouseholdMember, Review, ReviewCase, ReviewRound
from ansinh.record.models.programmes import Item, Round, Sheet
from ansinh.record.models.results import Remark, ResultFile
from ansinh.record.models.tasks import Import, ImportRow, Task
from ansinh.record.models.trail import Look
from ansinh.record.models.training import Trainee, TrainingSession
from ansinh.record.models.users import Role, User
from tests.acts.people import approved, elder, fact, month, prepared
from tests.cast import Office, PhuCu
from tests.record import councils, owing

NUMBER = month("2022-05")
OPEN_KEYS = {"people_search"}
"""Words to search by: keys only, read inside a branch by reports/people.py (record/sql/search.sql says why)."""


def do(statement: str, *values: object) -> list[tuple]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else [(cursor.rowcount,)]


def tables_of_people() -> list[str]:
    """Every table of the register with a column that says whose row it is, the ledger's partitions included."""
    rows = do(
        "select distinct c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid"
        " where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not a.attisdropped"
        " and (a.attname in ('person_id', 'award_id')"
        "      or c.relname in ('people_person', 'people_household', 'trail_entry'))"
    )
    return sorted({name for (name,) in rows} - OPEN_KEYS)


@pytest.fixture
def neighbour(phu_cu: PhuCu) -> Unit:
    """A commune of the district beside Phù Cừ."""
    day = datetime.date(2004, 7, 8)
    district = Unit.objects.create(code="332", level="district", kind="huyện", name="Tiên Lữ", parent=phu_cu.province,
                                   valid_from=day)  # fmt: skip
    return Unit.objects.create(code="12337", level="commune", kind="xã", name="Dị Chế", parent=district, valid_from=day)


@pytest.fixture
def office_of_neighbour(neighbour: Unit) -> User:
    user = User.objects.create_user("dung", password="an-sinh-tests", role=Role.OFFICER)
    user.places.add(neighbour.parent)
    return user


@pytest.fixture
def full(phu_cu: PhuCu, office: Office, neighbour: Unit) -> Award:
    """Phù Cừ with a row in every table of people: paid, come back unpaid, suspended, with a problem, looked at."""
    held = elder("Vũ Thị Lụa", phu_cu.communes["Tống Trân"], since=NUMBER)
    who = held.person
    who.household = Household.objects.create(unit=who.unit, head="Vũ Thị Lụa")
    who.save()
    fact(who, "household", "poor")
    Collector.objects.create(person=who, full_name="Vũ Văn Con", relation="con", from_month=NUMBER)
    Account.objects.create(person=who, number="123", holder="Vũ Thị Lụa", bank="Agribank", from_month=NUMBER)
    Look.objects.create(person=who, by=office.hoa)
    run = payroll.send(approved(prepared(NUMBER, phu_cu.district, office), office), by=office.lan)
    payroll.record_results(run, [payroll.ResultRow(who.pk, Outcome.UNPAID, "vắng")], by=office.lan)
    assistance.suspend(who, from_month=NUMBER + 1, reason="vắng", by=office.lan, number="6/QĐ")
    elder("Không Rõ", phu_cu.communes["Tống Trân"], since=NUMBER, born=None)
    prepared(NUMBER + 1, phu_cu.district, office)
    read = Import.objects.create(name="so.xlsx", by=office.lan, communes=sorted(permit.cover(office.lan)))
    ImportRow.objects.create(source=read, sheet="Tống Trân", row=4, outcome="remarked", person=who, origin="AS-1")
    file = ResultFile.objects.create(run=run, name="ket-qua.xlsx", by=office.lan, changed=1)
    Remark.objects.create(file=file, person=who, sentence="vắng")
    apply_for(who, office)
    councils.everything(who, office)
    owing.everything(who, office)
    given_a_gift(who, office)
    insured(who, office)
    gave(who, office)
    reviewed(who, office)
    trained(who, office)
    protected(who, office)
    fact(who, "martyrs", 1)
    merit_slips.confirm(who, purpose="đi học", on=datetime.date(2022, 6, 1), by=office.lan)
    return held


def given_a_gift(who: Person, office: Office) -> None:
    """A line of a commune's list of a programme."""
    this = Round.objects.create(slug="qua", text="", title="Quà", campaign="q", month=NUMBER, scope=who.unit,
                                opened_by=office.lan)  # fmt: skip
    sheet = Sheet.objects.create(round=this, unit=who.unit, made_by=office.lan, made_at=timezone.now())
    Item.objects.create(sheet=sheet, unit=who.unit, person=who, group="A", amount=1, campaign="q")


def insured(who: Person, office: Office) -> None:
    """A line of the month's health insurance list, and the cover it made."""
    sent = Sent.objects.create(month=NUMBER, scope=who.unit, made_by=office.lan, made_at=timezone.now(), digest="x")
    Change.objects.create(sent=sent, person=who, unit=who.unit, what="added", after="BT", reason="gained")
    Cover.objects.create(person=who, unit=who.unit, group="BT", from_month=NUMBER, reason_in="gained")


def gave(who: Person, office: Office) -> None:
    """A pledge to the commune's fund, what came in on it, and what was spent on the same person."""
    day = datetime.date(2022, 5, 4)
    fund = Fund.objects.create(code="children", symbol="PT-BTTE", unit=who.unit, communes=[who.unit_id], opened_on=day,
                               opening=0, opened_by=office.lan)  # fmt: skip
    mine = {"fund": fund, "person": who, "amount": 1}
    promised = Pledge.objects.create(**mine, name="x", pledged_on=day, recorded_by=office.lan)
    FundReceipt.objects.create(**mine, pledge=promised, year=2022, number=1, payer="x", received_on=day, way="cash",
                               recorded_by=office.lan)  # fmt: skip
    Spending.objects.create(**mine, purpose="other", what="x", payee="x", spent_on=day, paper="x", paper_on=day,
                            proposed_by=office.lan, proposed_on=day)  # fmt: skip


def reviewed(who: Person, office: Office) -> None:
    """Somebody's household in a poverty review."""
    day = datetime.date(2022, 9, 1)
    this = ReviewRound.objects.create(kind="yearly", year=2022, data_year=2023, scope=who.unit, region="red_river",
                                      begins=day, ends=day, opened_by=office.lan, opened_on=day)  # fmt: skip
    review = Review.objects.create(round=this, unit=who.unit, made_by=office.lan)
    case = ReviewCase.objects.create(review=review, unit=who.unit, household=who.household, village="x", why="poor")
    HouseholdMember.objects.create(round=this, case=case, person=who)


def trained(who: Person, office: Office) -> None:
    """A training somebody came to."""
    day = datetime.date(2022, 5, 4)
    held = TrainingSession.objects.create(
        unit=who.unit, kind="farming", title="x", place="x", first_day=day, last_day=day, hours=1, teacher="x",
        paper="x", made_by=office.lan,
    )  # fmt: skip
    Trainee.objects.create(session=held, person=who, name=who.full_name)
    JobPlacement.objects.create(
        unit=who.unit, person=who, name=who.full_name, on=day, employer="x", through="x", by=office.lan
    )


def protected(who: Person, office: Office) -> None:
    """Somebody in a circumstance few may read, in care, in a case; Lan is entrusted with protecting children."""
    day, mine = datetime.date(2022, 5, 4), {"person": who, "by": office.lan}
    Circumstance.objects.create(**mine, group="l", paper="x", from_day=day)
    Care.objects.create(**mine, kind="foster", carer_name="x", decision="1", decided_on=day, from_day=day)
    CareOffer.objects.create(**mine, unit=who.unit, name="x", offered_on=day)
    ChildCase.objects.create(**mine, unit=who.unit, year=2022, number=1, told_by="hotline", informed_at=timezone.now())
    User.objects.filter(pk=office.lan.pk).update(protects_children=True)
    office.lan.refresh_from_db()


def apply_for(who: Person, office: Office) -> None:
    """A dossier of somebody, and a decision drafted for them."""
    day = datetime.date(2022, 5, 4)
    dossier = Dossier.objects.create(
        unit=who.unit, year=2022, number=1, procedure="monthly-allowance", procedure_on=day, person=who,
        received_on=day, state="open", by=office.lan,
    )  # fmt: skip
    drafted = Decision.objects.create(
        authority=who.unit, communes=[who.unit_id], act="award", title="về", dossier=dossier
    )
    Effect.objects.create(decision=drafted, person=who, act="award", kind="allowance", code="K5c", from_month=NUMBER)


@pytest.fixture
def outside(full: Award, office_of_neighbour: User) -> Iterator[User]:
    with permit.acting(office_of_neighbour):
        yield office_of_neighbour


def counts() -> dict[str, int]:
    return {table: do(f"select count(*) from {table}")[0][0] for table in tables_of_people()}


def test_the_programs_role_is_held_to_row_level_security(db: None) -> None:
    assert do("select rolsuper, rolbypassrls from pg_roles where rolname = current_user") == [(False, False)]


def test_every_table_of_people_rows_is_guarded_and_its_owner_too(full: Award) -> None:
    found = tables_of_people()
    assert {f"payroll_line_{NUMBER}", f"payroll_line_{NUMBER + 1}", "people_fact", "payroll_touch"} <= set(found)
    unguarded = do(
        "select relname from pg_class where relname = any(%s) and not (relrowsecurity and relforcerowsecurity)", found
    )
    assert unguarded == []


def test_without_a_branch_nothing_is_shown(full: Award) -> None:
    everything = counts()
    parts = {table for table in everything if table.startswith("payroll_line_")}
    assert {table for table, count in everything.items() if count == 0} == parts  # the parts are never asked directly
    permit.enter(None)
    assert counts() == dict.fromkeys(everything, 0)


def test_another_district_sees_nothing_of_these_people(outside: User) -> None:
    seen = counts()
    assert {table for table, count in seen.items() if count} <= {"trail_entry"}
    told = do("select distinct table_name from trail_entry")
    of_offices = {"users_user", "users_place", "payroll_run", "places_figure", "decisions_series", "disability_council",
                  "disability_member", "disability_session", "disability_attendance", "recovery_limit",
                  "programmes_round", "programmes_sheet", "insurance_sent", "poverty_round"}  # fmt: skip
    assert {table for (table,) in told} <= of_offices
    assert not Person.objects.exists()
    assert not Award.objects.exists()


def test_the_officer_of_the_place_sees_them(full: Award, office: Office) -> None:
    with permit.acting(office.lan):
        seen = counts()
    assert {table for table, count in seen.items() if not count} <= {
        table for table in seen if table.startswith("payroll_line_")
    }


def test_imports_and_tasks_are_seen_where_all_they_may_tell_of_is_covered(full: Award, office: Office) -> None:
    Import.objects.create(name="everything.xlsx")
    Task.objects.create(kind="import-try", by=office.lan, communes=sorted(permit.cover(office.lan)))
    one_commune = User.objects.create_user("thu", password="an-sinh-tests", role=Role.OFFICER)
    one_commune.places.add(full.person.unit)
    with permit.acting(office.lan):
        assert [one.name for one in Import.objects.all()] == ["so.xlsx"]
        assert Task.objects.count() == ImportRow.objects.count() == 1
    with permit.acting(one_commune):
        assert not Import.objects.exists() and not Task.objects.exists() and not ImportRow.objects.exists()
    office.lan.places.set(Unit.objects.all())
    with permit.acting(office.lan):
        assert Import.objects.filter(name="everything.xlsx").exists()


def test_another_district_changes_nothing_here(full: Award, office_of_neighbour: User) -> None:
    before = {table: do(f"select count(*) from {table}")[0][0] for table in tables_of_people()}
    with permit.acting(office_of_neighbour):
        for statement in (
            "update people_person set full_name = 'x'",
            "update people_household set head = 'x'",
            "update people_fact set value = '1'",
            "update assistance_award set until_month = 99999",
            "update payroll_problem set settled_how = 'x'",
            "update payroll_result set outcome = 'paid'",
            "delete from people_collector",
            "delete from people_account",
            "delete from payroll_touch",
            "delete from assistance_suspension",
            "delete from payroll_line",
        ):
            assert do(statement) == [(0,)], statement
    assert {table: do(f"select count(*) from {table}")[0][0] for table in tables_of_people()} == before


def test_another_district_adds_nothing_here(full: Award, office_of_neighbour: User, neighbour: Unit) -> None:
    who, here = full.person, full.person.unit
    inserts = {
        "a person": lambda: Person.objects.create(full_name="x", name_folded="x", name_sort="x", unit=here),
        "a household": lambda: Household.objects.create(unit=here),
        "a fact": lambda: fact(who, "prison", True),
        "an award": lambda: Award.objects.create(person=who, kind="care", code="C5", from_month=1, reckoned_from=1,
                                                   decision_number="6/QĐ"),
        "a collector": lambda: Collector.objects.create(person=who, full_name="x", from_month=1),
        "a look": lambda: Look.objects.create(person=who, by=office_of_neighbour),
        "a touch": lambda: do("insert into payroll_touch (award_id, from_month, at) values (%s, 1, now())", full.pk),
        "a line": lambda: do(
            "insert into payroll_line values (1, 1, %s, %s, %s, %s, 0, 1, 0, 1, 1, 1)",
            NUMBER + 1, full.pk, who.pk, here.pk,
        ),
    }  # fmt: skip
    with permit.acting(office_of_neighbour):
        for what, insert in inserts.items():
            with pytest.raises(DatabaseError), transaction.atomic():
                insert()
                pytest.fail(what)
        mine = Person.objects.create(full_name="x", name_folded="x", name_sort="x", unit=neighbour)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Person.objects.filter(pk=mine.pk).update(unit=here)


# --- roles


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("verb", permit.VERBS)
def test_each_role_may_do_what_the_table_says_and_no_more(db: None, role: str, verb: str) -> None:
    user = User(username="ai", role=role)
    if role in permit.VERBS[verb]:
        permit.check(user, verb)
    else:
        with pytest.raises(permit.Refused, match="Vai trò"):
            permit.check(user, verb)


def test_acts_ask_for_the_role_and_for_the_place(full: Award, office: Office, office_of_neighbour: User) -> None:
    who, district = full.person, Unit.objects.get(code="333")
    run = full.lines.first().run
    acts = {
        "award": lambda by: assistance.award(who, kind="care", code="C5", from_month=NUMBER, by=by, number="6/QĐ"),
        "stop": lambda by: assistance.stop(full, until_month=NUMBER + 5, reason="x", by=by, number="6/QĐ"),
        "suspend": lambda by: assistance.suspend(who, from_month=NUMBER, reason="x", by=by, number="6/QĐ"),
        "prepare": lambda by: preparing.prepare(month=NUMBER + 2, scope=district, by=by, on=datetime.date(2022, 7, 1)),
        "close": lambda by: payroll.close(run, by=by),
        "assume": lambda by: payroll.assume_paid(run, by=by),
        "results": lambda by: payroll.record_results(run, [], by=by),
    }
    for name, act in acts.items():
        for by in (office.minh, office.hoa, office.admin, office_of_neighbour):
            with pytest.raises(permit.Refused):
                act(by)
                pytest.fail(f"{name} by {by}")
    with pytest.raises(permit.Refused):
        payroll.give_back(run, by=office.lan, reason="x")


# --- both maps


def names(user: User) -> set[tuple[str, bool]]:
    """Communes covered, each with whether it is on today's map."""
    return {(u.name, u.valid_to is None) for u in Unit.objects.filter(pk__in=permit.cover(user))}


def test_the_old_district_covers_its_communes_of_today(phu_cu: PhuCu, office: Office) -> None:
    covered = names(office.lan)
    assert {("Tống Trân", True), ("Quang Hưng", True), ("Đoàn Đào", True), ("Tiên Tiến", True)} <= covered
    assert len([name for name, today in covered if not today]) == 15  # 14 of 2021, and Tiên Tiến of 2024


def test_a_commune_of_today_covers_the_communes_it_came_from(phu_cu: PhuCu, office: Office) -> None:
    office.lan.places.set([phu_cu.today["Tống Trân"]])
    assert names(office.lan) == {("Tống Trân", True), ("Tống Trân", False), ("Tam Đa", False), ("Nguyên Hòa", False)}
    held = elder("Vũ Thị Lụa", phu_cu.communes["Tam Đa"], since=NUMBER)
    other = elder("Vũ Thị Gấm", phu_cu.communes["Trần Cao"], since=NUMBER)
    with permit.acting(office.lan):
        assert list(Person.objects.all()) == [held.person]
        with pytest.raises(permit.Refused, match="ngoài địa bàn"):
            assistance.stop(other, until_month=NUMBER + 1, reason="x", by=office.lan, number="6/QĐ")


def test_one_part_of_a_merged_commune_does_not_open_the_whole(phu_cu: PhuCu, office: Office) -> None:
    office.lan.places.set([phu_cu.communes["Tam Đa"]])
    assert names(office.lan) == {("Tam Đa", False)}
    office.lan.places.set([phu_cu.communes[name] for name in ("Tam Đa", "Nguyên Hòa", "Tống Trân")])
    assert ("Tống Trân", True) in names(office.lan)


def test_a_divided_commune_is_opened_by_all_that_took_a_part_and_by_none_alone(phu_cu: PhuCu, office: Office) -> None:
    old = phu_cu.communes["Tống Trân"]
    UnitChange.objects.filter(old=old).update(whole=False)
    UnitChange.objects.create(old=old, new=phu_cu.today["Quang Hưng"], whole=False, on=datetime.date(2025, 7, 1))
    office.lan.places.set([phu_cu.today["Tống Trân"]])
    assert ("Tống Trân", False) not in names(office.lan)
    office.lan.places.set([phu_cu.today["Tống Trân"], phu_cu.today["Quang Hưng"]])
    assert ("Tống Trân", False) in names(office.lan)


def test_what_was_entered_before_comes_back_after_a_block(phu_cu: PhuCu, office: Office) -> None:
    elder("Vũ Thị Lụa", phu_cu.communes["Tam Đa"], since=NUMBER)
    permit.enter(None)
    with permit.acting(office.lan):
        assert Person.objects.count() == 1
        with permit.everywhere("trong"):
            assert do("select current_setting('ansinh.user')") == [("trong",)]
        assert do("select current_setting('ansinh.user')") == [("lan",)]
    assert Person.objects.count() == 0
