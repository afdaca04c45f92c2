"""Where a dossier stands: the law it follows, whose step it is, what it was done to; used by the verbs of dossiers."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import QuerySet

from ansinh.acts import authority, clock, crossing, drafting, permit
from ansinh.law.procedure import Procedure, Step, procedure
from ansinh.record.models.dossiers import Dossier, Move, Standing
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User

SIGNATURES = ("decide", "certify")
"""Steps that end in a signature; where the law has neither, the last step of a chair does."""

COUNCILS = "Bước này là của Hội đồng xác định mức độ khuyết tật: ghi ở trang Khuyết tật."


class NotNow(Exception):
    """The dossier cannot go that way; the text says why and what to do."""


def law_of(dossier: Dossier) -> Procedure:
    """The procedure as the law had it on the day the dossier was received, or carried over to other tiers."""
    found = procedure(dossier.procedure, dossier.procedure_on)
    if found is None:
        raise NotNow("Ngày này luật đã biết chưa có thủ tục ấy.")
    return found


def signature(law: Procedure) -> Step | None:
    """The step that ends in a signature: it begins with a draft. None where the law wants no decision at all."""
    if not law.signer.endswith("_chair"):
        return None
    named = [step for step in law.steps if step.name in SIGNATURES]
    return (named or [step for step in law.steps if step.actor.endswith("_chair")])[-1]


def seat(dossier: Dossier, law: Procedure, step: Step) -> Unit:
    """Whose step it is; of somebody who moves, what comes after the old place has let go is the new place's."""
    names = [one.name for one in law.steps]
    left = law.outcome == "move" and "execute" in names and names.index(step.name) > names.index("execute")
    place = dossier.place
    if left and dossier.to_unit is not None:
        place = authority.called([dossier.to_unit], dossier.procedure_on)[dossier.to_unit.pk]
    return authority.signing(step.actor, place, dossier.procedure_on)


def enter(dossier: Dossier, step: Step, *, by: User, on: datetime.date, what: str, reason: str = "") -> Dossier:
    """The dossier is at this step now; a signature begins with its draft."""
    law = law_of(dossier)
    if step.name == "post" and is_private(law, dossier):
        raise NotNow("Hồ sơ có giấy tờ về HIV/AIDS không niêm yết (Điều 8 khoản 1, NĐ 20/2021): chọn bước khác.")
    before, dossier.step, dossier.step_since = dossier.step, step.name, on
    dossier.step_due_on = clock.limit(dossier, on, step.days, step.unit)
    dossier.posted_on = on if step.name == "post" else dossier.posted_on
    if step != signature(law) and what != "refuse":
        dossier.refusal = ""
    dossier.save()
    told(dossier, what, by=by, on=on, reason=reason, from_step=before, to_step=step.name)
    if step == signature(law):
        with permit.whole(by):
            drafting.draft(dossier, law, by=by, on=on, place=seat(dossier, law, step))
    return dossier


def is_private(law: Procedure, dossier: Dossier) -> bool:
    """Whether its papers tell of what is never posted."""
    return any(paper.private for paper in law.papers_of(dossier.group))


def after(law: Procedure, dossier: Dossier) -> Step:
    """The next step the law always has; what is private is never posted."""
    names = [step.name for step in law.steps]
    private = is_private(law, dossier)
    for step in law.steps[names.index(dossier.step) + 1 :]:
        if not step.optional and not (step.name == "post" and private):
            return step
    raise NotNow("Đây là bước cuối.")


def onward(dossier: Dossier, law: Procedure, *, by: User, on: datetime.date) -> Dossier:
    """A whole dossier goes on by itself; one to which the law gives nothing stays where it came in, to be refused."""
    try:
        with transaction.atomic():
            return enter(dossier, after(law, dossier), by=by, on=on, what="forward")
    except ValueError:
        return _fresh().get(pk=dossier.pk)


def step_of(law: Procedure, dossier: Dossier) -> Step:
    """The step that holds the dossier."""
    return named(law, dossier.step)


