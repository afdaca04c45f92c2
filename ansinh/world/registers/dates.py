"""Dates as people type them: births of every precision, full days, and the month from which someone draws.

The Vietnamese order, day before month, is the rule. What has two possible readings is not chosen between.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ansinh.world.registers.trouble import Trouble, hold, note

OLDEST = 120
WORDS = re.compile(r"\b(sinh|ngày|ngay|tháng|thang|năm|nam|ngà|khoảng|khoang|chừng|chung|độ|từ|tu)\b|~|\?")
ABOUT = re.compile(r"khoảng|khoang|chừng|~|\?")
CLOCK = re.compile(r"[ t]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
GAP = re.compile(r"[/\-.,\s\\]+")
UNKNOWN_PART = re.compile(r"^(0+|x+|\?+|_+)$")
MONTH_MARK = re.compile(r"\bt\.?\s*(?=\d)")


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth as far as it is known, with what is to be said; ``years`` are the readings of two digits."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    troubles: tuple[Trouble, ...] = ()
    years: tuple[int, ...] = ()


def parts_of(text: str) -> list[str] | None:
    """The numbers of a date in the order typed, or None when something else stands in the cell."""
    bare = CLOCK.sub("", text.lower().strip().strip("'`"))
    bare = re.sub(r"^(\d{4})\.0+$", r"\1", bare)
    bare = MONTH_MARK.sub("", WORDS.sub(" ", bare))
    bare = re.sub(r"^[\s./\-_x?]+(?=\d)", "0/", bare) if re.match(r"^[\s./\-_x?]+\d{4}$", bare) else bare
    parts = [part for part in GAP.split(bare.strip()) if part]
    parts = ["0" if UNKNOWN_PART.match(part) else part for part in parts]
    if not parts or len(parts) > 3 or not all(part.isdecimal() for part in parts):
        return None
    if len(parts) == 1 and len(parts[0]) == 8:
        return _eight(parts[0])
    return parts


def _eight(digits: str) -> list[str]:
    """01051938 as day, month, year; 19380501 as year, month, day; as it stands when both or none could be."""
    first = [digits[:2], digits[2:4], digits[4:]]
    last = [digits[:4], digits[4:6], digits[6:]]
    fits = [p for p, y, m, d in ((first, 2, 1, 0), (last, 0, 1, 2)) if _real(int(p[y]), int(p[m]), int(p[d]))]
    return fits[0] if len(fits) == 1 else [digits]


def _real(year: int, month: int, day: int) -> bool:
    return 1850 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


@lru_cache(maxsize=65536)
def read_birth(text: str, on: date) -> Birth:
    """A birth date typed in any of the usual forms: 1938, 5/1938, 01/05/1938, 1938-05-01, khoảng 1938."""
    parts = parts_of(text)
    if parts is None:
        return _failed("birth_unread", f"Không đọc được ngày sinh “{text}”; ghi như 01/05/1938, 5/1938 hoặc 1938.")
    day, month, year_text = _ordered(parts)
    troubles = [note("birth_about", f"Năm sinh ghi áng chừng: “{text}”.")] if ABOUT.search(text.lower()) else []
    if len(year_text) == 2:
        checked = _check_parts(None, month, day, text)
        years = tuple(y for y in (1900 + int(year_text), 2000 + int(year_text)) if _possible(y, month, on))
        alone = len(parts) == 1
        return Birth(None, month, day, (*troubles, checked) if checked else tuple(troubles), () if alone else years)
    if len(year_text) != 4:
        return _failed("birth_unread", f"Năm sinh phải có 4 chữ số; đang ghi “{text}”.")
    year = int(year_text)
    wrong = _check_year(year, on, text) or _check_parts(year, month, day, text)
    if not wrong and month and date(year, month, day or 1) > on:
        wrong = hold("birth_future", f"Ngày sinh {text} sau ngày {on:%d/%m/%Y}.")
    if wrong:
        return Birth(troubles=(*troubles, wrong))
    return Birth(year, month, day, tuple(troubles))


def _failed(code: str, sentence: str) -> Birth:
    return Birth(troubles=(hold(code, sentence),))


def _ordered(parts: list[str]) -> tuple[int | None, int | None, str]:
    """Day, month and the year's text: the year stands first only when it has four digits (ISO)."""
    if len(parts) > 1 and len(parts[0]) == 4:
        parts = parts[::-1]
    numbers = [int(part) or None for part in parts[:-1]]
    day = numbers[0] if len(numbers) == 2 else None
    return day, numbers[-1] if numbers else None, parts[-1]


