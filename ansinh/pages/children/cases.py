"""Vụ việc: the cases of the branch, one of them with its next step, its papers and files; for the entrusted only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ansinh.acts import permit
from ansinh.acts.children import cases as acts
from ansinh.acts.children import papers
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.law.child_groups import groups
from ansinh.law.child_protection import protection
from ansinh.pages.attached import attached
from ansinh.pages.children import case_forms as forms
from ansinh.pages.children.case_steps import BUTTONS, DO, MAKE, next_steps, others
from ansinh.pages.children.home import asked_day
from ansinh.pages.door import Signed, entrusted
from ansinh.pages.lists import file_answer
from ansinh.pages.poverty.household import the_person
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.child_cases import ENDED, CaseFile, CaseState, CaseStep, ChildCase
from ansinh.record.models.places import Unit
from ansinh.reports import child_cases as reports
from ansinh.world.scans import Unreadable

LIMITS = {
    "emergency": gettext_lazy("can thiệp khẩn cấp"), "isolation": gettext_lazy("hết cách ly"),
    "plan": gettext_lazy("trình kế hoạch"), "approve": gettext_lazy("phê duyệt"),
    "ends": gettext_lazy("kế hoạch kết thúc"),
}  # fmt: skip
"""What a limit is for."""


@entrusted("see")
def listed(request: Signed) -> HttpResponse:
    """Cases, late ones first: by state (``buoc``; ``mo``: open), told in a period (``tu``, ``den``)."""
    units, now, state = permit.cover(request.user), timezone.now(), request.GET.get("buoc", "mo")
    found = reports.cases(units, {"mo": "open", "tat-ca": ""}.get(state, state))
    if request.GET.get("tu") or request.GET.get("den"):
        told = reports.told(units, asked_day(request, "tu"), asked_day(request, "den"))
        found = found.filter(pk__in=[one.pk for one in told])
    rows = reports.ordered(found, now)
    if request.GET.get("qua"):
        rows = [(one, at) for one, at in rows if at is not None and at.late]
    table = Table("vu-viec", _columns(), [_row(one, at) for one, at in rows], sortable=False)
    if wants_workbook(request, table):
        return table.workbook()
    context = {
        "table": table, "state": state, "tab": "children", "protection": protection(),
        "states": [(value, _(str(label))) for value, label in CaseState.choices],
        "counts": [one for one in reports.by_state(units, now) if one.cases], "from": request.GET.get("tu", ""),
        "until": request.GET.get("den", ""), "may_register": permit.allowed(request.user, "register"),
    }  # fmt: skip
    return render(request, "children/cases.html", context)


def _columns() -> list[Column]:
    return [
        Column("code", _("Vụ việc")), Column("child", _("Trẻ em")), Column("unit", _("Xã")),
        Column("told", _("Nhận tin"), "date"), Column("by", _("Tin từ")), Column("state", _("Bước")),
        Column("due", _("Hạn")), Column("left", _("Còn")),
    ]  # fmt: skip


def _row(one: ChildCase, at: reports.Clock | None) -> dict[str, Any]:
    return {
        "code": one.code, "href": reverse("child_case", args=[one.pk]), "child": one.called, "unit": str(one.unit),
        "told": f"{timezone.localtime(one.informed_at):%d/%m/%Y}", "by": _(str(one.get_told_by_display())),
        "state": _(str(one.get_state_display())), "tag:state": "good" if one.state in ENDED else "note",
        "due": str(LIMITS[at.due_for]) if at else "", "left": left(at), "tag:left": _tag(at),
    }  # fmt: skip


def left(at: reports.Clock | None) -> str:
    """The time left, or by how much it is over."""
    if at is None:
        return ""
    told = {"n": at.hours if at.by_hours else at.days}
    if at.by_hours:
        return _("quá %(n)s giờ") % told if at.late else _("còn %(n)s giờ") % told
    return _("quá %(n)s ngày") % told if at.late else _("còn %(n)s ngày") % told


def _tag(at: reports.Clock | None) -> str:
    return "" if at is None else "bad" if at.late else "warn" if at.days < 2 else "note"


@entrusted("register")
def record(request: Signed) -> HttpResponse:
    """The information is written down (Mẫu số 01)."""
    today = timezone.localdate()
    places = Unit.objects.communes().valid_on(today).filter(pk__in=permit.cover(request.user)).order_by("name")
    form = forms.Recording(
        request.POST or None, places=places, initial={"done_at": timezone.now(), "told_by": "commune"}
    )
    if request.method == "POST" and form.is_valid():
        made = _recorded(request, form)
        if made is not None:
            messages.success(request, _("Đã ghi vụ việc %(code)s.") % {"code": made.code})
            return redirect("child_case", made.pk)
    context = {"form": form, "tab": "children", "law": protection()}
    return render(request, "children/new_case.html", context, status=422 if form.errors else 200)


def _recorded(request: Signed, form: forms.Recording) -> ChildCase | None:
    told = form.cleaned_data
    try:
        person = the_person(told["who"], "who") if told["who"] else None
        return acts.record(
            told["unit"], acts.Child(person, told["child_name"], told["sex"], told["birth_year"]),
            told_by=told["told_by"], informed_at=told["done_at"], said=form.said, danger=told["danger"],
            group=told["group"], by=request.user, now=timezone.now(),
            teller=acts.Teller(told["teller_name"], told["teller_contact"], told["teller_relation"]),
        )  # fmt: skip
    except Wrong as wrong:
        form.told(wrong.field, str(wrong))
        return None


@entrusted("see")
def shown(request: Signed, pk: int) -> HttpResponse:
    """One case; that somebody looked is kept."""
    case = the_case(pk)
    acts.look(case, what="case", by=request.user)
    return _shown(request, case)


def the_case(pk: int) -> ChildCase:
    """A case this reader may see."""
    return get_object_or_404(ChildCase.objects.select_related("unit", "person", "planned_by", "approved_by"), pk=pk)


def _shown(request: Signed, case: ChildCase, **given: Any) -> HttpResponse:
    law, at = protection(), reports.clock(case, timezone.now())
    steps = list(case.steps.select_related("by"))
    done = {one.step for one in steps}
    context: dict[str, Any] = {
        "this": case, "law": law, "tab": "children", "clock": at, "left": left(at), "tag": _tag(at),
        "limit": law.limits.get(case.due_for), "limit_name": LIMITS.get(case.due_for, ""),
        "steps": [(one, _told(one)) for one in steps], "walk": [(one, one.code in done) for one in law.steps],
        "papers": [(name, law.step(code)) for name, code in papers.KINDS.items() if code in done],
        "files": case.files.defer("content"), "looks": reports.looks(case),
        "group": groups().group(case.group) if case.group else None,
        "next": next_steps(case, request.user, timezone.now()), "others": others(case, request.user, timezone.now()),
        "attach": forms.Attaching(), "may_register": permit.allowed(request.user, "register"), "ended": ENDED,
    }  # fmt: skip
    offered = {one.verb for one in (*context["next"], *context["others"])}
    context["stray"] = given.get("failed_verb") not in offered  # somebody else took the step meanwhile
    return render(request, "children/case.html", context | given, status=422 if given else 200)


STEPS = {
    "send_back": gettext_lazy("Trả lại kế hoạch"), "close": gettext_lazy("Kết thúc vụ việc"),
    "aside": gettext_lazy("Chuyển nơi khác, tin không đúng"), "apart": gettext_lazy("Đổi ngày cách ly"),
}  # fmt: skip
SAID = {
    "why": gettext_lazy("Vì sao"), "until": gettext_lazy("Cách ly đến hết ngày"),
    "longer_by": gettext_lazy("Văn bản yêu cầu"), "ends": gettext_lazy("Dự kiến kết thúc"),
    "decision": gettext_lazy("Số quyết định"),
}  # fmt: skip
"""Words of what is no form of the decree's."""


