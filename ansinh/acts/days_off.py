"""The working days of a place: the State's holidays, and the days its office or one above it entered for the year."""

from __future__ import annotations

import datetime
from functools import lru_cache

from django.db import transaction
from django.db.models import Count, Max, Q

from ansinh.acts import limits, permit
from ansinh.law.holidays import holidays
from ansinh.reckoning import lunar
from ansinh.reckoning.working_days import Calendar
from ansinh.record.branches import whole_map
from ansinh.record.models.dossiers import DayOff
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User

YEARS = range(2014, 2041)
"""Years whose limits can be reckoned: from the first of the demo to well ahead."""


def calendar_of(unit: Unit) -> Calendar:
    """The working days of a commune, district or province."""
    entered = DayOff.objects.aggregate(n=Count("id"), last=Max("id"), worked=Count("id", filter=Q(works=True)))
    return _calendar(unit.pk, tuple(entered.values()))


def enter(unit: Unit, on: datetime.date, *, works: bool, basis: str, by: User) -> DayOff:
    """A day off, or a weekend day worked instead, for a place and all below it. Raises ``ValueError``.

    Open dossiers whose limits it lies in are due a working day later, or earlier.
    """
    permit.check(by, "register", unit)
    if not basis.strip():
        raise ValueError("Ghi văn bản thông báo ngày nghỉ, ngày làm bù.")
    before = calendar_of(unit)
    if before.is_working(on) == works:
        raise ValueError("Ngày này vốn đã là ngày làm việc." if works else "Ngày này vốn đã là ngày nghỉ.")
    with transaction.atomic():
        reached = [(one, calendar_of(one.unit).is_working(on)) for one in limits.reaching(unit, on)]
        made, _ = DayOff.objects.update_or_create(unit=unit, on=on, defaults={"works": works, "basis": basis.strip()})
        for one, worked in reached:
            if calendar_of(one.unit).is_working(on) != worked:
                limits.move(one, on, calendar_of(one.unit))
    return made


@lru_cache(maxsize=512)
def _calendar(unit: int, version: tuple[int | None, ...]) -> Calendar:
    """What is entered counts over the State's days, and what a lower place entered over what lies above it."""
    national = _national()
    above, parents = [unit], whole_map().parents
    while (at := parents.get(above[-1])) is not None:
        above.append(at)
    entered = list(DayOff.objects.filter(unit__in=above))
    if not entered:
        return national
    off, worked = dict(national.holidays), set(national.extra_working)
    for row in sorted(entered, key=lambda row: -above.index(row.unit_id)):
        if row.works:
            worked.add(row.on)
        else:
            worked.discard(row.on)
            off[row.on] = row.basis
    return Calendar(off, frozenset(worked))


@lru_cache(maxsize=1)
def _national() -> Calendar:
    years = [holidays(year, tet=lunar.tet(year), hung_kings=lunar.hung_kings(year)) for year in YEARS]
    off = {day.day: day.name for year in years for day in year.off}
    return Calendar(off, frozenset(worked.day for year in years for worked in year.worked))
