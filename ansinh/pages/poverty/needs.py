"""What households lack over a place, by whoever works on it; and the households near a line."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ansinh.acts import permit
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import year_of
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.reports import near, needs


@may("see")
def needed(request: Signed) -> HttpResponse:
    """Every indicator in a year (``nam``): households that lack it, helped, waiting; how many are near a line."""
    year = year_of(request.GET.get("nam", ""), timezone.localdate().year)
    cover = permit.cover(request.user)
    try:
        found = needs.lacking(cover, year)
        close = {way: len(near.near(way, year, cover)) for way in ("leaving", "falling")}
    except LookupError as unknown:
        return render(request, "poverty/needs.html", {"unknown": str(unknown), "year": year, "tab": "poverty"})
    table = Table(f"nhu-cau-{year}", _columns(), [_row(one, year) for one in found], sortable=False)
    if wants_workbook(request, table):
        return table.workbook()
    context = {"table": table, "year": year, "tab": "poverty", "close": close}
    return render(request, "poverty/needs.html", context)


def _columns() -> list[Column]:
    return [
        Column("name", _("Thiếu")), Column("worker", _("Người làm việc ấy")), Column("poor", _("Hộ nghèo"), "count"),
        Column("near", _("Hộ cận nghèo"), "count"), Column("helped", _("Đã hết thiếu"), "count"),
        Column("waiting", _("Còn chờ"), "count"),
    ]  # fmt: skip


def _row(one: needs.Lacking, year: int) -> dict[str, Any]:
    return {
        "name": one.name, "href": f"{reverse('poverty_classes')}?nam={year}&thieu={one.code}", "worker": one.worker,
        "poor": one.poor, "near": one.near, "helped": one.helped, "waiting": one.waiting,
        "tag:waiting": "warn" if one.waiting else "good",
    }  # fmt: skip
