"""A child's own page: circumstances, what the child draws and was given, care, and to the entrusted the cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import permit
from ansinh.acts.children import circumstances, known
from ansinh.acts.wrong import Wrong
from ansinh.law.child_groups import age, groups, grown_on, is_child
from ansinh.pages.children import forms
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key
from ansinh.pages.people import looked
from ansinh.record.models.children import Care, Circumstance
from ansinh.record.models.people import Person
from ansinh.reports import child_cases, children
from ansinh.reports import person as person_reports
from ansinh.reports import programmes as programme_reports


@may("see")
def shown(request: Signed, pk: int) -> HttpResponse:
    """Everything about one child; that somebody looked is recorded."""
    person = _person(pk)
    looked(request, person)
    return _shown(request, person)


def _person(pk: int) -> Person:
    return get_object_or_404(Person.objects.select_related("unit"), pk=pk)


def _shown(request: Signed, person: Person, **given: Any) -> HttpResponse:
    today, entrusted = timezone.localdate(), permit.protects(request.user)
    paid = person_reports.payments(person)
    birth = circumstances.born(person)
    last = {one.line.award_id: one.line.amount for one in reversed(paid) if one.line.amount > 0}
    written = [(one, groups().group(one.group)) for one in children.of_person(person)]
    context: dict[str, Any] = {
        "person": person, "tab": "children", "written": written, "law": groups(), "today": today,
        "age": None if birth is None else age(birth, today), "grown": None if birth is None else grown_on(birth),
        "child": birth is not None and is_child(birth, today),
        "open": [(one, kind) for one, kind in written if one.voided_by_id is None and one.until_day is None],
        "offers": known.mine(known.offers([person], today), request.user),
        "awards": [(one, person_reports.group_name(one, paid), last.get(one.pk))
                   for one in person_reports.awards(person)],
        "given": programme_reports.given(person), "funds": children.from_fund(person),
        "cares": children.watched(Care.objects.filter(person=person)),
        "cases": child_cases.of_person(person) if entrusted else None,
        "may_register": permit.allowed(request.user, "register"), "hidden": not entrusted,
        "ghi": forms.Entering(entrusted=entrusted), "het": forms.Ending(), "bo": forms.Voiding(),
    }  # fmt: skip
    return render(request, "children/child.html", context | given, status=422 if given else 200)


def _entered(request: Signed, person: Person, data: Any) -> tuple[forms.Named, Callable[[], str]]:
    form = forms.Entering(data, entrusted=permit.protects(request.user))

    def act() -> str:
        told = form.cleaned_data
        group, _slash, part = told["group"].partition("/")
        circumstances.enter(
            person, group=group, part=part, words=told["words"], from_day=told["from_day"], paper=told["paper"],
            by=request.user, on=timezone.localdate(),
        )  # fmt: skip
        return _("Đã ghi hoàn cảnh.")

    return form, act


def _ended(request: Signed, person: Person, data: Any) -> tuple[forms.Named, Callable[[], str]]:
    form = forms.Ending(data)

    def act() -> str:
        told = form.cleaned_data
        circumstances.end(_one(request, person), by=request.user, on=timezone.localdate(), **told)
        return _("Đã ghi kết thúc hoàn cảnh.")

    return form, act


def _voided(request: Signed, person: Person, data: Any) -> tuple[forms.Named, Callable[[], str]]:
    form = forms.Voiding(data)

    def act() -> str:
        circumstances.void(_one(request, person), reason=form.cleaned_data["reason"], by=request.user)
        return _("Đã bỏ dòng ghi nhầm.")

    return form, act


DO = {"ghi": _entered, "het": _ended, "bo": _voided}


def _one(request: Signed, person: Person) -> Circumstance:
    return get_object_or_404(person.circumstances.all(), pk=key(request.POST.get("hoan-canh", "")))


@require_POST
@may("register")
def step(request: Signed, pk: int, verb: str) -> HttpResponse:
    """A circumstance is written, ended, taken back; what is refused is told at its field."""
    if verb not in DO:
        raise Http404
    person = _person(pk)
    form, act = DO[verb](request, person, request.POST)
    if form.is_valid():
        try:
            messages.success(request, act())
        except Wrong as wrong:
            form.told(wrong.field, str(wrong))
        else:
            return redirect("child", pk)
    return _shown(request, person, **{verb: form}, wrong=verb, chosen=key(request.POST.get("hoan-canh", "")))


@may("register")
def correct(request: Signed, pk: int, at: int) -> HttpResponse:
    """What was written of a circumstance is put right."""
    one = get_object_or_404(Circumstance.objects.select_related("person__unit"), pk=at, person=pk, voided_by=None)
    kind = groups().group(one.group)
    first = {"group": f"{one.group}/{one.part}" if one.part else one.group, "words": one.words,
             "from_day": one.from_day, "paper": one.paper}  # fmt: skip
    form = forms.Correcting(request.POST or None, initial=first, group=one.group)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            circumstances.correct(
                one, part=told["group"].partition("/")[2], words=told["words"], from_day=told["from_day"],
                paper=told["paper"], by=request.user, on=timezone.localdate(),
            )  # fmt: skip
        except Wrong as wrong:
            form.told(wrong.field, str(wrong))
        else:
            messages.success(request, _("Đã sửa hoàn cảnh."))
            return redirect("child", pk)
    context = {"form": form, "one": one, "kind": kind, "tab": "children"}
    return render(request, "children/correct.html", context, status=422 if form.errors else 200)
