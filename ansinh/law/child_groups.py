"""Children in special circumstances: fourteen groups (Luật Trẻ em 2016, Đ.10 k.1; decree 56/2017, Đ.3–16).

A child is under 16 (Đ.1). One child may be in several groups and is counted once in totals.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from ansinh.law.decree import MARKS, PROVISIONAL_MARKS


class Group(NamedTuple):
    """One group. ``words``: so many cases the decree tells apart in a text not read here, so the officer writes which.

    ``paper``: what the circumstance rests on; ``private``: names are for those entrusted with protecting children.
    """

    code: str
    letter: str
    name: str
    at: str
    decree: str
    parts: Mapping[str, str]
    words: int
    paper: str
    private: bool

    @property
    def place(self) -> str:
        """Luật Trẻ em Điều 10 khoản 1 điểm a; Nghị định 56/2017/NĐ-CP Điều 3."""
        return f"Luật Trẻ em Điều 10 khoản 1 điểm {self.letter}; {self.decree} {self.at}"

    @property
    def titled(self) -> str:
        """``a) Mồ côi cả cha và mẹ``."""
        return f"{self.letter}) {self.name}"

    def part(self, code: str) -> str:
        """The words of a case; empty for none."""
        return self.parts.get(code, "")


class Groups(NamedTuple):
    """All of them, with the law they stand in and how sure it is."""

    law: str
    decree: str
    since: date
    under: int
    under_at: str
    secret_at: str
    provisional: bool
    every: tuple[Group, ...]

    def group(self, code: str) -> Group:
        """A group by its code. Raises ``LookupError``."""
        found = next((one for one in self.every if one.code == code), None)
        if found is None:
            raise LookupError(code)
        return found

    @property
    def private(self) -> tuple[str, ...]:
        """Codes of the groups whose names few may read."""
        return tuple(one.code for one in self.every if one.private)


@lru_cache(maxsize=1)
def groups() -> Groups:
    """The fourteen groups, in the order of the law."""
    data = tomllib.loads(resources.files("ansinh.law").joinpath("child_groups.toml").read_text("utf-8"))
    if data["mark"] not in MARKS:
        raise ValueError(f"dấu tin cậy lạ: {data['mark']}")
    every = tuple(
        Group(
            one["code"], one.get("letter", one["code"]), one["name"], one["at"], data["decree"], one.get("parts", {}),
            one.get("words", 0), one.get("paper", ""), one.get("private", False),
        )
        for one in data["group"]
    )  # fmt: skip
    provisional = data["mark"] in PROVISIONAL_MARKS
    return Groups(data["law"], data["decree"], data["since"], data["under"], data["under_at"], data["secret_at"],
                  provisional, every)  # fmt: skip


def age(born: tuple[int, int | None, int | None], on: date) -> int:
    """Full years on a day; a birth known to the year counts from 1 January, to the month from its first day (R3)."""
    year, month, day = born
    return on.year - year - ((on.month, on.day) < (month or 1, day or 1))


def is_child(born: tuple[int, int | None, int | None], on: date) -> bool:
    """Under 16 on a day (Luật Trẻ em, Điều 1); somebody not yet born is none."""
    return 0 <= age(born, on) < groups().under


def grown_on(born: tuple[int, int | None, int | None]) -> date:
    """The day somebody is 16 and no longer a child; born on 29 February: 1 March of a year without one."""
    year, month, day = born
    try:
        return date(year + groups().under, month or 1, day or 1)
    except ValueError:
        return date(year + groups().under, 3, 1)


ORPHANS: Mapping[str, str] = {"a": "b", "b": "a", **dict.fromkeys(("c", "d", "dd", "e", "g", "h", "i", "k", "l"), "c")}
"""The group each case of a child without a source of support is offered as (decree 20/2021 Đ.5 k.1): đ.a abandoned,
đ.b both parents dead, the others nobody to rely on. Inferred from the words of both: an officer confirms it."""


def of_facts(disability: object, orphan: object, hiv: object) -> list[tuple[str, str]]:
    """Groups and cases what the register knows speaks for; the case is empty when nothing tells which.

    ``orphan`` known without its point gives the group ``""``: which of a, b and c, the officer says.
    """
    found: list[tuple[str, str]] = []
    if isinstance(orphan, str) and orphan not in ("", "none"):
        found.append((ORPHANS.get(orphan, ""), ""))
    if isinstance(disability, str) and disability in groups().group("d").parts:
        found.append(("d", disability))
    if hiv is True:
        found.append(("dd", ""))
    return found
