"""Mức mới: a text changes a figure, and everybody of the same group gets another amount; one act with one list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import foreseen, tasks
from ansinh.acts.rulings import provinces_with_levels
from ansinh.pages.door import Signed, may
from ansinh.pages.months import read_month
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.upcoming import books_ahead
from ansinh.reckoning.months import month_of
from ansinh.record.models.assistance import Award
from ansinh.record.models.decisions import Decision
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.tasks import Task
from ansinh.reports import raised as reports
from ansinh.reports.places import called
from ansinh.reports.raised import Raised

KIND = "levels"
BACK, AHEAD = 24, 6
"""A new text may apply backwards so many months, or be known so many months ahead."""


@may("see")
def shown(request: Signed) -> HttpResponse:
    """Whom a month's new figures concern: communes and groups with the amounts before and after."""
    choice = _months()
    month = _month(request.GET.get("thang"), choice)
    found = reports.raised(month, books_ahead(timezone.localdate(), month)) if month is not None else []
    left = _undecided(found, month)
    table = Table.of(request, "muc-moi", _columns(), _rows(found))
    if wants_workbook(request, table):
        return table.workbook()
    context = {
        "table": table, "months": choice, "month": month, "people": len({one.person_id for one in left}),
        "awards": len(left), "listed": len({one.person_id for one in found}), "before": sum(one.old for one in left),
        "after": sum(one.new for one in left), "provisional": any(one.provisional for one in found), "tab": "dossiers",
    }  # fmt: skip
    return render(request, "decisions/new_levels.html", context)


@require_POST
@may("register")
def draft(request: Signed) -> HttpResponse:
    """The decisions of a month are drafted beside the request; those being drafted already are shown."""
    month = _month(request.POST.get("thang"), _months())
    if month is None:
        raise Http404
    running = Task.objects.filter(by=request.user, kind=KIND, state="running", arguments__month=month).first()
    if running is None or tasks.found(running.pk, request.user).state != "running":
        on = timezone.localdate()
        left = _undecided(reports.raised(month, books_ahead(on, month)), month)
        work = _work(left, month, request)
        running = tasks.start(KIND, work, by=request.user, total=len(left), month=month)
    return redirect("new_levels_task", running.pk)


@may("register")
def progress(request: Signed, task: int) -> HttpResponse:
    """How far the drafts are, and then the drafts; HTMX asks for this alone while they are made."""
    try:
        found = tasks.found(task, request.user)
    except Task.DoesNotExist:
        raise Http404 from None
    if found.kind != KIND:
        raise Http404
    made = (found.result or {}).get("made", [])
    context = {"task": found, "made": Decision.objects.filter(pk__in=made).defer("document"), "tab": "dossiers"}
    alone = bool(request.headers.get("HX-Request"))
    return render(request, "decisions/new_levels_progress.html" if alone else "decisions/new_levels_task.html", context)


def _work(left: list[Raised], month: int, request: Signed) -> tasks.Work:
    by, on = request.user, timezone.localdate()

    def work(tell: Callable[[int], None]) -> dict[str, Any]:
        drafts = foreseen.draft(_changes(left, month), by=by, on=on, origin="decree", progress=tell)
        return {
            "made": [one.pk for one in drafts.made],
            "left": [f"{person.full_name}: {why}" for person, why in drafts.left],
        }

    return work


def _changes(left: list[Raised], month: int) -> list[foreseen.Foreseen]:
    people = Person.objects.select_related("unit").in_bulk({one.person_id for one in left})
    awards = Award.objects.in_bulk({one.award_id for one in left})
    return [
        foreseen.Foreseen(
            people[one.person_id], awards[one.award_id], month, one.code, one.old, one.code, one.new, one.name,
            one.because, one.provisional,
        )
        for one in left
    ]  # fmt: skip


def _undecided(found: list[Raised], month: int | None) -> list[Raised]:
    """Those of whom no decision of this month says it, drafted or signed."""
    if month is None:
        return []
    done = foreseen.waiting([one.award_id for one in found])
    return [one for one in found if (one.award_id, "adjust", month) not in done]


def _months() -> list[int]:
    """Months in which a figure changes, around today, by what is known today."""
    today = timezone.localdate()
    now = month_of(today)
    provinces = [0, *provinces_with_levels()]
    return reports.months_of_change(range(now - BACK, now + AHEAD + 1), books_ahead(today, now + AHEAD), provinces)


def _month(text: str | None, choice: list[int]) -> int | None:
    """The month asked for; else the last one that has begun, or is about to, and changes anybody's amount."""
    asked, today = read_month(text), timezone.localdate()
    if asked in choice:
        return asked
    begun = [month for month in choice if month <= month_of(today) + 1]
    concerned = (month for month in begun if reports.raised(month, books_ahead(today, month)))
    return next(concerned, begun[0] if begun else None)


def _columns() -> list[Column]:
    return [
        Column("place", _("Nơi ở")), Column("code", _("Nhóm")), Column("people", _("Số khoản"), "count", True),
        Column("old", _("Mức cũ (đồng)"), "money"), Column("new", _("Mức mới (đồng)"), "money"),
        Column("before", _("Tổng trước (đồng)"), "money", True), Column("after", _("Tổng sau (đồng)"), "money", True),
    ]  # fmt: skip


def _rows(found: list[Raised]) -> list[dict[str, Any]]:
    """A row for each commune, group and pair of amounts."""
    today = timezone.localdate()
    units = {unit.pk: called(unit, today) for unit in Unit.objects.filter(pk__in={one.unit_id for one in found})}
    sums: dict[tuple[str, str, int, int], int] = defaultdict(int)
    for one in found:
        sums[str(units[one.unit_id]), one.code, one.old, one.new] += 1
    return [
        {"place": place, "code": code, "people": n, "old": old, "new": new, "before": old * n, "after": new * n}
        for (place, code, old, new), n in sorted(sums.items())
    ]
