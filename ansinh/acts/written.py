"""A run's lines as they are written: numbered, handed to the ledger, and what its vouchers need remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import polars as pl

from ansinh.reckoning import ledger
from ansinh.reckoning.ledger import Entry
from ansinh.record.columns import Sink
from ansinh.record.ledger import LINE
from ansinh.record.models.payroll import MERIT_FROM, Run

Progress = Callable[[int], None]
"""Told after each chunk how many lines are written."""

_NUMBERS = {name for name, _ in LINE}


class Written:
    """What of one run's reckoning has been written so far."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.rulings: set[int] = set()
        self._lines = 0
        self._kept: list[pl.DataFrame] = []

    def write(self, chunks: Iterable[pl.DataFrame], sink: Sink, first_id: int, progress: Progress) -> None:
        """Number the lines of each chunk and hand them to the sink."""
        for lines in chunks:
            values: dict[str, Any] = {name: lines[name].to_numpy() for name in lines.columns if name in _NUMBERS}
            values["id"] = np.arange(first_id + self._lines, first_id + self._lines + lines.height)
            values["run_id"] = np.full(lines.height, self.run.pk)
            values["run_month"] = np.full(lines.height, self.run.month)
            sink.write(values)
            self._lines += lines.height
            self.rulings.update(lines["ruling_id"].unique())
            self._kept.append(
                lines.select(
                    pl.col("person_id"), pl.col("unit_id").cast(pl.Int32), pl.col("pay_by").cast(pl.Int8),
                    pl.col("entry").cast(pl.Int8), (pl.col("kind") >= MERIT_FROM).cast(pl.Int8).alias("family"),
                    pl.col("amount"),
                )
            )  # fmt: skip
            progress(self._lines)

    def vouchers(self) -> pl.DataFrame:
        """What the lines add up to, by commune, channel and purse."""
        return ledger.vouchers(self._paid()).with_columns(pl.col("unit_id").cast(pl.Int64))

    def people(self) -> int:
        """How many people are paid anything."""
        paid = self._paid()
        return int(paid.filter(pl.col("entry") < Entry.DEBT.value)["person_id"].n_unique())

    def _paid(self) -> pl.DataFrame:
        empty = {"person_id": pl.Int64, "unit_id": pl.Int32, "pay_by": pl.Int8, "entry": pl.Int8, "family": pl.Int8,
                 "amount": pl.Int64}  # fmt: skip
        return pl.concat([pl.DataFrame(schema=empty), *self._kept])
