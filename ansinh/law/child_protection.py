"""Protecting a child who is harmed or at risk: steps, forms, limits (decree 56/2017, Đ.22–32); visits to care (Đ.43).

The official wording of forms 01–07 is not known here: a paper carries what the articles name.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from ansinh.law.decree import MARKS, PROVISIONAL_MARKS


class Limit(NamedTuple):
    """A limit: hours, calendar days or working days (the others are 0), where it stands and what it counts from."""

    code: str
    hours: int
    days: int
    working_days: int
    at: str
    counts_from: str
    mark: str

    @property
    def provisional(self) -> bool:
        return self.mark in PROVISIONAL_MARKS


class Step(NamedTuple):
    """One step of a case: its form, its article, what is written and which of that must be."""

    code: str
    form: str
    name: str
    at: str
    fields: Mapping[str, str]
    needed: tuple[str, ...]


class Protection(NamedTuple):
    """What the decree says of a case."""

    decree: str
    since: date
    hotline: str
    secret_at: str
    limits: Mapping[str, Limit]
    steps: tuple[Step, ...]
    visit_months: tuple[int, ...]
    visits_at: str

    def step(self, code: str) -> Step:
        """A step by its code. Raises ``LookupError``."""
        found = next((one for one in self.steps if one.code == code), None)
        if found is None:
            raise LookupError(code)
        return found


@lru_cache(maxsize=1)
def protection() -> Protection:
    """The rules of the decree in force."""
    data = tomllib.loads(resources.files("ansinh.law").joinpath("child_protection.toml").read_text("utf-8"))
    limits = {code: _limit(code, one) for code, one in data["limit"].items()}
    steps = tuple(
        Step(one["code"], one["form"], one["name"], one["at"], one["fields"], tuple(one["needed"]))
        for one in data["step"]
    )
    visits = data["visits"]
    return Protection(
        data["decree"], data["since"], data["hotline"], data["secret_at"], limits, steps, tuple(visits["months"]),
        visits["at"],
    )  # fmt: skip


def _limit(code: str, one: Mapping[str, Any]) -> Limit:
    if one["mark"] not in MARKS:
        raise ValueError(f"{code}: dấu tin cậy lạ: {one['mark']}")
    return Limit(code, one.get("hours", 0), one.get("days", 0), one.get("working_days", 0), one["at"], one["from"],
                 one["mark"])  # fmt: skip


def protected_by(informed_at: datetime) -> datetime:
    """The last moment to protect a child in serious danger: 12 hours from the information (Đ.26 k.3, Đ.31 k.2)."""
    return informed_at + timedelta(hours=protection().limits["emergency"].hours)


def isolated_until(first: date) -> date:
    """The last day a child may be kept apart, the first one counted, unless a body in charge asks for longer."""
    return first + timedelta(days=protection().limits["isolation"].days - 1)


def visit_days(first: date) -> tuple[tuple[int, date], ...]:
    """When a child in care is visited: the months told and the day; the last day of a shorter month."""
    return tuple((months, _months_on(first, months)) for months in protection().visit_months)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (after - timedelta(days=1)).day))
