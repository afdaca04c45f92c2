"""Nhập sổ: a workbook is sent, tried without writing, looked at, then landed; held rows go back to be corrected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import F, Func, IntegerField
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ansinh.acts import permit, registers, tasks
from ansinh.pages import uploads
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import MonthField
from ansinh.pages.months import month_of
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.people import Person
from ansinh.record.models.tasks import Import, Task
from ansinh.record.models.users import User

SHOWN = 300
"""So many held rows and differences are shown; the workbook to correct holds all."""

OUTCOMES = {
    "landed": gettext_lazy("vào sổ"),
    "landed with remarks": gettext_lazy("vào sổ, có ghi chú"),
    "held": gettext_lazy("giữ lại chờ sửa"),
    "not a person": gettext_lazy("tiêu đề, cộng, ký"),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        digest = uploads.keep(file)
        arguments = {"file": digest, "name": file.name, "paid_before": form.cleaned_data["paid_through"] + 1}
        return redirect("import_task", _begin("try", arguments, request.user).pk)
    table = Table(
        "da-nhap",
        _history_columns(),
        [_history(row, differences) for row, differences in _history_rows(request.user)],
        sortable=False,
    )
    if wants_workbook(request, table):
        return table.workbook()
    running = Task.objects.filter(by=request.user, kind__startswith="import", state="running").order_by("-pk")
    return render(
        request, "registers/imports.html", {"form": form, "table": table, "running": running, "tab": "imports"}
    )


@may("register")
def import_task(request: Signed, pk: int) -> HttpResponse:
    """How far a workbook is; once tried, what would happen; HTMX asks for this alone while it runs."""
    task = _task(pk, request.user)
    told = task.result or {}
    if task.state == "done" and task.kind == "import-land":
        kept = reverse("import", args=[told["import"]])
        return HttpResponse(headers={"HX-Redirect": kept}) if request.headers.get("HX-Request") else redirect(kept)
    template = "registers/progress.html" if request.headers.get("HX-Request") else "registers/task.html"
    return render(request, template, {"task": task, "tab": "imports", **_told(told)})


@require_POST
@may("register")
def land(request: Signed, pk: int) -> HttpResponse:
    """The workbook that was tried is landed for good; asked again, the landing begun is shown."""
    with transaction.atomic():
        tried = _tried(pk, request.user, lock=True)
        begun = _landing(tried)
        if begun is None and uploads.kept(tried.arguments["file"]):
            arguments = {name: tried.arguments[name] for name in ("file", "name", "paid_before")}
            begun = _begin("land", arguments, request.user)
            tried.arguments["landing"] = begun.pk
            tried.save(update_fields=["arguments"])
    if begun is None:
        messages.error(request, _("Tệp này không còn được giữ; hãy gửi lại."))
        return redirect("imports")
    return redirect("import_task", begun.pk)


@require_POST
@may("register")
def give_up(request: Signed, pk: int) -> HttpResponse:
    """The workbook that was tried is not wanted: nothing of it is kept."""
    tried = _tried(pk, request.user)
    if _landing(tried) is not None:
        messages.error(request, _("Tệp này đã ghi vào sổ hoặc đang ghi, không bỏ được nữa."))
        return redirect("imports")
    uploads.forget(tried.arguments["file"])
    messages.success(request, _("Đã bỏ tệp. Sổ không thay đổi gì."))
    return redirect("imports")


@may("register")
def tried_corrections(request: Signed, pk: int) -> HttpResponse:
    task = _task(pk, request.user)
    try:
        return _file(uploads.read_beside(task.arguments["file"]), f"sua-{task.arguments['name']}")
    except FileNotFoundError:
        raise Http404 from None


@may("register")
def kept_import(request: Signed, pk: int) -> HttpResponse:
    """What became of one workbook: rows by outcome, rows to correct, stated amounts that the law does not give."""
    kept = _seen(pk, request.user)
    table = Table.of(request, "chenh-lech", _difference_columns(), [_difference(d) for d in kept.differences])
    if wants_workbook(request, table):
        return table.workbook()
    shown = Table(table.name, table.columns, table.rows[:SHOWN], table.sort)
    return render(
        request,
        "registers/import.html",
        {
            "kept": kept,
            "table": shown,
            "all": len(kept.differences),
            "outcomes": _outcomes(kept.counts),
            "tab": "imports",
        },
    )


@may("register")
def corrections(request: Signed, pk: int) -> HttpResponse:
    kept = _seen(pk, request.user)
    if kept.corrections is None:
        raise Http404
    return _file(bytes(kept.corrections), f"sua-{kept.name}")


def _seen(pk: int, user: User) -> Import:
    """An import that may hold nobody outside the user's branch: their own, one by somebody who covers no more, or
    one of the command line when all of the register lies there."""
    kept = get_object_or_404(Import.objects.select_related("by"), pk=pk)
    if kept.by is not None:
        if kept.by != user and not permit.cover(kept.by) <= permit.cover(user):
            raise Http404
        return kept
    if not _covers_all(user):
        raise Http404
    return kept


def _covers_all(user: User) -> bool:
    """Whether nobody in the register lives outside the user's branch."""
    with permit.whole(user):
        return not Person.objects.exclude(unit__in=permit.cover(user)).exists()


