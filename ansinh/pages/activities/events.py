"""Hoạt động: what was held, with photos; teams; guidance sent to communes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import activities, permit
from ansinh.acts.wrong import Wrong
from ansinh.pages.activities.forms import Attaching, Holding, Reorganising, Span, span
from ansinh.pages.attached import attached
from ansinh.pages.door import Signed, may
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.activities import Event, EventField, EventFile, EventKind, SentDocument
from ansinh.record.models.documents import OfficeDocument
from ansinh.reports import activities as reports
from ansinh.reports.documents import worked_by
from ansinh.world.scans import Unreadable

PICTURES = ("image/jpeg", "image/png", "image/webp")
"""What every browser shows."""

SHOWN = 30
"""So much guidance to confirm is listed at once; the next comes up as it is confirmed."""


@may("see")
def events(request: Signed) -> HttpResponse:
    """Events from ``tu`` to ``den`` of a field (``linh-vuc``) and a kind (``loai``); one is entered, with a photo."""
    today = timezone.localdate()
    form = Holding(request.POST or None, request.FILES or None, by=request.user, on=today)
    if request.method == "POST" and form.is_valid():
        made = _held(request, form)
        if made is not None:
            return redirect("event", made.pk)
    days, first, last = span(request.GET, today, reports.year_of_last(Event.objects.all(), "first_day", today))
    held = Event.objects.filter(first_day__range=(first, last)).select_related("unit")
    field, kind = request.GET.get("linh-vuc", ""), request.GET.get("loai", "")
    held = held.filter(field=field) if field in EventField.values else held
    held = held.filter(kind=kind) if kind in EventKind.values else held
    table = Table.of(request, "hoat-dong", _columns(), [_row(one) for one in held], paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    may_prepare = permit.allowed(request.user, "prepare")
    waiting = reports.unread(request.user) if may_prepare else SentDocument.objects.none()
    context = {
        "table": table, "form": form, "days": days, "first": first, "last": last, "tab": "activities", "here": "events",
        "field": field, "fields": [(value, _(str(label))) for value, label in EventField.choices],
        "kind": kind, "kinds": [(value, _(str(label))) for value, label in EventKind.choices],
        "waiting": waiting[:SHOWN], "all": (n := waiting.count()), "more": max(n - SHOWN, 0),
        "may_prepare": may_prepare,
    }  # fmt: skip
    return render(request, "activities/events.html", context, status=422 if form.errors else 200)


def _held(request: Signed, form: Holding) -> Event | None:
    told = form.cleaned_data
    file = told.pop("file")
    told["people"], told["cost"] = told["people"] or 0, told["cost"] or 0
    try:
        made = activities.hold(told.pop("unit"), by=request.user, **told)
    except (Wrong, permit.Refused) as why:
        form.told(getattr(why, "field", "unit"), str(why))
        return None
    if file is not None:
        try:
            activities.attach(made, name=file.name, content=file.read(), by=request.user)
        except Unreadable as why:
            messages.error(request, _("Đã ghi hoạt động; tệp không gửi được: %(why)s") % {"why": why})
    return made


def _columns() -> list[Column]:
    return [
        Column("title", _("Hoạt động")), Column("field", _("Lĩnh vực")), Column("kind", _("Loại")),
        Column("unit", _("Xã")), Column("days", _("Ngày"), "date"), Column("people", _("Lượt người"), "count", True),
        Column("cost", _("Kinh phí (đồng)"), "money", True),
    ]  # fmt: skip


def _row(one: Event) -> dict[str, Any]:
    return {
        "title": one.title, "href": reverse("event", args=[one.pk]), "field": _(str(one.get_field_display())),
        "kind": _(str(one.get_kind_display())), "unit": str(one.unit), "days": f"{one.first_day:%d/%m/%Y}",
        "people": one.people, "cost": one.cost,
    }  # fmt: skip


@may("see")
def event(request: Signed, pk: int) -> HttpResponse:
    """One event; a photo or paper is added."""
    this = get_object_or_404(Event.objects.select_related("unit", "by"), pk=pk)
    form = Attaching(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            activities.attach(this, name=file.name, content=file.read(), by=request.user)
        except Unreadable as why:
            form.told("file", str(why))
        else:
            return redirect("event", pk)
    context = {"this": this, "form": form, "files": this.files.defer("content"), "tab": "activities",
               "pictures": PICTURES, "may_prepare": permit.allowed(request.user, "prepare")}  # fmt: skip
    return render(request, "activities/event.html", context, status=422 if form.errors else 200)


@may("see")
def file(request: Signed, pk: int, at: int) -> HttpResponse:
    """A photo or paper as it came."""
    return attached(get_object_or_404(EventFile, pk=at, event=pk))


@may("see")
def teams(request: Signed) -> HttpResponse:
    """Volunteer teams of a field with who is in them, or those changed ``tu`` to ``den``; one is formed or changed."""
    today = timezone.localdate()
    form = Reorganising(request.POST or None, by=request.user, on=today)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            activities.reorganise(told.pop("unit"), by=request.user, **told)
        except (Wrong, permit.Refused) as why:
            form.told(getattr(why, "field", "unit"), str(why))
        else:
            messages.success(request, _("Đã ghi đội và thành viên."))
            return redirect("teams")
    field = field if (field := request.GET.get("linh-vuc", "")) in EventField.values else ""
    asked = bool(request.GET.get("tu") or request.GET.get("den"))
    days, first, last = span(request.GET, today)
    context = {
        "teams": reports.teams(field, (first, last) if asked else None), "form": form, "tab": "activities",
        "here": "teams", "field": field, "fields": [(value, _(str(label))) for value, label in EventField.choices],
        "days": days if asked else Span(), "first": first, "last": last, "asked": asked,
        "may_prepare": permit.allowed(request.user, "prepare"),
    }  # fmt: skip
    return render(request, "activities/teams.html", context, status=422 if form.errors else 200)


@require_POST
@may("prepare")
def send(request: Signed, pk: int) -> HttpResponse:
    """Send a document to every commune of the branch that has not got it, as guidance."""
    document = get_object_or_404(OfficeDocument.objects.select_related("unit"), pk=pk,
                                 unit__in=worked_by(request.user))  # fmt: skip
    today = timezone.localdate()
    communes = activities.receivers(document, by=request.user, on=today)
    try:
        made = activities.send(document, communes, on=today, by=request.user)
    except Wrong:
        messages.error(request, _("Không còn xã nào để gửi văn bản này."))
    else:
        messages.success(request, _("Đã gửi tới %(n)s xã.") % {"n": len(made)})
    return redirect("document", pk)


@require_POST
@may("prepare")
def confirm(request: Signed, pk: int) -> HttpResponse:
    """Somebody of the commune has read what was sent."""
    sent = get_object_or_404(SentDocument.objects.select_related("document", "unit"), pk=pk)
    try:
        activities.confirm(sent, on=timezone.localdate(), by=request.user)
    except Wrong as why:
        messages.error(request, str(why))
    else:
        told = {"unit": sent.unit, "number": sent.document.number}
        messages.success(request, _("%(unit)s đã nhận, đã đọc văn bản %(number)s.") % told)
    return redirect("events")
