"""Dossiers: taken in, moved from step to step, sent back with a reason, answered in writing, handed over.

Every verb writes one line of what happened; the clock stands still while papers are missing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from ansinh.acts import applying, authority, clock, crossing, drafting, obstacles, permit, proposing
from ansinh.acts.stepping import (
    COUNCILS,
    NotNow,
    after,
    check_step,
    enter,
    held,
    law_of,
    named,
    needs,
    onward,
    seat,
    signature,
    step_of,
    stop_clock,
    told,
)
from ansinh.law.procedure import Procedure
from ansinh.record.models.dossiers import Dossier, File, Outcome, Paper, Standing
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User
from ansinh.world import scans

MOST_FILES = 60
"""Files of one dossier: every paper of the longest checklist, page by page."""


def may_step(by: User, dossier: Dossier) -> bool:
    """Whether this user does what the dossier's step asks."""
    try:
        check_step(dossier, by)
    except permit.Refused:
        return False
    return True


def found(pk: int, by: User) -> Dossier:
    """A dossier the user may see, with its person: whoever moves here is told of before they live here.

    Raises ``Dossier.DoesNotExist``.
    """
    Dossier.objects.only("pk").get(pk=pk)
    with permit.whole(by):
        return Dossier.objects.select_related(
            "person__unit", "unit__parent__parent", "holder__parent__parent", "to_unit__parent__parent", "by"
        ).get(pk=pk)


def as_on(dossiers: Iterable[Dossier], on: datetime.date) -> list[Dossier]:
    """The same, as whoever does the next thing with them finds them on a day; nothing is saved."""
    found = list(dossiers)
    for dossier in found:
        with suppress(ValueError):
            crossing.crossed(dossier, on)
    return found


def waiting_for(by: User, dossiers: Iterable[Dossier]) -> list[Dossier]:
    """Those whose next thing to do is this user's: a step of theirs, or papers and results an officer handles."""
    officer = permit.allowed(by, "register")
    known: dict[tuple[object, ...], bool] = {}
    found = []
    for dossier in dossiers:
        if dossier.state != Standing.OPEN:
            mine = officer
        else:
            key = (dossier.procedure, law_of(dossier).since, dossier.step, dossier.place.pk, dossier.to_unit_id)
            if key not in known:
                known[key] = may_step(by, dossier)
            mine = known[key]
        if mine:
            found.append(dossier)
    return found


def start(
    *, procedure: str, unit: Unit, by: User, on: datetime.date, person: Person | None = None, group: str = ""
) -> Dossier:
    """A draft of a dossier at the commune where the person lives. Raises ``NotNow``, ``obstacles.Nothing``."""
    permit.check(by, "register", unit)
    obstacles.check_merged(person)
    made = Dossier(procedure=procedure, procedure_on=on, unit=unit, year=on.year, person=person, group=group, by=by)
    law = law_of(made)
    if (law.group(group) is None) if law.groups else group:
        raise NotNow("Chọn một nhóm mà thủ tục này có.")
    proposing.check_held(made, law, on)
    with transaction.atomic():
        made.save()
        Paper.objects.bulk_create(Paper(dossier=made, name=paper.name) for paper in law.papers_of(group))
    return made


def fill(
    dossier: Dossier, *, by: User, answers: Mapping[str, Any], papers: Mapping[str, str], **applicant: str
) -> Dossier:
    """What the form says and which papers came; kept while it is a draft, waits for papers, or a step makes one."""
    with transaction.atomic():
        open_too = [Standing.OPEN] if answering(dossier) else []
        dossier = held(dossier, by, Standing.DRAFT, Standing.PAPERS, *open_too)
        dossier.answers = dict(answers)
        dossier.to_unit_id = dossier.answers.get("unit")
        for name, value in applicant.items():
            if name not in ("applicant_name", "applicant_relation", "applicant_phone", "channel"):
                raise ValueError(name)
            setattr(dossier, name, value)
        dossier.save()
        for paper in dossier.papers.all():
            if paper.name in papers and paper.state != papers[paper.name]:
                paper.state = papers[paper.name]
                paper.save(update_fields=["state"])
    return dossier


def answering(dossier: Dossier) -> bool:
    """Whether the step that holds a dossier makes a paper the form asks of: the medical board's result is told now."""
    return dossier.state == Standing.OPEN and law_of(dossier).paper_of(dossier.step) is not None