def _history_rows(user: User) -> list[tuple[Import, int]]:
    """What was imported by the user, by colleagues who cover no more, or by the command line, without the workbooks;
    and in how many rows each stated what the law does not give."""
    rows = Import.objects.select_related("by").defer("corrections", "differences").order_by("-at")
    rows = rows.annotate(different=Func(F("differences"), function="jsonb_array_length", output_field=IntegerField()))[
        :SHOWN
    ]
    cover = permit.cover(user)
    within = {by: by == user or permit.cover(by) <= cover for by in {row.by for row in rows} if by is not None}
    all_here = _covers_all(user)
    return [(row, row.different) for row in rows if (all_here if row.by is None else within[row.by])]


def _tried(pk: int, by: User, *, lock: bool = False) -> Task:
    """A workbook of the user's own that was read through."""
    task = _task(pk, by)
    if task.kind != "import-try" or task.state != "done":
        raise Http404
    return Task.objects.select_for_update().get(pk=pk) if lock else task


def _landing(tried: Task) -> Task | None:
    """The landing of a workbook that was tried, unless it failed and may be begun again."""
    begun = Task.objects.filter(pk=tried.arguments.get("landing")).exclude(state="failed").first()
    return _task(begun.pk, begun.by) if begun is not None and begun.by is not None else None


def _begin(step: str, arguments: dict[str, Any], by: User) -> Task:
    return tasks.start(f"import-{step}", _work(arguments, by, dry_run=step == "try"), by=by, **arguments)


def _work(arguments: dict[str, Any], by: User, *, dry_run: bool) -> tasks.Work:
    """The work of reading one kept workbook, as a background task does it."""
    digest, name = arguments["file"], arguments["name"]

    def work(progress: Callable[[int], None]) -> dict[str, Any]:
        report = registers.import_workbook(
            uploads.read(digest),
            name=name,
            on=timezone.localdate(),
            by=by,
            paid_before=arguments["paid_before"],
            dry_run=dry_run,
            progress=progress,
        )
        if not dry_run:
            uploads.forget(digest)
            return {"import": report.kept.pk if report.kept else None}
        uploads.keep_beside(digest, registers.corrections_of(report.rows))
        held = [row.to_json() for row in report.rows if row.held]
        return {
            "counts": report.counts,
            "held": held[:SHOWN],
            "differences": report.differences[:SHOWN],
            "all_differences": len(report.differences),
        }

    return work


def _task(pk: int, by: User) -> Task:
    try:
        return tasks.found(pk, by)
    except Task.DoesNotExist:
        raise Http404 from None


def _told(result: dict[str, Any]) -> dict[str, Any]:
    """A finished try in tables."""
    if "counts" not in result:
        return {}
    held = Table("giu-lai", _held_columns(), [_held(row) for row in result["held"]], sortable=False)
    differences = Table(
        "chenh-lech", _difference_columns(), [_difference(d) for d in result["differences"]], sortable=False
    )
    landing = result["counts"]["landed"] + result["counts"]["landed with remarks"]
    return {
        "outcomes": _outcomes(result["counts"]),
        "held": held,
        "differences": differences,
        "landing": landing,
        "held_count": result["counts"]["held"],
        "all_differences": result["all_differences"],
    }


def _outcomes(counts: dict[str, int]) -> list[tuple[str, int]]:
    return [(str(words), counts.get(outcome, 0)) for outcome, words in OUTCOMES.items()]


def _file(data: bytes, name: str) -> HttpResponse:
    said = content_disposition_header(True, f"{name.rsplit('.', 1)[0]}.xlsx") or "attachment"
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": said})


def _history_columns() -> list[Column]:
    return [
        Column("name", _("Tệp")),
        Column("at", _("Nhập ngày"), "day"),
        Column("by", _("Người nhập")),
        Column("landed", _("Vào sổ"), "count"),
        Column("remarked", _("Có ghi chú"), "count"),
        Column("held", _("Giữ lại"), "count"),
        Column("differences", _("Khác mức luật"), "count"),
    ]


def _history(row: Import, differences: int) -> dict[str, Any]:
    return {
        "name": row.name,
        "href": reverse("import", args=[row.pk]),
        "at": row.at,
        "by": row.by.full_name_vi if row.by else _("máy"),
        "landed": row.counts.get("landed", 0),
        "remarked": row.counts.get("landed with remarks", 0),
        "held": row.counts.get("held", 0),
        "differences": differences,
    }


def _held_columns() -> list[Column]:
    return [
        Column("sheet", _("Trang")),
        Column("row", _("Dòng"), "count"),
        Column("name", _("Họ và tên"), "name"),
        Column("value", _("Ô ghi")),
        Column("reason", _("Lý do")),
    ]


def _held(row: dict[str, Any]) -> dict[str, Any]:
    remarks = row["remarks"]
    return {
        "sheet": row["sheet"],
        "row": row["row"],
        "name": row["values"].get("full_name", ""),
        "value": "; ".join(
            f"{r['column']}: {r['value']}" if r["column"] else r["value"] for r in remarks if r["value"]
        ),
        "reason": " ".join(r["sentence"] for r in remarks),
    }


def _difference_columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"),
        Column("where", _("Trang, dòng")),
        Column("group", _("Nhóm")),
        Column("month", _("Tháng"), "month"),
        Column("stated", _("Sổ ghi (đồng)"), "money"),
        Column("law", _("Theo luật (đồng)"), "money"),
        Column("reason", _("Vì sao")),
    ]


def _difference(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": row["name"],
        "href": reverse("person", args=[row["person"]]) if row.get("person") else "",
        "where": f"{row['sheet']}, {row['row']}",
        "group": row["group"],
        "month": row["month"],
        "stated": row["stated"],
        "law": row["law"],
        "reason": row["reason"],
    }
