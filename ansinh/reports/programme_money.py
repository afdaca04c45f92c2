"""What the programme's money came to in a year: by part of its tree, by place, by source; and who is late.

Of a year: the plan is what was given for it, less what was handed on; beside it what earlier years carried over; what
was committed and disbursed in it. Every sum is the sum of its parts.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db.models import Q, Sum

from ansinh.law.poverty_programme import SOURCES, programme
from ansinh.reckoning.poverty import rate
from ansinh.record.models.programme_money import Allocation, EntryWay, MoneyEntry


class Money(NamedTuple):
    """Sums in đồng."""

    central: int = 0
    local: int = 0
    investment: int = 0
    recurrent: int = 0
    carried: int = 0
    committed: int = 0
    disbursed: int = 0
    settled: int = 0

    @property
    def plan(self) -> int:
        return self.central + self.local

    @property
    def spendable(self) -> int:
        return self.plan + self.carried

    @property
    def left(self) -> int:
        return self.spendable - self.disbursed

    @property
    def rate(self) -> int | None:
        """Disbursed of what could be spent, in hundredths of 1 %."""
        return rate(self.disbursed, self.spendable)

    def __add__(self, other: Money) -> Money:  # type: ignore[override]
        return Money(*(a + b for a, b in zip(self, other, strict=True)))


class Line(NamedTuple):
    """One part, place or source with its money; ``level``: how deep in the tree."""

    key: str
    name: str
    money: Money
    level: int = 0


def of_year(code: str, year: int, units: Iterable[int]) -> dict[Allocation, Money]:
    """The money of each allocation of a phase to these places in a year, those without any left out."""
    held = Allocation.objects.filter(programme=code, unit__in=list(units)).select_related("unit")
    entries = MoneyEntry.objects.filter(voided_by=None)
    ways = {
        (row["allocation"], row["way"]): row["n"]
        for row in entries.filter(allocation__in=held).filter(Q(year=year) | Q(way=EntryWay.GIVEN))
        .order_by().values("allocation", "way").annotate(n=Sum("amount"))
    }  # fmt: skip
    handed = dict(entries.filter(allocation__above__in=held, way=EntryWay.GIVEN).order_by()
                  .values_list("allocation__above").annotate(n=Sum("amount")))  # fmt: skip
    found = {}
    for one in held:
        own = ways.get((one.pk, EntryWay.GIVEN), 0) - handed.get(one.pk, 0) if one.year == year else 0
        money = Money(
            own if one.source == "central" else 0, own if one.source != "central" else 0,
            own if one.capital == "investment" else 0, own if one.capital == "recurrent" else 0,
            *(ways.get((one.pk, way), 0) for way in
              (EntryWay.CARRIED, EntryWay.COMMITTED, EntryWay.DISBURSED, EntryWay.SETTLED)),
        )  # fmt: skip
        if any(money) or one.year == year:
            found[one] = money
    return found


def by_part(code: str, found: dict[Allocation, Money]) -> list[Line]:
    """The programme's tree, each part with all below it."""
    phase = programme(code)

    def of(part: str) -> Money:
        return sum((m for one, m in found.items() if one.part == part or one.part.startswith(f"{part}.")), Money())

    return [Line(one.code, f"{one.code}. {one.name}", of(one.code), one.code.count(".")) for one in phase.parts]


def by_place(found: dict[Allocation, Money]) -> list[Line]:
    """Each place with what it may spend itself."""
    return _by(found, lambda one: (str(one.unit_id), str(one.unit)))


def by_source(found: dict[Allocation, Money]) -> list[Line]:
    """Each source."""
    return _by(found, lambda one: (one.source, SOURCES[one.source]))


def _by(found: dict[Allocation, Money], key: Callable[[Allocation], tuple[str, str]]) -> list[Line]:
    sums: dict[tuple[str, str], Money] = {}
    for one, money in found.items():
        sums[key(one)] = sums.get(key(one), Money()) + money
    return [Line(*named, money) for named, money in sorted(sums.items(), key=lambda pair: pair[0][1])]


def elapsed(year: int, on: datetime.date) -> int:
    """How much of a year is over on a day, in hundredths of 1 %: what a place that spends evenly has disbursed."""
    first, after = datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)
    return max(0, min(100_00, ((on - first).days + 1) * 100_00 // (after - first).days))
