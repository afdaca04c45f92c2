"""Việc làm mới: who found work, and those entered; what was planned."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ansinh.acts import activities, permit
from ansinh.acts.wrong import Wrong
from ansinh.pages.activities.forms import Working, span
from ansinh.pages.door import Signed, may
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.activities import JobPlacement
from ansinh.reports import decided as reports
from ansinh.reports.activities import year_of_last
from ansinh.reports.entered import communes


@may("see")
def jobs(request: Signed) -> HttpResponse:
    """Who found work from ``tu`` to ``den``, anywhere or abroad (``nuoc-ngoai``); some are entered."""
    today = timezone.localdate()
    form = Working(request.POST or None, by=request.user, on=today)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = activities.place(told.pop("unit"), told.pop("workers"), by=request.user, **told)
        except (Wrong, permit.Refused) as why:
            form.told(getattr(why, "field", "unit"), str(why))
        else:
            messages.success(request, _("Đã ghi %(n)s người có việc làm.") % {"n": len(made)})
            return redirect("jobs")
    every, abroad = JobPlacement.objects.select_related("unit"), bool(request.GET.get("nuoc-ngoai"))
    days, first, last = span(request.GET, today, year_of_last(every, "on", today))
    held = every.filter(on__range=(first, last), **({"abroad": True} if abroad else {}))
    table = Table.of(request, "viec-lam", _columns(), [_row(one) for one in held], paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    context = {"table": table, "form": form, "days": days, "first": first, "last": last, "tab": "activities",
               "here": "jobs", "abroad": abroad, "may_prepare": permit.allowed(request.user, "prepare")}  # fmt: skip
    return render(request, "activities/jobs.html", context, status=422 if form.errors else 200)


def _columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"), Column("birth", _("Năm sinh"), "date"), Column("sex", _("Giới")),
        Column("unit", _("Xã")), Column("employer", _("Nơi làm việc")), Column("job", _("Công việc")),
        Column("on", _("Từ ngày"), "day"), Column("through", _("Nhờ đâu")),
    ]  # fmt: skip


def _row(one: JobPlacement) -> dict[str, Any]:
    employer = f"{one.employer} ({_('nước ngoài')})" if one.abroad else one.employer
    return {
        "name": one.name, "href": reverse("person", args=[one.person_id]) if one.person_id else "",
        "birth": str(one.birth_year or ""), "sex": _("nữ") if one.woman else _("nam"), "unit": str(one.unit),
        "employer": employer, "job": one.job, "on": one.on, "through": one.through,
    }  # fmt: skip


@may("see")
def decided(request: Signed) -> HttpResponse:
    """Decisions on social assistance from ``tu`` to ``den``."""
    days, first, last = span(request.GET, timezone.localdate())
    cover = communes() or permit.cover(request.user)
    rows = [one._asdict() for one in reports.decided(first, last, cover)]
    columns = [
        Column("number", _("Số quyết định"), law=True), Column("on", _("Ngày"), "day"),
        Column("what", _("Việc"), law=True), Column("people", _("Số người"), "count", True),
        Column("unit", _("Xã")),
    ]  # fmt: skip
    table = Table.of(request, "quyet-dinh-trong-ky", columns, rows, paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    context = {"table": table, "days": days, "first": first, "last": last, "tab": "dossiers"}
    return render(request, "activities/decided.html", context)
