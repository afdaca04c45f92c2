"""What becomes known late: debts and their relief, months carried over, decrees that reach back, people who moved."""

from __future__ import annotations

import datetime

import pytest

from ansinh.acts import assistance, facts, payroll, people, places, preparing
from ansinh.record.models.assistance import Suspension
from ansinh.record.models.payroll import Line, Outcome, Ruling, Run
from ansinh.record.models.places import UnitChange
from tests.acts.people import approved, closed, day_prepared, elder, fact, lines, month, paid, person, prepared
from tests.cast import Office, PhuCu

UNPAID, STOP, PAID = Outcome.UNPAID, Outcome.UNPAID_STOP, Outcome.PAID


def walk(first: str, last: str, scope, office: Office) -> None:
    for number in range(month(first), month(last) + 1):
        paid(number, scope, office)


def test_a_death_reported_late_is_a_debt_of_named_months_and_nothing_is_paid(phu_cu: PhuCu, office: Office) -> None:
    held = elder("Vũ Thị Lụa", phu_cu.communes["Tống Trân"], since=month("2021-01"))
    walk("2021-01", "2021-05", phu_cu.district, office)
    people.record_death(held.person, datetime.date(2021, 2, 10), by=office.lan)
    run = paid(month("2021-06"), phu_cu.district, office)
    assert lines(run) == [("DEBT", month(m), -270_000) for m in ("2021-03", "2021-04", "2021-05")]
    assert (run.total, run.people, run.lines, run.state) == (0, 0, 0, "approved")
    assert lines(paid(month("2021-07"), phu_cu.district, office)) == []


def test_a_death_taken_back_relieves_the_debt_and_pays_what_was_missed(phu_cu: PhuCu, office: Office) -> None:
    held = elder("Vũ Thị Lụa", phu_cu.communes["Tống Trân"], since=month("2021-01"))
    walk("2021-01", "2021-04", phu_cu.district, office)
    people.record_death(held.person, datetime.date(2021, 2, 10), by=office.lan)
    paid(month("2021-05"), phu_cu.district, office)
    people.record_death(held.person, None, by=office.lan)
    assert lines(prepared(month("2021-06"), phu_cu.district, office)) == [
        ("RELIEF", month("2021-03"), 270_000),
        ("RELIEF", month("2021-04"), 270_000),
        ("ARREARS", month("2021-05"), 270_000),
        ("DUE", month("2021-06"), 270_000),
    ]


def test_somebody_dead_before_the_award_began_owes_every_month_paid(phu_cu: PhuCu, office: Office) -> None:
    held = elder("Trần Văn Lộc", phu_cu.communes["Tống Trân"], since=month("2021-02"))
    walk("2021-02", "2021-03", phu_cu.district, office)
    people.record_death(held.person, datetime.date(2021, 1, 5), by=office.lan)
    run = paid(month("2021-04"), phu_cu.district, office)
    assert lines(run) == [("DEBT", month("2021-02"), -270_000), ("DEBT", month("2021-03"), -270_000)]


def test_unpaid_months_are_carried_each_with_its_own_name(phu_cu: PhuCu, office: Office) -> None:
    held = elder("Đỗ Thị Mận", phu_cu.communes["Tống Trân"], since=month("2021-01"))
    for number in (month("2021-01"), month("2021-02")):
        run = paid(number, phu_cu.district, office)
        closed(run, office, payroll.ResultRow(held.person_id, UNPAID, "đi vắng"))
    run = paid(month("2021-03"), phu_cu.district, office)
    assert lines(run) == [
        ("CARRIED", month("2021-01"), 270_000),
        ("CARRIED", month("2021-02"), 270_000),
        ("DUE", month("2021-03"), 270_000),
    ]
    assert run.total == 810_000
    assert lines(paid(month("2021-04"), phu_cu.district, office)) == [("DUE", month("2021-04"), 270_000)]


def test_a_payment_that_turns_out_paid_after_it_was_carried_is_a_debt(phu_cu: PhuCu, office: Office) -> None:
    held = elder("Đỗ Thị Mận", phu_cu.communes["Tống Trân"], since=month("2021-01"))
    run = payroll.send(paid(month("2021-01"), phu_cu.district, office), by=office.lan)
    payroll.record_results(run, [payroll.ResultRow(held.person_id, UNPAID, "đi vắng")], by=office.lan)
    paid(month("2021-02"), phu_cu.district, office)
    payroll.record_results(run, [payroll.ResultRow(held.person_id, PAID, "")], by=office.lan)
    assert lines(prepared(month("2021-03"), phu_cu.district, office)) == [
        ("DEBT", month("2021-01"), -270_000),
        ("DUE", month("2021-03"), 270_000),
    ]


