"""Classes, movement and sums of households in columns: opening and closing add up whatever happened."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.law.poverty import class_by_points, standard
from ansinh.reckoning import poverty
from ansinh.reckoning.poverty import ABSENT, CLASSES, MOVEMENT, NEAR, NONE, POOR, Limits

CHANGE = st.fixed_dictionaries({
    "unit": st.integers(1, 4), "before": st.integers(-1, 3), "after": st.integers(-1, 3),
    "members_before": st.integers(1, 9), "members_after": st.integers(1, 9), "once": st.booleans(),
})  # fmt: skip
SCHEMA = {"unit": pl.Int64, "before": pl.Int8, "after": pl.Int8, "members_before": pl.Int32,
          "members_after": pl.Int32, "once": pl.Boolean}  # fmt: skip


@given(st.lists(CHANGE, max_size=60))
def test_opening_and_closing_add_up_in_every_unit_and_in_the_whole(rows: list[dict[str, object]]) -> None:
    frame = pl.DataFrame(rows, schema=SCHEMA)
    for of in (POOR, NEAR):
        table = poverty.movement(frame, of)
        whole = poverty.rolled_up(table, dict.fromkeys(range(1, 5), 0))
        for row in [*table.iter_rows(named=True), *whole.iter_rows(named=True)]:
            assert poverty.adds_up(row) and poverty.adds_up(row, "_members")
        for name in MOVEMENT:
            assert sum(table[name].to_list()) == sum(whole[name].to_list())
        assert sum(table["closing"].to_list()) == sum(1 for row in rows if row["after"] == of)


@given(st.lists(CHANGE, max_size=60))
def test_what_one_class_loses_to_the_other_the_other_gains(rows: list[dict[str, object]]) -> None:
    frame = pl.DataFrame(rows, schema=SCHEMA)
    poor, near = poverty.movement(frame, POOR), poverty.movement(frame, NEAR)
    assert poor["to_other"].sum() == near["from_other"].sum() and near["to_other"].sum() == poor["from_other"].sum()


@pytest.mark.parametrize(
    ("before", "after", "once", "kind"),
    [(POOR, NEAR, True, "to_other"), (POOR, NONE, True, "above"), (POOR, ABSENT, True, "other_out"),
     (NEAR, POOR, False, "from_other"), (NONE, POOR, True, "back"), (NONE, POOR, False, "new"),
     (ABSENT, POOR, False, "other_in"), (ABSENT, POOR, True, "other_in")],
)  # fmt: skip
def test_each_way_in_and_out_is_counted_once(before: int, after: int, once: bool, kind: str) -> None:
    frame = pl.DataFrame([(1, before, after, 3, 5, once)], schema=SCHEMA, orient="row")
    (row,) = poverty.movement(frame, POOR).iter_rows(named=True)
    counted = {name for name in MOVEMENT if row[name]}
    assert counted == {kind, "opening" if before == POOR else "closing"}
    assert row[f"{kind}_members"] == (3 if before == POOR else 5)


def test_who_stays_with_more_members_is_another_increase_of_people_alone() -> None:
    frame = pl.DataFrame([(1, POOR, POOR, 3, 5, True), (1, POOR, POOR, 4, 3, True)], schema=SCHEMA, orient="row")
    (row,) = poverty.movement(frame, POOR).iter_rows(named=True)
    assert (row["other_in"], row["other_out"], row["other_in_members"], row["other_out_members"]) == (0, 0, 2, 1)
    assert row["closing_members"] == 8


@given(st.sampled_from([2020, 2022, 2026]), st.lists(st.tuples(st.integers(0, 1), st.integers(0, 300),
       st.integers(0, 12)), max_size=40))  # fmt: skip
def test_many_households_are_classed_as_each_one_is(year: int, rows: list[tuple[int, int, int]]) -> None:
    of, areas = standard(year), ("rural", "urban")
    limits = {}
    for at, area in enumerate(areas):
        lines = of.areas[area]
        assert lines.b1_line is not None
        limits[at] = Limits(lines.b1_poor, lines.b1_line, of.enough)
    told = [(area, b1, min(n, len(of.codes)) * 10) for area, b1, n in rows]
    frame = pl.DataFrame(told, schema={"area": pl.Int8, "b1": pl.Int32, "b2": pl.Int32}, orient="row")
    found = poverty.classed(frame, limits)["class"].to_list()
    assert [CLASSES[one] for one in found] == [class_by_points(of, areas[area], b1, b2) for area, b1, b2 in told]


def test_each_indicator_is_counted_among_its_class_only() -> None:
    frame = pl.DataFrame({"unit": [1, 1, 2], "class": [POOR, NEAR, POOR], "lacks": [0b101, 0b111, 0b010]})
    told = {row["unit"]: row for row in poverty.lacking(frame, POOR, 3).iter_rows(named=True)}
    assert (told[1]["households"], told[1]["every"], told[1]["lacks0"], told[1]["lacks1"]) == (1, 2, 1, 0)
    assert (told[2]["lacks0"], told[2]["lacks1"], told[2]["lacks2"]) == (0, 1, 0)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(2075, 319_000, 65), (3766, 319_000, 118), (1, 200, 50), (1, 8, 1250), (5, 80_000, 1), (0, 5, 0), (3, 0, None)],
)
def test_a_rate_is_to_the_hundredth_a_half_upwards(part: int, whole: int, said: int | None) -> None:
    assert poverty.rate(part, whole) == said


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_rate_is_never_off_by_more_than_half_a_hundredth(part: int, whole: int) -> None:
    told = poverty.rate(part, whole)
    assert told is not None and abs(Fraction(10_000 * part, whole) - told) <= Fraction(1, 2)
