"""Ten thousand random histories lived twice: as they happened, and as their news arrived in a random order.

``python -m bench.histories STEP``: ``live`` (one order, its ledger kept in a file), ``compare`` (the two ledgers).
A district lives four stretches of months; every history is a person with awards, stops, suspensions, resumptions with
and without back pay, moves, changed and corrected facts, deaths, deaths taken back, payments that come back.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

SEED = 20_263


def main(step: str, *arguments: str) -> None:
    told = STEPS[step](*arguments)
    told["rss_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(told))


def live(order: str, histories: str, file: str) -> dict[str, Any]:
    """All stretches of months in one order (``happened`` or ``arrived``); ``file`` keeps the ledger."""
    from ansinh.jobs import setup

    setup.django()
    from ansinh.acts import permit
    from tests.acts import lives, living
    from tests.cast import hire, settle
    from tests.conftest import empty

    start, ledger, news = time.perf_counter(), {}, 0
    for window in lives.WINDOWS:
        with permit.everywhere("bench"):
            empty()
            phu_cu = settle()
            town = lives.town(Random(SEED + window), window, size=int(histories) // len(lives.WINDOWS), waiting=False)
            town = lives.in_order(town) if order == "happened" else town
            living.live(town, phu_cu, hire(phu_cu), together=True)
            ledger[window] = [[*key, amount] for key, amount in sorted(living.ledger(town).items())]
            news += sum(len(life.news) for life in town.lives)
    Path(file).write_text(json.dumps(ledger), "utf-8")
    return {"seconds": time.perf_counter() - start, "news": news, "sums": sum(map(len, ledger.values()))}


def compare(one: str, other: str) -> dict[str, Any]:
    """In how many histories the two ledgers differ, in any month of any kind."""
    sums = [
        {
            (window, *row[:3]): row[3]
            for window, rows in json.loads(Path(file).read_text("utf-8")).items()
            for row in rows
        }
        for file in (one, other)
    ]
    differing = {key[:2] for key in sums[0].keys() | sums[1].keys() if sums[0].get(key) != sums[1].get(key)}
    return {"differences": len(differing), "differing": sorted(map(list, differing))[:20], "months": len(sums[0]),
            "paid": sum(sums[0].values())}  # fmt: skip


STEPS: dict[str, Callable[..., dict[str, Any]]] = {"live": live, "compare": compare}

if __name__ == "__main__":
    main(*sys.argv[1:])
