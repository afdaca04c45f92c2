"""Where places stand against the targets of a year: what was reached, or what is to be expected of its end.

A commune whose closing is decided counts by the decision; one whose review goes on by the drafts of its forms; any
other by the pace of the months gone by: what the reviews within the year changed, drawn on to December.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from django.db.models import Count, F
from django.db.models.functions import Coalesce

from ansinh.record.models.poverty import (
    HouseholdClass,
    Measure,
    PovertyTarget,
    ReviewCase,
    ReviewStage,
    RoundKind,
    TargetKind,
)
from ansinh.reports.poverty import Rate, rates, standing

How = Literal["decided", "draft", "pace", "none"]


class Outlook(NamedTuple):
    """A place in a year: its rate in January, at the end as far as known (``how``), and its target.

    Rates and falls are in hundredths of 1 %; None: nobody counted its households.
    """

    opening: Rate
    end: Rate
    how: How
    target: PovertyTarget | None
    measure: str

    @property
    def before(self) -> int | None:
        return _rate(self.opening, self.measure)

    @property
    def after(self) -> int | None:
        return _rate(self.end, self.measure)

    @property
    def fall(self) -> int | None:
        return None if self.before is None or self.after is None else self.before - self.after

    @property
    def met(self) -> bool | None:
        """Whether the target is reached, or would be; None without a target or a rate."""
        if self.target is None or self.after is None or self.fall is None:
            return None
        if self.target.kind == TargetKind.RATE:
            return self.after <= self.target.least
        return self.fall >= self.target.least


def _rate(one: Rate, measure: str) -> int | None:
    return {Measure.POOR: one.poor_rate, Measure.NEAR: one.near_rate, Measure.BOTH: one.both_rate}[Measure(measure)]


def outlooks(units: Iterable[int], year: int, measure: str, *, on: datetime.date) -> list[Outlook]:
    """Each commune that has a count or a class in January of the year, as known on a day."""
    opening = {one.unit: one for one in rates(units, year)}
    mine = sorted(opening)
    closing = {one.unit: one for one in rates(mine, year + 1)}
    decided = _decided(mine, year)
    drafts = _drafts(mine, year)
    month = min(year * 12 + 11, on.year * 12 + on.month - 1)
    now = {row["unit"]: row for row in standing(mine, month).iter_rows(named=True)}
    asked = targets(mine, year, measure)
    found = []
    for unit in mine:
        begun = opening[unit]
        homes = closing[unit].households if unit in closing and closing[unit].households else begun.households
        if unit in decided:
            closed = closing.get(unit, begun._replace(poor=0, near=0))
            end, how = _of(closed, homes), "decided"
        elif unit in drafts:
            end, how = _of(begun._replace(**drafts[unit]), homes), "draft"
        else:
            end, how = _drawn_on(begun, now.get(unit, {}), year, on)
        found.append(Outlook(begun, end, how, asked.get(unit), measure))  # type: ignore[arg-type]
    return found


def _of(one: Rate, homes: int) -> Rate:
    """The rate of so many households; 0: nobody counted them."""
    return one._replace(households=homes, uncounted=0 if homes else one.poor + one.near)


def whole(found: Sequence[Outlook], target: PovertyTarget | None, measure: str) -> Outlook:
    """All of them together; it is decided when every one is."""
    zero = Rate(0, 0, 0, 0, 0, 0, 0)
    ways = {one.how for one in found}
    how: How = "decided" if ways <= {"decided"} else "draft" if "draft" in ways or "decided" in ways else "pace"
    opening, end = sum((one.opening for one in found), zero), sum((one.end for one in found), zero)
    return Outlook(opening, end, how if found else "none", target, measure)


def targets(units: Iterable[int], year: int, measure: str) -> dict[int, PovertyTarget]:
    """The target of each of these places; where both a fall and a rate are asked, the fall is shown."""
    rows = PovertyTarget.objects.filter(unit__in=units, year=year, measure=measure).order_by("-kind")
    return {one.unit_id: one for one in rows.select_related("unit")}


def _decided(units: Sequence[int], year: int) -> set[int]:
    """The communes whose closing of the year is decided: some household of theirs was classed in the next January."""
    reviewed = ReviewCase.objects.filter(
        review__unit__in=units, review__round__kind=RoundKind.YEARLY, review__round__year=year,
        review__stage=ReviewStage.DECIDED,
    )  # fmt: skip
    taken = HouseholdClass.objects.filter(unit__in=units, review=None, data_year=year + 1)
    return {
        unit for of in (reviewed.order_by(), taken.order_by()) for unit in of.values_list("unit", flat=True).distinct()
    }


def _drafts(units: Sequence[int], year: int) -> dict[int, dict[str, int]]:
    """How many would be poor and near poor in each commune that has forms: by the form used, else as before."""
    cases = ReviewCase.objects.filter(
        review__unit__in=units, review__round__kind=RoundKind.YEARLY, review__round__year=year
    ).exclude(review__stage=ReviewStage.DECIDED)
    counted = cases.values("unit", klass=Coalesce(F("survey__klass"), F("before"))).annotate(
        n=Count("pk"), forms=Count("survey")
    )
    found: dict[int, dict[str, int]] = {}
    formed = set()
    for row in counted:
        mine = found.setdefault(row["unit"], {"poor": 0, "near": 0})
        if name := {"poor": "poor", "near_poor": "near"}.get(row["klass"]):
            mine[name] += row["n"]
        if row["forms"]:
            formed.add(row["unit"])
    return {unit: numbers for unit, numbers in found.items() if unit in formed}


def _drawn_on(begun: Rate, now: Mapping[str, int], year: int, on: datetime.date) -> tuple[Rate, How]:
    """What the months gone by changed, drawn on to December."""
    gone = min(12, max(0, (on.year - year) * 12 + on.month))
    if not gone:
        return begun, "none"

    def drawn(name: str) -> int:
        first = getattr(begun, name)
        return max(0, first + round((now.get(name, 0) - first) * 12 / gone))

    return begun._replace(poor=drawn("poor"), near=drawn("near")), "pace"


__all__ = ["Outlook", "outlooks", "targets", "whole"]
