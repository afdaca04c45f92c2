"""The standard of a child-friendly commune: its thirteen criteria, thresholds by kind of commune, and the judgment.

Quyết định 06/QĐ-TTg of 2019. What points a criterion has is known for three; for the others an office enters them from
the annex, and the screen says so.
"""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from ansinh.law.decree import MARKS, PROVISIONAL_MARKS


class Criterion(NamedTuple):
    """One criterion; ``most`` points, None where the annex is not known here."""

    number: int
    name: str
    most: int | None
    mark: str
    parts: tuple[str, ...]


class Threshold(NamedTuple):
    """The total a kind of commune must reach."""

    kind: str
    name: str
    points: int
    mark: str


@dataclass(frozen=True)
class Standard:
    """The standard in force from a day."""

    decree: str
    first: datetime.date
    judged_in: tuple[int, ...]
    month: int
    total: int
    total_mark: str
    thresholds: tuple[Threshold, ...]
    criteria: tuple[Criterion, ...]

    def threshold(self, kind: str) -> Threshold:
        """Raises ``LookupError`` for a kind of commune it does not have."""
        for one in self.thresholds:
            if one.kind == kind:
                return one
        raise LookupError("Chọn loại xã, phường, thị trấn.")

    @property
    def total_provisional(self) -> bool:
        """Whether nobody has read the greatest total in an official text."""
        return self.total_mark in PROVISIONAL_MARKS

    def years(self, plan: int) -> list[int]:
        """The years in which communes are judged in the five-year plan that begins in a year."""
        return [plan + at - 1 for at in self.judged_in]


class Judged(NamedTuple):
    """What the standard says of a commune: whether it meets it, and why not, a reason a criterion (0: the total)."""

    meets: bool
    total: int
    margin: int
    why: tuple[tuple[int, str], ...]


def judge(standard: Standard, kind: str, points: Mapping[int, int]) -> Judged:
    """All criteria scored, none with nothing, the total at the threshold or over it."""
    asked = standard.threshold(kind).points
    total = sum(points.values())
    why = []
    for one in standard.criteria:
        if one.number not in points:
            why.append((one.number, "chưa chấm điểm"))
        elif points[one.number] == 0:
            why.append((one.number, "0 điểm"))
    if total < asked:
        why.append((0, f"tổng {total} điểm, thiếu {asked - total} điểm"))
    return Judged(not why, total, total - asked, tuple(why))


@lru_cache(maxsize=1)
def standards() -> tuple[Standard, ...]:
    """Every standard, the oldest first. Raises ``ValueError`` for a wrong file."""
    folder = resources.files("ansinh.law").joinpath("child_friendly")
    found = []
    for entry in folder.iterdir():
        if not entry.name.endswith(".toml"):
            continue
        data = tomllib.loads(entry.read_text("utf-8"))
        criteria = tuple(
            Criterion(one["number"], one["name"], one.get("most"), one.get("mark", ""), tuple(one.get("parts", ())))
            for one in data["criterion"]
        )
        thresholds = tuple(Threshold(**one) for one in data["threshold"])
        if unknown := ({one.mark for one in criteria if one.mark} | {one.mark for one in thresholds}) - MARKS:
            raise ValueError(f"{entry.name}: dấu {unknown} không có")
        found.append(Standard(
            data["decree"], data["first"], tuple(data["judged_in"]), data["month"], data["total"], data["total_mark"],
            thresholds, criteria,
        ))  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.first))


def standard(on: datetime.date) -> Standard:
    """The standard of a day. Raises ``LookupError``."""
    for one in reversed(standards()):
        if one.first <= on:
            return one
    raise LookupError(f"Chưa có tiêu chuẩn xã phù hợp với trẻ em cho ngày {on:%d/%m/%Y}.")
