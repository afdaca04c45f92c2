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
from ansinh.pages.activities.forms import Attaching, Holding, Reorganising, span
from ansinh.pages.attached import attached
from ansinh.pages.door import Signed, may
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.activities import Event, EventField, EventFile, SentDocument, Team
from ansinh.record.models.documents import OfficeDocument
from ansinh.record.models.places import Unit
from ansinh.world.scans import Unreadable


@may("see")
def events(request: Signed) -> HttpResponse:
    """Events from ``tu`` to ``den`` of a field (``linh-vuc``); one is entered, with a photo."""
    today = timezone.localdate()
    form = Holding(request.POST or None, request.FILES or None, by=request.user, on=today)
    if request.method == "POST" and form.is_valid():
        made = _held(request, form)
        if made is not None:
            return redirect("event", made.pk)
    days, first, last = span(request.GET, today)
    held = Event.objects.filter(first_day__range=(first, last)).select_related("unit")
    field = request.GET.get("linh-vuc", "")
    held = held.filter(field=field) if field in EventField.values else held
    table = Table.of(request, "hoat-dong", _columns(), [_row(one) for one in held], paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    waiting = SentDocument.objects.filter(read_on=None).select_related("document", "unit")
    context = {
        "table": table, "form": form, "days": days, "first": first, "last": last, "tab": "activities", "field": field,
        "fields": [(value, _(str(label))) for value, label in EventField.choices], "waiting": waiting[:30],
        "may_prepare": permit.allowed(request.user, "prepare"),
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
               "may_prepare": permit.allowed(request.user, "prepare")}  # fmt: skip
    return render(request, "activities/event.html", context, status=422 if form.errors else 200)


@may("see")
def file(request: Signed, pk: int, at: int) -> HttpResponse:
    """A photo or paper as it came."""
    return attached(get_object_or_404(EventFile, pk=at, event=pk))


@may("see")
def teams(request: Signed) -> HttpResponse:
    """Volunteer teams with who is in them; one is formed or reorganised."""
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
    found = [(one, list(one.changes.all())) for one in Team.objects.select_related("unit").prefetch_related("changes")]
    context = {"teams": found, "form": form, "tab": "activities",
               "may_prepare": permit.allowed(request.user, "prepare")}  # fmt: skip
    return render(request, "activities/teams.html", context, status=422 if form.errors else 200)


@require_POST
@may("prepare")
def send(request: Signed, pk: int) -> HttpResponse:
    """Send a document to every commune of the branch as guidance."""
    document = get_object_or_404(OfficeDocument, pk=pk)
    today = timezone.localdate()
    communes = Unit.objects.communes().valid_on(today).filter(pk__in=permit.cover(request.user))
    try:
        made = activities.send(document, communes, on=today, by=request.user)
    except Wrong as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Đã gửi tới %(n)s xã.") % {"n": len(made)})
    return redirect("document", pk)


@require_POST
@may("prepare")
def confirm(request: Signed, pk: int) -> HttpResponse:
    """Somebody of the commune has read what was sent."""
    activities.confirm(get_object_or_404(SentDocument, pk=pk), on=timezone.localdate(), by=request.user)
    return redirect("events")
