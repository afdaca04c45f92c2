"""A register of a million people with two doubles in a hundred: found alone, found with the review band, how fast."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

from bench.people import draw

SEED = 20_261_122
PEOPLE = 1_000_000


def ours() -> dict[str, Any]:
    """From the list as it is written to pairs with their reasons, and how many of them are right."""
    from ansinh.reckoning.linkage import lists
    from ansinh.reckoning.linkage.model import model

    drawn = draw(SEED, PEOPLE)
    start = time.perf_counter()
    pairs = lists.link(model(), drawn.records)
    seconds = time.perf_counter() - start
    told: dict[str, list[int]] = {"same": [0, 0], "review": [0, 0]}
    kinds: dict[str, int] = {}
    for pair in pairs:
        right = drawn.entity[pair.left] == drawn.entity[pair.right]
        told[pair.weighed.decided][right] += 1
        if not right and pair.weighed.held:
            kinds[pair.weighed.held] = kinds.get(pair.weighed.held, 0) + 1
    return {"seconds": seconds, "records": PEOPLE, "doubles": len(drawn.entity) - len(set(drawn.entity)), "pairs": told,
            "held_rightly": kinds}  # fmt: skip


def bare() -> dict[str, Any]:
    """Splink by itself with the same model: the columns it compares, its own term frequencies, its pairs."""
    import duckdb
    from splink import DuckDBAPI, Linker

    from ansinh.reckoning.linkage import lists
    from ansinh.reckoning.linkage.model import model
    from ansinh.reckoning.linkage.records import prepare

    drawn = draw(SEED, PEOPLE)
    start = time.perf_counter()
    prepared = prepare(drawn.records).with_columns(name_bare="name_era")
    ready = time.perf_counter()
    with duckdb.connect(":memory:") as connection:
        table = DuckDBAPI(connection).register(prepared.to_arrow())
        linker = Linker(table, lists.settings(model(), 1, PEOPLE), log_level=None)
        found = linker.inference.predict(threshold_match_weight=model().review / 100, warning_mode="never")
        pairs = connection.sql(f"select * from {found.physical_name}").to_arrow_table().num_rows
    return {"seconds": time.perf_counter() - start, "preparing": ready - start, "pairs": pairs}


STEPS: dict[str, Callable[[], dict[str, Any]]] = {"ours": ours, "bare": bare}

if __name__ == "__main__":
    answer = STEPS[sys.argv[1]]()
    print(json.dumps(answer | {"rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
