"""The standings of people with merit (diện) as merit.toml tells them, and what one gives by the law of a month."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from ansinh.law.book import Book, open_book
from ansinh.law.facts import Facts
from ansinh.law.month import Month
from ansinh.law.rule import rule
from demo.months import of_day
from demo.people import Person, Standing

AT_DEATH = frozenset({"merit_death", "merit_funeral"})


@dataclass(frozen=True)
class Sort:
    """One standing: how a list words it, the kind of award, what it attests, and who comes to it (merit.toml)."""

    code: str
    kind: str
    words: str
    facts: dict[str, Any]
    many: int | None = None
    women: int = 0
    born: tuple[int, int] = (0, 0)
    since: tuple[int, int] = (0, 0)
    degree: str = ""
    bands: tuple[tuple[int, int, int], ...] = ()
    grant: bool = False
    survivor: str = ""
    attended: int = 0
    alone: int = 0
    fresh: int = 0
    later: int = 0
    disability: str | None = None


@lru_cache(maxsize=1)
def sorts() -> dict[str, Sort]:
    """Every sort somebody begins with, by its code."""
    return {one["code"]: Sort(**one) for one in _told()["sort"]}


@lru_cache(maxsize=1)
def every() -> dict[str, Sort]:
    """Those and what stands beside them."""
    return sorts() | {one["code"]: Sort(**one) for one in _told()["beside"]}


def _told() -> dict[str, Any]:
    return tomllib.loads(resources.files("demo").joinpath("merit.toml").read_text("utf-8"))


def due(one: Person, when: int) -> int:
    """What a month gives somebody of merit, grants at death too, whole đồng."""
    running = [given for given in one.standings if given.covers(when)]
    died = one.died_on is not None and of_day(one.died_on) == when
    return _ruled(one, running, when, died, {every()[given.sort].kind for given in running}) if running else 0


def of_standing(one: Person, given: Standing, when: int) -> int:
    """What one standing alone gives in the month, as the office's list has it, whole đồng."""
    running = [other for other in one.standings if other is given or other.covers(when)]
    return _ruled(one, running, when, False, {every()[given.sort].kind})


def _ruled(one: Person, running: list[Standing], when: int, died: bool, kinds: set[str]) -> int:
    said: dict[str, Any] = {}
    for given in running:
        sort = every()[given.sort]
        said |= {name: frozenset(value) if isinstance(value, list) else value for name, value in sort.facts.items()}
        if sort.degree:
            said[sort.degree] = given.degree
    claims = frozenset(kinds | AT_DEATH if died else kinds)
    return _total(Facts(age=one.birth.age(when), died=died, claims=claims, **said), when)


@lru_cache(maxsize=50_000)
def _total(facts: Facts, when: int) -> int:
    return rule(facts, Month.from_number(when), _book()).total


@lru_cache(maxsize=1)
def _book() -> Book:
    return open_book()