def _told(one: CaseStep) -> tuple[Any, str, list[tuple[Any, str]]]:
    """A step's name, its form, and what was written with the labels of its fields."""
    try:
        law = protection().step(one.step)
    except LookupError:
        return STEPS.get(one.step, one.step), "", [(SAID.get(name, name), text) for name, text in one.said.items()]
    labels: dict[str, Any] = {**SAID, **law.fields}
    ordered = [*law.fields, *(name for name in one.said if name not in law.fields)]
    return law.name, law.form, [(labels.get(name, name), one.said[name]) for name in ordered if one.said.get(name)]


@require_POST
@entrusted("see")
def step(request: Signed, pk: int, verb: str) -> HttpResponse:
    """One step; what is refused is told at its field and nothing typed is lost."""
    if verb not in DO:
        raise Http404
    case, now = the_case(pk), timezone.now()
    form = MAKE[verb](request.POST, now)
    if form.is_valid():
        try:
            DO[verb](case, form, request.user, now)
        except Wrong as wrong:
            form.told(wrong.field, str(wrong))
        except NotNow as why:
            form.told("", str(why))
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("child_case", pk)
    return _shown(request, the_case(pk), failed=form, failed_verb=verb, failed_button=BUTTONS[verb])


@entrusted("see")
def paper(request: Signed, pk: int, name: str) -> HttpResponse:
    """One paper of the case as Word."""
    if name not in papers.KINDS:
        raise Http404
    case = the_case(pk)
    try:
        made = papers.paper(case, name, by=request.user)
    except NotNow as why:
        messages.error(request, str(why))
        return redirect("child_case", pk)
    return file_answer(made, f"{name}-vu-viec-{case.number:02}-{case.year}.docx")


@entrusted("see")
def informant(request: Signed, pk: int) -> HttpResponse:
    """Who told, on a page of its own; that somebody looked is kept."""
    case = the_case(pk)
    acts.look(case, what="informant", by=request.user)
    response = render(request, "children/informant.html", {"this": case, "told": case.informant, "tab": "children"})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@entrusted("register")
def attach(request: Signed, pk: int) -> HttpResponse:
    """A paper of the case is kept."""
    case = the_case(pk)
    form = forms.Attaching(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            acts.attach(case, name=file.name, content=file.read(), by=request.user)
        except Unreadable as why:
            form.told("file", str(why))
        else:
            messages.success(request, _("Đã giữ tệp."))
            return redirect("child_case", pk)
    return _shown(request, case, attach=form)


@entrusted("see")
def file(request: Signed, pk: int, at: int) -> HttpResponse:
    """A file as it came; nothing in it runs; that somebody looked is kept."""
    kept = get_object_or_404(CaseFile.objects.select_related("case__unit"), pk=at, case=pk)
    acts.look(kept.case, what="file", by=request.user)
    return attached(kept)
