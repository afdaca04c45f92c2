"""Each distinct situation ruled once: the law asked on behalf of the run, and its answers kept.

A ruling is kept for each situation, kind of benefit and era (the months between two changes of any figure); every
line points to the ruling that made it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from ansinh.law.book import Book, LocalFigure, open_book
from ansinh.law.facts import Facts
from ansinh.law.month import Month
from ansinh.law.rule import rule
from ansinh.reckoning.months import first_day, month_of
from ansinh.record.models.payroll import KINDS, Profile, Ruling, thawed
from ansinh.record.models.places import Level, UnitChange
from ansinh.record.models.places import LocalFigure as LocalRow


class Situation(NamedTuple):
    """What a ruling depends on besides the book and the month; ``book`` is a number given by the desk.

    The profile says which kinds are held, too.
    """

    book: int
    profile: int
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


Key = tuple[str, int, Situation]
"""What a kept ruling is known by: the book, the era, the situation."""

COLUMNS = ("digest", "month", "kind", "code", "amount", "coefficient", "provisional", "readings", "situation", "ruling")


class Desk:
    """Answers for a month's list prepared on a day, with each province's own levels."""

    def __init__(self, on: date, month: int) -> None:
        self.provinces = [0, *provinces_with_levels()]
        self.books = [book_of(province, on, month) for province in self.provinces]
        self._profiles: dict[int, dict[str, Any]] = {}
        self._texts: dict[int, str] = {}
        self._known: dict[Key, Ruled] = {}

    def book_number(self, province_id: int) -> int:
        """The number of a province's book, equal ones under one number; 0 is the national one."""
        number = self.provinces.index(province_id) if province_id in self.provinces else 0
        return next(at for at, book in enumerate(self.books) if book.key == self.books[number].key)

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

    def _rule(self, fresh: Mapping[Key, int]) -> None:
        """Find the rulings already kept; rule the others and keep them."""
        self._load({situation.profile for _, _, situation in fresh})
        digests = {self._digest(key): key for key in fresh}
        found = self._kept(list(digests))
        missing = {digest: self._row(key, digest, fresh[key]) for digest, key in digests.items() if digest not in found}
        if missing:
            _keep(missing.values())
            found |= self._kept(list(missing))
        self._known |= {digests[digest]: ruled for digest, ruled in found.items()}

    def _kept(self, digests: list[str]) -> dict[str, Ruled]:
        with connection.cursor() as cursor:
            cursor.execute(
                "select digest, code, amount, id, provisional, coalesce(ruling ->> 'problem', '') from payroll_ruling"
                " where digest = any(%s)", [digests],
            )  # fmt: skip
            return {digest: Ruled(*rest) for digest, *rest in cursor.fetchall()}

    def _asked(self, situation: Situation) -> dict[str, Any]:
        return self._profiles[situation.profile] | {
            "age": situation.age, "birthday_month": situation.birthday,
        }  # fmt: skip

    def _digest(self, key: Key) -> str:
        """A ruling is known by the book, the era, the kind of benefit and every fact that was asked."""
        book_key, era, situation = key
        named = f"{book_key}|{era}|{situation.kind}|{situation.age}|{situation.birthday}|"
        return hashlib.sha256((named + self._texts[situation.profile]).encode()).hexdigest()

    def _row(self, key: Key, digest: str, month: int) -> Ruling:
        _, _, situation = key
        kind = KINDS[situation.kind]
        try:
            ruling = rule(self.facts(situation), Month.from_number(month), self.books[situation.book])
        except (LookupError, ValueError) as unruled:
            due, told = [], {"problem": str(unruled)}
        else:
            due, told = [one for one in ruling.due if one.kind == kind], ruling.to_json()
        return Ruling(
            digest=digest,
            month=month,
            kind=situation.kind,
            code=due[0].code if due else "",
            amount=sum(one.amount for one in due),
            coefficient=str(due[0].coefficient) if due and due[0].coefficient is not None else "",
            provisional=any(one.provisional for one in due),
            readings=sorted({reading for one in due for reading in one.readings}),
            situation=self._asked(situation),
            ruling=told,
        )

    def facts(self, situation: Situation) -> Facts:
        self._load({situation.profile})
        return Facts(
            age=situation.age,
            birthday_month=situation.birthday,
            **thawed(self._profiles[situation.profile]),
        )

    def _load(self, profiles: set[int]) -> None:
        missing = profiles - self._profiles.keys()
        if missing:
            loaded = dict(Profile.objects.filter(pk__in=missing).values_list("pk", "facts"))
            self._profiles |= loaded
            self._texts |= {pk: json.dumps(facts, sort_keys=True) for pk, facts in loaded.items()}


def provinces_with_levels() -> list[int]:
    """Ids of the provinces that set a level of their own, or went into one that does."""
    own = set(LocalRow.objects.exclude(figure__startswith=LISTS).values_list("unit_id", flat=True))
    return sorted(own | {old for old, (new, _) in became().items() if new in own})


def became() -> dict[int, tuple[int, int]]:
    """Each province that went into another: which one, and from which month."""
    steps = UnitChange.objects.filter(old__level=Level.PROVINCE, whole=True)
    return {old: (new, month_of(on)) for old, new, on in steps.values_list("old_id", "new_id", "on")}


def book_of(province: int, on: date, month: int) -> Book:
    """What a list of ``month`` prepared on a day is paid by, with the levels the province (0: none) has set.

    A decree issued by that day pays once it is in force: on that day, or by the first of the month paid for, which
    a list made the month before looks ahead to (open reading R12).
    """
    local = local_figures(province)
    return open_book(known_on=on, in_force_on=max(on, first_day(month)), local=local)


def books(on: date) -> Callable[[int, int], Book]:
    """The books known on a day: of a province and a month."""
    return lambda province, month: book_of(province, on, month)


LISTS = "programme."
"""So begin the names of levels a place gave a programme's groups, which no ruling asks (acts/programmes.py)."""


def local_figures(province: int) -> tuple[LocalFigure, ...]:
    """What a province set, and, from the month it went into another one, what that one sets."""
    here, since = province, 0
    steps = became()
    found: dict[tuple[str, int], LocalFigure] = {}
    while True:
        for row in LocalRow.objects.filter(unit_id=here).exclude(figure__startswith=LISTS).order_by("from_month"):
            start = max(row.from_month, since)
            found[row.figure, start] = LocalFigure(row.figure, Month.from_number(start), row.amount, row.basis)
        if here not in steps:
            return tuple(found.values())
        here, since = steps[here]


def _keep(rows: Iterable[Ruling]) -> None:
    """New rulings by COPY; one that somebody else kept meanwhile stays as it is."""
    with connection.cursor() as cursor:
        cursor.execute("create temporary table ruling_staging (like payroll_ruling) on commit drop")
        cursor.execute("alter table ruling_staging drop column id")
        with (
            cursor.connection.cursor() as raw,
            raw.copy(f"copy ruling_staging ({', '.join(COLUMNS)}) from stdin") as copy,
        ):
            for row in rows:
                values = [getattr(row, name) for name in COLUMNS]
                copy.write_row([json.dumps(v, ensure_ascii=False) if isinstance(v, dict) else v for v in values])
        cursor.execute(
            f"insert into payroll_ruling ({', '.join(COLUMNS)}) select {', '.join(COLUMNS)} from ruling_staging"
            " on conflict (digest) do nothing"
        )
        cursor.execute("drop table ruling_staging")
