"""What stands on a list: its communes and people, and its files."""

from __future__ import annotations

import io
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ansinh.pages.door import Signed, may
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.reckoning.months import month_iso
from ansinh.record.models.payroll import Run, payment_of
from ansinh.reports import desk, entered, lists
from ansinh.world.payments import channel_that_pays
from ansinh.world.payments.listing import PaymentList

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def the_run(pk: int) -> Run:
    """A list of the branch entered, and no other."""
    return get_object_or_404(desk.runs(), pk=pk)


def seen_sheets(run: Run) -> list[lists.Sheet]:
    """The commune lists of a run that lie in the branch entered."""
    units = entered.communes()
    return [sheet for sheet in lists.sheets(run) if units is None or sheet.unit.pk in units]


@may("see")
def commune(request: Signed, pk: int, unit: int) -> HttpResponse:
    """Everybody on a commune's lists, one line a person and purse, whatever the way of payment."""
    run = the_run(pk)
    sheets = [sheet for sheet in seen_sheets(run) if sheet.unit.pk == unit]
    if not sheets:
        raise Http404
    rows = [_line(line) for sheet in sheets for line in lists.payment_list(run, sheet).lines]
    table = Table.of(request, f"danh-sach-{sheets[0].unit.code}", _line_columns(), rows, paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    return render(
        request,
        "payroll/commune.html",
        {"run": run, "unit": sheets[0].unit, "table": table, "sheets": sheets, "tab": "runs"},
    )


def _line_columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"),
        Column("birth", _("Năm sinh"), "date"),
        Column("village", _("Thôn")),
        Column("group", _("Nhóm")),
        Column("level", _("Tháng này"), "money", True),
        Column("arrears", _("Truy lĩnh"), "money", True),
        Column("carried", _("TTMS"), "money", True),
        Column("net", _("Thực lĩnh (đồng)"), "money", True),
    ]


def _line(line: Any) -> dict[str, Any]:
    return {
        "name": line.full_name,
        "href": reverse("person", args=[payment_of(line.person_code)[0]]),
        "birth": line.birth,
        "village": line.village,
        "group": line.group_code,
        "level": line.level,
        "arrears": line.arrears.amount,
        "carried": line.carried.amount,
        "net": line.net,
    }


@may("see")
def file(request: Signed, pk: int, unit: int, way: str, kind: str) -> HttpResponse:
    """One list as the Post or the bank takes it: XLSX, or PDF to print and sign."""
    run = the_run(pk)
    for sheet in seen_sheets(run):
        if sheet.unit.pk == unit and sheet.slug == way and kind in ("xlsx", "pdf"):
            made = lists.payment_list(run, sheet)
            return file_answer(written(made, kind), f"{file_name(run)}-{sheet.unit.code}-{way}.{kind}")
    raise Http404


def written(made: PaymentList, kind: str) -> bytes:
    """A list as its channel takes it: ``xlsx``, or ``pdf`` to print and sign."""
    channel = channel_that_pays(made.lines[0].pay_by)
    written = io.BytesIO()
    (channel.write_xlsx if kind == "xlsx" else channel.write_pdf)(made, written)
    return written.getvalue()


def file_name(run: Run) -> str:
    return f"chi-tra-{month_iso(run.month)}"


def file_answer(data: bytes, name: str) -> HttpResponse:
    kind = TYPES[name.rsplit(".", 1)[1]]
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
