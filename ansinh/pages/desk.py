"""Bàn làm việc: what waits for me, where the month stands, what is wrong; each a link to the work."""

from __future__ import annotations

import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ansinh.acts import deciding, permit, preparing
from ansinh.pages import dossiers
from ansinh.pages.changes import counted
from ansinh.pages.door import Signed
from ansinh.pages.steps import dots, next_step
from ansinh.pages.upcoming import overdue, soon
from ansinh.reckoning.months import month_of
from ansinh.record.models.payroll import Run
from ansinh.record.models.users import User
from ansinh.reports import child_cases, children, desk, disability, doubles, funds, recovery
from ansinh.reports.dossiers import decisions

SHOWN = 6
"""So many lists stand on the first screen; the others are on the page of lists."""

WEEK = datetime.timedelta(days=7)

CONCERNS = {
    "no_number": _("người đang hưởng chưa có số định danh"),
    "no_birth": _("người đang hưởng chưa rõ năm sinh"),
    "differs": _("người lệch thông tin định danh"),
    "not_found": _("người không thấy thông tin định danh"),
}


@login_required
def first(request: Signed) -> HttpResponse:
    """The first screen. An administrator sees only who works here: the register is not theirs to read."""
    if not permit.allowed(request.user, "see"):
        return render(request, "desk/administrator.html", {"has_second_factor": _second_factor(request)})
    month = month_of(timezone.localdate())
    preparing.follow(desk.latest())
    latest = desk.latest()
    waiting = [(run, next_step(run, request.user)) for run in desk.waiting(request.user.role)]
    concerns = desk.concerns()
    context: dict[str, Any] = {
        "waiting": waiting[:SHOWN],
        "more_waiting": len(waiting[SHOWN:]),
        "latest": latest,
        "shown": latest[:SHOWN],
        "changed": counted(latest) if len(latest) <= SHOWN else [],
        "dots": dots(latest[0]) if len(latest) == 1 else None,
        "people": sum(run.people for run in latest),
        "total": sum(run.total for run in latest),
        "to_prepare": _to_prepare(latest, month),
        "concerns": concerns,
        "wrong_people": [(name, CONCERNS[name], count) for name, count in concerns.people.items()],
        "soon": soon(timezone.localdate()),
        "overdue": overdue(timezone.localdate()),
        "dossiers": dossiers.waiting(request.user),
        **_council(),
        "unsigned": drafts_for(request.user),
        "arrived": arrived_for(request.user),
        "unplanned": recovery.without_plan(),
        "to_decide": recovery.to_decide() if permit.allowed(request.user, "approve") else 0,
        "fund_steps": funds.to_approve(request.user.pk) if permit.allowed(request.user, "approve") else 0,
        "doubles": doubles.waiting(),
        **_children(request.user),
        "has_second_factor": _second_factor(request),
    }
    return render(request, "desk/first.html", context)


def _council() -> dict[str, Any]:
    """Sessions of the council in the next days, and requests that waited for one past their limit."""
    today = timezone.localdate()
    found = disability.meeting(today, today + WEEK)
    near = {today: _("hôm nay"), today + datetime.timedelta(days=1): _("ngày mai")}
    return {"sessions": [(one, near.get(one.on, "")) for one in found], "unmet": disability.unmet(today)}


def _children(user: User) -> dict[str, Any]:
    """Cases of children past their limit, to the entrusted; children in care whose visit is due."""
    units = permit.cover(user)
    late = child_cases.late(units, timezone.now()) if permit.protects(user) else 0
    return {"child_late": late, "child_visits": len(children.visits_due(units, timezone.localdate()))}


def _to_prepare(latest: list[Run], month: int) -> int | None:
    """The month whose list nobody has begun, when the one before is approved; None when there is none to begin."""
    if not latest:
        return month
    return latest[0].month + 1 if latest[0].month < month and all(run.settled for run in latest) else None


def drafts_for(user: User) -> int:
    """How many drafts of decisions wait for this user's signature."""
    if not permit.allowed(user, "approve"):
        return 0
    return sum(deciding.may_sign(user, draft) for draft in decisions("draft"))


def arrived_for(user: User) -> int:
    """How many drafts came by themselves, by age or by what happened, and wait to be signed: told to an officer."""
    return decisions("draft").filter(origin__in=("age", "event")).count() if permit.allowed(user, "register") else 0


def _second_factor(request: Signed) -> bool:
    return Authenticator.objects.filter(user=request.user).exists()
