"""Quyết định: drafts that wait for a signature, signed ones with number and document, an office's own templates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ansinh.acts import (
    asked_again,
    authority,
    deciding,
    dossiers,
    drafting,
    numbering,
    permit,
    sentences,
    templates,
    writing,
)
from ansinh.pages.attached import WORD
from ansinh.pages.door import Signed, may
from ansinh.pages.people import looked
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.templatetags.ansinh import day
from ansinh.record.models.decisions import Decision, Drafted
from ansinh.record.models.places import Unit
from ansinh.reports import dossiers as reports
from ansinh.reports.places import called
from ansinh.world.documents.filling import BadTemplate

QUEUES = {
    "draft": gettext_lazy("Chờ ký"), "signed": gettext_lazy("Đã ký"), "dropped": gettext_lazy("Dự thảo đã bỏ"),
}  # fmt: skip
FEW = 20
"""A decision of so many people is read person by person; a longer one is a list, like a month's."""

LARGEST = 2 * 2**20
"""Bytes of a template: text, and perhaps a coat of arms."""


@may("see")
def listed(request: Signed) -> HttpResponse:
    """Decisions by what became of them."""
    name = request.GET.get("loc", "draft")
    if name not in QUEUES:
        raise Http404
    found = list(reports.decisions(name))
    rows = [_row(one) for one in found]
    table = Table.of(request, "quyet-dinh", _columns(name), rows, paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    context = {
        "signable": sum(deciding.may_sign(request.user, one) for one in found) if name == "draft" else 0,
        "table": table, "name": name, "tab": "dossiers", "may_sign": permit.allowed(request.user, "approve"),
        "queues": [(key, words, key == name) for key, words in QUEUES.items()],
    }  # fmt: skip
    return render(request, "decisions/listed.html", context)


def _columns(name: str) -> list[Column]:
    first = Column("number", _("Số")) if name == "signed" else Column("drafted", _("Soạn ngày"), "date")
    return [
        first, Column("title", _("Về việc"), law=True), Column("people", _("Số người"), "count"),
        Column("authority", _("Thẩm quyền")), Column("dossier", _("Hồ sơ")),
        Column("by", _("Người ký") if name == "signed" else _("Người soạn")),
        Column("signed", _("Ngày ký"), "date") if name == "signed" else Column("origin", _("Vì")),
    ]  # fmt: skip


ORIGINS = {
    "dossier": gettext_lazy("hồ sơ"), "age": gettext_lazy("tuổi, hạn"), "event": gettext_lazy("việc đã xảy ra"),
    "decree": gettext_lazy("văn bản mới"), "double": gettext_lazy("hưởng trùng"),
}  # fmt: skip


def _row(one: Decision) -> dict[str, Any]:
    signer = one.signer_name if one.state == Drafted.SIGNED else (one.drafted_by.full_name_vi if one.drafted_by else "")
    return {
        "number": one.number_text, "drafted": day(one.drafted_at), "href": reverse("decision", args=[one.pk]),
        "title": one.title, "people": one.people, "authority": str(one.authority),  # type: ignore[attr-defined]
        "dossier": one.dossier.whole_code if one.dossier else "", "by": signer, "signed": day(one.signed_on),
        "origin": str(ORIGINS.get(one.origin, one.origin)),
    }  # fmt: skip


@may("see")
def decision(request: Signed, pk: int) -> HttpResponse:
    """One decision: what it does, on what grounds, and its document."""
    return _page(request, _found(request, pk))


def _page(request: Signed, one: Decision, error: str = "") -> HttpResponse:
    effects = list(one.effects.all())
    _looked_at(request, one)
    many = len({effect.person_id for effect in effects}) > 1
    table = _people(request, one) if many else None
    if table is not None and wants_workbook(request, table):
        return table.workbook()
    context = {
        "decision": one,
        "effects": [] if many else [(effect, sentences.article(effect, writing.day_of(one))) for effect in effects],
        "table": table, "summary": sentences.summary(one.act, effects) if many else "", "error": error,
        "next_number": numbering.shown(one.authority, timezone.localdate().year, one.symbol),
        "symbol": one.symbol, "tab": "dossiers",
        "mine": one.state == Drafted.DRAFT and deciding.may_sign(request.user, one), "back_to": _back_to(one),
    }  # fmt: skip
    return render(request, "decisions/decision.html", context)


def _back_to(one: Decision) -> str:
    """The step a draft is sent back to: the one before the signature, or the examination."""
    if one.dossier is None:
        return ""
    law = dossiers.law_of(one.dossier)
    names = [step.name for step in law.steps if not step.optional]
    signs = dossiers.signature(law)
    return "review" if "review" in names or signs is None else names[max(names.index(signs.name) - 1, 0)]


def _people(request: Signed, one: Decision) -> Table:
    effects, today = one.effects.all(), timezone.localdate()
    months = len({effect.from_month for effect in effects}) > 1  # one month for all stands in the title
    columns = [
        Column("name", _("Họ và tên"), "name"), Column("birth", _("Năm sinh"), "date"), Column("place", _("Nơi ở")),
        Column("code", _("Nhóm")), Column("old", _("Mức cũ"), "money"),
        Column("amount", _("Mức mới"), "money", total=True),
        *([Column("month", _("Từ tháng"), "month")] if months else []),
    ]  # fmt: skip
    places = {unit: called(unit, today) for unit in {effect.person.unit for effect in effects}}
    rows = [
        {
            "name": effect.person.full_name, "href": reverse("person", args=[effect.person_id]),
            "birth": effect.person.birth_text, "place": str(places[effect.person.unit]),
            "code": sentences.groups(effect), "old": effect.old_amount, "amount": effect.amount,
            "month": effect.from_month,
        }
        for effect in effects
    ]  # fmt: skip
    return Table.of(request, "quyet-dinh-nguoi", columns, rows, paged=True)


def _looked_at(request: Signed, one: Decision) -> None:
    """A decision, or its document, is a look at whoever it names; a list of more than ``FEW`` is none."""
    people = {effect.person_id: effect.person for effect in one.effects.all()}
    if not people and one.dossier is not None and one.dossier.person is not None:
        people = {one.dossier.person.pk: one.dossier.person}
    if len(people) <= FEW:
        with permit.whole(request.user):
            for someone in people.values():
                looked(request, someone)


@require_POST
@may("approve")
def sign(request: Signed, pk: int) -> HttpResponse:
    """Sign one draft."""
    one = _found(request, pk)
    try:
        one = deciding.sign(one, by=request.user, on=timezone.localdate())
    except (ValueError, deciding.NotNow, dossiers.NotNow) as why:
        return _page(request, _again(request, one), str(why))
    messages.success(request, _("Đã ký, số %(number)s.") % {"number": one.number_text})
    return redirect("decision", one.pk)


def _again(request: Signed, one: Decision) -> Decision:
    """The draft that took this one's place while it was being signed."""
    mine = Decision.objects.filter(dossier=one.dossier, state=Drafted.DRAFT)
    newer = mine.first() if one.dossier_id else asked_again.newest(one)
    return _found(request, newer.pk if newer else one.pk)


@require_POST
@may("approve")
def sign_all(request: Signed) -> HttpResponse:
    """Sign every draft that waits for this user, each by itself."""
    mine = [one for one in reports.decisions("draft") if deciding.may_sign(request.user, one)]
    signed, left = deciding.sign_all(mine, by=request.user, on=timezone.localdate())
    messages.success(request, _("Đã ký %(n)s quyết định.") % {"n": len(signed)})
    for one, why in left[:20]:
        messages.warning(request, f"{one.title}: {why}")
    return redirect("decisions")


@require_POST
@may("register")
def drop(request: Signed, pk: int) -> HttpResponse:
    """Put a draft without a dossier aside."""
    one = _found(request, pk)
    try:
        drafting.drop(one, reason=request.POST.get("reason", ""), by=request.user)
    except ValueError as why:
        return _page(request, one, str(why))
    messages.success(request, _("Đã bỏ dự thảo."))
    return redirect("decisions")


@may("see")
def document(request: Signed, pk: int) -> HttpResponse:
    """The document: as signed, or as the draft stands."""
    one = _found(request, pk)
    _looked_at(request, one)
    try:
        with permit.whole(request.user):
            content = bytes(one.document) if one.document is not None else writing.document(one)
    except BadTemplate as why:
        return _page(request, one, str(why))
    response = HttpResponse(content, content_type=WORD)
    name = one.number_text.replace("/", "-") or f"du-thao-{one.pk}"
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response


@may("see")
def own_templates(request: Signed) -> HttpResponse:
    """The templates in use; an officer puts the office's own in their place."""
    places = authority.offices(request.user, timezone.localdate())
    place = _place(request, places)
    error = ""
    if request.method == "POST":
        if not permit.allowed(request.user, "register"):
            raise permit.Refused(_("Vai trò của anh chị không đổi được mẫu văn bản."))
        try:
            _change(request, place)
        except (BadTemplate, ValueError) as why:
            error = str(why)
        else:
            messages.success(request, _("Đã đổi mẫu văn bản."))
            return redirect(f"{reverse('templates')}?noi={place.pk}")
    own = templates.own(place)
    names = [(name, _(words), own.get(name)) for name, words in writing.NAMES.items()]
    context = {"names": names, "error": error, "places": places, "place": place, "tab": "dossiers"}
    return render(request, "decisions/templates.html", context)


def _place(request: Signed, places: list[Unit]) -> Unit:
    """The office whose templates are asked for; the first of the user's when none is named."""
    asked = request.GET.get("noi", "")
    found = next((place for place in places if str(place.pk) == asked), places[0] if places and not asked else None)
    if found is None:
        raise Http404
    return found


def _change(request: Signed, place: Unit) -> None:
    name = request.POST.get("mau", "")
    if "bo" in request.POST:
        templates.withdraw(place, name, by=request.user)
        return
    sent = request.FILES.get("tep")
    if sent is None or (sent.size or 0) > LARGEST:
        raise ValueError(_("Chọn một tệp .docx không quá 2 MB."))
    templates.use(place, name, sent.read(), by=request.user)


@may("see")
def template_file(request: Signed, name: str) -> HttpResponse:
    """The template in use, to be changed in Word."""
    if name not in writing.NAMES:
        raise Http404
    place = _place(request, authority.offices(request.user, timezone.localdate()))
    response = HttpResponse(writing.template(name, place), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="mau-{name}.docx"'
    return response


def _found(request: Signed, pk: int) -> Decision:
    try:
        return deciding.found(pk, request.user)
    except Decision.DoesNotExist:
        raise Http404 from None
