"""What a query of whole numbers selects, as one frame of columns."""

from __future__ import annotations

import numpy as np
import polars as pl

from ansinh.record import columns
from ansinh.record.ledger import raw_cursor


def array(ids: list[int]) -> str:
    """The ids as SQL that PostgreSQL looks up by hash: an array of the very type they are compared with."""
    return f"'{{{','.join(map(str, ids))}}}'::bigint[]"


def frame(query: str, wanted: list[columns.Column]) -> pl.DataFrame:
    """What a query of whole numbers selects, whole."""
    frames = [
        pl.DataFrame({name: rows[name].astype(np.int64) for name, _ in wanted})
        for rows in columns.read(raw_cursor(), query, wanted)
    ]
    return pl.concat(frames) if frames else pl.DataFrame(schema={name: pl.Int64 for name, _ in wanted})
