"""The branch of the map under a unit, over both maps: which communes belong to it, whatever they are called.

The map grows a few times in a decade and is asked about in every run, so what is read of it is remembered until
it has grown.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from django.db import connection

from ansinh.record.models.places import Level, Unit, UnitChange


class Change(NamedTuple):
    """One unit that went, whole or in part, into another one on a day."""

    old: int
    new: int
    whole: bool
    on: datetime.date


class Map(NamedTuple):
    """Every unit with the one above it, the communes among them, and what became of what."""

    parents: dict[int, int | None]
    communes: frozenset[int]
    changes: tuple[Change, ...]


def whole_map() -> Map:
    """The map as it stands."""
    return _map(map_version())


def communes_of(units: list[Unit]) -> frozenset[int]:
    """Ids of the communes under these units, and of what they became or came from.

    A new commune belongs to a branch of the old map only when all its parts do, so that covering one old
    district never opens another one's people; an old commune belongs to a branch of the new map likewise.
    """
    return _communes(frozenset(unit.pk for unit in units), map_version())


def became(on: datetime.date) -> dict[int, int]:
    """Communes that went whole into another one by a day: whoever is still written there lives in the new one."""
    steps = {step.old: step.new for step in whole_map().changes if step.whole and step.on <= on}

    def last(unit: int, seen: frozenset[int]) -> int:
        return last(steps[unit], seen | {unit}) if unit in steps and unit not in seen else unit

    return {old: last(old, frozenset()) for old in steps}


def same_place(one: int, other: int, on: datetime.date) -> bool:
    """Whether two communes are one on a day: the same, or what the same one became."""
    now = became(on)
    return now.get(one, one) == now.get(other, other)


def province_of(communes: Iterable[int]) -> dict[int, int]:
    """The province each of these communes lies in, by id."""
    parents = whole_map().parents
    found = {}
    for commune in communes:
        above = commune
        while (next_above := parents.get(above)) is not None:
            above = next_above
        found[commune] = above
    return found


Version = tuple[int, int]
"""How far the map has grown: its newest unit and its newest change."""


def map_version() -> Version:
    """What changes whenever the map grows: the key of whatever is remembered of it."""
    with connection.cursor() as cursor:
        cursor.execute("select (select max(id) from places_unit), (select max(id) from places_change)")
        return cursor.fetchone()


@lru_cache(maxsize=2)
def _map(version: Version) -> Map:
    units = list(Unit.objects.values_list("pk", "parent_id", "level"))
    changes = UnitChange.objects.values_list("old_id", "new_id", "whole", "on")
    return Map(
        {pk: parent for pk, parent, _ in units},
        frozenset(pk for pk, _, level in units if level == Level.COMMUNE),
        tuple(Change(*row) for row in changes),
    )


@lru_cache(maxsize=256)
def _communes(units: frozenset[int], version: Version) -> frozenset[int]:
    whole = _map(version)
    below: dict[int | None, list[int]] = {}
    for unit, parent in whole.parents.items():
        below.setdefault(parent, []).append(unit)
    within: set[int] = set()
    layer = set(units)
    while layer:
        within |= layer
        layer = {unit for above in layer for unit in below.get(above, ())} - within
    grown = True
    while grown:
        forward = _followers(within, [(change.old, change.new) for change in whole.changes])
        backward = _followers(within, [(change.new, change.old) for change in whole.changes])
        grown = bool(forward | backward)
        within |= forward | backward
    return whole.communes & within


def _followers(within: set[int], pairs: list[tuple[int, int]]) -> set[int]:
    """Ends all of whose beginnings are within."""
    reached = {end for start, end in pairs if start in within} - within
    strangers = {end for start, end in pairs if end in reached and start not in within}
    return reached - strangers
