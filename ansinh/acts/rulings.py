"""Each distinct situation ruled once: the law asked on behalf of the run, and its answers kept.

A ruling is kept for each situation, kind of benefit and era (the months between two changes of any figure); every
line points to the ruling that made it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from ansinh.law.book import Book, LocalFigure, open_book
from ansinh.law.facts import Facts
from ansinh.law.month import Month
from ansinh.law.rule import rule
from ansinh.record.models.payroll import KINDS, Profile, Ruling, claims_of, thawed
from ansinh.record.models.places import LocalFigure as LocalRow
from ansinh.record.models.places import Unit


class Situation(NamedTuple):
    """What a ruling depends on besides the book and the month; ``book`` is a number given by the desk."""

    book: int
    profile: int
    claims: int
    kind: int
    age: int
    birthday: bool


class Ruled(NamedTuple):
    """What the law gives of one kind: the group drawn (empty when nothing), whole đồng, and where it is kept.

    ``problem`` is why the law could not answer at all; empty when it did.
    """

    code: str
    amount: int
    ruling_id: int
    provisional: bool
    problem: str


class Desk:
    """Answers for a month's list prepared on a day, with each province's own levels."""

    def __init__(self, on: date, month: int) -> None:
        self.provinces = [0, *provinces_with_levels()]
        self.books = [book_of(province, on, month) for province in self.provinces]
        self._profiles: dict[int, dict[str, Any]] = {}
        self._known: dict[tuple[str, int, Situation], Ruled] = {}

    def book_number(self, province_id: int) -> int:
        """The number of a province's book: 0 is the national one, for provinces without levels of their own."""
        return self.provinces.index(province_id) if province_id in self.provinces else 0

    def answer(self, asked: Iterable[tuple[int, Situation]]) -> dict[tuple[int, Situation], Ruled]:
        """The rulings of (month, situation) pairs; each new one is ruled once and kept."""
        pairs = list(asked)
        eras = {(month, s): (self.books[s.book].key, self._era(month, s.book), s) for month, s in pairs}
        fresh = {key: month for (month, _), key in eras.items() if key not in self._known}
        if fresh:
            self._rule(fresh)
        return {pair: self._known[eras[pair]] for pair in pairs}

    def _era(self, month: int, book: int) -> int:
        """The stretch of months ruled alike; December stands apart for births known to the year (reading R3)."""
        return self.books[book].era(Month.from_number(month)).number * 2 + (month % 12 == 11)

    def _rule(self, fresh: Mapping[tuple[str, int, Situation], int]) -> None:
        self._load({situation.profile for _, _, situation in fresh})
        rows: dict[tuple[str, int, Situation], Ruling] = {}
        for key, month in fresh.items():
            rows[key] = self._row(key, month)
        kept = dict(Ruling.objects.filter(digest__in=[r.digest for r in rows.values()]).values_list("digest", "pk"))
        missing = {row.digest: row for row in rows.values() if row.digest not in kept}
        Ruling.objects.bulk_create(missing.values(), ignore_conflicts=True, batch_size=2_000)
        if missing:
            kept |= dict(Ruling.objects.filter(digest__in=list(missing)).values_list("digest", "pk"))
        for key, row in rows.items():
            self._known[key] = Ruled(
                row.code, row.amount, kept[row.digest], row.provisional, row.ruling.get("problem", "")
            )

    def _row(self, key: tuple[str, int, Situation], month: int) -> Ruling:
        book_key, era, situation = key
        kind = KINDS[situation.kind]
        try:
            ruling = rule(self.facts(situation), Month.from_number(month), self.books[situation.book])
        except (LookupError, ValueError) as unruled:
            due, told = [], {"problem": str(unruled)}
        else:
            due, told = [one for one in ruling.due if one.kind == kind], ruling.to_json()
        asked = self._profiles[situation.profile] | {
            "age": situation.age, "birthday_month": situation.birthday, "claims": sorted(claims_of(situation.claims)),
        }  # fmt: skip
        named = json.dumps([book_key, era, situation.kind, asked], sort_keys=True, ensure_ascii=False)
        return Ruling(
            digest=hashlib.sha256(named.encode()).hexdigest(),
            month=month,
            kind=situation.kind,
            code=due[0].code if due else "",
            amount=sum(one.amount for one in due),
            coefficient=str(due[0].coefficient) if due and due[0].coefficient is not None else "",
            provisional=any(one.provisional for one in due),
            readings=sorted({reading for one in due for reading in one.readings}),
            situation=asked,
            ruling=told,
        )

    def facts(self, situation: Situation) -> Facts:
        self._load({situation.profile})
        return Facts(
            age=situation.age,
            birthday_month=situation.birthday,
            claims=claims_of(situation.claims),
            **thawed(self._profiles[situation.profile]),
        )

    def _load(self, profiles: set[int]) -> None:
        missing = profiles - self._profiles.keys()
        if missing:
            self._profiles |= dict(Profile.objects.filter(pk__in=missing).values_list("pk", "facts"))


def provinces_with_levels() -> list[int]:
    """Ids of the provinces that set a level of their own."""
    return list(LocalRow.objects.values_list("unit_id", flat=True).distinct())


def book_of(province: int, on: date, month: int) -> Book:
    """What a list of ``month`` prepared on a day is paid by, with the levels the province (0: none) has set.

    A decree issued by that day pays once it is in force: on that day, or by the first of the month paid for, which
    a list made the month before looks ahead to (open reading R12).
    """
    rows = LocalRow.objects.filter(unit_id=province).order_by("from_month")
    local = tuple(LocalFigure(r.figure, Month.from_number(r.from_month), r.amount, r.basis) for r in rows)
    return open_book(known_on=on, in_force_on=max(on, date(month // 12, month % 12 + 1, 1)), local=local)


def province_of(units: Iterable[Unit]) -> dict[int, int]:
    """The province each of these communes lies in, by id."""
    found: dict[int, int] = {}
    parents = dict(Unit.objects.values_list("pk", "parent_id"))
    for unit in units:
        above = unit.pk
        while parents.get(above) is not None:
            above = parents[above]
        found[unit.pk] = above
    return found
