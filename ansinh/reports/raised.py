"""Whose amount a new figure changes in a month: the same person in the same situation and group, another level.

Who changes group or age in that very month is not told here (reports/upcoming.py, reports/happened.py). Reads only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from ansinh.law.month import Month
from ansinh.law.months import adjustment_month
from ansinh.law.ruling import Because, Due
from ansinh.record.models.payroll import KINDS
from ansinh.reports.forecast import Books, Forecast, Standing
from ansinh.reports.upcoming import MONTHLY_NUMBERS, holding, level_of


class Raised(NamedTuple):
    """One award whose level is another from a month on, in whole đồng a month, and by which text."""

    award_id: int
    person_id: int
    unit_id: int
    code: str
    name: str
    old: int
    new: int
    because: tuple[Because, ...]
    provisional: bool


def months_of_change(months: range, books: Books, provinces: Iterable[int]) -> list[int]:
    """The months of a stretch in which anything the law says begins or ends, the newest first."""
    known = [books(province) for province in provinces]
    return [
        month for month in reversed(months) if any(book.era(Month.from_number(month)).number == month for book in known)
    ]


def raised(month: int, books: Books) -> list[Raised]:
    """Everybody whose amount a figure changes in a month; equal situations are asked once."""
    rows = _rows(month)
    forecast = Forecast((row for pair in rows.values() for row in pair), books)
    return [one for pair in rows.values() if (one := _raised(pair, month, forecast))]


def _rows(month: int) -> dict[int, list[Standing]]:
    """The standings of each monthly award in a month and the month before it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""select {", ".join(Standing._fields)} from payroll_position
                where from_month <= %s and until_month > %s and kind = any(%s) order by award_id, from_month""",
            [month, month - 1, MONTHLY_NUMBERS],
        )
        found: dict[int, list[Standing]] = {}
        for row in cursor.fetchall():
            found.setdefault(row[0], []).append(Standing(*row))
    return found


def _raised(rows: list[Standing], month: int, forecast: Forecast) -> Raised | None:
    before, row = holding(rows, month - 1), holding(rows, month)
    if before is None or row is None:
        return None
    ruling = forecast.ruling(row, month)
    new, old = level_of(ruling, row), level_of(forecast.ruling(row, month - 1, aged=month), row)
    was = level_of(forecast.ruling(before, month - 1), before)
    if ruling is None or not new.amount or old != was or old.code != new.code or old.amount == new.amount:
        return None
    dues = [due for due in ruling.due if due.kind == KINDS[row.kind]]
    because, provisional = _because(dues, month, row, forecast)
    return Raised(
        row.award_id, row.person_id, row.unit_id, new.code, dues[0].name, old.amount, new.amount, because, provisional
    )


def _because(dues: list[Due], month: int, row: Standing, forecast: Forecast) -> tuple[tuple[Because, ...], bool]:
    timing = adjustment_month(Month.from_number(month), book=forecast.book(row.unit_id))
    said = [reason for due in dues for reason in due.because]
    return (*said, timing.because), timing.provisional or any(due.provisional for due in dues)
