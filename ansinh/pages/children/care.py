"""Chăm sóc thay thế: children in another home, their visits; families who offer it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import permit
from ansinh.acts.children import care as acts
from ansinh.acts.children import papers
from ansinh.acts.wrong import Wrong
from ansinh.law.child_protection import protection
from ansinh.pages.children import forms
from ansinh.pages.children.home import asked_day
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import keys
from ansinh.pages.lists import file_answer
from ansinh.pages.people import looked
from ansinh.pages.poverty.household import the_person
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.children import Care, CareOffer
from ansinh.record.models.places import Unit
from ansinh.reports import children as reports


@may("see")
def listed(request: Signed) -> HttpResponse:
    """Children in care on a day (``ngay``), visits due first; ``tham``: only those; and the families who offer."""
    return _listed(request)


def _listed(request: Signed, **given: Any) -> HttpResponse:
    units, on = permit.cover(request.user), asked_day(request)
    found = reports.visits_due(units, on) if request.GET.get("tham") else reports.in_care(units, on)
    table = Table("cham-soc-thay-the", _columns(), [_row(one, on) for one in found], sortable=False)
    offered = Table("dang-ky-cham-soc", _offer_columns(), [_offer(one) for one in reports.offers(units, on)],
                    sortable=False)  # fmt: skip
    for each in (table, offered):
        if wants_workbook(request, each):
            return each.workbook()
    context: dict[str, Any] = {
        "table": table, "offered": offered, "tab": "children", "law": protection(), "on": on,
        "late": sum(1 for one in found if one.late(on)), "only": request.GET.get("tham", ""),
        "may_register": permit.allowed(request.user, "register"), "giao": _placing(request, None),
        "dang_ky": _offering(request, None), "standing": reports.offers(units, on),
    }  # fmt: skip
    return render(request, "children/cares.html", context | given, status=422 if given else 200)


def _columns() -> list[Column]:
    return [
        Column("name", _("Trẻ em"), "name"), Column("born", _("Ngày sinh"), "date"), Column("where", _("Xã")),
        Column("carer", _("Ai chăm sóc")), Column("kind", _("Hình thức")), Column("since", _("Từ ngày"), "day"),
        Column("next", _("Lần thăm tới"), "day"), Column("state", _("Thăm")),
    ]  # fmt: skip


def _row(one: reports.InCare, on: Any) -> dict[str, Any]:
    person, coming, late = one.care.person, one.next(), one.late(on)
    carer = one.care.carer_name + (f" ({one.care.relation})" if one.care.relation else "")
    state = _("quá hạn") if late else _("chưa đến hạn") if coming else _("đủ lần thăm")
    return {
        "name": person.full_name, "href": reverse("child_care", args=[one.care.pk]), "born": person.birth_text,
        "where": str(person.unit), "carer": carer, "kind": _(str(one.care.get_kind_display())),
        "since": one.care.from_day, "next": coming.due_on if coming else None, "state": state,
        "tag:state": "bad" if late else "note" if coming else "good",
    }  # fmt: skip


def _offer_columns() -> list[Column]:
    return [
        Column("name", _("Họ tên"), "name"), Column("unit", _("Xã")), Column("address", _("Nơi ở")),
        Column("phone", _("Điện thoại")), Column("wishes", _("Nguyện vọng, điều kiện")),
        Column("on", _("Đăng ký"), "day"), Column("cares", _("Đã nhận"), "count"), Column("paper", _("Mẫu số 08")),
    ]  # fmt: skip


def _offer(one: CareOffer) -> dict[str, Any]:
    return {
        "name": one.name, "href": reverse("person", args=[one.person_id]) if one.person_id else "",
        "unit": str(one.unit), "address": one.address, "phone": one.phone, "wishes": one.wishes, "on": one.offered_on,
        "cares": len(one.cares.all()), "paper": _("tải"), "href:paper": reverse("child_offer_paper", args=[one.pk]),
    }  # fmt: skip


def _placing(request: Signed, data: Any) -> forms.Placing:
    standing = CareOffer.objects.filter(withdrawn_on=None).select_related("unit").order_by("name")
    return forms.Placing(data, offers=standing)


def _offering(request: Signed, data: Any) -> forms.Offering:
    places = Unit.objects.communes().valid_on(timezone.localdate()).filter(pk__in=permit.cover(request.user))
    return forms.Offering(data, places=places.order_by("name"), initial={"offered_on": timezone.localdate()})


@require_POST
@may("register")
def place(request: Signed) -> HttpResponse:
    """A child goes to another home."""
    form = _placing(request, request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            child, typed = the_person(told.pop("who"), "who"), told.pop("carer")
            carer = the_person(typed, "carer") if typed else None
            made = acts.place(child, carer=carer, by=request.user, on=timezone.localdate(), **told)
        except Wrong as wrong:
            form.told(wrong.field, str(wrong))
        else:
            messages.success(request, _("Đã ghi chăm sóc thay thế."))
            return redirect("child_care", made.pk)
    return _listed(request, giao=form, wrong="giao")


@require_POST
@may("register")
def offer(request: Signed) -> HttpResponse:
    """A family asks to take a child in, or offers no more (``thoi``)."""
    if request.POST.get("thoi"):
        for one in CareOffer.objects.filter(pk__in=keys([request.POST["thoi"]])).select_related("unit"):
            acts.withdraw(one, by=request.user, on=timezone.localdate())
        return redirect("child_cares")
    form = _offering(request, request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            person = the_person(told["who"], "who") if told["who"] else None
            acts.offer(
                told["unit"], person=person, name=told["called"], address=told["address"], phone=told["phone"],
                wishes=told["wishes"], offered_on=told["offered_on"], by=request.user, on=timezone.localdate(),
            )  # fmt: skip
        except Wrong as wrong:
            form.told(wrong.field, str(wrong))
        else:
            messages.success(request, _("Đã ghi đăng ký."))
            return redirect("child_cares")
    return _listed(request, dang_ky=form, wrong="dang-ky")


@may("see")
def offer_paper(request: Signed, pk: int) -> HttpResponse:
    """Mẫu số 08 as Word."""
    one = get_object_or_404(CareOffer.objects.select_related("unit"), pk=pk)
    return file_answer(papers.offered(one, by=request.user), f"mau-08-{one.pk}.docx")


@may("see")
def shown(request: Signed, pk: int) -> HttpResponse:
    """One child's care with its visits."""
    one = _care(pk)
    looked(request, one.care.person)
    return _shown(request, one)


