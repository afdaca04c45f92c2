"""Kỳ chi trả: the lists month by month, one list's page, its people, and the steps it takes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ansinh.acts import payroll, permit
from ansinh.pages import lists
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import MonthField
from ansinh.pages.months import month_of
from ansinh.pages.steps import covers, dots, next_step
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.payroll import Problem, Run, State
from ansinh.record.models.places import Unit
from ansinh.reports import desk
from ansinh.reports import payroll as reports

SHOWN = 300
TAGS = {State.PREPARED: "warn", State.CHECKED: "note", State.CLOSED: "good"}


class Prepare(forms.Form):
    """Which month's list, for which place."""

    month = MonthField(label=gettext_lazy("Lập danh sách tháng"))

    def __init__(self, *args: Any, places: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"] = forms.ModelChoiceField(places, label=gettext_lazy("Nơi chi trả"), empty_label=None)


@may("see")
def runs(request: Signed) -> HttpResponse:
    """Every list of the branch, the newest first; an officer prepares the next one from here."""
    table = Table.of(request, "ky-chi-tra", _run_columns(), [_run_row(run, problems) for run, problems in _listed()])
    if wants_workbook(request, table):
        return table.workbook()
    form = _prepare_form(request) if permit.allowed(request.user, "prepare") else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            run = payroll.prepare(
                month=form.cleaned_data["month"],
                scope=form.cleaned_data["scope"],
                by=request.user,
                on=timezone.localdate(),
            )
        except payroll.NotNow as error:
            form.add_error(None, str(error))
        else:
            return redirect("run", run.pk)
    return render(request, "payroll/runs.html", {"table": table, "form": form, "tab": "runs"})


def _listed() -> list[tuple[Run, int]]:
    """The newest lists, each with how many of its problems are open."""
    found = desk.runs().annotate(open_problems=Count("problems", filter=Q(problems__settled_at__isnull=True)))
    return [(run, run.open_problems) for run in found.order_by("-month", "scope__name")[:SHOWN]]


def _prepare_form(request: Signed) -> Prepare:
    """The next month nobody has listed, for the place of the last list."""
    newest = desk.runs().first()
    month = newest.month + 1 if newest else month_of(timezone.localdate())
    places = Unit.objects.filter(
        Q(pk__in=request.user.places.all()) | Q(pk__in=permit.cover(request.user), valid_to__isnull=True)
    )
    first = {"month": min(month, month_of(timezone.localdate()) + 1), "scope": newest.scope_id if newest else None}
    return Prepare(request.POST or None, places=places.order_by("level", "name"), initial=first)


def _run_columns() -> list[Column]:
    return [
        Column("month", _("Tháng"), "month"),
        Column("scope", _("Nơi chi trả")),
        Column("state", _("Bước")),
        Column("people", _("Người"), "count"),
        Column("total", _("Tiền (đồng)"), "money"),
        Column("problems", _("Vướng mắc"), "count"),
        Column("law", _("Văn bản")),
    ]


def _run_row(run: Run, problems: int) -> dict[str, Any]:
    return {
        "month": run.month,
        "href": reverse("run", args=[run.pk]),
        "scope": str(run.scope),
        "state": _(run.get_state_display()),
        "tag:state": TAGS.get(State(run.state), ""),
        "people": run.people,
        "total": run.total,
        "problems": problems,
        "law": _("tạm") if run.provisional else "",
        "tag:law": "warn" if run.provisional else "",
    }


@may("see")
def run(request: Signed, pk: int) -> HttpResponse:
    """One list: where it stands, what changed, what is in the way, and its one next step."""
    payroll.follow([lists.the_run(pk)])
    this = lists.the_run(pk)
    communes = Table(
        "theo-xa", _sum_columns(_("Xã")), [_sum(this, row) for row in reports.by_commune(this)], sortable=False
    )
    groups = Table(
        "theo-nhom", _sum_columns(_("Nhóm")), [_sum(None, row) for row in reports.by_group(this)], sortable=False
    )
    groups.totals.pop("people", None)  # somebody who draws two groups is counted in both
    for table in (communes, groups):
        if wants_workbook(request, table):
            return table.workbook()
    context = {
        "run": this,
        "dots": dots(this),
        "step": next_step(this, request.user),
        "problems": _problems(this),
        "standing": reports.standing(this),
        "counted": lists.counted(this),
        "communes": communes,
        "groups": groups,
        "channels": reports.by_channel(this),
        "sheets": lists.seen_sheets(this),
        "whole": covers(request.user, this),
        "tab": "runs",
    }
    return render(request, "payroll/run.html", context)


def _sum_columns(first: str) -> list[Column]:
    return [
        Column("label", first),
        Column("people", _("Người"), "count", True),
        Column("due", _("Tháng này"), "money", True),
        Column("arrears", _("Truy lĩnh"), "money", True),
        Column("carried", _("TTMS"), "money", True),
        Column("total", _("Cộng (đồng)"), "money", True),
    ]


def _sum(run: Run | None, row: reports.Sum) -> dict[str, Any]:
    """A row a commune (a door to its list) or a group (named with its code)."""
    named = row.label if run else f"{row.label} ({row.key})"
    href = reverse("commune", args=[run.pk, int(row.key)]) if run else ""
    return {
        "label": named,
        "href": href,
        "people": row.people,
        "due": row.due,
        "arrears": row.arrears,
        "carried": row.carried,
        "total": row.total,
    }


def _problems(run: Run) -> Any:
    return run.problems.select_related("person", "settled_by").order_by("settled_at", "person__name_sort")


STEPS: dict[str, Any] = {"check": payroll.check, "send": payroll.send, "close": payroll.close}


@may("see")
def step(request: Signed, pk: int, verb: str) -> HttpResponse:
    """One step of a list: first the page that says what it will do and whether it can be undone, then the deed."""
    this = lists.the_run(pk)
    wanted = next_step(this, request.user)
    if wanted is None or wanted.verb != verb:
        messages.warning(request, _("Danh sách đã sang bước khác; đây là tình hình hiện tại."))
        return redirect("run", pk)
    error = ""
    if request.method == "POST":
        try:
            _take(request, this, verb)
        except payroll.NotNow as refused:
            error = str(refused)
        else:
            messages.success(request, _("Xong: %(what)s") % {"what": wanted.words})
            return redirect("run", pk)
    silent = this.people - this.results.count() if verb in ("results", "close") else 0
    return render(
        request, "payroll/step.html", {"run": this, "step": wanted, "error": error, "silent": silent, "tab": "runs"}
    )


def _take(request: Signed, run: Run, verb: str) -> None:
    if verb == "approve":
        payroll.approve(run, by=request.user, accept_provisional=request.POST.get("provisional") == "on")
    elif verb == "results":
        payroll.assume_paid(run, by=request.user)
    else:
        STEPS[verb](run, by=request.user)


@require_POST
@may("approve")
def give_back(request: Signed, pk: int) -> HttpResponse:
    """The approver sends the list back with a reason."""
    try:
        payroll.give_back(lists.the_run(pk), by=request.user, reason=request.POST.get("reason", ""))
        messages.success(request, _("Đã trả lại cho người lập."))
    except payroll.NotNow as error:
        messages.error(request, str(error))
    return redirect("run", pk)


@require_POST
@may("prepare")
def refresh(request: Signed, pk: int) -> HttpResponse:
    """Bring an open list up to date with what was recorded since."""
    try:
        payroll.refresh(lists.the_run(pk), by=request.user, on=timezone.localdate())
        messages.success(request, _("Danh sách đã theo kịp mọi dữ kiện mới."))
    except payroll.NotNow as error:
        messages.error(request, str(error))
    return redirect("run", pk)


@require_POST
@may("prepare")
def settle(request: Signed, pk: int) -> HttpResponse:
    """A problem was dealt with: how."""
    problem = get_object_or_404(Problem.objects.select_related("run__scope"), pk=pk)
    try:
        payroll.settle_problem(problem, by=request.user, how=request.POST.get("how", ""))
    except payroll.NotNow as error:
        messages.error(request, str(error))
    return redirect(reverse("run", args=[problem.run_id]) + "#vuong-mac")
