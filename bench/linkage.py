"""A register of a million people with two doubles in a hundred: found alone, found with the review band, how fast."""

from __future__ import annotations

import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from ansinh.reckoning.linkage.records import Record
from bench.people import draw

SEED = 20_261_122
PEOPLE = 1_000_000


def ours(people: int = PEOPLE) -> dict[str, Any]:
    """From the list as it is written to pairs with their reasons, and how many of them are right."""
    from ansinh.reckoning.linkage import lists
    from ansinh.reckoning.linkage.model import model

    drawn = draw(SEED, people)
    start, worked = time.perf_counter(), time.process_time()
    pairs = lists.link(model(), drawn.records)
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    told: dict[str, list[int]] = {"same": [0, 0], "review": [0, 0]}
    kinds: dict[str, int] = {}
    for pair in pairs:
        right = drawn.entity[pair.left] == drawn.entity[pair.right]
        told[pair.weighed.decided][right] += 1
        if not right and pair.weighed.held:
            kinds[pair.weighed.held] = kinds.get(pair.weighed.held, 0) + 1
    return {"seconds": seconds, "cpu": worked, "records": people, "doubles": len(drawn.entity) - len(set(drawn.entity)), "pairs": told,
            "held_rightly": kinds}  # fmt: skip


def bare() -> dict[str, Any]:
    """Splink by itself with the same model: the columns it compares, its own term frequencies, its pairs."""
    import duckdb
    from splink import DuckDBAPI, Linker

    from ansinh.reckoning.linkage import lists
    from ansinh.reckoning.linkage.model import model
    from ansinh.reckoning.linkage.records import prepare

    drawn = draw(SEED, PEOPLE)
    start, worked = time.perf_counter(), time.process_time()
    prepared = prepare(drawn.records).with_columns(name_bare="name_era")
    ready = time.perf_counter()
    with duckdb.connect(":memory:") as connection:
        table = DuckDBAPI(connection).register(prepared.to_arrow())
        linker = Linker(table, lists.settings(model(), 1, PEOPLE), log_level=None)
        found = linker.inference.predict(threshold_match_weight=model().review / 100, warning_mode="never")
        pairs = connection.sql(f"select * from {found.physical_name}").to_arrow_table().num_rows
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    return {"seconds": seconds, "cpu": worked, "preparing": ready - start, "pairs": pairs}


def live() -> dict[str, Any]:
    """One new person against a register of a million, written as papers are: milliseconds each."""
    from ansinh.jobs import setup

    setup.django()
    from ansinh.acts import permit
    from ansinh.acts.likely import likely
    from ansinh.record.models.people import Person
    from ansinh.record.models.users import User

    rng = random.Random(SEED)
    taken, found = [], 0
    with permit.everywhere("bench"):
        people = Person.objects.count()
        by = User.objects.create(username="bench", role="officer")
        for at, person in enumerate(Person.objects.filter(pk__in=rng.sample(range(1, people), 60))):
            number = person.identity_number if at % 3 == 0 else None
            name = person.name_folded if at % 2 else person.full_name
            new = Record(0, name, person.sex, person.birth_year, person.birth_month, person.birth_day, number)
            start = time.perf_counter()
            told = likely(new, by=by)
            taken.append((time.perf_counter() - start) * 1000)
            found += bool(told)
    return {"asked": len(taken), "found": found, "people": people, "first_ms": taken[0],
            "median_ms": statistics.median(taken[1:]), "worst_ms": max(taken[1:])}  # fmt: skip


STEPS: dict[str, Callable[..., dict[str, Any]]] = {"ours": ours, "bare": bare, "live": live}

if __name__ == "__main__":
    answer = STEPS[sys.argv[1]](*map(int, sys.argv[2:]))
    print(json.dumps(answer | {"rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
