"""Months as plain numbers, ``year * 12 + month - 1``, and the days the demo draws within them."""

from calendar import monthrange
from datetime import date
from random import Random


def month(year: int, of_year: int) -> int:
    return year * 12 + of_year - 1


def of_day(day: date) -> int:
    return month(day.year, day.month)


def written(number: int) -> str:
    """A month as offices write it, "07/2021"."""
    return f"{number % 12 + 1:02d}/{number // 12}"


def day_in(rng: Random, number: int, first: int = 1, last: int = 31) -> date:
    """A day of the month, between the two days of it that are named."""
    year, of_year = divmod(number, 12)
    end = min(last, monthrange(year, of_year + 1)[1])
    return date(year, of_year + 1, rng.randint(min(first, end), end))
