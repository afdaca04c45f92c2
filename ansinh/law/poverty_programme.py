"""The national target programmes: their projects and contents by phase, and what support for production asks.

Each phase is a file of `poverty_programme/`: a tree of parts by code (`4.3` lies in `4`). Levels of support are the
most the decree allows; a province sets its own within them.
"""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from ansinh.law.decree import MARKS, PROVISIONAL_MARKS

SOURCES: Mapping[str, str] = {
    "central": "Ngân sách trung ương", "province": "Ngân sách tỉnh", "district": "Ngân sách huyện",
    "commune": "Ngân sách xã", "people": "Dân góp, nguồn khác", "integrated": "Lồng ghép",
}  # fmt: skip
CAPITAL: Mapping[str, str] = {"investment": "Vốn đầu tư phát triển", "recurrent": "Kinh phí sự nghiệp"}


@dataclass(frozen=True, slots=True)
class Part:
    """A project, sub-project or content of a programme; ``production``: it supports production."""

    code: str
    name: str
    mark: str
    production: bool = False

    @property
    def above(self) -> str:
        """The code of the part it lies in; empty at the top."""
        return self.code.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Programme:
    """One phase of a programme; ``spend_until``: until when what was given in its years may still be spent."""

    code: str
    name: str
    decree: str
    first: int
    last: int
    spend_until: datetime.date | None
    spend_by: str
    parts: tuple[Part, ...]

    def part(self, code: str) -> Part:
        """Raises ``LookupError`` for a part the programme does not have."""
        for one in self.parts:
            if one.code == code:
                return one
        raise LookupError(f"Chương trình không có dự án {code}.")

    def lowest(self) -> tuple[Part, ...]:
        """The parts money is given to: those with none below them."""
        above = {one.above for one in self.parts}
        return tuple(one for one in self.parts if one.code not in above)


@dataclass(frozen=True, slots=True)
class Mode:
    """A way of supporting production; ``most``: percent of a project's cost by kind of place, empty where not known."""

    code: str
    name: str
    at: str
    most: Mapping[str, int]
    mark: str

    @property
    def provisional(self) -> bool:
        return self.mark in PROVISIONAL_MARKS


@dataclass(frozen=True, slots=True)
class Production:
    """What support for production asks; ``share_percent``: of poor, near-poor and lately escaped in a group."""

    decree: str
    amended_by: str
    share_percent: int
    escaped_months: int
    months: int
    once_at: str
    modes: tuple[Mode, ...]
    places: Mapping[str, str]

    def lately_escaped(self, recognised: datetime.date, on: datetime.date) -> bool:
        """Whether somebody who left poverty by a decision of a day still takes part as *hộ mới thoát nghèo*."""
        month = recognised.year * 12 + recognised.month - 1 + self.escaped_months
        return (on.year * 12 + on.month - 1, on.day) <= (month, recognised.day) and on >= recognised

    def enough(self, counted: int, everybody: int) -> bool:
        """Whether so many of a group are enough."""
        return everybody > 0 and 100 * counted >= self.share_percent * everybody


def programmes() -> tuple[Programme, ...]:
    """Every phase there is, the oldest first."""
    return _programmes()


def programme(code: str) -> Programme:
    """A phase by its years (``2021-2025``). Raises ``LookupError``."""
    for one in _programmes():
        if one.code == code:
            return one
    raise LookupError(code)


@lru_cache(maxsize=1)
def production() -> Production:
    """What support for production asks (27/2022/NĐ-CP)."""
    data = _data("production")
    modes = tuple(
        Mode(one["code"], one["name"], one["at"], one.get("most", {}), _mark(one["mark"])) for one in data["mode"]
    )
    return Production(
        data["decree"], data["amended_by"], data["share_percent"], data["escaped_months"], data["months"],
        data["once_at"], modes, data["places"],
    )  # fmt: skip


@lru_cache(maxsize=1)
def _programmes() -> tuple[Programme, ...]:
    folder = resources.files("ansinh.law").joinpath("poverty_programme")
    codes = sorted(one.name.removesuffix(".toml") for one in folder.iterdir() if one.name[0].isdigit())
    return tuple(_programme(code, _data(code)) for code in codes)


def _programme(code: str, data: Mapping[str, Any]) -> Programme:
    parts = tuple(
        Part(one["code"], one["name"], _mark(one.get("mark", data["mark"])), one.get("production", False))
        for one in data["part"]
    )
    return Programme(
        code, data["name"], data["decree"], data["years"][0], data["years"][1], data.get("spend_until"),
        data.get("spend_by", ""), parts,
    )  # fmt: skip


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(
        resources.files("ansinh.law").joinpath("poverty_programme").joinpath(f"{name}.toml").read_text("utf-8")
    )


def _mark(mark: str) -> str:
    if mark not in MARKS:
        raise ValueError(f"poverty_programme: dấu {mark} không có")
    return mark
