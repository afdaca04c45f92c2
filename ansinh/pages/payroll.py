"""One list of a month: its page, its sums, the steps it takes, and how it is given back or thrown away."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import payroll, permit, preparing
from ansinh.pages import changes, lists
from ansinh.pages.door import Signed, may
from ansinh.pages.steps import covers, dots, history, next_step
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.templatetags.ansinh import month
from ansinh.pages.upcoming import arrive
from ansinh.record.models.assistance import Family
from ansinh.record.models.payroll import Outcome, Problem, Run
from ansinh.reports import payroll as reports


@may("see")
def run(request: Signed, pk: int) -> HttpResponse:
    """One list: where it stands, what changed, what is in the way, and its one next step."""
    preparing.follow([lists.the_run(pk)])
    this = lists.the_run(pk)
    communes = Table("theo-xa", _sum_columns(_("Xã")), [_of_commune(this, row) for row in reports.by_commune(this)])
    communes.sortable = False
    groups = _by_group(this)
    for table in (communes, *(table for _name, table in groups)):
        if wants_workbook(request, table):
            return table.workbook()
    context = {
        "run": this,
        "dots": dots(this),
        "history": history(this),
        "step": next_step(this, request.user),
        "problems": _problems(this),
        "standing": reports.standing(this),
        "counted": changes.counted([this]),
        "communes": communes,
        "groups": groups,
        "channels": reports.by_channel(this),
        "families": reports.by_family(this),
        "sheets": lists.seen_sheets(this),
        "whole": covers(request.user, this),
        "mine": permit.allowed(request.user, "prepare") and covers(request.user, this),
        "other_law": preparing.other_law(this, timezone.localdate()),
        "tab": "runs",
    }
    return render(request, "payroll/run.html", context)


def _by_group(run: Run) -> list[tuple[str, Table]]:
    """A table of groups a purse, each with its own sum: the purse's name where there is more than one."""
    rows, tables = reports.by_group(run), []
    for family in sorted({row.family for row in rows} or {Family.ASSISTANCE}):
        mine = [_of_group(run, row) for row in rows if row.family == family]
        table = Table(f"theo-nhom-{family + 1}", _sum_columns(_("Nhóm")), mine)
        table.sortable = False
        table.totals.pop("people", None)  # somebody who draws two groups is counted in both
        tables.append((str(Family(family).label), table))
    return tables


def _sum_columns(first: str) -> list[Column]:
    return [
        Column("label", first, law=True),
        Column("people", _("Người"), "count", True),
        Column("due", _("Tháng này"), "money", True),
        Column("arrears", _("Truy lĩnh"), "money", True),
        Column("carried", _("TTMS"), "money", True),
        Column("deducted", _("Truy thu trừ kỳ này"), "money", True),
        Column("total", _("Cộng (đồng)"), "money", True),
    ]


def _of_commune(run: Run, row: reports.Sum) -> dict[str, Any]:
    """A commune: a door to its list."""
    return {"label": row.label, "href": reverse("commune", args=[run.pk, int(row.key)])} | _figures(row)


def _of_group(run: Run, row: reports.Sum) -> dict[str, Any]:
    """A group by its name and code: a door to its people."""
    href = f"{reverse('listed', args=[run.pk])}?{urlencode({'nhom': row.key})}"
    return {"label": f"{row.label} ({row.key})", "href": href} | _figures(row)


def _figures(row: reports.Sum) -> dict[str, Any]:
    return {
        "people": row.people,
        "due": row.due,
        "arrears": row.arrears,
        "carried": row.carried,
        "deducted": row.deducted,
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
            if verb == "close":
                arrive(request, permit.communes_of([this.scope]))
            return redirect("run", pk)
    told = {"silent": payroll.silent(this)} if verb == "results" else {}
    if verb == "close":
        told["unpaid"] = this.results.exclude(outcome=Outcome.PAID).count()
    return render(request, "payroll/step.html", {"run": this, "step": wanted, "error": error, "tab": "runs", **told})


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


@may("prepare")
def drop(request: Signed, pk: int) -> HttpResponse:
    """An open list is thrown away, with a reason, to be prepared anew; told so when another did it first."""
    try:
        this = lists.the_run(pk)
    except Http404:
        if not preparing.discarded(pk):
            raise
        return render(request, "payroll/dropped.html", {"said": preparing.GONE, "tab": "runs"})
    if this.settled:
        messages.error(request, _("Danh sách đã duyệt thì không bỏ được."))
        return redirect("run", pk)
    error = ""
    if request.method == "POST":
        try:
            preparing.discard(this, by=request.user, reason=request.POST.get("reason", ""))
        except payroll.NotNow as refused:
            error = str(refused)
        else:
            said = {"month": month(this.month), "scope": this.scope}
            messages.success(request, _("Đã bỏ danh sách %(month)s của %(scope)s.") % said)
            return redirect("runs")
    return render(request, "payroll/drop.html", {"run": this, "error": error, "tab": "runs"})


@require_POST
@may("prepare")
def refresh(request: Signed, pk: int) -> HttpResponse:
    """Prepare an open list again by the decrees in force today."""
    try:
        preparing.refresh(lists.the_run(pk), by=request.user, on=timezone.localdate())
        messages.success(request, _("Danh sách đã lập lại theo văn bản có hiệu lực đến hôm nay."))
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
