"""What the database promises of funds, whoever writes: seen in their branch, only voided, never below nothing."""

from __future__ import annotations

import datetime

import pytest
from django.db import DatabaseError, transaction

from ansinh.acts import fund_money, funds, permit
from ansinh.acts.fund_money import Bill, Whom
from ansinh.record.models.decisions import Series
from ansinh.record.models.funds import Fund, FundReceipt, Pledge, Spending
from ansinh.record.models.trail import Entry
from ansinh.record.models.users import Role, User
from tests.acts.people import do
from tests.cast import Office, PhuCu

OPENED, DAY, TODAY = datetime.date(2022, 3, 1), datetime.date(2022, 5, 10), datetime.date(2022, 7, 1)


@pytest.fixture
def fund(phu_cu: PhuCu, office: Office) -> Fund:
    """The gratitude fund of Tam Đa: ten million, a pledge paid in part, a spending approved and a plan in force."""
    made = funds.open_fund("gratitude", phu_cu.communes["Tam Đa"], opened_on=OPENED, opening=10_000_000, paper="BB 1",
                           by=office.lan, on=TODAY)  # fmt: skip
    promised = fund_money.pledge(made, Whom("Công ty May"), amount=3_000_000, pledged_on=DAY, by=office.lan, on=TODAY)
    fund_money.receive(made, None, amount=1_000_000, received_on=DAY, promised=promised, by=office.lan, on=TODAY)
    asked = Bill("care", "Thăm", Whom("Vũ Thị Lụa"), 4_000_000, DAY, "1/QĐ", DAY)
    fund_money.approve(fund_money.propose(made, asked, by=office.lan, on=TODAY), by=office.minh, on=TODAY)
    planned = funds.plan(made, 2022, to_raise=1, to_spend={"care": 1}, paper="KH", by=office.lan, on=TODAY)
    funds.approve_plan(planned, by=office.minh, on=TODAY)
    do("set constraints all immediate")
    return made


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("update funds_fund set opening = 99999999", "stays what it was opened as"),
        ("update funds_receipt set amount = 2000000", "only voided"),
        ("update funds_receipt set number = 7", "only voided"),
        ("delete from funds_receipt", "only voided"),
        ("update funds_pledge set amount = 1", "only voided"),
        ("delete from funds_pledge", "only voided"),
        ("update funds_spending set amount = 1", "only voided"),
        ("update funds_spending set approved_by_id = null, approved_on = null", "stays approved"),
        ("update funds_spending set approved_on = '2022-01-01'", "stays approved"),
        ("delete from funds_spending", "only voided"),
        ("update funds_plan set to_raise = 5", "only voided"),
        ("delete from funds_plan", "only voided"),
        ("update funds_receipt set voided_at = now(), voided_by_id = recorded_by_id", "voided_with_a_reason"),
        ("update funds_receipt set voided_at = now(), voided_reason = 'x'", "voided_with_a_reason"),
        ("update funds_pledge set voided_at = now(), voided_reason = 'x', voided_by_id = recorded_by_id", "than was"),
        ("truncate funds_receipt cascade", "never truncated"),
        ("delete from funds_fund", "foreign key"),
    ],
)
def test_what_is_written_in_the_books_stays(fund: Fund, statement: str, words: str) -> None:
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        do(statement)
        do("set constraints all immediate")


def receipt(fund: Fund, office: Office, **other: object) -> FundReceipt:
    told = {"year": 2022, "number": 2, "payer": "x", "received_on": DAY, "way": "cash", "amount": 1} | other
    return FundReceipt.objects.create(fund=fund, recorded_by=office.lan, **told)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"number": 3}, "no gaps: the next is 2"), ({"year": 2023}, "in the year it is given"),
        ({"amount": 0}, "is_something"), ({"way": "transfer"}, "transfer_proved"),
        ({"received_on": OPENED - datetime.timedelta(days=1)}, "older than its fund"),
    ],
)  # fmt: skip
def test_a_receipt_past_the_books_is_refused(fund: Fund, office: Office, told: dict[str, object], words: str) -> None:
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        receipt(fund, office, **told)
    assert Series.objects.get(authority=fund.unit, symbol=fund.symbol).last == 1