def attach(dossier: Dossier, *, name: str, content: bytes, paper: str, by: User) -> File:
    """A scan or photo of a paper. Raises ``scans.Unreadable`` when it is no PDF or picture, or too large."""
    scan = scans.read(name, content)
    with transaction.atomic():
        dossier = held(dossier, by, Standing.DRAFT, Standing.OPEN, Standing.PAPERS)
        if paper and not dossier.papers.filter(name=paper).exists():
            raise NotNow("Chọn giấy tờ có trong danh mục của hồ sơ này.")
        if dossier.files.count() >= MOST_FILES:
            raise NotNow(f"Hồ sơ này đã có {MOST_FILES} tệp: gộp các trang thành một tệp PDF.")
        kept, _ = File.objects.get_or_create(
            dossier=dossier, digest=scan.digest,
            defaults={"paper": paper, "name": scan.name, "mime": scan.mime, "size": len(content), "content": content,
                      "by": by},
        )  # fmt: skip
        dossier.papers.filter(name=paper, state="missing").update(state="given")
    return kept


def came(dossier: Dossier, *, paper: str, came_on: datetime.date, by: User, on: datetime.date) -> Dossier:
    """A paper of the checklist came on paper, without a file: ticked, with its day told."""
    with transaction.atomic():
        dossier = held(dossier, by, Standing.OPEN, Standing.PAPERS, on=on)
        if came_on > on:
            raise NotNow("Ngày nhận giấy tờ sau hôm nay.")
        if dossier.received_on is not None and came_on < dossier.received_on:
            raise NotNow(f"Ngày nhận giấy tờ trước ngày nhận hồ sơ ({dossier.received_on:%d/%m/%Y}).")
        law = law_of(dossier)
        label = next((one.label for one in law.papers_of(dossier.group) if one.name == paper), "")
        if not dossier.papers.filter(name=paper, state="missing").update(state="given", note=""):
            raise NotNow("Chọn một giấy tờ còn thiếu của hồ sơ này.")
        told(dossier, "note", by=by, on=on, reason=f"Đã nhận bản giấy ngày {came_on:%d/%m/%Y}: {label}.")
    return dossier


def missing(dossier: Dossier) -> list[str]:
    """Labels of papers the law always asks for that have neither come nor been looked up."""
    asked = {paper.name: paper for paper in law_of(dossier).papers_of(dossier.group)}
    asked = {name: paper for name, paper in asked.items() if not paper.when and not paper.after}
    return [
        asked[paper.name].label for paper in dossier.papers.all() if paper.state == "missing" and paper.name in asked
    ]


def receive(dossier: Dossier, *, by: User, on: datetime.date) -> Dossier:
    """The dossier is taken in: it has a number, and its clock runs from today, unless papers are missing."""
    with transaction.atomic():
        dossier = held(dossier, by, Standing.DRAFT)
        if dossier.person_id is None:
            raise NotNow("Chưa ghi người được đề nghị.")
        dossier.unit = authority.called([dossier.unit], on)[dossier.unit_id]
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtext('dossiers'), %s)", [dossier.unit_id])
        same = Dossier.objects.filter(
            person=dossier.person, procedure=dossier.procedure, group=dossier.group,
            state__in=[Standing.OPEN, Standing.PAPERS],
        ).first()  # fmt: skip
        if same is not None:
            raise NotNow(f"Người này đã có hồ sơ {same.whole_code} cùng thủ tục đang xử lý.")
        dossier.procedure_on = on
        law = law_of(dossier)
        last = Dossier.objects.filter(unit=dossier.unit, year=on.year).aggregate(last=Max("number"))["last"]
        dossier.year, dossier.number, dossier.received_on = on.year, (last or 0) + 1, on
        dossier.state, dossier.step = Standing.OPEN, law.steps[0].name
        dossier.due_on = clock.whole_limit(dossier, law, on)
        dossier.save()
        told(dossier, "receive", by=by, on=on, to_step=dossier.step)
        if lacking := missing(dossier):
            return stop_clock(dossier, "Còn thiếu: " + "; ".join(lacking) + ".", by=by, on=on)
        return onward(dossier, law, by=by, on=on)


