"""The book of decrees open on the table: what was issued by a day, or in force by a day, with a province's levels."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeVar

from ansinh.law.decree import Assumption, Decree, Figure, Provision, all_decrees
from ansinh.law.month import Month

Entry = TypeVar("Entry", Figure, Provision)


class LocalFigure(NamedTuple):
    """A province's own level above the national floor (decree 20/2021, Article 4 clause 3).

    `figure` is the name of the national figure it stands above ("standard_amount", "HTXH"); `amount` in đồng a month;
    `basis` the resolution ("Nghị quyết 63/2025/NQ-HĐND"); `until_month` the last month, when it has one.
    """

    figure: str
    from_month: Month
    amount: int
    basis: str
    until_month: Month | None = None


class Level(NamedTuple):
    """An amount in force in a month, the national figure under it, and the province's when that is higher."""

    amount: int
    figure: Figure
    local: LocalFigure | None


class Book:
    """The decrees known or in force on a day. Two books with one key answer alike; look-ups are remembered."""

    def __init__(self, decrees: Iterable[Decree], local: tuple[LocalFigure, ...] = ()) -> None:
        self.decrees = tuple(decrees)
        self.local = local
        self.key = _key(self.decrees, local)
        self._hash = hash(self.key)
        self._figures = _by_name((d, f) for d in self.decrees for f in d.figures)
        self._provisions = _by_name((d, p) for d in self.decrees for p in d.provisions)
        self._found: dict[tuple[str, Month], Figure | None] = {}
        self._edges = tuple(sorted(set(self._changes())))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Book) and self.key == other.key

    def __hash__(self) -> int:
        return self._hash

    def figure_names(self) -> tuple[str, ...]:
        """Names of all figures any decree of this book has, in the order of the decrees."""
        return tuple(self._figures)

    def bases(self) -> frozenset[str]:
        """Names of the levels that coefficients multiply, the ones a province may raise (Article 4 clause 3)."""
        return frozenset(
            figure.base
            for decree in self.decrees
            for figure in decree.figures
            if figure.coefficient is not None and decree.family == "assistance"
        )

    def figure(self, name: str, month: Month) -> Figure | None:
        """The figure in force in a month: the newest issue that reaches it and was not repealed, or None."""
        if (name, month) not in self._found:
            self._found[name, month] = self._newest(self._figures.get(name, ()), month)
        return self._found[name, month]

    def provision(self, name: str, month: Month) -> Provision | None:
        """The provision in force in a month, or None."""
        return self._newest(self._provisions.get(name, ()), month)

    def level(self, name: str, month: Month) -> Level | None:
        """An amount in force in a month: the national one or, when higher, the province's. None without one."""
        national = self.figure(name, month)
        if national is None or national.amount is None:
            return None
        local = self._local(name, month)
        if local is None or local.amount <= national.amount:
            return Level(national.amount, national, None)
        return Level(local.amount, national, local)

    def standard_amount(self, month: Month) -> int:
        """The standard amount (mức chuẩn) of a month, whole đồng. Raises LookupError before any is known."""
        level = self.level("standard_amount", month)
        if level is None:
            raise LookupError(f"Chưa có mức chuẩn trợ giúp xã hội cho tháng {month.vi}.")
        return level.amount

    def assumption(self, month: Month, family: str = "assistance") -> tuple[Decree, Assumption] | None:
        """The decree of a family whose text has not been read and what is supposed meanwhile, when there is one.

        It ends with its decree: from the month in which a later one repeals the whole of it.
        """
        for decree in reversed(self.decrees):
            supposed = decree.assumption
            if supposed is None or decree.family != family:
                continue
            if supposed.start <= month and self._repealer(decree, "", month) is None:
                return decree, supposed
        return None

    def repealed_by(self, name: str, month: Month) -> Decree | None:
        """The decree by which a figure once known is no longer in force in a month, or None."""
        if self.figure(name, month) is not None:
            return None
        for decree, figure in reversed(self._figures.get(name, ())):
            if figure.start <= month:
                return self._repealer(decree, name, month)
        return None

    def differs_from(self, other: "Book") -> Month | None:
        """The first month from which the two books may answer differently, or None when they never do."""
        mine = {decree.key: decree.applies_from for decree in self.decrees}
        theirs = {decree.key: decree.applies_from for decree in other.decrees}
        months = [(mine | theirs)[key] for key in mine.keys() ^ theirs.keys()]
        months += [line.from_month for line in set(self.local) ^ set(other.local)]
        return min(months, default=None)

    def era(self, month: Month) -> Month:
        """The first month of the stretch around ``month`` in which nothing this book says changes.

        Equal facts are ruled alike in all months of one era, so a ruling may be kept for the whole of it.
        """
        return max(edge for edge in self._edges if edge <= month)

    def _changes(self) -> Iterable[Month]:
        yield Month(0, 1)
        for decree in self.decrees:
            yield from (decree.applies_from, Month.of(decree.in_force))
            yield from (repeal.start for repeal in decree.repeals)
            if decree.assumption is not None:
                yield decree.assumption.start
            spans = [(figure.start, figure.end) for figure in decree.figures]
            spans += [(provision.start, provision.end) for provision in decree.provisions]
            for start, end in spans:
                yield start
                if end is not None:
                    yield end.plus(1)
        for line in self.local:
            yield line.from_month
            if line.until_month is not None:
                yield line.until_month.plus(1)

    def _local(self, name: str, month: Month) -> LocalFigure | None:
        reach = [
            line
            for line in self.local
            if line.figure == name
            and line.from_month <= month
            and (line.until_month is None or month <= line.until_month)
        ]
        return max(reach, key=lambda line: line.from_month, default=None)

    def _newest(self, entries: Iterable[tuple[Decree, Entry]], month: Month) -> Entry | None:
        best: tuple[date, Month, Entry] | None = None
        for decree, entry in entries:
            if entry.start > month or (entry.end is not None and entry.end < month):
                continue
            if self._repealer(decree, entry.name, month) is None:
                found = (decree.issued, entry.start, entry)
                best = found if best is None or found[:2] > best[:2] else best
        return None if best is None else best[2]

    def _repealer(self, decree: Decree, name: str, month: Month) -> Decree | None:
        for later in self.decrees:
            for repeal in later.repeals:
                named = not repeal.names or name in repeal.names
                if named and repeal.of == decree.key and repeal.start <= month:
                    return later
        return None


