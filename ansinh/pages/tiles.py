"""A map of tiles: every place gets a square of a grid, about where it lies, none over another.

Where outlines of places are not to be had, a tile a place lets the eye compare them: each is as large as the others.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from itertools import count
from typing import NamedTuple, TypeVar

from ansinh.pages.pictures import Square
from ansinh.record.models.places import Unit
from ansinh.world.units import centres

Key = TypeVar("Key")
SHADES = 5
"""So many shades tell the values apart: the darkest is the highest fifth."""

ROOM = 1.35
"""Squares a place: a little room, so that the outline of the whole can be known again."""


class Shown(NamedTuple):
    """What a place's tile says: its value (None: not known), its words, where it leads, whether it misses a target."""

    value: int | None
    text: str
    told: str
    href: str = ""
    missed: bool = False


def squares(shown: Mapping[int, Shown], units: Mapping[int, Unit]) -> list[Square]:
    """A tile a place, row by row; who has no centre told lies in the middle; none when nobody has."""
    known = {pk: _centres().get((units[pk].code, units[pk].valid_from)) for pk in shown}
    told = [spot for spot in known.values() if spot]
    if not told:
        return []
    middle = (sum(north for north, _east in told) / len(told), sum(east for _north, east in told) / len(told))
    spots = placed({pk: spot or middle for pk, spot in known.items()})
    ordered = sorted(one.value for one in shown.values() if one.value is not None)
    return sorted(
        Square(*spots[pk], named(units[pk]), one.text, one.told,
               0 if one.value is None else 1 + SHADES * ordered.index(one.value) // len(ordered), one.href, one.missed)
        for pk, one in shown.items()
    )  # fmt: skip


def named(unit: Unit) -> str:
    """A commune's name on its tile; one that is a number keeps its kind."""
    return str(unit) if unit.name.isdecimal() else unit.name


@lru_cache(maxsize=1)
def _centres() -> Mapping[tuple[str, object], tuple[float, float]]:
    return centres()  # type: ignore[return-value]


def placed(points: Mapping[Key, tuple[float, float]]) -> dict[Key, tuple[int, int]]:
    """The row and column (from 0, north and west first) of each place at a north and east in degrees."""
    if not points:
        return {}
    middle = sum(north for north, _ in points.values()) / len(points)
    flat = {key: (-north, east * math.cos(math.radians(middle))) for key, (north, east) in points.items()}
    tops, lefts = zip(*flat.values(), strict=True)
    height, width = max(tops) - min(tops), max(lefts) - min(lefts)
    step = math.sqrt(max(height * width, 1e-9) / (ROOM * len(points))) or 1.0
    ideal = {key: ((down - min(tops)) / step, (right - min(lefts)) / step) for key, (down, right) in flat.items()}
    centre = (height / step / 2, width / step / 2)
    taken: dict[tuple[int, int], Key] = {}
    for key in sorted(ideal, key=lambda one: (math.dist(ideal[one], centre), str(one))):
        taken[_nearest(ideal[key], taken)] = key
    top, left = min(row for row, _ in taken), min(column for _, column in taken)
    return {key: (row - top, column - left) for (row, column), key in taken.items()}


def _nearest(spot: tuple[float, float], taken: Mapping[tuple[int, int], object]) -> tuple[int, int]:
    """The free square nearest to a spot."""
    home = (round(spot[0]), round(spot[1]))
    best: tuple[float, tuple[int, int]] | None = None
    for ring in count():
        if best is not None and best[0] <= ring - 1:
            return best[1]
        for square in _ring(home, ring):
            if square not in taken and (best is None or math.dist(square, spot) < best[0]):
                best = (math.dist(square, spot), square)
    raise AssertionError


def _ring(home: tuple[int, int], ring: int) -> list[tuple[int, int]]:
    row, column = home
    if ring == 0:
        return [home]
    across = range(-ring, ring + 1)
    edges = [(row + side, column + step) for side in (-ring, ring) for step in across]
    return edges + [(row + step, column + side) for side in (-ring, ring) for step in across[1:-1]]
