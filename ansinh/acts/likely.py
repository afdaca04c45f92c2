"""Whether somebody being entered is perhaps in the register already, here or elsewhere.

Candidates come out of PostgreSQL by what lists agree on (number, name and year, birth); each is weighed by the same
model that links whole lists. Row-level security hides people of elsewhere, so of them only the commune is told.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from ansinh.acts import doubles, permit
from ansinh.reckoning.linkage.model import model
from ansinh.reckoning.linkage.records import ERA, Prepared, Record, frame, prepare, rows
from ansinh.reckoning.linkage.score import Rarity, Weighed, weigh
from ansinh.reckoning.names import fold
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User

SHOWN = 5
LOOSER = 400
"""While somebody is still typing a commune or a number is missing: so far below the review band is shown too."""

SAMPLE = 100_000
"""How common a year or a commune is, is reckoned from about so many people: the first to ask does not wait."""

MOST = 400
"""So many candidates of one sort are weighed; a name and year that has more says little."""


class Likely(NamedTuple):
    """One person who may be the one being entered; ``person`` is None where they live outside the branch."""

    person: Person | None
    place: Unit
    weighed: Weighed


def likely(new: Record, *, by: User) -> list[Likely]:
    """Up to five people who may be ``new``, likeliest first; ``new.commune`` is a key of ``world.units.present``."""
    if not new.full_name.strip() and not new.number and not new.old_number:
        return []
    with permit.whole(by):
        held = Person.objects.filter(pk__in=_candidates(new), merged_into=None).values_list(*doubles.FIELDS)
        told = [one for one in _weighed(new, held) if one[1].score >= model().review - LOOSER][:SHOWN]
        people = Person.objects.select_related("unit").in_bulk([pk for pk, _ in told])
    mine = permit.cover(by)
    return [
        Likely(people[pk] if people[pk].unit_id in mine else None, people[pk].unit, weighed) for pk, weighed in told
    ]


def _weighed(new: Record, held: Iterable[tuple[Any, ...]]) -> list[tuple[int, Weighed]]:
    """The candidates weighed, likeliest first."""
    one, *others = rows(prepare(frame([new._replace(id=-1), *doubles.people(held)])))
    everybody = _register(_size())
    rarity = _rarity(one, [one, *others], everybody)
    told = [(other.unique_id, weigh(model(), one, other, rarity=rarity, people=everybody.people)) for other in others]
    return sorted(told, key=lambda pair: (-pair[1].score, pair[0]))


def _candidates(new: Record) -> list[int]:
    """Ids of people who share a number, the name and about the year, or the birth, turned about too."""
    name, year = fold(new.full_name), new.birth_year
    asked: list[tuple[str, list[Any]]] = []
    if new.number:
        asked.append(("select id from people_person where identity_number = %s", [new.number]))
    if new.old_number:
        asked.append(("select id from people_person where old_number = %s", [new.old_number]))
    if name and year:
        years = [year - 10, year - 1, year, year + 1, year + 10]
        ways = [f" {way}" for way in _ways(name)]
        asked.append(
            ("select person_id from people_search where name = any(%s) and birth_year = any(%s)", [ways, years])
        )
    elif name:
        asked.append(("select person_id from people_search where name = %s", [f" {name}"]))
    for month, day in {(new.birth_month, new.birth_day), (new.birth_day, new.birth_month)}:
        if name and year and month and day and (month, day) != (1, 1):
            asked.append((
                "select id from people_person where birth_year = %s and birth_month = %s and birth_day = %s",
                [year, month, day],
            ))  # fmt: skip
    found: list[int] = []
    with connection.cursor() as cursor:
        for query, values in asked:
            cursor.execute(f"{query} limit {MOST}", values)
            found += [key for (key,) in cursor.fetchall()]
    return found


def _ways(name: str) -> set[str]:
    """A folded name in the orders and lengths people write it: whole, turned about, without its middle."""
    words = name.split()
    turned = {" ".join(words[at:] + words[:at]) for at in range(len(words))}
    return turned | {f"{words[0]} {words[-1]}"}


class _Register(NamedTuple):
    """How many people there are, of each birth year, and in each place (by the columns of ``model.PLACES``)."""

    people: int
    years: dict[int, int]
    places: dict[str, dict[int, int]]


def _size() -> int:
    """About how large the register is: what is remembered of it is counted anew when it has grown by a hundredth."""
    with connection.cursor() as cursor:
        cursor.execute("select greatest(reltuples, 0)::bigint from pg_class where oid = 'people_search'::regclass")
        (about,) = cursor.fetchone()
    return round(about, -max(len(str(about)) - 2, 0))


@lru_cache(maxsize=2)
def _register(size: int) -> _Register:
    """Counted, or of a large register reckoned from a sample: shares matter here, not heads."""
    part = min(SAMPLE / max(size, 1), 1)
    sample = f"tablesample system ({100 * part:.4f}) repeatable (1)" if part < 1 else ""
    with connection.cursor() as cursor:
        cursor.execute(f"select birth_year, unit_id, count(*) from people_search {sample} group by 1, 2")
        counted = cursor.fetchall()
    years, places = Counter[int](), {"commune": Counter[int](), "province": Counter[int]()}
    where = doubles.places()
    for year, unit, count in counted:
        place = where.get(unit, doubles.NOWHERE)
        years[year] += count
        places["commune"][place.commune] += count
        places["province"][place.province or 0] += count
    return _Register(sum(years.values()), {year: years[year] for year in years if year is not None}, dict(places))


def _rarity(new: Prepared, people: list[Prepared], register: _Register) -> Rarity:
    """How often the names and years of these people are borne in the register.

    Only a name written as the new one's, or its words in another order, weighs by its rarity: others are not counted.
    """
    alike = [f" {name}" for name in {one.name_folded for one in people if one.name_sorted == new.name_sorted}]
    with connection.cursor() as cursor:
        cursor.execute(
            f"select name, birth_year / {ERA}, count(*) from people_search where name = any(%s) group by 1, 2", [alike]
        )
        borne = {(name.strip(), era): count for name, era, count in cursor.fetchall()}
    born = {
        era: sum(count for _, count in group)
        for era, group in itertools.groupby(sorted(register.years.items()), key=lambda year: year[0] // ERA)
    }
    often = {
        one.name_era: model().often(
            "name_era", borne.get((one.name_folded, (one.birth_year or 0) // ERA), 0),
            born.get((one.birth_year or 0) // ERA, 0),
        )
        for one in people
    }  # fmt: skip
    years = {
        year: model().often("birth_year", register.years.get(year, 0), register.people)
        for year in {one.birth_year or 0 for one in people}
    }
    return Rarity(often, years, 1, _places(people, register))


def _places(people: list[Prepared], register: _Register) -> dict[str, dict[Any, Any]]:
    """How many live where these people do; a village is taken to be the usual part of its commune."""
    common = model().common
    found: dict[str, dict[Any, Any]] = {
        column: {
            at: model().often(column, register.places[column].get(at, 0), register.people)
            for at in {getattr(one, column) for one in people} - {None}
        }
        for column in ("commune", "province")
    }
    usual = common["village_at"] / common["commune"]
    found["village_at"] = {one.village_at: found["commune"][one.commune] * usual for one in people if one.village_at}
    return found
