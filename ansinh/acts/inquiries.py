"""The commune is asked whether two records are one person: a dossier of the office's own, answered and closed.

The dossier names its pair in its answers; it ends when the pair is decided, never by a decision of its own.
"""

from __future__ import annotations

import datetime

from ansinh.acts import authority, dossiers
from ansinh.law.procedure import named
from ansinh.record.models.dossiers import Dossier, Outcome, Standing
from ansinh.record.models.linkage import Pair
from ansinh.record.models.users import User

WAITING = (Standing.OPEN, Standing.PAPERS)


def ask(pair: Pair, *, reason: str, by: User, on: datetime.date) -> Dossier:
    """A dossier to the commune of the pair's first person, with the question. Raises ``stepping.NotNow``."""
    made = dossiers.start(procedure=named("verify"), unit=authority.home(pair.left, on), by=by, on=on, person=pair.left)
    dossiers.fill(made, by=by, answers={"pair": pair.pk, "reason": reason}, papers={})
    return dossiers.receive(made, by=by, on=on)


def of(pair: Pair) -> Dossier | None:
    """The newest dossier by which the commune was asked about a pair."""
    return Dossier.objects.filter(procedure=named("verify"), answers__pair=pair.pk).order_by("-pk").first()


def answer(pair: Pair) -> str:
    """What the commune answered; empty while it has not."""
    asked = of(pair)
    told = asked.moves.filter(from_step="review", to_step="conclude").last() if asked else None
    return told.reason if told else ""


def close(pair: Pair, *, words: str, by: User, on: datetime.date) -> None:
    """The pair is decided: the question that still waits is over, with what was decided."""
    asked = of(pair)
    if asked is not None and asked.state in WAITING:
        dossiers.conclude(asked, outcome=Outcome.GRANTED, by=by, on=on, what="forward")
        dossiers.hand_over(asked, by=by, on=on, reason=words)
