"""The steps of a fund as pages: the form, refused with the reason at its field, or done and told."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ansinh.acts import authority, fund_limits, fund_money, funds, permit
from ansinh.acts.wrong import Wrong
from ansinh.law import funds as law
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import year_of
from ansinh.pages.fund_forms import Nothing, OfFund, Opening, Reasoned
from ansinh.pages.fund_verbs import VERBS
from ansinh.pages.funds import title_of
from ansinh.pages.templatetags.ansinh import count, money
from ansinh.record.models.funds import Fund
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User
from ansinh.reports import funds as reports


@may("register")
def open_fund(request: Signed) -> HttpResponse:
    """A fund of a place begins, with the balance of its books on paper."""
    today = timezone.localdate()
    places = Unit.objects.filter(pk__in=[unit.pk for unit in authority.offices(request.user, today)])
    form = Opening(request.POST or None, places=places.order_by("-level", "name"), initial={"opened_on": today})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = funds.open_fund(
                told["code"], told["unit"], opened_on=told["opened_on"], opening=told["opening"] or 0,
                paper=told["paper"], by=request.user, on=today,
            )  # fmt: skip
        except Wrong as wrong:
            form.add_error(wrong.field or None, str(wrong))
        else:
            messages.success(request, _("Đã mở quỹ. Lập kế hoạch của năm rồi ghi thu, chi ở đây."))
            return redirect("fund", made.pk)
    said = {"title": _("Mở quỹ"), "will": _("Mỗi nơi một quỹ mỗi loại."), "button": _("Mở quỹ này")}
    return _shown(request, form, said, reverse("funds"), _("Quỹ"))


@may("register")
def step(request: Signed, pk: int, verb: str) -> HttpResponse:
    """One thing to enter: its form, refused with the reason at its field, or done and told."""
    fund = get_object_or_404(Fund.objects.select_related("unit"), pk=pk)
    if verb not in VERBS:
        raise Http404
    doing, today = VERBS[verb], timezone.localdate()
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = doing.form(*posted, fund=fund, on=today, initial=_initial(request, fund, verb, today))
    said = {"title": doing.title, "will": doing.will, "button": doing.button}
    return _entered(request, form, said, lambda: doing.save(fund, form, request.user, today))


def _initial(request: Signed, fund: Fund, verb: str, today: datetime.date) -> dict[str, Any]:
    if verb == "ke-hoach":
        asked = request.GET.get("nam", "")
        return {"year": year_of(asked, today.year)}
    if verb == "chi" and fund.unit.valid_to is not None and fund.unit.valid_to <= today:
        return {"purpose": law.HANDOVER, "kind": "office", "amount": count(fund_limits.lowest(fund, today))}
    return {"promised": request.GET.get("loi", "")} if verb == "phieu-thu" else {}


ENTRIES = {"ung-ho": "pledges", "phieu-thu": "receipts", "chi": "spendings", "ke-hoach": "plans"}


@may("see")
def void(request: Signed, pk: int, what: str, at: int) -> HttpResponse:
    """An entry made by mistake, or sent back by whoever decides: the reason is asked."""
    fund = get_object_or_404(Fund.objects.select_related("unit"), pk=pk)
    if what not in ENTRIES:
        raise Http404
    entry = get_object_or_404(getattr(fund, ENTRIES[what]), pk=at)
    form = Reasoned(request.POST if request.method == "POST" else None, fund=fund, on=timezone.localdate())

    def save() -> None:
        told = {"reason": form.cleaned_data["reason"], "by": request.user}
        if what == "ke-hoach":
            funds.refuse_plan(entry, **told)
        else:
            fund_money.void(entry, **told)

    return _entered(request, form, _voiding(what, entry), save)


def _voiding(what: str, entry: Any) -> dict[str, Any]:
    if what in ("ke-hoach", "chi") and entry.approved_on is None:
        title = _("Trả lại kế hoạch năm %(year)s") % {"year": entry.year} if what == "ke-hoach" else (
            _("Trả lại khoản chi %(amount)s cho %(who)s") % {"amount": money(entry.amount), "who": entry.payee}
        )  # fmt: skip
        return {"title": title, "will": _("Người đề nghị sẽ thấy lý do."), "button": _("Trả lại")}
    words = {
        "ung-ho": _("Huỷ lời ủng hộ của %(who)s: %(amount)s"), "phieu-thu": _("Huỷ phiếu thu của %(who)s: %(amount)s"),
        "chi": _("Huỷ khoản chi cho %(who)s: %(amount)s"),
    }  # fmt: skip
    if what not in words:
        raise Http404
    who = getattr(entry, "name", "") or getattr(entry, "payer", "") or getattr(entry, "payee", "")
    title = words[what] % {"who": who, "amount": money(entry.amount)}
    return {"title": title, "will": _("Khoản này không tính nữa nhưng vẫn giữ trong sổ."), "button": _("Huỷ khoản này")}


@may("register")
def unopen(request: Signed, pk: int) -> HttpResponse:
    """A fund opened by mistake, while nothing is written in it."""
    fund = get_object_or_404(Fund.objects.select_related("unit"), pk=pk)
    form = Nothing(request.POST if request.method == "POST" else None, fund=fund, on=timezone.localdate())
    said = {"title": _("Bỏ quỹ mở nhầm"), "will": _("Chỉ bỏ được khi chưa ghi gì."), "button": _("Bỏ quỹ này")}
    return _entered(request, form, said, lambda: funds.unopen(fund, by=request.user), to=reverse("funds"))


@may("see")
def decide(request: Signed, pk: int, what: str, at: int) -> HttpResponse:
    """A plan or a spending as it was proposed, with its papers; approved here by somebody else."""
    fund = get_object_or_404(Fund.objects.select_related("unit"), pk=pk)
    if what not in DECIDED:
        raise Http404
    rows: Any = getattr(fund, ENTRIES[what])
    asked = get_object_or_404(rows.select_related("proposed_by", "approved_by", "voided_by"), pk=at)
    form = Nothing(request.POST if request.method == "POST" else None, fund=fund, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            DECIDED[what](asked, by=request.user, on=timezone.localdate())
        except Wrong as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, _("Đã duyệt."))
            return redirect("fund", pk)
    context = _asked(fund, asked, request.user) | {"what": what, "form": form}
    return render(request, "funds/decide.html", context)


DECIDED: dict[str, Callable[..., object]] = {"ke-hoach": funds.approve_plan, "chi": fund_money.approve}
"""What is proposed by one and approved by another."""


def _asked(fund: Fund, asked: Any, user: User) -> dict[str, Any]:
    """What the page of a plan or a spending shows."""
    waits, mine = asked.approved_on is None and asked.voided_at is None, asked.proposed_by_id == user.pk
    purposes = {one.code: one.name for one in law.fund(fund.code).purposes}
    spend = [(purposes.get(code, code), amount) for code, amount in getattr(asked, "to_spend", {}).items()]
    return {
        "fund": fund, "named": title_of(fund), "one": asked, "waits": waits, "mine": mine, "spend": spend,
        "may_approve": waits and not mine and permit.allowed(user, "approve"), "tab": "programmes",
        "purpose": purposes.get(getattr(asked, "purpose", ""), ""), "sum": sum(amount for _name, amount in spend),
        "files": asked.files.defer("content") if hasattr(asked, "files") else [],
    }  # fmt: skip


def _entered(
    request: Signed, form: OfFund, said: dict[str, Any], save: Callable[[], object], *, to: str = ""
) -> HttpResponse:
    back = reverse("fund", args=[form.fund.pk])
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except fund_money.Free as free:
            form.ask_freely()  # type: ignore[attr-defined]
            form.add_error("freely", str(free))
        except Wrong as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        else:
            messages.success(request, _("Đã ghi: %(what)s.") % {"what": said["title"]})
            return redirect(to or back)
    left = reports.years([form.fund], form.on.year)
    return _shown(request, form, said, back, title_of(form.fund), left=left[0].left if left else None)


def _shown(request: Signed, form: Any, said: dict[str, Any], back: str, of: str, **more: Any) -> HttpResponse:
    context = {"form": form, "said": said, "back": back, "of": of, "tab": "programmes", **more}
    return render(request, "funds/step.html", context)
