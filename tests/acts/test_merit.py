"""People with merit in the register, the month's run and its lists, beside social assistance."""

from __future__ import annotations

import pytest

from ansinh.acts import assistance, entitlement, facts, payroll, people
from ansinh.law.facts import MERIT_KINDS
from ansinh.record.models.assistance import Award, Family, Kind, family_of
from ansinh.record.models.payroll import FAMILIES, KINDS, Line, Outcome, Run, payment_code, payment_of
from ansinh.record.models.people import Person
from ansinh.reports import lists
from ansinh.reports import payroll as standing
from tests.acts.people import approved, closed, day_prepared, fact, lines, month, paid, person, prepared
from tests.cast import Office, PhuCu

AUGUST = month("2024-08")
WOUNDED = {"wounded": "tb", "wounded_degree": 85, "attended_at_home": True}
DEGREE, SUPPLEMENT, ATTENDANT = 7_601_000, 1_399_000, 2_789_000
"""Decree 77/2024: a degree of 85, the supplement from 81, the attendant."""


def with_merit(name: str, town: PhuCu, **said: object) -> Person:
    """Somebody of 70 of Tống Trân of whom these facts of merit are recorded."""
    made = person(name, town.communes["Tống Trân"], born="1954-03-01")
    for kind, value in said.items():
        fact(made, kind, value)
    return made


def gives(who: Person, kind: str, code: str, since: int = AUGUST, until: int | None = None) -> Award:
    return assistance.award(who, kind=kind, code=code, from_month=since, until_month=until, by=None, number="7/QĐ")


def of(run: Run, who: Person) -> dict[str, int]:
    """What a run's lines hold of a person, by kind."""
    found: dict[str, int] = {}
    for line in Line.objects.filter(run=run, person=who):
        found[KINDS[line.kind]] = found.get(KINDS[line.kind], 0) + line.amount
    return found


def test_the_law_and_the_register_name_the_same_kinds_of_merit() -> None:
    assert {kind for kind in Kind.values if family_of(kind) == Family.MERIT} == MERIT_KINDS
    assert [int(family) for family in FAMILIES] == [0] * 7 + [1] * (len(KINDS) - 7)


def test_a_wounded_person_with_an_attendant_has_two_lines_and_the_supplement(phu_cu: PhuCu, office: Office) -> None:
    who = with_merit("Nguyễn Văn Bình", phu_cu, **WOUNDED)
    gives(who, "merit_wounded", "TB")
    gives(who, "merit_attendant", "PV")
    run = prepared(AUGUST, phu_cu.district, office)
    assert of(run, who) == {"merit_wounded": DEGREE + SUPPLEMENT, "merit_attendant": ATTENDANT}


def test_an_offer_of_merit_is_the_allowance_with_its_supplement(phu_cu: PhuCu) -> None:
    who = with_merit("Nguyễn Văn Bình", phu_cu, **WOUNDED)
    found = entitlement.offer(who, kinds=["merit_wounded"], on=day_prepared(AUGUST), month=AUGUST)
    assert found.due is not None
    assert (found.due.code, found.due.amount) == ("TB.85", DEGREE + SUPPLEMENT)


def test_a_decree_that_applies_backwards_gives_arrears_of_merit(phu_cu: PhuCu, office: Office) -> None:
    """Decree 55/2023, in force on 5 September, applies from July: October's list is the first that pays by it."""
    who = with_merit("Trần Văn Hùng", phu_cu, wounded="tb", wounded_degree=61)
    july = month("2023-07")
    gives(who, "merit_wounded", "TB", since=july)
    before = 0
    for number in range(july, july + 3):
        run = paid(number, phu_cu.district, office)
        before = of(run, who)["merit_wounded"]
        closed(run, office)
    *arrears, (due, of_october, now) = lines(prepared(july + 3, phu_cu.district, office))
    assert (due, of_october) == ("DUE", july + 3)
    assert arrears == [("ARREARS", number, now - before) for number in range(july, july + 3)]
    assert now > before


def test_a_death_gives_three_months_without_the_attendant_and_one_funeral_grant(phu_cu: PhuCu, office: Office) -> None:
    who = with_merit("Nguyễn Văn Bình", phu_cu, **WOUNDED)
    gives(who, "merit_wounded", "TB")
    gives(who, "merit_attendant", "PV")
    assistance.end_by_death(who, day_prepared(AUGUST + 1), by=None, funeral=True, number="8/QĐ")
    run = prepared(AUGUST, phu_cu.district, office)
    assert of(run, who) == {
        "merit_wounded": DEGREE + SUPPLEMENT, "merit_attendant": ATTENDANT,
        "merit_death": 3 * (DEGREE + SUPPLEMENT), "merit_funeral": 10 * 2_340_000,
    }  # fmt: skip
    assert not who.awards.filter(kind="funeral").exists()
    assistance.undo_death(who, by=None)
    run = prepared(AUGUST, phu_cu.district, office)
    assert of(run, who) == {"merit_wounded": DEGREE + SUPPLEMENT, "merit_attendant": ATTENDANT}


