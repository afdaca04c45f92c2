"""Debts for the tests: somebody paid after death, or by facts that were wrong, and the office's share of each month."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import connection

from ansinh.acts import assistance, people, plans
from ansinh.acts.recovery_books import balance
from ansinh.reckoning.months import first_day
from ansinh.record.models.recovery import Debt, Plan, Way
from tests.acts.people import NUMBER, closed, elder, month, paid

if TYPE_CHECKING:
    from ansinh.record.models.assistance import Award
    from ansinh.record.models.payroll import Run
    from ansinh.record.models.places import Unit
    from tests.cast import Office, PhuCu

LEVEL = 360_000
PERCENT = 30


def day(number: int) -> datetime.date:
    """A day on which somebody does something for the list of a month: the 20th of the month before."""
    return first_day(number - 1).replace(day=20)


def allow(place: Unit, office: Office, percent: int = PERCENT, since: int = 2015 * 12) -> None:
    """The office's own limit."""
    plans.set_ceiling(place, percent=percent, from_month=since, basis="Quyết định 12/QĐ-UBND", by=office.admin)


def overpaid(phu_cu: PhuCu, office: Office, *, months: int = 3, name: str = "Trần Thị Mơ") -> tuple[Award, Debt, Run]:
    """An elder who drew for some months what a pension bars, without the office knowing: the list that found it."""
    first = NUMBER - months - 1  # the month in which the pension begins is still due
    award = elder(name, phu_cu.communes["Tống Trân"], since=first)
    for number in range(first, NUMBER):
        closed(paid(number, phu_cu.district, office), office)
    people.change(award.person, "pension", "retirement", from_month=first, by=office.lan, source="BHXH")
    run = paid(NUMBER, phu_cu.district, office)
    # the pension ends, so that there is a benefit again to take from
    people.change(award.person, "pension", "none", from_month=NUMBER + 1, by=office.lan, source="BHXH")
    return award, Debt.objects.get(person=award.person), run


def died(award: Award, office: Office, on: str) -> None:
    year, number, in_month = map(int, on.split("-"))
    assistance.end_by_death(award.person, datetime.date(year, number, in_month), by=office.lan, funeral=False)


def share(debt: Debt, office: Office, *, percent: int = 20, since: int = NUMBER + 1) -> Plan:
    """A share of each month's benefit, proposed by Lan and approved by Minh."""
    proposal = plans.Proposal(Way.SHARE, since, percent=percent)
    plan = plans.propose(debt, proposal, by=office.lan, on=day(since))
    return plans.approve(plan, by=office.minh, on=day(since))


def standing(debt: Debt) -> dict[str, int]:
    """What stands on each account of a debt; it always adds up to nothing."""
    sums = {str(account): sum(months.values()) for account, months in balance(debt).items()}
    assert sum(sums.values()) == 0
    return {account: amount for account, amount in sums.items() if account != "overpaid"}


def settle_deferred() -> None:
    """What the database checks at commit, checked now."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


__all__ = [
    "LEVEL",
    "NUMBER",
    "PERCENT",
    "allow",
    "day",
    "died",
    "month",
    "overpaid",
    "settle_deferred",
    "share",
    "standing",
]
