"""Limits of open dossiers moved, when an office enters a day off or a day worked that lies inside them."""

from __future__ import annotations

import datetime

from django.db.models import Q

from ansinh.law.procedure import procedure
from ansinh.reckoning.working_days import Calendar
from ansinh.record.branches import communes_of
from ansinh.record.models.dossiers import Dossier, Standing
from ansinh.record.models.places import Unit


def reaching(unit: Unit, day: datetime.date) -> list[Dossier]:
    """Open dossiers of a place and all below it that were received before a day and are due on it or later."""
    open_ones = Dossier.objects.filter(state__in=[Standing.OPEN, Standing.PAPERS], unit__in=communes_of([unit]))
    reached = open_ones.filter(Q(due_on__gte=day) | Q(step_due_on__gte=day), received_on__lt=day)
    return list(reached.select_related("unit").select_for_update(of=("self",)).order_by("pk"))


def move(dossier: Dossier, day: datetime.date, calendar: Calendar) -> None:
    """Its limits in working days, as ``calendar`` has the day by now; those in calendar days stay."""
    law = procedure(dossier.procedure, dossier.procedure_on)
    step = law.step(dossier.step) if law else None
    if law is None or law.days is None or law.unit == "working":
        dossier.due_on = _moved(dossier.received_on, dossier.due_on, day, calendar)
    if step is None or step.unit == "working":
        dossier.step_due_on = _moved(dossier.step_since, dossier.step_due_on, day, calendar)
    dossier.save(update_fields=["due_on", "step_due_on"])


def _moved(
    start: datetime.date | None, due: datetime.date | None, day: datetime.date, calendar: Calendar
) -> datetime.date | None:
    """One working day later when a day between was taken away, one earlier when one was given."""
    if start is None or due is None or not start < day <= due:
        return due
    if not calendar.is_working(day):
        return calendar.add(due, 1)
    earlier = due - datetime.timedelta(days=1)
    while not calendar.is_working(earlier):
        earlier -= datetime.timedelta(days=1)
    return earlier
