"""Kết quả chi trả: the file to send for filling in, the file that came back, and what each said that was not clear."""

from __future__ import annotations

import io
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts import payroll, permit
from ansinh.acts.results import read_file
from ansinh.pages import uploads
from ansinh.pages.door import Signed, may
from ansinh.pages.lists import file_answer, file_name, seen_sheets, the_run
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.templatetags.ansinh import count
from ansinh.record.models.payroll import Run, State
from ansinh.record.models.results import Remark, ResultFile
from ansinh.reports import lists
from ansinh.world.payments.results import write_results_template


class File(forms.Form):
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


@may("see")
def results(request: Signed, pk: int) -> HttpResponse:
    """The templates to send, the files that came back; an officer sends one in, and is shown what it did not say."""
    run = the_run(pk)
    if request.method == "POST":
        permit.check(request.user, "prepare")
    reads = permit.allowed(request.user, "prepare") and run.state in (State.SENT, State.RESULTS)
    form = File(request.POST or None, request.FILES or None) if reads else None
    if request.method == "POST" and form is not None and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            told = read_file(run, file.read(), name=file.name, by=request.user)
        except (payroll.NotNow, ValueError) as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("Đã ghi kết quả của %(n)s người.") % {"n": count(told.changed)})
            return redirect("result_file", pk, told.file.pk) if told.remarks else redirect("results", pk)
    context = {"run": run, "form": form, "sheets": seen_sheets(run), "files": _files(run), "tab": "runs"}
    return render(request, "payroll/results.html", context)


def _files(run: Run) -> list[tuple[ResultFile, int]]:
    """The files that were read, the newest first, each with how many rows of it want looking at here."""
    return [(file, file.remarks.count()) for file in run.result_files.select_related("by")]


@may("see")
def result_file(request: Signed, pk: int, file: int) -> HttpResponse:
    """The rows of a file that could not be taken as they stand, for as long as anybody wants to read them."""
    run = the_run(pk)
    read = get_object_or_404(ResultFile.objects.select_related("by"), pk=file, run=run)
    rows = [_row(remark) for remark in read.remarks.all()]
    table = Table.of(request, "dong-can-xem", _columns(), rows, paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    return render(request, "payroll/result_file.html", {"run": run, "file": read, "table": table, "tab": "runs"})


@may("see")
def template(request: Signed, pk: int, unit: int, way: str) -> HttpResponse:
    """One list as the workbook the Post or the bank fills in and sends back."""
    run = the_run(pk)
    for sheet in seen_sheets(run):
        if sheet.unit.pk == unit and sheet.slug == way:
            made = io.BytesIO()
            write_results_template(lists.payment_list(run, sheet), made)
            return file_answer(made.getvalue(), f"ket-qua-{file_name(run)}-{sheet.unit.code}-{way}.xlsx")
    raise Http404


def _columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"),
        Column("code", _("Mã")),
        Column("row", _("Dòng"), "count"),
        Column("said", _("Điều cần xem")),
    ]


def _row(remark: Remark) -> dict[str, Any]:
    return {
        "name": remark.full_name or remark.person_code,
        "href": reverse("person", args=[remark.person_id]) if remark.person_id else "",
        "code": remark.person_code,
        "row": remark.row,
        "said": remark.sentence,
    }