@pytest.mark.parametrize("pay_back", [True, False])
def test_unpaid_and_stopped_waits_until_somebody_resumes_it(phu_cu: PhuCu, office: Office, pay_back: bool) -> None:
    held = elder("Lê Văn Tám", phu_cu.communes["Tống Trân"], since=month("2021-01"))
    run = paid(month("2021-01"), phu_cu.district, office)
    closed(run, office, payroll.ResultRow(held.person_id, STOP, "không có ở địa phương"))
    for number in (month("2021-02"), month("2021-03")):
        assert lines(paid(number, phu_cu.district, office)) == []
    pause = Suspension.objects.get(award=held)
    assert (pause.from_month, pause.until_month, pause.reason) == (month("2021-02"), None, "không có ở địa phương")
    assistance.resume(pause, until_month=month("2021-04"), pay_back=pay_back, by=office.lan, number="6")
    between = [("ARREARS", month(m), 270_000) for m in ("2021-02", "2021-03")] if pay_back else []
    assert lines(paid(month("2021-04"), phu_cu.district, office)) == [
        ("CARRIED", month("2021-01"), 270_000),
        *between,
        ("DUE", month("2021-04"), 270_000),
    ]


def test_an_earlier_suspension_told_after_a_later_one_is_kept(phu_cu: PhuCu, office: Office) -> None:
    held = elder("Lê Văn Tám", phu_cu.communes["Tống Trân"], since=month("2021-01"))
    assistance.suspend(held.person, from_month=month("2021-05"), reason="lần sau", by=office.lan, number="6")
    until = month("2021-04")
    for _ in range(2):  # told twice, it is there once
        assistance.suspend(
            held.person, from_month=month("2021-02"), until_month=until, reason="x", by=office.lan, number="6/QĐ"
        )
    walk("2021-01", "2021-05", phu_cu.district, office)
    assert sorted(by_month(held)) == [month("2021-01"), month("2021-04")]
    assert Suspension.objects.filter(award=held).count() == 2
    assistance.resume_all(held.person, until_month=month("2021-06"), pay_back=False, by=office.lan, number="6")
    assert sorted(by_month(held)) == [month("2021-01"), month("2021-04")]
    assert lines(paid(month("2021-06"), phu_cu.district, office)) == [("DUE", month("2021-06"), 270_000)]


def test_the_funeral_grant_goes_with_the_day_of_death_when_that_is_corrected(phu_cu: PhuCu, office: Office) -> None:
    held = elder("Vũ Thị Lụa", phu_cu.communes["Tống Trân"], since=month("2021-01"))
    for day in (datetime.date(2021, 2, 10), datetime.date(2021, 3, 10)):
        assistance.end_by_death(held.person, day, by=office.lan, funeral=True, number="9/QĐ-UBND")
        walk(f"{day:%Y-%m}", f"{day:%Y-%m}", phu_cu.district, office)
    grants = held.person.awards.filter(kind="funeral").order_by("from_month")
    assert [(grant.from_month, grant.stop_reason, grant.decision_number) for grant in grants] == [
        (month("2021-02"), assistance.NOT_DEAD, "9/QĐ-UBND"), (month("2021-03"), "", "9/QĐ-UBND"),
    ]  # fmt: skip
    owed = {grant.from_month: sum(by_month(grant).values()) for grant in grants}
    assert owed == {month("2021-02"): 0, month("2021-03"): 5_400_000}


@pytest.mark.parametrize("ending", ["resumed", "died"])
def test_what_waited_of_an_award_that_another_replaced_is_paid_when_the_waiting_ends(
    phu_cu: PhuCu, office: Office, ending: str
) -> None:
    held = elder("Lê Văn Tám", phu_cu.communes["Tống Trân"], since=month("2021-01"))
    assistance.stop(held, until_month=month("2021-03"), reason="x", by=office.lan, number="6")
    assistance.award(
        held.person, kind="allowance", code="K5c", from_month=month("2021-03"), by=office.lan, number="6/QĐ"
    )
    assistance.suspend(held.person, from_month=month("2021-03"), reason="x", by=office.lan, number="6")
    assert lines(paid(month("2021-03"), phu_cu.district, office)) == []
    if ending == "resumed":
        assistance.resume_all(held.person, until_month=month("2021-04"), pay_back=False, by=office.lan, number="6")
    else:
        assistance.end_by_death(held.person, datetime.date(2021, 3, 20), by=office.lan, funeral=False)
    walk("2021-04", "2021-05", phu_cu.district, office)
    waited = {month("2021-01"): 270_000, month("2021-02"): 270_000}
    assert by_month(held) == waited


