"""The checklist of a dossier: papers nobody has seen yet, and those somebody said are not needed here."""

from __future__ import annotations

import datetime

from django.db import transaction

from ansinh.acts.stepping import NotNow, held, law_of, told
from ansinh.record.models.dossiers import Dossier, Standing
from ansinh.record.models.users import User


def unseen(dossier: Dossier) -> dict[str, str]:
    """Papers nobody has ticked or confirmed as not needed, asked of by now: the label of each by its name."""
    law = law_of(dossier)
    names = [step.name for step in law.steps]
    at = names.index(dossier.step) if dossier.step in names else 0
    asked = {
        paper.name: f"{paper.label} (khi: {paper.when})" if paper.when else paper.label
        for paper in law.papers_of(dossier.group)
        if not (paper.after in names and at <= names.index(paper.after))
    }
    return {
        paper.name: asked[paper.name]
        for paper in dossier.papers.all()
        if paper.state == "missing" and not paper.note and paper.name in asked
    }


def waive(dossier: Dossier, *, by: User, on: datetime.date) -> None:
    """Papers not seen by now are not needed here: who says so, and the day, stay with each paper."""
    with transaction.atomic():
        dossier = held(dossier, by, Standing.OPEN, step=True)
        if not (labels := unseen(dossier)):
            return
        words = f"không cần: {by.full_name_vi}, {on:%d/%m/%Y}"
        dossier.papers.filter(name__in=labels, state="missing").update(note=words)
        told(dossier, "note", by=by, on=on, reason=f"Không cần giấy tờ: {'; '.join(labels.values())}.")


def need_again(dossier: Dossier, *, paper: str, by: User, on: datetime.date) -> Dossier:
    """A paper said not to be needed is needed after all."""
    with transaction.atomic():
        dossier = held(dossier, by, Standing.OPEN, Standing.PAPERS)
        if not dossier.papers.filter(name=paper, state="missing").exclude(note="").update(note=""):
            raise NotNow("Giấy tờ này không ở trạng thái “không cần”.")
        label = next((one.label for one in law_of(dossier).papers if one.name == paper), paper)
        told(dossier, "note", by=by, on=on, reason=f"Giấy tờ vẫn cần: {label}.")
    return dossier
