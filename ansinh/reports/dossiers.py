"""Dossiers as queues: what waits for whom, with days left; what one has come to. Reads only."""

from __future__ import annotations

import datetime

from django.db.models import Case, Count, F, QuerySet, When
from django.db.models.functions import Least

from ansinh.record.models.decisions import Decision, Drafted, Effect
from ansinh.record.models.dossiers import Dossier, Standing
from ansinh.record.models.people import Person

QUEUES: dict[str, tuple[str, ...]] = {
    "mine": (Standing.OPEN, Standing.PAPERS, Standing.READY),
    "open": (Standing.OPEN,),
    "papers": (Standing.PAPERS,),
    "ready": (Standing.READY,),
    "draft": (Standing.DRAFT,),
    "done": (Standing.DONE, Standing.WITHDRAWN),
}
"""The states each queue holds; ``mine`` is narrowed to whose step it is."""


def queue(name: str) -> QuerySet[Dossier]:
    """The dossiers of a queue: the nearest limit on top, that of the step or of the whole; what only waits to be
    handed out comes last."""
    found = Dossier.objects.filter(state__in=QUEUES[name]).select_related(
        "person", "unit__parent__parent", "holder__parent__parent", "to_unit__parent__parent", "by"
    )
    if name == "done":
        return found.order_by("-ended_on", "-pk")
    nearest = Case(When(state=Standing.OPEN, then=Least("due_on", "step_due_on")), default=F("due_on"))
    waits = Case(When(state=Standing.READY, then=1), default=0)
    return found.order_by(waits, nearest.asc(nulls_last=True), "pk")


def decisions(state: str) -> QuerySet[Decision]:
    """Decisions in a state with the number of their people: drafts the oldest first, others the newest."""
    found = (
        Decision.objects.filter(state=state)
        .defer("document")
        .select_related("authority", "dossier__person", "dossier__unit", "drafted_by")
        .annotate(people=Count("effects__person", distinct=True))
    )
    return found.order_by("drafted_at", "pk") if state == Drafted.DRAFT else found.order_by("-signed_on", "-pk")


def decided(person: Person) -> QuerySet[Effect]:
    """Lines of signed decisions about a person, the newest first."""
    lines = Effect.objects.filter(person=person, decision__state=Drafted.SIGNED).defer("ruling", "facts")
    return lines.select_related("decision").order_by("-decision__signed_on", "-pk")


def dying(dossier: Dossier) -> datetime.date | None:
    """The day of death a running dossier states and the register does not know yet: signing records it."""
    said = dossier.answers.get("died_on")
    running = dossier.state in (Standing.OPEN, Standing.PAPERS)
    known = dossier.person is None or dossier.person.died_on is not None
    return datetime.date.fromisoformat(said) if said and running and not known else None


def deaths_told(person: Person) -> list[tuple[Dossier, datetime.date]]:
    """Running dossiers that state the death of somebody the register still has as living, each with its day."""
    running = person.dossiers.filter(state__in=[Standing.OPEN, Standing.PAPERS]).select_related("unit", "person")
    return [(one, day) for one in running if (day := dying(one)) is not None]
