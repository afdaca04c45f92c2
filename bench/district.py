"""The demo district lived from January 2015 to the present month, and the same reckoned the plain way.

``python -m bench.district STEP``: ``live`` (the replay), ``plain`` (each person month by month, law asked afresh, held
against the ledger), ``peers`` (one month by one query a person, as other systems do it).
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

FIRST, LAST = 2015 * 12, 2026 * 12 + 10


def main(step: str, *arguments: str) -> None:
    from ansinh.jobs import setup

    setup.django()
    from ansinh.acts import permit

    with permit.everywhere("bench"):
        told = STEPS[step](*arguments)
    told["rss_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(told))


def live(folder: str) -> dict[str, Any]:
    """Every list from 2015 to now; seconds of the lists, and of the files read between them."""
    from ansinh.acts import registers
    from ansinh.jobs import replay

    subprocess.run([sys.executable, "-m", "demo", folder], check=True, stdout=subprocess.DEVNULL)
    reading = _Stopwatch(registers.import_workbook)
    registers.import_workbook = reading
    lists = [_Stopwatch(replay.prepared), _Stopwatch(replay.settled)]
    replay.prepared, replay.settled = lists
    start = time.perf_counter()
    replay.live(Path(folder), through=LAST, first=FIRST, echo=lambda text: None)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "lists": sum(w.seconds for w in lists), "runs": lists[0].calls,
            "reading": reading.seconds, "files": reading.calls}  # fmt: skip


class _Stopwatch:
    """A function, and how long it has taken in all."""

    def __init__(self, function: Any) -> None:
        self.function, self.seconds, self.calls = function, 0.0, 0

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return self.function(*arguments, **named)
        finally:
            self.seconds += time.perf_counter() - start
            self.calls += 1


def plain() -> dict[str, Any]:
    """Everybody reckoned the plain way, held against the ledger and the open lists of the present month.

    The law is a function of its arguments, and so are a province's levels: what was asked already is remembered.
    Who waits for the officer (a problem of an open list) is counted, and no more is said of him.
    """
    from ansinh.jobs import replay
    from ansinh.record.models.payroll import Problem
    from ansinh.record.models.people import Person
    from tests.acts import plain
    from tests.acts.plain import SETTLED, due_of, settled_of, suspended

    law = _Remembered(plain.rule, lambda facts, month, book: (facts, month, book))
    vars(plain).update(rule=law, levels_at=_Remembered(plain.levels_at, lambda unit: unit.pk))
    start = time.perf_counter()
    waiting = set(Problem.objects.filter(run__month=LAST, settled_at=None).values_list("person_id", flat=True))
    months, people, differing = 0, 0, []
    rows = Person.objects.prefetch_related("facts", "awards__suspensions", "residences__unit").select_related("unit")
    for person in rows.exclude(pk__in=waiting).iterator(chunk_size=500):
        due = due_of(person, run_month=LAST, on=replay.day_prepared(LAST))
        settled = settled_of(person, ("prepared", *SETTLED))
        held = {award.kind for award in person.awards.all() if suspended(award, LAST)}
        people += 1
        for key in due.keys() | settled.keys():
            months += 1
            owed = due.get(key, 0) - settled.get(key, 0)
            if owed and not (owed > 0 and key[0] in held):
                differing.append((person.pk, *key, owed))
    return {"seconds": time.perf_counter() - start, "people": people, "months": months, "asked": len(law.answers),
            "waiting": len(waiting), "differing": differing[:20], "differences": len(differing)}  # fmt: skip


class _Remembered:
    """A function of its arguments alone, asked once for each of them."""

    def __init__(self, function: Any, key: Callable[..., Any]) -> None:
        self.function, self.key = function, key
        self.answers: dict[Any, Any] = {}

    def __call__(self, *arguments: Any) -> Any:
        key = self.key(*arguments)
        if key not in self.answers:
            self.answers[key] = self.function(*arguments)
        return self.answers[key]


def peers(number: str = "1000") -> dict[str, Any]:
    """One month for so many people by one query after another for each of them."""
    from django.db import connection

    from ansinh.jobs import replay
    from ansinh.record.models.people import Person
    from tests.acts.plain import amount_of

    on = replay.day_prepared(LAST)
    drawing = list(
        Person.objects.filter(awards__until_month=None, died_on=None)
        .distinct()
        .values_list("pk", flat=True)[: int(number)]
    )
    with connection.cursor() as cursor:
        cursor.execute("create temporary table peers_line (like payroll_line)")
        start = time.perf_counter()
        for key in drawing:
            person = Person.objects.get(pk=key)
            for award in person.awards.all():
                if award.from_month <= LAST and (award.until_month is None or award.until_month > LAST):
                    amount = amount_of(person, award, LAST, LAST, on)
                    cursor.execute(
                        "insert into peers_line values (1, 1, %s, %s, %s, %s, 0, 1, 0, %s, %s, 1)",
                        [LAST, award.pk, key, person.unit_id, LAST, amount],
                    )
        apart = time.perf_counter() - start
        cursor.execute("drop table peers_line")
    return {"seconds": apart, "people": len(drawing)}


STEPS: dict[str, Callable[..., dict[str, Any]]] = {"live": live, "plain": plain, "peers": peers}

if __name__ == "__main__":
    main(*sys.argv[1:])
