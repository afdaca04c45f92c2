"""All files of a list in one ZIP: at once when they are few, else made beside the request, with progress."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from ansinh.acts import tasks
from ansinh.pages import uploads
from ansinh.pages.door import Signed, may
from ansinh.pages.lists import file_answer, file_name, seen_sheets, the_run, written
from ansinh.record.models.payroll import Run
from ansinh.record.models.tasks import Task
from ansinh.reports import lists

SMALL = 500
"""Up to so many people the ZIP is made while the browser waits: a second or two."""

KIND = "lists"


@may("see")
def every_file(request: Signed, pk: int) -> HttpResponse:
    """All lists of a small run, XLSX and PDF, in one ZIP; of a larger one the page that makes it."""
    run = the_run(pk)
    if run.people > SMALL:
        return render(request, "payroll/bundle.html", {"run": run, "tab": "runs"})
    return file_answer(packed(run, lambda done: None), f"{file_name(run)}.zip")


@require_POST
@may("see")
def begin(request: Signed, pk: int) -> HttpResponse:
    """The files of a large run are made in the background; one that is being made already is shown."""
    run = the_run(pk)
    running = Task.objects.filter(by=request.user, kind=KIND, state="running", arguments__run=pk).first()
    if running is None or tasks.found(running.pk, request.user).state != "running":
        running = tasks.start(KIND, _work(run), by=request.user, total=len(seen_sheets(run)), run=pk)
    return redirect("bundle", pk, running.pk)


@may("see")
def bundle(request: Signed, pk: int, task: int) -> HttpResponse:
    """How far the files are, and once made the door to them; HTMX asks for this alone while they are made."""
    context = {"run": the_run(pk), "task": _task(request, pk, task), "tab": "runs"}
    template = "payroll/bundle_progress.html" if request.headers.get("HX-Request") else "payroll/bundle.html"
    return render(request, template, context)


@may("see")
def bundle_file(request: Signed, pk: int, task: int) -> HttpResponse:
    """The ZIP that was made, for whoever asked for it."""
    run, made = the_run(pk), _task(request, pk, task)
    try:
        data = uploads.read((made.result or {})["file"])
    except (KeyError, FileNotFoundError):
        raise Http404 from None
    return file_answer(data, f"{file_name(run)}.zip")


def packed(run: Run, progress: Callable[[int], None]) -> bytes:
    """Every list of the run that lies in the branch entered, printed and as a workbook; tells how many are made."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, sheet in enumerate(seen_sheets(run), 1):
            made = lists.payment_list(run, sheet)
            for kind in ("xlsx", "pdf"):
                archive.writestr(f"{sheet.unit.code}-{sheet.unit.name}-{sheet.slug}.{kind}", written(made, kind))
            progress(number)
    return memory.getvalue()


def _work(run: Run) -> tasks.Work:
    def work(progress: Callable[[int], None]) -> dict[str, Any]:
        return {"file": uploads.keep_made(packed(run, progress))}

    return work


def _task(request: Signed, pk: int, task: int) -> Task:
    try:
        found = tasks.found(task, request.user)
    except Task.DoesNotExist:
        raise Http404 from None
    if found.kind != KIND or found.arguments.get("run") != pk:
        raise Http404
    return found
