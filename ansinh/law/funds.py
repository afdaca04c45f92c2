"""The two funds of an office: Quỹ Đền ơn đáp nghĩa and Quỹ Bảo trợ trẻ em, with what the law asks of them on a day."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from ansinh.law.decree import MARKS, PROVISIONAL_MARKS
from ansinh.law.question import Question, Wrong, read

ADMIN = "admin"
"""Running the fund itself: limited to a share of what it received in the year."""

HANDOVER = "handover"
"""Money that goes over to another fund, when an office is no more: no spending of the year's plan."""


class Rule(NamedTuple):
    """What a decree says of a fund from a day on; `admin_percent` is None when none is known."""

    decree: str
    at: str
    since: date
    mark: str
    admin_percent: int | None

    @property
    def provisional(self) -> bool:
        """Whether nobody has read it in an official text."""
        return self.mark in PROVISIONAL_MARKS

    @property
    def place(self) -> str:
        """Điều 173–181 NĐ 131/2021/NĐ-CP."""
        return f"{self.at} Nghị định {self.decree}".strip()


class Cap(NamedTuple):
    """The most one person may be given for a purpose: so many times a figure of the law."""

    figure: str
    times: int
    decree: str
    since: date
    mark: str


class Purpose(NamedTuple):
    """What money of a fund goes for."""

    code: str
    name: str
    cap: Cap | None


class Exempt(NamedTuple):
    """People nobody asks to give, as a sentence and as a question over the register."""

    sentence: str
    who: Question


class Fund(NamedTuple):
    """One fund. `symbol` is that of its receipts; `campaign` the days of its yearly appeal, as offices say them."""

    code: str
    name: str
    symbol: str
    campaign: tuple[str, str] | None
    rules: tuple[Rule, ...]
    exempt: tuple[Exempt, ...]
    purposes: tuple[Purpose, ...]

    def rule(self, on: date) -> Rule | None:
        """What holds on a day; None before the first decree that is known."""
        return next((rule for rule in reversed(self.rules) if rule.since <= on), None)

    def purpose(self, code: str) -> Purpose:
        """A purpose by its code. Raises KeyError."""
        return {one.code: one for one in self.purposes}[code]


@lru_cache(maxsize=1)
def funds() -> tuple[Fund, ...]:
    """Both funds, in the order of their file."""
    data = tomllib.loads(resources.files("ansinh.law").joinpath("funds.toml").read_text("utf-8"))
    both = tuple(_purpose(entry) for entry in data["purpose"])
    return tuple(_fund(entry, both) for entry in data["fund"])


def fund(code: str) -> Fund:
    """A fund by its code. Raises KeyError."""
    return {one.code: one for one in funds()}[code]


def _fund(entry: Mapping[str, Any], both: tuple[Purpose, ...]) -> Fund:
    campaign = entry.get("campaign")
    return Fund(
        code=entry["code"],
        name=entry["name"],
        symbol=entry["symbol"],
        campaign=(campaign["from"], campaign["to"]) if campaign else None,
        rules=tuple(sorted((_rule(rule) for rule in entry["rule"]), key=lambda rule: rule.since)),
        exempt=tuple(_exempt(one) for one in entry.get("exempt", [])),
        purposes=(*(_purpose(one) for one in entry["purpose"]), *both),
    )


def _rule(entry: Mapping[str, Any]) -> Rule:
    return Rule(entry["decree"], entry.get("at", ""), entry["since"], _mark(entry), entry.get("admin_percent"))


def _purpose(entry: Mapping[str, Any]) -> Purpose:
    cap = entry.get("cap")
    read_cap = Cap(cap["figure"], cap["times"], cap["decree"], cap["since"], _mark(cap)) if cap else None
    return Purpose(entry["code"], entry["name"], read_cap)


def _exempt(entry: Mapping[str, Any]) -> Exempt:
    who = read(entry["who"])
    if isinstance(who, Wrong):
        raise ValueError(f"funds.toml: {entry['who']}: {who.sentence}")
    return Exempt(entry["sentence"], who)


def _mark(entry: Mapping[str, Any]) -> str:
    if entry["mark"] not in MARKS:
        raise ValueError(f"funds.toml: dấu tin cậy lạ: {entry['mark']}.")
    return str(entry["mark"])
