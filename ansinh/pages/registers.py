"""Nhập sổ: a workbook is sent; what became of earlier ones, row by row; held rows answered or put aside."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, F, Func, IntegerField, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ansinh.acts import kept_rows, permit
from ansinh.pages import import_tables, importing, uploads
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import MonthField
from ansinh.pages.tables import Table, wants_workbook
from ansinh.reckoning.months import month_of
from ansinh.record.models.tasks import Import, ImportRow, Landed, Task

SHOWN = 300
"""So many imports and differences are shown; the workbook to download holds all."""

KINDS = {"giu-lai": Landed.HELD, "ghi-chu": Landed.REMARKED}
"""Sorts of rows, as addresses call them."""


class Workbook(forms.Form):
    """The workbook, and up to which month the office's old lists have paid."""

    file = forms.FileField(
        label=gettext_lazy("Tệp sổ"),
        help_text=gettext_lazy("Sổ .xlsx, .xls của đơn vị hay mẫu cập nhật; cứ để nguyên tiêu đề, dòng cộng."),
        widget=forms.FileInput(attrs={"accept": ",".join(uploads.KINDS)}),
        error_messages={"required": gettext_lazy("Hãy chọn tệp sổ.")},
    )
    paid_through = MonthField(
        label=gettext_lazy("Danh sách cũ đã chi đến hết tháng"),
        help_text=gettext_lazy("Các tháng sau tháng này do An Sinh tính và chi."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.name.lower().endswith(".xlsb"):
            raise forms.ValidationError(
                _("Tệp .xlsb không đọc được ở đây. Mở tệp bằng Excel, lưu thành .xlsx rồi gửi lại.")
            )
        if not file.name.lower().endswith(uploads.KINDS):
            raise forms.ValidationError(_("“%(name)s” không phải tệp bảng tính (.xlsx, .xls).") % {"name": file.name})
        if file.size > uploads.LIMIT:
            raise forms.ValidationError(_("Tệp lớn hơn 50 MB; hãy tách theo xã rồi nhập từng tệp."))
        return file


@may("register")
def imports(request: Signed) -> HttpResponse:
    """Send a workbook; below, what was imported before and what is being worked on."""
    month = month_of(timezone.localdate())
    form = Workbook(request.POST or None, request.FILES or None, initial={"paid_through": month - 1})
    if form.is_bound and not permit.cover(request.user):
        form.add_error(None, _("Tài khoản này chưa được giao địa bàn nào nên chưa nhập sổ được; báo người quản trị."))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        arguments = {
            "file": uploads.keep(file),
            "name": file.name,
            "paid_before": form.cleaned_data["paid_through"] + 1,
        }
        return redirect("import_task", importing.begin("try", arguments, request.user).pk)
    rows = [import_tables.history(row) for row in _kept()[:SHOWN]]
    table = Table("da-nhap", import_tables.history_columns(), rows, sortable=False)
    if wants_workbook(request, table):
        return table.workbook()
    running = Task.objects.filter(by=request.user, kind__startswith="import", state="running").order_by("-pk")
    return render(
        request, "registers/imports.html", {"form": form, "table": table, "running": running, "tab": "imports"}
    )


@may("register")
def kept_import(request: Signed, pk: int) -> HttpResponse:
    """What became of one workbook: rows by outcome, rows to correct, stated amounts that the law does not give."""
    kept = _seen(pk)
    differences = [import_tables.difference(row) for row in kept.differences]
    table = Table.of(request, "chenh-lech", import_tables.difference_columns(), differences)
    if wants_workbook(request, table):
        return table.workbook()
    held = kept.rows.filter(outcome=Landed.HELD)
    context = {
        "kept": kept,
        "table": Table(table.name, table.columns, table.rows[:SHOWN], table.sort),
        "all": len(differences),
        "outcomes": import_tables.outcomes(kept.counts),
        "open": kept.open_rows,  # type: ignore[attr-defined]
        "answered": held.filter(answered_by__isnull=False).count(),
        "aside": held.filter(aside_at__isnull=False).count(),
        "remarked": kept.rows.filter(outcome=Landed.REMARKED).count(),
        "held": held.count(),
        "tab": "imports",
    }
    return render(request, "registers/import.html", context)


@may("register")
def import_rows(request: Signed, pk: int, kind: str) -> HttpResponse:
    """The rows that were held, or landed with remarks: each with all that was said of it and what became of it."""
    kept = _seen(pk)
    if kind not in KINDS:
        raise Http404
    open_first = (F("answered_at").desc(nulls_first=True), F("aside_at").desc(nulls_first=True), "pk")
    rows = import_tables.KeptRows(kept.rows.filter(outcome=KINDS[kind]).order_by(*open_first))
    held = KINDS[kind] == Landed.HELD
    table = Table.of(request, kind, import_tables.row_columns(held=held, status=held), rows, paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    context = {"kept": kept, "table": table, "held_rows": held, "tab": "imports"}
    return render(request, "registers/rows.html", context)


class Aside(forms.Form):
    """Why a held row does not belong in the register."""

    reason = forms.CharField(
        label=gettext_lazy("Không đưa vào sổ, vì"),
        help_text=gettext_lazy("Ví dụ: đã chết trước khi lập sổ; ghi trùng với dòng 12; đã chuyển đi tỉnh khác."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Ghi lý do không đưa dòng này vào sổ.")},
    )


@may("register")
def put_aside(request: Signed, pk: int) -> HttpResponse:
    """A held row with all that is wrong with it, and the reason for which it is put aside."""
    row = _row(pk)
    form = Aside(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept_rows.put_aside(row, reason=form.cleaned_data["reason"], by=request.user)
        except kept_rows.NotNow as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Đã gác lại dòng %(row)s.") % {"row": row.row})
            return redirect("import_rows", row.source_id, "giu-lai")
    told = import_tables.kept_row(row, set())
    return render(request, "registers/aside.html", {"row": row, "told": told, "form": form, "tab": "imports"})


@require_POST
@may("register")
def take_up(request: Signed, pk: int) -> HttpResponse:
    """A row put aside by mistake is open again."""
    row = kept_rows.take_up(_row(pk), by=request.user)
    messages.success(request, _("Dòng %(row)s lại chờ sửa.") % {"row": row.row})
    return redirect("import_rows", row.source_id, "giu-lai")


@may("register")
def corrections(request: Signed, pk: int) -> HttpResponse:
    kept = _seen(pk)
    if kept.corrections is None:
        raise Http404
    return importing.file_of(bytes(kept.corrections), f"sua-{kept.name}")


def _kept() -> QuerySet[Import]:
    """What was imported where this reader works (the database shows no others), without the workbooks: in how many
    rows each stated what the law does not give, and how many held rows nobody has answered."""
    found = Import.objects.select_related("by").defer("corrections", "differences").order_by("-at")
    waiting = Q(rows__outcome=Landed.HELD, rows__answered_by__isnull=True, rows__aside_at__isnull=True)
    return found.annotate(
        different=Func(F("differences"), function="jsonb_array_length", output_field=IntegerField()),
        open_rows=Count("rows", filter=waiting),
    )


def _seen(pk: int) -> Import:
    return get_object_or_404(_kept().defer(None), pk=pk)


def _row(pk: int) -> ImportRow:
    return get_object_or_404(
        ImportRow.objects.select_related("source", "answered_by", "aside_by"), pk=pk, outcome=Landed.HELD
    )
