"""Households with their class: each of them by what they lack, a household's card, the official tables."""

from __future__ import annotations

import io
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ansinh.acts import permit
from ansinh.law.poverty import standard
from ansinh.law.review import rules
from ansinh.pages.attached import WORD
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key, year_of
from ansinh.pages.lists import file_answer
from ansinh.pages.place_fields import asked_place, communes_asked
from ansinh.pages.poverty.review import DRAFT
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.places import Unit
from ansinh.record.models.poverty import HouseholdClass, HouseholdCount, Klass
from ansinh.reports import near, needs
from ansinh.reports import poverty as reports
from ansinh.reports.poverty_tables import tables as official
from ansinh.world.statistics_form import Form, write_document, write_workbook


def asked_year(request: Signed) -> int:
    """The data year of the address (``nam``), this year when none is asked."""
    return year_of(request.GET.get("nam", ""), timezone.localdate().year)


@may("see")
def classes(request: Signed) -> HttpResponse:
    """Every household with a class in January of a year: ``nam``, ``xa``, ``hang``, what it lacks (``thieu``) and still
    waits for (``cho``), whether it is near a line (``gan``); ``hang=rieng``: only by the province's own standard;
    ``hang=het``: whose class ended with nothing decided since; ``noi`` is a place with what it came from."""
    year, unit = asked_year(request), key(request.GET.get("xa", ""))
    klass, lacks, way = (request.GET.get(name, "") for name in ("hang", "thieu", "gan"))
    found = HouseholdClass.objects.filter(from_month__lte=year * 12, until_month__gt=year * 12)
    why: dict[int, str] = {}
    if way in ("leaving", "falling"):
        why = _near(way, year, request)
        found = found.filter(pk__in=why)
    elif klass == "het":
        found = reports.lapsed(permit.cover(request.user), year * 12)
    elif klass == "rieng":
        found = found.filter(local__in=("poor", "near_poor")).exclude(klass__in=("poor", "near_poor"))
    else:
        found = found.filter(klass=klass) if klass in Klass.values else found.filter(klass__in=("poor", "near_poor"))
    if unit is not None:
        found = found.filter(unit=unit)
    if (place := asked_place(request)) is not None:
        found = found.filter(unit__in=communes_asked(request, place))
    if lacks:
        found = found.filter(lacks__contains=[lacks])
    if lacks and request.GET.get("cho"):
        found = found.exclude(household__in=needs.done(year, lacks))
    ordered = found.select_related("household", "unit").order_by("unit__name", "household__village", "household__head")
    rows = [_row(one) | {"why": why.get(one.pk, "")} for one in ordered]
    table = Table.of(request, f"ho-ngheo-{year}", _columns(bool(why)), rows, paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    try:
        indicators = standard(year).indicators
    except LookupError:
        indicators = ()
    context = {
        "table": table, "year": year, "unit": unit, "place": place, "klass": klass, "lacks": lacks, "way": way,
        "waits": request.GET.get("cho", ""), "indicators": indicators,
        "klasses": [
            *((one.value, _(str(one.label))) for one in (Klass.POOR, Klass.NEAR, Klass.AVERAGE)),
            ("rieng", _("chỉ theo chuẩn riêng của tỉnh")), ("het", _("hết hạn, chưa có quyết định mới")),
        ], "tab": "poverty",
        "communes": Unit.objects.filter(
            pk__in=HouseholdClass.objects.order_by().values("unit").distinct()).order_by("name"),
    }  # fmt: skip
    return render(request, "poverty/classes.html", context)


def _near(way: str, year: int, request: Signed) -> dict[int, str]:
    try:
        return near.near("leaving" if way == "leaving" else "falling", year, permit.cover(request.user))
    except LookupError:
        return {}


def _columns(near_a_line: bool = False) -> list[Column]:
    return [
        Column("name", _("Chủ hộ"), "name"), Column("unit", _("Nơi ở")), Column("klass", _("Hạng")),
        *([Column("why", _("Sát ngưỡng vì"))] if near_a_line else []),
        Column("members", _("Số người"), "count", True), Column("lacks", _("Thiếu")),
        Column("causes", _("Nguyên nhân")), Column("certificate", _("Giấy chứng nhận")),
    ]  # fmt: skip


def _row(one: HouseholdClass) -> dict[str, Any]:
    named = {each.code: each.name for each in standard(one.data_year).indicators}
    return {
        "name": one.household.head or "?", "href": reverse("household", args=[one.household_id]),
        "unit": ", ".join(filter(None, (one.household.village, str(one.unit)))),
        "klass": _klass(one), "tag:klass": DRAFT[Klass(one.klass)], "members": one.members,
        "lacks": "; ".join(named.get(code, code) for code in one.lacks),
        "causes": "; ".join(rules().causes[code] for code in one.causes if code in rules().causes),
        "certificate": one.certificate,
    }  # fmt: skip


def _klass(one: HouseholdClass) -> str:
    """The class, and the province's own where that is another."""
    said = _(str(Klass(one.klass).label))
    if one.local and one.local != one.klass:
        return _("%(klass)s; chuẩn tỉnh: %(own)s") % {"klass": said, "own": _(str(Klass(one.local).label)).lower()}
    return said


@may("see")
def tables(request: Signed) -> HttpResponse:
    """The official tables of a year on the screen, each to be taken as XLSX or Word."""
    year = asked_year(request)
    context = {"forms": _forms(request, year), "year": year, "tab": "poverty"}
    return render(request, "poverty/tables.html", context)


def _forms(request: Signed, year: int) -> list[Form]:
    """The tables of the branch, of the communes that have a class or a count in the year."""
    cover = permit.cover(request.user)
    units = sorted(_held(cover, year) | _nobody(cover, year))
    try:
        return official(units, year, office=office(request)) if units else []
    except LookupError:
        return []


def _held(cover: frozenset[int], year: int) -> set[int]:
    held = HouseholdClass.objects.filter(from_month__lte=year * 12, until_month__gt=year * 12, unit__in=cover)
    return set(held.values_list("unit", flat=True))


def _nobody(cover: frozenset[int], year: int) -> set[int]:
    """Communes counted where nobody was poor the year before and nobody is: a review that is not over is no such."""
    counted = HouseholdCount.objects.filter(unit__in=cover, data_year=year, households__gt=0)
    return set(counted.values_list("unit", flat=True)) - _held(cover, year - 1) if _held(cover, year) else set()


def office(request: Signed) -> str:
    """The office a table is headed by: the user's one place, else no name."""
    places = list(request.user.places.order_by("level", "name"))
    return str(places[0]).upper() if len(places) == 1 else "ỦY BAN NHÂN DÂN"


@may("see")
def table_file(request: Signed, kind: str) -> HttpResponse:
    """All of them in one file."""
    year = asked_year(request)
    forms = _forms(request, year)
    if not forms or kind not in ("xlsx", "docx"):
        raise Http404
    out = io.BytesIO()
    (write_workbook if kind == "xlsx" else write_document)(forms, out)
    if kind == "xlsx":
        return file_answer(out.getvalue(), f"ho-ngheo-{year}.xlsx")
    response = HttpResponse(out.getvalue(), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="ho-ngheo-{year}.docx"'
    return response
