"""Who in the register draws nothing and reaches an age at which the law would give something. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce

from ansinh.law.book import Book
from ansinh.law.ruling import Because
from ansinh.reckoning.months import month_text
from ansinh.record.models.payroll import Position, thawed
from ansinh.record.models.people import Fact, Person
from ansinh.reports.draws import MONTHLY
from ansinh.reports.forecast import Books, asked, books_of
from ansinh.reports.situation import asked as asked_facts

CLAIMS = frozenset(str(kind.value) for kind in MONTHLY)


class Newcomer(NamedTuple):
    """Somebody who may apply from a month on, for which group, and what it would be: whole đồng a month."""

    person: Person
    month: int
    code: str
    amount: int
    sentence: str
    because: tuple[Because, ...]
    provisional: bool


def newcomers(month: int, last: int, books: Books) -> Iterator[Newcomer]:
    """Those whose birthday between the two months brings them what they were not entitled to before."""
    people = [person for person in _drawing_nothing(month, last) if _birthday(person, month, last) is not None]
    facts = _facts([person.pk for person in people])
    of_place = books_of({person.unit_id for person in people}, books)
    for person in people:
        when = _birthday(person, month, last)
        if when is not None and (found := _newly(person, when, facts[person.pk], of_place[person.unit_id])):
            yield found


def _drawing_nothing(month: int, last: int) -> Iterable[Person]:
    """Living people with a birthday between the months, without a running award in the first or later."""
    drawing = Position.objects.filter(person=OuterRef("pk"), until_month__gt=month)
    born = F("birth_year") * 12 + Coalesce(F("birth_month"), 1) - 1
    aged = Person.objects.alias(now=(month - born) / 12, then=(last - born) / 12).exclude(now=F("then"))
    living = aged.filter(died_on__isnull=True, birth_year__isnull=False)
    return living.filter(~Exists(drawing)).select_related("unit")


def _birthday(person: Person, month: int, last: int) -> int | None:
    """The month after ``month``, up to ``last``, in which a year of age is completed."""
    born = _born(person)
    at = month + 1 + (born - month - 1) % 12
    return at if born < at <= last else None


def _born(person: Person) -> int:
    assert person.birth_year is not None
    return person.birth_year * 12 + (person.birth_month or 1) - 1


def _facts(people: list[int]) -> dict[int, list[Fact]]:
    """What the law asks and is recorded of each, the later known last."""
    found: dict[int, list[Fact]] = defaultdict(list)
    live = Fact.objects.filter(person__in=people, kind__in=list(asked_facts()), superseded_at__isnull=True)
    for fact in live.order_by("recorded_at", "pk"):
        found[fact.person_id].append(fact)
    return found


def _newly(person: Person, month: int, facts: list[Fact], book: Book) -> Newcomer | None:
    before, now = (asked(_situation(person, at, facts), at, book) for at in (month - 1, month))
    if before.total or not now.due:
        return None
    due = now.due[0]
    said = (
        f"Đủ {(month - _born(person)) // 12} tuổi trong tháng {month_text(month)}: có thể đề nghị {due.name.lower()}."
    )
    reasons = tuple(reason for one in now.due for reason in one.because)
    return Newcomer(person, month, due.code, now.total, said, reasons, now.provisional)


def _situation(person: Person, month: int, facts: list[Fact]) -> dict[str, Any]:
    """The facts of the month as recorded, age and claims added."""
    age, rest = divmod(month - _born(person), 12)
    held = {
        fact.kind: fact.value
        for fact in facts
        if fact.from_month <= month and (fact.until_month is None or month < fact.until_month)
    }
    born = {} if person.birth_day else {"born": "month" if person.birth_month else "year"}
    return thawed(held) | born | {"age": age, "birthday_month": rest == 0, "claims": CLAIMS}