def test_nobody_holds_one_kind_of_merit_twice(phu_cu: PhuCu) -> None:
    who = with_merit("Trần Văn Hùng", phu_cu, wounded="tb", wounded_degree=61)
    gives(who, "merit_wounded", "TB")
    with pytest.raises(assistance.Overlaps, match="Trợ cấp thương binh"):
        gives(who, "merit_wounded", "TBB", since=AUGUST + 3)


def test_merit_recorded_bars_the_disability_allowance_and_keeps_care(phu_cu: PhuCu, office: Office) -> None:
    who = with_merit("Lê Thị Hoa", phu_cu, disability="extreme", cared_at_home=True)
    gives(who, "allowance", "K6.ĐBN")
    gives(who, "care", "C5")
    before = of(prepared(AUGUST, phu_cu.district, office), who)
    assert set(before) == {"allowance", "care"}
    people.change(who, "wounded_degree", 61, from_month=AUGUST, by=None)
    people.change(who, "wounded", "tb", from_month=AUGUST, by=None)
    gives(who, "merit_wounded", "TB")
    assert facts.in_month(who, AUGUST + 1)["merit"] == "own"
    run = prepared(AUGUST, phu_cu.district, office)
    assert set(of(run, who)) == {"allowance", "care", "merit_wounded"}  # R5: the month it begins in is due
    closed(approved(run, office), office)
    assert set(of(prepared(AUGUST + 1, phu_cu.district, office), who)) == {"care", "merit_wounded"}


def test_what_is_recorded_of_merit_by_itself_goes_before_what_follows(phu_cu: PhuCu) -> None:
    who = with_merit("Lê Thị Hoa", phu_cu, martyrs=1, merit="none")
    assert facts.in_month(who, AUGUST)["merit"] == "none"
    other = with_merit("Lê Thị Hồng", phu_cu, martyrs=1)
    assert facts.in_month(other, AUGUST)["merit"] == "survivor"


def both_purses(town: PhuCu) -> Person:
    """Somebody drawing merit and, for a child raised alone, assistance; and an elder who draws no merit."""
    who = with_merit("Phạm Thị Lan", town, martyrs=1, survivor_as="spouse", retirement_age=True,
                     disability="extreme", cared_at_home=True)  # fmt: skip
    gives(who, "merit_survivor", "TUAT")
    gives(who, "care", "C5")
    return who


def test_each_purse_has_its_own_list_and_voucher(phu_cu: PhuCu, office: Office) -> None:
    who = both_purses(phu_cu)
    run = approved(prepared(AUGUST, phu_cu.district, office), office)
    made = {one.purse: one for one in lists.payment_lists(run)}
    assert [one.person_code for one in made["merit"].lines] == [payment_code(who.pk, Family.MERIT)]
    assert [one.person_code for one in made["assistance"].lines] == [payment_code(who.pk, Family.ASSISTANCE)]
    assert made["merit"].support == "trợ cấp ưu đãi người có công"
    sums = {voucher.family: voucher.total for voucher in run.vouchers.all()}
    assert sums == {Family.ASSISTANCE: made["assistance"].total, Family.MERIT: made["merit"].total}
    assert sum(sums.values()) == run.total
    assert run.people == 1
    assert [(row.family, row.total) for row in standing.by_family(run)] == sorted(sums.items())
    assert [row.family for row in standing.by_group(run)] == [Family.ASSISTANCE, Family.MERIT]
    assert standing.standing(run).agrees


def test_a_payment_that_came_back_is_owed_again_from_its_own_purse_alone(phu_cu: PhuCu, office: Office) -> None:
    who = both_purses(phu_cu)
    run = approved(prepared(AUGUST, phu_cu.district, office), office)
    due = of(run, who)
    run = payroll.send(run, by=office.lan)
    payroll.record_results(run, [payroll.ResultRow(who.pk, Outcome.UNPAID, "vắng", Family.MERIT)], by=office.lan)
    assert payroll.silent(run) == 1
    payroll.close(payroll.assume_paid(run, by=office.lan), by=office.lan)
    september = prepared(AUGUST + 1, phu_cu.district, office)
    carried = Line.objects.filter(run=september, entry=3)
    assert [(KINDS[line.kind], line.amount) for line in carried] == [("merit_survivor", due["merit_survivor"])]


def test_a_payment_code_says_whose_and_from_which_purse() -> None:
    for family in Family:
        assert payment_of(payment_code(123, family)) == (123, family)
    assert payment_code(123, Family.ASSISTANCE) == "00000123"