def forward(dossier: Dossier, *, by: User, on: datetime.date, reason: str = "") -> Dossier:
    """This step is done: on to the next."""
    with transaction.atomic():
        before = Dossier.objects.values_list("step", flat=True).get(pk=dossier.pk)
        dossier = held(dossier, by, Standing.OPEN, step=True, on=on)
        if dossier.step != before:
            return dossier  # the office that holds it now looks at it first
        law = law_of(dossier)
        step = step_of(law, dossier)
        if step.name == "post" and dossier.posted_on is not None:
            until = clock.limit(dossier, dossier.posted_on, step.days, step.unit)
            if until is not None and on < until:
                raise NotNow(f"Niêm yết đến hết ngày {until:%d/%m/%Y} mới chuyển được.")
        if step == signature(law):
            raise NotNow("Bước này kết thúc bằng quyết định được ký, hoặc văn bản từ chối.")
        if step.actor == "council":
            raise NotNow(COUNCILS)
        if law.outcome == "verify":
            _check_answered(step.name, reason)
        if signature(law) is None and step == law.steps[-1]:
            return _done_without_decision(dossier, law, by=by, on=on)
        return enter(dossier, after(law, dossier), by=by, on=on, what="forward", reason=reason)


def take_over(dossier: Dossier, *, by: User, on: datetime.date) -> Dossier:
    """The office of the day takes a dossier over from one that is no more, and does nothing else with it yet."""
    with transaction.atomic():
        return held(dossier, by, *crossing.OPEN, step=not permit.allowed(by, "register"), on=on)


def _check_answered(step: str, reason: str) -> None:
    """Whoever was asked whether two are one person answers in writing; what follows is decided of the pair."""
    if step == "review":
        needs(reason, "Ghi câu trả lời: một người hay hai người, đã gặp ai, đã xem giấy gì.")
    if step == "conclude":
        raise NotNow("Kết luận ở trang của cặp nghi trùng: cùng một người, hoặc hai người khác nhau.")


def _done_without_decision(dossier: Dossier, law: Procedure, *, by: User, on: datetime.date) -> Dossier:
    """What needs no decision is done by the officer who examined it (decree 20/2021 Article 8 clause 3)."""
    with permit.whole(by):
        for effect in proposing.propose(dossier, law, on=on):
            applying.move(effect)
    return conclude(dossier, outcome=Outcome.GRANTED, by=by, on=on, what="forward")


def advance(
    dossier: Dossier, *, to: str, by: User, on: datetime.date, reason: str = "", what: str = "forward"
) -> Dossier:
    """On to a later step for what the council did, over steps the law leaves out (a board's result is not posted)."""
    with transaction.atomic():
        dossier = held(dossier, by, Standing.OPEN, step=True, on=on)
        law = law_of(dossier)
        names = [step.name for step in law.steps]
        if to not in names or names.index(to) <= names.index(dossier.step):
            raise NotNow("Chỉ chuyển đến một bước sau.")
        return enter(dossier, named(law, to), by=by, on=on, what=what, reason=reason)


def back(dossier: Dossier, *, to: str, reason: str, by: User, on: datetime.date) -> Dossier:
    """Sent back to an earlier step, with the reason; a draft that was made meanwhile is dropped."""
    with transaction.atomic():
        dossier = held(dossier, by, Standing.OPEN, step=True, on=on)
        law = law_of(dossier)
        names = [step.name for step in law.steps]
        if to not in names or names.index(to) >= names.index(dossier.step):
            raise NotNow("Chỉ trả về một bước trước.")
        needs(reason, "Ghi lý do trả lại.")
        drafting.drop_drafts(dossier, reason=reason)
        return enter(dossier, named(law, to), by=by, on=on, what="back", reason=reason)


def ask(dossier: Dossier, *, reason: str, by: User, on: datetime.date) -> Dossier:
    """Papers are missing or wrong: the clock stops until they come."""
    with transaction.atomic():
        dossier = held(dossier, by, Standing.OPEN, step=True, on=on)
        needs(reason, "Ghi giấy tờ cần bổ sung.")
        return stop_clock(dossier, reason, by=by, on=on)


