"""Histories of events arriving in any order come to the same ledger as the same events in the order they happened."""

from __future__ import annotations

from random import Random

import pytest
from django.db import transaction

from tests.acts import lives, living
from tests.cast import Office, PhuCu


class _Over(Exception):
    """Ends a telling: nothing of it stays in the database."""


def told(town: lives.Town, phu_cu: PhuCu, office: Office) -> living.Ledger:
    """The ledger after a town has lived; then all is undone."""
    found: living.Ledger = {}
    with pytest.raises(_Over), transaction.atomic():
        living.live(town, phu_cu, office)
        found = living.ledger(town)
        raise _Over
    return found


@pytest.mark.replay
@pytest.mark.parametrize("window", lives.WINDOWS)
def test_the_order_of_arrival_changes_nothing(phu_cu: PhuCu, office: Office, window: int) -> None:
    dice = Random(window)
    town = lives.town(dice, window, size=40, waiting=False)
    happened, arrived = (told(lived, phu_cu, office) for lived in (lives.in_order(town), town))
    differing = {key: (happened.get(key, 0), arrived.get(key, 0)) for key in happened.keys() | arrived.keys()
                 if happened.get(key, 0) != arrived.get(key, 0)}  # fmt: skip
    assert {(*key, *sums): town.lives[key[0]].news for key, sums in differing.items()} == {}
    assert len(happened) > 60  # the town is not empty
