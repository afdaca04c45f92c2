"""Child-friendly communes in figures: how many of how many in a round, against the round before, who would fall."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import NamedTuple

from ansinh.law.child_friendly import Criterion, Judged, judge, standard
from ansinh.reckoning.poverty import rate
from ansinh.record.models.child_friendly import FriendlyFile, FriendlyRound, FriendlyStage
from ansinh.record.models.places import Unit


class Stand(NamedTuple):
    """A commune in a round: its file, the points that count, and what the standard says of them."""

    file: FriendlyFile
    points: dict[int, int]
    judged: Judged

    @property
    def unit(self) -> Unit:
        return self.file.unit

    @property
    def recognised(self) -> bool:
        return self.file.stage == FriendlyStage.RECOGNISED

    @property
    def decided(self) -> bool:
        return self.file.stage in (FriendlyStage.RECOGNISED, FriendlyStage.REFUSED)


class Compared(NamedTuple):
    """A commune in two rounds: what changed, by how many points, and the criteria that moved most."""

    unit: Unit
    before: Stand | None
    now: Stand
    what: str
    moved: list[tuple[int, int]]


def rounds(units: Collection[int]) -> list[FriendlyRound]:
    """The rounds that judge any of these communes, the newest first."""
    return list(
        FriendlyRound.objects.filter(files__unit__in=units).distinct().select_related("scope").order_by("-year")
    )


def latest(units: Collection[int], year: int, *, before: int = 0) -> int | None:
    """The year of the last round decided by a year for any of these communes; the one so many rounds before it."""
    held = FriendlyFile.objects.filter(
        unit__in=units, round__year__lte=year, stage__in=(FriendlyStage.RECOGNISED, FriendlyStage.REFUSED)
    )
    years = sorted(set(held.values_list("round__year", flat=True)), reverse=True)
    return years[before] if len(years) > before else None


def stands(units: Collection[int], year: int) -> list[Stand]:
    """Every commune of these in the rounds of a year, by name."""
    files = FriendlyFile.objects.filter(unit__in=units, round__year=year).select_related("unit", "round")
    found = []
    for one in files.prefetch_related("scores").order_by("unit__name"):
        points = {each.criterion: each.own if each.appraised is None else each.appraised for each in one.scores.all()}
        found.append(Stand(one, points, judge(standard(one.round.on), one.kind, points)))
    return found


def recognised(units: Collection[int], year: int) -> list[Stand]:
    """Those a decision of the year's rounds recognised."""
    return [one for one in stands(units, year) if one.recognised]


def share(units: Collection[int], year: int) -> int | None:
    """The rate recognised of the communes judged, in hundredths of 1 %."""
    found = stands(units, year)
    return rate(sum(1 for one in found if one.recognised), len(found)) if found else None


def compared(units: Collection[int], year: int) -> list[Compared]:
    """Each commune of a year's round against the round before: kept, gained, lost, never; open while undecided."""
    last = latest(units, year - 1)
    before = {one.file.unit_id: one for one in stands(units, last)} if last else {}
    found = []
    for now in stands(units, year):
        then = before.get(now.file.unit_id)
        was = then is not None and then.recognised
        what = ("kept" if was else "gained") if now.recognised else "lost" if was else "never"
        what = what if now.decided else "open"
        moves = [
            (number, points - then.points.get(number, 0)) for number, points in now.points.items()
            if then is not None and points != then.points.get(number, 0)
        ]  # fmt: skip
        found.append(Compared(now.unit, then, now, what, sorted(moves, key=lambda one: one[1])))
    return found


class Falling(NamedTuple):
    """A commune recognised by its last decision that would not be today; the criteria that lost points, most first."""

    file: FriendlyFile
    judged: Judged
    lower: list[tuple[int, int]]

    @property
    def unit(self) -> Unit:
        return self.file.unit


def would_fall(units: Collection[int], year: int) -> list[Falling]:
    """Those recognised by their last decision whose points as last known would not meet the standard, furthest first.

    A criterion the round now open has no points for yet keeps those of the last round.
    """
    years = sorted({one.year for one in rounds(units)})
    decided: dict[int, Stand] = {}
    for each in years:
        decided |= {one.file.unit_id: one for one in stands(units, each) if each <= year and one.decided}
    found = []
    for one in stands(units, years[-1]) if years else ():
        last = decided.get(one.file.unit_id)
        if last is not None and last.recognised:
            points = last.points | one.points
            judged = judge(standard(one.file.round.on), one.file.kind, points)
            lower = [(at, points[at] - was) for at, was in last.points.items() if points[at] < was]
            found.append(Falling(one.file, judged, sorted(lower, key=lambda each: each[1])))
    return sorted((one for one in found if not one.judged.meets), key=lambda one: one.judged.margin)


class OverRounds(NamedTuple):
    """A criterion over the rounds: mean points by year (hundredths), communes at 0 now, communes lower than before."""

    criterion: Criterion
    means: dict[int, int | None]
    none: int
    lower: int


def criteria(units: Collection[int], year: int) -> list[OverRounds]:
    """Each criterion in a year's round and those before it."""
    years = [one.year for one in reversed(rounds(units)) if one.year <= year]
    of = {each: stands(units, each) for each in years}
    found, moved = [], compared(units, year)
    for one in standard(datetime.date(year, 12, 31)).criteria:
        points = {each: [s.points[one.number] for s in of[each] if one.number in s.points] for each in years}
        means = {each: round(100 * sum(held) / len(held)) if held else None for each, held in points.items()}
        lower = sum(1 for c in moved for number, more in c.moved if number == one.number and more < 0)
        found.append(OverRounds(one, means, points.get(year, []).count(0), lower))
    return found
