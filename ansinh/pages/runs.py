"""Kỳ chi trả: the lists month by month, by year and commune; an officer prepares the next one from here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts import payroll, permit, preparing
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import MonthField, key
from ansinh.pages.place_fields import PlaceField
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.upcoming import arrive
from ansinh.reckoning.months import first_day, month_of, month_text
from ansinh.record.models.payroll import Run, State
from ansinh.record.models.places import Unit
from ansinh.reports import desk

TAGS = {State.PREPARED: "warn", State.CHECKED: "note", State.CLOSED: "good"}


class Prepare(forms.Form):
    """Which month's list, for which place."""

    month = MonthField(label=gettext_lazy("Lập danh sách tháng"))

    def __init__(self, *args: Any, places: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"] = PlaceField(places, label=gettext_lazy("Nơi chi trả"), empty_label=None)

    def clean(self) -> dict[str, Any] | None:
        """The place must be on the map in the month: a district of before July 2025 lists nobody after."""
        given = super().clean() or {}
        month, place = given.get("month"), given.get("scope")
        ahead = month is not None and month > month_of(timezone.localdate()) + 1  # the act says so better
        if month is not None and place is not None and not ahead:
            first = first_day(month)
            if place.valid_from > first or (place.valid_to is not None and place.valid_to <= first):
                said = {"place": place, "month": month_text(month)}
                self.add_error("scope", _("Tháng %(month)s không có %(place)s trên bản đồ: hãy chọn nơi khác.") % said)
        return given


@may("see")
def runs(request: Signed) -> HttpResponse:
    """Every list of the branch, the newest first; ``nam`` and ``xa`` narrow to a year, a commune's part."""
    year, commune = key(request.GET.get("nam", "")[:4]), key(request.GET.get("xa", ""))
    table = Table.of(request, "ky-chi-tra", _columns(), _rows(year, commune), paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    form = _form(request) if permit.allowed(request.user, "prepare") else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            run = preparing.prepare(
                month=form.cleaned_data["month"],
                scope=form.cleaned_data["scope"],
                by=request.user,
                on=timezone.localdate(),
            )
        except payroll.NotNow as error:
            form.add_error(None, str(error))
        else:
            arrive(request, permit.communes_of([run.scope]))
            return redirect("run", run.pk)
    context = {"table": table, "form": form, "year": year, "commune": commune, "tab": "runs"}
    return render(request, "payroll/runs.html", context | {"years": desk.years(), "communes": desk.paid_communes()})


def _form(request: Signed) -> Prepare:
    """The next month nobody has listed, for the place of the last list."""
    newest = desk.runs().first()
    month = newest.month + 1 if newest else month_of(timezone.localdate())
    places = Unit.objects.filter(
        Q(pk__in=request.user.places.all()) | Q(pk__in=permit.cover(request.user), valid_to__isnull=True)
    )
    first = {"month": min(month, month_of(timezone.localdate()) + 1), "scope": newest.scope_id if newest else None}
    return Prepare(request.POST or None, places=places.order_by("level", "name"), initial=first)


def _columns() -> list[Column]:
    return [
        Column("month", _("Tháng"), "month"),
        Column("scope", _("Nơi chi trả")),
        Column("state", _("Bước")),
        Column("people", _("Người"), "count"),
        Column("total", _("Tiền (đồng)"), "money"),
        Column("problems", _("Vướng mắc"), "count"),
        Column("law", _("Văn bản")),
    ]


def _rows(year: int | None, commune: int | None) -> list[dict[str, Any]]:
    """A row a list; of a commune its own part of the list, and the door to it."""
    found = desk.runs().annotate(open_problems=Count("problems", filter=Q(problems__settled_at__isnull=True)))
    if year is not None:
        found = found.filter(month__gte=year * 12, month__lt=year * 12 + 12)
    ordered = found.order_by("-month", "scope__name")
    if commune is None:
        return [_row(run, run.open_problems) for run in ordered]
    parts = desk.parts(commune)
    return [
        _row(run, run.open_problems) | parts[run.pk] | {"href": reverse("commune", args=[run.pk, commune])}
        for run in ordered
        if run.pk in parts
    ]


def _row(run: Run, problems: int) -> dict[str, Any]:
    return {
        "month": run.month,
        "href": reverse("run", args=[run.pk]),
        "scope": str(run.scope),
        "state": _(run.get_state_display()),
        "tag:state": TAGS.get(State(run.state), ""),
        "people": run.people,
        "total": run.total,
        "problems": problems,
        "law": _("tạm") if run.provisional else "",
        "tag:law": "warn" if run.provisional else "",
    }