def test_a_suspension_that_ends_by_its_own_month_pays_what_waited(phu_cu: PhuCu, office: Office) -> None:
    held = elder("Lê Văn Tám", phu_cu.communes["Tống Trân"], since=month("2021-01"))
    closed(paid(month("2021-01"), phu_cu.district, office), office, payroll.ResultRow(held.person_id, UNPAID, "vắng"))
    until = month("2021-04")
    assistance.suspend(
        held.person, from_month=month("2021-02"), until_month=until, reason="x", by=office.lan, number="6/QĐ"
    )
    walk("2021-02", "2021-03", phu_cu.district, office)
    assert lines(paid(month("2021-04"), phu_cu.district, office)) == [
        ("CARRIED", month("2021-01"), 270_000),
        ("DUE", month("2021-04"), 270_000),
    ]


def test_group_5c_goes_on_as_social_pension_in_july_2025_without_a_gap(phu_cu: PhuCu, office: Office) -> None:
    held = elder("Phạm Thị Ngọ", phu_cu.communes["Tống Trân"], since=month("2025-05"), born="1940-04-04")
    walk("2025-05", "2025-06", phu_cu.district, office)
    here, day = phu_cu.today["Tống Trân"], datetime.date(2025, 7, 1)  # decree 176/2025 was issued on 30 June
    run = preparing.prepare(month=month("2025-07"), scope=here, by=office.lan, on=day)
    assert lines(run) == [("DUE", month("2025-07"), 500_000)]
    written = Line.objects.filter(award=held).order_by("run_month")
    codes = [Ruling.objects.get(pk=line.ruling_id).code for line in written]
    assert codes == ["K5c", "K5c", "HTXH"]


def test_decree_335_pays_its_arrears_once_in_the_list_made_after_it_came_into_force(
    phu_cu: PhuCu, office: Office
) -> None:
    here = phu_cu.today["Tống Trân"]
    elder("Phạm Thị Ngọ", here, since=month("2026-06"), born="1940-04-04")
    for number in range(month("2026-06"), month("2026-11")):
        assert lines(paid(number, here, office)) == [("DUE", number, 500_000)]
    run = prepared(month("2026-11"), here, office)
    assert lines(run) == [
        *[("ARREARS", month(m), 40_000) for m in ("2026-07", "2026-08", "2026-09", "2026-10")],
        ("DUE", month("2026-11"), 540_000),
    ]
    assert run.provisional
    approved(run, office)
    assert lines(paid(month("2026-12"), here, office)) == [("DUE", month("2026-12"), 540_000)]


def test_decree_76_issued_on_its_first_day_pays_july_2024_with_august(phu_cu: PhuCu, office: Office) -> None:
    elder("Phạm Thị Ngọ", phu_cu.communes["Tống Trân"], since=month("2024-06"))
    walk("2024-06", "2024-07", phu_cu.district, office)
    assert lines(paid(month("2024-08"), phu_cu.district, office)) == [
        ("ARREARS", month("2024-07"), 140_000),
        ("DUE", month("2024-08"), 500_000),
    ]


def test_a_month_without_a_list_is_paid_by_the_next_list(phu_cu: PhuCu, office: Office) -> None:
    elder("Phạm Thị Ngọ", phu_cu.communes["Tống Trân"], since=month("2021-01"))
    paid(month("2021-01"), phu_cu.district, office)
    assert lines(paid(month("2021-04"), phu_cu.district, office)) == [
        ("ARREARS", month("2021-02"), 270_000),
        ("ARREARS", month("2021-03"), 270_000),
        ("DUE", month("2021-04"), 270_000),
    ]


def by_month(award) -> dict[int, int]:
    sums: dict[int, int] = {}
    for line in Line.objects.filter(award=award):
        sums[line.for_month] = sums.get(line.for_month, 0) + line.amount
    return sums


@pytest.mark.parametrize("first", ["Tống Trân", "Quang Hưng"])
def test_whoever_moves_between_two_communes_lists_is_paid_each_month_once(
    phu_cu: PhuCu, office: Office, first: str
) -> None:
    old, new = phu_cu.today["Tống Trân"], phu_cu.today["Quang Hưng"]
    held = elder("Hoàng Thị Tư", old, since=month("2025-07"))
    order = [old, new] if first == "Tống Trân" else [new, old]
    for number in range(month("2025-07"), month("2025-12")):
        if number == month("2025-10"):  # known in October: has lived there since September
            people.move(held.person, new, from_month=month("2025-09"), by=None)
        for scope in order:
            paid(number, scope, office)
    assert by_month(held) == dict.fromkeys(range(month("2025-07"), month("2025-12")), 500_000)
    assert set(Line.objects.filter(run_month__gte=month("2025-10")).values_list("unit", flat=True)) == {new.pk}


