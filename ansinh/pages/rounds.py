"""One round: the list of each commune, what it comes to, and every line from made to handed out."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import permit, rounds
from ansinh.acts.preparing import NotNow
from ansinh.acts.round_amounts import offers
from ansinh.acts.turns import waiting
from ansinh.law import programme as law
from ansinh.law.devices import Device
from ansinh.law.question_names import names
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key, keys
from ansinh.pages.lists import file_answer
from ansinh.pages.programme_forms import Approved, HandedOut
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.templatetags.ansinh import day, money
from ansinh.reckoning.months import month_iso
from ansinh.record.models.programmes import Given, Item, Round, Sheet, Stage
from ansinh.record.models.users import User
from ansinh.reports import people as people_reports
from ansinh.reports import programmes as reports
from ansinh.world.payments.handing_paper import handing_paper
from ansinh.world.payments.paper_writing import write_paper

TAGS = {Stage.PREPARED: "warn", Stage.APPROVED: "note", Stage.HANDED: "note", Stage.SETTLED: "good"}
LINE_TAGS = {Given.HANDED: "good", Given.RETURNED: "warn", Given.STRUCK: ""}


@may("see")
def shown(request: Signed, pk: int) -> HttpResponse:
    """A round: its communes with what each list comes to, its groups, and the one next step."""
    this = the_round(request, pk)
    found = reports.by_commune(this, permit.cover(request.user))
    communes = Table("theo-xa", _commune_columns(), [_commune(this, row) for row in found])
    groups = Table("theo-nhom", _group_columns(), [_group(this, row) for row in reports.by_group(this)])
    communes.sortable = groups.sortable = False
    for each in (communes, groups):
        if wants_workbook(request, each):
            return each.workbook()
    context = {
        "round": this, "programme": rounds.programme_of(this), "communes": communes, "groups": groups,
        "lines": sum(row.lines for row in found), "amount": sum(row.amount for row in found),
        "missing": [row.unit for row in found if row.sheet is None], "tab": "programmes",
        "open": [row for row in found if row.sheet and row.sheet.stage == Stage.PREPARED],
        "ended": _ended(found),
        "may_prepare": permit.allowed(request.user, "prepare"),
    }  # fmt: skip
    return render(request, "programmes/round.html", context)


def _ended(found: list[reports.InCommune]) -> bool:
    """Every commune has its list, and every list that has anybody is settled."""
    stages = [row.sheet.stage if row.sheet else "" for row in found if row.lines or row.sheet is None]
    return bool(stages) and all(stage == Stage.SETTLED for stage in stages)


def the_round(request: Signed, pk: int) -> Round:
    """A round that touches the user's branch."""
    this = get_object_or_404(Round.objects.select_related("scope", "opened_by"), pk=pk)
    if not permit.communes_of([this.scope]) & permit.cover(request.user):
        raise Http404
    return this


def _commune_columns() -> list[Column]:
    return [
        Column("unit", _("Xã")), Column("stage", _("Bước")), Column("lines", _("Suất"), "count", True),
        Column("amount", _("Số tiền (đồng)"), "money", True), Column("handed", _("Đã cấp"), "count", True),
        Column("handed_amount", _("Tiền đã cấp"), "money", True), Column("returned", _("Trả lại"), "count", True),
    ]  # fmt: skip


def _commune(this: Round, row: reports.InCommune) -> dict[str, Any]:
    stage = row.sheet.stage if row.sheet else ""
    return row._asdict() | {
        "unit": str(row.unit), "href": reverse("sheet", args=[this.pk, row.unit.pk]) if row.sheet else "",
        "stage": _(str(Stage(stage).label)) if stage else _("Chưa lập"),
        "tag:stage": TAGS[Stage(stage)] if stage else "warn",
    }  # fmt: skip


def _group_columns() -> list[Column]:
    return [
        Column("name", _("Nhóm"), law=True), Column("source", _("Nguồn"), law=True),
        Column("level", _("Mức (đồng)"), "money"), Column("lines", _("Suất"), "count", True),
        Column("amount", _("Số tiền (đồng)"), "money", True),
    ]  # fmt: skip


def _group(this: Round, row: reports.InGroup) -> dict[str, Any]:
    """A group whose name opens its people on all lists of the round."""
    month = month_iso(this.month)
    asked = {"tu": month, "den": month, "ct": this.slug, "dot": this.campaign, "nhom": row.code}
    return row._asdict() | {"href": f"{reverse('shares')}?{urlencode(asked)}#tung-nguoi" if row.lines else ""}


