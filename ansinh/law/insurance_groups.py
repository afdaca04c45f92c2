"""Health insurance the budget pays or supports: the groups in their legal order, by date, and what a month costs.

Each file of `insurance/` is what one decree says from a month on; a group there replaces the one of its code before. A
group is a question over recorded facts, so who belongs is asked of a whole place at once.
"""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from ansinh.law.book import Book
from ansinh.law.decree import MARKS, PROVISIONAL_MARKS, read_place
from ansinh.law.month import Month
from ansinh.law.plan import whole
from ansinh.law.question import Question, Wrong, read
from ansinh.law.ruling import Because

LAW = "25/2008/QH12"
"""The law of health insurance, whose article 12 lists the groups."""

SUPPORTED = 4
"""The tier of those who pay a part themselves; of several such groups the highest support counts."""


class Group(NamedTuple):
    """One group. `percent`: the part of the contribution the budget pays, None when another insures; `benefit`: the
    part of costs the card pays, None when not read. `said` is what a province raised the percent by, empty otherwise.
    """

    code: str
    order: int
    tier: int
    name: str
    who: Question
    paid_by: str
    percent: int | None
    benefit: int | None
    because: Because
    mark: str
    said: str = ""

    @property
    def ours(self) -> bool:
        """Whether the office lists it to Social Insurance."""
        return self.percent is not None

    @property
    def provisional(self) -> bool:
        """Whether nobody has read it in an official text."""
        return self.mark in PROVISIONAL_MARKS


class Contribution(NamedTuple):
    """What one person's month costs, whole đồng: in all, from the budget, from the person."""

    whole: int
    budget: int
    own: int


class _Text(NamedTuple):
    start: Month
    rate: int | None
    groups: tuple[Group, ...]


def groups(month: Month, book: Book) -> tuple[Group, ...]:
    """The groups of a month in their order of precedence; a province may raise a support (146/2018 Đ.8 k.3)."""
    found: dict[str, Group] = {}
    for text in _texts():
        if text.start <= month:
            found |= {group.code: group for group in text.groups}
    raised = [_raised(group, month, book) for group in found.values()]
    return tuple(sorted(raised, key=_precedence))


def _precedence(group: Group) -> tuple[int, int, int]:
    return group.tier, -(group.percent or 0) if group.tier == SUPPORTED else 0, group.order


def _raised(group: Group, month: Month, book: Book) -> Group:
    name = f"insurance.{group.code}"
    reach = [line for line in book.local if line.figure == name and line.from_month <= month]
    local = max(reach, key=lambda line: line.from_month, default=None)
    if group.tier != SUPPORTED or local is None or local.amount <= (group.percent or 0):
        return group
    return group._replace(percent=min(local.amount, 100), said=local.basis)


def contribution(group: Group, month: Month, book: Book) -> Contribution | None:
    """What a month of a group costs; None when no decree gives the base salary or the rate of that month."""
    salary = book.figure("base_salary", month)
    rate = next((text.rate for text in reversed(_texts()) if text.start <= month and text.rate is not None), None)
    if salary is None or salary.amount is None or rate is None:
        return None
    full = whole(Decimal(salary.amount) * rate / 1000)
    budget = whole(Decimal(full) * (group.percent or 0) / 100)
    return Contribution(full, budget, full - budget)


@lru_cache(maxsize=1)
def _texts() -> tuple[_Text, ...]:
    files = [one for one in resources.files("ansinh.law").joinpath("insurance").iterdir() if one.name.endswith(".toml")]
    return tuple(sorted((_text(tomllib.loads(one.read_text("utf-8"))) for one in files), key=lambda text: text.start))


def _text(data: Mapping[str, Any]) -> _Text:
    return _Text(
        Month.parse(data["from"]), data.get("rate"), tuple(_group(entry, data["decree"]) for entry in data["group"])
    )


def _group(entry: Mapping[str, Any], decree: str) -> Group:
    who = read(entry["who"])
    if isinstance(who, Wrong) or entry["mark"] not in MARKS:
        raise ValueError(f"insurance, {entry['code']}: {who.sentence if isinstance(who, Wrong) else entry['mark']}")
    place = entry.get("law") or entry.get("at", "")
    return Group(
        entry["code"],
        entry["order"],
        entry["tier"],
        entry["name"],
        who,
        entry["paid_by"],
        entry.get("percent"),
        entry.get("benefit"),
        Because(LAW if "law" in entry else decree, *read_place(place), sentence=entry["name"]),
        entry["mark"],
    )
