"""The classes of many households at once, how they moved in a year, and the sums of the official tables, in columns.

A class is a small number, the poorest first; ABSENT is a household that was not there. A frame of results has a row a
household; every sum is grouped by ``unit`` (a commune's or a village's id), so that a larger place is the sum of its
parts. No law is here: limits come as arguments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

POOR, NEAR, AVERAGE, NONE, ABSENT = 0, 1, 2, 3, -1
CLASSES = ("poor", "near_poor", "average", "none")
"""The classes by their numbers, as the law calls them."""


class Limits(NamedTuple):
    """Of one area: B1 up to ``poor`` is poor whatever is lacking (None: none is), up to ``line`` it is as B2 says."""

    poor: int | None
    line: int
    enough: int


def classed(frame: pl.DataFrame, limits: Mapping[int, Limits]) -> pl.DataFrame:
    """``frame`` (area, b1, b2) with its class by points; ``limits`` by the number of the area."""
    said = pl.lit(None, pl.Int8)
    for area, one in limits.items():
        by_b2 = pl.when(pl.col("b2") >= one.enough).then(POOR).otherwise(NEAR)
        sure = pl.lit(False) if one.poor is None else pl.col("b1") <= one.poor
        here = pl.when(sure).then(POOR).when(pl.col("b1") <= one.line).then(by_b2).otherwise(NONE)
        said = pl.when(pl.col("area") == area).then(here).otherwise(said)
    return frame.with_columns(said.cast(pl.Int8).alias("class"))


MOVEMENT = ("opening", "to_other", "above", "other_out", "from_other", "back", "new", "other_in", "closing")
"""Columns of the official table of movement, of the poor (``other`` the near poor) or the near poor (the poor)."""


def movement(frame: pl.DataFrame, of: int, by: Sequence[str] = ("unit",)) -> pl.DataFrame:
    """How households of a class (POOR or NEAR) and their members moved: a row a unit, the columns of MOVEMENT.

    Each column has its ``_members`` beside it.
    ``frame``: before and after (classes), members_before, members_after, ``once``: recognised as of this class in an
    earlier year. Closing = opening − to_other − above − other_out + from_other + back + new + other_in, of households
    and of members: of whoever stays, those born or come are ``other_in``, those gone ``other_out``.
    """
    other = NEAR if of == POOR else POOR
    was, now = pl.col("before") == of, pl.col("after") == of
    beyond = pl.col("before").is_in([AVERAGE, NONE])
    kinds = {
        "opening": was, "to_other": was & (pl.col("after") == other),
        "above": was & pl.col("after").is_in([AVERAGE, NONE]), "other_out": was & (pl.col("after") == ABSENT),
        "from_other": now & (pl.col("before") == other), "back": now & beyond & pl.col("once"),
        "new": now & beyond & ~pl.col("once"), "other_in": now & (pl.col("before") == ABSENT), "closing": now,
    }  # fmt: skip
    going = {"opening", "to_other", "above", "other_out"}
    grown = (pl.col("members_after") - pl.col("members_before")) * (was & now)
    sums = [mark.sum().cast(pl.Int64).alias(name) for name, mark in kinds.items()]
    for name, mark in kinds.items():
        people = (mark * pl.col("members_before" if name in going else "members_after")).sum()
        if name == "other_out":
            people += (-grown).clip(0).sum()
        if name == "other_in":
            people += grown.clip(0).sum()
        sums.append(people.cast(pl.Int64).alias(f"{name}_members"))
    return frame.group_by(by, maintain_order=True).agg(sums)


def adds_up(row: Mapping[str, int], of: str = "") -> bool:
    """Whether a row of movement closes; ``of``: ``"_members"`` for the members."""
    out = sum(row[f"{name}{of}"] for name in ("to_other", "above", "other_out"))
    come = sum(row[f"{name}{of}"] for name in ("from_other", "back", "new", "other_in"))
    return row[f"opening{of}"] - out + come == row[f"closing{of}"]


def lacking(frame: pl.DataFrame, of: int, indicators: int, by: Sequence[str] = ("unit",)) -> pl.DataFrame:
    """How many households of a class lack each indicator: ``lacks`` is a bit an indicator, the first the lowest."""
    mine = pl.col("class") == of
    each = [((pl.col("lacks") // 2**at % 2) * mine).sum().cast(pl.Int64) for at in range(indicators)]
    named = [one.alias(f"lacks{at}") for at, one in enumerate(each)]
    every = pl.sum_horizontal(each) if each else pl.lit(0)
    return frame.group_by(by, maintain_order=True).agg(
        mine.sum().cast(pl.Int64).alias("households"), every.alias("every"), *named
    )


def counted(frame: pl.DataFrame, marks: Mapping[str, pl.Expr], by: Sequence[str] = ("unit",)) -> pl.DataFrame:
    """Households and members of each mark: ``name`` and ``name_members`` a mark, a row a unit."""
    sums = [mark.sum().cast(pl.Int64).alias(name) for name, mark in marks.items()]
    people = [(mark * pl.col("members")).sum().cast(pl.Int64).alias(f"{name}_members") for name, mark in marks.items()]
    return frame.group_by(by, maintain_order=True).agg(*sums, *people)


def rolled_up(frame: pl.DataFrame, above: Mapping[int, int]) -> pl.DataFrame:
    """The sums of larger places: rows of units added up by what each lies in (``above``: unit → the unit above)."""
    sums = [pl.col(name).sum() for name in frame.columns if name != "unit"]
    moved = frame.with_columns(pl.col("unit").replace_strict(above, return_dtype=pl.Int64))
    return moved.group_by("unit", maintain_order=True).agg(sums)


def rate(part: int, whole: int) -> int | None:
    """``part`` of ``whole`` in hundredths of a percent, a half upwards: 2075 of 319000 is 65; None of nothing."""
    return (20_000 * part + whole) // (2 * whole) if whole else None
