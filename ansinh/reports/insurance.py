"""Health insurance in figures: people and money by group, by commune and by quarter, and the lines of a list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from django.db.models import Count, QuerySet

from ansinh.law.book import Book
from ansinh.law.insurance_groups import Contribution, Group, contribution, groups
from ansinh.law.month import Month
from ansinh.reckoning.months import first_day
from ansinh.record.branches import communes_of, province_of
from ansinh.record.models.insurance import Change, Cover, Sent, What
from ansinh.record.models.places import Unit
from ansinh.world.insurance_list import Line


class Sum(NamedTuple):
    """Months of cover and their money, whole đồng; ``unknown``: months whose amount no decree gives."""

    months: int
    whole: int
    budget: int
    own: int
    unknown: int

    def __add__(self, other: Sum) -> Sum:  # type: ignore[override]
        return Sum(*(a + b for a, b in zip(self, other, strict=True)))


NOTHING = Sum(0, 0, 0, 0, 0)


class InGroup(NamedTuple):
    """One group over some months; ``people`` in the last of them."""

    code: str
    name: str
    paid_by: str
    people: int
    money: Sum


class Due(NamedTuple):
    """What is due over some months: by group in the order of the law, by commune, in all."""

    groups: tuple[InGroup, ...]
    communes: dict[int, Sum]
    total: Sum


def quarter(year: int, number: int) -> range:
    """The months of a quarter (1 to 4)."""
    start = year * 12 + (number - 1) * 3
    return range(start, start + 3)


BookOf = Callable[[int, int], Book]
"""The book of a province and a month."""


def due(months: Iterable[int], units: Iterable[int], book_of: BookOf) -> Due:
    """Money of the covers of approved lists in these months and communes, as the books say."""
    units = sorted(units)
    provinces = province_of(units)
    sums: dict[str, Sum] = defaultdict(lambda: NOTHING)
    communes: dict[int, Sum] = defaultdict(lambda: NOTHING)
    known: dict[str, Group] = {}
    people: Counter[str] = Counter()
    for month in sorted(months):
        price = _Prices(month, book_of)
        people.clear()
        held = Cover.objects.filter(unit__in=units, from_month__lte=month, until_month__gt=month)
        for row in held.values("unit", "group").annotate(people=Count("pk")).order_by():
            group, cost = price.of(provinces.get(row["unit"], 0), row["group"])
            sum_ = _sum(row["people"], cost)
            people[row["group"]] += row["people"]
            sums[row["group"]] += sum_
            communes[row["unit"]] += sum_
            if group is not None:
                known[row["group"]] = group
    total = sum(sums.values(), NOTHING)
    order = {code: at for at, code in enumerate(known)}
    rows = [
        InGroup(code, known[code].name if code in known else code, known[code].paid_by if code in known else "",
                people[code], money)
        for code, money in sorted(sums.items(), key=lambda pair: _order(known, pair[0], order))
    ]  # fmt: skip
    return Due(tuple(rows), dict(communes), total)


def _order(known: dict[str, Group], code: str, order: dict[str, int]) -> tuple[int, int]:
    return (known[code].tier, known[code].order) if code in known else (9, order.get(code, 0))


def _sum(people: int, cost: Contribution | None) -> Sum:
    if cost is None:
        return Sum(people, 0, 0, 0, people)
    return Sum(people, people * cost.whole, people * cost.budget, people * cost.own, 0)


class _Prices:
    """What a month of each group costs in each province."""

    def __init__(self, month: int, book_of: BookOf) -> None:
        self.month, self.book_of = month, book_of
        self.kept: dict[int, dict[str, tuple[Group, Contribution | None]]] = {}

    def of(self, province: int, code: str) -> tuple[Group | None, Contribution | None]:
        if province not in self.kept:
            at, book = Month.from_number(self.month), self.book_of(province, self.month)
            self.kept[province] = {one.code: (one, contribution(one, at, book)) for one in groups(at, book)}
        return self.kept[province].get(code, (None, None))


def ahead(months: range, units: Iterable[int], book_of: BookOf) -> list[InGroup]:
    """A year's contribution paid ahead of everybody the budget pays for whole, who has a card in some of these months.

    Each is paid for from the first month of the card in the year to its end, at the price of the last of the months.
    """
    units = sorted(units)
    provinces, price = province_of(units), _Prices(months[-1], book_of)
    year = range(months[-1] // 12 * 12, months[-1] // 12 * 12 + 12)
    sums: dict[str, Sum] = defaultdict(lambda: NOTHING)
    people: Counter[str] = Counter()
    known: dict[str, Group] = {}
    for unit, code, first, until in held(months, units).values_list("unit", "group", "from_month", "until_month"):
        group, cost = price.of(provinces.get(unit, 0), code)
        if group is None or group.percent != 100:
            continue
        known[code] = group
        people[code] += 1
        sums[code] += _sum(min(until, year[-1] + 1) - max(first, year[0]), cost)
    order = {code: at for at, code in enumerate(known)}
    return [
        InGroup(code, known[code].name, known[code].paid_by, people[code], sums[code])
        for code in sorted(sums, key=lambda code: _order(known, code, order))
    ]


def held(months: range, units: Iterable[int] | None = None, groups: Iterable[str] = ()) -> QuerySet[Cover]:
    """Cards held in any of these months, of these groups or of all."""
    found = Cover.objects.filter(from_month__lte=months[-1], until_month__gt=months[0])
    if units is not None:
        found = found.filter(unit__in=sorted(units))
    return found.filter(group__in=groups) if groups else found


def brought(months: range, groups: Iterable[str] = ()) -> QuerySet[Change]:
    """Whom approved lists of these months newly brought into these groups, by a new card or a changed one."""
    found = Change.objects.filter(
        sent__month__range=(months[0], months[-1]), sent__approved_on__isnull=False, what__in=[What.ADD, What.CHANGE]
    )  # fmt: skip
    return found.filter(after__in=groups) if groups else found


def behind(month: int, cover: frozenset[int]) -> list[tuple[Unit, int | None]]:
    """Communes of a month whose newest approved list is older than it, with that list's month; none: never listed.

    Their people are billed as that list left them.
    """
    newest: dict[int, int] = {}
    for sent in Sent.objects.filter(approved_on__isnull=False, month__lte=month).select_related("scope"):
        for unit in communes_of([sent.scope]):
            newest[unit] = max(newest.get(unit, 0), sent.month)
    units = Unit.objects.communes().valid_on(first_day(month)).filter(pk__in=cover).order_by("name")
    return [(unit, newest.get(unit.pk)) for unit in units if newest.get(unit.pk, 0) < month]


def sent_lists(cover: frozenset[int]) -> list[Sent]:
    """The lists that touch these communes, newest first."""
    every = Sent.objects.select_related("scope", "made_by", "approved_by")
    return [one for one in every if communes_of([one.scope]) & cover]


def tallied(sent: Sent) -> dict[tuple[str, str], int]:
    """How many lines of each kind and reason a list has."""
    rows = sent.changes.values_list("what", "reason").annotate(lines=Count("pk")).order_by("what", "-lines")
    return {(what, reason): lines for what, reason, lines in rows}


def lines(sent: Sent, names: Mapping[str, str]) -> Iterator[Line]:
    """The lines of a list as Social Insurance is sent them, its groups by their names."""
    found = (
        Change.objects.filter(sent=sent).select_related("person", "unit").order_by("unit__name", "person__name_sort")
    )
    for at in found.iterator(2_000):
        who = at.person
        yield Line(
            at.what, who.full_name, who.birth_text, who.get_sex_display() or "", who.identity_number or "",
            str(at.unit), who.village, names.get(at.before, at.before), names.get(at.after, at.after),
            at.get_reason_display(),
        )  # fmt: skip