def test_what_becomes_known_of_an_ended_award_is_for_the_place_the_next_one_is_paid_in(
    phu_cu: PhuCu, office: Office
) -> None:
    old, new = phu_cu.today["Tống Trân"], phu_cu.today["Quang Hưng"]
    held = elder("Hoàng Thị Tư", old, since=month("2025-07"))
    assistance.stop(held, until_month=month("2025-09"), reason="x", by=None, number="1/QĐ")
    assistance.award(held.person, kind="allowance", code="K5c", from_month=month("2025-10"), by=None, number="1/QĐ")
    people.move(held.person, new, from_month=month("2025-10"), by=None)
    for number in range(month("2025-07"), month("2025-11")):
        for scope in (old, new):
            paid(number, scope, office)
    fact(held.person, "prison", True, month("2025-08"), month("2025-10"))
    for scope in (old, new):
        paid(month("2025-11"), scope, office)
    assert {number: amount for number, amount in by_month(held).items() if amount} == {
        month("2025-07"): 500_000, month("2025-08"): 500_000,
    }  # fmt: skip
    assistance.stop(held, until_month=month("2025-08"), reason="x", by=None, number="1/QĐ")
    for scope in (old, new):
        paid(month("2025-12"), scope, office)
    assert {number: amount for number, amount in by_month(held).items() if amount} == {month("2025-07"): 500_000}


def test_a_move_while_both_lists_are_open_pays_once_whichever_list_stays(phu_cu: PhuCu, office: Office) -> None:
    old, new, number = phu_cu.today["Tống Trân"], phu_cu.today["Quang Hưng"], month("2025-08")
    held = elder("Hoàng Thị Tư", old, since=number - 1)
    paid(number - 1, old, office)
    left = prepared(number, old, office)
    people.move(held.person, new, from_month=number, by=None)
    arrived = prepared(number, new, office)
    assert (lines(left), lines(arrived)) == ([("DUE", number, 500_000)], [])
    preparing.discard(left, by=office.lan, reason="lập nhầm")
    arrived = preparing.refresh(arrived, by=office.lan, on=arrived.prepared_on)
    assert by_month(held) == {number - 1: 500_000, number: 500_000}
    assert arrived.total == 500_000
    assert lines(prepared(number, old, office)) == []


def test_an_officer_of_one_commune_does_not_pay_again_what_another_commune_paid(phu_cu: PhuCu, office: Office) -> None:
    """Row-level security hides the other commune's lines from the officer; the reckoning must see them all the same."""
    from ansinh.acts import permit

    old, new = phu_cu.today["Tống Trân"], phu_cu.today["Quang Hưng"]
    held = elder("Hoàng Thị Tư", old, since=month("2025-07"))
    walk("2025-07", "2025-08", old, office)
    people.move(held.person, new, from_month=month("2025-08"), by=None)
    for user in (office.lan, office.minh):
        user.places.set([new])
    with permit.acting(office.lan):
        run = approved(prepared(month("2025-09"), new, office), office)
        assert lines(run) == [("DUE", month("2025-09"), 500_000)]


def test_a_birth_year_nobody_knows_blocks_the_list_until_it_is_written_down(phu_cu: PhuCu, office: Office) -> None:
    held = elder("Bùi Thị Út", phu_cu.communes["Tống Trân"], since=month("2021-01"), born=None)
    run = prepared(month("2021-02"), phu_cu.district, office)
    assert [(p.code, p.person_id) for p in run.problems.all()] == [("birth_unknown", held.person_id)]
    with pytest.raises(payroll.NotNow, match="1 vướng mắc"):
        payroll.check(run, by=office.lan)
    people.correct_details(held.person, birth_year=1933, by=office.lan)
    run = payroll.check(run, by=office.lan)
    assert lines(run) == [("ARREARS", month("2021-01"), 270_000), ("DUE", month("2021-02"), 270_000)]


def test_what_is_not_known_any_more_opens_no_debt(phu_cu: PhuCu, office: Office) -> None:
    held = elder("Bùi Thị Út", phu_cu.communes["Tống Trân"], since=month("2021-01"))
    walk("2021-01", "2021-02", phu_cu.district, office)
    people.correct_details(held.person, birth_year=None, birth_month=None, birth_day=None, by=office.lan)
    run = prepared(month("2021-03"), phu_cu.district, office)
    assert (lines(run), [p.code for p in run.problems.all()]) == ([], ["birth_unknown"])


