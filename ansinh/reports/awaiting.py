"""What else waits on a first screen: reviews of households on their way, lists of programmes and of insurance, and
what an auditor and an administrator look after. Reads only.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils import timezone

from ansinh.record.branches import communes_of
from ansinh.record.models.insurance import Sent
from ansinh.record.models.payroll import SETTLING, Run
from ansinh.record.models.poverty import Review, ReviewRound, ReviewStage
from ansinh.record.models.programmes import Given, Sheet, Stage
from ansinh.record.models.trail import Entry
from ansinh.record.models.users import User
from ansinh.reports.desk import runs

COUNTED = 1_000
"""So many entries of the day are counted; above it is said that there are more."""


class Reviewing(NamedTuple):
    """A review of households that has begun: how many communes have not recognised theirs, and its last day."""

    round: ReviewRound
    left: int


def reviews(on: datetime.date) -> list[Reviewing]:
    """Reviews with communes of the branch entered that are not decided, the nearest end first."""
    left = Review.objects.filter(round__begins__lte=on).exclude(stage=ReviewStage.DECIDED).order_by()
    counts = dict(left.values_list("round").annotate(n=Count("pk")))
    return [Reviewing(one, counts[one.pk]) for one in ReviewRound.objects.filter(pk__in=counts).order_by("ends", "pk")]


def sheets(by: User) -> list[Sheet]:
    """Lists of programmes of the branch that wait for somebody who did not make them."""
    waits = Sheet.objects.filter(stage=Stage.PREPARED, round__closed_at=None, items__state=Given.LISTED)
    return list(waits.exclude(made_by=by).select_related("round", "unit").distinct().order_by("round", "pk"))


def insurance(by: User, cover: Collection[int]) -> list[Sent]:
    """Lists of health insurance of these communes that wait for somebody who did not make them, the oldest first."""
    waits = Sent.objects.filter(approved_by=None).exclude(made_by=by).select_related("scope").order_by("month", "pk")
    return [one for one in waits if communes_of([one.scope]) <= set(cover)]


def by_state(latest: Iterable[Run]) -> list[tuple[str, int]]:
    """How many of these lists stand at each step, the words of the step first."""
    found: dict[str, int] = {}
    for run in latest:
        words = str(run.get_state_display())
        found[words] = found.get(words, 0) + 1
    return list(found.items())


class Today(NamedTuple):
    """What the trail holds of a day: entries (``more``: there are others), and by how many people."""

    entries: int
    people: int
    more: bool


def today(on: datetime.date) -> Today:
    """The newest entries of a day, as far as they are counted."""
    begin = timezone.make_aware(datetime.datetime.combine(on, datetime.time()))
    newest = list(Entry.objects.order_by("-pk").values_list("at", "by")[: COUNTED + 1])
    mine = [by for at, by in newest if at >= begin]
    return Today(min(len(mine), COUNTED), len(set(mine) - {""}), len(mine) > COUNTED)


def provisional() -> int:
    """How many approved lists of the branch rest on texts nobody has read in full."""
    return runs().order_by().filter(state__in=SETTLING, provisional=True).count()


class Accounts(NamedTuple):
    """The users an administrator manages: how many, and how many of each sort to look at."""

    all: int
    in_month: int
    open: int
    given: int
    without_place: int
    never: int
    locked: int


def accounts(users: Collection[int], protected: Collection[int], on: datetime.date) -> Accounts:
    """Of these users: signed in this month; without a second factor, with a given password, without a place, never
    signed in, locked out."""
    mine, used = User.objects.filter(pk__in=users), Q(is_active=True)
    first = timezone.make_aware(datetime.datetime.combine(on.replace(day=1), datetime.time()))
    return Accounts(
        mine.count(), mine.filter(last_login__gte=first).count(),
        mine.filter(used).exclude(pk__in=protected).count(), mine.filter(used, password_is_given=True).count(),
        mine.filter(used, places=None).count(), mine.filter(used, last_login=None).count(),
        mine.filter(is_active=False).count(),
    )  # fmt: skip