def complete(dossier: Dossier, *, by: User, on: datetime.date, reason: str = "") -> Dossier:
    """The missing papers came: the clock goes on, moved by the working days it stood still."""
    with transaction.atomic():
        dossier = held(dossier, by, Standing.PAPERS, on=on)
        if lacking := missing(dossier):
            raise NotNow("Còn thiếu: " + "; ".join(lacking) + ".")
        dossier.due_on = clock.stretched(dossier, dossier.due_on, on)
        dossier.step_due_on = clock.stretched(dossier, dossier.step_due_on, on)
        dossier.state, dossier.stopped_since = Standing.OPEN, None
        dossier.save()
        told(dossier, "complete", by=by, on=on, reason=reason)
        law = law_of(dossier)
        if dossier.step == law.steps[0].name:
            return onward(dossier, law, by=by, on=on)
        if (step := step_of(law, dossier)) == signature(law):  # what waits to be signed says what the form says now
            with permit.whole(by):
                drafting.draft(dossier, law, by=by, on=on, place=seat(dossier, law, step))
    return dossier


def complain(dossier: Dossier, *, reason: str, by: User, on: datetime.date) -> Dossier:
    """Somebody complains of the posted result: the step of complaint begins, with its own limit."""
    with transaction.atomic():
        dossier = held(dossier, by, Standing.OPEN, step=True, on=on)
        step = law_of(dossier).step("complaint")
        if step is None or dossier.step != "post":
            raise NotNow("Khiếu nại được ghi trong thời gian niêm yết.")
        if step.actor == "council":
            raise NotNow(COUNCILS)
        needs(reason, "Ghi nội dung khiếu nại.")
        return enter(dossier, step, by=by, on=on, what="complain", reason=reason)


def propose_refusal(dossier: Dossier, *, reason: str, by: User, on: datetime.date) -> Dossier:
    """The law gives nothing, or papers never came: a written refusal is drafted for whoever signs."""
    with transaction.atomic():
        dossier = held(dossier, by, Standing.OPEN, Standing.PAPERS, step=True, on=on)
        needs(reason, "Ghi lý do từ chối, kèm điều, khoản.")
        signs = signature(law_of(dossier))
        if signs is None:
            raise NotNow("Thủ tục này không có quyết định: không đổi được thì cho rút hồ sơ kèm lý do.")
        if dossier.state == Standing.PAPERS:
            dossier.state, dossier.stopped_since = Standing.OPEN, None
        dossier.refusal = reason.strip()
        return enter(dossier, signs, by=by, on=on, what="refuse", reason=reason)


def conclude(
    dossier: Dossier, *, outcome: str, by: User | None, on: datetime.date, refusal: str = "", what: str = "sign",
    reason: str = "",
) -> Dossier:  # fmt: skip
    """A decision, a certificate or a refusal was signed: the result waits to be handed over."""
    with transaction.atomic():
        dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
        if dossier.state not in (Standing.OPEN, Standing.PAPERS):
            raise NotNow("Hồ sơ này không còn chờ kết quả.")
        before, dossier.step = dossier.step, "hand_over"
        dossier.state, dossier.outcome, dossier.ended_on = Standing.READY, outcome, on
        dossier.refusal = refusal or (dossier.refusal if outcome == Outcome.REFUSED else "")
        dossier.step_since, dossier.step_due_on, dossier.stopped_since = on, None, None
        dossier.save()
        told(dossier, what, by=by, on=on, reason=refusal or reason, from_step=before, to_step="hand_over")
    return dossier


def hand_over(dossier: Dossier, *, by: User, on: datetime.date, reason: str = "") -> Dossier:
    """The person has the result."""
    with transaction.atomic():
        dossier = held(dossier, by, Standing.READY, on=on)
        dossier.state = Standing.DONE
        dossier.save()
        told(dossier, "hand_over", by=by, on=on, reason=reason)
    return dossier


def withdraw(dossier: Dossier, *, reason: str, by: User, on: datetime.date) -> Dossier:
    """Whoever applied takes the dossier back."""
    with transaction.atomic():
        dossier = held(dossier, by, Standing.DRAFT, Standing.OPEN, Standing.PAPERS, on=on)
        needs(reason, "Ghi lý do rút hồ sơ.")
        drafting.drop_drafts(dossier, reason=reason)
        dossier.state, dossier.ended_on = Standing.WITHDRAWN, on
        dossier.save()
        told(dossier, "withdraw", by=by, on=on, reason=reason)
    return dossier
