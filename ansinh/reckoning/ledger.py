"""The one idea, in columns: owed = what the law gives − what was settled.

Frames in, frames out; whole đồng; months are month numbers. What is due and what was settled meet by award and
month. A positive difference first relieves a debt of that month, then carries over what came back unpaid, and
is arrears for the rest. A negative one is a debt. Nothing else ever makes a line.
"""

from __future__ import annotations

from enum import IntEnum

import polars as pl


class Entry(IntEnum):
    """What a line is; the same numbers as in the ledger's table."""

    DUE = 1
    ARREARS = 2
    CARRIED = 3
    DEBT = 4
    RELIEF = 5
    DEDUCTION = 6


HOLDER = ["person_id", "kind"]
"""Whose money it is: one award may replace another of its kind, and what the one was paid counts for the other."""

KEYS = [*HOLDER, "for_month"]
PLACE = ["award_id", "unit_id", "pay_by", "ruling_id"]


def spread(positions: pl.DataFrame, since: pl.DataFrame, last: int) -> pl.DataFrame:
    """One row for each month of the positions from the holder's ``since`` to ``last``, as ``for_month``.

    ``positions`` has from_month and until_month (exclusive); ``since`` has person_id, kind and since.
    """
    reached = positions.join(since, on=HOLDER).with_columns(
        first=pl.max_horizontal("from_month", "since"), final=pl.min_horizontal(pl.col("until_month") - 1, last)
    )
    return (
        reached.filter(pl.col("first") <= pl.col("final"))
        .with_columns(for_month=pl.int_ranges("first", pl.col("final") + 1))
        .explode("for_month")
        .with_columns(pl.col("for_month").cast(pl.Int64))
        .drop("first", "final", "since")
    )


def differences(due: pl.DataFrame, settled: pl.DataFrame, latest: pl.DataFrame) -> pl.DataFrame:
    """The lines that make the ledger say what the law says, for the months in ``due`` and ``settled``.

    due      person_id, kind, for_month, award_id, amount, ruling_id, one_off: what the law gives (0: nothing)
    settled  person_id, kind, for_month, award_id, settled (net), owing (debt of that month not paid back), unpaid (came
             back, open), ruling_id of the last line of that month
    latest   person_id, kind, unit_id, pay_by, waits: where the holder stands now; one that waits (suspended) is
             paid nothing, though a debt is still opened
    Gives person_id, kind, for_month, entry, amount (≠ 0), award_id, unit_id, pay_by, ruling_id.
    """
    met = (
        due.join(settled, on=KEYS, how="full", coalesce=True, suffix="_before")
        .with_columns(
            pl.col("amount", "settled", "owing", "unpaid").fill_null(0),
            pl.col("one_off").fill_null(False),
            ruling_id=pl.coalesce("ruling_id", "ruling_id_before"),
            award_id=pl.coalesce("award_id", "award_id_before"),
        )
        .with_columns(owed=pl.col("amount") - pl.col("settled"))
        .filter(pl.col("owed") != 0)
        .join(latest, on=HOLDER)
        .filter((pl.col("owed") < 0) | ~pl.col("waits"))
    )
    relief = pl.min_horizontal("owed", "owing").clip(0)
    carried = pl.min_horizontal(pl.col("owed") - pl.col("relief"), "unpaid").clip(0)
    split = met.with_columns(relief=relief).with_columns(carried=carried).with_columns(
        rest=pl.col("owed").clip(0) - pl.col("relief") - pl.col("carried"), debt=pl.col("owed").clip(None, 0)
    )  # fmt: skip
    first_time = pl.col("one_off") & (pl.col("settled") == 0)
    new = pl.when(first_time).then(pl.lit(Entry.DUE.value)).otherwise(pl.lit(Entry.ARREARS.value))
    parts = [
        split.select(*KEYS, *PLACE, amount="relief", entry=pl.lit(Entry.RELIEF.value)),
        split.select(*KEYS, *PLACE, amount="carried", entry=pl.lit(Entry.CARRIED.value)),
        split.select(*KEYS, *PLACE, amount="rest", entry=new),
        split.select(*KEYS, *PLACE, amount="debt", entry=pl.lit(Entry.DEBT.value)),
    ]
    whole = pl.concat([part.with_columns(pl.col("entry").cast(pl.Int64)) for part in parts])
    return whole.filter(pl.col("amount") != 0).sort(*KEYS, "entry")


def vouchers(lines: pl.DataFrame) -> pl.DataFrame:
    """What each commune's list of each channel and purse adds up to: unit_id, pay_by, family, people, lines, total."""
    paid = lines.filter(pl.col("entry").is_in([Entry.DUE, Entry.ARREARS, Entry.CARRIED, Entry.DEDUCTION]))
    return (
        paid.group_by("unit_id", "pay_by", "family")
        .agg(people=pl.col("person_id").n_unique(), lines=pl.len(), total=pl.col("amount").sum())
        .sort("unit_id", "pay_by", "family")
    )
