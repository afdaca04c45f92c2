"""Finding people: the one box on every page, and the lists of people behind "Cần xem" on the first screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.pages.door import Signed, may
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.templatetags.ansinh import money, month_figures, said
from ansinh.reckoning.months import month_of
from ansinh.record.models.people import Person
from ansinh.reports import desk
from ansinh.reports import people as reports
from ansinh.reports.draws import Drawn, draws
from ansinh.reports.places import called_now

SUGGESTIONS = 8
RESULTS = 50
LONGEST = 300
"""A query is read so far: longer than any name, number or scanned card."""

CONCERNS = {
    "problems": gettext_lazy("Chưa tính được trong danh sách đang mở"),
    "no_number": gettext_lazy("Đang hưởng, chưa có số định danh"),
    "no_birth": gettext_lazy("Đang hưởng, chưa rõ năm sinh"),
    "differs": gettext_lazy("Lệch thông tin định danh"),
    "not_found": gettext_lazy("Không thấy thông tin định danh"),
    "suspended": gettext_lazy("Đang tạm dừng"),
}


@may("see")
def search(request: Signed) -> HttpResponse:
    """What the box finds; a whole identity number or a scanned card opens the person at once."""
    query = request.GET.get("q", "")[:LONGEST].strip()
    found = reports.search(query, RESULTS)
    if len(found.people) == 1 and found.by_number:
        return redirect("person", found.people[0].pk)
    table = Table.of(request, "tim-nguoi", _columns(), _rows(found.people))
    if wants_workbook(request, table):
        return table.workbook()
    return render(request, "people/search.html", {"search_text": query, "table": table, "more": found.more})


@may("see")
def suggest(request: Signed) -> HttpResponse:
    """The first few while somebody is still typing; nothing for a single letter."""
    query = request.GET.get("q", "")[:LONGEST].strip()
    found = reports.search(query, SUGGESTIONS) if len(query) > 1 else None
    now = called_now((person.unit for person in found.people), timezone.localdate()) if found else {}
    shown = [(person, now.get(person.unit_id)) for person in found.people] if found else []
    return render(request, "people/suggest.html", {"found": found, "people": shown})


def _columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"),
        Column("birth", _("Năm sinh"), "date"),
        Column("draws", _("Đang hưởng")),
        Column("place", _("Nơi ở")),
        Column("number", _("Số định danh hoặc CMND")),
        Column("status", _("Định danh")),
    ]


def _rows(people: Sequence[Person]) -> list[dict[str, Any]]:
    today = timezone.localdate()
    drawn = draws((person.pk for person in people), month_of(today))
    now = called_now((person.unit for person in people), today)
    return [_row(person, now) | {"draws": _drawn(drawn.get(person.pk, []))} for person in people]


def _row(person: Person, now: dict[int, str]) -> dict[str, Any]:
    place = ", ".join(filter(None, [person.village, str(person.unit)]))
    today = now.get(person.unit_id)
    return {
        "name": person.full_name,
        "href": reverse("person", args=[person.pk]),
        "birth": person.birth_text,
        "number": _number(person),
        "place": place + (" " + _("(nay là %(name)s)") % {"name": today} if today else ""),
        "status": _(person.get_identity_status_display()),
    }


def _number(person: Person) -> str:
    """The identity number; where there is none the old one, which says that it is."""
    if person.identity_number or not person.old_number:
        return person.identity_number or ""
    return _("CMND %(number)s") % {"number": person.old_number}


def _drawn(awards: list[Drawn]) -> str:
    """What is received now: "Người từ đủ 80 tuổi (K5c): 360.000 đ/tháng"; or since when nothing."""
    if not awards:
        return _("chưa hưởng chế độ nào")
    return "; ".join(_said(award) for award in awards)


def _said(award: Drawn) -> str:
    what = {"name": award.name, "code": award.code}
    if award.ended_from is not None:
        return _("%(name)s (%(code)s): thôi hưởng từ %(month)s") % (what | {"month": month_figures(award.ended_from)})
    if award.held_from is not None:
        return _("%(name)s (%(code)s): tạm dừng từ %(month)s") % (what | {"month": month_figures(award.held_from)})
    if award.amount is None:
        return _("%(name)s (%(code)s): chưa có trong danh sách gần đây") % what
    return _("%(name)s (%(code)s): %(amount)s/tháng") % (what | {"amount": money(award.amount)})


@may("see")
def concern(request: Signed, concern: str) -> HttpResponse:
    """The people behind a figure of the first screen: what is wrong with each, and of which month."""
    if concern not in CONCERNS:
        raise Http404
    found = desk.concerned(concern)
    now = called_now((one.person.unit for one in found), timezone.localdate())
    rows = [_row(one.person, now) | {"reason": said(one.reason), "month": one.month} for one in found]
    table = Table.of(request, concern, _concern_columns(concern), rows, paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    return render(request, "people/concern.html", {"table": table, "title": CONCERNS[concern]})


def _concern_columns(concern: str) -> list[Column]:
    months = {"problems": _("Danh sách tháng"), "suspended": _("Tạm dừng từ tháng")}
    return [
        Column("name", _("Họ và tên"), "name"),
        Column("birth", _("Năm sinh"), "date"),
        Column("reason", _("Vì sao cần xem"), law=concern in ("problems", "suspended")),
        Column("month", months.get(concern) or _("Hưởng từ tháng"), "month"),
        Column("place", _("Nơi ở")),
        Column("number", _("Số định danh hoặc CMND")),
    ]
