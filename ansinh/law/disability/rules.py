"""Each rule on determining disability once: its article, its figure where it has one, and how sure we are of it."""

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from ansinh.law.decree import MARKS, PROVISIONAL_MARKS, read_place
from ansinh.law.ruling import Because


class Rule(NamedTuple):
    """One rule: why it is so; `days` are working days, `amount` whole đồng; None where the rule has no such figure."""

    name: str
    because: Because
    mark: str
    days: int | None = None
    amount: int | None = None
    years: int | None = None
    years_under_six: int | None = None

    @property
    def provisional(self) -> bool:
        """Whether nobody has read it in an official text."""
        return self.mark in PROVISIONAL_MARKS

    @property
    def sentence(self) -> str:
        """The rule with its place, as a refusal says it."""
        return f"{self.because.sentence} ({self.because.place})"


@lru_cache(maxsize=1)
def all_rules() -> dict[str, Rule]:
    """Every rule by its name."""
    return {name: _rule(name, entry) for name, entry in data("rules.toml").items()}


def rule(name: str) -> Rule:
    """One rule by its name. Raises KeyError."""
    return all_rules()[name]


@lru_cache(maxsize=8)
def data(file: str) -> dict[str, Any]:
    """One of the data files beside this module."""
    return tomllib.loads(resources.files("ansinh.law.disability").joinpath(file).read_text("utf-8"))


def marked(mark: str) -> str:
    """The mark itself. Raises ValueError when it is none of the marks."""
    if mark not in MARKS:
        raise ValueError(f"dấu tin cậy lạ: {mark}.")
    return mark


def _rule(name: str, entry: dict[str, Any]) -> Rule:
    because = Because(entry["decree"], *read_place(entry["at"]), entry["says"])
    figures = {key: entry.get(key) for key in ("days", "amount", "years", "years_under_six")}
    return Rule(name, because, marked(entry.get("mark", "verified")), **figures)
