"""Quỹ: the funds of the branch against their plans; one fund's year with its entries, next step and papers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from ansinh.acts import fund_papers, permit
from ansinh.law import funds as law
from ansinh.pages.attached import attached
from ansinh.pages.door import Signed, may
from ansinh.pages.fund_next import may_do, next_step
from ansinh.pages.fund_tables import (
    funds_table,
    months_table,
    pledges_table,
    purposes_table,
    receipts_table,
    spendings_table,
)
from ansinh.pages.lists import file_answer
from ansinh.pages.tables import wants_workbook
from ansinh.pages.templatetags.ansinh import percent
from ansinh.record.models.funds import Fund, FundFile
from ansinh.reports import funds as reports
from ansinh.reports.places import in_a_sentence

FIRST = 2000
"""No year before is asked for."""


@may("see")
def listed(request: Signed) -> HttpResponse:
    """Every fund of the branch in a year: what it holds, its plan, what waits; ``loai`` narrows to a kind."""
    year, kind = _year(request), request.GET.get("loai", "")
    kinds = [(one.code, one.name) for one in law.funds()]
    if kind and kind not in dict(kinds):
        raise Http404
    every = reports.visible()
    found = reports.standing(reports.years([one for one in every if kind in ("", one.code)], year), year)
    table = funds_table(request, found, year)
    if wants_workbook(request, table):
        return table.workbook()
    context = {
        "table": table, "year": year, "years": _years(every), "kind": kind, "kinds": kinds, "tab": "programmes",
        "left": sum(one.left for one in found), "funds": len(found),
    }  # fmt: skip
    return render(request, "funds/listed.html", context)


def _year(request: Signed) -> int:
    """The year the address asks for (``nam=2021``), else this one."""
    asked, now = request.GET.get("nam", ""), timezone.localdate().year
    return int(asked) if asked.isdecimal() and len(asked) == 4 and FIRST <= int(asked) <= now + 1 else now


def _years(funds: list[Fund]) -> list[int]:
    """From the year the first of these was opened to this one, the newest first."""
    now = timezone.localdate().year
    return list(range(now, min((fund.opened_on.year for fund in funds), default=now) - 1, -1))


def title_of(fund: Fund) -> str:
    """Quỹ Đền ơn đáp nghĩa, xã Tam Đa."""
    return f"{law.fund(fund.code).name}, {in_a_sentence(fund.unit)}"


@may("see")
def fund(request: Signed, pk: int) -> HttpResponse:
    """One fund in a year: against its plan, by purpose and month, pledges, receipts, spending, the funds under it."""
    this = get_object_or_404(Fund.objects.select_related("unit"), pk=pk)
    year = max(_year(request), this.opened_on.year)
    told = reports.years([this], year)[0]
    below = reports.standing(reports.years(reports.within(this), year), year)
    writes = permit.allowed(request.user, "register")
    tables = {
        "purposes": purposes_table(reports.by_purpose([this], year)), "months": months_table(told, year),
        "pledges": pledges_table(reports.unpaid(this), may_write=writes), "below": funds_table(request, below, year),
        "receipts": receipts_table(request, this, year, may_write=writes),
        "spendings": spendings_table(request, this, year),
    }  # fmt: skip
    for table in tables.values():
        if wants_workbook(request, table):
            return table.workbook()
    plan = this.plans.filter(reports.SPENT, year=year).select_related("approved_by").first()
    kept = law.fund(this.code)
    spent = {row.code: row.spent for row in reports.by_purpose([this], year)}
    context = {
        "fund": this, "named": title_of(this), "year": year, "years": _years([this]), "told": told, "plan": plan,
        "raised_rate": reports.rate(told.raised, told.to_raise), "spent_rate": reports.rate(told.spent, told.to_spend),
        "step": next_step(this, told, year, request.user), "steps": may_do(this, request.user), "kept": kept,
        "rule": kept.rule(_last_day(year)), "admin": spent.get(law.ADMIN, 0), "tab": "programmes", **tables,
    }  # fmt: skip
    return render(request, "funds/fund.html", context)


def _last_day(year: int) -> Any:
    today = timezone.localdate()
    return min(today, today.replace(year=year, month=12, day=31))


@may("see")
def receipt(request: Signed, pk: int, at: int) -> HttpResponse:
    """A receipt as a Word document."""
    this = get_object_or_404(Fund, pk=pk)
    given = get_object_or_404(this.receipts.select_related("fund__unit", "pledge", "recorded_by"), pk=at)
    return file_answer(fund_papers.receipt(given), f"phieu-thu-{given.number}-{given.year}.docx")


@may("see")
def statement(request: Signed, pk: int, year: int) -> HttpResponse:
    """The statement of a year as a Word document."""
    this = get_object_or_404(Fund.objects.select_related("unit"), pk=pk)
    if not this.opened_on.year <= year <= timezone.localdate().year:
        raise Http404
    told = reports.years([this], year)[0]
    rows = [(row.name, row.planned, row.spent) for row in reports.by_purpose([this], year) if row.code != law.HANDOVER]
    sums = fund_papers.Sums(
        year, told.begun, told.raised, _of_plan(told.raised, told.to_raise), told.spent,
        _of_plan(told.spent, told.to_spend), told.handed, told.left,
    )  # fmt: skip
    written = fund_papers.statement(this, sums, rows, by=request.user, on=timezone.localdate())
    return file_answer(written, f"bao-cao-quy-{year}.docx")


def _of_plan(part: int, whole: int | None) -> str:
    """ ", đạt 92,30 % kế hoạch"; empty without a plan. In the language of the paper."""
    share = reports.rate(part, whole)
    return "" if share is None else f", đạt {percent(share)} kế hoạch"


@may("see")
def file(request: Signed, pk: int, at: int) -> HttpResponse:
    """The scan of a paper as it came; nothing in it runs."""
    kept = get_object_or_404(FundFile, pk=at, fund=pk)
    return attached(kept)
