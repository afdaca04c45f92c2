"""What waits of inspections and of guidance sent, teams as they stand, the last year with any. Reads only.

A finding is late while its commune has told nothing past its day; one told to be mended waits for whoever inspected.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import Max, QuerySet

from ansinh.record.models.activities import Finding, FindingState, SentDocument, Team, TeamChange
from ansinh.record.models.users import User


class Left(NamedTuple):
    """Findings that wait: past their day, due within the days asked about, told to be mended; the nearest first."""

    late: list[Finding]
    near: list[Finding]
    mended: list[Finding]


class Standing(NamedTuple):
    """A team with the decisions that formed it and changed it, the last one first."""

    team: Team
    now: TeamChange
    before: list[TeamChange]


def waiting() -> QuerySet[Finding]:
    """Every finding that is not closed, the nearest day first."""
    return Finding.objects.exclude(state=FindingState.CLOSED).select_related("inspection__unit").order_by("due", "pk")


def left(on: datetime.date, within: datetime.timedelta) -> Left:
    """Findings of the branch entered that wait on a day."""
    found = list(waiting())
    still = [one for one in found if one.state == FindingState.OPEN]
    return Left(
        [one for one in still if one.due < on], [one for one in still if on <= one.due <= on + within],
        [one for one in found if one.state == FindingState.MENDED],
    )  # fmt: skip


def unread(by: User) -> QuerySet[SentDocument]:
    """Guidance nobody has confirmed, but what this user sent, the oldest first."""
    held = SentDocument.objects.filter(read_on=None).exclude(by=by)
    return held.select_related("document", "unit").order_by("on", "document__number", "unit__name")


def teams(
    field: str = "", days: tuple[datetime.date, datetime.date] | None = None, units: Collection[int] | None = None
) -> list[Standing]:
    """Teams of a field; with ``days``, those formed or reorganised then. ``now`` is the last decision until then."""
    held = TeamChange.objects.select_related("team__unit", "by").order_by("-on", "-pk")
    if field:
        held = held.filter(team__field=field)
    if units is not None:
        held = held.filter(team__unit__in=units)
    if days is not None:
        held = held.filter(on__lte=days[1])
    of: dict[int, list[TeamChange]] = {}
    for one in held:
        of.setdefault(one.team_id, []).append(one)
    found = [Standing(every[0].team, every[0], every[1:]) for every in of.values()]
    if days is not None:
        found = [one for one in found if one.now.on >= days[0]]
    return sorted(found, key=lambda one: (one.team.unit.name, one.team.name))


def year_of_last(rows: QuerySet[Any], day: str, on: datetime.date) -> int:
    """This year, or the last one before it in which anything happened."""
    last = rows.aggregate(last=Max(day))["last"]
    return min(last.year, on.year) if last is not None else on.year
