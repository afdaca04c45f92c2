"""What the funds hold and did: a year against its plan, by purpose and by month, over a branch. Reads only."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, ExtractMonth

from ansinh.law import funds as law
from ansinh.record.models.funds import Fund, FundPlan, FundReceipt, Pledge, Spending
from ansinh.record.models.places import Level, Unit

LIVE = Q(voided_at__isnull=True)
SPENT = LIVE & Q(approved_by__isnull=False)
WAITS = LIVE & Q(approved_by__isnull=True)


@dataclass(frozen=True, slots=True)
class Year:
    """One fund in one year, whole đồng: ``begun`` + ``raised`` − ``spent`` − ``handed`` = ``left``.

    ``to_raise``, ``to_spend``: the plan in force, None without one. ``waiting``: how many plans and spendings wait.
    """

    fund: Fund
    begun: int
    raised: int
    spent: int
    handed: int
    to_raise: int | None
    to_spend: int | None
    waiting: int

    @property
    def left(self) -> int:
        return self.begun + self.raised - self.spent - self.handed


def rate(part: int, whole: int | None) -> Decimal | None:
    """So many percent of the plan, two places; None without one."""
    return (Decimal(part * 100) / whole).quantize(Decimal("0.01")) if whole else None


def visible() -> list[Fund]:
    """The funds of the branch entered, the larger places first, communes in the order of their codes."""
    tiers = {Level.PROVINCE: 0, Level.DISTRICT: 1, Level.COMMUNE: 2}
    kinds = [one.code for one in law.funds()]
    return sorted(
        Fund.objects.select_related("unit"),
        key=lambda one: (kinds.index(one.code), tiers[Level(one.unit.level)], one.unit.code, one.pk),
    )


def years(funds: Iterable[Fund], year: int) -> list[Year]:
    """Each of these funds in a year; those opened later are left out."""
    last = datetime.date(year, 12, 31)
    there = [fund for fund in funds if fund.opened_on <= last]
    came = _sums(FundReceipt.objects.filter(LIVE, fund__in=there), "received_on", year)
    went = _sums(Spending.objects.filter(SPENT, fund__in=there).exclude(purpose=law.HANDOVER), "spent_on", year)
    over = _sums(Spending.objects.filter(SPENT, fund__in=there, purpose=law.HANDOVER), "spent_on", year)
    plans = {one.fund_id: one for one in FundPlan.objects.filter(SPENT, fund__in=there, year=year)}
    waiting = _waiting(there)
    return [
        Year(
            fund, fund.opening + came[fund.pk][0] - went[fund.pk][0] - over[fund.pk][0], came[fund.pk][1],
            went[fund.pk][1], over[fund.pk][1], plans[fund.pk].to_raise if fund.pk in plans else None,
            sum(plans[fund.pk].to_spend.values()) if fund.pk in plans else None, waiting.get(fund.pk, 0),
        )
        for fund in there
    ]  # fmt: skip


def standing(found: Iterable[Year], year: int) -> list[Year]:
    """Those there was anything of: not of places that were no more before the year and held nothing."""
    first = datetime.date(year, 1, 1)
    return [one for one in found if one.fund.unit.valid_to is None or one.fund.unit.valid_to > first
            or one.begun or one.raised or one.waiting]  # fmt: skip


def _sums(rows: QuerySet[Any], day: str, year: int) -> dict[int, tuple[int, int]]:
    """By fund: what moved before the year, and in it."""
    before, within = Q(**{f"{day}__year__lt": year}), Q(**{f"{day}__year": year})
    sums = rows.order_by().values("fund").annotate(
        a=Coalesce(Sum("amount", filter=before), 0), b=Coalesce(Sum("amount", filter=within), 0)
    )  # fmt: skip
    return _Nothing((row["fund"], (row["a"], row["b"])) for row in sums)


class _Nothing(dict[int, tuple[int, int]]):
    """A fund of which nothing moved."""

    def __missing__(self, _fund: int) -> tuple[int, int]:
        return (0, 0)


def _waiting(funds: list[Fund]) -> dict[int, int]:
    found: dict[int, int] = {}
    for rows in (FundPlan.objects.filter(WAITS, fund__in=funds), Spending.objects.filter(WAITS, fund__in=funds)):
        for fund in rows.values_list("fund", flat=True):
            found[fund] = found.get(fund, 0) + 1
    return found


def to_approve(by: int) -> int:
    """How many plans and spendings of the branch wait for somebody who did not propose them."""
    return sum(model.objects.filter(WAITS).exclude(proposed_by=by).count() for model in (FundPlan, Spending))


class OnPurpose(NamedTuple):
    """What a year gave a purpose, against its plan, whole đồng."""

    code: str
    name: str
    planned: int
    spent: int


def by_purpose(funds: Iterable[Fund], year: int) -> list[OnPurpose]:
    """What these funds of one kind spent by purpose in a year; purposes nobody planned or spent on are left out."""
    there = list(funds)
    if not there:
        return []
    planned: dict[str, int] = {}
    for told in FundPlan.objects.filter(SPENT, fund__in=there, year=year).values_list("to_spend", flat=True):
        for code, amount in told.items():
            planned[code] = planned.get(code, 0) + amount
    rows = Spending.objects.filter(SPENT, fund__in=there, spent_on__year=year).order_by()
    spent = {row["purpose"]: row["n"] for row in rows.values("purpose").annotate(n=Sum("amount"))}
    found = [OnPurpose(one.code, one.name, planned.get(one.code, 0), spent.get(one.code, 0))
             for one in law.fund(there[0].code).purposes]  # fmt: skip
    return [row for row in found if row.planned or row.spent]


class InMonth(NamedTuple):
    """What came in and went out in a month of the year (1 to 12), and what was left at its end, whole đồng."""

    number: int
    raised: int
    spent: int
    left: int


def by_month(this: Year, year: int) -> list[InMonth]:
    """A fund's year month by month; months in which nothing moved are left out."""
    came = _months(this.fund.receipts.filter(LIVE, received_on__year=year), "received_on")
    went = _months(this.fund.spendings.filter(SPENT, spent_on__year=year), "spent_on")
    found, left = [], this.begun
    for number in sorted(came.keys() | went.keys()):
        left += came.get(number, 0) - went.get(number, 0)
        found.append(InMonth(number, came.get(number, 0), went.get(number, 0), left))
    return found


