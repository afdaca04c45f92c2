"""What a question may ask that nobody records because it follows from what is recorded: merit drawn, a turn due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import polars as pl

from ansinh.acts.merit_drawn import TOLD_BY
from ansinh.acts.positions import frame
from ansinh.law import convalescence
from ansinh.law.facts import Facts
from ansinh.law.merit import drawn
from ansinh.law.month import Month
from ansinh.record.models.programmes import Given, Round

LAST = "convalesced"
"""The year of the last convalescence: as recorded, or as a list handed it out since."""


class Derived(NamedTuple):
    """One thing that follows: from which facts, and how; ``said`` is by name, with what is recorded of it itself."""

    by: frozenset[str]
    follows: Callable[[Mapping[str, Any], int], Any]


def _merit(said: Mapping[str, Any], month: int) -> Any:
    recorded = said.get("merit", "none")
    return drawn(_facts(said, TOLD_BY)) if recorded == "none" else recorded


def _due(said: Mapping[str, Any], month: int) -> bool:
    turn = convalescence.frequency(_facts(said, TURN_BY), Month.from_number(month))
    return convalescence.due_in(turn, month // 12, said.get(LAST) or None)


def _facts(said: Mapping[str, Any], by: frozenset[str]) -> Facts:
    return Facts(age=0, **{name: said[name] for name in by & said.keys() if name != LAST})


TURN_BY = TOLD_BY | {"survivor_as", "disability", LAST}
DERIVED: dict[str, Derived] = {"merit": Derived(TOLD_BY, _merit), "convalescence_due": Derived(TURN_BY, _due)}


def needed(asked: frozenset[str]) -> frozenset[str]:
    """What must be read for what is asked."""
    return asked.union(*(DERIVED[name].by for name in DERIVED.keys() & asked))


def last_turns(people: pl.DataFrame, month: int) -> pl.DataFrame:
    """The people with the year of their last convalescence before this month's round."""
    rounds = Round.objects.filter(text__contains='turn = "convalescence"', month__lt=month)
    found = frame(
        "select i.person_id, max(r.month / 12) as given from programmes_item i"
        " join programmes_sheet s on s.id = i.sheet_id join programmes_round r on r.id = s.round_id"
        f" where i.state = '{Given.HANDED}' and r.id = any(array[{', '.join(str(one.pk) for one in rounds)}]::bigint[])"
        " group by 1",
        [("person_id", "int8"), ("given", "int8")],
    )
    given = people.join(found, on="person_id", how="left")
    return given.with_columns(pl.max_horizontal(LAST, "given").alias(LAST)).drop("given")
