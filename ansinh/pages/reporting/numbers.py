"""What records give for a report, kept and written: the join of reports (that read) and acts (that write)."""

from __future__ import annotations

import datetime
from typing import Any

from ansinh.acts.reporting import drafting, writing
from ansinh.acts.rulings import books
from ansinh.acts.wrong import Wrong
from ansinh.law.report_forms import report_form
from ansinh.record.models.reporting import Report, ReportState
from ansinh.record.models.users import User
from ansinh.reports import reporting


def reckon(report: Report, *, by: User) -> None:
    """Reckon every number of a draft anew. Raises ``Wrong``, ``BadTemplate``."""
    wanted = reporting.wanted(report, writing.asked(report))
    drafting.keep(report, reporting.count(report, wanted, books(report.on)), by=by)


def document(report: Report, *, marked: bool) -> bytes:
    """The report as a Word document from the numbers kept; ``marked``: for the screen. Raises ``BadTemplate``."""
    if report.state == ReportState.SIGNED and not marked:
        return bytes(report.document or b"")
    rows: list[dict[str, Any]] = []
    notes: list[str] = []
    if report_form(report.form).subject:
        for at, one in enumerate(reporting.table(report, marked=marked), 1):
            if one.note:
                notes.append(f"{one.indicator.name}: {one.note}.")
            rows.append({
                "no": at, "name": one.indicator.name, "unit": one.indicator.unit, "plan_amount": str(one.plan or ""),
                "amount": str(one.now), "before_amount": str(one.before), "change_amount": change(one),
            })  # fmt: skip
    return writing.document(report, reporting.spaces(report, marked=marked), rows=rows, notes=notes)


def change(one: reporting.Line) -> str:
    """This period against the one before: in percent, or in points of a rate."""
    now, before = one.now.value, one.before.value
    if now is None or before is None:
        return ""
    if one.indicator.measure == "rate":
        return f"{'+' if now >= before else '−'}{abs(now - before) / 100:.2f}".replace(".", ",")
    return f"{100 * now // before} %" if before else ""


def sign(report: Report, *, paper_number: str, signed_on: datetime.date, by: User) -> None:
    """Sign what was read: refused when the records give other numbers by now. Raises ``Wrong``, ``BadTemplate``."""
    wanted = reporting.wanted(report, writing.asked(report))
    law = books(report.on)
    counted = reporting.count(report, wanted, law)
    if other := reporting.differing(report, counted):
        named = ", ".join(other[:3])
        raise Wrong("", f"Hồ sơ đã đổi từ lúc tính số liệu ({len(other)} số: {named}…): người soạn tính lại, rồi ký.")
    report.paper_number, report.signed_on, report.signed_by = paper_number, signed_on, by
    report.signer_title = writing.signer(report_form(report.form), report.unit)
    drafting.sign(
        report, counted, reporting.behind(report, wanted, law), document(report, marked=False),
        paper_number=paper_number, signed_on=signed_on, by=by, title=report.signer_title,
    )  # fmt: skip
