"""The public holidays of a year: what the Labour Code gives, what the year's notice decided, and days made up.

The lunar days are given by the caller (`reckoning/lunar.py`): the law knows no moon.
"""

import tomllib
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from ansinh.law.decree import PROVISIONAL_MARKS, read_place
from ansinh.law.ruling import Because

DAYS_OF_TET = 5
_MARK_OF_A_NOTICE = "weak"
_MARK_OF_THE_DEFAULT = "uncertain"


class Holiday(NamedTuple):
    """One day off, its name and where it stands in the law; `mark` says how surely that is known."""

    day: date
    name: str
    because: Because
    mark: str

    @property
    def provisional(self) -> bool:
        return self.mark in PROVISIONAL_MARKS


class Worked(NamedTuple):
    """A Saturday or Sunday worked instead of another day, and the notice that says so."""

    day: date
    instead_of: date
    notice: str


class Year(NamedTuple):
    """The days off of one year besides its weekends, in order, and the weekend days worked. `notice`: "" if unknown."""

    year: int
    off: tuple[Holiday, ...]
    worked: tuple[Worked, ...]
    notice: str


def holidays(year: int, *, tet: date, hung_kings: date) -> Year:
    """The holidays of a year whose lunar year begins on `tet`. Raises LookupError for years no Labour Code here covers.

    A holiday on a weekend day is made up on the next day that is neither a weekend nor a holiday.
    """
    written = _written()
    code = next((c for c in written["code"] if c["since"] <= year <= c.get("until", year)), None)
    if code is None:
        raise LookupError(f"Chưa có ngày nghỉ lễ của năm {year}.")
    notice: dict[str, Any] = next((n for n in written["notice"] if n["year"] == year), {})
    kept = [*_fixed(year, code, hung_kings), *_tet(tet, code, notice), *_beside(year, code, notice)]
    swapped = [_swapped(swap, notice["number"]) for swap in notice.get("swaps", ())]
    return Year(
        year,
        tuple(sorted([*_made_up(kept, code), *_culture(year), *(off for off, _ in swapped)])),
        tuple(sorted(worked for _, worked in swapped)),
        notice.get("number", ""),
    )


@lru_cache(maxsize=1)
def _written() -> dict[str, Any]:
    return tomllib.loads(resources.files("ansinh.law").joinpath("holidays.toml").read_text("utf-8"))


def _fixed(year: int, code: dict[str, Any], hung_kings: date) -> list[Holiday]:
    """The days of the Labour Code itself."""
    return [_holiday(_on(day["on"], year, hung_kings), day["name"], code) for day in _written()["day"] if _own(day)]


def _culture(year: int) -> list[Holiday]:
    """Days another law gives, which are not made up."""
    others = [day for day in _written()["day"] if not _own(day) and day["since"] <= year]
    return [_holiday(_on(day["on"], year, date.min), day["name"], day) for day in others]


def _own(day: dict[str, Any]) -> bool:
    return bool(day.get("made_up", True))


def _on(written: str, year: int, hung_kings: date) -> date:
    return hung_kings if written == "hung_kings" else date.fromisoformat(f"{year}-{written}")


def _tet(tet: date, code: dict[str, Any], notice: dict[str, Any]) -> list[Holiday]:
    """Five days from the day the notice names, by default from the last of the old lunar year."""
    first = notice.get("tet", tet - timedelta(days=1))
    mark = _MARK_OF_A_NOTICE if notice else _MARK_OF_THE_DEFAULT
    return [_holiday(first + timedelta(days=at), "Tết Âm lịch", code, mark) for at in range(DAYS_OF_TET)]


def _beside(year: int, code: dict[str, Any], notice: dict[str, Any]) -> list[Holiday]:
    """The second day of the National Day, since 2021: before or after it as the notice says, by default after."""
    if not code["beside_national_day"]:
        return []
    mark = _MARK_OF_A_NOTICE if notice else _MARK_OF_THE_DEFAULT
    return [_holiday(notice.get("beside", date(year, 9, 3)), "Quốc khánh", code, mark)]


def _made_up(kept: list[Holiday], code: dict[str, Any]) -> list[Holiday]:
    """The holidays, and for each on a weekend the next working day."""
    taken = {holiday.day for holiday in kept}
    found = list(kept)
    for holiday in sorted(kept):
        if holiday.day.weekday() >= 5:
            instead = holiday.day
            while instead in taken or instead.weekday() >= 5:
                instead += timedelta(days=1)
            taken.add(instead)
            at = {"decree": code["decree"], "at": code["made_up_at"], "mark": holiday.mark}
            found.append(_holiday(instead, f"nghỉ bù {holiday.name}", at))
    return found


def _swapped(swap: dict[str, Any], number: str) -> tuple[Holiday, Worked]:
    said = swap.get("number", number)
    worked = Worked(swap["worked"], swap["off"], said)
    name = f"hoán đổi, làm bù {worked.day:%d/%m/%Y}"
    return _holiday(swap["off"], name, {"decree": said, "mark": _MARK_OF_A_NOTICE}), worked


def _holiday(day: date, name: str, source: dict[str, Any], mark: str = "") -> Holiday:
    because = Because(source["decree"], *read_place(source.get("at", "")), name)
    return Holiday(day, name, because, mark or source["mark"])
