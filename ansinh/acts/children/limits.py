"""The limit that runs in a case, kept with it: 12 hours to protect, 15 days apart, 5 and 2 working days for the plan.

Decree 56/2017 Đ.26 k.3, Đ.28 k.1 and k.4, Đ.31, Đ.32; an emergency has no limit of days for its plan.
"""

from __future__ import annotations

import datetime

from django.utils import timezone

from ansinh.acts.days_off import calendar_of
from ansinh.law.child_protection import protected_by, protection
from ansinh.record.models.child_cases import CaseState, ChildCase

EMERGENCY, ISOLATION, PLAN, APPROVE, ENDS = "emergency", "isolation", "plan", "approve", "ends"
BEFORE_PLAN = (CaseState.RECORDED, CaseState.ASSESSED, CaseState.DETAILED, CaseState.MET)


def set_due(case: ChildCase, on: datetime.date) -> None:
    """Writes into a case the limit of the state it is in; ``on``: the day the state began."""
    found = _due(case, on)
    case.due_for, case.due_at = found if found is not None else ("", None)


def _due(case: ChildCase, on: datetime.date) -> tuple[str, datetime.datetime] | None:
    limits, state = protection().limits, case.state
    if case.danger and state in (CaseState.RECORDED, CaseState.ASSESSED):
        return EMERGENCY, protected_by(case.informed_at)
    if state in (CaseState.APPROVED, CaseState.CARRIED) and case.plan_ends is not None:
        return ENDS, end_of(case.plan_ends)
    if case.danger:
        still = case.isolated_until is not None and state not in (CaseState.REVIEWED, CaseState.CLOSED)
        return (ISOLATION, end_of(case.isolated_until)) if still and case.isolated_until else None
    calendar = calendar_of(case.unit)
    if state in BEFORE_PLAN:
        informed = timezone.localtime(case.informed_at).date()
        return PLAN, end_of(calendar.add(informed, limits[PLAN].working_days))
    if state == CaseState.PLANNED:
        return APPROVE, end_of(calendar.add(on, limits[APPROVE].working_days))
    return None


def end_of(day: datetime.date) -> datetime.datetime:
    """The last minute of a day, in the office's time."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(23, 59)))
