"""The ledger the runs wrote is what a slow, plain reckoning of each person says, whatever became known when."""

from __future__ import annotations

from random import Random

import pytest
from django.db import transaction

from ansinh.record.models.assistance import Award
from ansinh.record.models.payroll import Problem
from ansinh.record.models.people import Person
from tests.acts import lives, living, plain
from tests.acts.people import day_prepared
from tests.cast import Office, PhuCu

Sums = dict[tuple[int, str, int], int]
UNKNOWN = {"birth_unknown", "birth_after", "birth_too_early", "unit_divided", "unruled"}


class _Over(Exception):
    """Ends an example: nothing of it stays in the database."""


def lived(town: lives.Town, phu_cu: PhuCu, office: Office) -> tuple[Sums, Sums, Sums]:
    """What the law gives, what the ledger holds, and of it what waits for a suspended award; then all is undone."""
    due: Sums = {}
    settled: Sums = {}
    waiting: Sums = {}
    last = town.first + lives.LENGTH - 1
    try:
        with transaction.atomic():
            living.live(town, phu_cu, office)
            for at, who in enumerate(town.people):
                who.refresh_from_db()
                given_now = plain.due_of(who, run_month=last, on=day_prepared(last))
                held_now = plain.settled_of(who)
                doubtful = Problem.objects.filter(person=who, run__month=last, code__in=UNKNOWN)
                left_out = {problem.award.kind for problem in doubtful.select_related("award")}
                waits = {award.kind for award in who.awards.all() if _waits(who, award, last)}
                for kind, number in sorted(given_now.keys() | held_now.keys()):
                    if kind not in left_out:
                        part = waiting if kind in waits else due
                        part[at, kind, number] = given_now.get((kind, number), 0)
                        settled[at, kind, number] = held_now.get((kind, number), 0)
            raise _Over
    except _Over:
        return due, settled, waiting


def _waits(who: Person, award: Award, last: int) -> bool:
    """Whether an award is suspended in the month of the last list, so that nothing is paid of it yet."""
    died = who.died_on.year * 12 + who.died_on.month - 1 if who.died_on else last
    running = award.from_month <= last and (award.until_month is None or award.until_month > last)
    return running and died >= last and plain.suspended(award, last)


@pytest.mark.replay
@pytest.mark.parametrize("window", lives.WINDOWS)
@pytest.mark.parametrize("seed", range(2))
def test_runs_settle_what_a_plain_reckoning_gives(phu_cu: PhuCu, office: Office, window: int, seed: int) -> None:
    due, settled, waiting = lived(lives.town(Random(window * 100 + seed), window, size=30), phu_cu, office)
    assert {key: settled[key] for key in due} == due
    assert all(settled[key] <= amount for key, amount in waiting.items())
    assert sum(amount > 0 for amount in due.values()) > 50  # the town is not empty


@pytest.mark.replay
@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_which_things_become_known_does_not_matter(phu_cu: PhuCu, office: Office, seed: int) -> None:
    dice = Random(seed)
    town = lives.town(dice, lives.WINDOWS[seed], size=20)
    one = lived(town, phu_cu, office)
    two = lived(lives.again(dice, town), phu_cu, office)
    assert _paid(one) == _paid(two)


def _paid(lived: tuple[Sums, Sums, Sums]) -> Sums:
    """What the ledger holds of those of whom nothing waits, months of nothing left out."""
    due, settled, _ = lived
    return {key: settled[key] for key in due if settled[key]}
