"""Cases of children as lists and counts: by state, late ones first, opened and ended in a period. Reads only.

The database shows cases to whoever is entrusted with protecting children; to others all of this is empty.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from ansinh.law.child_protection import protected_by
from ansinh.record.models.child_cases import ENDED, CaseLook, CaseState, ChildCase
from ansinh.record.models.people import Person

DAY = datetime.timedelta(days=1)


class Clock(NamedTuple):
    """The limit that runs: whether it is over, whole days and hours left (of what is over: since)."""

    due_at: datetime.datetime
    due_for: str
    late: bool
    days: int
    hours: int

    @property
    def by_hours(self) -> bool:
        """Hours are told when less than a day is left, or when the limit is one of hours."""
        return self.due_for == "emergency" or self.days == 0


def clock(case: ChildCase, now: datetime.datetime) -> Clock | None:
    """The clock of a case now; None when no limit runs."""
    if case.due_at is None or case.state in ENDED:
        return None
    left = abs(case.due_at - now)
    return Clock(case.due_at, case.due_for, case.due_at < now, left.days, int(left.total_seconds() // 3600))


def cases(units: frozenset[int], state: str = "") -> QuerySet[ChildCase]:
    """Cases of these communes; ``state``: one, ``open`` for all that did not end, empty for all."""
    found = ChildCase.objects.filter(unit__in=units).select_related("unit", "person")
    if state == "open":
        return found.exclude(state__in=ENDED)
    return found.filter(state=state) if state else found


def ordered(found: QuerySet[ChildCase], now: datetime.datetime) -> list[tuple[ChildCase, Clock | None]]:
    """Late ones first, then by what is due next; ended ones last."""
    rows = [(one, clock(one, now)) for one in found]
    never = now + 36_500 * DAY
    return sorted(rows, key=lambda row: (row[0].state in ENDED, row[1].due_at if row[1] else never, -row[0].pk))


class Count(NamedTuple):
    """How many cases stand in a state, and how many of them are late."""

    state: str
    name: str
    cases: int
    late: int


def by_state(units: frozenset[int], now: datetime.datetime) -> list[Count]:
    """Every state in order, with those late now."""
    rows = list(cases(units))
    found = []
    for state in CaseState:
        mine = [one for one in rows if one.state == state]
        late = sum(1 for one in mine if (at := clock(one, now)) is not None and at.late)
        found.append(Count(state.value, str(state.label), len(mine), late))
    return found


def late(units: frozenset[int], now: datetime.datetime) -> int:
    """How many open cases are past the limit that runs."""
    return sum(one.late for one in by_state(units, now))


class Period(NamedTuple):
    """What became of cases in a period: told, ended, set aside; of those protected how many within 12 hours."""

    opened: int
    closed: int
    aside: int
    protected: int
    in_time: int


def period(units: frozenset[int], first: datetime.date, last: datetime.date) -> Period:
    """Cases told and ended between two days, both counted (decree 56/2017 Đ.25, Đ.30; 12 hours: Đ.26 k.3)."""
    rows = list(cases(units).prefetch_related("steps"))
    ended = [one for one in rows if one.ended_on is not None and first <= one.ended_on <= last]
    saved = [
        (one, step) for one in rows for step in one.steps.all()
        if step.step == "protect" and first <= timezone.localtime(step.done_at).date() <= last
    ]  # fmt: skip
    return Period(
        len(told(units, first, last)), sum(1 for one in ended if one.state == CaseState.CLOSED),
        sum(1 for one in ended if one.state == CaseState.ASIDE), len(saved),
        sum(1 for one, step in saved if step.done_at <= protected_by(one.informed_at)),
    )  # fmt: skip


def told(units: frozenset[int], first: datetime.date, last: datetime.date) -> list[ChildCase]:
    """The cases told between two days."""
    begin = timezone.make_aware(datetime.datetime.combine(first, datetime.time()))
    end = timezone.make_aware(datetime.datetime.combine(min(last, datetime.date.max - DAY) + DAY, datetime.time()))
    return list(cases(units).filter(informed_at__gte=begin, informed_at__lt=end))


def of_person(person: Person) -> list[ChildCase]:
    """The cases of a child, to whoever may see them."""
    return list(ChildCase.objects.filter(person=person).select_related("unit"))


def looks(case: ChildCase) -> list[CaseLook]:
    """Who looked at a case, the latest first."""
    return list(case.looks.select_related("by")[:50])
