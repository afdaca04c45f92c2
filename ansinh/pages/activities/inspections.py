"""Kiểm tra: which communes were inspected, what was found, and what became of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import activities, permit
from ansinh.acts.wrong import Wrong
from ansinh.pages.activities.forms import Concluding, Following, Found, Inspecting, span
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.activities import FINDING_STATES, Finding, FindingState, Inspection

TAGS = {FindingState.OPEN: "warn", FindingState.MENDED: "note", FindingState.CLOSED: "good"}
VERBS = {FindingState.OPEN: "Mở lại", FindingState.MENDED: "Ghi đã khắc phục", FindingState.CLOSED: "Đóng việc này"}


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
    days, first, last = span(request.GET, today)
    held = Inspection.objects.filter(first_day__range=(first, last)).select_related("unit").prefetch_related("findings")
    table = Table.of(request, "kiem-tra", _columns(), [_row(one) for one in held], paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    waiting = Finding.objects.exclude(state=FindingState.CLOSED).select_related("inspection__unit")
    context = {
        "table": table, "form": form, "days": days, "first": first, "last": last, "tab": "activities",
        "waiting": waiting[:50], "today": today, "may_prepare": permit.allowed(request.user, "prepare"),
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


def _shown(request: Signed, this: Inspection, **given: Any) -> HttpResponse:
    found = [
        (one, TAGS[FindingState(one.state)], [(to, _(VERBS[FindingState(to)])) for to in FINDING_STATES[one.state]])
        for one in this.findings.prefetch_related("steps__by")
    ]
    context = {
        "this": this, "found": found, "tab": "activities", "today": timezone.localdate(), "find": Found(),
        "conclude": Concluding(initial={"conclusion": this.conclusion}), "following": Following(),
        "may_prepare": permit.allowed(request.user, "prepare"),
    }  # fmt: skip
    return render(request, "activities/inspection.html", context | given, status=422 if given else 200)


@require_POST
@may("prepare")
def step(request: Signed, pk: int, verb: str) -> HttpResponse:
    """Something was found, goes on, or the conclusion is written."""
    this = _the(pk)
    forms: dict[str, Any] = {"phat-hien": Found, "ket-luan": Concluding}
    form = forms.get(verb, Following)(request.POST)
    name = {"phat-hien": "find", "ket-luan": "conclude"}.get(verb, "following")
    at = key(request.POST.get("phat-hien", ""))
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
        return _shown(request, this, **{name: form, "wrong": at or verb})
    return redirect("inspection", pk)
