"""What stands on a list: its communes and people, what changed since last month, its files, and results sent back."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts import payroll
from ansinh.acts.results import read_file
from ansinh.pages import uploads
from ansinh.pages.door import Signed, may
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.payroll import Run
from ansinh.record.models.results import Remark
from ansinh.reports import desk, entered, lists
from ansinh.reports import payroll as reports
from ansinh.world.payments import channel_that_pays
from ansinh.world.payments.listing import PaymentList

SHOWN = 1_000
ZIP_PEOPLE = 30_000
"""Above so many people the files are written by the command line, where they have a progress bar."""

CHANGES = {
    "new": gettext_lazy("mới"),
    "stopped": gettext_lazy("thôi"),
    "level": gettext_lazy("đổi mức"),
    "moved": gettext_lazy("chuyển xã"),
    "arrears": gettext_lazy("truy lĩnh"),
    "carried": gettext_lazy("tháng trước mang sang (TTMS)"),
    "debt": gettext_lazy("phải thu hồi"),
    "relief": gettext_lazy("bớt thu hồi"),
}
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


def the_run(pk: int) -> Run:
    """A list of the branch entered, and no other."""
    return get_object_or_404(desk.runs(), pk=pk)


def seen_sheets(run: Run) -> list[lists.Sheet]:
    """The commune lists of a run that lie in the branch entered."""
    units = entered.communes()
    return [sheet for sheet in lists.sheets(run) if units is None or sheet.unit.pk in units]


@may("see")
def changes(request: Signed, pk: int) -> HttpResponse:
    """Person by person, what is not as it was last month; ``loai`` narrows to one kind of change."""
    run = the_run(pk)
    what = request.GET.get("loai") if request.GET.get("loai") in CHANGES else None
    rows = [_change(change) for change in reports.changes(run, what=what)]
    table = Table.of(request, "thay-doi", _change_columns(), rows)
    if wants_workbook(request, table):
        return table.workbook()
    shown = Table(table.name, table.columns, table.rows[:SHOWN])
    shown.sort, shown.totals = table.sort, table.totals
    kinds = [(key, words, number) for key, words, number, _money in counted(run)]
    context = {"run": run, "table": shown, "all": len(rows), "kinds": kinds, "what": what, "tab": "runs"}
    return render(request, "payroll/changes.html", context)


def counted(run: Run) -> list[tuple[str, str, int, int]]:
    """Kinds of change that happened: key, words, how many, whole đồng."""
    found = reports.counts(run)
    return [(key, str(words), *found[key]) for key, words in CHANGES.items() if found[key][0]]


def _change_columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"),
        Column("birth", _("Năm sinh"), "date"),
        Column("unit", _("Xã")),
        Column("what", _("Thay đổi")),
        Column("code", _("Nhóm")),
        Column("before", _("Trước (đồng)"), "money", True),
        Column("after", _("Nay (đồng)"), "money", True),
        Column("why", _("Vì sao")),
    ]


def _change(change: reports.Change) -> dict[str, Any]:
    return {
        "name": change.name,
        "href": reverse("person", args=[change.person_id]),
        "birth": change.birth,
        "unit": change.unit,
        "what": str(CHANGES[change.what]),
        "code": change.code,
        "before": change.before,
        "after": change.after,
        "why": change.why,
    }


@may("see")
def commune(request: Signed, pk: int, unit: int) -> HttpResponse:
    """Everybody on a commune's list, one line a person, whatever the way of payment."""
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
        "href": reverse("person", args=[int(line.person_code)]),
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
        if sheet.unit.pk == unit and sheet.pay_by == way and kind in ("xlsx", "pdf"):
            made = lists.payment_list(run, sheet)
            return _answer(_written(made, kind), f"{_name(run)}-{sheet.unit.code}-{way}.{kind}")
    raise Http404


@may("see")
def every_file(request: Signed, pk: int) -> HttpResponse:
    """All lists of the run, XLSX and PDF, in one ZIP."""
    run = the_run(pk)
    if run.people > ZIP_PEOPLE:
        messages.warning(request, _("Danh sách lớn: hãy ghi tệp bằng lệnh ansinh trên máy chủ, hoặc tải từng xã."))
        return redirect("run", pk)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in seen_sheets(run):
            made = lists.payment_list(run, sheet)
            for kind in ("xlsx", "pdf"):
                archive.writestr(f"{sheet.unit.code}-{sheet.unit.name}-{sheet.pay_by}.{kind}", _written(made, kind))
    return _answer(packed.getvalue(), f"{_name(run)}.zip")


def _written(made: PaymentList, kind: str) -> bytes:
    channel = channel_that_pays(made.lines[0].pay_by)
    written = io.BytesIO()
    (channel.write_xlsx if kind == "xlsx" else channel.write_pdf)(made, written)
    return written.getvalue()


def _name(run: Run) -> str:
    return f"chi-tra-{run.month // 12}-{run.month % 12 + 1:02}"


def _answer(data: bytes, name: str) -> HttpResponse:
    kind = TYPES[name.rsplit(".", 1)[1]]
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


class ResultFile(forms.Form):
    """What the Post or the bank sent back."""

    file = forms.FileField(
        label=gettext_lazy("Tệp kết quả của Bưu điện hoặc ngân hàng"),
        error_messages={"required": gettext_lazy("Hãy chọn tệp kết quả.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > uploads.LIMIT:
            raise forms.ValidationError(_("Tệp lớn hơn 50 MB; hãy tách theo xã rồi gửi từng tệp."))
        return file


@may("prepare")
def results(request: Signed, pk: int) -> HttpResponse:
    """A result file is read: what it says is recorded, what it does not say clearly is listed row by row."""
    run = the_run(pk)
    form = ResultFile(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"run": run, "form": form, "tab": "runs"}
    if request.method == "POST" and form.is_valid():
        try:
            file = form.cleaned_data["file"]
            told = read_file(run, file.read(), name=file.name, by=request.user)
        except (payroll.NotNow, ValueError) as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("Đã ghi kết quả của %(n)s người.") % {"n": told.changed})
            left = [_remark(remark) for remark in told.remarks]
            context["table"] = Table("can-xem", _remark_columns(), left, sortable=False)
            context["run"] = the_run(pk)
    return render(request, "payroll/results.html", context)


def _remark_columns() -> list[Column]:
    return [
        Column("row", _("Dòng"), "count"),
        Column("code", _("Mã")),
        Column("name", _("Họ và tên"), "name"),
        Column("said", _("Điều cần xem")),
    ]


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "row": remark.row,
        "code": remark.person_code,
        "name": remark.full_name,
        "said": remark.sentence,
    }
