"""What poor and near-poor households lack, a line an indicator: how many, how many were helped, how many wait."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from ansinh.law.needs import answers
from ansinh.law.poverty import standard
from ansinh.record.models.payroll import OPEN_END

DONE = f"""case code when 'insurance' then (select bool_and(exists (
        select 1 from insurance_cover i where i.person_id = p.id and i.until_month = {OPEN_END}))
        from people_person p
        where p.household_id = c.household_id and p.died_on is null and p.merged_into_id is null)
    else exists (select 1 from poverty_help h where h.household_id = c.household_id and h.indicator = code and h.solved
        and h.voided_by_id is null and h.on >= coalesce((select r.begins from poverty_review v
            join poverty_round r on r.id = v.round_id where v.id = c.review_id), make_date(c.data_year - 1, 9, 1)))
    end"""
"""Whether a household `c` lacks a thing `code` no more, as its card says it (``reports.household.Need.missing``)."""


class Lacking(NamedTuple):
    """One indicator over a place: households that lack it, those that have it since their review, and those not."""

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
            f" count(*) filter (where {DONE})"
            " from poverty_class c, unnest(c.lacks) code where klass in ('poor', 'near_poor') and from_month <= %s"
            " and until_month > %s and unit_id = any(%s) group by code",
            [month, month, list(units)],
        )
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    return [
        Lacking(one.code, one.name, answers()[one.code].worker if one.code in answers() else "",
                *found.get(one.code, (0, 0, 0)))
        for one in of.indicators
    ]  # fmt: skip


def done(year: int, indicator: str) -> set[int]:
    """The households, by their classes of January of a year, that lack one thing no more."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select c.household_id from poverty_class c, unnest(c.lacks) code where code = %s and from_month <= %s"
            f" and until_month > %s and {DONE}",
            [indicator, year * 12, year * 12],
        )
        return {row[0] for row in cursor.fetchall()}
