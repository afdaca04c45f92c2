"""Dossiers still open when the tiers change: they go on in the office of the day, by the procedure of the day.

What was done stays done and is not done again: the dossier goes on at the step of the same name, and where the new
procedure has no such step, at the first one after the last that both procedures have. So what a commune was examining
it examines further, and what lay at the district comes to the office that examines and signs now. The number and the
day promised to whoever applied stay as they were; only a new step has a new limit.
"""

from __future__ import annotations

import datetime

from ansinh.acts import authority
from ansinh.law.local_government import competence
from ansinh.law.procedure import Procedure, Step, procedure, versions
from ansinh.record.models.dossiers import Dossier, Standing
from ansinh.record.models.places import Unit

OPEN = (Standing.OPEN, Standing.PAPERS, Standing.READY)
DIVIDED = "Xã tiếp nhận đã chia cho nhiều xã mới: ghi nơi cư trú mới của người này trước."


def crossed(dossier: Dossier, on: datetime.date) -> bool:
    """Set what a dossier is from the day the tiers changed, without saving it; whether anything did change.

    Raises ``ValueError`` when it cannot be said which commune holds it now.
    """
    law = _law_since(dossier, on)
    if law is None:
        return False
    old = procedure(dossier.procedure, dossier.procedure_on)
    dossier.holder = holder(dossier, on)
    if dossier.state == Standing.READY or old is None:
        return True
    dossier.procedure_on = on
    here = landing(old, law, dossier.step)
    if here.name != dossier.step:
        dossier.step, dossier.step_since, dossier.step_due_on = here.name, on, None
    return True


def landing(old: Procedure, new: Procedure, at: str) -> Step:
    """Where a dossier that stands at a step of the old procedure goes on in the new one."""
    same = new.step(at)
    if same is not None:
        return same
    names = [step.name for step in old.steps]
    passed = {step.name for step in old.steps[: names.index(at)]}
    last = max((place for place, step in enumerate(new.steps) if step.name in passed), default=-1)
    return next(step for step in new.steps[last + 1 :] if not step.optional)


def crosses(dossier: Dossier, on: datetime.date) -> bool:
    """Whether the next thing done with it carries it over."""
    return _law_since(dossier, on) is not None


def told(dossier: Dossier, on: datetime.date) -> str:
    """The line that says why another office holds the dossier from now on."""
    law = competence(on)
    number = f" (Luật Tổ chức chính quyền địa phương số {law.number})" if law else ""
    return (
        f"Từ {_begin(dossier):%d/%m/%Y} không còn cấp huyện{number}: {dossier.place} giữ và giải quyết tiếp hồ sơ này."
        " Số hồ sơ, ngày hẹn trả và việc đã làm giữ nguyên."
    )


def _begin(dossier: Dossier) -> datetime.date:
    """The day from which this procedure knows two tiers."""
    return min(law.since for law in versions(dossier.procedure) if law.tiers == 2)


def _law_since(dossier: Dossier, on: datetime.date) -> Procedure | None:
    """The procedure of the day, when it has other tiers than the one the dossier follows and nobody carried it over."""
    if dossier.state not in OPEN or dossier.holder_id is not None:
        return None
    old, new = procedure(dossier.procedure, dossier.procedure_on), procedure(dossier.procedure, on)
    return new if old is not None and new is not None and (old.tiers, new.tiers) == (3, 2) else None


def holder(dossier: Dossier, on: datetime.date) -> Unit:
    """The commune of the day: what the receiving one became; where that was divided, the person's home."""
    today = authority.called([dossier.place], on)[dossier.place.pk]
    if today.valid_to is None or on < today.valid_to:
        return today
    if dossier.person is None:
        raise ValueError(DIVIDED)
    return authority.home(dossier.person, on)
