"""The steps of one debt as pages: the form, refused with the reason at its place, or done and told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ansinh.acts import debts, permit, plans, receipts, recovery_papers
from ansinh.acts.recovery_books import open_amount
from ansinh.acts.sentences import called
from ansinh.pages.door import Signed, may
from ansinh.pages.people import looked
from ansinh.pages.recovery_forms import ByHand, Reasoned, Told
from ansinh.pages.recovery_verbs import VERBS
from ansinh.pages.templatetags.ansinh import money
from ansinh.reckoning.months import month_of
from ansinh.record.models.people import Person
from ansinh.record.models.recovery import Debt


@may("see")
def step(request: Signed, pk: int, verb: str) -> HttpResponse:
    """One step: its form, refused with the reason at its place, or done and told."""
    debt = get_object_or_404(Debt.objects.select_related("person__unit"), pk=pk)
    if verb not in VERBS:
        raise Http404
    doing, today = VERBS[verb], timezone.localdate()
    if not permit.allowed(request.user, doing.right):
        raise permit.Refused(_("Vai trò của anh chị không mở được trang này."))
    draws = verb == "phuong-an" and debt.person.died_on is None
    cap = plans.cap_for(debt, month_of(today)) if draws else None
    form = doing.form(request.POST if request.method == "POST" else None, debt=debt, on=today, cap=cap,
                      initial=_initial(debt, verb))  # fmt: skip

    def save() -> Debt:
        doing.save(debt, form.cleaned_data, request.user, today)
        return debt

    said = {"title": doing.title, "will": doing.will, "button": doing.button}
    proposed = debt.plans.filter(ended_at__isnull=True, approved_at__isnull=True).first()
    about = recovery_papers.plan_in_words(proposed) if verb in ("duyet", "khong-duyet") and proposed else ""
    return _page(request, form, said, save, debt=debt, person=debt.person, left=open_amount(debt), about=about,
                 no_cap=draws and not cap)  # fmt: skip


def _initial(debt: Debt, verb: str) -> dict[str, Any]:
    if verb == "thong-bao":
        heir = debt.heirs.filter(removed_reason="").first()
        who = called(debt.person)
        return {
            "addressee": heir.name if heir else f"{who[:1].upper()}{who[1:]}",
            "address": heir.address if heir else "",
        }
    return {}


@may("register")
def by_hand(request: Signed, pk: int) -> HttpResponse:
    """A debt of payments made before An Sinh, with its paper and reason."""
    person = get_object_or_404(Person.objects.select_related("unit"), pk=pk)
    today = timezone.localdate()
    form = ByHand(request.POST if request.method == "POST" else None, on=today)

    def save() -> Debt:
        told = form.cleaned_data
        return debts.open_by_hand(
            person, kind=told["kind"], months=form.months(), cause=told["cause"], note=told["note"],
            paper=told["paper"], on=today, by=request.user,
        )  # fmt: skip

    said = {
        "title": _("Ghi khoản phải hoàn trả"),
        "will": _("Cho các tháng chi trước khi dùng An Sinh. Tháng An Sinh đã chi thì khoản chi quá tự hiện ra."),
        "button": _("Ghi khoản này"),
    }
    return _page(request, form, said, save, person=person)


@may("register")
def void(request: Signed, pk: int, receipt: int) -> HttpResponse:
    """A receipt recorded by mistake."""
    debt = get_object_or_404(Debt.objects.select_related("person__unit"), pk=pk)
    given = get_object_or_404(debt.receipts, pk=receipt)
    today = timezone.localdate()
    form = Reasoned(request.POST if request.method == "POST" else None, debt=debt, on=today)

    def save() -> Debt:
        receipts.void(given, by=request.user, reason=form.cleaned_data["reason"], on=today)
        return debt

    said = {
        "title": _("Huỷ phiếu thu %(number)s: %(amount)s")
        % {"number": given.number_text, "amount": money(given.amount)},
        "will": _("Phiếu giữ số nhưng không tính nữa; số tiền ấy lại còn phải hoàn trả."),
        "button": _("Huỷ phiếu thu này"),
    }
    return _page(request, form, said, save, debt=debt, person=debt.person, left=open_amount(debt))


@may("register")
def drop_heir(request: Signed, pk: int, heir: int) -> HttpResponse:
    """An heir recorded by mistake, or who does not answer for the debt."""
    debt = get_object_or_404(Debt.objects.select_related("person__unit"), pk=pk)
    named = get_object_or_404(debt.heirs.filter(removed_reason=""), pk=heir)
    form = Reasoned(request.POST if request.method == "POST" else None, debt=debt, on=timezone.localdate())

    def save() -> Debt:
        receipts.remove_heir(named, by=request.user, reason=form.cleaned_data["reason"])
        return debt

    said = {
        "title": _("Bỏ người thừa kế %(name)s") % {"name": named.name},
        "will": _("Phần người này đã nhận không tính nữa; phiếu thu đã ghi vẫn giữ."),
        "button": _("Bỏ người này"),
    }
    return _page(request, form, said, save, debt=debt, person=debt.person, left=open_amount(debt))


def _page(request: Signed, form: Told, said: dict[str, Any], save: Callable[[], Debt], **more: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            debt = save()
        except ValueError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Đã ghi: %(what)s.") % {"what": said["title"]})
            return redirect("debt", debt.pk)
    looked(request, more["person"])
    return render(request, "recovery/step.html", {"form": form, "said": said, "tab": "recovery", **more})
