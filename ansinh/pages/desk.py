"""Bàn làm việc: what waits for me, where the month stands, what is wrong; each a link to the work."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ansinh.acts import permit, preparing
from ansinh.pages.changes import counted
from ansinh.pages.desk_watch import administered, audited
from ansinh.pages.desk_work import SHOWN, arrived_for, work
from ansinh.pages.door import Signed
from ansinh.pages.glance import due
from ansinh.pages.steps import dots
from ansinh.pages.upcoming import overdue, soon
from ansinh.reckoning.months import month_of
from ansinh.record.models.payroll import Run
from ansinh.record.models.places import Unit
from ansinh.reports import awaiting, desk, doubles, recovery
from ansinh.reports.places import in_a_sentence

CONCERNS = {
    "no_number": _("người đang hưởng chưa có số định danh"),
    "no_birth": _("người đang hưởng chưa rõ năm sinh"),
    "differs": _("người lệch thông tin định danh"),
    "not_found": _("người không thấy thông tin định danh"),
}

NEAR = 20
"""For so many communes at most the first screen asks the law of every holder; above it, a link stands."""


@login_required
def first(request: Signed) -> HttpResponse:
    """The first screen. An administrator sees only who works here: the register is not theirs to read."""
    today, user = timezone.localdate(), request.user
    if not permit.allowed(user, "see"):
        shown = administered(user, today) | {"has_second_factor": _second_factor(request), "today": today}
        return render(request, "desk/administrator.html", shown)
    preparing.follow(desk.latest())
    latest = desk.latest()
    concerns = desk.concerns()
    to_prepare = _to_prepare(latest, month_of(today))
    near = Unit.objects.communes().valid_on(today).filter(pk__in=permit.cover(user)).count() <= NEAR
    context: dict[str, Any] = {
        "items": audited(user, today) if permit.allowed(user, "read the trail") else work(user, today, to_prepare),
        "latest": latest,
        "shown": latest[:SHOWN],
        "more_lists": len(latest[SHOWN:]),
        "by_state": awaiting.by_state(latest) if len(latest) > 1 else [],
        "changed": counted(latest) if len(latest) <= SHOWN else [],
        "dots": dots(latest[0]) if len(latest) == 1 else None,
        "people": sum(run.people for run in latest),
        "total": sum(run.total for run in latest),
        "concerns": concerns,
        "wrong_people": [(name, CONCERNS[name], count) for name, count in concerns.people.items()],
        "near": near,
        "soon": soon(today) if near else 0,
        "overdue": overdue(today) if near else 0,
        "late": _late(request),
        "arrived": arrived_for(user),
        "unplanned": recovery.without_plan(),
        "doubles": doubles.waiting(),
        "has_second_factor": _second_factor(request),
    }
    return render(request, "desk/first.html", context)


def _late(request: Signed) -> str:
    """Where dossiers are late, for whoever covers several communes: "4 xã chậm hồ sơ, nhiều nhất xã Tam Đa: 6"."""
    today = timezone.localdate()
    communes = Unit.objects.communes().valid_on(today).filter(pk__in=permit.cover(request.user))
    if communes.count() < 2:
        return ""
    found = due.due(permit.cover(request.user), today)
    names = {one.pk: in_a_sentence(one) for one in Unit.objects.filter(pk__in=found)}
    return due.late_told(found.values(), names)


def _to_prepare(latest: list[Run], month: int) -> int | None:
    """The month whose list nobody has begun, when the one before is approved; None when there is none to begin."""
    if not latest:
        return month
    return latest[0].month + 1 if latest[0].month < month and all(run.settled for run in latest) else None


def _second_factor(request: Signed) -> bool:
    return Authenticator.objects.filter(user=request.user).exists()
