"""A report as a Word document, from its numbers and words; and which numbers its template asks for."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from ansinh.acts.writing import head, template
from ansinh.law.indicator import indicators
from ansinh.law.report_forms import ReportForm, report_form, report_forms
from ansinh.law.report_periods import Period
from ansinh.reckoning.numbers import MANNERS, Number, Space
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.reporting import Report
from ansinh.world.documents.filling import named, render

SPACES = ("so", "ky_truoc", "nam_truoc")


def name_of(form: ReportForm) -> str:
    """The name of a form's template."""
    return f"report_{form.template}"


def asked(report: Report) -> set[tuple[str, str]]:
    """Which numbers the template in use at the place asks for. Raises ``BadTemplate``."""
    return named(template(name_of(report_form(report.form)), report.unit), SPACES)


def document(report: Report, numbers: Mapping[str, Any], *, rows: Sequence[Mapping[str, Any]] = (),
             notes: Sequence[str] = ()) -> bytes:  # fmt: skip
    """The report; ``numbers`` the spaces, ``rows`` and ``notes`` of a subject's table. Raises ``BadTemplate``."""
    form = report_form(report.form)
    period = Period(report.kind, report.year, report.number)  # type: ignore[arg-type]
    told = fields(form, report.unit, period, report.on, report.words) | dict(numbers)
    told |= {
        "number": report.paper_number or ".....", "rows": list(rows), "notes": list(notes),
        "signer_name": report.signed_by.full_name_vi if report.signed_by else "",
    }  # fmt: skip
    if report.signed_on:
        told |= {"place_and_day": head(report.unit, report.signed_on)["place_and_day"]}
    if report.signer_title:
        told["signer_title"] = report.signer_title
    return render(template(name_of(form), report.unit), told, MANNERS)


def fields(
    form: ReportForm, unit: Unit, period: Period, on: datetime.date, words: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """What a template may ask besides numbers."""
    bureau = form.office if unit.level != Level.COMMUNE else ""
    told = head(unit, None, bureau)
    return told | {
        "number": ".....", "symbol": form.symbol if bureau else "BC-UBND", "about": form.about, "on": f"{on:%d/%m/%Y}",
        "ky": {
            "name": period.name, "year": period.year, "year_before": period.year - 1, "before": period.before.name,
            "first": f"{period.first:%d/%m/%Y}", "last": f"{period.last:%d/%m/%Y}", "running": on < period.last,
        },
        "loi": {one.code: list(words.get(one.code, ())) for one in form.sections},
        "rows": [], "notes": [], "recipients": ["Như trên", "Lưu: VT"],
        "signer_title": signer(form, unit), "signer_name": "",
    }  # fmt: skip


def signer(form: ReportForm, unit: Unit) -> str:
    """Who signs: the head of the bureau, or of the committee."""
    return form.signer if form.signer and unit.level != Level.COMMUNE else "CHỦ TỊCH"


def sample(name: str, unit: Unit, day: datetime.date) -> dict[str, Any]:
    """The fields of a report that is kept nowhere: every indicator is there, so that a template can be tried."""
    form = next(one for one in report_forms().values() if name_of(one) == name)
    parts: dict[str, Number | str] = {
        "tien": Number(10**9, "money"), "den": Number(20), "ke_hoach": Number(10), "dat": Number(50), "ten": "…",
    }  # fmt: skip

    def find(code: str) -> Number | None:
        return Number(10, "number", "", parts) if code in indicators() else None

    told = fields(form, unit, Period("half", day.year), day, {one.code: ["…"] for one in form.sections})
    row = {
        "no": 1,
        "name": "…",
        "unit": "…",
        "plan_amount": "",
        "amount": "1",
        "before_amount": "1",
        "change_amount": "",
    }
    return told | {space: Space(find) for space in SPACES} | {"rows": [row], "notes": ["…"]}
