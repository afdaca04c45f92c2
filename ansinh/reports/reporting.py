"""The numbers of a report: of its period, of the one before, of the whole year before; with plan and with what differs.

A draft's numbers are kept when they are reckoned and stand until somebody reckons them again; a signed report's stay,
and so does what they were counted from.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

from ansinh.law.book import Book
from ansinh.law.indicator import ESTIMATES, Indicator, indicator, indicators
from ansinh.law.report_forms import report_form
from ansinh.law.report_periods import Period
from ansinh.reckoning.numbers import Behind, Counted, Number, Space
from ansinh.reckoning.values import Value
from ansinh.record.branches import communes_of
from ansinh.record.models.places import Unit
from ansinh.record.models.reporting import IndicatorPlan, Report, ReportAsk, ReportNumber
from ansinh.reports import indicator as reckoned

Books = Callable[[int, int], Book]
SPACES: Mapping[str, str] = {"so": "kỳ này", "ky_truoc": "kỳ trước", "nam_truoc": "cả năm trước"}


def period_of(of: Report | ReportAsk) -> Period:
    """The period a report is on, or communes are asked about."""
    return Period(of.kind, of.year, of.number)  # type: ignore[arg-type]


def spaces_of(period: Period) -> dict[str, Period]:
    """Which period each space of a template means."""
    return {"so": period, "ky_truoc": period.before, "nam_truoc": period.year_before}


def asked(report: Report, space: str, books: Books) -> reckoned.Asked:
    """What an indicator is asked of in a space."""
    period = spaces_of(period_of(report))[space]
    return reckoned.Asked(report.unit, communes_of([report.unit]), period, report.on, books)


def wanted(report: Report, named: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Which numbers a report needs: those its template names, and of a subject's table all of the subject."""
    known = indicators()
    found = {(space, code) for space, code in named if code in known}
    if subject := report_form(report.form).subject:
        found |= {
            (space, code) for code, one in known.items() if one.subject == subject for space in ("so", "ky_truoc")
        }
    return sorted(found)


def count(report: Report, numbers: Collection[tuple[str, str]], books: Books) -> list[Counted]:
    """These numbers by the records as they are now."""
    return [_counted(asked(report, space, books), space, indicator(code)) for space, code in numbers]


def _counted(of: reckoned.Asked, space: str, one: Indicator) -> Counted:
    value, how = reckoned.estimated(one, of)
    heads = [(head.title, head.kind) for head in reckoned.way(one).HEADINGS]
    return Counted(space, one.code, value, how, reckoned.names(one, of), reckoned.page(one, of), heads)


def behind(report: Report, numbers: Collection[tuple[str, str]], books: Books) -> list[Behind]:
    """What each of these numbers is counted from, by commune."""
    found = []
    for space, code in numbers:
        parts: dict[int | None, list[list[Any]]] = defaultdict(list)
        for row in reckoned.rows(indicator(code), asked(report, space, books)):
            parts[row.unit].append([[_plain(cell) for cell in row.cells], row.href])
        found += [Behind(space, code, unit, rows) for unit, rows in parts.items()]
    return found


def differing(report: Report, counted: Iterable[Counted]) -> list[str]:
    """The names of the indicators whose numbers are not those kept for the report."""
    held = {(one.space, one.code): Value(one.number, one.money, one.most) for one in report.numbers.all()}
    return [indicator(one.code).name for one in counted if held.get((one.space, one.code)) != one.value]


def _plain(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, datetime.date) else cell


def plans(unit: Unit, period: Period) -> dict[str, IndicatorPlan]:
    """What a place is to reach in a period, or in the whole of its year where only that is planned; by indicator."""
    held = IndicatorPlan.objects.filter(unit=unit, year=period.year, kind__in=(period.kind, "year"))
    found = {one.code: one for one in held if one.kind == "year"}
    return found | {one.code: one for one in held if (one.kind, one.number) == (period.kind, period.number)}


def number_of(row: ReportNumber, plan: IndicatorPlan | None, *, marked: bool) -> Number:
    """A number as a template writes it: what the officer says instead, else what the records gave."""
    one = indicator(row.code)
    value, money = (row.own if row.part == "number" else row.number), (row.own if row.part == "money" else row.money)
    key = f"{row.space}.{row.code}" if marked else ""
    parts: dict[str, Number | str] = {"ten": row.names, "tien": Number(money, "money", key)}
    parts["den"] = Number(row.most if plan is None else plan.most, one.measure, key)
    parts["ke_hoach"] = Number(plan.least if plan else None, one.measure, key)
    of = money if one.measure == "money" else value
    aim = None if plan is None else plan.most or plan.least
    parts["dat"] = Number(100 * of // aim if of is not None and aim else None, "number", key)
    if one.measure == "money":
        return Number(money, "money", key, parts)
    return Number(value, one.measure, key, parts)


def spaces(report: Report, *, marked: bool) -> dict[str, Space]:
    """The spaces a template asks, from the numbers kept; an indicator nobody reckoned yet is unknown to it."""
    rows = {(one.space, one.code): one for one in report.numbers.all()}
    planned = {space: plans(report.unit, period) for space, period in spaces_of(period_of(report)).items()}

    def finder(space: str) -> Callable[[str], Number | None]:
        def find(code: str) -> Number | None:
            row = rows.get((space, code))
            return None if row is None else number_of(row, planned[space].get(code), marked=marked)

        return find

    return {space: Space(finder(space)) for space in SPACES}


class Line(NamedTuple):
    """A line of a subject's table: this period, the one before, the plan, and what is to be said of it."""

    indicator: Indicator
    now: Number
    before: Number
    plan: Number | None
    note: str


def table(report: Report, *, marked: bool) -> list[Line]:
    """The subject's indicators of a report, those with nothing in either period left out."""
    rows = {(one.space, one.code): one for one in report.numbers.all()}
    planned, found = plans(report.unit, period_of(report)), []
    for code, one in indicators().items():
        now, before = rows.get(("so", code)), rows.get(("ky_truoc", code))
        if one.subject != report_form(report.form).subject or now is None or before is None:
            continue
        plan = planned.get(code)
        told = number_of(now, plan, marked=marked), number_of(before, None, marked=marked)
        if any(each.value for each in told) or plan is not None:
            aim = Number(plan.least, one.measure) if plan else None
            found.append(Line(one, *told, aim, noted(now, one)))
    return found


def noted(row: ReportNumber, one: Indicator) -> str:
    """What a reader must know of a number: that it is drawn on, or another than the records'."""
    said = []
    if row.estimate:
        said.append(f"ước đến hết kỳ, {ESTIMATES[row.estimate]}")
    if row.own is not None:
        said.append(f"số cán bộ ghi; hồ sơ có {row.number if row.part == 'number' else row.money}: {row.why}")
    if one.note:
        said.append(one.note.rstrip("."))
    return "; ".join(said)


def visible(cover: frozenset[int]) -> list[Report]:
    """The reports of places that lie in a branch, or hold some of it, the newest first."""
    found = Report.objects.defer("document").select_related("unit", "made_by", "signed_by")
    return [one for one in found.order_by("-on", "-pk") if within(one, cover)]


def within(report: Report, cover: frozenset[int]) -> bool:
    """Whether a branch has anything of a report's place."""
    return bool(communes_of([report.unit]) & cover)
