"""Owed = what the law gives − what was settled: the lines, for any amounts whatever."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh.reckoning import ledger
from ansinh.reckoning.ledger import Entry

MONEY = st.integers(0, 5).map(lambda units: units * 90_000)
DUE = {"person_id": pl.Int64, "kind": pl.Int64, "for_month": pl.Int64, "award_id": pl.Int64, "amount": pl.Int64,
       "ruling_id": pl.Int64, "one_off": pl.Boolean}  # fmt: skip
SETTLED = {"person_id": pl.Int64, "kind": pl.Int64, "for_month": pl.Int64, "award_id": pl.Int64, "settled": pl.Int64,
           "owing": pl.Int64, "unpaid": pl.Int64, "ruling_id": pl.Int64}  # fmt: skip
LATEST = {"person_id": pl.Int64, "kind": pl.Int64, "unit_id": pl.Int64, "pay_by": pl.Int64, "waits": pl.Boolean}


def frame(rows: list[tuple[Any, ...]], schema: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row")


def lines(
    due: list[tuple[int, int]], settled: list[tuple[int, int, int, int]], *, waits: bool = False, one_off: bool = False
) -> list[tuple[str, int, int]]:
    """The lines of one holder as (entry, month, amount): due by month; settled, owing and unpaid by month."""
    found = ledger.differences(
        frame([(7, 0, month, 1, amount, 11, one_off) for month, amount in due], DUE),
        frame([(7, 0, month, 1, *sums, 12) for month, *sums in settled], SETTLED),
        frame([(7, 0, 3, 0, waits)], LATEST),
    )
    rows = found.select("entry", "for_month", "amount").iter_rows()
    return [(Entry(entry).name, month, amount) for entry, month, amount in rows]


def test_what_was_settled_as_due_makes_no_line() -> None:
    assert lines([(5, 270_000)], [(5, 270_000, 0, 0)]) == []


def test_a_month_never_settled_is_arrears_and_a_one_off_is_due_even_late() -> None:
    assert lines([(5, 270_000)], []) == [("ARREARS", 5, 270_000)]
    assert lines([(5, 5_400_000)], [], one_off=True) == [("DUE", 5, 5_400_000)]
    assert lines([(5, 7_200_000)], [(5, 5_400_000, 0, 0)], one_off=True) == [("ARREARS", 5, 1_800_000)]


def test_a_month_settled_beyond_what_is_due_is_a_debt_even_where_nothing_is_due_any_more() -> None:
    assert lines([(5, 180_000)], [(5, 270_000, 0, 0)]) == [("DEBT", 5, -90_000)]
    assert lines([], [(5, 270_000, 0, 0)]) == [("DEBT", 5, -270_000)]


def test_a_debt_is_relieved_before_anything_is_paid() -> None:
    assert lines([(5, 270_000)], [(5, 0, 180_000, 0)]) == [("ARREARS", 5, 90_000), ("RELIEF", 5, 180_000)]


def test_what_came_back_is_carried_and_a_raise_beside_it_is_arrears() -> None:
    assert lines([(5, 360_000)], [(5, 0, 0, 270_000)]) == [("ARREARS", 5, 90_000), ("CARRIED", 5, 270_000)]
    assert lines([(5, 180_000)], [(5, 0, 0, 270_000)]) == [("CARRIED", 5, 180_000)]


def test_whoever_waits_is_paid_nothing_but_still_owes() -> None:
    assert lines([(5, 270_000)], [(6, 270_000, 0, 0)], waits=True) == [("DEBT", 6, -270_000)]


SUMS = st.tuples(MONEY, MONEY, MONEY)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.dictionaries(st.integers(0, 6), MONEY), st.dictionaries(st.integers(0, 6), SUMS), st.booleans())
def test_the_lines_make_the_ledger_say_what_the_law_says_once(
    due: dict[int, int], known: dict[int, tuple[int, int, int]], waits: bool
) -> None:
    found = lines(list(due.items()), [(month, *sums) for month, sums in known.items()], waits=waits)
    for month in due.keys() | known.keys():
        settled, owing, unpaid = known.get(month, (0, 0, 0))
        mine = {entry: amount for entry, at, amount in found if at == month}
        owed = due.get(month, 0) - settled
        assert sum(mine.values()) == (min(owed, 0) if waits else owed)
        assert mine.get("RELIEF", 0) <= owing and mine.get("CARRIED", 0) <= unpaid
        assert all((amount < 0) == (entry == "DEBT") and amount for entry, amount in mine.items())
        assert not (mine.get("ARREARS") and mine.get("CARRIED", 0) < min(unpaid, owed - mine.get("RELIEF", 0)))
    if not waits:
        after = [(month, amount, 0, 0) for month, amount in due.items()]
        assert lines(list(due.items()), after) == []


def test_months_are_spread_from_where_they_may_differ_to_the_month_paid() -> None:
    positions = pl.DataFrame({"person_id": [7, 7], "kind": [0, 0], "from_month": [3, 6], "until_month": [6, 2**31 - 1]})
    since = pl.DataFrame({"person_id": [7], "kind": [0], "since": [4]})
    assert ledger.spread(positions, since, 8)["for_month"].to_list() == [4, 5, 6, 7, 8]
    assert ledger.spread(positions, since, 3)["for_month"].to_list() == []


def test_vouchers_count_each_person_once_and_leave_out_what_is_not_paid() -> None:
    rows = pl.DataFrame(
        [(7, 3, 0, 0, Entry.DUE.value, 270_000), (7, 3, 0, 0, Entry.CARRIED.value, 270_000),
         (7, 3, 0, 1, Entry.DUE.value, 1_624_000),
         (8, 3, 0, 0, Entry.DEBT.value, -90_000),
         (9, 3, 1, 0, Entry.ARREARS.value, 50_000),
         (9, 3, 1, 0, Entry.RELIEF.value, 70_000)],
        schema=["person_id", "unit_id", "pay_by", "family", "entry", "amount"], orient="row",
    )  # fmt: skip
    assert ledger.vouchers(rows).rows() == [
        (3, 0, 0, 1, 2, 540_000), (3, 0, 1, 1, 1, 1_624_000), (3, 1, 0, 1, 1, 50_000),
    ]  # fmt: skip
