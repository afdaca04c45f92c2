"""Đã cấp trong kỳ: what all lists of programmes gave, by round, group and purse, and who stands behind each sum."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key
from ansinh.pages.months import half_year, read_period
from ansinh.pages.place_fields import asked_place, communes_asked
from ansinh.pages.rounds import LINE_TAGS
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.templatetags.ansinh import money
from ansinh.reckoning.months import month_iso, month_of
from ansinh.record.models.programmes import Given, Item
from ansinh.reports import shares as reports


def asked(request: Signed) -> reports.Wanted:
    """What an address asks for: ``tu``, ``den``, ``ct``, ``nhom``, ``tru``, ``dot``, ``xa``, ``noi``, ``tumuc``,
    ``denmuc``."""
    get, place = request.GET, asked_place(request)
    return reports.Wanted(
        read_period(get, half_year(month_of(timezone.localdate()))), tuple(filter(None, get.getlist("ct"))),
        tuple(filter(None, get.getlist("nhom"))), tuple(get.getlist("tru")), get.get("dot", ""),
        key(get.get("xa", "")), key(get.get("tumuc", "")) or 0, key(get.get("denmuc", "")),
        get.get("nhan", "") if get.get("nhan") in Given.values else "",
        None if place is None else communes_asked(request, place),
    )  # fmt: skip


@may("see")
def shares(request: Signed) -> HttpResponse:
    """The sums of a period, each a door to its people; and the people."""
    wanted = asked(request)
    told = reports.summed(wanted)
    names = {(one.round.pk, one.group): one.name for one in told}
    sums = Table("da-cap-theo-nhom", _sum_columns(), [_sum(one, request) for one in told], sortable=False)
    found = list(reports.shares(wanted))
    people = Table.of(request, "da-cap-tung-nguoi", _columns(), [_share(one, names) for one in found], paged=True)
    for each in (sums, people):
        if wants_workbook(request, each):
            return each.workbook()
    context = {
        "wanted": wanted, "sums": sums, "table": people, "first": wanted.months[0], "last": wanted.months[-1],
        "amount": sum(one.amount for one in found), "programmes": reports.programmes(wanted.months),
        "communes": reports.communes(wanted.months), "states": [Given.LISTED, Given.HANDED, Given.RETURNED],
        "narrowed": _narrowed(wanted), "place": asked_place(request), "tab": "programmes",
    }  # fmt: skip
    return render(request, "programmes/shares.html", context)


def _narrowed(wanted: reports.Wanted) -> str:
    """What the address narrows to beyond the form, in words; empty for nothing."""
    return " · ".join(
        filter(None, (
            wanted.campaign, _("%(n)s chương trình") % {"n": len(wanted.slugs)} if len(wanted.slugs) > 1 else "",
            *(_("nhóm %(code)s") % {"code": code} for code in wanted.groups),
            *(_("trừ nhóm %(code)s") % {"code": code} for code in wanted.but),
            _("từ %(amount)s") % {"amount": money(wanted.least)} if wanted.least else "",
            _("đến %(amount)s") % {"amount": money(wanted.most)} if wanted.most else "",
        ))
    )  # fmt: skip


def _sum_columns() -> list[Column]:
    return [
        Column("title", _("Đợt"), law=True), Column("name", _("Nhóm"), law=True),
        Column("source", _("Nguồn"), law=True), Column("lines", _("Suất"), "count", True),
        Column("amount", _("Số tiền (đồng)"), "money", True), Column("handed", _("Đã cấp"), "count", True),
        Column("handed_amount", _("Tiền đã cấp"), "money", True), Column("returned", _("Trả lại"), "count", True),
    ]  # fmt: skip


def _sum(one: reports.Sums, request: Signed) -> dict[str, Any]:
    """A row whose title opens the round and whose group opens its people, in the part already asked for."""
    here = request.GET.copy()
    here["tu"] = here["den"] = month_iso(one.round.month)
    here["ct"], here["nhom"], here["dot"] = one.round.slug, one.group, one.round.campaign
    for gone in ("tru", "trang", "sort"):
        here.pop(gone, None)
    return one._asdict() | {
        "title": one.round.title, "href": reverse("round", args=[one.round.pk]),
        "href:name": f"?{here.urlencode()}#tung-nguoi",
    }  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"), Column("birth", _("Năm sinh"), "date"), Column("unit", _("Nơi ở")),
        Column("round", _("Đợt"), law=True), Column("group", _("Nhóm"), law=True),
        Column("amount", _("Số tiền (đồng)"), "money", True), Column("state", _("Đã nhận")),
        Column("on", _("Ngày"), "day"),
    ]  # fmt: skip


def _share(one: Item, names: dict[tuple[int, str], str]) -> dict[str, Any]:
    place = ", ".join(filter(None, (one.person.village, str(one.unit))))
    return {
        "name": one.person.full_name, "href": reverse("person", args=[one.person_id]), "birth": one.person.birth_text,
        "unit": place, "round": one.sheet.round.title, "amount": one.amount, "on": one.on,
        "group": names.get((one.sheet.round_id, one.group), one.group),
        "href:round": reverse("sheet", args=[one.sheet.round_id, one.unit_id]),
        "state": _(str(Given(one.state).label)), "tag:state": LINE_TAGS.get(Given(one.state), ""),
    }  # fmt: skip