@lru_cache(maxsize=64)
def open_book(
    known_on: date | None = None,
    in_force_on: date | None = None,
    local: tuple[LocalFigure, ...] = (),
) -> Book:
    """The book as known on a day (decrees issued by then) and as payable on a day (decrees in force by then).

    Left out, a day does not narrow the book. A run replays what was known by `known_on` and pays by `in_force_on`
    (open reading R12).
    """
    return Book(
        [
            decree
            for decree in all_decrees()
            if (known_on is None or decree.issued <= known_on)
            and (in_force_on is None or decree.in_force <= in_force_on)
        ],
        local,
    )


def _by_name(pairs: Iterable[tuple[Decree, Entry]]) -> dict[str, list[tuple[Decree, Entry]]]:
    found: dict[str, list[tuple[Decree, Entry]]] = defaultdict(list)
    for decree, entry in pairs:
        found[entry.name].append((decree, entry))
    return dict(found)


def _key(decrees: tuple[Decree, ...], local: tuple[LocalFigure, ...]) -> str:
    """Made of all that the decrees say, what is supposed of an unread one too: a ruling is kept under it."""
    digest = hashlib.sha256(repr((decrees, sorted(map(repr, local)))).encode()).hexdigest()[:12]
    return f"{decrees[-1].key if decrees else 'none'}:{digest}"
