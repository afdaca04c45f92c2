"""What somebody draws of merit month by month, and the last month that is paid here."""

from __future__ import annotations

import datetime

from ansinh.reckoning.months import month_of
from ansinh.record.models.assistance import ONCE, Award
from ansinh.record.models.payroll import Line
from ansinh.record.models.people import Person


def monthly(person: Person, month: int) -> list[Award]:
    """The monthly awards of merit that run in a month."""
    running = person.awards.filter(kind__startswith="merit_", from_month__lte=month).exclude(until_month__lte=month)
    return list(running.exclude(kind__in=ONCE).order_by("from_month", "pk"))


def paid_through(person: Person, on: datetime.date) -> int:
    """The last month this place pays: that of the day, or a later one an approved list has paid already."""
    paid = Line.objects.filter(person=person, run__approved_at__isnull=False, award__kind__startswith="merit_")
    last = paid.order_by("-for_month").values_list("for_month", flat=True).first()
    return max(month_of(on), last or 0)
