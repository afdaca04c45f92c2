"""The map of the year: each commune's rate on a tile, against its target; what is to be expected of the year's end."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts import permit
from ansinh.acts.poverty import targets
from ansinh.acts.wrong import Wrong
from ansinh.pages import pictures, tiles
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import year_of
from ansinh.pages.poverty.forms import Setting
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.poverty import Measure, PovertyTarget, TargetKind
from ansinh.reports import poverty_targets as reports
from ansinh.world.statistics_form import percent

HOW = {
    "decided": gettext_lazy("đã công nhận"), "draft": gettext_lazy("theo phiếu rà soát, chưa công nhận"),
    "pace": gettext_lazy("theo nhịp các tháng đã qua"), "none": gettext_lazy("chưa có gì để tính"),
}  # fmt: skip
TOLD = gettext_lazy(
    "Mỗi ô một xã, đặt gần đúng vị trí; ô càng đậm tỷ lệ cuối năm càng cao. Viền đỏ: chưa đạt chỉ tiêu."
)


@may("see")
def progress(request: Signed) -> HttpResponse:
    """The communes of the branch in a year (``nam``), by poor, near-poor or both (``do``)."""
    today = timezone.localdate()
    year = year_of(request.GET.get("nam", ""), today.year)
    measure = request.GET.get("do", "")
    measure = measure if measure in Measure.values else Measure.POOR
    form = Setting(request.POST or None, places=_places(request, year))
    if request.method == "POST" and form.is_valid() and _set(request, form, year):
        return redirect(f"{reverse('poverty_targets')}?nam={year}&do={form.cleaned_data['measure']}")
    cover = permit.cover(request.user)
    found = reports.outlooks(cover, year, measure, on=today)
    units = Unit.objects.in_bulk([one.opening.unit for one in found])
    table = Table(f"chi-tieu-ngheo-{year}", _columns(), [_row(one, units, year) for one in found], sortable=False)
    if wants_workbook(request, table):
        return table.workbook()
    places = list(request.user.places.all())
    asked = reports.targets([one.pk for one in places], year, measure)
    squares = tiles.squares({one.opening.unit: _tile(one, units, year) for one in found}, units)
    context = {
        "form": form, "table": table, "year": year, "measure": measure,
        "map": pictures.tiles("ban-do", _("Bản đồ ô"), str(TOLD), squares) if squares else "",
        "measures": Measure.choices, "tab": "poverty", "whole": _said(_whole(found, places, asked, measure)),
        "may_prepare": permit.allowed(request.user, "prepare"),
    }  # fmt: skip
    return render(request, "poverty/targets.html", context, status=422 if form.errors else 200)


def _whole(
    found: list[reports.Outlook], places: list[Unit], asked: dict[int, PovertyTarget], measure: str
) -> reports.Outlook:  # fmt: skip
    return reports.whole(found, next((asked[one.pk] for one in places if one.pk in asked), None), measure)


def _places(request: Signed, year: int) -> Any:
    """The places of the branch as they are in the year."""
    mine = Unit.objects.filter(pk__in=request.user.places.values("pk"))
    cover = permit.cover(request.user)
    parents = Unit.objects.filter(level=Level.DISTRICT, parts__in=cover)
    return (
        (mine | parents | Unit.objects.communes().filter(pk__in=cover))
        .filter(valid_from__lte=f"{year}-12-31")
        .exclude(valid_to__lte=f"{year}-01-01")
        .distinct()
        .order_by("-level", "name")
    )


def _set(request: Signed, form: Setting, year: int) -> bool:
    told = form.cleaned_data
    try:
        targets.ask_of(told["unit"], year, measure=told["measure"], kind=told["kind"], least=told["least"],
                       most=told["most"], paper=told["paper"], by=request.user)  # fmt: skip
    except Wrong as wrong:
        form.told(wrong.field, str(wrong))
        return False
    except permit.Refused as why:
        form.add_error("unit", str(why))
        return False
    messages.success(request, _("Đã ghi chỉ tiêu của %(unit)s.") % {"unit": told["unit"]})
    return True


def target_text(one: PovertyTarget | None) -> str:
    """What is asked, in words: ``giảm 0,15 đến 0,20``, ``không quá 1,00``."""
    if one is None:
        return _("chưa giao")
    if one.kind == TargetKind.RATE:
        return _("không quá %(p)s %%") % {"p": percent(one.least)}
    if one.most is None:
        return _("giảm %(p)s điểm") % {"p": percent(one.least)}
    return _("giảm %(p)s đến %(q)s điểm") % {"p": percent(one.least), "q": percent(one.most)}


def _said(one: reports.Outlook) -> dict[str, Any]:
    return {
        "before": percent(one.before), "after": percent(one.after), "fall": percent(one.fall), "how": HOW[one.how],
        "target": target_text(one.target), "paper": one.target.paper if one.target else "", "met": one.met,
        "decided": one.how == "decided", "opening": one.opening, "end": one.end, "known": one.fall is not None,
    }  # fmt: skip


def verdict(one: reports.Outlook) -> str:
    """Whether the target is met, or would be."""
    if one.met is None:
        return ""
    if one.how == "decided":
        return _("đạt") if one.met else _("chưa đạt")
    return _("dự kiến đạt") if one.met else _("dự kiến chưa đạt")


def _columns() -> list[Column]:
    return [
        Column("unit", _("Xã")), Column("before", _("Đầu năm (%)"), "rate"), Column("after", _("Cuối năm (%)"), "rate"),
        Column("how", _("Tính theo")), Column("fall", _("Giảm (điểm %)"), "rate"), Column("target", _("Chỉ tiêu")),
        Column("verdict", _("Kết quả")),
    ]  # fmt: skip


def _row(one: reports.Outlook, units: dict[int, Unit], year: int) -> dict[str, Any]:
    return {
        "unit": str(units[one.opening.unit]), "href": _people(one.opening.unit, year, one.how == "decided"),
        "before": one.before, "after": one.after, "how": HOW[one.how], "fall": one.fall,
        "target": target_text(one.target), "verdict": verdict(one),
        "tag:verdict": "" if one.met is None else "good" if one.met else "bad",
    }  # fmt: skip


def _people(unit: int, year: int, decided: bool) -> str:
    """The households behind the number."""
    return f"{reverse('poverty_classes')}?nam={year + 1 if decided else year}&xa={unit}"


def _tile(one: reports.Outlook, units: dict[int, Unit], year: int) -> tiles.Shown:
    """The rate at the year's end; a frame where the target is missed."""
    said = percent(one.after)
    return tiles.Shown(one.after, said, f"{tiles.named(units[one.opening.unit])}: {said} %",
                       _people(one.opening.unit, year, one.how == "decided"), one.met is False)  # fmt: skip
