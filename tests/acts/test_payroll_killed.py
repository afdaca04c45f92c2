"""A run killed at any moment leaves nothing half done, and preparing again gives what it would have given."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from django.db import connection

from ansinh.acts import facts, permit, preparing
from ansinh.reckoning.names import fold, sort_key
from ansinh.record import ledger
from ansinh.record.models.assistance import Award
from ansinh.record.models.payroll import Line, Problem, Run, Touch, Voucher
from ansinh.record.models.people import Person
from ansinh.reports import trail
from tests.acts.people import day_prepared, lines, month
from tests.cast import Office, PhuCu

ROOT = Path(__file__).parents[2]
NUMBER = month("2022-05")
MOMENTS = 25
"""Each of the two ways in which lines are written is killed so many times."""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def elders(phu_cu: PhuCu, office: Office) -> PhuCu:
    """1,500 elders, some with arrears, three of whom nobody knows when they were born."""
    communes = list(phu_cu.communes.values())
    made = Person.objects.bulk_create(
        Person(full_name=f"Người {at}", name_folded=fold(f"Người {at}"), name_sort=sort_key(f"Người {at}"),
               birth_year=None if at % 500 == 7 else 1915 + at % 25, unit=communes[at % len(communes)])
        for at in range(1_500)
    )  # fmt: skip
    Award.objects.bulk_create(
        Award(
            person=who,
            kind="allowance",
            code="K5c",
            from_month=NUMBER - at % 5,
            reckoned_from=NUMBER - at % 5,
            decision_number="1/QĐ",
        )
        for at, who in enumerate(made)
    )
    facts.rebuild_all()
    return phu_cu


class Nursery:
    """The program whose processes are killed."""

    def __init__(self, url: str) -> None:
        self.program = subprocess.Popen(
            [sys.executable, "-m", "tests.acts.killed"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, env=os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "ansinh.settings"},
        )  # fmt: skip

    def prepare(self, scope: int, *, large: bool, killed_after: float | None) -> bool:
        """Whether the process came to its end by itself."""
        assert self.program.stdin and self.program.stdout
        on = day_prepared(NUMBER).isoformat()
        self.program.stdin.write(json.dumps({"scope": scope, "month": NUMBER, "on": on, "large": large}) + "\n")
        self.program.stdin.flush()
        process = int(self.program.stdout.readline())
        if killed_after is not None:
            time.sleep(killed_after)
            with suppress(ProcessLookupError):  # it may have come to its end
                os.kill(process, signal.SIGKILL)
        return int(self.program.stdout.readline()) == 0

    def close(self) -> None:
        assert self.program.stdin and self.program.stdout
        self.program.stdin.close()
        self.program.wait()
        self.program.stdout.close()


@pytest.fixture
def nursery(database_url: str) -> Iterator[Nursery]:
    made = Nursery(database_url)
    yield made
    made.close()


def held() -> tuple[object, ...]:
    """All that a run writes, without ids."""
    return (
        [lines(run) for run in Run.objects.all()],
        sorted(Voucher.objects.values_list("unit", "pay_by", "people", "lines", "total")),
        sorted(Problem.objects.values_list("person", "code")),
        list(Run.objects.values_list("state", "total", "lines", "people")),
        Line.objects.count(),
        Touch.objects.filter(run__isnull=False).count(),
    )


NOTHING: tuple[object, ...] = ([], [], [], [], 0, 0)


def sessions() -> set[int]:
    """Who else is connected to this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
            " and backend_type = 'client backend'"
        )
        return {pid for (pid,) in cursor.fetchall()}


def left_alone(before: set[int]) -> None:
    """Wait until the server has noticed that the other side is gone."""
    for _ in range(600):
        if sessions() <= before:
            return
        time.sleep(0.02)
    raise AssertionError("another session never ended")


def undone(scope: object, office: Office) -> None:
    """As before the month was ever prepared."""
    for run in Run.objects.all():
        preparing.discard(run, by=office.lan, reason="lập nhầm")
    with connection.cursor() as cursor:
        cursor.execute(f"drop table if exists payroll_line_{NUMBER}")
    assert held() == NOTHING


@pytest.mark.parametrize("large", [False, True], ids=["straight in", "bare, then attached"])
def test_a_killed_run_leaves_nothing_half_done(
    elders: PhuCu, office: Office, nursery: Nursery, monkeypatch: pytest.MonkeyPatch, large: bool
) -> None:
    monkeypatch.setattr(ledger, "LARGE", -10 if large else 10**9)
    scope, dice, ends = elders.district, Random(large), {"nothing": 0, "all": 0}
    before = sessions()
    assert nursery.prepare(scope.pk, large=large, killed_after=None)
    whole = held()
    undone(scope, office)
    began = time.monotonic()
    assert nursery.prepare(scope.pk, large=large, killed_after=None)
    took = time.monotonic() - began
    assert held() == whole
    assert whole[3] == [("prepared", whole[3][0][1], 4491, 1497)]
    for _ in range(MOMENTS):
        undone(scope, office)
        moment = dice.uniform(0, took)
        if nursery.prepare(scope.pk, large=large, killed_after=moment):
            took = moment  # the machine is quicker than it was: later moments would all be too late
        left_alone(before)
        after = held()
        assert after in (NOTHING, whole)
        ends["nothing" if after == NOTHING else "all"] += 1
        with permit.everywhere("tests"):
            preparing.prepare(month=NUMBER, scope=scope, by=None, on=day_prepared(NUMBER))
        assert held() == whole
        with connection.cursor() as cursor:
            cursor.execute("select to_regclass(%s)", [f"payroll_fresh_{NUMBER}"])
            assert cursor.fetchone()[0] is None
    assert ends["nothing"] >= 5  # the moments were not all too late
    assert trail.checked().broken is None
