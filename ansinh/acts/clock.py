"""A dossier's clock: working days of its place, days left, late, stopped while papers are missing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from ansinh.acts import permit
from ansinh.acts.days_off import calendar_of
from ansinh.law.procedure import Procedure
from ansinh.reckoning.working_days import Calendar
from ansinh.record.branches import whole_map
from ansinh.record.models.dossiers import Dossier, Limit, Standing
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User

ENDED = (Standing.READY, Standing.DONE, Standing.WITHDRAWN)
SOON = 3
"""So many working days before its limit a dossier is said to be near it."""


class Clock(NamedTuple):
    """Where a dossier stands: working days left (negative: late by so many), or why none are counted."""

    due_on: datetime.date | None
    left: int | None
    stopped_since: datetime.date | None = None

    @property
    def late(self) -> bool:
        return self.left is not None and self.left < 0

    @property
    def soon(self) -> bool:
        return self.left is not None and 0 <= self.left <= SOON


def clock(dossier: Dossier, on: datetime.date) -> Clock:
    """The whole dossier's clock on a day."""
    return _clock(dossier, dossier.due_on, on, calendar_of(dossier.unit))


def clocks(dossiers: Iterable[Dossier], on: datetime.date) -> list[Clock]:
    """The clock of each dossier by the nearer of its two limits, its own and its step's.

    The working days of each place are looked up once.
    """
    calendars: dict[int, Calendar] = {}
    found = []
    for dossier in dossiers:
        calendar = calendars.get(dossier.unit_id)
        if calendar is None:
            calendar = calendars[dossier.unit_id] = calendar_of(dossier.unit)
        limits = [dossier.due_on, dossier.step_due_on if dossier.state == Standing.OPEN else None]
        found.append(_clock(dossier, min(filter(None, limits), default=None), on, calendar))
    return found


def step_clock(dossier: Dossier, on: datetime.date) -> Clock:
    """The clock of the step that holds it."""
    return _clock(dossier, dossier.step_due_on, on, calendar_of(dossier.unit))


def limit(dossier: Dossier, start: datetime.date, days: int | None, unit: str = "working") -> datetime.date | None:
    """The last day of a limit counted from ``start``, that day itself not counted; None when the law fixes none."""
    if days is None:
        return None
    if unit == "calendar":
        return start + datetime.timedelta(days=days)
    return calendar_of(dossier.unit).add(start, days)


def whole_limit(dossier: Dossier, law: Procedure, start: datetime.date) -> datetime.date | None:
    """The day the result is due: by the law, else by the days the office or one above it set; None: nobody has."""
    if law.days is not None:
        return limit(dossier, start, law.days, law.unit)
    set_here = office_limit(dossier.unit, law.slug, start)
    return limit(dossier, start, set_here.days) if set_here else None


def office_limit(unit: Unit, slug: str, on: datetime.date) -> Limit | None:
    """The days the nearest office set for a procedure, as they stood on a day."""
    parents, place = whole_map().parents, unit.pk
    limits = {row.unit_id: row for row in Limit.objects.filter(procedure=slug, from_day__lte=on).order_by("from_day")}
    while place is not None:
        if place in limits:
            return limits[place]
        place = parents.get(place)  # type: ignore[assignment]
    return None


def set_limit(unit: Unit, slug: str, *, days: int, basis: str, from_day: datetime.date, by: User) -> Limit:
    """The days a place gives itself for a procedure, from a day on. Raises ``ValueError``."""
    permit.check(by, "register", unit)
    if not basis.strip():
        raise ValueError("Ghi văn bản công bố thời hạn.")
    made, _ = Limit.objects.update_or_create(
        unit=unit, procedure=slug, from_day=from_day, defaults={"days": days, "basis": basis.strip()}
    )
    return made


def stretched(dossier: Dossier, due: datetime.date | None, on: datetime.date) -> datetime.date | None:
    """A limit moved on by the working days during which the clock stood still until ``on``."""
    if due is None or dossier.stopped_since is None:
        return due
    calendar = calendar_of(dossier.unit)
    lost = calendar.between(dossier.stopped_since, on)
    return calendar.add(due, lost) if lost else due


def _clock(dossier: Dossier, due: datetime.date | None, on: datetime.date, calendar: Calendar) -> Clock:
    if dossier.state == Standing.PAPERS:
        return Clock(due, None, dossier.stopped_since)
    if due is None or dossier.state == Standing.DRAFT:
        return Clock(due, None)
    at = dossier.ended_on if dossier.state in ENDED and dossier.ended_on else on
    return Clock(due, calendar.between(at, due) if at <= due else -calendar.between(due, at))