@require_POST
@may("prepare")
def make(request: Signed, pk: int) -> HttpResponse:
    """Make the lists of every commune that has none or is still prepared (``xa``: of one)."""
    this = the_round(request, pk)
    asked = request.POST.get("xa", "")
    rows = [row for row in reports.by_commune(this, permit.cover(request.user)) if asked in ("", str(row.unit.pk))]
    units = [row.unit for row in rows if row.sheet is None or row.sheet.stage == Stage.PREPARED]
    try:
        made = rounds.make_all(this, units, by=request.user)
    except NotNow as why:
        messages.error(request, str(why))
        return redirect("round", this.pk)
    passed = sum(len(one.passed) for one in made)
    lines, amount = sum(one.lines for one in made), sum(one.total for one in made)
    messages.success(
        request,
        _("Đã lập %(lists)s danh sách: %(lines)s suất, %(amount)s.")
        % {"lists": len(made), "lines": lines, "amount": money(amount)},
    )
    if passed:
        said = _("%(n)s người bị bỏ qua vì đã có trong danh sách khác của đợt này.")
        messages.warning(request, said % {"n": passed})
    return redirect("sheet", this.pk, asked) if asked and made else redirect("round", this.pk)


@require_POST
@may("prepare")
def close(request: Signed, pk: int) -> HttpResponse:
    """The round ends once every list is settled."""
    this = the_round(request, pk)
    try:
        rounds.close(this, by=request.user)
    except NotNow as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Đã đóng đợt."))
    return redirect("round", pk)


@may("see")
def sheet(request: Signed, pk: int, unit: int) -> HttpResponse:
    """The list of a commune, line by line, with its one next step."""
    return _shown(request, the_sheet(request, pk, unit))


def _shown(request: Signed, this: Sheet, **more: Any) -> HttpResponse:
    programme = rounds.programme_of(this.round)
    groups = {group.code: group.name for group in programme.groups}
    told = _told_of(programme, this.round.month)
    rows = [_line(line, groups, told) for line in reports.lines(this)]
    table = Table.of(request, f"danh-sach-{this.unit.code}", _line_columns(told), rows)
    if wants_workbook(request, table):
        return table.workbook()
    listed = [line for line in reports.lines(this) if line.state != Given.STRUCK]
    context = {
        "sheet": this, "round": this.round, "table": table, "lines": len(listed), "tab": "programmes", "groups": groups,
        "amount": sum(line.amount for line in listed), "items": listed,
        "waiting": waiting(this.unit, this.round.month) if programme.turn else [],
        "asks": _asked(programme, this.round.month),
        "also": [line for line in listed if line.also], "stage": Stage(this.stage).label,
        "left": [line for line in listed if line.state == Given.LISTED],
        "may_prepare": permit.allowed(request.user, "prepare"), "may_approve": _may_approve(request.user, this),
        "approve": Approved(), "handed": HandedOut(initial={"on": day(timezone.localdate())}),
    }  # fmt: skip
    return render(request, "programmes/sheet.html", context | more, status=422 if "error" in more else 200)


def _may_approve(user: User, this: Sheet) -> bool:
    return permit.allowed(user, "approve") and this.made_by_id != user.pk


def the_sheet(request: Signed, pk: int, unit: int) -> Sheet:
    """A list of the branch entered."""
    found = Sheet.objects.select_related("round__scope", "unit", "made_by", "approved_by")
    return get_object_or_404(found, round_id=pk, unit_id=unit)


def _asked(programme: law.Programme, month: int) -> list[tuple[law.Ask, list[Device]]]:
    """What is asked of a line, with what may be chosen; of a table only when the law has one then."""
    found = [(ask, list(offers(ask, month).values())) for ask in programme.asks]
    return [(ask, table) for ask, table in found if table or ask.kind != "devices"]


Said = Callable[[Item], str]


def _told_of(programme: law.Programme, month: int) -> list[tuple[str, str, Said]]:
    """What stands beside a line: facts it is counted by, then what is asked of it; key, heading, how it is said."""
    beside = [(name, capfirst(names()[name].words[0]), partial(_counted, name)) for name in sorted(programme.counted)]
    asked = [(ask.name, ask.label, partial(_said, ask, month)) for ask in programme.asks]
    told: list[tuple[str, str, Said]] = [*beside, *asked]
    return told if len(told) < 2 else [("told", _("Đã khai"), partial(_together, told))]


def _together(told: list[tuple[str, str, Said]], line: Item) -> str:
    """Several things in one column, each with what it is."""
    return "; ".join(f"{label}: {said}" for _name, label, say in told if (said := say(line)))


def _counted(name: str, line: Item) -> str:
    return str(line.answers.get(name) or "")


def _said(ask: law.Ask, month: int, line: Item) -> str:
    value = line.answers.get(ask.name, ask.usual if ask.kind == "number" else "")
    if ask.kind == "devices":
        names = offers(ask, month)
        return ", ".join(names[code].name if code in names else code for code in value)
    return money(value) if ask.kind == "dong" and value else str(value)