def _care(pk: int) -> reports.InCare:
    found = reports.watched(Care.objects.filter(pk=pk))
    if not found:
        raise Http404
    return found[0]


def _shown(request: Signed, one: reports.InCare, **given: Any) -> HttpResponse:
    coming, today = one.next(), timezone.localdate()
    first = {"month": str(coming.month) if coming else "", "visited_on": today}
    context = {
        "this": one.care, "visits": [(each, each.late(today)) for each in one.visits], "tab": "children",
        "made": one.care.visits.select_related("by"), "law": protection(), "late": one.late(today),
        "tham": forms.Visiting(initial=first), "ket_thuc": forms.Leaving(), "today": today,
        "may_register": permit.allowed(request.user, "register"),
    }  # fmt: skip
    return render(request, "children/care.html", context | given, status=422 if given else 200)


@require_POST
@may("register")
def step(request: Signed, pk: int, verb: str) -> HttpResponse:
    """A visit is written, or the care ends."""
    one = _care(pk)
    form: forms.Named = forms.Visiting(request.POST) if verb == "tham" else forms.Leaving(request.POST)
    if verb not in ("tham", "ket-thuc"):
        raise Http404
    if form.is_valid():
        told, today = form.cleaned_data, timezone.localdate()
        try:
            if verb == "tham":
                told["month"] = int(told["month"]) if told["month"] else None
                acts.visit(one.care, by=request.user, on=today, **told)
            else:
                acts.end(one.care, by=request.user, on=today, **told)
        except Wrong as wrong:
            form.told(wrong.field, str(wrong))
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("child_care", pk)
    return _shown(request, one, **{verb.replace("-", "_"): form}, wrong=verb)
