"""Decisions on social assistance in a period, as the awards name them: signed here, or brought in with a register."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any, NamedTuple

from django.db import connection

from ansinh.record.models.assistance import Family, Kind, family_of
from ansinh.world.units import TWO_TIERS_BEGIN


class Decided(NamedTuple):
    """One decision: its number and day, what it did, how many people of which commune it names."""

    number: str
    on: datetime.date
    what: str
    people: int
    unit: str
    unit_id: int


def decided(first: datetime.date, last: datetime.date, units: Collection[int]) -> list[Decided]:
    """Every decision that gave or ended social assistance, in order of days; one a number and day.

    The district decided until June 2025: a decision that names people of two communes stands with the first of them.
    Since then the chair of each commune decides (Nghị định 147/2025/NĐ-CP): a number and day of two communes are two.
    """
    kinds = [kind for kind in Kind.values if family_of(kind) == Family.ASSISTANCE]
    query = """
        with of as (
            select decision_number as number, decided_on as on_day, true as gives, person_id from assistance_award
            where kind = any (%s) and decision_number <> '' and decided_on between %s and %s
            union all
            select stop_number, stop_decided_on, false, person_id from assistance_award
            where kind = any (%s) and stop_number <> '' and stop_decided_on between %s and %s)
        select of.number, of.on_day, bool_or(of.gives), bool_or(not of.gives), count(distinct of.person_id),
               (array_agg(u.kind || ' ' || u.name order by u.name, u.id))[1], (array_agg(u.id order by u.name, u.id))[1]
        from of join people_person p on p.id = of.person_id join places_unit u on u.id = p.unit_id
        where p.unit_id = any (%s)
        group by of.number, of.on_day, case when of.on_day >= %s then u.id end order by 2, 1, 6, 7"""
    values: list[Any] = [kinds, first, last, kinds, first, last, sorted(units), TWO_TIERS_BEGIN]
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [
            Decided(number, on, _what(gives, ends), people, unit, unit_id)
            for number, on, gives, ends, people, unit, unit_id in cursor.fetchall()
        ]


def _what(gives: bool, ends: bool) -> str:
    return "hưởng và thôi hưởng" if gives and ends else "hưởng, điều chỉnh" if gives else "thôi hưởng"
