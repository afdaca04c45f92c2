"""The law asked of months to come: each situation once, whoever is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from ansinh.law.book import Book
from ansinh.law.facts import Facts
from ansinh.law.month import Month
from ansinh.law.rule import rule
from ansinh.law.ruling import Ruling
from ansinh.record.branches import province_of
from ansinh.record.models.payroll import Profile, thawed
from ansinh.reports.situation import asked as asked_facts

MARKS = {"began", "ended", "born", "claims"}
"""What a profile says of its facts rather than of the person."""

Books = Callable[[int], Book]
"""The book a province's months are ruled by, by the province's id (acts/rulings knows how far it is open)."""


class Standing(NamedTuple):
    """One award as it stands in months [from_month, until_month): what of the person the law is asked about."""

    award_id: int
    person_id: int
    kind: int
    from_month: int
    until_month: int
    unit_id: int
    profile_id: int
    born: int
    held: bool = False


class Forecast:
    """What the law gives in months of which nothing is settled; equal situations of one era are ruled once."""

    def __init__(self, standings: Iterable[Standing], books: Books) -> None:
        rows = list(standings)
        self._books = books_of({row.unit_id for row in rows}, books)
        self._profiles = dict(
            Profile.objects.filter(pk__in={row.profile_id for row in rows}).values_list("pk", "facts")
        )
        self._ruled: dict[tuple[object, ...], Ruling] = {}
        self._eras: dict[tuple[int, int], Month] = {}

    def book(self, unit: int) -> Book:
        """The book of the province a commune lies in."""
        return self._books[unit]

    def ruling(
        self, row: Standing, month: int, *, also: Mapping[str, Any] | None = None, aged: int | None = None
    ) -> Ruling | None:
        """The law's answer of a month; None when it cannot be given (no birth, no book).

        ``also`` are facts laid over the recorded ones; ``aged`` the month whose age is meant, when it is another.
        """
        age, rest = divmod((month if aged is None else aged) - row.born, 12)
        if row.born < 0 or age < 0:
            return None
        laid = dict(also or {})
        book = self._books[row.unit_id]
        key = (book.key, self.era(row.unit_id, month), row.profile_id, age, rest == 0, *laid.items())
        if key not in self._ruled:
            facts = {"age": age, "birthday_month": rest == 0}
            self._ruled[key] = asked(thawed(self._profiles[row.profile_id]) | laid | facts, month, book)
        return self._ruled[key]

    def known(self, row: Standing) -> Mapping[str, Any]:
        """The facts of a standing as they are recorded."""
        return self._profiles[row.profile_id]

    def differing(self, before: Standing, after: Standing) -> set[str]:
        """The names of the facts in which two standings differ."""
        old, new = self.known(before), self.known(after)
        return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)} - MARKS

    def changed(self, before: Standing, after: Standing) -> list[str]:
        """The headings of the facts in which two standings differ."""
        names = self.differing(before, after)
        return [field.label_vi for name, field in asked_facts().items() if name in names]

    def era(self, unit: int, month: int) -> Month:
        """The stretch of months in which nothing the law says changes."""
        if (unit, month) not in self._eras:
            self._eras[unit, month] = self._books[unit].era(Month.from_number(month))
        return self._eras[unit, month]


def asked(facts: dict[str, Any], month: int, book: Book) -> Ruling:
    """The law asked; nothing is due of what it cannot rule."""
    when = Month.from_number(month)
    try:
        return rule(Facts(**facts), when, book)
    except (LookupError, ValueError):
        return Ruling(when, book.key, (), (), (), ())


def books_of(units: set[int], books: Books) -> dict[int, Book]:
    """The book of each commune, one for all communes of a province."""
    provinces = province_of(units)
    known = {province: books(province) for province in set(provinces.values())}
    return {unit: known[province] for unit, province in provinces.items()}
