"""Months as plain whole numbers, ``year * 12 + month - 1``: of a day, their first day, and as offices write them."""

from __future__ import annotations

import datetime


def month_of(day: datetime.date) -> int:
    """The month a day lies in."""
    return day.year * 12 + day.month - 1


def first_day(month: int) -> datetime.date:
    return datetime.date(month // 12, month % 12 + 1, 1)


def month_text(month: int) -> str:
    """``6/2021``, as offices write it in a sentence and on a list."""
    return f"{month % 12 + 1}/{month // 12}"


def month_iso(month: int) -> str:
    """``2021-06``, as file names, addresses and month inputs write it."""
    return f"{month // 12}-{month % 12 + 1:02}"