def _line_columns(told: list[tuple[str, str, Said]]) -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"), Column("birth", _("Năm sinh"), "date"), Column("village", _("Thôn")),
        Column("group", _("Nhóm"), law=True), *(Column(name, label, law=True) for name, label, _said in told),
        Column("amount", _("Số tiền (đồng)"), "money", True),
        Column("state", _("Đã nhận")), Column("on", _("Ngày"), "day"),
    ]  # fmt: skip


def _line(line: Item, groups: dict[str, str], told: list[tuple[str, str, Said]]) -> dict[str, Any]:
    also = f" (+ {', '.join(groups.get(code, code) for code in line.also)})" if line.also else ""
    return {name: say(line) for name, _label, say in told} | {
        "name": line.person.full_name, "href": reverse("person", args=[line.person_id]),
        "birth": line.person.birth_text, "village": line.person.village,
        "group": groups.get(line.group, line.group) + also,
        "amount": 0 if line.state == Given.STRUCK else line.amount,
        "state": _(str(Given(line.state).label)) + (f": {line.reason}" if line.reason else ""),
        "tag:state": LINE_TAGS.get(Given(line.state), ""), "on": line.on,
    }  # fmt: skip


@require_POST
@may("see")
def step(request: Signed, pk: int, unit: int, verb: str) -> HttpResponse:
    """Do one thing with a list; when it cannot be done, the page says why and keeps what was typed."""
    if verb not in VERBS:
        raise Http404
    this = the_sheet(request, pk, unit)
    try:
        said = VERBS[verb](request, this)
    except (NotNow, ValueError) as why:
        return _shown(request, this, error=str(why), typed=request.POST, **_at_the_field(request, verb, str(why)))
    messages.success(request, said)
    return redirect("sheet", pk, unit)


def _at_the_field(request: Signed, verb: str, why: str) -> dict[str, forms.Form]:
    """The form of a refused step with what was typed, the sentence at its first field."""
    of = {"duyet": ("approve", Approved), "cap": ("handed", HandedOut)}.get(verb)
    if of is None:
        return {}
    form = of[1](request.POST)
    if form.is_valid():
        form.add_error(next(iter(form.fields)), why)
    return {of[0]: form}


def _approve(request: Signed, this: Sheet) -> str:
    rounds.approve(this, paper=request.POST.get("paper", ""), by=request.user, on=timezone.localdate())
    return _("Đã duyệt danh sách.")


def _hand_out(request: Signed, this: Sheet) -> str:
    form = HandedOut(request.POST)
    if not form.is_valid():
        raise ValueError(" ".join(str(said) for errors in form.errors.values() for said in errors))
    told = form.cleaned_data
    chosen = keys(request.POST.getlist("line"))
    if not chosen:
        raise ValueError(_("Đánh dấu ít nhất một dòng."))
    done = rounds.hand_out(this, chosen, by=request.user, on=told["on"], today=timezone.localdate(),
                           received_by=told["received_by"], returned=told["returned"])  # fmt: skip
    return _("Đã ghi %(n)s dòng.") % {"n": done}


def _strike(request: Signed, this: Sheet) -> str:
    line = get_object_or_404(this.items, pk=key(request.POST.get("line", "")))
    rounds.strike(line, reason=request.POST.get("reason", ""), by=request.user, on=timezone.localdate())
    return _("Đã đưa ra khỏi danh sách.")


def _add(request: Signed, this: Sheet) -> str:
    typed = request.POST.get("who", "").strip()
    found = people_reports.search(typed, 2) if typed else None
    if found is None or len(found.people) != 1:
        raise ValueError(_("Ghi số định danh, hoặc họ tên và năm sinh, sao cho đúng một người."))
    group = request.POST.get("group", "")
    rounds.add(this, found.people[0], group=group, reason=request.POST.get("reason", ""), by=request.user)  # fmt: skip
    return _("Đã đưa %(who)s vào danh sách.") % {"who": found.people[0].full_name}


def _answer(request: Signed, this: Sheet) -> str:
    line = get_object_or_404(this.items, pk=key(request.POST.get("line", "")))
    rounds.answer(line, request.POST.get("ask", ""), request.POST.getlist("value"), by=request.user)
    return _("Đã ghi, số tiền của dòng đã tính lại.")


def _settle(request: Signed, this: Sheet) -> str:
    rounds.settle(this, by=request.user, on=timezone.localdate())
    return _("Đã quyết toán danh sách.")


VERBS: dict[str, Callable[[Signed, Sheet], str]] = {
    "duyet": _approve, "cap": _hand_out, "dua-vao": _add, "dua-ra": _strike, "khai": _answer, "quyet-toan": _settle,
}  # fmt: skip


@may("see")
def paper(request: Signed, pk: int, unit: int) -> HttpResponse:
    """The list as a PDF to be signed, by village."""
    this = the_sheet(request, pk, unit)
    written = io.BytesIO()
    write_paper(handing_paper(reports.handing_list(this)), written)
    return file_answer(written.getvalue(), f"ky-nhan-{this.round.pk}-{this.unit.code}.pdf")
