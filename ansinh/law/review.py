"""The review of poor and near-poor households: its calendar, the village's half, the days of posting and answers.

Decision 24/2021/QĐ-TTg; numbers are in `review.toml`, each with how sure it is.
"""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

from ansinh.law.decree import MARKS, PROVISIONAL_MARKS

Kind = Literal["yearly", "monthly"]


@dataclass(frozen=True, slots=True)
class Rules:
    """What the decision asks of a review; days are working days where the name says so."""

    decree: str
    years: tuple[int, int]
    yearly_from: tuple[int, int]
    yearly_until: tuple[int, int]
    monthly_from_day: int
    decide_days: int
    agree_percent: int
    minutes: int
    posting_days: int
    complaint_days: int
    opinion_days: int
    opinion_until: datetime.date
    forms: Mapping[str, str]
    causes: Mapping[str, str]
    marks: Mapping[str, str]

    def provisional(self, part: str) -> bool:
        """Whether a part (``posting``, ``complaint``…) is not read in an official text."""
        return self.marks[part] in PROVISIONAL_MARKS

    def span(self, kind: Kind, year: int, month: int | None = None) -> tuple[datetime.date, datetime.date]:
        """First and last day of a round: of the year, or of a month (1 to 12) from the 15th, its days after.

        Raises ``ValueError`` for a month that is none.
        """
        if kind == "yearly":
            return datetime.date(year, *self.yearly_from), datetime.date(year, *self.yearly_until)
        if month is None or not 1 <= month <= 12:
            raise ValueError("Rà soát thường xuyên phải ghi tháng từ 1 đến 12.")
        first = datetime.date(year, month, self.monthly_from_day)
        return first, first + datetime.timedelta(days=self.decide_days)

    def agreed(self, present: int, agreeing: int) -> bool:
        """Whether enough of those at the meeting agree. Raises ``ValueError`` for numbers that cannot be."""
        if present <= 0:
            raise ValueError("Ghi số người dự họp.")
        if not 0 <= agreeing <= present:
            raise ValueError("Số người đồng ý phải từ 0 đến số người dự họp.")
        return 100 * agreeing >= self.agree_percent * present

    def asks_above(self, on: datetime.date) -> bool:
        """Whether the district is still there to be asked (to 30 June 2025); afterwards the commune writes whom."""
        return on <= self.opinion_until


def data_year(kind: Kind, year: int) -> int:
    """For which year a review's result holds: the next for the yearly one, its own within the year."""
    return year + 1 if kind == "yearly" else year


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The rules of the review."""
    data = tomllib.loads(resources.files("ansinh.law").joinpath("review.toml").read_text("utf-8"))
    parts = {name: part["mark"] for name, part in data.items() if isinstance(part, dict) and "mark" in part}
    if unknown := set(parts.values()) - MARKS:
        raise ValueError(f"review: dấu {unknown} không có")
    return Rules(
        decree=data["decree"], years=(data["years"][0], data["years"][1]),
        yearly_from=_day(data["yearly"]["from"]), yearly_until=_day(data["yearly"]["until"]),
        monthly_from_day=data["monthly"]["from_day"], decide_days=data["monthly"]["decide_days"],
        agree_percent=data["meeting"]["agree_percent"], minutes=data["meeting"]["minutes"],
        posting_days=data["posting"]["working_days"], complaint_days=data["complaint"]["working_days"],
        opinion_days=data["opinion"]["working_days"], opinion_until=data["opinion"]["until"],
        forms=_texts(data["forms"]),
        causes=_texts(data["causes"]), marks=parts,
    )  # fmt: skip


def _texts(table: Mapping[str, Any]) -> Mapping[str, str]:
    return {name: str(text) for name, text in table.items()}


def _day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
