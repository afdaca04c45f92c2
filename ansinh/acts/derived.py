"""What a question may ask that nobody records because it follows from what is recorded: merit drawn, a turn due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ansinh.acts.merit_drawn import TOLD_BY
from ansinh.law import convalescence
from ansinh.law.facts import Facts
from ansinh.law.merit import drawn
from ansinh.law.month import Month

LAST = "convalesced"
"""The year of the last convalescence: as recorded, or as a list handed it out since."""


class Derived(NamedTuple):
    """One thing that follows: from which facts, and how; ``said`` is by name, with what is recorded of it itself."""

    by: frozenset[str]
    follows: Callable[[Mapping[str, Any], int], Any]


def _merit(said: Mapping[str, Any], month: int) -> Any:
    recorded = said.get("merit", "none")
    return drawn(facts_of(said, TOLD_BY)) if recorded == "none" else recorded


def _due(said: Mapping[str, Any], month: int) -> bool:
    turn = convalescence.frequency(facts_of(said, TURN_BY), Month.from_number(month))
    return convalescence.due_in(turn, month // 12, said.get(LAST) or None)


def facts_of(said: Mapping[str, Any], by: frozenset[str]) -> Facts:
    """The facts of the law among what is recorded, of these names."""
    return Facts(age=0, **{name: said[name] for name in by & said.keys() if name != LAST})


TURN_BY = TOLD_BY | {"survivor_as", "disability", LAST}
DERIVED: dict[str, Derived] = {"merit": Derived(TOLD_BY, _merit), "convalescence_due": Derived(TURN_BY, _due)}


def needed(asked: frozenset[str]) -> frozenset[str]:
    """What must be read for what is asked."""
    return asked.union(*(DERIVED[name].by for name in DERIVED.keys() & asked))
