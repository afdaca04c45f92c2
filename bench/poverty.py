"""Households classed, moved and tabled: a province's 319,000 and a nation's 26,000,000, made from a seed.

``python -m bench.poverty STEP``: ``province``, ``nation``; prints one line of JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from typing import Any

import numpy as np
import polars as pl

SEED = 2_022
PROVINCE, COMMUNES = 319_000, 94
NATION, PROVINCES = 26_000_000, 63
INDICATORS = 12


def households(number: int, communes: int, rng: np.random.Generator) -> pl.DataFrame:
    """Two years' surveys of so many households: points of income, what is lacking as bits, members, marks."""
    lacks = rng.integers(0, 2**INDICATORS, number, dtype=np.int32) & rng.integers(
        0, 2**INDICATORS, number, dtype=np.int32
    )
    return pl.DataFrame({
        "unit": rng.integers(1, communes + 1, number, dtype=np.int64),
        "area": (rng.random(number) < 0.25).astype(np.int8),
        "b1_before": rng.normal(260, 60, number).clip(0, 500).astype(np.int32),
        "b1": rng.normal(265, 60, number).clip(0, 500).astype(np.int32),
        "lacks": lacks, "members_before": rng.integers(1, 8, number, dtype=np.int32),
        "members": rng.integers(1, 8, number, dtype=np.int32), "once": rng.random(number) < 0.1,
        "marks": rng.integers(0, 32, number, dtype=np.int32),
    })  # fmt: skip


def tabled(frame: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The class of both years, how each moved, and the tables of indicators and marks, by commune."""
    from ansinh.law.poverty import standard
    from ansinh.reckoning import poverty
    from ansinh.reckoning.poverty import NEAR, POOR, Limits

    of = standard(2022)
    limits = {}
    for at, area in enumerate(("rural", "urban")):
        line = of.areas[area].b1_line
        assert line is not None
        limits[at] = Limits(of.areas[area].b1_poor, line, of.enough)
    bits = pl.sum_horizontal([pl.col("lacks") // 2**at % 2 for at in range(INDICATORS)]) * of.points_each
    frame = frame.with_columns(b2=bits.cast(pl.Int32))
    before = poverty.classed(frame.select("area", "b2", b1=pl.col("b1_before")), limits)["class"]
    frame = poverty.classed(frame, limits).with_columns(before=before)
    moved = frame.select("unit", "before", pl.col("class").alias("after"), "members_before",
                         pl.col("members").alias("members_after"), "once")  # fmt: skip
    found = {f"movement{of_}": poverty.movement(moved, of_) for of_ in (POOR, NEAR)}
    found |= {f"lacks{of_}": poverty.lacking(frame, of_, INDICATORS) for of_ in (POOR, NEAR)}
    marks = {f"mark{at}": (pl.col("class") == POOR) & (pl.col("marks") // 2**at % 2 == 1) for at in range(5)}
    found["marks"] = poverty.counted(frame, marks | {"poor": pl.col("class") == POOR})
    return found


def province() -> dict[str, Any]:
    """One province, the generator apart."""
    frame = households(PROVINCE, COMMUNES, np.random.default_rng(SEED))
    begun = time.perf_counter()
    found = tabled(frame)
    took = time.perf_counter() - begun
    return {"seconds": round(took, 3), "households": frame.height, "poor": int(found["marks"]["poor"].sum())}


def nation() -> dict[str, Any]:
    """A nation, a province at a time, the generator included; every table of movement must close."""
    from ansinh.reckoning.poverty import adds_up

    rng, begun, done = np.random.default_rng(SEED), time.perf_counter(), 0
    for at in range(PROVINCES):
        number = NATION // PROVINCES + (at < NATION % PROVINCES)
        found = tabled(households(number, 160, rng))
        assert all(adds_up(row) and adds_up(row, "_members") for row in found["movement0"].iter_rows(named=True))
        done += number
    return {"seconds": round(time.perf_counter() - begun, 1), "households": done}


def main(step: str) -> None:
    told = {"province": province, "nation": nation}[step]()
    told["rss_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
