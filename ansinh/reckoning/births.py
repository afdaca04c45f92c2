"""Ages by the month, of people born on a known day, in a known month, or in a year of which no more is known.

Months are plain numbers: ``year * 12 + month - 1``. The age that counts in a month is the one reached by its last day.
What is not known counts as the first: the year as 1 January, the month as its 1st day (open reading R3); how far that
choice carries is told by `age_span`.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year"]


def precision(month: int | None, day: int | None) -> Precision:
    """How exactly a birth is known, from its month (1-12) and day where they are."""
    if month is None:
        return "year"
    return "month" if day is None else "day"


def birth_number(year: int, month: int | None) -> int:
    """The birth's month as a number; January when only the year is known."""
    return year * 12 + (month or 1) - 1


def age_in(year: int, month: int | None, at: int) -> int:
    """Full years reached by the last day of month ``at``: the birthday's own month already counts."""
    return (at - birth_number(year, month)) // 12


def age_span(year: int, month: int | None, at: int) -> tuple[int, int]:
    """The least and the greatest age possible in month ``at``; they differ only when the birth month is unknown."""
    return age_in(year, month or 12, at), age_in(year, month, at)


def months_old(year: int, month: int | None, at: int) -> int:
    """Months of age reached by the last day of month ``at``."""
    return at - birth_number(year, month)


def birthday_month(year: int, month: int | None, at: int) -> bool:
    """Whether the age changes in month ``at``."""
    return (at - birth_number(year, month)) % 12 == 0 and at > birth_number(year, month)


def month_reaching(year: int, month: int | None, age: int) -> int:
    """The month in which somebody reaches an age in full years."""
    return birth_number(year, month) + 12 * age


def first_day(year: int, month: int | None, day: int | None) -> date:
    """The earliest day a birth can have been."""
    return date(year, month or 1, day or 1)


def last_day(year: int, month: int | None, day: int | None) -> date:
    """The latest day a birth can have been."""
    late = month or 12
    return date(year, late, day or monthrange(year, late)[1])
