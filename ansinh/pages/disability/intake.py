"""A request taken in: to determine a degree, to determine it again, or to change or replace a certificate."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts import dossiers
from ansinh.law.disability import CHANGING, DETERMINATION
from ansinh.law.disability.certificate import REASONS
from ansinh.law.disability.rules import rule
from ansinh.law.procedure import Procedure, procedure
from ansinh.pages.disability.inputs import Asked
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key
from ansinh.pages.people import looked
from ansinh.record.models.people import Person
from ansinh.reports import disability as reports
from ansinh.reports import people as people_reports
from ansinh.reports.places import called_now

FIRST = "first"
FOUND = 20


class Request(Asked):
    """Đơn đề nghị (Mẫu 01): what is asked for, by whom, and the papers handed in."""

    what = forms.ChoiceField(label=gettext_lazy("Đề nghị"), widget=forms.RadioSelect)
    applicant_name = forms.CharField(
        label=gettext_lazy("Người nộp thay (đại diện hợp pháp)"), max_length=120, required=False
    )
    applicant_relation = forms.CharField(label=gettext_lazy("Quan hệ"), max_length=60, required=False)
    applicant_phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=20, required=False)

    def __init__(self, *args: Any, holds: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        again = [(each.name, each.label) for each in REASONS]
        asked = self.fields["what"]
        assert isinstance(asked, forms.ChoiceField)
        asked.choices = again if holds else [(FIRST, _("Xác định mức độ khuyết tật lần đầu"))]
        asked.initial = "" if holds else FIRST

    @property
    def procedure(self) -> str:
        """Which procedure that is: a change or a lost paper needs no council."""
        simple = {each.name for each in REASONS if not each.again}
        return CHANGING if self.cleaned_data["what"] in simple else DETERMINATION


@may("register")
def request(request: Signed) -> HttpResponse:
    """Whom it is for, then what is asked; the dossier is received at once."""
    if (pk := key(request.GET.get("nguoi", ""))) is not None:
        return _about(request, get_object_or_404(Person.objects.select_related("unit"), pk=pk))
    typed = request.GET.get("tim", "").strip()[:200]
    found = people_reports.search(typed, FOUND).people if typed else []
    return render(request, "disability/whom.html", {"typed": typed, "found": found, "tab": "disability"})


def _about(request: Signed, person: Person) -> HttpResponse:
    looked(request, person)
    today = timezone.localdate()
    valid = reports.of_person(person).filter(state="valid").first()
    form = Request(request.POST or None, on=today, holds=valid is not None)
    error = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = _taken_in(request, person, form, today)
        except dossiers.NotNow as why:
            error = str(why)
        else:
            messages.success(request, _("Đã nhận hồ sơ %(code)s.") % {"code": made.code})
            return redirect("disability")
    law = procedure(DETERMINATION, today)
    context = {
        "called_today": called_now([person.unit], today).get(person.unit_id),
        "person": person, "form": form, "valid": valid, "error": error, "papers": _papers(request, law),
        "again": rule("again"), "six": rule("six"), "tab": "disability",
    }  # fmt: skip
    return render(request, "disability/request.html", context, status=422 if error or form.errors else 200)


@transaction.atomic
def _taken_in(request: Signed, person: Person, form: Request, today: datetime.date) -> Any:
    told = form.cleaned_data
    dossier = dossiers.start(procedure=form.procedure, unit=person.unit, by=request.user, on=today, person=person)
    given = set(request.POST.getlist("paper"))
    papers = {paper.name: "given" for paper in dossier.papers.all() if paper.name in given}
    answers = {"reason": told["what"]} if told["what"] != FIRST else {}
    dossiers.fill(
        dossier, by=request.user, answers=answers, papers=papers, applicant_name=told["applicant_name"],
        applicant_relation=told["applicant_relation"], applicant_phone=told["applicant_phone"],
    )  # fmt: skip
    dossier = dossiers.receive(dossier, by=request.user, on=today)
    return dossiers.forward(dossier, by=request.user, on=today) if dossier.step == "review" else dossier


def _papers(request: Signed, law: Procedure | None) -> list[tuple[str, str, str, bool]]:
    """The checklist: name, label, when it is asked, whether it is ticked; the request itself is ticked."""
    given = request.POST.getlist("paper") if request.method == "POST" else ["request"]
    return [(paper.name, paper.label, paper.when, paper.name in given) for paper in (law.papers if law else ())]
