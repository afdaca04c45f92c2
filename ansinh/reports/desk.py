"""What an officer's first screen answers: where the month stands, what waits, what is wrong. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from ansinh.record.models.assistance import Suspension
from ansinh.record.models.payroll import Problem, Run, State
from ansinh.record.models.people import IdentityStatus, Person
from ansinh.record.models.tasks import Import
from ansinh.record.models.users import Role
from ansinh.reports.entered import branch

STEPS: dict[Any, tuple[Any, ...]] = {
    Role.OFFICER: (State.PREPARED, State.APPROVED, State.SENT, State.RESULTS),
    Role.APPROVER: (State.CHECKED,),
}
"""In which state a run waits for whom."""

CONCERNS: dict[str, Q] = {
    "no_number": Q(identity_number__isnull=True, died_on__isnull=True),
    "no_birth": Q(birth_year__isnull=True),
    "differs": Q(identity_status=IdentityStatus.DIFFERS),
    "not_found": Q(identity_status=IdentityStatus.NOT_FOUND),
}
"""What can be wrong with a person's identity, each a list on a page of its own."""


def runs() -> QuerySet[Run]:
    """Runs whose place touches the branch entered, the newest month first."""
    seen = Run.objects.select_related("scope", "prepared_by", "checked_by", "approved_by")
    units = branch()
    return seen if units is None else seen.filter(scope__in=units)


def waiting(role: str) -> list[Run]:
    """Runs that wait for a step of this role, the oldest month first."""
    return list(
        runs()
        .filter(state__in=STEPS.get(role, ()))
        .annotate(open_problems=Count("problems", filter=Q(problems__settled_at__isnull=True)))
        .order_by("month", "scope__name")
    )


def latest() -> list[Run]:
    """The runs of the newest month that has any, a place each."""
    newest = runs().order_by("-month").values_list("month", flat=True).first()
    return [] if newest is None else list(runs().filter(month=newest).order_by("scope__name"))


def drawing(concern: str) -> QuerySet[Person]:
    """People who draw something now and of whom this is wrong (or who are suspended), in the order of names."""
    wrong = (
        CONCERNS[concern]
        if concern in CONCERNS
        else Q(awards__suspensions__until_month__isnull=True, awards__suspensions__isnull=False)
    )
    return (
        Person.objects.filter(wrong, awards__until_month__isnull=True, awards__isnull=False)
        .select_related("unit")
        .distinct()
        .order_by("name_sort", "pk")
    )


@dataclass(frozen=True, slots=True)
class Concerns:
    """How many: problems on open runs, people by what is wrong, awards suspended, rows held by the last imports."""

    problems: int
    people: dict[str, int]
    suspended: int
    held_rows: list[Import]


def concerns(user_id: int) -> Concerns:
    """What wants looking at in the branch entered; of the imports, those of this user and of the command line."""
    held = Import.objects.filter(Q(by=user_id) | Q(by__isnull=True), corrections__isnull=False)
    held = held.defer("corrections", "differences").order_by("-at")
    open_runs = runs().filter(state__in=(State.PREPARED, State.CHECKED))
    return Concerns(
        problems=Problem.objects.filter(run__in=open_runs, settled_at__isnull=True).count(),
        people={name: count for name in CONCERNS if (count := drawing(name).count())},
        suspended=Suspension.objects.filter(until_month__isnull=True, award__until_month__isnull=True).count(),
        held_rows=list(held[:5]),
    )
