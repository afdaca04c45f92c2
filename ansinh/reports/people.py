"""Finding people, and all that one person's page shows. Reads only.

One box takes everything an officer has at hand: a name with or without tone marks, a number of 12 or 9 digits, a
birth year, a commune, or the text a scanner reads from an identity card.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from ansinh.reckoning.names import fold
from ansinh.record.branches import Version, map_version, whole_map
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.reports.entered import communes

CARD_FIELDS = 6
"""A scanned card is at least: number | old number | name | birth ddmmyyyy | sex | address | issued."""

UNIT_WORDS = ("xa", "phuong", "thi tran", "tt")
WIDE = 500
"""At most so many keys are ranked; a query that finds more is answered by "narrow it down"."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a query asks for, taken apart: words of a name, a number, a birth year, communes (ids)."""

    words: tuple[str, ...] = ()
    number: str = ""
    year: int | None = None
    units: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found, best first, and whether there are more than are shown."""

    people: tuple[Person, ...]
    more: bool
    by_number: bool = False


def search(query: str, limit: int = 20) -> Found:
    """People of the branch entered who answer the query. An empty query finds nobody."""
    for wanted in readings(query):
        keys = _by_number(wanted.number) if wanted.number else _keys(wanted, limit + 1)
        if keys:
            return Found(_in_order(keys[:limit]), len(keys) > limit, bool(wanted.number))
    return Found((), False)


def readings(query: str) -> Iterable[Wanted]:
    """The ways to read a query, likeliest first: a later one is tried when the one before finds nobody."""
    if query.count("|") >= CARD_FIELDS - 1:
        yield from _card(query)
        return
    folded = fold(re.sub(r"[,;%_\\\"]", " ", query))
    numbers = re.findall(r"\d{6,}", re.sub(r"(?<=\d)[ .](?=\d{3})", "", folded))
    if numbers:
        yield Wanted(number=numbers[0])
    year = next((int(y) for y in re.findall(r"\b(?:\d{1,2}[/.-])*((?:18|19|20)\d{2})\b", folded)), None)
    words = tuple(re.sub(r"[\d/.-]+", " ", folded).split())
    if not words and year is None:
        return
    named = _communes() if words else {}
    for start in range(len(words)):
        for end in (len(words), *range(start + 1, len(words))):
            if units := named.get(" ".join(words[start:end])):
                yield Wanted((*_without_unit_word(words[:start]), *words[end:]), year=year, units=units)
    yield Wanted(words=words, year=year)


def _card(text: str) -> Iterable[Wanted]:
    """A chip identity card as a scanner types it; the name and birth serve when the numbers are not held."""
    number, old, name, born = (part.strip() for part in text.split("|")[:4])
    for digits in (number, old):
        if re.fullmatch(r"\d{9}|\d{12}", digits):
            yield Wanted(number=digits)
    if name:
        year = int(born[-4:]) if re.fullmatch(r"\d{8}", born) else None
        yield Wanted(words=tuple(fold(name).split()), year=year)


def _without_unit_word(words: tuple[str, ...]) -> tuple[str, ...]:
    for unit_word in UNIT_WORDS:
        size = len(unit_word.split())
        if " ".join(words[-size:]) == unit_word:
            return words[:-size]
    return words


def _communes() -> dict[str, frozenset[int]]:
    """Folded names of the communes of the branch entered, with what each became or came from on the other map."""
    entered = communes()
    return _named(entered, map_version())


@lru_cache(maxsize=32)
def _named(entered: frozenset[int] | None, version: Version) -> dict[str, frozenset[int]]:
    """The same, remembered until the map grows."""
    units = Unit.objects.communes()
    if entered is not None:
        units = units.filter(pk__in=entered)
    names = dict(units.values_list("pk", "name"))
    kin: dict[int, set[int]] = {pk: {pk} for pk in names}
    for change in whole_map().changes:
        if change.old in kin and change.new in kin:
            kin[change.old].add(change.new)
            kin[change.new].add(change.old)
    found: dict[str, set[int]] = {}
    for pk, name in names.items():
        found.setdefault(fold(name), set()).update(kin[pk])
    return {name: frozenset(ids) for name, ids in found.items()}


def _by_number(number: str) -> list[int]:
    """Whole numbers first; a piece of at least six digits finds the 12-digit numbers that begin with it."""
    people = Person.objects.filter(old_number=number) if len(number) == 9 else Person.objects.none()
    if len(number) <= 12:
        low, high = number.ljust(12, "0"), number.ljust(12, "9")
        people = people | Person.objects.filter(identity_number__gte=low, identity_number__lte=high)
    return list(people.order_by("name_sort", "pk").values_list("pk", flat=True)[:WIDE])


def _keys(wanted: Wanted, limit: int) -> list[int]:
    """Keys of people by words, year and commune: the very name first, then the phrase, then the words apart."""
    where, values = _conditions(wanted)
    phrase = " " + " ".join(wanted.words)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""with exact as (select person_id, name, 0 as rank
                           from people_search where {where} and name = %s limit %s),
                near as (select person_id, name, case when name like %s then 1 else 2 end as rank
                         from people_search where {where} and name <> %s limit {WIDE})
            select person_id from (select * from exact union all select * from near) found
            order by rank, name, person_id limit %s""",
            [*values, phrase, limit, phrase + "%", *values, phrase, limit],
        )
        return [key for (key,) in cursor.fetchall()]


def _conditions(wanted: Wanted) -> tuple[str, list[str | int | list[int]]]:
    where = [
        "(coalesce(current_setting('ansinh.everywhere', true), '') = 'on' or unit_id = any(coalesce(string_to_array("
        "nullif(current_setting('ansinh.units', true), ''), ',')::bigint[], '{}')))"
    ]
    values: list[str | int | list[int]] = []
    for word in wanted.words:
        where.append("name like %s")
        values.append(f"% {word}%")
    if wanted.year is not None:
        where.append("birth_year = %s")
        values.append(wanted.year)
    if wanted.units:
        where.append("unit_id = any(%s)")
        values.append(list(wanted.units))
    return " and ".join(where), values


def _in_order(keys: list[int]) -> tuple[Person, ...]:
    """The people of these keys; a record merged into another is found as that one."""
    people = Person.objects.select_related("unit", "merged_into__unit").in_bulk(keys)
    shown = [people[key].merged_into or people[key] for key in keys if key in people]
    return tuple({person.pk: person for person in shown}.values())
