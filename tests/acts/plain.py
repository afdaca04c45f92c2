"""A slow, plain reckoning: one person, month by month, straight from the rows, the law asked afresh each month.

It knows nothing of positions, profiles, columns or kept rulings, so that what the runs wrote can be held against it.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any

from ansinh.law.book import LocalFigure, open_book
from ansinh.law.facts import Born, Facts
from ansinh.law.month import Month
from ansinh.law.rule import rule
from ansinh.record.models.assistance import Award
from ansinh.record.models.payroll import KINDS, Line, Result, Run
from ansinh.record.models.people import Person
from ansinh.record.models.places import LocalFigure as LocalRow
from ansinh.record.models.places import Unit, UnitChange

BARS = ("pension", "merit", "stable_income", "other_allowance", "prison", "facility")
SETTLED = ("approved", "sent", "results", "closed")


def due_of(person: Person, *, run_month: int, on: datetime.date) -> dict[tuple[str, int], int]:
    """What the law gives for each kind and month up to the month paid for, as a list prepared on a day knows it."""
    sums: dict[tuple[str, int], int] = defaultdict(int)
    for award in person.awards.all():
        for month in range(max(award.from_month, award.reckoned_from), run_month + 1):
            sums[award.kind, month] += amount_of(person, award, month, run_month, on)
    return dict(sums)


def suspended(award: Award, month: int) -> bool:
    return any(
        pause.from_month <= month and (pause.until_month is None or month < pause.until_month) and not pause.paid_back
        for pause in award.suspensions.all()
    )


def amount_of(person: Person, award: Award, month: int, run_month: int, on: datetime.date) -> int:
    dead_since = person.died_on.year * 12 + person.died_on.month - 1 if person.died_on else None
    if award.until_month is not None and month >= award.until_month:
        return 0
    if dead_since is not None and month > dead_since:
        return 0
    if suspended(award, month):
        return 0
    first = datetime.date(run_month // 12, run_month % 12 + 1, 1)
    book = open_book(known_on=on, in_force_on=max(on, first), local=_local(person, month))
    ruling = rule(_facts(person, month, month == dead_since), Month(month // 12, month % 12 + 1), book)
    return sum(due.amount for due in ruling.due if due.kind == award.kind)


def _facts(person: Person, month: int, dies: bool) -> Facts:
    known: dict[str, Any] = {}
    began, ended = set(), set()
    believed = [fact for fact in person.facts.all() if fact.superseded_at is None]
    for fact in sorted(believed, key=lambda fact: (fact.recorded_at, fact.pk)):
        if fact.from_month > month or (fact.until_month is not None and month >= fact.until_month):
            continue
        known[fact.kind] = frozenset(fact.value) if isinstance(fact.value, list) else fact.value
        if fact.kind in BARS and fact.value not in (None, False, "none"):
            if fact.from_month == month:
                began.add(fact.kind)
        elif fact.until_month == month + 1:
            ended.add(fact.kind)
    assert person.birth_year is not None, "nobody can be reckoned without a year of birth"
    born = person.birth_year * 12 + (person.birth_month or 1) - 1
    claims = {
        award.kind
        for award in person.awards.all()
        if award.from_month <= month and (award.until_month is None or month < award.until_month)
    }
    if dies:
        known["died"] = True
    precision: Born = "day" if person.birth_day else "month" if person.birth_month else "year"
    return Facts(
        age=(month - born) // 12,
        birthday_month=(month - born) % 12 == 0,
        born=precision,
        began=frozenset(began),
        ended=frozenset(ended),
        claims=frozenset(claims),
        **known,
    )


def _local(person: Person, month: int) -> tuple[LocalFigure, ...]:
    """What the province the person lived in that month has set, and the one that province went into."""
    unit = person.unit
    for home in person.residences.all():
        if home.from_month <= month and (home.until_month is None or month < home.until_month):
            unit = home.unit
    return levels_at(unit)


def levels_at(unit: Unit) -> tuple[LocalFigure, ...]:
    while unit.parent is not None:
        unit = unit.parent
    found: dict[int, LocalFigure] = {}
    since = 0
    here: Unit | None = unit
    while here is not None:
        for row in LocalRow.objects.filter(unit=here).order_by("from_month"):
            start = max(row.from_month, since)
            found[start] = LocalFigure(row.figure, Month(start // 12, start % 12 + 1), row.amount, row.basis)
        step = UnitChange.objects.filter(old=here).first()
        here, since = (step.new, step.on.year * 12 + step.on.month - 1) if step else (None, 0)
    return tuple(found.values())


def settled_of(person: Person, states: tuple[str, ...] = SETTLED) -> dict[tuple[str, int], int]:
    """What the ledger holds for each kind and month: approved lines, without the payments that came back.

    With ``prepared`` among the states, what the open lists are about to pay as well.
    """
    approved = set(Run.objects.filter(state__in=states).values_list("pk", flat=True))
    back = {r.run_id for r in Result.objects.filter(person=person) if r.outcome != "paid"}
    sums: dict[tuple[str, int], int] = defaultdict(int)
    for line in Line.objects.filter(person=person):
        if line.run_id in approved and not (line.entry in (1, 2, 3) and line.run_id in back):
            sums[KINDS[line.kind], line.for_month] += line.amount
    return dict(sums)
