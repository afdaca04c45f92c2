"""What must be paid back, in sums: which months an amount pays off, what one month's list may take, how old a debt is.

Whole đồng, whole numbers of months; the oldest month is paid off first, the oldest debt before a younger one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

Months = dict[int, int]
"""Amounts by month number."""

AGES = (3, 6, 12)
"""A debt is of 0-3, 3-6, 6-12 or more than 12 months."""


class TooMuch(ValueError):
    """More than is there."""


def oldest_first(amount: int, open_months: Mapping[int, int]) -> Months:
    """How an amount pays off what is open, the oldest month first. Raises ``TooMuch`` beyond what is open."""
    taken: Months = {}
    for month in sorted(open_months):
        part = min(amount, max(open_months[month], 0))
        if part:
            taken[month] = part
            amount -= part
    if amount:
        raise TooMuch(amount)
    return taken


def each_its_part(months: Mapping[int, int], there: Mapping[int, Mapping[int, int]]) -> dict[int, Months]:
    """How amounts by month are taken off several debts, each month off the first debt that has it, then the next.

    ``there``: what each debt has, by its id, in the order in which they are served.
    """
    left, parts = dict(months), {}
    for debt, has in there.items():
        part = {month: min(amount, has[month]) for month, amount in left.items() if amount and has.get(month, 0) > 0}
        if part:
            parts[debt] = part
            left = {month: amount - part.get(month, 0) for month, amount in left.items()}
    return parts


def age_of(opened: int, month: int) -> int:
    """Which of the four ages a debt opened in one month has in another: 0 for 0-3 months … 3 for more than 12."""
    past = month - opened
    return sum(past > most for most in AGES)


class Benefit(NamedTuple):
    """One line of a list that pays a month's benefit."""

    award_id: int
    for_month: int
    amount: int


class Plan(NamedTuple):
    """One debt as a list meets it: what is still open, and a month's amount or percent, from a month on."""

    debt_id: int
    open: int
    from_month: int
    amount: int | None = None
    percent: int | None = None


class Taken(NamedTuple):
    """What one line of benefit gives to one debt."""

    debt_id: int
    award_id: int
    for_month: int
    amount: int


def deductions(benefits: Iterable[Benefit], plans: Iterable[Plan], cap: int | None) -> list[Taken]:
    """What a list takes of one person: of each benefit no more than ``cap`` percent, of each debt no more than is open.

    None or 0: nothing. Debts are served in the order given, months oldest first. An instalment is so much for each
    month of benefit that is paid, so that a month received late gives its instalment when it comes.
    """
    ordered = sorted(benefits, key=lambda b: (b.for_month, -b.amount, b.award_id))
    room = {(b.award_id, b.for_month): max(b.amount, 0) * (cap or 0) // 100 for b in ordered}
    taken = []
    for plan in plans:
        left = plan.open
        instalments: Months = {}
        for benefit in ordered:
            at = (benefit.award_id, benefit.for_month)
            if benefit.for_month < plan.from_month:
                continue
            if plan.percent is not None:
                wanted = benefit.amount * plan.percent // 100
            else:
                wanted = (plan.amount or 0) - instalments.get(benefit.for_month, 0)
            part = min(wanted, room[at], left)
            if part <= 0:
                continue
            room[at] -= part
            left -= part
            instalments[benefit.for_month] = instalments.get(benefit.for_month, 0) + part
            taken.append(Taken(plan.debt_id, *at, part))
    return taken
