"""Whose turn of convalescence it is: how often by the law, when they last went, in which year they go again.

Who went is known from what is recorded and from the lists handed out since, wherever the person lived then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import polars as pl
from django.db.models import Q, QuerySet

from ansinh.acts import permit
from ansinh.acts.derived import LAST, TURN_BY, facts_of
from ansinh.law import convalescence
from ansinh.law.month import Month
from ansinh.record.frames import frame
from ansinh.record.models.people import Fact, Person
from ansinh.record.models.places import Unit
from ansinh.record.models.programmes import Given, Item, Round


class Turn(NamedTuple):
    """Somebody's convalescence: how often and why by the law, the year of the last one, the first year of the next."""

    law: convalescence.Turn
    last: int | None
    next: int


def turn_of(person: Person, month: int) -> Turn | None:
    """The turn of one person as known in a month, its own lists included; None when the law gives none."""
    return _turns([person], month, month + 1).get(person.pk)


def waiting(unit: Unit, month: int) -> list[tuple[Person, Turn]]:
    """Who of a commune is not on a list of this month because their turn is in a later year."""
    went = Q(facts__kind=LAST, facts__superseded_at__isnull=True)
    went |= Q(given__state=Given.HANDED, given__sheet__round__in=_rounds(month))
    with permit.whole(None):
        people = list(Person.objects.filter(went, unit=unit, died_on=None).distinct().order_by("name_sort", "pk"))
        turns = _turns(people, month, month)
    return [(one, turns[one.pk]) for one in people if one.pk in turns and turns[one.pk].next > month // 12]


def _turns(people: Iterable[Person], month: int, before: int) -> dict[int, Turn]:
    """The turns of those who have one, by the facts of a month and what was handed out before another."""
    held = Q(until_month__isnull=True) | Q(until_month__gt=month)
    facts = Fact.objects.filter(
        held, person__in=people, kind__in=TURN_BY, superseded_at__isnull=True, from_month__lte=month
    )  # fmt: skip
    said: dict[int, dict[str, Any]] = defaultdict(dict)
    for fact in facts:
        said[fact.person_id][fact.kind] = frozenset(fact.value) if isinstance(fact.value, list) else fact.value
    lines = Item.objects.filter(person__in=people, state=Given.HANDED, sheet__round__in=_rounds(before))
    with permit.whole(None):
        for person, at in lines.values_list("person_id", "sheet__round__month"):
            said[person][LAST] = max(said[person].get(LAST) or 0, at // 12)
    return {person: turn for person, one in said.items() if (turn := _turn(one, month)) is not None}


def _turn(said: Mapping[str, Any], month: int) -> Turn | None:
    law = convalescence.frequency(facts_of(said, TURN_BY), Month.from_number(month))
    if law.every is None:
        return None
    year, last = month // 12, said.get(LAST) or None
    due = (at for at in range(year, max(year, last or year) + 3) if convalescence.due_in(law, at, last))
    return Turn(law, last, next(due))


def _rounds(before: int) -> QuerySet[Round]:
    """The rounds that were turns of convalescence, of earlier months."""
    return Round.objects.filter(text__regex=r'(?m)^\s*turn\s*=\s*"convalescence"', month__lt=before)


def last_turns(people: pl.DataFrame, month: int) -> pl.DataFrame:
    """The people with the year of their last convalescence before this month's round."""
    with permit.whole(None):
        rounds = ", ".join(str(one.pk) for one in _rounds(month))
        found = frame(
            "select i.person_id, max(r.month / 12) as given from programmes_item i"
            " join programmes_sheet s on s.id = i.sheet_id join programmes_round r on r.id = s.round_id"
            f" where i.state = '{Given.HANDED}' and r.id = any(array[{rounds}]::bigint[]) group by 1",
            [("person_id", "int8"), ("given", "int8")],
        )
    given = people.join(found, on="person_id", how="left")
    return given.with_columns(pl.max_horizontal(LAST, "given").alias(LAST)).drop("given")
