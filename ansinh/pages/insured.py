"""Ai có thẻ: the people behind every figure of health insurance, by group, months and commune; a year paid ahead."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ansinh.acts import asking, insurance, permit
from ansinh.law import question
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key
from ansinh.pages.insurance import by_month, money_columns, money_row
from ansinh.pages.months import half_year, read_period
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.reckoning.months import first_day, month_iso, month_of
from ansinh.record.models.insurance import Change, Cover, Reason
from ansinh.record.models.payroll import OPEN_END
from ansinh.record.models.places import Unit
from ansinh.reports import insurance as reports


@may("see")
def insured(request: Signed) -> HttpResponse:
    """``tu``, ``den`` the months; ``nhom`` groups; ``moi`` only new cards; ``hoi`` a question about them; ``xa``."""
    now = month_of(timezone.localdate())
    months, groups = read_period(request.GET, range(now, now + 1)), [one for one in request.GET.getlist("nhom") if one]
    fresh, unit = "moi" in request.GET, key(request.GET.get("xa", ""))
    found = reports.brought(months, groups) if fresh else reports.held(months, None, groups)
    if unit is not None:
        found = found.filter(unit=unit)
    typed = request.GET.get("hoi", "").strip()
    asked = question.read(typed) if typed else None
    if isinstance(asked, question.Question):
        who = asking.ask(asked, month=months[0], units=permit.cover(request.user), by=request.user)
        found = found.filter(person__in=who.found["person_id"].to_list())
    names = _names(request, months)
    rows = _new(found, names) if fresh else _held(found, names)
    table = Table.of(request, "bhyt-nguoi", _columns(fresh), rows, paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    context = {
        "table": table, "first": months[0], "last": months[-1], "names": sorted(names.items(), key=lambda one: one[1]),
        "groups": groups, "fresh": fresh, "unit": unit, "typed": typed, "people": len({row["person"] for row in rows}),
        "wrong": asked if isinstance(asked, question.Wrong) else None, "tab": "programmes",
        "communes": Unit.objects.filter(pk__in=Cover.objects.order_by().values("unit").distinct()).order_by("name"),
    }  # fmt: skip
    return render(request, "insurance/insured.html", context, status=422 if context["wrong"] else 200)


def _names(request: Signed, months: range) -> dict[str, str]:
    """The groups of the law in these months, by their codes."""
    places = Unit.objects.communes().valid_on(first_day(months[-1])).filter(pk__in=permit.cover(request.user))
    place = places.first()
    if place is None:
        return {}
    return {one.code: one.name for one in insurance.groups_of(place, months[-1], timezone.localdate())}


def _held(found: QuerySet[Any], names: dict[str, str]) -> list[dict[str, Any]]:
    covers = found.select_related("person", "unit").order_by("unit__name", "person__name_sort", "from_month")
    return [_row(one, names, one.group, one.from_month, one.until_month, one.reason_in) for one in covers]


def _new(found: QuerySet[Any], names: dict[str, str]) -> list[dict[str, Any]]:
    changes = found.select_related("person", "unit", "sent").order_by("unit__name", "person__name_sort")
    return [_row(one, names, one.after, one.sent.month, OPEN_END, one.reason) for one in changes]


def _row(one: Cover | Change, names: dict[str, str], group: str, first: int, until: int, why: str) -> dict[str, Any]:
    return {
        "person": one.person_id, "name": one.person.full_name, "href": reverse("person", args=[one.person_id]),
        "birth": one.person.birth_text, "unit": ", ".join(filter(None, (one.person.village, str(one.unit)))),
        "group": names.get(group, group), "first": first, "last": None if until == OPEN_END else until - 1,
        "why": _(str(Reason(why).label)),
    }  # fmt: skip


def _columns(fresh: bool) -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"), Column("birth", _("Năm sinh"), "date"), Column("unit", _("Nơi ở")),
        Column("group", _("Nhóm"), law=True), Column("first", _("Từ tháng"), "month"),
        *([] if fresh else [Column("last", _("Đến tháng"), "month")]), Column("why", _("Vì sao có thẻ")),
    ]  # fmt: skip


@may("see")
def ahead(request: Signed) -> HttpResponse:
    """What is paid ahead for the year, by group, of those with a card in the months asked for."""
    months = read_period(request.GET, half_year(month_of(timezone.localdate())))
    told = reports.ahead(months, permit.cover(request.user), by_month)
    rows = [money_row(row, people_of(row.code, months)) for row in told]
    table = Table("bhyt-ca-nam", money_columns(), rows, sortable=False)
    if wants_workbook(request, table):
        return table.workbook()
    context = {
        "table": table, "first": months[0], "last": months[-1], "year": months[-1] // 12, "tab": "programmes",
        "unknown": sum(row.money.unknown for row in told),
    }  # fmt: skip
    return render(request, "insurance/ahead.html", context)


def people_of(group: str, months: range) -> str:
    """The address of the people of a group who have a card in these months."""
    asked = {"tu": month_iso(months[0]), "den": month_iso(months[-1]), "nhom": group}
    return f"{reverse('insured')}?{urlencode(asked)}"