def test_no_more_comes_in_on_a_pledge_than_was_promised_nor_on_another_funds(fund: Fund, office: Office) -> None:
    promised = Pledge.objects.get()
    with pytest.raises(DatabaseError, match="than was promised"), transaction.atomic():
        receipt(fund, office, amount=2_000_001, pledge=promised)
    other = funds.open_fund("children", fund.unit, opened_on=OPENED, opening=0, paper="", by=office.lan, on=TODAY)
    with pytest.raises(DatabaseError, match="than was promised"), transaction.atomic():
        receipt(other, office, number=1, pledge=promised)


def spending(fund: Fund, office: Office, **other: object) -> Spending:
    told = {"purpose": "care", "what": "x", "payee": "x", "spent_on": DAY, "amount": 1, "paper": "x", "paper_on": DAY}
    by = {"proposed_by": office.lan, "proposed_on": DAY, "approved_by": office.minh, "approved_on": DAY}
    return Spending.objects.create(fund=fund, **(told | by | other))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"amount": 7_000_001}, "more is spent than there is"),
        ({"amount": 7_000_001, "spent_on": OPENED}, "more is spent than there is"),
        ({"approved_on": None}, "approved_whole"), ({"paper": ""}, "spending_whole"),
        ({"spent_on": OPENED - datetime.timedelta(days=1)}, "older than its fund"),
    ],
)  # fmt: skip
def test_a_spending_past_the_promises_is_refused(
    fund: Fund, office: Office, told: dict[str, object], words: str
) -> None:
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        spending(fund, office, **told)


def test_money_that_was_spent_keeps_its_receipt(fund: Fund, office: Office) -> None:
    spending(fund, office, amount=7_000_000)
    with pytest.raises(DatabaseError, match="more is spent than there is"), transaction.atomic():
        do("update funds_receipt set voided_at = now(), voided_reason = 'x', voided_by_id = %s", office.lan.pk)


def test_nobody_approves_what_they_proposed(fund: Fund, office: Office) -> None:
    with pytest.raises(DatabaseError, match="second_person"), transaction.atomic():
        spending(fund, office, approved_by=office.lan)


def test_a_year_has_one_plan_in_force_and_one_proposed(fund: Fund, office: Office) -> None:
    told = {"year": 2022, "to_raise": 1, "to_spend": {}, "paper": "x", "proposed_by": office.lan, "proposed_on": DAY}
    with pytest.raises(DatabaseError, match="one_in_force"), transaction.atomic():
        fund.plans.create(**told, approved_by=office.minh, approved_on=DAY)
    fund.plans.create(**told)
    with pytest.raises(DatabaseError, match="one_proposed"), transaction.atomic():
        fund.plans.create(**told)


def test_a_fund_is_seen_where_all_it_covers_is(fund: Fund, phu_cu: PhuCu, office: Office) -> None:
    district = funds.open_fund("gratitude", phu_cu.district, opened_on=OPENED, opening=0, paper="", by=office.lan,
                               on=TODAY)  # fmt: skip
    of_tam_da = User.objects.create_user("thu", password="an-sinh-tests", role=Role.AUDITOR)
    of_tam_da.places.add(fund.unit)
    stranger = User.objects.create_user("dung", password="an-sinh-tests", role=Role.AUDITOR)
    stranger.places.add(phu_cu.communes["Trần Cao"])
    do("set constraints all immediate")
    with permit.acting(office.lan):
        assert set(Fund.objects.all()) == {fund, district}
    with permit.acting(of_tam_da):
        assert set(Fund.objects.all()) == {fund} and FundReceipt.objects.count() == 1
        assert Entry.objects.filter(table="funds_receipt").count() == 1
        assert Entry.objects.filter(table="funds_fund").count() == 1
    with permit.acting(stranger):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Pledge.objects.create(fund=fund, name="x", amount=1, pledged_on=DAY, recorded_by=office.lan)
        assert not Fund.objects.exists() and not Pledge.objects.exists() and not Spending.objects.exists()
        assert not Entry.objects.filter(table__startswith="funds_").exists()
        assert FundReceipt.objects.update(voided_reason="x") == 0
