"""The ledger the runs wrote is what a slow, plain reckoning of each person says, whatever became known when."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ansinh.record.models.payroll import Problem
from tests.acts import lives, plain
from tests.acts.people import day_prepared
from tests.cast import Office, PhuCu

ANY_LENGTH = settings(deadline=None, derandomize=True, database=None, max_examples=6,
                      suppress_health_check=list(HealthCheck))  # fmt: skip
Sums = dict[tuple[int, str, int, int], int]
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
            lives.live(town, phu_cu, office)
            for at, who in enumerate(town.people):
                who.refresh_from_db()
                unknown = set(Problem.objects.filter(person=who, run__month=last, code__in=UNKNOWN).values_list("award"))
                given_now = plain.due_of(who, run_month=last, on=day_prepared(last))
                held_now = plain.settled_of(who)
                for award in who.awards.all():
                    if (award.pk,) in unknown:
                        continue
                    waits = plain.suspended(award, last) and not (who.died_on and _month(who.died_on) < last)
                    waits = waits and (award.until_month is None or award.until_month > last)
                    for pk, number in sorted(given_now.keys() | held_now.keys()):
                        if pk == award.pk:
                            key = (at, award.kind, award.from_month, number)
                            (waiting if waits else due)[key] = given_now.get((pk, number), 0)
                            settled[key] = held_now.get((pk, number), 0)
            raise _Over
    except _Over:
        return due, settled, waiting


def _month(day: object) -> int:
    return day.year * 12 + day.month - 1


@pytest.mark.parametrize("window", lives.WINDOWS)
def test_runs_settle_what_a_plain_reckoning_gives(phu_cu: PhuCu, office: Office, window: int) -> None:
    seen = []

    @settings(ANY_LENGTH)
    @given(lives.towns())
    def hold(town: lives.Town) -> None:
        town.first, town.people = window, []
        due, settled, waiting = lived(town, phu_cu, office)
        assert {key: settled[key] for key in due} == due
        assert all(settled[key] <= amount for key, amount in waiting.items())
        seen.append(sum(amount > 0 for amount in due.values()))

    hold()
    assert sum(seen) > 100  # the towns are not empty


def test_the_order_in_which_things_become_known_does_not_matter(phu_cu: PhuCu, office: Office) -> None:
    @settings(ANY_LENGTH)
    @given(lives.towns(), st.data())
    def hold(town: lives.Town, data: st.DataObject) -> None:
        times = st.lists(lives.ARRIVALS, min_size=lives.pieces(town), max_size=lives.pieces(town))
        other = lives.delayed(town, data.draw(times))
        assume(other.lives != town.lives or other.levels != town.levels)
        one, two = lived(town, phu_cu, office), lived(other, phu_cu, office)
        both = one[0].keys() & two[0].keys()
        assert {key: one[1][key] for key in both} == {key: two[1][key] for key in both}

    hold()
