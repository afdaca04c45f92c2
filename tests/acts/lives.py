"""Random lives: people, their facts and awards, and what becomes known of them late, early and in any order.

A life is plain data, so that the same one can be lived twice with its news arriving in another order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING, Any

from tests.acts.people import month

if TYPE_CHECKING:
    from ansinh.record.models.people import Person

WINDOWS = tuple(map(month, ("2021-05", "2024-05", "2025-05", "2026-07")))
"""First months lived: each reaches over a decree that applies backwards, or over the change of the map."""
LENGTH = 6
LAST = LENGTH - 1
LONG_AGO = -200
"""Since then what is known of people from the beginning has held."""


@dataclass(frozen=True)
class News:
    """One thing that becomes known: before the list of ``first + arrives`` is prepared; months count from ``first``.

    ``happens`` is the month it is of; ``after`` are the places, among the news of the life, of what must be known
    before: nothing is resumed that was not suspended.
    """

    happens: int
    what: str
    values: tuple[Any, ...] = ()
    after: tuple[int, ...] = ()
    arrives: int = 0
    turn: float = 0.0

    @property
    def told(self) -> tuple[float, float]:
        """When it is told: by the month it arrives, in turn within the month."""
        return self.arrives, self.turn


@dataclass(frozen=True)
class Life:
    born: str
    commune: int
    facts: tuple[tuple[str, Any], ...]
    news: tuple[News, ...]
    unpaid: frozenset[int]


@dataclass
class Town:
    first: int
    lives: tuple[Life, ...]
    levels: tuple[News, ...]
    people: list[Person] = field(default_factory=list)


GROUPS = (
    ("K5c", "allowance", (("1928-03-09", "1941-11", "1946"), ())),
    ("K5c", "allowance", (("1944-08-20", "1945-09-02", "1950-10-10"), (("household", "poor"),))),
    ("K6.N", "allowance", (("1975-05-05", "2008", "1965-09-01"), (("disability", "severe"),))),
    ("K6.ĐBN", "allowance", (("1980-02-11", "2009-09-09", "1961-10"), (("disability", "extreme"),))),
    ("K1", "allowance", (("2005-08-08", "2008-11-30", "2017-07-17", "2020"), (("orphan", "b"),))),
    ("K4", "single_parent", (("1985-06-01", "1990"),
                             (("household", "poor"), ("marital", "unmarried"), ("children_raised", 2)))),
    ("C5", "care", (("1983-01-01",), (("disability", "extreme"), ("cared_at_home", True)))),
)  # fmt: skip
VALUES: dict[str, tuple[Any, ...]] = {
    "household": ("poor", "near_poor", "other"),
    "pension": ("retirement", "none"),
    "disability": ("severe", "extreme", "none"),
    "prison": (True, False),
    "facility": (True, False),
    "studying": (True, False),
    "marital": ("married", "unmarried"),
}
"""What may become another."""


class _Drawing:
    """One life as it is drawn: what is known from the beginning, and the news so far."""

    def __init__(self, dice: Random, *, waiting: bool) -> None:
        self.dice, self.waiting = dice, waiting
        self.code, self.kind, (births, known) = dice.choice(GROUPS)
        self.born = dice.choice(births)
        self.facts = [*known, *([("was_k1_at_16", True)] if self.code == "K1" else [])]
        self.news: list[News] = []

    def life(self) -> Life:
        for award in (self._award, self._beside):
            award()
        for more, often in (
            (self._ending, 0.4), (self._facts, 0.7), (self._pause, 0.4), (self._move, 0.3), (self._birth, 0.1),
            (self._money, 0.1), (self._deaths, 0.35),
        ):  # fmt: skip
            if self.dice.random() < often:
                more()
        self._straighten()
        unpaid = frozenset(step for step in range(LENGTH) if self.dice.random() < 0.25)
        return Life(self.born, self.dice.randrange(4), tuple(self.facts), tuple(self.news), unpaid)

    def _tell(self, happens: int, what: str, values: Iterable[Any] = (), after: Iterable[int] = ()) -> int:
        self.news.append(News(happens, what, tuple(values), tuple(after)))
        return len(self.news) - 1

    def _some_month(self, since: int = -8) -> int:
        return self.dice.randint(min(since, LAST), LAST)

    def _award(self) -> None:
        start = self._some_month()
        end = self.dice.choice((None, None, start + self.dice.randint(1, 8)))
        self._tell(start, "award", (self.kind, self.code, start, end, self.dice.choice((None, None, start + 2))))

    def _beside(self) -> None:
        """A second benefit of another kind beside the first."""
        if self.kind == "care":
            start = self._some_month()
            self._tell(start, "award", ("allowance", "K6.ĐBN", start, None, None))
        elif self.kind == "single_parent" and self.dice.random() < 0.5:
            self.facts.append(("disability", "severe"))
            start = self._some_month()
            self._tell(start, "award", ("allowance", "K6.N", start, None, None))

    def _facts(self) -> None:
        """Facts that change up to three times, some recorded wrongly at first and corrected later."""
        for name in self.dice.sample(sorted(VALUES), self.dice.choice((1, 1, 2))):
            months = sorted(self.dice.sample(range(-6, LENGTH), self.dice.choice((1, 1, 2, 3))))
            for since in months:
                at = self._tell(since, "fact", (name, since, self.dice.choice(VALUES[name])))
                if self.dice.random() < 0.3:
                    self._correct(at, alone=len(months) == 1 and name not in dict(self.facts))
        for name, _ in self.facts:
            if name in VALUES and self.dice.random() < 0.1:
                right = self.dice.choice(VALUES[name])
                self._tell(self._some_month(), "corrected", (name, LONG_AGO, right, LONG_AGO))

    def _correct(self, at: int, *, alone: bool) -> None:
        """What was recorded is corrected: its value, or its month where nothing else of its kind is known."""
        name, since, _ = self.news[at].values
        right = max(since + self.dice.choice((-2, 1, 2)), -7) if alone and self.dice.random() < 0.4 else since
        values = (name, since, self.dice.choice(VALUES[name]), right)
        self._tell(self._some_month(since), "corrected", values, [at])

    def _pause(self) -> None:
        """Suspended and resumed, with or without the months between; perhaps a second time."""
        since = self._some_month(-4)
        before = tuple(at for at, news in enumerate(self.news) if news.what == "award")
        for _ in range(self.dice.randint(1, 2)):
            at = self._tell(since, "suspend", (since,), before)
            until = since + self.dice.randint(1, 4)
            if until > LAST or since >= LAST:
                if not self.waiting:
                    until = min(until, LAST)
                else:
                    return
            before = (self._tell(until, "resume", (until, self.dice.random() < 0.5), [at]),)
            since = until + self.dice.randint(0, 2)
            if since >= LAST:
                return

    def _ending(self) -> None:
        """An award is stopped by decision, and perhaps given again, in another group or in the same."""
        kind, code, start, end, _ = self.news[0].values
        if start >= LAST:
            return
        until = self.dice.randint(start + 1, LAST)
        if end is not None and until >= end:
            return
        stopped = self._tell(until, "stop", (kind, start, until), [0])
        if kind == "allowance" and self.dice.random() < 0.5:
            again = self.dice.randint(until, LAST)
            self._tell(again, "award", (kind, self.dice.choice((code, "K5c")), again, None, None), [stopped])

    def _move(self) -> None:
        since, before = self.dice.randint(-4, LAST), ()
        for _ in range(self.dice.randint(1, 2)):
            before = (self._tell(since, "move", (since, self.dice.randrange(4)), before),)  # type: ignore[assignment]
            since += self.dice.randint(1, 3)
            if since > LAST:
                return

    def _birth(self) -> None:
        self._tell(self._some_month(0), "born", (self.dice.choice(("1936-07-01", "1946-06", "1951")),))

    def _money(self) -> None:
        self._tell(self._some_month(0), "money", (self.dice.choice(("bank", "post")),))

    def _deaths(self) -> None:
        """A death; or one recorded by mistake and taken back; or one of which the day was wrong."""
        starts = [news.values[2] for news in self.news if news.what == "award"]
        first, last = max(starts), LAST if self.waiting else LAST - 1
        if first > last:
            return
        at = self._tell(day := self.dice.randint(first, last), "death", (day, self.dice.random() < 0.5))
        sort = self.dice.random()
        if sort < 0.4:
            at = self._tell(self._some_month(day), "alive", (), [at])
        if sort < 0.1 or sort > 0.8:
            right = self.dice.randint(first, last)
            self._tell(max(right, day), "death", (right, self.dice.random() < 0.5), [at])

    def _straighten(self) -> None:
        """Nothing is decided of the months after somebody's death; what rests on what is left out goes with it."""
        deaths = [news for news in self.news if news.what in ("death", "alive")]
        if not deaths or deaths[-1].what == "alive":
            return
        died = deaths[-1].values[0]
        gone = {
            at
            for at, news in enumerate(self.news)
            if news.what in ("suspend", "resume", "stop", "award") and news.happens > died
        }
        while more := {at for at, news in enumerate(self.news) if gone & set(news.after)} - gone:
            gone |= more
        kept = [at for at in range(len(self.news)) if at not in gone]
        places = {at: place for place, at in enumerate(kept)}
        self.news = [
            replace(self.news[at], after=tuple(places[before] for before in self.news[at].after)) for at in kept
        ]


