"""The first page of the council's work: who waits, the sessions, who turns six, and the register of certificates."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ansinh.acts import permit
from ansinh.acts.clock import Clock, clocks
from ansinh.law.disability import CHANGING, DETERMINATION
from ansinh.law.disability.forms import degrees
from ansinh.pages.disability import words
from ansinh.pages.disability.stages import stage
from ansinh.pages.door import Signed, may
from ansinh.pages.dossiers import in_days, tag
from ansinh.pages.fields import key
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.templatetags.ansinh import day, said
from ansinh.reckoning.months import month_of
from ansinh.record.models.disability import Assessment, Certificate, Held
from ansinh.record.models.dossiers import Dossier, Standing
from ansinh.record.models.places import Unit
from ansinh.reports import disability as reports

AHEAD = 12
"""So many months ahead children turning six are told."""

SHOWN = 8


@may("see")
def home(request: Signed) -> HttpResponse:
    """Everything that waits, each with its one next step."""
    today = timezone.localdate()
    found = list(reports.requests())
    last = reports.rounds(found)
    told = zip(found, clocks(found, today), strict=True)
    rows = [_row(one, last.get(one.pk), clock) for one, clock in told]
    table = Table.of(request, "de-nghi", _columns(), rows, paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    sessions = list(reports.sessions()[: SHOWN * 3])
    seated = list(reports.councils())
    here = Unit.objects.communes().valid_on(today).filter(pk__in=permit.cover(request.user))
    context = {
        "table": table,
        "ahead": [one for one in sessions if one.on >= today][::-1],
        "past": [one for one in sessions if one.on < today][:SHOWN],
        "councils": seated,
        "unseated": here.exclude(pk__in=[council.unit_id for council in seated]).order_by("name"),
        "turning": reports.turning_six(month_of(today) + AHEAD)[:SHOWN],
        "certificates": reports.register(Held.VALID).count(),
        "this_month": month_of(today),
        "tab": "disability",
    }
    return render(request, "disability/home.html", context)


@may("see")
def dossier(request: Signed, pk: int) -> HttpResponse:
    """From a dossier to where its next step is done."""
    one = get_object_or_404(Dossier.objects.select_related("person"), pk=pk)
    return redirect(_where(one, reports.rounds([one]).get(one.pk)))


def _where(one: Dossier, last: Assessment | None) -> str:
    """The page where a request's next step is done."""
    if last is not None:
        return reverse("disability_case", args=[last.pk])
    if one.procedure == CHANGING and one.person is not None:
        valid = reports.of_person(one.person).filter(state=Held.VALID).first()
        if valid is not None:
            return reverse("certificate", args=[valid.pk])
    session = reports.coming(one.unit) if one.procedure == DETERMINATION else None
    if session is not None:
        return reverse("session", args=[session.pk])
    return reverse("disability")


def _columns() -> list[Column]:
    return [
        Column("person", _("Người được đề nghị"), "name"), Column("birth", _("Sinh"), "date"), Column("unit", _("Xã")),
        Column("received", _("Nhận ngày"), "date"), Column("due", _("Hạn"), "date"), Column("left", _("Thời hạn")),
        Column("next", _("Việc tiếp theo")),
    ]  # fmt: skip


def _row(dossier: Dossier, last: Assessment | None, told: Clock) -> dict[str, Any]:
    assert dossier.person is not None
    where = _where(dossier, last) if dossier.state == Standing.OPEN else reverse("disability")
    href = reverse("dossier", args=[dossier.pk]) if where == reverse("disability") else where
    return {
        "person": dossier.person.full_name, "href": href, "birth": dossier.person.birth_text,
        "unit": str(dossier.unit), "received": day(dossier.received_on), "due": day(told.due_on),
        "left": in_days(dossier, told), "tag:left": tag(told), "next": str(stage(dossier, last).label),
    }  # fmt: skip


@may("see")
def register(request: Signed) -> HttpResponse:
    """The register of certificates: narrowed by state, degree and commune; the workbook is of what is shown."""
    state = request.GET.get("loai", Held.VALID)
    degree = request.GET.get("muc", "")
    unit = key(request.GET.get("xa", ""))
    found = reports.register(state, degree if degree in degrees() else "", unit)
    table = Table.of(request, "giay-xac-nhan", _register_columns(), [_certificate(one) for one in found], paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    units = Unit.objects.filter(certificates__isnull=False).distinct().order_by("name")
    context = {
        "table": table, "state": state, "states": Held.choices, "degree": degree, "degrees": degrees(), "unit": unit,
        "units": units, "tab": "disability",
    }  # fmt: skip
    return render(request, "disability/register.html", context)


def _register_columns() -> list[Column]:
    return [
        Column("code", _("Số giấy")), Column("person", _("Họ và tên"), "name"), Column("birth", _("Sinh"), "date"),
        Column("unit", _("Xã cấp")), Column("kinds", _("Dạng"), law=True), Column("degree", _("Mức độ"), law=True),
        Column("signed", _("Ngày ký"), "date"), Column("state", _("Tình trạng")),
    ]  # fmt: skip


def _certificate(one: Certificate) -> dict[str, Any]:
    return {
        "code": one.code, "href": reverse("certificate", args=[one.pk]), "person": one.person.full_name,
        "href:person": reverse("person", args=[one.person_id]), "birth": one.person.birth_text, "unit": str(one.unit),
        "kinds": words.kinds_of(one.kinds), "degree": words.degree(one.degree), "signed": day(one.signed_on),
        "state": said(Held(one.state).label), "tag:state": "good" if one.state == Held.VALID else "",
    }  # fmt: skip


@may("see")
def turning_six(request: Signed) -> HttpResponse:
    """Children whose certificate is issued again at six, and those the law spares."""
    month = month_of(timezone.localdate())
    found = reports.turning_six(month + AHEAD)
    rows = [_child(child, month) for child in found]
    table = Table.of(request, "du-6-tuoi", _child_columns(), rows, paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    return render(request, "disability/turning_six.html", {"table": table, "tab": "disability"})


def _child_columns() -> list[Column]:
    return [
        Column("person", _("Trẻ"), "name"), Column("birth", _("Sinh"), "date"), Column("unit", _("Xã")),
        Column("code", _("Số giấy")), Column("degree", _("Mức độ"), law=True), Column("month", _("Đủ 6 tuổi"), "month"),
        Column("again", _("Phải làm gì")),
    ]  # fmt: skip


def _child(child: reports.Turning, month: int) -> dict[str, Any]:
    one = child.certificate
    what = {
        True: _("cấp lại: làm hồ sơ xác định lại"),
        False: _("không phải cấp lại (dấu hiệu được trừ)"),
        None: _("xem phiếu cũ: dấu hiệu 1.1, 1.2, 1.5, 1.6, 1.7 thì không phải"),
    }[child.again]
    return {
        "person": one.person.full_name, "href": reverse("certificate", args=[one.pk]), "birth": one.person.birth_text,
        "unit": str(one.person.unit), "code": one.code, "degree": words.degree(one.degree), "month": child.month,
        "again": what, "tag:again": "" if child.again is False else "warn" if child.month > month else "bad",
    }  # fmt: skip
