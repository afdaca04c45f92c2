"""Nhập sổ, step by step: a workbook that was sent is tried without writing, looked at, then landed or given up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import registers, tasks
from ansinh.pages import import_tables, uploads
from ansinh.pages.door import Signed, may
from ansinh.pages.months import read_month
from ansinh.pages.tables import Table
from ansinh.pages.templatetags.ansinh import month_figures
from ansinh.record.models.tasks import Task
from ansinh.record.models.users import User

SHOWN = 300
"""So many rows of each sort are shown of a workbook that is tried; the workbook to correct holds all."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEPT = ("file", "name", "paid_before")
"""What a try and the landing after it are told."""


@may("register")
def import_task(request: Signed, pk: int) -> HttpResponse:
    """How far a workbook is; once tried, what would happen; HTMX asks for this alone while it runs."""
    task = _task(pk, request.user)
    told = task.result or {}
    if task.state == "done" and task.kind == "import-land":
        kept = reverse("import", args=[told["import"]])
        return HttpResponse(headers={"HX-Redirect": kept}) if request.headers.get("HX-Request") else redirect(kept)
    template = "registers/progress.html" if request.headers.get("HX-Request") else "registers/task.html"
    return render(request, template, {"task": task, "tab": "imports", "doubt": _doubt(task), **_told(told)})


@require_POST
@may("register")
def land(request: Signed, pk: int) -> HttpResponse:
    """The workbook that was tried is landed for good; asked again, the landing begun is shown."""
    with transaction.atomic():
        tried = _tried(pk, request.user, lock=True)
        if _doubt(tried) and request.POST.get("month") != "seen":
            messages.error(request, _("Chưa ghi gì: hãy xem câu hỏi về tháng trước."))
            return redirect("import_task", pk)
        begun = _landing(tried)
        if begun is None and uploads.kept(tried.arguments["file"]):
            arguments = {name: tried.arguments[name] for name in KEPT}
            begun = begin("land", arguments, request.user)
            tried.arguments["landing"] = begun.pk
            tried.save(update_fields=["arguments"])
    if begun is None:
        messages.error(request, _("Tệp này không còn được giữ; hãy gửi lại."))
        return redirect("imports")
    return redirect("import_task", begun.pk)


@require_POST
@may("register")
def other_month(request: Signed, pk: int) -> HttpResponse:
    """The same workbook is tried again, with another last month that the old lists paid."""
    tried = _tried(pk, request.user)
    month = read_month(request.POST.get("paid_through"))
    if month is None:
        messages.error(request, _("Tháng viết như 6/2021. Tệp vẫn còn đây, chưa ghi gì."))
        return redirect("import_task", pk)
    if _landing(tried) is not None or not uploads.kept(tried.arguments["file"]):
        messages.error(request, _("Tệp này không còn được giữ; hãy gửi lại."))
        return redirect("imports")
    arguments = {name: tried.arguments[name] for name in KEPT} | {"paid_before": month + 1}
    return redirect("import_task", begin("try", arguments, request.user).pk)


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
        return file_of(uploads.read_beside(task.arguments["file"]), f"sua-{task.arguments['name']}")
    except FileNotFoundError:
        raise Http404 from None


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


def begin(step: str, arguments: dict[str, Any], by: User) -> Task:
    """Begin to "try" or to "land" a workbook that is kept, in the background."""
    return tasks.start(f"import-{step}", _work(arguments, by, dry_run=step == "try"), by=by, **arguments)


def _work(arguments: dict[str, Any], by: User, *, dry_run: bool) -> tasks.Work:
    """The work of reading one kept workbook, as a background task does it."""
    digest, name = arguments["file"], arguments["name"]

    def work(progress: Callable[[int], None]) -> dict[str, Any]:
        data = uploads.read(digest)
        report = registers.import_workbook(
            data, name=name, on=timezone.localdate(), by=by, paid_before=arguments["paid_before"], dry_run=dry_run,
            progress=progress,
        )  # fmt: skip
        if not dry_run:
            uploads.forget(digest)
            return {"import": report.kept.pk if report.kept else None}
        uploads.keep_beside(digest, registers.corrections_of(report))
        return _found(report) | {"months": registers.months_said(data)}

    return work


def _task(pk: int, by: User) -> Task:
    try:
        return tasks.found(pk, by)
    except Task.DoesNotExist:
        raise Http404 from None


def _found(report: registers.Report) -> dict[str, Any]:
    """What a try found, as a task keeps it."""
    rows: dict[str, list[dict[str, Any]]] = {"held": [], "landed with remarks": []}
    for row in report.rows:
        if row.landing in rows and len(rows[row.landing]) < SHOWN:
            rows[row.landing].append(row.to_json())
    return {
        "counts": report.counts,
        "held": rows["held"],
        "remarked": rows["landed with remarks"],
        "differences": report.differences[:SHOWN],
        "all_differences": len(report.differences),
    }


def _told(result: dict[str, Any]) -> dict[str, Any]:
    """A finished try in tables."""
    if "counts" not in result:
        return {}
    counts, columns = result["counts"], import_tables.row_columns
    held = [import_tables.tried_row(row) for row in result["held"]]
    remarked = [import_tables.tried_row(row) for row in result.get("remarked", ())]
    different = [import_tables.difference(row, landed=False) for row in result["differences"]]
    return {
        "outcomes": import_tables.outcomes(counts),
        "held": Table("giu-lai", columns(held=True), held, sortable=False),
        "remarked": Table("ghi-chu", columns(held=False), remarked, sortable=False),
        "differences": Table("chenh-lech", import_tables.difference_columns(), different, sortable=False),
        "landing": counts["landed"] + counts["landed with remarks"],
        "remarked_count": counts["landed with remarks"],
        "held_count": counts["held"],
        "all_differences": result["all_differences"],
    }


def _doubt(task: Task) -> dict[str, Any] | None:
    """The question to put when a workbook's titles are of another month than the form said; None when they agree."""
    months = (task.result or {}).get("months") or []
    paid_through = task.arguments.get("paid_before", 0) - 1
    if task.kind != "import-try" or not months or {paid_through, paid_through + 1} & set(months):
        return None
    return {"said": ", ".join(map(month_figures, months)), "likely": months[-1], "paid_through": paid_through}


def file_of(data: bytes, name: str) -> HttpResponse:
    said = content_disposition_header(True, f"{name.rsplit('.', 1)[0]}.xlsx") or "attachment"
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": said})
