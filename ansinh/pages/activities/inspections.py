"""Kiểm tra: which communes were inspected, what was found, and what became of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ansinh.acts import activities, inspection_papers, permit
from ansinh.acts.wrong import Wrong
from ansinh.pages.activities.forms import Concluding, Following, Found, Inspecting, span
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key
from ansinh.pages.lists import file_answer
from ansinh.pages.poverty.forms import Asked
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.activities import FINDING_STATES, Finding, FindingState, Inspection
from ansinh.reports import activities as reports

SHOWN = 50
"""So many findings are listed; the others stand with their inspections."""

TAGS = {FindingState.OPEN: "warn", FindingState.MENDED: "note", FindingState.CLOSED: "good"}
FORMS: dict[str, type[Asked]] = {"phat-hien": Found, "ket-luan": Concluding}
"""Verbs that are not of one finding."""

VERBS = {
    FindingState.OPEN: gettext_lazy("Mở lại"), FindingState.MENDED: gettext_lazy("Ghi đã khắc phục"),
    FindingState.CLOSED: gettext_lazy("Đóng việc này"),
}  # fmt: skip


@may("see")
def inspections(request: Signed) -> HttpResponse:
    """Inspections from ``tu`` to ``den``, and what is still open of all of them; a new one."""
    today = timezone.localdate()
    form = Inspecting(request.POST or None, by=request.user, on=today)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = activities.inspect(told.pop("unit"), by=request.user, **told)
        except (Wrong, permit.Refused) as why:
            form.told(getattr(why, "field", "unit"), str(why))
        else:
            return redirect("inspection", made.pk)
    days, first, last = span(request.GET, today, reports.year_of_last(Inspection.objects.all(), "first_day", today))
    held = Inspection.objects.filter(first_day__range=(first, last)).select_related("unit").prefetch_related("findings")
    table = Table.of(request, "kiem-tra", _columns(), [_row(one) for one in held], paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    waiting = reports.waiting()
    context = {
        "table": table, "form": form, "days": days, "first": first, "last": last, "tab": "activities",
        "here": "inspections", "waiting": [(one, TAGS[FindingState(one.state)]) for one in waiting[:SHOWN]],
        "all": (n := waiting.count()), "more": max(n - SHOWN, 0), "today": today,
        "may_prepare": permit.allowed(request.user, "prepare"),
    }  # fmt: skip
    return render(request, "activities/inspections.html", context, status=422 if form.errors else 200)


def _columns() -> list[Column]:
    return [
        Column("unit", _("Xã")), Column("about", _("Nội dung")), Column("plan", _("Kế hoạch")),
        Column("days", _("Ngày"), "date"), Column("conclusion", _("Kết luận")),
        Column("found", _("Phát hiện"), "count", True), Column("open", _("Chưa đóng"), "count", True),
    ]  # fmt: skip


def _row(one: Inspection) -> dict[str, Any]:
    found = list(one.findings.all())
    return {
        "unit": str(one.unit), "href": reverse("inspection", args=[one.pk]), "about": one.about, "plan": one.plan,
        "days": f"{one.first_day:%d/%m/%Y}", "conclusion": one.conclusion, "found": len(found),
        "open": sum(1 for each in found if each.state != FindingState.CLOSED),
    }  # fmt: skip


@may("see")
def inspection(request: Signed, pk: int) -> HttpResponse:
    """One inspection."""
    return _shown(request, _the(pk))


def _the(pk: int) -> Inspection:
    return get_object_or_404(Inspection.objects.select_related("unit", "by"), pk=pk)


def _shown(request: Signed, this: Inspection, at: int | None = None, verb: str = "", form: Any = None) -> HttpResponse:
    """The inspection; a form that was refused stands in its place with what was typed, or on top when that is gone."""
    found = [
        (one, TAGS[FindingState(one.state)], [_way(one, to, form if (at, verb) == (one.pk, to) else None)
                                              for to in FINDING_STATES[one.state]])
        for one in this.findings.prefetch_related("steps__by")
    ]  # fmt: skip
    placed = verb in FORMS or any(way[2] is form for _one, _tag, ways in found for way in ways)
    context = {
        "this": this, "found": found, "tab": "activities", "today": timezone.localdate(),
        "find": form if verb == "phat-hien" else Found(), "stale": None if placed else form,
        "conclude": form if verb == "ket-luan" else Concluding(initial={"conclusion": this.conclusion}),
        "may_prepare": permit.allowed(request.user, "prepare"),
    }  # fmt: skip
    return render(request, "activities/inspection.html", context, status=422 if form else 200)


def _way(one: Finding, to: str, refused: Following | None) -> tuple[str, str, Following]:
    """One way a finding may go: where to, the words of its button, its form."""
    return to, str(VERBS[FindingState(to)]), refused or Following(auto_id=f"id_%s_{one.pk}_{to}")


@may("see")
def minutes(request: Signed, pk: int) -> HttpResponse:
    """The minutes with what was found, as a Word document."""
    return file_answer(inspection_papers.minutes(_the(pk)), f"bien-ban-kiem-tra-{pk}.docx")


@require_POST
@may("prepare")
def step(request: Signed, pk: int, verb: str) -> HttpResponse:
    """Something was found, goes on, or the conclusion is written."""
    this = _the(pk)
    at = None if verb in FORMS else key(request.POST.get("phat-hien", ""))
    form = FORMS[verb](request.POST) if verb in FORMS else Following(request.POST, auto_id=f"id_%s_{at}_{verb}")
    if form.is_valid():
        try:
            if verb == "phat-hien":
                activities.find(this, by=request.user, **form.cleaned_data)
            elif verb == "ket-luan":
                activities.conclude(this, paper=form.cleaned_data["conclusion"], by=request.user)
            else:
                of = get_object_or_404(Finding, pk=at, inspection=this)
                activities.follow(of, verb, words=form.cleaned_data["words"], on=timezone.localdate(), by=request.user)
        except Wrong as why:
            form.told(why.field, str(why))
    if form.errors:
        return _shown(request, this, at, verb, form)
    return redirect("inspection", pk)