def town(dice: Random, first: int, *, size: int, waiting: bool = True) -> Town:
    """A town of so many people, with up to two levels its provinces set, known some time or other.

    ``waiting``: some are suspended to the end, so that what is owed to them waits.
    """
    provinces = [today for today in (False, True) if dice.random() < 0.4]
    levels = []
    for today in provinces:
        since = dice.randint(-8, LAST)
        levels.append(News(since, "level", (since, dice.choice((400_000, 520_000, 600_000)), today)))
    lives = tuple(_Drawing(dice, waiting=waiting).life() for _ in range(size))
    return again(dice, Town(first, lives, tuple(levels)))


def again(dice: Random, lived: Town) -> Town:
    """The same town, its news arriving in a random order: mostly early, some late."""
    return _arriving(lived, lambda news: replace(news, arrives=_arrival(dice), turn=dice.random()))


def in_order(lived: Town) -> Town:
    """The same town, everything known in the month it happens."""
    return _arriving(lived, lambda news: replace(news, arrives=max(news.happens, 0), turn=news.happens))


def _arriving(lived: Town, when: Any) -> Town:
    lives = tuple(replace(life, news=tuple(when(news) for news in life.news)) for life in lived.lives)
    return Town(lived.first, lives, tuple(when(news) for news in lived.levels))


def _arrival(dice: Random) -> int:
    """Most things are known early, some late."""
    return min(dice.randrange(LENGTH), dice.randrange(LENGTH))
