"""``ansinh demo figures``: what the district's report of the first half of 2021 counts, asked of the records again."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

import click

from ansinh.jobs import setup


class Asked(NamedTuple):
    """One figure as the report prints it: a count, money in đồng, or both; ``bound``: exact, over or nearly."""

    id: str
    what: str
    count: int | None
    money: int | None
    bound: str = "exact"
    money_bound: str = ""


class Produced(NamedTuple):
    """What the records give."""

    count: int | None
    money: int | None


def fits(asked: Asked, produced: Produced) -> bool:
    """Whether the value meets the report's word: over is at least so many, nearly a little fewer."""
    bounds = (asked.bound, asked.money_bound or asked.bound)
    pairs = zip((asked.count, asked.money), produced, bounds, strict=True)
    return all(_meets(wanted, got, bound) for wanted, got, bound in pairs if wanted is not None)


def _meets(wanted: int, got: int | None, bound: str) -> bool:
    if got is None:
        return False
    if bound == "over":
        return wanted <= got <= wanted * 21 // 20
    if bound == "nearly":
        return wanted * 9 // 10 <= got < wanted
    return got == wanted


Count = Callable[[], Produced]
