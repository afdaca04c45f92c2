"""Đã chi trong kỳ: everybody whom the lists of several months paid from one purse, monthly and once."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key
from ansinh.pages.listed import asked_family
from ansinh.pages.months import half_year, read_period
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.reckoning.months import month_of
from ansinh.record.models.assistance import Family
from ansinh.reports import desk
from ansinh.reports import paid as reports

WAYS = {"hang-thang": "monthly", "mot-lan": "once"}


@may("see")
def paid(request: Signed) -> HttpResponse:
    """``tu``, ``den`` the months; ``nguon`` the purse; ``loai`` who drew monthly or was paid once; ``xa`` a commune."""
    months = read_period(request.GET, half_year(month_of(timezone.localdate())))
    family, unit = asked_family(request) or 0, key(request.GET.get("xa", ""))
    every = reports.paid(months, family, None if unit is None else [unit])
    way = WAYS.get(request.GET.get("loai", ""))
    found = [one for one in every if way is None or (one.months if way == "monthly" else one.once)]
    table = Table.of(request, "da-chi", _columns(), [_row(one) for one in found], paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    context = {
        "table": table, "first": months[0], "last": months[-1], "family": family, "unit": unit, "tab": "runs",
        "way": request.GET.get("loai", ""), "purses": [(value, _(str(label))) for value, label in Family.choices],
        "communes": desk.paid_communes(), "monthly": sum(1 for one in every if one.months),
        "once": sum(1 for one in every if one.once), "money": sum(one.total for one in every),
    }  # fmt: skip
    return render(request, "payroll/paid.html", context)


def _columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"), Column("birth", _("Năm sinh"), "date"), Column("place", _("Nơi ở")),
        Column("groups", _("Nhóm")), Column("months", _("Số tháng"), "count"),
        Column("monthly", _("Hằng tháng (đồng)"), "money", True), Column("once", _("Một lần (đồng)"), "money", True),
        Column("total", _("Cộng (đồng)"), "money", True),
    ]  # fmt: skip


def _row(one: reports.Paid) -> dict[str, Any]:
    return one._asdict() | {"href": reverse("person", args=[one.person_id]), "total": one.total}
