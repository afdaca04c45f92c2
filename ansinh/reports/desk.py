"""What an officer's first screen answers: where the month stands, what waits, what is wrong. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Sum

from ansinh.record.models.assistance import Award, Suspension
from ansinh.record.models.payroll import Problem, Run, State, Voucher
from ansinh.record.models.people import IdentityStatus, Person
from ansinh.record.models.places import Unit
from ansinh.record.models.tasks import Import, Landed
from ansinh.record.models.users import Role
from ansinh.reports.entered import branch, communes

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

WRONG = {"no_number": "chưa có số định danh", "no_birth": "chưa rõ năm sinh"}
"""Said of each on the list; of the others what the comparison of identities gave."""


def runs() -> QuerySet[Run]:
    """Runs whose place touches the branch entered, the newest month first."""
    seen = Run.objects.select_related("scope", "prepared_by", "checked_by", "approved_by")
    units = branch()
    return seen if units is None else seen.filter(scope__in=units)


def years() -> list[int]:
    """The years that have lists, the newest first."""
    return sorted({month // 12 for month in runs().order_by().values_list("month", flat=True).distinct()}, reverse=True)


def paid_communes() -> list[Unit]:
    """The communes of the branch entered that stand on any list, those of today first."""
    units = Unit.objects.filter(pk__in=Voucher.objects.filter(run__in=runs().order_by()).values("unit"))
    entered = communes()
    mine = units if entered is None else units.filter(pk__in=entered)
    return list(mine.order_by(F("valid_to").desc(nulls_first=True), "name"))


def parts(commune: int) -> dict[int, dict[str, int]]:
    """A commune's part of each list: people and whole đồng by the list's id."""
    rows = Voucher.objects.filter(unit=commune).order_by().values("run").annotate(n=Sum("people"), money=Sum("total"))
    return {row["run"]: {"people": row["n"], "total": row["money"]} for row in rows}


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


class Concern(NamedTuple):
    """One person to look at: what is wrong, in Vietnamese, and the month it is about (a number)."""

    person: Person
    reason: str
    month: int | None


def drawing(concern: str) -> QuerySet[Person]:
    """People who draw something now and of whom this is wrong, in the order of names."""
    running = Award.objects.filter(person=OuterRef("pk"), until_month__isnull=True)
    return (
        Person.objects.filter(CONCERNS[concern], Exists(running))
        .select_related("unit")
        .annotate(since=Min("awards__from_month", filter=Q(awards__until_month__isnull=True)))
        .order_by("name_sort", "pk")
    )


def suspended() -> QuerySet[Suspension]:
    """Running awards that are held now, one a person, in the order of names."""
    return (
        Suspension.objects.filter(until_month__isnull=True, award__until_month__isnull=True)
        .select_related("award__person__unit")
        .order_by("award__person__name_sort", "award__person_id", "from_month")
        .distinct("award__person__name_sort", "award__person_id")
    )


def problems() -> QuerySet[Problem]:
    """Problems left on open lists, in the order of names."""
    open_runs = runs().filter(state__in=(State.PREPARED, State.CHECKED))
    left = Problem.objects.filter(run__in=open_runs, settled_at__isnull=True).select_related("person__unit", "run")
    return left.order_by("person__name_sort", "person_id", "pk")


def concerned(concern: str) -> list[Concern]:
    """Everybody behind one figure of the first screen, each with the reason and the month."""
    if concern == "problems":
        return [Concern(one.person, one.sentence, one.run.month) for one in problems()]
    if concern == "suspended":
        return [Concern(one.award.person, one.reason, one.from_month) for one in suspended()]
    return [
        Concern(person, WRONG.get(concern) or person.get_identity_status_display(), person.since)  # type: ignore[attr-defined]
        for person in drawing(concern)
    ]


@dataclass(frozen=True, slots=True)
class Concerns:
    """How many people: with problems on open runs, by what is wrong, suspended; and rows held by the last imports."""

    problems: int
    people: dict[str, int]
    suspended: int
    held_rows: list[Import]


def concerns() -> Concerns:
    """What wants looking at in the branch entered; of the imports, those with held rows nobody has answered."""
    waiting = Q(rows__outcome=Landed.HELD, rows__answered_by__isnull=True, rows__aside_at__isnull=True)
    held = Import.objects.defer("corrections", "differences").annotate(open_rows=Count("rows", filter=waiting))
    held = held.filter(open_rows__gt=0).order_by("-at")
    return Concerns(
        problems=problems().order_by().values("person").distinct().count(),
        people={name: count for name in CONCERNS if (count := drawing(name).count())},
        suspended=suspended().count(),
        held_rows=list(held[:5]),
    )
