"""What an indicator comes to: its way reads the records for a place and a period, and names what it counted.

A way is a file of `ways/`. The number, the list it is counted from and the page where it stands come from one way.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple, Protocol

from ansinh.law.book import Book
from ansinh.law.indicator import Indicator
from ansinh.law.report_periods import Period
from ansinh.reckoning.values import Value
from ansinh.record.models.places import Unit


class Asked(NamedTuple):
    """What an indicator is asked of: a place with its communes, over a period, on a day, by the law's books."""

    place: Unit
    units: frozenset[int]
    period: Period
    on: datetime.date
    book_of: Callable[[int, int], Book]


class Heading(NamedTuple):
    """A column of the list behind a number; kinds as pages/tables.py."""

    title: str
    kind: str = "text"


class Row(NamedTuple):
    """One of what a number is counted from: its cells, the commune whose readers may see it, and what it opens."""

    cells: tuple[Any, ...]
    unit: int | None
    href: str = ""


class Way(Protocol):
    """A file of `ways/`: options it takes with their types, the list's headings, and three functions."""

    TAKES: Mapping[str, type]
    HEADINGS: Sequence[Heading]

    def value(self, asked: Asked, given: Mapping[str, Any]) -> Value: ...
    def rows(self, asked: Asked, given: Mapping[str, Any]) -> list[Row]: ...
    def page(self, asked: Asked, given: Mapping[str, Any]) -> str: ...


def way(one: Indicator) -> Way:
    """How it is reckoned. Raises ``ModuleNotFoundError``."""
    found: Way = import_module(f"ansinh.reports.ways.{one.way}")
    return found


def value(one: Indicator, asked: Asked) -> Value:
    """What the records give."""
    return way(one).value(asked, _given(one))


def estimated(one: Indicator, asked: Asked) -> tuple[Value, str]:
    """The same drawn on to the period's end when it is not over, and how; as it is, and nothing, when it is."""
    found = value(one, asked)
    gone, whole = asked.period.months_gone(asked.on) if one.estimate == "months" else asked.period.gone(asked.on)
    if gone >= whole or not one.estimate or gone == 0:
        return found, ""
    if one.estimate in ("pace", "months"):
        found = Value(_drawn(found.number, gone, whole), _drawn(found.money, gone, whole), found.most)
    return found, one.estimate


def rows(one: Indicator, asked: Asked) -> list[Row]:
    """What it is counted from."""
    return way(one).rows(asked, _given(one))


def names(one: Indicator, asked: Asked) -> str:
    """The names of what was counted, where a way tells them (``NAMES``: the column they stand in); else nothing."""
    column = getattr(way(one), "NAMES", None)
    if column is None:
        return ""
    return ", ".join(dict.fromkeys(str(row.cells[column]) for row in rows(one, asked)))


def page(one: Indicator, asked: Asked) -> str:
    """The address where the same stands, empty for none beyond the list."""
    return way(one).page(asked, _given(one))


def _given(one: Indicator) -> Mapping[str, Any]:
    return {**one.given, "code": one.code}


def _drawn(number: int | None, gone: int, whole: int) -> int | None:
    return None if number is None else (2 * number * whole + gone) // (2 * gone)
