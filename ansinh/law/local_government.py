"""The law an office's competence rests on: which law on the organization of local government is in force on a day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Competence(NamedTuple):
    """One law on the organization of local government: its number, its day, from when it is in force.

    ``mark``: how its number and days are known, as decrees say it.
    """

    number: str
    issued: date
    since: date
    mark: str = "verified"


LAWS = (
    Competence("77/2015/QH13", date(2015, 6, 19), date(2016, 1, 1)),
    Competence("65/2025/QH15", date(2025, 2, 19), date(2025, 3, 1), mark="inferred"),
    Competence("72/2025/QH15", date(2025, 6, 16), date(2025, 6, 16)),
)
"""The oldest first."""


def competence(on: date) -> Competence | None:
    """The law in force on a day; None before the first that is known."""
    return next((law for law in reversed(LAWS) if law.since <= on), None)
