"""The workbook of a commune's survey forms: taken away, filled in, read back with a word for each row."""

from __future__ import annotations

import io
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts.poverty import opening, questions, reading
from ansinh.acts.preparing import NotNow
from ansinh.pages import uploads
from ansinh.pages.door import Signed, may
from ansinh.pages.lists import file_answer
from ansinh.pages.poverty.review import the_review
from ansinh.pages.registers import Workbook
from ansinh.pages.tables import Column, Table
from ansinh.world import survey_answers, survey_form, survey_workbook


class Filled(forms.Form):
    """The workbook, filled in."""

    file = forms.FileField(
        label=gettext_lazy("Bảng phiếu đã điền"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.zip"}),
        error_messages={"required": gettext_lazy("Hãy chọn tệp.")},
    )  # fmt: skip

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.name.lower().endswith(".zip") and file.size <= uploads.LIMIT:
            return file
        return Workbook.clean_file(self)  # type: ignore[arg-type]


@may("see")
def blank(request: Signed, pk: int) -> HttpResponse:
    """The workbook to fill in, a row a household."""
    this = the_review(pk)
    out = io.BytesIO()
    title = f"{opening.title(this.round)}, {this.unit}"
    survey_workbook.write(reading.to_survey(this), reading.columns(this), out, title=title)
    return file_answer(out.getvalue(), f"phieu-ra-soat-{this.unit.code}.xlsx")


@may("see")
def field(request: Signed, pk: int, kind: str) -> HttpResponse:
    """The electronic form: the XLSForm for ODK Central and KoboToolbox, or the XForm itself."""
    form = questions.form(reading.asked_of(the_review(pk)))
    if kind == "xlsx":
        return file_answer(survey_form.xlsform(form), f"{form.code}.xlsx")
    response = HttpResponse(survey_form.xform(form), content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="{form.code}.xml"'
    return response


@may("prepare")
def filled(request: Signed, pk: int) -> HttpResponse:
    """What it says is kept row by row; every row has its word."""
    this = the_review(pk)
    form = Filled(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"review": this, "form": form, "title": opening.title(this.round), "tab": "poverty"}
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data["file"].read()
            read = reading.read_export if survey_answers.is_export(data) else reading.read_back
            told = read(this, data, by=request.user, on=timezone.localdate())
        except (ValueError, NotNow) as why:
            form.add_error("file", str(why))
        else:
            rows = [
                {"row": one.row, "head": one.head, "kept": _("đã ghi") if one.kept else _("chưa ghi"),
                 "tag:kept": "good" if one.kept else "bad", "sentence": one.sentence}
                for one in told
            ]  # fmt: skip
            table = Table("phieu-doc-lai", _columns(), rows, sortable=False)
            context |= {"table": table, "kept": sum(1 for one in told if one.kept), "read": len(told)}
    return render(request, "poverty/workbook.html", context, status=422 if form.errors else 200)


def _columns() -> list[Column]:
    return [
        Column("row", _("Dòng trong tệp"), "count"), Column("head", _("Chủ hộ"), "name"), Column("kept", _("Kết quả")),
        Column("sentence", _("Hạng, hoặc vì sao chưa ghi")),
    ]  # fmt: skip