def _months(rows: QuerySet[Any], day: str) -> dict[int, int]:
    sums = rows.order_by().annotate(m=ExtractMonth(day)).values("m").annotate(n=Sum("amount"))
    return {row["m"]: row["n"] for row in sums}


class Due(NamedTuple):
    """A pledge with what has not come in yet, whole đồng."""

    pledge: Pledge
    left: int


def unpaid(fund: Fund) -> list[Due]:
    """Pledges that were not paid in full, the earliest due first."""
    came = Coalesce(Sum("receipts__amount", filter=Q(receipts__voided_at__isnull=True)), 0)
    rows = fund.pledges.filter(LIVE).annotate(came=came).filter(came__lt=F("amount"))
    return [Due(one, one.amount - one.came) for one in rows.order_by(F("due_on").asc(nulls_last=True), "pk")]


def within(fund: Fund) -> list[Fund]:
    """The funds of the same kind in the places under this one's."""
    below = Unit.objects.filter(Q(parent=fund.unit) | Q(parent__parent=fund.unit))
    return [one for one in visible() if one.code == fund.code and one.unit in set(below)]


def planned(code: str, year: int) -> int:
    """What the plans in force of all funds of a kind in the branch mean to raise in a year, whole đồng."""
    rows = FundPlan.objects.filter(SPENT, fund__code=code, year=year)
    return rows.aggregate(n=Sum("to_raise"))["n"] or 0
