"""Projects that support production: the list, and each with its households, receipts and visits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import permit
from ansinh.acts import production as acts
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.law.poverty_programme import production as law
from ansinh.law.poverty_programme import programme
from ansinh.pages.attached import word
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key
from ansinh.pages.poverty import production_forms as forms
from ansinh.pages.poverty.forms import Asked
from ansinh.pages.poverty.household import the_person
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.places import Unit
from ansinh.record.models.production import HandedOver, ProductionProject, ProjectHousehold, ProjectState
from ansinh.reports import production as reports
from ansinh.reports import signed_lists

TAGS = {ProjectState.DRAFTED: "warn", ProjectState.APPROVED: "note", ProjectState.CLOSED: "good"}


@may("see")
def projects(request: Signed) -> HttpResponse:
    """Every project of the branch; a new one is drafted here."""
    cover = permit.cover(request.user)
    places = Unit.objects.communes().valid_on(timezone.localdate()).filter(pk__in=cover).order_by("name")
    form = forms.Drafting(request.POST or None, places=places)
    if request.method == "POST" and form.is_valid():
        made = _drafted(request, form)
        if made is not None:
            return redirect("production_project", made.pk)
    held = ProductionProject.objects.select_related("unit").prefetch_related("households")
    table = Table.of(request, "du-an-san-xuat", _columns(), [_row(one) for one in held], paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    context = {"table": table, "form": form, "tab": "poverty",
               "may_prepare": permit.allowed(request.user, "prepare")}  # fmt: skip
    return render(request, "poverty/projects.html", context, status=422 if form.errors else 200)


def _drafted(request: Signed, form: Asked) -> ProductionProject | None:
    told = form.cleaned_data
    code, _slash, part = told.pop("part").partition("/")
    try:
        return acts.draft(told.pop("unit"), code=code, part=part, by=request.user, **told)
    except (Wrong, permit.Refused) as why:
        form.told(getattr(why, "field", "unit"), str(why))
        return None


def _columns() -> list[Column]:
    return [
        Column("name", _("Dự án")), Column("unit", _("Xã")), Column("content", _("Nội dung")),
        Column("homes", _("Số hộ"), "count", True), Column("support", _("Ngân sách hỗ trợ"), "money", True),
        Column("begins", _("Bắt đầu"), "date"), Column("state", _("Bước")),
    ]  # fmt: skip


def _row(one: ProductionProject) -> dict[str, Any]:
    state = ProjectState(one.state)
    return {
        "name": one.name, "href": reverse("production_project", args=[one.pk]), "unit": str(one.unit),
        "content": one.content, "homes": len(one.households.all()), "support": one.support,
        "begins": f"{one.begins:%d/%m/%Y}", "state": _(str(state.label)), "tag:state": TAGS[state],
    }  # fmt: skip


@may("see")
def shown(request: Signed, pk: int) -> HttpResponse:
    """One project."""
    return _shown(request, _project(pk))


def _project(pk: int) -> ProductionProject:
    return get_object_or_404(ProductionProject.objects.select_related("unit", "made_by", "approved_by"), pk=pk)


def _shown(request: Signed, this: ProductionProject, **given: Any) -> HttpResponse:
    today, members = timezone.localdate(), reports.members(this)
    table = Table(f"bang-ke-{this.pk}", _receipt_columns(), [_receipt(one, each) for one in members
                                                             for each in one.handed], sortable=False)  # fmt: skip
    if wants_workbook(request, table):
        return table.workbook()
    context: dict[str, Any] = {
        "this": this, "members": members, "share": acts.share(this), "law": law(), "table": table, "tab": "poverty",
        "part": programme(this.programme).part(this.part), "handed": acts.handed(this), "ends": acts.ends(this),
        "mode": next(one for one in law().modes if one.code == this.mode), "place": law().places[this.place],
        "tag": TAGS[ProjectState(this.state)], "late": [one for one in members if one.overdue(today)],
        "may_prepare": permit.allowed(request.user, "prepare"), "today": today,
        "may_approve": permit.allowed(request.user, "approve") and this.made_by_id != request.user.pk,
    }  # fmt: skip
    fresh = {verb: make(this, None) for verb, make in FORMS.items()}
    return render(request, "poverty/project.html", context | fresh | given, status=422 if given else 200)


@may("see")
def signed(request: Signed, pk: int) -> HttpResponse:
    """What was handed over as a Word list to be signed."""
    return word(signed_lists.handed_over(_project(pk)), f"bang-ke-{pk}.docx")


def _receipt_columns() -> list[Column]:
    return [
        Column("head", _("Hộ"), "name"), Column("receiver", _("Người nhận")), Column("identity", _("Số định danh")),
        Column("what", _("Giao gì")), Column("quantity", _("Số lượng")),
        Column("amount", _("Thành tiền"), "money", True),
        Column("on", _("Ngày"), "date"), Column("proof", _("Ký nhận")),
    ]  # fmt: skip


def _receipt(one: reports.Member, each: HandedOver) -> dict[str, Any]:
    home = one.member.household
    return {
        "head": home.head, "href": reverse("household", args=[home.pk]), "receiver": each.receiver,
        "identity": each.identity, "what": ", ".join(filter(None, (each.what, each.specification))),
        "quantity": f"{each.quantity.normalize():f} {each.measure}".replace(".", ","), "amount": each.amount,
        "on": f"{each.on:%d/%m/%Y}", "proof": each.proof,
    }  # fmt: skip


def _choices(this: ProductionProject) -> list[tuple[str, str]]:
    rows = this.households.select_related("household").order_by("household__head")
    return [(str(one.pk), f"{one.household.head}, {one.household.village}") for one in rows]


FORMS: dict[str, Callable[[ProductionProject, Any], Asked]] = {
    "them": lambda this, data: forms.PuttingIn(data),
    "duyet": lambda this, data: forms.Approving(data),
    "giao": lambda this, data: forms.Handing(data, members=_choices(this)),
    "tham": lambda this, data: forms.Visiting(data, members=_choices(this)),
    "dong": lambda this, data: forms.Closing(data),
    "bo": lambda this, data: forms.Voiding(data),
}
"""The form of each step, by the word its address has."""


@require_POST
@may("see")
def step(request: Signed, pk: int, verb: str) -> HttpResponse:
    """One step; what is refused is told at its field and nothing typed is lost."""
    if verb not in DO:
        raise Http404
    this = _project(pk)
    form = FORMS[verb](this, request.POST) if verb in FORMS else None
    if form is not None and not form.is_valid():
        return _shown(request, this, **{verb: form}, wrong=verb)
    try:
        said = DO[verb](request, this, form.cleaned_data if form is not None else {})
    except (Wrong, NotNow) as why:
        if form is None:
            return _shown(request, this, error=str(why))
        form.told(getattr(why, "field", ""), str(why))
        return _shown(request, this, **{verb: form}, wrong=verb)
    messages.success(request, said)
    return redirect("production_project", pk)


Said = dict[str, Any]


def _put_in(request: Signed, this: ProductionProject, said: Said) -> str:
    person = the_person(said["who"], "who")
    if person.household is None:
        raise Wrong("who", _("%(who)s chưa có hộ trong sổ.") % {"who": person.full_name})
    made = acts.put_in(this, person.household, on=timezone.localdate(), to_return=said["to_return"] or 0,
                       by=request.user)  # fmt: skip
    return _("Đã thêm hộ %(head)s: %(why)s.") % {
        "head": person.household.head, "why": _(str(made.get_why_display())).lower()}  # fmt: skip


def _member(this: ProductionProject, typed: str) -> ProjectHousehold:
    return get_object_or_404(this.households.select_related("project__unit"), pk=key(typed))


def _taken_out(request: Signed, this: ProductionProject, said: Said) -> str:
    acts.take_out(_member(this, request.POST.get("ho", "")), by=request.user)
    return _("Đã bỏ hộ khỏi dự án.")


def _approved(request: Signed, this: ProductionProject, said: Said) -> str:
    acts.approve(this, by=request.user, on=timezone.localdate(), **said)
    return _("Đã phê duyệt dự án.")


def _handed(request: Signed, this: ProductionProject, said: Said) -> str:
    acts.hand_over(_member(this, said.pop("member")), by=request.user, on=timezone.localdate(), **said)
    return _("Đã ghi giao nhận.")


def _visited(request: Signed, this: ProductionProject, said: Said) -> str:
    said |= {name: said[name] or 0 for name in ("income", "returned")}
    acts.visit(_member(this, said.pop("member")), by=request.user, on=timezone.localdate(), **said)
    return _("Đã ghi lần thăm.")


def _closed(request: Signed, this: ProductionProject, said: Said) -> str:
    acts.close(this, by=request.user, on=timezone.localdate(), **said)
    return _("Dự án đã kết thúc.")


def _voided(request: Signed, this: ProductionProject, said: Said) -> str:
    rows = HandedOver.objects.filter(member__project=this).select_related("member__project__unit")
    acts.void(get_object_or_404(rows, pk=key(request.POST.get("dong", ""))), reason=said["reason"], by=request.user)
    return _("Đã bỏ dòng ghi nhầm.")


DO: dict[str, Callable[[Signed, ProductionProject, Said], str]] = {
    "them": _put_in, "rut": _taken_out, "duyet": _approved, "giao": _handed, "tham": _visited, "dong": _closed,
    "bo": _voided,
}  # fmt: skip
