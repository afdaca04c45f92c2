"""Poor and near-poor households of a place: how many, at which rate, how they moved in a year, and each of them.

A year's opening is the classes of its January, its closing those of the next; what is not decided yet is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import polars as pl
from django.db.models import Exists, F, Max, OuterRef, QuerySet

from ansinh.reckoning import poverty
from ansinh.reckoning.months import first_day
from ansinh.reckoning.poverty import ABSENT, CLASSES, NEAR, POOR
from ansinh.record.branches import became
from ansinh.record.frames import array, frame
from ansinh.record.models.places import Unit
from ansinh.record.models.poverty import HouseholdClass, HouseholdCount

CLASS_SQL = "array_position(array['poor', 'near_poor', 'average', 'none'], klass) - 1"


class Rate(NamedTuple):
    """A commune or larger place in a data year: households, poor and near-poor ones; rates in hundredths of 1 %.

    ``uncounted``: poor and near-poor households of communes whose households nobody counted; a rate would be too high.
    """

    unit: int
    households: int
    members: int
    poor: int
    poor_members: int
    near: int
    near_members: int
    uncounted: int = 0

    @property
    def poor_rate(self) -> int | None:
        return self._rate(self.poor)

    @property
    def near_rate(self) -> int | None:
        return self._rate(self.near)

    @property
    def both_rate(self) -> int | None:
        return self._rate(self.poor + self.near)

    def _rate(self, homes: int) -> int | None:
        return None if self.uncounted else poverty.rate(homes, self.households)

    def __add__(self, other: Rate) -> Rate:  # type: ignore[override]
        return Rate(self.unit, *(a + b for a, b in zip(self[1:], other[1:], strict=True)))


def rates(units: Iterable[int], year: int) -> list[Rate]:
    """Each commune's, of the communes that have a count or a class in the data year."""
    mine = sorted(units)
    counts = {one.unit_id: one for one in HouseholdCount.objects.filter(unit__in=mine, data_year=year)}
    classes = {row["unit"]: row for row in standing(mine, year * 12).iter_rows(named=True)}
    found = []
    for unit in sorted(counts.keys() | classes.keys()):
        count, row = counts.get(unit), classes.get(unit, {})
        found.append(Rate(
            unit, count.households if count else 0, count.members if count else 0, row.get("poor", 0),
            row.get("poor_members", 0), row.get("near", 0), row.get("near_members", 0),
            0 if count else row.get("poor", 0) + row.get("near", 0),
        ))  # fmt: skip
    return found


def lapsed(units: Iterable[int], month: int) -> QuerySet[HouseholdClass]:
    """Poor and near-poor households whose last class had ended by a month, with nothing decided of them since.

    What the class gave goes on until a decision says otherwise: nobody loses it because an office is late.
    """
    later = HouseholdClass.objects.filter(household=OuterRef("household"), until_month__gt=F("from_month"))
    ended = HouseholdClass.objects.filter(
        unit__in=list(units), left="", klass__in=("poor", "near_poor"), until_month__lte=month,
        until_month__gt=month - 12,
    )  # fmt: skip
    return ended.exclude(Exists(later.filter(until_month__gt=OuterRef("until_month"))))


def by_own_standard(units: Iterable[int], month: int) -> int:
    """How many households are poor or near poor only by the province's own standard."""
    held = HouseholdClass.objects.filter(unit__in=list(units), from_month__lte=month, until_month__gt=month)
    return held.filter(local__in=("poor", "near_poor")).exclude(klass__in=("poor", "near_poor")).count()


def last_year(units: Iterable[int], until: int) -> int:
    """The latest data year with classes here, up to a year; that year itself when there is none."""
    held = HouseholdClass.objects.filter(unit__in=list(units), data_year__lte=until)
    return held.aggregate(year=Max("data_year"))["year"] or until


def standing(units: Sequence[int], month: int) -> pl.DataFrame:
    """Poor and near-poor households and their members in a month, a row a commune."""
    held = frame(_held(units, month), [("unit", "int8"), ("class", "int2"), ("members", "int4")])
    marks = {"poor": pl.col("class") == POOR, "near": pl.col("class") == NEAR}
    return poverty.counted(held, marks)


def _held(units: Sequence[int], month: int) -> str:
    return (
        f"select unit_id as unit, {CLASS_SQL} as class, members from poverty_class"
        f" where from_month <= {month} and until_month > {month} and unit_id = any({array(list(units))})"
    )


def moved(units: Sequence[int], year: int) -> pl.DataFrame:
    """Every household with a class in January of a year or of the next, as ``reckoning.poverty.movement`` asks.

    Who is not there before but came from another commune, or split off, was absent there; else not poor. Whoever went
    to another commune is absent after. A commune that went whole into another by the closing counts there from the
    opening on.
    """
    opening, closing = year * 12, year * 12 + 12
    here, old, new = array(list(units)), array(list(now := became(first_day(closing)))), array(list(now.values()))
    held = f"""poverty_class left join unnest({old}::bigint[], {new}::bigint[]) as went(old, new) on unit_id = old
               where unit_id = any({here})"""
    query = f"""
        with a as (select household_id, coalesce(new, unit_id) as unit_id, {CLASS_SQL} as class, members from {held}
                   and from_month <= {opening} and until_month > {opening}),
             b as (select household_id, coalesce(new, unit_id) as unit_id, {CLASS_SQL} as class, members, came
                   from {held} and from_month <= {closing} and until_month > {closing})
        select coalesce(b.unit_id, a.unit_id) as unit,
               coalesce(a.class, case when b.came in ('moved', 'split', 'merged') or o.id is not null then {ABSENT}
                                 else 3 end) as before,
               coalesce(b.class, {ABSENT}) as after, coalesce(a.members, 0) as members_before,
               coalesce(b.members, 0) as members_after, case when b.came = 'back' then 1 else 0 end as once
        from a full join b on a.household_id = b.household_id and a.unit_id = b.unit_id
        left join poverty_class o on a.household_id is null and o.household_id = b.household_id
             and o.unit_id <> b.unit_id and o.from_month <= {opening} and o.until_month > {opening}"""
    wanted = [("unit", "int8"), ("before", "int2"), ("after", "int2"), ("members_before", "int4"),
              ("members_after", "int4"), ("once", "int2")]  # fmt: skip
    return frame(query, wanted).with_columns(pl.col("once") == 1)


def movement(units: Sequence[int], year: int, klass: int) -> pl.DataFrame:
    """The official table of movement of a class in a year, a row a commune."""
    return poverty.movement(moved(units, year), klass)


def names(units: Iterable[int]) -> dict[int, str]:
    """What each unit is called."""
    return {unit.pk: str(unit) for unit in Unit.objects.filter(pk__in=list(units))}


__all__ = ["CLASSES", "Rate", "movement", "moved", "names", "rates", "standing"]
