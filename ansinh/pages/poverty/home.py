"""Rà soát hộ nghèo: the rounds of the branch, the communes of a round, how many are poor and near poor where."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import permit
from ansinh.acts.poverty import opening
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.law.poverty import standard
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import year_of
from ansinh.pages.poverty.forms import Opening
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.places import Unit
from ansinh.record.models.poverty import Review, ReviewRound, ReviewStage
from ansinh.reports import poverty as reports

TAGS = {
    ReviewStage.LISTED: "warn", ReviewStage.SURVEYED: "note", ReviewStage.POSTED: "note", ReviewStage.ASKED: "note",
    ReviewStage.DECIDED: "good",
}  # fmt: skip


@may("see")
def home(request: Signed) -> HttpResponse:
    """The rounds, a form for the next, and the rates of each commune in a data year (``nam``)."""
    today = timezone.localdate()
    form = Opening(request.POST or None, places=_places(request), initial=_first(request))
    if request.method == "POST" and form.is_valid():
        made = _opened(request, form)
        if made is not None:
            messages.success(request, _("Đã mở đợt. Lập danh sách từng xã ở đây."))
            return redirect("poverty_round", made.pk)
    cover = permit.cover(request.user)
    year = year_of(request.GET.get("nam", ""), reports.last_year(cover, today.year))
    table = Table("ty-le-ngheo", _rate_columns(), _rates(cover, year), sortable=False)
    if wants_workbook(request, table):
        return table.workbook()
    rounds = [one for one in ReviewRound.objects.select_related("scope") if permit.communes_of([one.scope]) & cover]
    context = {
        "form": form, "rounds": [(one, opening.title(one)) for one in rounds],
        "now": [(one, opening.title(one)) for one in rounds if one.begins <= today <= one.ends],
        "table": table, "year": year,
        "may_prepare": permit.allowed(request.user, "prepare"), "tab": "poverty", "standard": _standard(year),
        "whole": sum(reports.rates(cover, year), reports.Rate(0, 0, 0, 0, 0, 0, 0)),
        "lapsed": reports.lapsed(cover, today.year * 12).count(), "this_year": today.year,
        "own": reports.by_own_standard(cover, year * 12),
    }  # fmt: skip
    return render(request, "poverty/home.html", context, status=422 if form.errors else 200)


def _standard(year: int) -> Any:
    try:
        return standard(year)
    except LookupError:
        return None


def _places(request: Signed) -> Any:
    within = Unit.objects.communes().valid_on(timezone.localdate()).filter(pk__in=permit.cover(request.user))
    mine = Unit.objects.valid_on(timezone.localdate()).filter(pk__in=request.user.places.values("pk"))
    return (mine | within).distinct().order_by("-level", "name")


def _first(request: Signed) -> dict[str, Any]:
    places, today = _places(request), timezone.localdate()
    return {"year": today.year, "scope": places.get() if places.count() == 1 else None}


def _opened(request: Signed, form: Opening) -> ReviewRound | None:
    told = form.cleaned_data
    try:
        return opening.open_round(
            told["kind"], told["year"], month=told["month"], scope=told["scope"], region=told["region"],
            by=request.user, on=timezone.localdate(),
        )  # fmt: skip
    except Wrong as wrong:
        form.told(wrong.field, str(wrong))
        return None


def _rate_columns() -> list[Column]:
    return [
        Column("unit", _("Xã")), Column("households", _("Số hộ"), "count", True),
        Column("poor", _("Hộ nghèo"), "count", True), Column("poor_rate", _("Tỷ lệ (%)"), "rate"),
        Column("near", _("Hộ cận nghèo"), "count", True), Column("near_rate", _("Tỷ lệ (%)"), "rate"),
        Column("both_rate", _("Nghèo và cận nghèo (%)"), "rate"),
    ]  # fmt: skip


def _rates(cover: frozenset[int], year: int) -> list[dict[str, Any]]:
    found = reports.rates(cover, year)
    named = reports.names([one.unit for one in found])
    return [
        {"unit": named[one.unit], "households": one.households or None, "poor": one.poor, "near": one.near,
         "poor_rate": one.poor_rate, "near_rate": one.near_rate, "both_rate": one.both_rate,
         "href": f"{reverse('poverty_classes')}?nam={year}&xa={one.unit}"}
        for one in sorted(found, key=lambda one: named[one.unit])
    ]  # fmt: skip


@may("see")
def shown(request: Signed, pk: int) -> HttpResponse:
    """A round: its communes, at which step each is, the one next step."""
    this = the_round(request, pk)
    communes = _communes(request, this)
    reviews = {one.unit_id: one for one in Review.objects.filter(round=this)}
    rows = [_row(unit, reviews.get(unit.pk)) for unit in communes]
    table = Table("ra-soat-xa", _columns(), rows, sortable=False)
    if wants_workbook(request, table):
        return table.workbook()
    context = {
        "round": this, "title": opening.title(this), "table": table, "tab": "poverty",
        "missing": [unit for unit in communes if unit.pk not in reviews],
        "may_prepare": permit.allowed(request.user, "prepare"), "standard": standard(this.data_year),
    }  # fmt: skip
    return render(request, "poverty/round.html", context)


def the_round(request: Signed, pk: int) -> ReviewRound:
    """A round that touches the user's branch."""
    this = get_object_or_404(ReviewRound.objects.select_related("scope"), pk=pk)
    if not permit.communes_of([this.scope]) & permit.cover(request.user):
        raise Http404
    return this


def _communes(request: Signed, this: ReviewRound) -> list[Unit]:
    mine = permit.communes_of([this.scope]) & permit.cover(request.user)
    return list(Unit.objects.communes().valid_on(this.begins).filter(pk__in=mine).order_by("name"))


def _columns() -> list[Column]:
    return [
        Column("unit", _("Xã")), Column("stage", _("Bước")), Column("cases", _("Hộ rà soát"), "count", True),
        Column("surveyed", _("Có phiếu"), "count", True), Column("number", _("Quyết định")),
    ]  # fmt: skip


def _row(unit: Unit, review: Review | None) -> dict[str, Any]:
    if review is None:
        return {"unit": str(unit), "stage": _("Chưa lập danh sách"), "tag:stage": "warn", "cases": 0, "surveyed": 0,
                "number": ""}  # fmt: skip
    stage = ReviewStage(review.stage)
    return {
        "unit": str(unit), "href": reverse("poverty_review", args=[review.pk]), "stage": _(str(stage.label)),
        "tag:stage": TAGS[stage], "cases": review.cases.count(),
        "surveyed": review.cases.filter(survey__isnull=False).count(), "number": review.number,
    }  # fmt: skip


@require_POST
@may("prepare")
def make(request: Signed, pk: int) -> HttpResponse:
    """List the households of every commune that has no list yet."""
    this = the_round(request, pk)
    done = set(Review.objects.filter(round=this).values_list("unit", flat=True))
    made = 0
    for unit in _communes(request, this):
        if unit.pk in done:
            continue
        try:
            opening.list_commune(this, unit, by=request.user)
        except NotNow as why:
            messages.error(request, str(why))
        else:
            made += 1
    messages.success(request, _("Đã lập danh sách %(n)s xã.") % {"n": made})
    return redirect("poverty_round", pk)
