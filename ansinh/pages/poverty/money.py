"""The programme's money of a year: by part, place and source, who is late; and each allocation with its entries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import permit
from ansinh.acts import programme_money as acts
from ansinh.acts.wrong import Wrong
from ansinh.law.poverty_programme import CAPITAL, SOURCES, Programme, programme, programmes
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key, year_of
from ansinh.pages.poverty import money_forms as forms
from ansinh.pages.poverty.forms import Asked
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.places import Unit
from ansinh.record.models.programme_money import Allocation, MoneyEntry
from ansinh.reports import programme_money as reports


@may("see")
def year(request: Signed) -> HttpResponse:
    """The money of a phase (``gd``) in a year (``nam``); a place's is given here."""
    today = timezone.localdate()
    year = year_of(request.GET.get("nam", ""), today.year)
    phase = _phase(request.GET.get("gd", ""), year)
    form = forms.Given(request.POST or None, places=_places(request, year), phase=phase)
    if request.method == "POST" and form.is_valid():
        made = _given(request, form, phase.code, year)
        if made is not None:
            messages.success(request, _("Đã giao vốn cho %(unit)s.") % {"unit": made.unit})
            return redirect("programme_allocation", made.pk)
    found = reports.of_year(phase.code, year, _seen(request))
    even = reports.elapsed(year, today)
    tables = {
        "parts": Table(f"von-{year}-du-an", _columns(_("Dự án")), [_line(one) for one in
                       reports.by_part(phase.code, found)], sortable=False),
        "places": Table(f"von-{year}-noi", [*_columns(_("Nơi")), Column("late", _("Tiến độ"))],
                        [_line(one) | _late(one, even) for one in reports.by_place(found)], sortable=False),
        "sources": Table(f"von-{year}-nguon", _columns(_("Nguồn")), [_line(one) for one in reports.by_source(found)],
                         sortable=False),
        "each": Table(f"von-{year}", _each_columns(), [_each(one, money) for one, money in found.items()],
                      sortable=False),
    }  # fmt: skip
    for table in tables.values():
        if wants_workbook(request, table):
            return table.workbook()
    context = tables | {
        "form": form, "year": year, "phase": phase, "phases": programmes(), "tab": "poverty", "even": even,
        "whole": sum(found.values(), reports.Money()), "may_prepare": permit.allowed(request.user, "prepare"),
    }  # fmt: skip
    return render(request, "poverty/money.html", context, status=422 if form.errors else 200)


def _phase(code: str, year: int) -> Programme:
    """The phase asked for, else that of the year, else the newest."""
    known = {one.code: one for one in programmes()}
    of_year = next((one for one in known.values() if one.first <= year <= one.last), None)
    return known.get(code) or of_year or list(known.values())[-1]


def _seen(request: Signed) -> list[int]:
    """The places whose money is seen: all of whose communes the reader covers."""
    cover = permit.cover(request.user)
    units = Unit.objects.filter(pk__in=Allocation.objects.order_by().values("unit").distinct())
    return [one.pk for one in units if permit.communes_of([one]) <= cover]


def _places(request: Signed, year: int) -> Any:
    """Where money may be given: the reader's places and the communes and districts under them, of the year."""
    cover = permit.cover(request.user)
    mine = request.user.places.values("pk")
    under = Unit.objects.filter(pk__in=cover) | Unit.objects.filter(parent__in=mine) | Unit.objects.filter(pk__in=mine)
    of_year = under.filter(valid_from__lte=f"{year}-12-31").exclude(valid_to__lte=f"{year}-01-01")
    return of_year.distinct().order_by("-level", "name")


def _given(request: Signed, form: Asked, code: str, year: int) -> Allocation | None:
    told = form.cleaned_data
    try:
        return acts.allocate(code, told.pop("part"), told.pop("unit"), year=year, by=request.user,
                             on=timezone.localdate(), **told)  # fmt: skip
    except (Wrong, permit.Refused) as why:
        form.told(getattr(why, "field", "unit"), str(why))
        return None


def _columns(first: str) -> list[Column]:
    return [
        Column("name", first), Column("plan", _("Kế hoạch"), "money"), Column("carried", _("Kéo dài"), "money"),
        Column("committed", _("Cam kết"), "money"), Column("disbursed", _("Giải ngân"), "money"),
        Column("rate", _("Tỷ lệ (%)"), "rate"), Column("left", _("Còn lại"), "money"),
    ]  # fmt: skip


def _line(one: reports.Line) -> dict[str, Any]:
    money = one.money
    return {
        "name": "\u2003" * one.level + one.name, "plan": money.plan, "carried": money.carried,
        "committed": money.committed, "disbursed": money.disbursed, "rate": money.rate, "left": money.left,
    }  # fmt: skip


def _late(one: reports.Line, even: int) -> dict[str, Any]:
    if one.money.rate is None:
        return {"late": ""}
    late = one.money.rate < even
    return {"late": _("chậm") if late else _("đúng tiến độ"), "tag:late": "bad" if late else "good"}


