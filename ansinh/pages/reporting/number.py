"""One number of a report: what it comes to and how, the plan, the period before, everybody behind it; another put."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ansinh.acts import permit
from ansinh.acts.reporting import drafting
from ansinh.acts.rulings import books
from ansinh.acts.wrong import Wrong
from ansinh.law.indicator import ESTIMATES, Indicator, indicator
from ansinh.pages.door import Signed, may
from ansinh.pages.reporting.forms import Putting
from ansinh.pages.reporting.report import the_report
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.templatetags.ansinh import count, money, rate
from ansinh.reckoning.numbers import UNKNOWN
from ansinh.record.models.reporting import NumberBehind, Report, ReportNumber, ReportState
from ansinh.reports import entered, reporting

MANY = 200
"""A longer list is shown by pages."""


@may("see")
def shown(request: Signed, pk: int, space: str, code: str) -> HttpResponse:
    """The number, with what is behind it: of a draft as records are now, of a signed report as they were."""
    this = the_report(request, pk)
    row = this.numbers.filter(space=space, code=code).select_related("by").first()
    if row is None:
        raise Http404
    one = indicator(code)
    form = Putting(one, request.POST or None, money=row.money is not None or one.measure == "money")
    if request.method == "POST":
        if "take_back" in request.POST:
            return _taken_back(request, this, row)
        if form.is_valid() and _put(request, this, row, form):
            return redirect("report_number", pk, space, code)
    signed = this.state == ReportState.SIGNED
    table = _table(request, this, row, one, signed)
    if wants_workbook(request, table):
        return table.workbook()
    period = reporting.spaces_of(reporting.period_of(this))[space]
    plan = reporting.plans(this.unit, period).get(code)
    context = {
        "this": this, "row": row, "one": one, "form": form, "table": table, "tab": "reports", "signed": signed,
        "period": period, "said": said(row.number, one.measure) if one.measure != "money" else money(row.money),
        "money": money(row.money) if row.money is not None and one.measure != "money" else "",
        "most": said(row.most, one.measure) if row.most is not None else "",
        "own": "" if row.own is None else said(row.own, one.measure) if row.part == "number" else money(row.own),
        "estimate": ESTIMATES.get(row.estimate, ""), "plan": plan,
        "plan_said": said(plan.least, one.measure) if plan else "",
        "plan_most": said(plan.most, one.measure) if plan and plan.most is not None else "",
        "may_put": not signed and permit.allowed(request.user, "prepare"),
    }  # fmt: skip
    return render(request, "reporting/number.html", context, status=422 if form.errors else 200)


def said(value: int | None, measure: str) -> str:
    """A number as the site writes it."""
    if value is None:
        return UNKNOWN
    return f"{rate(value)} %" if measure == "rate" else money(value) if measure == "money" else count(value)


def _put(request: Signed, this: Report, row: ReportNumber, form: Putting) -> bool:
    told = form.cleaned_data
    try:
        drafting.put(this, row.space, row.code, part=told["part"], own=told["own"], why=told["why"], by=request.user)
    except (Wrong, permit.Refused) as why:
        form.told(getattr(why, "field", ""), str(why))
        return False
    messages.success(request, _("Đã ghi số thay; số của hồ sơ vẫn giữ bên cạnh."))
    return True


def _taken_back(request: Signed, this: Report, row: ReportNumber) -> HttpResponse:
    try:
        drafting.take_back(this, row.space, row.code, by=request.user)
    except Wrong as why:
        messages.error(request, str(why))
    return redirect("report_number", this.pk, row.space, row.code)


def _table(request: Signed, this: Report, row: ReportNumber, one: Indicator, signed: bool) -> Table:
    """Everybody behind, those whose commune the reader sees."""
    if signed:
        rows = [each for part in NumberBehind.objects.filter(number=row).order_by("pk") for each in part.rows]
    else:
        parts = reporting.behind(this, [(row.space, row.code)], books(this.on))
        cover = entered.communes()
        rows = [each for part in parts if part.unit is None or cover is None or part.unit in cover
                for each in part.rows]  # fmt: skip
    heads = [
        Column(f"c{at}", _(title), kind, kind in ("count", "money")) for at, (title, kind) in enumerate(row.headings)
    ]
    told = [_cells(heads, *each) for each in rows]
    return Table.of(request, f"{this.pk}-{row.code}", heads, told, paged=len(told) > MANY)


def _cells(heads: list[Column], cells: list[Any], href: str) -> dict[str, Any]:
    told = {head.key: _typed(cell, head.kind) for head, cell in zip(heads, cells, strict=True)}
    return told | {"href": href}


def _typed(cell: Any, kind: str) -> Any:
    return datetime.date.fromisoformat(cell) if kind == "day" and isinstance(cell, str) else cell
