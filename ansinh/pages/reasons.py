"""Vì sao: what a person is given in one month and why, as the month's list keeps it and as it is known today."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ansinh.acts.facts import month_of_birth
from ansinh.acts.rulings import book_of, provinces_with_levels
from ansinh.law.book import Book
from ansinh.law.facts import Facts
from ansinh.law.month import Month
from ansinh.law.readings import all_readings
from ansinh.law.rule import rule
from ansinh.law.ruling import Ruling
from ansinh.reckoning.months import month_of
from ansinh.record.branches import province_of
from ansinh.record.models.payroll import (
    FAMILIES,
    LISTED,
    PAYABLE,
    UNBORN,
    EntryKind,
    Line,
    Outcome,
    Position,
    Result,
    thawed,
)
from ansinh.record.models.people import Person
from ansinh.reports.person import ENTRIES, Listed, fact_for, listed
from ansinh.reports.situation import in_words, used


@dataclass(frozen=True, slots=True)
class Told:
    """One fact the ruling rests on, in words, with where it came from."""

    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Settled:
    """One line of the ledger for the month: on which list, what it is, how much; ``came_back``: it was not received.

    ``deducted``: it paid off a debt, out of what was given for the month.
    """

    run_id: int
    run_month: int
    entry: str
    amount: int
    came_back: bool = False
    deducted: bool = False


@dataclass(frozen=True, slots=True)
class Today:
    """What the law gives the month by the facts and decrees known today; ``problem`` when it cannot say or gives none.

    ``amount`` None: not known.
    """

    amount: int | None
    ruling: Ruling | None
    facts: list[Told]
    problem: str = ""
    held: bool = False


@dataclass(frozen=True, slots=True)
class Reasons:
    """The answer to "Vì sao?" for one person and month; ``problem`` when the law could not answer.

    A month that stands on a list is explained by the ruling its newest line keeps; ``today`` is there when what is
    known today gives something else. ``waits``: the person is suspended today, so that no list pays arrears yet.
    """

    month: int
    ruling: Ruling | None
    facts: list[Told]
    paid: list[Settled]
    now: Today
    problem: str = ""
    kept: bool = False
    listed: Listed | None = None
    waits: bool = False

    @property
    def amount(self) -> int:
        return self.ruling.total if self.ruling else 0

    @property
    def held(self) -> bool:
        return self.now.held

    @property
    def today(self) -> Today | None:
        """What today's facts give, when the list was made by others."""
        same = (
            self.now.ruling is not None and self.ruling is not None and _given(self.now.ruling) == _given(self.ruling)
        )
        return self.now if self.kept and not same else None

    @property
    def readings(self) -> list[tuple[str, str, str]]:
        """Open readings the ruling rests on and does not already ask about: number, question, reading taken."""
        asked = {question.reading for question in self.ruling.questions} if self.ruling else set()
        numbers = [n for n in (self.ruling.readings if self.ruling else ()) if n not in asked]
        english = get_language() == "en"
        found = [all_readings()[number] for number in numbers if number in all_readings()]
        return [(r.number, r.en if english else r.vi, r.reading_en if english else r.reading_vi) for r in found]

    @property
    def paid_total(self) -> int:
        return sum(line.amount for line in self.paid if not line.deducted)

    @property
    def over(self) -> int:
        """How much more was received than the law gives today; nothing when either side is not known."""
        received = sum(line.amount for line in self.paid if not (line.came_back or line.deducted))
        return max(received - self.now.amount, 0) if self.paid and self.now.amount is not None else 0

    @property
    def short(self) -> int:
        """How much less was approved than the law gives today; what came back is carried over by itself."""
        return max(self.now.amount - self.paid_total, 0) if self.paid and self.now.amount is not None else 0


def reasons(person: Person, month: int, on: datetime.date) -> Reasons:
    """Why a month is what it is: by the ruling its list keeps, else by what is known on a day."""
    paid, now, pays = settled(person, month), _ruled(person, month, on), listed(person, month)
    waits = Position.objects.filter(person=person, held=True, until_month__gt=month_of(on)).exists()
    line = person.lines.filter(for_month=month, entry__in=PAYABLE).select_related("ruling").order_by("run_month", "id")
    last = line.last()
    if last is None or "benefits" not in last.ruling.ruling:
        return Reasons(month, now.ruling, now.facts, paid, now, now.problem, listed=pays, waits=waits)
    facts = told(person, last.ruling.situation, month)
    return Reasons(month, Ruling.from_json(last.ruling.ruling), facts, paid, now, kept=True, listed=pays, waits=waits)


def _given(ruling: Ruling) -> list[tuple[str, int]]:
    return [(due.code, due.amount) for due in ruling.due]


def _ruled(person: Person, month: int, on: datetime.date) -> Today:
    """The month ruled by the awards and facts held now and the decrees in force on a day."""
    held = list(Position.objects.filter(person=person, from_month__lte=month, until_month__gt=month))
    if not held:
        return Today(0, None, [], _("Không có chế độ nào được hưởng trong tháng này."))
    position = held[0]
    if position.born == UNBORN or position.born > month:
        return Today(None, None, [], _("Chưa biết năm sinh, hoặc năm sinh muộn hơn tháng này, nên chưa tính được."))
    facts = situation(position, month)
    said = told(person, {name: getattr(facts, name) for name in Facts.__dataclass_fields__}, month)
    try:
        ruling = rule(facts, Month.from_number(month), book(position, on, month))
    except (LookupError, ValueError) as unruled:
        return Today(None, None, said, str(unruled))
    return Today(ruling.total, ruling, said, held=any(p.held for p in held))


def situation(position: Position, month: int) -> Facts:
    """The law's facts of a position at the age reached in a month."""
    lived = month - position.born
    return Facts(
        age=lived // 12,
        birthday_month=lived % 12 == 0,
        **thawed(position.profile.facts),
    )


def book(position: Position, on: datetime.date, month: int) -> Book:
    """What a list made on a day pays by, with the level of the province the person lives in."""
    paying = max(month, month_of(on))
    if not provinces_with_levels():
        return book_of(0, on, paying)
    return book_of(province_of([position.unit_id])[position.unit_id], on, paying)


def told(person: Person, values: Mapping[str, Any], month: int) -> list[Told]:
    """The facts of a situation in words, with where each came from; age names the birth it comes from."""
    said = []
    for name in used(values):
        label, value = in_words(name, values[name], get_language() or "vi")
        said.append(Told(label, value, _source(person, name, values[name], month)))
    return said


def _source(person: Person, name: str, value: Any, month: int) -> str:
    """Where a fact came from; nothing when another value is believed by now."""
    if name == "age":
        born = month_of_birth(person)
        aged = born != UNBORN and (month - born) // 12 == value
        return _("sinh %(birth)s") % {"birth": person.birth_text} if aged else ""
    row = fact_for(person, name, month)
    return row.source if row and _plain(row.value) == _plain(value) else ""


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, (list, frozenset)) else value


def settled(person: Person, month: int) -> list[Settled]:
    """Lines of approved lists that belong to the month, oldest first."""
    lines = Line.objects.filter(person=person, for_month=month).select_related("run").order_by("run_month", "id")
    unpaid = Result.objects.filter(person=person).exclude(outcome=Outcome.PAID)
    back = set(unpaid.values_list("run_id", "family"))
    return [
        Settled(
            x.run_id,
            x.run_month,
            ENTRIES[EntryKind(x.entry)],
            x.amount,
            x.entry in LISTED and (x.run_id, FAMILIES[x.kind]) in back,
            x.entry == EntryKind.DEDUCTION,
        )
        for x in lines
        if x.run.settled
    ]
