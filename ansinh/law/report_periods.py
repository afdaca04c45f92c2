"""The periods an office reports by, and from which day to which day each counts: decree 09/2019/NĐ-CP, article 12."""

import datetime
import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any, Literal, NamedTuple, get_args

from ansinh.law.decree import PROVISIONAL_MARKS

Kind = Literal["month", "quarter", "half", "nine", "year"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_NUMBER = re.compile("[0-9]+")


class Period(NamedTuple):
    """One period: ``number`` of its kind in the year, from 1. A half-year and nine months are those that begin it."""

    kind: Kind
    year: int
    number: int = 1

    @property
    def months(self) -> range:
        """Its calendar months, as numbers (year * 12 + month - 1): what is paid or listed by the month counts so."""
        long = _rules()[self.kind]["months"]
        first = self.year * 12 + (self.number - 1) * long
        return range(first, first + long)

    @property
    def first(self) -> datetime.date:
        """The first day counted: the 15th of the month before."""
        return _day(self.months[0] - 1, _rules()["from_day"])

    @property
    def last(self) -> datetime.date:
        """The last day counted: the 14th of its last month."""
        return _day(self.months[-1], _rules()["until_day"])

    @property
    def name(self) -> str:
        """``6 tháng đầu năm 2021``, ``tháng 6/2021``, ``quý II/2021``, ``năm 2021``."""
        said = _rules()[self.kind]["names"][self.number - 1]
        return f"{said}/{self.year}" if self.kind in ("month", "quarter") else f"{said} {self.year}"

    @property
    def code(self) -> str:
        """``half-2021-1``, as an address writes it."""
        return f"{self.kind}-{self.year}-{self.number}"

    @property
    def before(self) -> "Period":
        """What it is compared with: the month or quarter before, else the same part of the year before."""
        if self.kind in ("month", "quarter") and self.number > 1:
            return self._replace(number=self.number - 1)
        count = len(_rules()[self.kind]["names"])
        return Period(self.kind, self.year - 1, count if self.kind in ("month", "quarter") else self.number)

    @property
    def year_before(self) -> "Period":
        """The whole year before."""
        return Period("year", self.year - 1)

    @property
    def whole_year(self) -> "Period":
        """The whole of its own year."""
        return Period("year", self.year)

    @property
    def provisional(self) -> bool:
        """Whether nobody has read its days in an official text."""
        return _rules()[self.kind]["mark"] in PROVISIONAL_MARKS

    def gone(self, on: datetime.date) -> tuple[int, int]:
        """How many of its days have gone by at the end of a day, and how many it has."""
        whole = (self.last - self.first).days + 1
        return max(0, min(whole, (on - self.first).days + 1)), whole

    def months_gone(self, on: datetime.date) -> tuple[int, int]:
        """How many of its months have begun by a day, and how many it has: what is paid once a month goes by them."""
        whole = len(self.months)
        return max(0, min(whole, on.year * 12 + on.month - self.months[0])), whole


def read(code: str) -> Period:
    """The period an address names. Raises ``ValueError`` with a sentence."""
    kind, _, rest = code.partition("-")
    year, _, number = rest.partition("-")
    if kind in KINDS and _NUMBER.fullmatch(year) and len(year) == 4 and _NUMBER.fullmatch(number) and len(number) < 3:
        period = Period(kind, int(year), int(number))
        if 1990 <= period.year <= 2200 and 1 <= period.number <= len(_rules()[kind]["names"]):
            return period
    raise ValueError("Không có kỳ báo cáo ấy.")


def periods(year: int, kinds: tuple[Kind, ...] = KINDS) -> list[Period]:
    """Every period of a year, the longer ones first."""
    return [Period(kind, year, at + 1) for kind in reversed(kinds) for at in range(len(_rules()[kind]["names"]))]


def running(kind: Kind, on: datetime.date) -> Period:
    """The period of a kind a day is counted in; after the end of a half-year or nine months, the one that has ended."""
    year = on.year + 1 if on > Period("year", on.year).last else on.year
    found = [one for one in periods(year, (kind,)) if one.first <= on]
    return found[-1]


def _day(month: int, day: int) -> datetime.date:
    return datetime.date(month // 12, month % 12 + 1, day)


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    return tomllib.loads(resources.files("ansinh.law").joinpath("report_periods.toml").read_text("utf-8"))
