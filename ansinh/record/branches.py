"""The branch of the map under a unit, over both maps: which communes belong to it, whatever they are called."""

from __future__ import annotations

from functools import lru_cache

from django.db import connection

from ansinh.record.models.places import Level, Unit, UnitChange


def communes_of(units: list[Unit]) -> frozenset[int]:
    """Ids of the communes under these units, and of what they became or came from.

    A new commune belongs to a branch of the old map only when all its parts do, so that covering one old
    district never opens another one's people; an old commune belongs to a branch of the new map likewise.
    """
    with connection.cursor() as cursor:
        cursor.execute("select (select max(id) from places_unit), (select max(id) from places_change)")
        return _communes(frozenset(unit.pk for unit in units), cursor.fetchone())


@lru_cache(maxsize=256)
def _communes(units: frozenset[int], version: tuple[int, int]) -> frozenset[int]:
    """The same, remembered until the map grows (``version`` says how far it has)."""
    within: set[int] = set()
    layer = set(units)
    while layer:
        within |= layer
        layer = set(Unit.objects.filter(parent_id__in=layer).values_list("pk", flat=True)) - within
    changes = list(UnitChange.objects.values_list("old_id", "new_id", "whole"))
    grown = True
    while grown:
        forward = _followers(within, [(old, new) for old, new, _ in changes])
        backward = _followers(within, [(new, old) for old, new, _ in changes])
        grown = bool(forward | backward)
        within |= forward | backward
    return frozenset(Unit.objects.filter(pk__in=within, level=Level.COMMUNE).values_list("pk", flat=True))


def _followers(within: set[int], pairs: list[tuple[int, int]]) -> set[int]:
    """Ends all of whose beginnings are within."""
    reached = {end for start, end in pairs if start in within} - within
    strangers = {end for start, end in pairs if end in reached and start not in within}
    return reached - strangers
