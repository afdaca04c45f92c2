"""Hồ sơ: the queues, a dossier taken in from the form its procedure has, its papers, and the page of one dossier."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ansinh.acts import checklist, crossing, dossiers, drafting, permit, proposing, writing
from ansinh.acts.clock import Clock, clocks, step_clock
from ansinh.law.procedure import ACTORS, Procedure, Step
from ansinh.pages.attached import WORD, attached
from ansinh.pages.door import Signed, may
from ansinh.pages.dossier_forms import Answers
from ansinh.pages.dossier_intake import communes_of
from ansinh.pages.dossier_questions import answered
from ansinh.pages.moving import whole_name
from ansinh.pages.people import looked
from ansinh.pages.person_changes import putting_right
from ansinh.pages.place_fields import asked_place, communes_asked
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.templatetags.ansinh import day, said
from ansinh.record.models.decisions import Decision, Drafted
from ansinh.record.models.dossiers import Dossier, File, Move, Standing
from ansinh.record.models.users import User
from ansinh.reports import dossiers as reports
from ansinh.world import scans
from ansinh.world.documents.filling import BadTemplate

QUEUES = {
    "mine": gettext_lazy("Chờ tôi"), "open": gettext_lazy("Đang xử lý"), "papers": gettext_lazy("Chờ bổ sung"),
    "ready": gettext_lazy("Có kết quả, chờ trả"), "draft": gettext_lazy("Nháp"), "done": gettext_lazy("Đã xong"),
}  # fmt: skip
LIMITS: dict[str, tuple[Any, Callable[[Clock], bool]]] = {
    "qua": (gettext_lazy("Quá hạn"), lambda told: told.late),
    "sap": (gettext_lazy("Sắp đến hạn"), lambda told: told.soon),
}
"""How a queue is narrowed by its clocks; the first screen counts by the same."""


@may("see")
def listed(request: Signed) -> HttpResponse:
    """A queue of dossiers, whose limit comes first on top; ``han`` narrows by the clock, ``noi`` to a place."""
    name = request.GET.get("loc", "mine")
    if name not in QUEUES:
        raise Http404
    asked = request.GET.get("han", "")
    if asked and asked not in LIMITS:
        raise Http404
    found = dossiers.as_on(reports.queue(name), timezone.localdate())
    if name == "mine":
        found = dossiers.waiting_for(request.user, found)
    if (place := asked_place(request)) is not None:
        here = communes_asked(request, place)
        found = [one for one in found if one.place.pk in here]
    told = list(zip(found, clocks(found, timezone.localdate()), strict=True))
    rows = [_row(one, clock) for one, clock in told if not asked or LIMITS[asked][1](clock)]
    table = Table.of(request, "ho-so", _columns(), rows, paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    limits = [(key, words, sum(holds(clock) for _one, clock in told)) for key, (words, holds) in LIMITS.items()]
    context = {
        "table": table, "queues": [(key, words, key == name) for key, words in QUEUES.items()], "name": name,
        "limits": limits if name != "done" else [], "asked": asked, "all": len(told), "tab": "dossiers",
        "place": place,
    }  # fmt: skip
    return render(request, "dossiers/listed.html", context)


class Waiting(NamedTuple):
    """How many dossiers wait for somebody: in all, late, and near their limit; working days the latest is late by,
    and that are left of the nearest."""

    all: int
    late: int
    soon: int
    longest: int = 0
    nearest: int = 0


def waiting(user: User) -> Waiting:
    """How many dossiers wait for this user."""
    today = timezone.localdate()
    return summed(clocks(dossiers.waiting_for(user, dossiers.as_on(reports.queue("mine"), today)), today))


def summed(told: Sequence[Clock]) -> Waiting:
    """How many there are, late and near their limit."""
    late, soon = ([one.left or 0 for one in told if holds(one)] for _words, holds in LIMITS.values())
    return Waiting(len(told), len(late), len(soon), -min(late, default=0), min(soon, default=0))


def running(on: datetime.date) -> list[tuple[int, Clock]]:
    """Every dossier somebody works on in the branch entered: the commune that holds it and its clock on a day."""
    found = dossiers.as_on(reports.queue("open"), on)
    return [(one.place.pk, clock) for one, clock in zip(found, clocks(found, on), strict=True)]


def _columns() -> list[Column]:
    return [
        Column("code", _("Mã")), Column("person", _("Người được đề nghị"), "name"),
        Column("procedure", _("Thủ tục"), law=True), Column("unit", _("Xã giữ")), Column("step", _("Bước"), law=True),
        Column("received", _("Nhận ngày"), "date"), Column("due", _("Hạn gần nhất"), "date"),
        Column("left", _("Thời hạn")),
    ]  # fmt: skip


def _row(dossier: Dossier, told: Clock) -> dict[str, Any]:
    law = dossiers.law_of(dossier)
    step = law.step(dossier.step)
    return {
        "code": dossier.whole_code or _("nháp"), "href": reverse("dossier", args=[dossier.pk]),
        "person": dossier.person.full_name if dossier.person else dossier.applicant_name or _("người chuyển đến"),
        "procedure": law.name, "unit": str(dossier.place),
        "step": step.label if step and dossier.state == Standing.OPEN else said(Standing(dossier.state).label),
        "received": day(dossier.received_on), "due": day(told.due_on), "left": in_days(dossier, told),
        "tag:left": tag(told),
    }  # fmt: skip


def tag(told: Clock) -> str:
    """The colour of a clock."""
    return "bad" if told.late else "warn" if told.soon or told.stopped_since else ""


def in_days(dossier: Dossier, told: Clock) -> str:
    """A clock in words."""
    if dossier.state in (Standing.DONE, Standing.WITHDRAWN, Standing.READY):
        if told.left is None:
            return ""
        return _("trễ %(n)s ngày") % {"n": -told.left} if told.late else _("đúng hạn")
    if told.stopped_since is not None:
        return _("hạn dừng từ %(day)s") % {"day": day(told.stopped_since)}
    if told.left is None:
        return _("chưa đặt hạn") if dossier.state == Standing.OPEN else ""
    if told.late:
        return _("quá %(n)s ngày") % {"n": -told.left}
    return _("hôm nay là hạn") if told.left == 0 else _("còn %(n)s ngày") % {"n": told.left}


@may("see")
def dossier(request: Signed, pk: int) -> HttpResponse:
    """One dossier: where it stands and the one next step; a draft is its form."""
    one = known(request, pk)
    _looked_at(request, one)
    if one.state == Standing.DRAFT and permit.allowed(request.user, "register"):
        return _form(request, one)
    return render(request, "dossiers/dossier.html", shown(request, one))


def _looked_at(request: Signed, one: Dossier) -> None:
    """Whatever is opened of a dossier is a look at its person."""
    if one.person is not None:
        with permit.whole(request.user):
            looked(request, one.person)


def shown(request: Signed, one: Dossier) -> dict[str, Any]:
    """All that the page of a dossier says."""
    today = timezone.localdate()
    law = dossiers.law_of(one)
    names = [step.name for step in law.steps]
    at = names.index(one.step) if one.step in names else len(names)
    ended = one.state in (Standing.DONE, Standing.WITHDRAWN)
    told, moves = clocks([one], today)[0], list(one.moves.select_related("by"))
    over = one.holder_id is not None and not any(move.what == "over" for move in moves)
    return {
        "dossier": one, "person": one.person, "law": law, "group": law.group(one.group),
        "state": said(Standing(one.state).label), "clock": told, "tag": tag(told),
        "left": in_days(one, told) if told.due_on or one.state != Standing.OPEN else "",
        "step_left": in_days(one, step_clock(one, today)) if one.state == Standing.OPEN and one.step_due_on else "",
        "steps": [_step(one, law, step, i < at or ended, i == at and not ended) for i, step in enumerate(law.steps)],
        "seat": dossiers.seat(one, law, now) if (now := law.step(one.step)) else None, "answered": answered(law, one),
        "who": ACTORS[now.actor] if now else "",
        "unseen": list(checklist.unseen(one).values()) if one.state == Standing.OPEN else [],
        "today": today,
        "step": law.step(one.step), "earlier": law.steps[:at], "signs": dossiers.signature(law),
        "mine": bool(dossiers.waiting_for(request.user, [one])), "officer": permit.allowed(request.user, "register"),
        "missing": dossiers.missing(one) if one.state == Standing.PAPERS else [],
        "papers": _papers(one, law), "files": one.files.defer("content"),
        "moves": moves,
        "history": [(move, _done_step(law, move)) for move in moves],
        "asked": next((move for move in reversed(moves) if move.what == "ask"), None),
        "told": moves[-1] if moves and moves[-1].what in ("back", "complain") else None,
        "elsewhere": next((move.reason for move in reversed(moves) if move.what == "sign"), ""),
        "dying": reports.dying(one),
        "over": crossing.told(one, today) if over else "", "decision": _decision(one, over),
        "offer": offered(one, law, request.user), "answering": dossiers.answering(one),
        "may_sign": permit.allowed(request.user, "approve"), "tab": "dossiers", "error": "",
    }  # fmt: skip


def _decision(one: Dossier, over: bool) -> Decision | None:
    """The decision of a dossier; what an office that is no more drafted is none."""
    found = one.decisions.exclude(state=Drafted.DROPPED)
    return (found.exclude(state=Drafted.DRAFT) if over else found).first()


def _step(one: Dossier, law: Procedure, step: Step, done: bool, now: bool) -> dict[str, Any]:
    """One step as the page tells it: what, by whom and where, what the law wants, whether it is behind."""
    seat = dossiers.seat(one, law, step)
    return {"step": step, "who": ACTORS[step.actor], "seat": seat, "done": done, "now": now}


def _done_step(law: Procedure, move: Move) -> str:
    """The step something was done at, in its own words; handing over has them already."""
    step = law.step(move.from_step) if move.what in ("forward", "back", "complain", "answer", "sign") else None
    return step.label if step else ""


def offered(one: Dossier, law: Procedure, by: User) -> Any:
    """What the law would give as the dossier stands: lines, or the sentence that says why nothing."""
    if one.state not in (Standing.DRAFT, Standing.OPEN, Standing.PAPERS) or law.outcome not in drafting.OUTCOMES:
        return None
    if one.state == Standing.DRAFT and not one.answers:
        return {"untold": True}
    try:
        with permit.whole(by):
            return {"effects": proposing.propose(one, law, on=timezone.localdate())}
    except ValueError as nothing:
        return {"nothing": str(nothing)}


def _papers(one: Dossier, law: Procedure) -> list[tuple[str, str, str, str]]:
    """Each paper of the checklist: its name, what it is, how it stands in words, the colour of that."""
    labels = {paper.name: paper.label for paper in law.papers}
    tags = {"given": "good", "looked_up": "good", "missing": "warn"}
    return [
        (paper.name, labels.get(paper.name, paper.name), paper.note, "")
        if paper.note and paper.state == "missing"
        else (paper.name, labels.get(paper.name, paper.name), said(paper.get_state_display()), tags[paper.state])
        for paper in one.papers.all()
    ]


@putting_right
def _form(request: Signed, pk: int | Dossier) -> HttpResponse:
    """The form of a draft: kept as it is filled in, and received when it is whole."""
    one = pk if isinstance(pk, Dossier) else known(request, pk)
    today = timezone.localdate()
    law = dossiers.law_of(one)
    form = Answers(request.POST or None, dossier=one, law=law, on=today)
    error = ""
    if request.method == "POST" and form.is_valid():
        try:
            one = dossiers.fill(one, by=request.user, answers=form.answers(), papers=form.given(), **form.applicant())
            if "receive" in request.POST:
                one = dossiers.receive(one, by=request.user, on=today)
                messages.success(request, _("Đã tiếp nhận, hồ sơ số %(code)s.") % {"code": one.whole_code})
            elif one.state == Standing.PAPERS:
                one = dossiers.complete(one, by=request.user, on=today)
                messages.success(request, _("Hồ sơ đã đủ, thời hạn tính tiếp."))
            elif one.state == Standing.OPEN:
                messages.success(request, _("Đã ghi kết quả: xem luật cho gì rồi chuyển tiếp."))
            else:
                messages.success(request, _("Đã lưu nháp."))
            return redirect("dossier", one.pk)
        except (dossiers.NotNow, ValueError) as why:
            error = str(why)
    names = [whole_name(unit) for unit in communes_of(request.user).select_related("parent__parent")]
    context = {
        "dossier": one, "person": one.person, "law": law, "group": law.group(one.group), "form": form, "error": error,
        "forms": law.forms_of(one.group), "files": one.files.defer("content"), "communes": names,
        "offer": offered(one, law, request.user), "tab": "dossiers", "papers": _papers(one, law),
    }  # fmt: skip
    return render(request, "dossiers/form.html", context)


@putting_right
def papers(request: Signed, pk: int) -> HttpResponse:
    """The form again, while papers are awaited: what came meanwhile is ticked."""
    one = known(request, pk)
    if one.state not in (Standing.DRAFT, Standing.PAPERS) and not dossiers.answering(one):
        return redirect("dossier", pk)
    return _form(request, one)


@require_POST
@putting_right
def attach(request: Signed, pk: int) -> HttpResponse:
    """Scans and photos of papers; each that cannot be taken is told, the others are kept."""
    one = known(request, pk)
    paper = request.POST.get("giay", "")
    sent = request.FILES.getlist("tep")
    if not sent:
        messages.warning(request, _("Chưa chọn tệp nào."))
    for upload in sent:
        if upload.size and upload.size > scans.LARGEST:
            messages.error(request, scans.too_large(upload.name or ""))
            continue
        try:
            dossiers.attach(one, name=upload.name or "", content=upload.read(), paper=paper, by=request.user)
        except (scans.Unreadable, dossiers.NotNow) as why:
            messages.error(request, str(why))
        else:
            messages.success(request, _("Đã lưu tệp “%(name)s”.") % {"name": upload.name})
    return redirect("dossier", pk)


@may("see")
def file(request: Signed, pk: int, file: int) -> HttpResponse:
    """A paper as it came; a PDF or a picture opens in the browser, nothing in it runs."""
    kept = get_object_or_404(File, pk=file, dossier_id=pk)
    _looked_at(request, known(request, pk))
    return attached(kept)


SLIPS = {"giay-hen": writing.receipt, "bo-sung": writing.supplement, "niem-yet": writing.posting}
"""The slips of a dossier, by their address."""


@may("see")
def slip(request: Signed, pk: int, name: str) -> HttpResponse:
    """A slip of the dossier as a Word document."""
    if name not in SLIPS:
        raise Http404
    one = known(request, pk)
    private = any(paper.private for paper in dossiers.law_of(one).papers_of(one.group))
    if name == "niem-yet" and (private or one.posted_on is None):
        raise Http404
    _looked_at(request, one)
    try:
        content = SLIPS[name](one, timezone.localdate())
    except BadTemplate as why:
        messages.error(request, str(why))
        return redirect("dossier", pk)
    response = HttpResponse(content, content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{name}-{one.file_code}.docx"'
    return response


def known(request: Signed, pk: int) -> Dossier:
    """The dossier as it is today, when the user may see it."""
    try:
        return dossiers.as_on([dossiers.found(pk, request.user)], timezone.localdate())[0]
    except Dossier.DoesNotExist:
        raise Http404 from None
