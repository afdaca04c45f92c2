"""What poor and near-poor households lack, a line an indicator: how many, how many were helped, how many wait."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from ansinh.law.needs import answers
from ansinh.law.poverty import standard
from ansinh.record.models.household_help import HouseholdHelp


class Lacking(NamedTuple):
    """One indicator over a place: households that lack it, those helped since the year began, and those not."""

    code: str
    name: str
    worker: str
    poor: int
    near: int
    helped: int

    @property
    def waiting(self) -> int:
        return self.poor + self.near - self.helped


def lacking(units: Iterable[int], year: int) -> list[Lacking]:
    """Every indicator of the year's standard, in its order. Raises ``LookupError`` for an unknown year."""
    of, month = standard(year), year * 12
    with connection.cursor() as cursor:
        cursor.execute(
            "select code, count(*) filter (where klass = 'poor'), count(*) filter (where klass = 'near_poor'),"
            " count(*) filter (where exists (select 1 from poverty_help h where h.household_id = c.household_id"
            "  and h.indicator = code and h.voided_by_id is null and h.on >= make_date(%s, 1, 1)))"
            " from poverty_class c, unnest(c.lacks) code where klass in ('poor', 'near_poor') and from_month <= %s"
            " and until_month > %s and unit_id = any(%s) group by code",
            [year, month, month, list(units)],
        )
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    return [
        Lacking(one.code, one.name, answers()[one.code].worker if one.code in answers() else "",
                *found.get(one.code, (0, 0, 0)))
        for one in of.indicators
    ]  # fmt: skip


def helped(year: int, indicator: str) -> set[int]:
    """The households helped with one thing since the year began."""
    rows = HouseholdHelp.objects.filter(indicator=indicator, on__year__gte=year, voided_by=None)
    return set(rows.values_list("household", flat=True))