@pytest.fixture
def divided(phu_cu: PhuCu) -> PhuCu:
    """Tống Trân of the old map, as if a part of it had gone to Tống Trân of today and a part to Quang Hưng."""
    old = phu_cu.communes["Tống Trân"]
    UnitChange.objects.filter(old=old).update(whole=False)
    UnitChange.objects.create(old=old, new=phu_cu.today["Quang Hưng"], whole=False, on=datetime.date(2025, 7, 1))
    return phu_cu


def test_people_of_a_divided_commune_are_a_problem_on_both_lists_until_placed(divided: PhuCu, office: Office) -> None:
    number, here, there = month("2025-07"), divided.today["Tống Trân"], divided.today["Quang Hưng"]
    held = elder("Mai Văn Sáu", divided.communes["Tống Trân"], since=month("2025-05"))
    runs = [prepared(number, scope, office) for scope in (here, there)]
    assert [[(p.code, p.person_id) for p in run.problems.all()] for run in runs] == [
        [("unit_divided", held.person_id)],
        [("unit_divided", held.person_id)],
    ]
    for run in runs:
        with pytest.raises(payroll.NotNow, match="vướng mắc"):
            payroll.check(run, by=office.lan)
    people.move(held.person, there, from_month=number, by=None)
    assert [lines(payroll.check(run, by=office.lan)) for run in runs] == [
        [],
        [("ARREARS", month("2025-05"), 500_000), ("ARREARS", month("2025-06"), 500_000), ("DUE", number, 500_000)],
    ]


def test_an_award_the_law_gives_nothing_for_is_a_problem_asked_once(phu_cu: PhuCu, office: Office) -> None:
    who = person("Ngô Văn Bảy", phu_cu.communes["Tống Trân"], born="1970-01-01")
    assistance.award(who, kind="allowance", code="K6.N", from_month=month("2021-01"), by=None, number="1/QĐ")
    run = prepared(month("2021-01"), phu_cu.district, office)
    assert [p.code for p in run.problems.all()] == ["nothing_due"]
    approved(run, office)
    run = prepared(month("2021-02"), phu_cu.district, office)
    assert list(run.problems.all()) == []
    fact(who, "disability", "severe")
    run = preparing.refresh(run, by=office.lan, on=run.prepared_on)
    assert lines(run) == [("ARREARS", month("2021-01"), 405_000), ("DUE", month("2021-02"), 405_000)]


def test_one_person_under_two_kinds_has_a_line_of_each_and_one_name_on_the_list(phu_cu: PhuCu, office: Office) -> None:
    who = person("Lưu Thị Chín", phu_cu.communes["Tống Trân"], born="1980-01-01")
    facts_known = {"household": "poor", "marital": "unmarried", "children_raised": 2, "disability": "severe"}
    for kind, value in facts_known.items():
        fact(who, kind, value)
    for kind, code in (("single_parent", "K4"), ("allowance", "K6.N")):
        assistance.award(who, kind=kind, code=code, from_month=month("2021-08"), by=None, number="1/QĐ")
    run = prepared(month("2021-08"), phu_cu.district, office)
    assert sorted(lines(run)) == [("DUE", month("2021-08"), 540_000), ("DUE", month("2021-08"), 720_000)]
    assert (run.people, run.lines, run.vouchers.get().people, run.total) == (1, 2, 1, 1_260_000)


def test_the_new_provinces_level_reaches_people_recorded_in_communes_of_the_old_map(
    phu_cu: PhuCu, office: Office
) -> None:
    here = phu_cu.today["Tống Trân"]
    elder("Phạm Thị Ngọ", phu_cu.communes["Tống Trân"], since=month("2026-01"), born="1930")
    elder("Phạm Thị Mùi", here, since=month("2026-01"), born="1930")
    places.set_local_figure(province=here.parent, from_month=month("2026-02"), amount=600_000, basis="NQ 1", by=None)
    held = assistance.award(
        person("Mạc Văn Ba", phu_cu.communes["Tống Trân"], born="1980"), kind="allowance", code="K6.N",
        from_month=month("2026-02"), by=None, number="1/QĐ",
    )  # fmt: skip
    fact(held.person, "disability", "severe")
    facts.rebuild_all()
    run = preparing.prepare(month=month("2026-02"), scope=here, by=office.lan, on=day_prepared(month("2026-02")))
    assert Line.objects.get(run=run, award=held).amount == 900_000
    assert Run.objects.count() == 1
