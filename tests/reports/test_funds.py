"""A fund's year: against its plan, by purpose and month, the pledges still due, the sum over the communes."""

from __future__ import annotations

import datetime

import pytest

from ansinh.acts import fund_money, funds
from ansinh.acts.fund_money import Bill, Whom
from ansinh.record.models.funds import Fund
from ansinh.reports import funds as reports
from tests.cast import Office, PhuCu

TODAY = datetime.date(2022, 12, 31)
OPENED = datetime.date(2021, 1, 1)


def opened(phu_cu: PhuCu, office: Office, place: str = "", opening: int = 0) -> Fund:
    unit = phu_cu.communes[place] if place else phu_cu.district
    return funds.open_fund("gratitude", unit, opened_on=OPENED, opening=opening, paper="BB", by=office.lan, on=TODAY)


def gives(fund: Fund, office: Office, amount: int, on: str) -> None:
    fund_money.receive(fund, Whom("x"), amount=amount, received_on=datetime.date.fromisoformat(on), by=office.lan,
                       on=TODAY)  # fmt: skip


def spends(fund: Fund, office: Office, amount: int, on: str, purpose: str = "care", *, approved: bool = True) -> None:
    day = datetime.date.fromisoformat(on)
    asked = fund_money.propose(fund, Bill(purpose, "x", Whom("x"), amount, day, "x", day), by=office.lan, on=TODAY)
    if approved:
        fund_money.approve(asked, by=office.minh, on=TODAY)


def planned(fund: Fund, office: Office, to_raise: int, **to_spend: int) -> None:
    made = funds.plan(fund, 2022, to_raise=to_raise, to_spend=to_spend, paper="KH", by=office.lan, on=TODAY)
    funds.approve_plan(made, by=office.minh, on=TODAY)


@pytest.fixture
def fund(phu_cu: PhuCu, office: Office) -> Fund:
    made = opened(phu_cu, office, "Tam Đa", 1_000)
    gives(made, office, 500, "2021-07-01")
    gives(made, office, 300, "2022-01-05")
    gives(made, office, 400, "2022-07-05")
    spends(made, office, 250, "2022-07-20")
    spends(made, office, 50, "2022-08-01", "gifts")
    spends(made, office, 99, "2022-08-01", approved=False)
    return made


def test_a_year_begins_with_what_the_one_before_left(fund: Fund, office: Office) -> None:
    planned(fund, office, 1_400, care=500, housing=100)
    (told,) = reports.years([fund], 2022)
    assert (told.begun, told.raised, told.spent, told.left) == (1_500, 700, 300, 1_900)
    assert (told.to_raise, told.to_spend, told.waiting) == (1_400, 600, 1)
    assert str(reports.rate(told.raised, told.to_raise)) == "50.00" and reports.rate(1, None) is None
    assert reports.years([fund], 2020) == []
    assert reports.to_approve(office.minh.pk) == 1 and reports.to_approve(office.lan.pk) == 0


def test_purposes_show_what_was_planned_or_spent(fund: Fund, office: Office) -> None:
    planned(fund, office, 1, care=500, housing=100)
    assert [(row.code, row.planned, row.spent) for row in reports.by_purpose([fund], 2022)] == [
        ("housing", 100, 0), ("care", 500, 250), ("gifts", 0, 50),
    ]  # fmt: skip


def test_months_run_on_from_the_years_beginning(fund: Fund) -> None:
    (told,) = reports.years([fund], 2022)
    assert [tuple(row) for row in reports.by_month(told, 2022)] == [
        (1, 300, 0, 1_800), (7, 400, 250, 1_950), (8, 0, 50, 1_900),
    ]  # fmt: skip


def test_a_voided_receipt_counts_nowhere_and_a_paid_pledge_is_not_due(fund: Fund, office: Office) -> None:
    day = datetime.date(2022, 6, 1)
    promised = fund_money.pledge(fund, Whom("Hội"), amount=100, pledged_on=day, by=office.lan, on=TODAY)
    paid = fund_money.receive(fund, None, amount=60, received_on=day, promised=promised, by=office.lan, on=TODAY)
    assert [(one.pledge, one.left) for one in reports.unpaid(fund)] == [(promised, 40)]
    rest = fund_money.receive(fund, None, amount=40, received_on=day, promised=promised, by=office.lan, on=TODAY)
    assert reports.unpaid(fund) == []
    for one in (paid, rest):
        fund_money.void(one, reason="nhầm", by=office.lan)
    assert reports.unpaid(fund)[0].left == 100 and reports.years([fund], 2022)[0].raised == 700


def test_a_district_sees_its_communes_and_the_sum_of_their_plans(fund: Fund, phu_cu: PhuCu, office: Office) -> None:
    district, other = opened(phu_cu, office), opened(phu_cu, office, "Trần Cao")
    for one, amount in ((fund, 10), (district, 20), (other, 5)):
        planned(one, office, amount)
    assert reports.within(district) == [other, fund] and reports.within(fund) == []
    assert reports.planned("gratitude", 2022) == 35 and reports.planned("gratitude", 2021) == 0
    assert reports.visible() == [district, other, fund]


def test_places_that_were_no_more_and_held_nothing_are_left_out(fund: Fund, office: Office) -> None:
    told = reports.years([fund], 2026)
    assert reports.standing(told, 2026) == told
    on = datetime.date(2025, 7, 1)
    last = Bill("handover", "x", Whom("x"), 1_900, on, "x", on)
    fund_money.approve(fund_money.propose(fund, last, by=office.lan, on=on), by=office.minh, on=on)
    fund_money.void(fund.spendings.get(approved_on=None), reason="x", by=office.lan)
    assert reports.standing(reports.years([fund], 2026), 2026) == []
    (closing,) = reports.standing(reports.years([fund], 2025), 2025)
    assert (closing.handed, closing.spent, closing.left) == (1_900, 0, 0)
