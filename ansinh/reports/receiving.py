"""Who draws something monthly in a month: by age and sex, and what the register does not know of them yet.

Counted are awards that run in the month and are not held, as the list of the month reads them (payroll_position); a
person once, whatever is drawn. What is lacking is told for every commune in one reading of the database, and for one
commune or all the very people: the same conditions stand behind both. Reads only.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db import connection

from ansinh.record.models.assistance import ONCE
from ansinh.record.models.payroll import KINDS, UNBORN

OLDEST = 100
"""Whoever is as old or older stands in the last band."""

STEP = 5
"""So many years are one band of ages."""

_RUNS = "a.from_month <= %(month)s and (a.until_month is null or a.until_month > %(month)s)"

_POOR = """f.person_id from people_fact f where f.kind = 'household' and f.superseded_at is null
           and f.value in ('"poor"', '"near_poor"') and f.from_month <= %(month)s
           and (f.until_month is null or f.until_month > %(month)s)"""

LACKS: dict[str, str] = {
    "number": "p.identity_number is null",
    "check": "p.identity_status <> 'verified'",
    "birth": "p.birth_day is null or p.birth_month is null or p.birth_year is null",
    "village": "p.village = ''",
    "paid": "accounts.person_id is null and collectors.person_id is null",
    "card": "covers.person_id is null",
    "household": "p.household_id is null and poor.person_id is not null",
    "account": "p.pay_by = 'bank' and accounts.person_id is null",
}
"""What may be lacking of somebody, each a condition of SQL on the person ``p`` and what ``_KNOWN`` joins."""

_DRAWING = """select person_id, min(unit_id) as unit_id, max(born) as born from payroll_position
              where from_month <= %(month)s and until_month > %(month)s and not held and kind = any(%(kinds)s)
                    and unit_id = any(%(units)s) group by 1"""

_KNOWN = f"""drawing d join people_person p on p.id = d.person_id
             left join (select distinct a.person_id from people_account a where {_RUNS}) accounts
                  on accounts.person_id = p.id
             left join (select distinct a.person_id from people_collector a where {_RUNS}) collectors
                  on collectors.person_id = p.id
             left join (select distinct a.person_id from insurance_cover a where {_RUNS}) covers
                  on covers.person_id = p.id
             left join (select distinct {_POOR}) poor on poor.person_id = p.id"""
"""Joined, not asked of each person: four hundred thousand are read as quickly as the tables are long."""

_BAND = f"""case when d.born = {UNBORN} or d.born > %(month)s then null
            else least((%(month)s - d.born) / 12 / {STEP} * {STEP}, {OLDEST}) end"""


class Lacking(NamedTuple):
    """One commune: how many people draw something, and of how many of them each thing is lacking."""

    unit: int
    people: int
    lacks: dict[str, int]

    def __add__(self, other: Lacking) -> Lacking:  # type: ignore[override]
        sums = {name: self.lacks.get(name, 0) + other.lacks.get(name, 0) for name in LACKS}
        return Lacking(self.unit, self.people + other.people, sums)

    def known(self, name: str) -> int | None:
        """Of how many it is known, in hundredths of 1 %, rounded down so that all is only said of all."""
        return (self.people - self.lacks.get(name, 0)) * 100_00 // self.people if self.people else None


def lacking(units: Collection[int], month: int, now: dict[int, int]) -> dict[int, Lacking]:
    """Each commune, as ``now`` calls it, where somebody draws something in a month."""
    counts = ", ".join(f"count(*) filter (where {condition})" for condition in LACKS.values())
    rows = _rows(
        f"""with drawing as ({_DRAWING})
            select d.unit_id, count(*), {counts} from {_KNOWN} group by 1""",
        _asked(units, month),
    )
    found: dict[int, Lacking] = {}
    for unit, people, *lacks in rows:
        here = now.get(unit, unit)
        one = Lacking(here, people, dict(zip(LACKS, lacks, strict=True)))
        found[here] = found[here] + one if here in found else one
    return found


class InBand(NamedTuple):
    """How many of one sex (empty: not known) draw something, from an age on (None: not known)."""

    age: int | None
    sex: str
    people: int


def ages(units: Collection[int], month: int) -> list[InBand]:
    """Everybody who draws something in a month by bands of five years and by sex."""
    rows = _rows(
        f"""with drawing as ({_DRAWING})
            select {_BAND}, coalesce(p.sex, ''), count(*) from drawing d join people_person p on p.id = d.person_id
            group by 1, 2 order by 1, 2""",
        _asked(units, month),
    )
    return [InBand(*row) for row in rows]


class Wanted(NamedTuple):
    """Who of those who draw something: whom something is lacking of (``lack``), of a band of ages, of a sex.

    ``age`` None: whatever age; −1: whose age is not known. ``sex`` "unknown": whose sex is not known.
    """

    lack: str = ""
    age: int | None = None
    sex: str = ""


class Who(NamedTuple):
    """One person who draws something in a month, and what is lacking."""

    person_id: int
    name: str
    birth: str
    sex: str
    village: str
    unit: int
    number: str
    lacks: tuple[str, ...]


def who(units: Collection[int], month: int, wanted: Wanted) -> list[Who]:
    """The very people, in order of names."""
    where, values = _where(wanted)
    lacks = ", ".join(f"case when {condition} then '{name}' end" for name, condition in LACKS.items())
    rows = _rows(
        f"""with drawing as ({_DRAWING})
            select p.id, p.full_name, concat_ws('/', lpad(p.birth_day::text, 2, '0'), lpad(p.birth_month::text, 2, '0'),
                   p.birth_year::text), coalesce(p.sex, ''), p.village, d.unit_id, coalesce(p.identity_number, ''),
                   array_remove(array[{lacks}], null)
            from {_KNOWN} where {where} order by p.name_sort, p.id""",
        _asked(units, month) | values,
    )
    return [Who(*row)._replace(lacks=tuple(row[-1])) for row in rows]


def _where(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    parts = ["true"]
    values: dict[str, Any] = {}
    if wanted.lack:
        parts.append(f"({LACKS[wanted.lack]})")
    if wanted.age is not None:
        parts.append(f"({_BAND}) is not distinct from %(age)s")
        values["age"] = wanted.age if wanted.age >= 0 else None
    if wanted.sex:
        parts.append("coalesce(p.sex, 'unknown') = %(sex)s")
        values["sex"] = wanted.sex
    return " and ".join(parts), values


def _asked(units: Collection[int], month: int) -> dict[str, Any]:
    kinds = [number for number, kind in enumerate(KINDS) if kind not in ONCE]
    return {"month": month, "units": list(units), "kinds": kinds}


def rows_waiting(units: Collection[int], now: dict[int, int]) -> dict[int | None, int]:
    """Held rows of workbooks nobody has answered, by the commune they name; None: by none of these, or by no code."""
    rows = _rows(
        """select u.id, count(*) from tasks_row t left join places_unit u
               on u.level = 'commune' and u.code = t.values ->> 'commune_code'
              and u.valid_from::text = t.values ->> 'commune_valid_from'
           where t.outcome = 'held' and t.answered_by_id is null and t.aside_at is null
             and (u.id is null or u.id = any(%(units)s)) group by 1""",
        {"units": list(units)},
    )
    found: dict[int | None, int] = {}
    for unit, number in rows:
        here = None if unit is None else now.get(unit, unit)
        found[here] = found.get(here, 0) + number
    return found


def _rows(query: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()
