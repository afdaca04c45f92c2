"""Where a commune of any map lies today: one key for all the names and codes it has had."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ansinh.world.units import Unit, changes, units

Known = tuple[str, date]
"""A unit: its code and the day it began."""


class Place(NamedTuple):
    """A commune's key and its province's; a commune of which only parts went on keeps a key of its own, below zero."""

    commune: int
    province: int | None


@lru_cache(maxsize=1)
def present() -> dict[Known, Place]:
    """Every commune of every map, by code and first day, as it lies on the newest map."""
    known = {(unit.code, unit.valid_from): unit for unit in units()}
    provinces = {unit.code: unit for unit in known.values() if unit.level == "province" and unit.valid_to is None}
    after: dict[Known, list[tuple[Known, bool]]] = defaultdict(list)
    for change in changes():
        after[change.old_code, change.old_valid_from].append(((change.new_code, change.new_valid_from), change.whole))
    return {key: _place(key, known, provinces, after) for key, unit in known.items() if unit.level == "commune"}


def _place(
    start: Known, known: dict[Known, Unit], provinces: dict[str, Unit], after: dict[Known, list[tuple[Known, bool]]]
) -> Place:
    """Follow whole changes to their end; of a divided commune only the province goes on."""
    key, seen, whole = start, {start}, True
    while (steps := [step for step in after.get(key, []) if step[0] not in seen and step[0] in known]) and (
        known[key].valid_to is not None
    ):
        whole = whole and steps[0][1] and len(steps) == 1
        key = steps[0][0]
        seen.add(key)
    parent = known[key].parent_code or ""
    province = int(parent) if parent in provinces else None
    return Place(int(key[0]) if whole else -int(start[0]), province)
