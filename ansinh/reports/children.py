"""Children in special circumstances as counts and lists, children in care and their visits. Reads only.

Counting takes no names (record/sql/children.sql): it is whole whoever asks, within the branch entered. Lists show the
circumstances of groups few may read only to whoever may.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from ansinh.law.child_groups import Group, age, groups, grown_on
from ansinh.law.child_protection import visit_days
from ansinh.reckoning.months import month_of
from ansinh.record.branches import became
from ansinh.record.models.children import Care, CareOffer, Circumstance
from ansinh.record.models.funds import Spending
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit

FUND = "children"
"""The fund for protecting children (law/funds.toml)."""

SOON = datetime.timedelta(days=92)
"""Somebody who is 16 within so many days is told of."""


class Counted(NamedTuple):
    """A child in a group on a day: ``child`` a number that tells nothing, ``unit`` the commune as it is that day."""

    child: int
    unit: int
    group: str
    part: str
    sex: str
    age: int


def counted(units: frozenset[int], on: datetime.date) -> list[Counted]:
    """Every child of these communes in special circumstances on a day, once a group and case."""
    now = became(on)
    with connection.cursor() as cursor:
        cursor.execute("select * from children_counted(%s) where unit = any(%s)", [on, sorted(units)])
        return [Counted(row[0], now.get(row[1], row[1]), *row[2:]) for row in cursor.fetchall()]


def total(units: frozenset[int], on: datetime.date) -> int:
    """How many children are in special circumstances, each once (Luật Trẻ em Đ.10 k.1)."""
    return len({one.child for one in counted(units, on)})


class InGroup(NamedTuple):
    """A group: how many children, of them girls, under six, and how many of each case the decree tells apart."""

    group: Group
    children: int
    girls: int
    under_six: int
    parts: dict[str, int]


def by_group(units: frozenset[int], on: datetime.date) -> list[InGroup]:
    """The fourteen groups in the order of the law; a child in two groups stands in both."""
    rows = counted(units, on)
    return [_in_group(kind, [one for one in rows if one.group == kind.code]) for kind in groups().every]


def _in_group(kind: Group, rows: list[Counted]) -> InGroup:
    parts = {code: len({one.child for one in rows if one.part == code}) for code in kind.parts}
    return InGroup(
        kind, len({one.child for one in rows}), len({one.child for one in rows if one.sex == "female"}),
        len({one.child for one in rows if one.age < 6}), {code: n for code, n in parts.items() if n},
    )  # fmt: skip


def by_unit(units: frozenset[int], on: datetime.date) -> dict[int, int]:
    """How many children, each once, by the commune they live in."""
    found: dict[int, set[int]] = {}
    for one in counted(units, on):
        found.setdefault(one.unit, set()).add(one.child)
    return {unit: len(children) for unit, children in found.items()}


AGES = (("0-5", "dưới 6 tuổi", range(6)), ("6-10", "6 đến dưới 11 tuổi", range(6, 11)),
        ("11-15", "11 đến dưới 16 tuổi", range(11, 16)))  # fmt: skip


class Wanted(NamedTuple):
    """Which children: empty asks for all; ``unit`` a commune, ``ages`` a key of ``AGES``."""

    group: str = ""
    unit: int | None = None
    ages: str = ""
    sex: str = ""
    growing: bool = False


class Child(NamedTuple):
    """A child with the circumstances this reader may see, the age on the day and the day of being 16."""

    person: Person
    circumstances: list[Circumstance]
    age: int
    grown_on: datetime.date

    @property
    def names(self) -> list[str]:
        """The groups in words with the case, in the order of the law."""
        told = []
        for one in self.circumstances:
            kind = groups().group(one.group)
            part = kind.part(one.part)
            told.append(f"{kind.titled}: {part}" if part and one.part != "other" else kind.titled)
        return told


def children(units: frozenset[int], on: datetime.date, wanted: Wanted | None = None) -> list[Child]:
    """The children this reader may see by name, in order of commune and name."""
    wanted = wanted or Wanted()
    now, month = became(on), month_of(on)
    asked = None if wanted.unit is None else now.get(wanted.unit, wanted.unit)
    found: dict[int, list[Circumstance]] = {}
    held = in_force(on).select_related("person__unit").prefetch_related("person__residences")
    for one in held.order_by("person__unit__name", "person__name_sort", "person", "group"):
        home = _home(one.person, month)
        if home in units and asked in (None, now.get(home, home)):
            found.setdefault(one.person_id, []).append(one)
    told = [child for rows in found.values() if (child := _child(rows, on)) is not None]
    return [one for one in told if _asked(one, wanted, on)]


def _home(person: Person, month: int) -> int:
    """The commune somebody lives in, in a month, as children_counted() tells it."""
    lived = [one for one in person.residences.all() if one.from_month <= month]
    last = max((one for one in lived if one.until_month is None or one.until_month > month),
               key=lambda one: one.from_month, default=None)  # fmt: skip
    return last.unit_id if last is not None else person.unit_id


def in_force(on: datetime.date) -> QuerySet[Circumstance]:
    """Circumstances that hold on a day, of people alive then whose record stands."""
    alive = Q(person__died_on=None) | Q(person__died_on__gt=on)
    held = Circumstance.objects.filter(voided_by=None, from_day__lte=on, person__merged_into=None)
    return held.filter(Q(until_day=None) | Q(until_day__gte=on)).filter(alive)


def _child(rows: list[Circumstance], on: datetime.date) -> Child | None:
    person = rows[0].person
    if person.birth_year is None:
        return None
    birth = (person.birth_year, person.birth_month, person.birth_day)
    years = age(birth, on)
    order = [kind.code for kind in groups().every]
    rows.sort(key=lambda one: order.index(one.group))
    return Child(person, rows, years, grown_on(birth)) if 0 <= years < groups().under else None


def _asked(one: Child, wanted: Wanted, on: datetime.date) -> bool:
    ages = next((span for key, _, span in AGES if key == wanted.ages), range(groups().under))
    return (
        (not wanted.group or any(each.group == wanted.group for each in one.circumstances))
        and (not wanted.sex or one.person.sex == wanted.sex)
        and one.age in ages
        and (not wanted.growing or one.grown_on <= on + SOON)
    )


def of_person(person: Person) -> list[Circumstance]:
    """Everything written of a child that this reader may see, what is void last."""
    return list(person.circumstances.select_related("by", "voided_by").order_by("voided_by", "from_day", "pk"))


def from_fund(person: Person) -> list[Spending]:
    """What the fund for children spent on a child by name, approved, the newest first."""
    found = Spending.objects.filter(person=person, fund__code=FUND, voided_at=None, approved_by__isnull=False)
    return list(found.select_related("fund").order_by("-spent_on", "-pk"))


class Visit(NamedTuple):
    """A visit the decree asks for: which month, by which day, on which it was made."""

    month: int
    due_on: datetime.date
    done_on: datetime.date | None

    def late(self, on: datetime.date) -> bool:
        return self.done_on is None and self.due_on < on


class InCare(NamedTuple):
    """A child in another home with the visits the decree asks for, those that fell due before the care ended."""

    care: Care
    visits: list[Visit]

    def next(self) -> Visit | None:
        return next((one for one in self.visits if one.done_on is None), None)

    def late(self, on: datetime.date) -> bool:
        return any(one.late(on) for one in self.visits)


def in_care(units: frozenset[int], on: datetime.date) -> list[InCare]:
    """The children in care on a day, those whose visits are late first."""
    rows = Care.objects.filter(person__unit__in=units, from_day__lte=on)
    rows = rows.filter(Q(until_day=None) | Q(until_day__gte=on))
    found = watched(rows)
    return sorted(found, key=lambda one: (not one.late(on), _due(one), one.care.pk))


def _due(one: InCare) -> datetime.date:
    coming = one.next()
    return coming.due_on if coming else datetime.date.max


def watched(rows: QuerySet[Care]) -> list[InCare]:
    """Care with its visits."""
    return [_watched(one) for one in rows.select_related("person__unit", "carer").prefetch_related("visits")]


def _watched(one: Care) -> InCare:
    done = {visit.month: visit.on for visit in one.visits.all() if visit.month is not None}
    asked = [
        Visit(month, day, done.get(month)) for month, day in visit_days(one.from_day)
        if one.until_day is None or day <= one.until_day or month in done
    ]  # fmt: skip
    return InCare(one, asked)


def visits_due(units: frozenset[int], on: datetime.date, within: int = 0) -> list[InCare]:
    """Children in care whose visit is due by a day so many days on; 0: those late or due today."""
    until = on + datetime.timedelta(days=within)
    return [one for one in in_care(units, on) if (coming := one.next()) is not None and coming.due_on <= until]


def offers(units: frozenset[int], on: datetime.date) -> list[CareOffer]:
    """Families who offer care on a day, the newest first."""
    rows = CareOffer.objects.filter(unit__in=units, offered_on__lte=on)
    rows = rows.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=on))
    return list(rows.select_related("unit", "person").prefetch_related("cares"))


def names(units: Iterable[int]) -> dict[int, str]:
    """Communes by id as they are called."""
    return {one.pk: str(one) for one in Unit.objects.filter(pk__in=list(units))}


def communes(units: Collection[int], on: datetime.date) -> list[Unit]:
    """The communes of a branch as the map is on a day."""
    return list(Unit.objects.communes().valid_on(on).filter(pk__in=units).order_by("name"))
