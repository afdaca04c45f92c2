"""Thủ tục: what is asked for and how, as the law has it on a day: steps, days, papers, forms, each with its article."""

from __future__ import annotations

import datetime
from contextlib import suppress
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ansinh.law.procedure import ACTORS, Group, Paper, Procedure, Step, procedure, procedures, versions
from ansinh.pages.fields import DayField
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.reports.situation import recorded


class When(forms.Form):
    """The day whose law is shown."""

    ngay = DayField(label=gettext_lazy("Theo pháp luật ngày"), required=False)


def asked_day(request: HttpRequest) -> tuple[datetime.date, When]:
    """The day of the address (``ngay=`` 01/08/2025 or 2025-08-01), today when there is none or it is no day."""
    today = timezone.localdate()
    typed = request.GET.get("ngay", "")
    with suppress(ValueError):
        typed = f"{datetime.date.fromisoformat(typed):%d/%m/%Y}"
    form = When({"ngay": typed or f"{today:%d/%m/%Y}"})
    return (form.cleaned_data["ngay"] or today) if form.is_valid() else today, form


@login_required
def listed(request: HttpRequest) -> HttpResponse:
    """Every procedure of a day."""
    day, form = asked_day(request)
    rows = [_row(one, day) for one in procedures(day)]
    table = Table.of(request, "thu-tuc", _columns(), rows)
    if wants_workbook(request, table):
        return table.workbook()
    return render(request, "law/procedures.html", {"table": table, "form": form, "day": day, "tab": "procedures"})


def _columns() -> list[Column]:
    return [
        Column("name", _("Thủ tục"), law=True),
        Column("code", _("Mã trên Cổng dịch vụ công")),
        Column("limit", _("Thời hạn"), law=True),
        Column("signer", _("Người ký"), law=True),
        Column("because", _("Căn cứ"), law=True),
    ]


def _row(one: Procedure, day: datetime.date) -> dict[str, Any]:
    return {
        "name": one.name,
        "href": f"{reverse('procedure', args=[one.slug])}?ngay={day.isoformat()}",
        "code": one.code,
        "limit": one.limit,
        "signer": ACTORS[one.signer],
        "because": one.because.place,
    }


@login_required
def shown(request: HttpRequest, slug: str) -> HttpResponse:
    """One procedure on a day; ``nhom=`` narrows papers, forms and questions to a group."""
    every = versions(slug)
    if not every:
        raise Http404
    day, form = asked_day(request)
    found = procedure(slug, day)
    group = None if found is None else found.group(request.GET.get("nhom", ""))
    context: dict[str, Any] = {
        "procedure": found,
        "name": (found or every[-1]).name,
        "form": form,
        "day": day,
        "versions": every,
        "group": group,
        "tab": "procedures",
    }
    if found is not None:
        context |= {
            "steps": [_step(found, step) for step in found.steps],
            "signer": ACTORS[found.signer],
            "papers": [_paper(paper) for paper in (found.papers_of(group.code) if group else found.papers)],
            "forms": found.forms_of(group.code) if group else found.forms,
            "asks": _asks(group),
        }
    return render(request, "law/procedure.html", context)


def _step(found: Procedure, step: Step) -> dict[str, Any]:
    return {"step": step, "who": ACTORS[step.actor], "limit": found.limit_of(step)}


def _paper(paper: Paper) -> dict[str, Any]:
    return {"paper": paper, "groups": ", ".join(paper.groups)}


def _asks(group: Group | None) -> list[str]:
    """What a group's form asks, in the reader's language."""
    if group is None:
        return []
    known = recorded()
    return [known[name].label_en if get_language() == "en" else known[name].label_vi for name in group.asks]
