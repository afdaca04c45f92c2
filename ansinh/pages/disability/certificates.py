"""One certificate: what it rests on, changed, issued again, withdrawn; an older paper put on record."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import permit
from ansinh.acts.disability import certificates as acts
from ansinh.acts.dossiers import NotNow
from ansinh.law.disability.certificate import REASONS
from ansinh.law.disability.rules import rule
from ansinh.pages.disability import inputs, words
from ansinh.pages.door import Signed, may
from ansinh.pages.people import looked
from ansinh.record.models.disability import Certificate
from ansinh.record.models.dossiers import Dossier, Standing
from ansinh.record.models.people import Person
from ansinh.reports import disability as reports


@may("see")
def certificate(request: Signed, pk: int) -> HttpResponse:
    """What a certificate says, since when, by which rule, and what may be done with it."""
    one = _found(pk)
    looked(request, one.person)
    return _page(request, one)


@require_POST
@may("approve")
def renew(request: Signed, pk: int) -> HttpResponse:
    """A new paper for one that is wrong, damaged or lost."""
    one = _found(pk)
    form = inputs.Renewing(request.POST, on=timezone.localdate())
    if form.is_valid():
        try:
            made = acts.renew(
                one, reason=form.cleaned_data["reason"], by=request.user, on=timezone.localdate(), dossier=_asked(one)
            )
        except NotNow as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Đã ký giấy mới số %(code)s; giấy cũ hết giá trị.") % {"code": made.code})
            return redirect("certificate", made.pk)
    return _page(request, one, renewing=form)


@require_POST
@may("approve")
def withdraw(request: Signed, pk: int) -> HttpResponse:
    """A certificate found wrong is withdrawn."""
    one = _found(pk)
    form = inputs.Withdrawing(request.POST, on=timezone.localdate())
    if form.is_valid():
        try:
            acts.withdraw(one, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except NotNow as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Đã thu hồi giấy; chế độ dựa trên giấy này thôi từ tháng sau."))
            return redirect("certificate", pk)
    return _page(request, one, withdrawing=form)


@may("register")
def record_paper(request: Signed, person: int) -> HttpResponse:
    """A certificate issued before An Sinh, as its paper says it."""
    someone = get_object_or_404(Person.objects.select_related("unit"), pk=person)
    looked(request, someone)
    form = inputs.OldPaper(request.POST or None, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = acts.record_paper(
                someone, number=told["number"], signed_on=told["signed_on"], degree=told["degree"], of=told["kinds"],
                by=request.user,
            )  # fmt: skip
        except NotNow as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Đã ghi giấy xác nhận; mức độ vào hồ sơ từ tháng ký."))
            return redirect("certificate", made.pk)
    return render(request, "disability/old_paper.html", {"person": someone, "form": form, "tab": "disability"})


def _found(pk: int) -> Certificate:
    related = ("person__unit", "unit", "assessment__session", "dossier", "replaced_by", "signed_by", "minutes_by")
    return get_object_or_404(Certificate.objects.select_related(*related), pk=pk)


def _asked(one: Certificate) -> Dossier | None:
    """The open dossier that asks for the change, when there is one."""
    return reports.requests().filter(
        procedure=reports.CHANGING, person=one.person, state=Standing.OPEN, step="certify"
    ).first()  # fmt: skip


def _page(request: Signed, one: Certificate, **bound: Any) -> HttpResponse:
    today = timezone.localdate()
    forms = {"renewing": inputs.Renewing(on=today), "withdrawing": inputs.Withdrawing(on=today)} | bound
    asked = _asked(one)
    if asked is not None and "renewing" not in bound:
        forms["renewing"] = inputs.Renewing(on=today, initial={"reason": asked.answers.get("reason")})
    labels = {each.name: each.label for each in REASONS}
    context = {
        "certificate": one, "person": one.person, "degree": words.degree(one.degree),
        "kinds": words.kinds_of(one.kinds), "reason": labels.get(one.reason, ""), "asked": asked,
        "others": [(other, words.told(other)) for other in reports.of_person(one.person) if other.pk != one.pk],
        "valid_from": rule("valid_from"), "change": rule("change"), "reissue": rule("reissue"),
        "again": rule("reissue_again"), "withdrawal": rule("withdrawal"),
        "child": reports.turning(one), "six": rule("six"),
        "signs_it": permit.allowed(request.user, "approve"), "tab": "disability", **forms,
    }  # fmt: skip
    status = 422 if bound else 200
    return render(request, "disability/certificate.html", context, status=status)