def _each_columns() -> list[Column]:
    return [
        Column("unit", _("Nơi")), Column("part", _("Dự án"), law=True), Column("source", _("Nguồn"), law=True),
        Column("capital", _("Loại vốn"), law=True), Column("year", _("Vốn năm")),
        Column("plan", _("Kế hoạch"), "money", True),
        Column("disbursed", _("Giải ngân"), "money", True), Column("left", _("Còn lại"), "money", True),
    ]  # fmt: skip


def _each(one: Allocation, money: reports.Money) -> dict[str, Any]:
    return {
        "unit": str(one.unit), "href": reverse("programme_allocation", args=[one.pk]), "part": one.part,
        "source": SOURCES[one.source], "capital": CAPITAL[one.capital], "year": str(one.year), "plan": money.spendable,
        "disbursed": money.disbursed, "left": money.left,
    }  # fmt: skip


@may("see")
def shown(request: Signed, pk: int) -> HttpResponse:
    """One allocation: its sums, entries, and what may be written."""
    return _shown(request, _allocation(request, pk))


def _allocation(request: Signed, pk: int) -> Allocation:
    this = get_object_or_404(Allocation.objects.select_related("unit", "above__unit"), pk=pk)
    if not permit.communes_of([this.unit]) <= permit.cover(request.user):
        raise Http404
    return this


def _shown(request: Signed, this: Allocation, **given: Any) -> HttpResponse:
    phase = programme(this.programme)
    context: dict[str, Any] = {
        "this": this, "sums": acts.sums(this), "part": phase.part(this.part), "phase": phase, "tab": "poverty",
        "entries": this.entries.select_related("recorded_by", "voided_by").order_by("-on", "-pk"),
        "below": this.below.select_related("unit"), "source": SOURCES[this.source],
        "may_prepare": permit.allowed(request.user, "prepare"),
    }  # fmt: skip
    fresh = {verb: make(request, this, None) for verb, make in FORMS.items()}
    return render(request, "poverty/allocation.html", context | fresh | given, status=422 if given else 200)


def _under(request: Signed, this: Allocation) -> Any:
    return _places(request, this.year).exclude(pk=this.unit_id)


Make = Callable[[Signed, Allocation, Any], Asked]
FORMS: dict[str, Make] = {
    "phanbo": lambda request, this, data: forms.Handed(data, places=_under(request, this)),
    "dieuchinh": lambda request, this, data: forms.Adjusted(data),
    "keodai": lambda request, this, data: forms.Carried(data),
    "camket": lambda request, this, data: forms.Committed(data),
    "giaingan": lambda request, this, data: forms.Disbursed(data),
    "quyettoan": lambda request, this, data: forms.Settled(data),
    "bo": lambda request, this, data: forms.Voided(data),
}
"""The form of each entry, by the word its address has."""


@require_POST
@may("prepare")
def step(request: Signed, pk: int, verb: str) -> HttpResponse:
    """One entry; what is refused is told at its field and nothing typed is lost."""
    if verb not in DO:
        raise Http404
    this = _allocation(request, pk)
    form = FORMS[verb](request, this, request.POST)
    if not form.is_valid():
        return _shown(request, this, **{verb: form}, wrong=verb)
    try:
        DO[verb](request, this, form.cleaned_data)
    except (Wrong, permit.Refused) as why:
        form.told(getattr(why, "field", ""), str(why))
        return _shown(request, this, **{verb: form}, wrong=verb)
    messages.success(request, _("Đã ghi."))
    return redirect("programme_allocation", pk)


Said = dict[str, Any]


def _hand_on(request: Signed, this: Allocation, said: Said) -> None:
    acts.allocate(this.programme, this.part, said.pop("unit"), source=this.source, capital=this.capital, year=this.year,
                  above=this, by=request.user, on=timezone.localdate(), **said)  # fmt: skip


def _adjust(request: Signed, this: Allocation, said: Said) -> None:
    amount = -said.pop("amount") if said.pop("less") else said.pop("amount")
    acts.adjust(this, amount, by=request.user, on=timezone.localdate(), **said)


def _write(act: Callable[..., MoneyEntry]) -> Callable[[Signed, Allocation, Said], None]:
    def write(request: Signed, this: Allocation, said: Said) -> None:
        act(this, said.pop("amount"), by=request.user, on=timezone.localdate(), **said)

    return write


def _void(request: Signed, this: Allocation, said: Said) -> None:
    entry = get_object_or_404(this.entries, pk=key(request.POST.get("khoan", "")))
    acts.void(entry, reason=said["reason"], by=request.user)


DO: dict[str, Callable[[Signed, Allocation, Said], None]] = {
    "phanbo": _hand_on, "dieuchinh": _adjust, "keodai": _write(acts.carry), "camket": _write(acts.commit),
    "giaingan": _write(acts.disburse), "quyettoan": _write(acts.settle), "bo": _void,
}  # fmt: skip