def named(law: Procedure, name: str) -> Step:
    """A step of the procedure by its name."""
    step = law.step(name)
    if step is None:
        raise NotNow("Thủ tục này không có bước ấy.")
    return step


def held(dossier: Dossier, by: User, *states: str, step: bool = False, on: datetime.date | None = None) -> Dossier:
    """The dossier as it is by now, in one of these states; ``step``: it is this user's to do what its step asks.

    ``on``: something is done with it on this day; the first thing since the tiers changed carries it over.
    """
    fresh = _fresh().select_for_update(of=("self",)).get(pk=dossier.pk)
    before = fresh.step
    over = on is not None and crossing.crossed(fresh, on)
    if fresh.state not in states:
        raise NotNow(f"Hồ sơ đang ở trạng thái “{Standing(fresh.state).label}”: không làm được việc này.")
    if step:
        check_step(fresh, by)
    else:
        permit.check(by, "register", fresh.place)
    if over and on is not None:
        _carried(fresh, before, by=by, on=on)
    return fresh


def _carried(dossier: Dossier, before: str, *, by: User, on: datetime.date) -> None:
    """It goes on in the office of the day: said, a new step's limit from today, its draft anew where it is signed.

    One to which the law gives nothing by now goes to who examines, to be refused or put right.
    """
    law = law_of(dossier)
    if dossier.step != before:
        step = step_of(law, dossier)
        dossier.step_due_on = clock.limit(dossier, on, step.days, step.unit)
    dossier.save()
    told(dossier, "over", by=by, on=on, reason=crossing.told(dossier, on), from_step=before, to_step=dossier.step)
    signs = signature(law)
    if dossier.state != Standing.OPEN or signs is None or dossier.step != signs.name:
        return
    drafter = by if permit.allowed(by, "register") else None
    try:
        with permit.whole(by), transaction.atomic():
            drafting.draft(dossier, law, by=drafter, on=on, place=seat(dossier, law, signs))
    except ValueError as nothing:
        drafting.drop_drafts(dossier, reason=str(nothing))
        ahead = law.steps[: law.steps.index(signs)]
        examines = [one for one in ahead if one.actor == "commune_officer" and not one.optional][-1]
        enter(dossier, examines, by=by, on=on, what="back", reason=str(nothing))


def _fresh() -> QuerySet[Dossier]:
    return Dossier.objects.select_related("unit__parent__parent", "holder__parent__parent", "to_unit__parent__parent")


def check_step(dossier: Dossier, by: User) -> None:
    """A signature is its chair's; any other step of a chair may be prepared by the officer of the same place.

    What a bureau of the province does is done outside: the officer who holds the file tells of it, sends it back or
    records the refusal.
    """
    law = law_of(dossier)
    step = step_of(law, dossier)
    if law.bureau and step.actor.startswith("province_") and permit.allowed(by, "register"):
        permit.check(by, "register", dossier.place)
        return
    verb = authority.verb_of(step.actor)
    if verb == "approve" and step != signature(law) and permit.allowed(by, "register"):
        verb = "register"
    permit.check(by, verb, seat(dossier, law, step))


def stop_clock(dossier: Dossier, reason: str, *, by: User, on: datetime.date) -> Dossier:
    """Papers are missing: the clock stands still from this day."""
    dossier.state, dossier.stopped_since = Standing.PAPERS, on
    dossier.save()
    told(dossier, "ask", by=by, on=on, reason=reason)
    return dossier


def told(
    dossier: Dossier, what: str, *, by: User | None, on: datetime.date, reason: str = "", from_step: str = "",
    to_step: str = "",
) -> None:  # fmt: skip
    """One line of what happened."""
    Move.objects.create(
        dossier=dossier, what=what, from_step=from_step or dossier.step, to_step=to_step, reason=reason.strip(), on=on,
        by=by,
    )  # fmt: skip


def needs(text: str, sentence: str) -> None:
    """Refuse an empty reason with a sentence."""
    if not text.strip():
        raise NotNow(sentence)
