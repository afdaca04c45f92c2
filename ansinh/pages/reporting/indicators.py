"""Indicators of a subject at a place in a period: plan, result, the period before; and the plan to be set."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ansinh.acts import permit
from ansinh.acts.reporting import plans
from ansinh.acts.rulings import books
from ansinh.acts.wrong import Wrong
from ansinh.law.indicator import ESTIMATES, SUBJECTS, Indicator, indicators
from ansinh.law.report_periods import Period, periods, read, running
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key
from ansinh.pages.reporting.forms import Planning, places_of
from ansinh.pages.reporting.number import said
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.branches import communes_of
from ansinh.record.models.places import Unit
from ansinh.record.models.reporting import IndicatorPlan
from ansinh.reports import indicator as reckoned
from ansinh.reports import reporting


@may("see")
def listed(request: Signed) -> HttpResponse:
    """``linh-vuc`` the subject, ``noi`` the place, ``ky`` the period (half-2021-1)."""
    today = timezone.localdate()
    places = list(places_of(request.user, today))
    place = next((one for one in places if one.pk == key(request.GET.get("noi", ""))), places[0] if places else None)
    period = _period(request.GET.get("ky", ""), running("year", today))
    subject = request.GET.get("linh-vuc", "")
    subject = subject if subject in SUBJECTS else "assistance"
    form = Planning(request.POST or None, places=places_of(request.user, today), on=today,
                    initial={"unit": place, "period": period.code})  # fmt: skip
    if request.method == "POST" and form.is_valid() and _planned(request, form):
        return redirect(request.get_full_path())
    rows = _rows(place, period, subject, request) if place else []
    table = Table(f"chi-tieu-{period.code}", _columns(period), rows, sortable=False)
    if wants_workbook(request, table):
        return table.workbook()
    context = {
        "table": table, "form": form, "tab": "reports", "place": place, "places": places, "period": period,
        "periods": [one for year in range(today.year, today.year - 7, -1) for one in periods(year)],
        "subject": subject, "subjects": SUBJECTS.items(), "may_prepare": permit.allowed(request.user, "prepare"),
    }  # fmt: skip
    return render(request, "reporting/indicators.html", context, status=422 if form.errors else 200)


def _period(text: str, otherwise: Period) -> Period:
    try:
        return read(text)
    except ValueError:
        return otherwise


def _planned(request: Signed, form: Planning) -> bool:
    told = form.cleaned_data
    try:
        plans.plan(told["code"], told["unit"], told["period"], least=told["least"] if told["least"] is not None else -1,
                   most=told["most"], paper=told["paper"], by=request.user)  # fmt: skip
    except (Wrong, permit.Refused) as why:
        form.told(getattr(why, "field", "unit"), str(why))
        return False
    messages.success(request, _("Đã ghi kế hoạch."))
    return True


def _columns(period: Period) -> list[Column]:
    return [
        Column("name", _("Chỉ tiêu"), law=True), Column("unit", _("Đơn vị"), law=True), Column("plan", _("Kế hoạch")),
        Column("now", _("Kỳ này")), Column("reached", _("Đạt")), Column("before", period.before.name, law=True),
        Column("note", _("Ghi chú"), law=True),
    ]  # fmt: skip


def _rows(place: Unit, period: Period, subject: str, request: Signed) -> list[dict[str, Any]]:
    today, units = timezone.localdate(), communes_of([place]) & permit.cover(request.user)
    law, planned = books(today), reporting.plans(place, period)
    now = reckoned.Asked(place, units, period, today, law)
    found = []
    for code, one in indicators().items():
        if one.subject == subject:
            found.append(_row(one, now, now._replace(period=period.before), planned.get(code)))
    return found


def _row(one: Indicator, now: reckoned.Asked, before: reckoned.Asked, plan: IndicatorPlan | None) -> dict[str, Any]:
    value, how = reckoned.estimated(one, now)
    of = value.of(one.measure)
    aim = None if plan is None else plan.most or plan.least
    notes = [f"ước {ESTIMATES[how]}" if how else "", one.note]
    return {
        "name": one.name, "href:now": reckoned.page(one, now), "unit": one.unit, "now": said(of, one.measure),
        "plan": _plan(plan, one), "reached": f"{100 * of // aim} %" if of is not None and aim else "",
        "before": said(reckoned.value(one, before).of(one.measure), one.measure),
        "href:before": reckoned.page(one, before), "note": "; ".join(filter(None, notes)),
    }  # fmt: skip


def _plan(plan: IndicatorPlan | None, one: Indicator) -> str:
    if plan is None:
        return ""
    return " – ".join(said(end, one.measure) for end in (plan.least, plan.most) if end is not None)
