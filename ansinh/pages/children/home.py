"""Trẻ em: how many are in special circumstances, by group and commune; the lists behind; what the register offers."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ansinh.acts import permit
from ansinh.acts.children import known
from ansinh.law.child_groups import groups
from ansinh.law.child_protection import protection
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import DayField, key
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.people import Sex
from ansinh.reports import child_cases, children


def asked_day(request: Signed, name: str = "ngay") -> datetime.date:
    """The day an address asks for; today when none, or what is none."""
    try:
        return DayField(required=False).clean(request.GET.get(name, "")) or timezone.localdate()
    except ValidationError:
        return timezone.localdate()


@may("see")
def home(request: Signed) -> HttpResponse:
    """Counts on a day (``ngay``), what waits, and the doors to lists, cases and care."""
    units, on = permit.cover(request.user), asked_day(request)
    by_group = Table("nhom-tre-em", _group_columns(), [_group(one, on) for one in children.by_group(units, on)],
                     sortable=False)  # fmt: skip
    by_unit = Table("xa-tre-em", _unit_columns(), _units(units, on), sortable=False)
    for table in (by_group, by_unit):
        if wants_workbook(request, table):
            return table.workbook()
    context: dict[str, Any] = {
        "by_group": by_group, "by_unit": by_unit, "on": on, "total": children.total(units, on), "tab": "children",
        "law": groups(), "protection": protection(), "day": f"{on:%d/%m/%Y}", "is_today": on == timezone.localdate(),
        "offers": len(known.mine(known.in_places(units, on), request.user)),
        "growing": len(children.children(units, on, children.Wanted(growing=True))),
        "in_care": len(children.in_care(units, on)), "visits": len(children.visits_due(units, on)),
        "private": ", ".join(groups().group(code).letter for code in groups().private),
    }  # fmt: skip
    if permit.protects(request.user):
        now = timezone.now()
        open_cases = [one for one in child_cases.by_state(units, now) if one.state not in child_cases.ENDED]
        context |= {"cases": sum(one.cases for one in open_cases), "late": sum(one.late for one in open_cases)}
    return render(request, "children/home.html", context)


def _group_columns() -> list[Column]:
    return [
        Column("name", _("Nhóm"), law=True), Column("children", _("Trẻ em"), "count"),
        Column("girls", _("Trong đó nữ"), "count"), Column("under_six", _("Dưới 6 tuổi"), "count"),
        Column("parts", _("Trường hợp"), law=True), Column("at", _("Căn cứ"), law=True),
    ]  # fmt: skip


def _group(one: children.InGroup, on: datetime.date) -> dict[str, Any]:
    parts = "; ".join(f"{one.group.part(code)} {n}" for code, n in one.parts.items())
    return {
        "name": one.group.titled, "children": one.children, "girls": one.girls, "under_six": one.under_six,
        "parts": parts, "at": one.group.at,
        "href": (door := _list(nhom=one.group.code, ngay=on) if one.children else ""), "href:children": door,
    }  # fmt: skip


def _unit_columns() -> list[Column]:
    return [Column("unit", _("Xã")), Column("children", _("Trẻ em, mỗi em một lần"), "count", True)]


def _units(units: frozenset[int], on: datetime.date) -> list[dict[str, Any]]:
    found = children.by_unit(units, on)
    named = children.names(found)
    ordered = sorted(found.items(), key=lambda row: named[row[0]])
    return [
        {"unit": named[unit], "children": n, "href": _list(xa=unit, ngay=on), "href:children": _list(xa=unit, ngay=on)}
        for unit, n in ordered
    ]


def _list(**asked: object) -> str:
    told = {name: f"{value:%d/%m/%Y}" if isinstance(value, datetime.date) else value for name, value in asked.items()}
    return f"{reverse('children_list')}?{urlencode(told)}"


@may("see")
def listed(request: Signed) -> HttpResponse:
    """The children behind a number: ``nhom``, ``xa``, ``tuoi``, ``gioi``, ``sap`` (16 soon), on a day (``ngay``)."""
    units, on, asked = permit.cover(request.user), asked_day(request), request.GET
    wanted = children.Wanted(
        asked.get("nhom", ""), key(asked.get("xa", "")), asked.get("tuoi", ""), asked.get("gioi", ""),
        bool(asked.get("sap")),
    )  # fmt: skip
    found = children.children(units, on, wanted)
    table = Table.of(request, "tre-em", _columns(), [_row(one) for one in found], paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    context = {
        "table": table, "wanted": wanted, "on": on, "day": f"{on:%d/%m/%Y}", "tab": "children",
        "groups": groups().every, "communes": children.communes(units, on), "ages": children.AGES,
        "sexes": [(value, _(str(label))) for value, label in Sex.choices],
        "hidden": not permit.protects(request.user),
        "private": ", ".join(groups().group(code).letter for code in groups().private), "law": groups(),
    }  # fmt: skip
    return render(request, "children/listed.html", context)


def _columns() -> list[Column]:
    return [
        Column("name", _("Họ tên"), "name"), Column("born", _("Ngày sinh"), "date"),
        Column("age", _("Tuổi"), "count"), Column("sex", _("Giới tính")), Column("where", _("Nơi ở")),
        Column("groups", _("Hoàn cảnh"), law=True), Column("since", _("Từ ngày"), "day"),
        Column("grown", _("Đủ 16 tuổi"), "day"),
    ]  # fmt: skip


def _row(one: children.Child) -> dict[str, Any]:
    person = one.person
    return {
        "name": person.full_name, "href": reverse("child", args=[person.pk]), "born": person.birth_text,
        "age": one.age, "sex": _(str(person.get_sex_display())) if person.sex else "",
        "where": ", ".join(filter(None, (person.village, str(person.unit)))), "groups": "; ".join(one.names),
        "since": min(each.from_day for each in one.circumstances), "grown": one.grown_on,
    }  # fmt: skip


@may("see")
def offers(request: Signed) -> HttpResponse:
    """What the register speaks for and nobody has written yet; an officer ticks and confirms."""
    units, today = permit.cover(request.user), timezone.localdate()
    if request.method == "POST":
        made, wrong = known.confirm(set(request.POST.getlist("nhan")), units=units, by=request.user, on=today)
        messages.success(request, _("Đã ghi hoàn cảnh của %(n)s em.") % {"n": len({one.person_id for one in made})})
        for sentence in wrong[:10]:
            messages.error(request, sentence)
        return redirect("children_offers")
    found = known.mine(known.in_places(units, today), request.user)
    rows = [(one, _offered(one)) for one in found if one.group]
    context = {
        "offers": rows, "unclear": [one for one in found if not one.group], "tab": "children", "law": groups(),
        "may_register": permit.allowed(request.user, "register"),
    }  # fmt: skip
    return render(request, "children/offers.html", context)


def _offered(one: known.Offer) -> str:
    kind = groups().group(one.group)
    part = kind.part(one.part)
    return f"{kind.titled}: {part}" if part else kind.titled