def _possible(year: int, month: int | None, on: date) -> bool:
    return on.year - OLDEST <= year and (year, month or 1) <= (on.year, on.month)


def _check_year(year: int, on: date, text: str) -> Trouble | None:
    if year > on.year:
        return hold("birth_future", f"Năm sinh {year} sau năm {on.year} (ghi “{text}”).")
    if on.year - year > OLDEST:
        return hold("birth_too_old", f"Sinh {year} là {on.year - year} tuổi, quá {OLDEST} tuổi; xem lại năm sinh.")
    return None


def _check_parts(year: int | None, month: int | None, day: int | None, text: str) -> Trouble | None:
    """Whether the month and the day exist in the calendar; a leap year is asked for only when the year is known."""
    if month and month > 12:
        if day and day <= 12:
            return hold(
                "month_first",
                f"“{text}” không có tháng {month}; nếu đã ghi tháng trước ngày thì sửa lại thành ngày/tháng/năm.",
            )
        return hold("no_such_month", f"“{text}”: không có tháng {month}.")
    if day and month and day > monthrange(year or 2000, month)[1]:
        where = f"tháng {month}/{year}" if year else f"tháng {month}"
        return hold("no_such_day", f"“{text}”: {where} không có ngày {day}.")
    if day and (day > 31 or not month):
        return hold("no_such_day", f"“{text}”: có ngày mà không có tháng, hoặc ngày quá 31.")
    return None


@lru_cache(maxsize=65536)
def read_day(text: str, what: str) -> date | Trouble:
    """A full day, dd/mm/yyyy; ``what`` names it in the sentence ("ngày quyết định")."""
    parts = parts_of(text)
    if parts is None:
        return note("date_unread", f"Không đọc được {what} “{text}”.")
    if len(parts) != 3:
        return note("date_incomplete", f"{what.capitalize()} thiếu ngày hoặc tháng: “{text}”.")
    day, month, year_text = _ordered(parts)
    year = int(year_text) + (2000 if len(year_text) == 2 else 0)
    if not 1950 <= year <= 2100:
        return note("date_unread", f"{what.capitalize()} có năm lạ: “{text}”.")
    wrong = _check_parts(year, month, day, text)
    if wrong or not (day and month):
        return wrong or note("date_incomplete", f"{what.capitalize()} thiếu ngày hoặc tháng: “{text}”.")
    return date(year, month, day)


@lru_cache(maxsize=65536)
def read_month(text: str, what: str) -> int | Trouble:
    """A month as a number (year * 12 + month - 1) from 01/2018, 1.2018, tháng 1 năm 2018, 2018-01 or a full day."""
    parts = parts_of(text)
    if parts is None:
        return hold("month_unread", f"Không đọc được {what} “{text}”; ghi như 01/2018.")
    if len(parts) == 1:
        return hold("month_missing", f"{what.capitalize()} “{text}” chưa ghi rõ tháng nào; ghi như 01/2018.")
    day, month, year_text = _ordered(parts)
    year = int(year_text) + (2000 if len(year_text) == 2 else 0)
    if len(year_text) not in (2, 4) or not 1945 <= year <= 2100:
        return hold("month_unread", f"{what.capitalize()} “{text}” có năm không hợp lệ; ghi như 01/2018.")
    wrong = _check_parts(year, month, day, text)
    if wrong or not month:
        return wrong or hold("month_missing", f"{what.capitalize()} “{text}” chưa ghi rõ tháng nào; ghi như 01/2018.")
    return year * 12 + month - 1
