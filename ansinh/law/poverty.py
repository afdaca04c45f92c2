"""The poverty standard of each data year: income lines by area, indicators of deprivation, the class of a household.

Each file of `poverty/` is what one decree says for its years. A household is classed by the points of the review (B1
for income, B2 for deprivation) or by its income and what it lacks. What a decree leaves unknown here (a score, a line)
is None, and nothing is classed by it.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

from ansinh.law.decree import MARKS, PROVISIONAL_MARKS

Area = Literal["rural", "urban"]
Class = Literal["poor", "near_poor", "average", "none"]
"""Hộ nghèo, hộ cận nghèo, hộ có mức sống trung bình, hộ không thuộc các diện ấy."""

NAMES: Mapping[str, str] = {
    "poor": "Hộ nghèo",
    "near_poor": "Hộ cận nghèo",
    "average": "Hộ có mức sống trung bình",
    "none": "Hộ không nghèo",
}


@dataclass(frozen=True, slots=True)
class Lines:
    """Of one area: đồng a person a month up to which a household is of a class, and the points that stand for them.

    `poor`: up to it poor whatever is lacking (2016-2021), None where deprivation is always asked. `line`: up to it poor
    when enough is lacking, else near poor. `average`: up to it of average living standard, None when not known.
    """

    line: int
    poor: int | None = None
    average: int | None = None
    average_mark: str = ""
    b1_poor: int | None = None
    b1_line: int | None = None
    b1_mark: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing a household may lack; `lacks` says when it does, empty where the text's threshold is not known."""

    code: str
    dimension: str
    name: str
    lacks: str
    mark: str

    @property
    def provisional(self) -> bool:
        return self.mark in PROVISIONAL_MARKS


@dataclass(frozen=True, slots=True)
class Standard:
    """One decree's standard for the data years `first` to `last`; `local` names a province's own higher one."""

    decree: str
    at: str
    extended_by: str
    first: int
    last: int
    mark: str
    near_mark: str
    min_indicators: int
    points_each: int
    points_mark: str
    areas: Mapping[str, Lines]
    indicators: tuple[Indicator, ...]
    local: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The indicators in the order of the official tables."""
        return tuple(one.code for one in self.indicators)

    @property
    def enough(self) -> int:
        """The points of B2 from which on enough is lacking."""
        return self.min_indicators * self.points_each


class NotClassed(ValueError):
    """A household cannot be classed; the message says what is wanting, in Vietnamese."""


def standards() -> tuple[Standard, ...]:
    """Every standard there is, the oldest first."""
    return _standards()


def standard(year: int) -> Standard:
    """The standard of a data year. Raises ``LookupError`` for a year no decree here has."""
    for one in _standards():
        if one.first <= year <= one.last:
            return one
    raise LookupError(f"Chưa có chuẩn nghèo cho năm {year}.")


def raised(of: Standard, *, basis: str, rural: int, urban: int, min_indicators: int | None = None) -> Standard:
    """A province's own standard, higher than the State's: the lines and number of indicators its resolution sets.

    Its classes are for the province's own money. Raises ``ValueError`` when a line is lower than the State's, or more
    indicators are asked than the State asks.
    """
    told = {"rural": rural, "urban": urban}
    for area, line in told.items():
        if line < of.areas[area].line:
            raise ValueError("Chuẩn riêng của tỉnh không được thấp hơn chuẩn quốc gia.")
    least = of.min_indicators if min_indicators is None else min_indicators
    if not 0 <= least <= of.min_indicators:
        raise ValueError(f"Số chỉ số phải từ 0 đến {of.min_indicators}.")
    if not basis.strip():
        raise ValueError("Ghi số nghị quyết, quyết định của tỉnh.")
    areas = {area: Lines(line=line, poor=of.areas[area].poor) for area, line in told.items()}
    return replace(of, areas=areas, min_indicators=least, local=basis.strip())


def area_of(kind: str) -> Area:
    """Wards and townships are urban, communes rural: ``kind`` as the map names it (Xã, Phường, Thị trấn)."""
    return "urban" if kind.lower() in ("phường", "thị trấn") else "rural"


def points(of: Standard, lacking: Collection[str]) -> int:
    """B2: the points of what a household lacks. Raises ``ValueError`` for an indicator the standard does not have."""
    unknown = set(lacking) - set(of.codes)
    if unknown:
        raise ValueError(f"Chuẩn này không có chỉ số: {', '.join(sorted(unknown))}.")
    return of.points_each * len(set(lacking))


def class_by_points(of: Standard, area: Area, b1: int, b2: int) -> Class:
    """The class of the review: B1 up to the limit of the area, and B2 (thông tư 07/2021/TT-BLĐTBXH, Đ.4, Đ.5).

    Points do not tell the average living standard. Raises ``NotClassed`` where the limits are not known.
    """
    lines = of.areas[area]
    if lines.b1_line is None:
        raise NotClassed(f"Chưa biết điểm B1 tối đa của chuẩn {of.decree}: xếp loại theo thu nhập.")
    if b1 < 0 or b2 < 0 or b2 > of.points_each * len(of.indicators) or b2 % of.points_each:
        raise NotClassed(f"Điểm B2 phải là bội của {of.points_each}, từ 0 đến {of.points_each * len(of.indicators)}.")
    if lines.b1_poor is not None and b1 <= lines.b1_poor:
        return "poor"
    if b1 <= lines.b1_line:
        return "poor" if b2 >= of.enough else "near_poor"
    return "none"


def class_by_income(of: Standard, area: Area, income: int, lacking: Collection[str]) -> Class:
    """The class by đồng a person a month and what is lacking; the average living standard is told by income alone."""
    if income < 0:
        raise NotClassed("Thu nhập không được âm.")
    lines = of.areas[area]
    if lines.poor is not None and income <= lines.poor:
        return "poor"
    if income <= lines.line:
        return "poor" if points(of, lacking) >= of.enough else "near_poor"
    return "average" if lines.average is not None and income <= lines.average else "none"


@lru_cache(maxsize=1)
def _standards() -> tuple[Standard, ...]:
    folder = resources.files("ansinh.law").joinpath("poverty")
    read = [_standard(tomllib.loads(one.read_text("utf-8"))) for one in folder.iterdir() if one.name.endswith(".toml")]
    return tuple(sorted(read, key=lambda one: one.first))


def _standard(data: Mapping[str, Any]) -> Standard:
    first, last = data["years"]
    return Standard(
        decree=data["decree"], at=data.get("at", ""), extended_by=data.get("extended_by", ""), first=first, last=last,
        mark=_mark(data["mark"]), near_mark=_mark(data.get("near_mark", data["mark"])),
        min_indicators=data["min_indicators"], points_each=data["points_each"],
        points_mark=_mark(data["points_mark"]), areas={area: _lines(data[area]) for area in ("rural", "urban")},
        indicators=tuple(_indicator(one, data["mark"]) for one in data["indicator"]),
    )  # fmt: skip


def _lines(data: Mapping[str, Any]) -> Lines:
    for name in ("average_mark", "b1_mark"):
        if name in data:
            _mark(data[name])
    return Lines(**data)


def _indicator(data: Mapping[str, str], mark: str) -> Indicator:
    return Indicator(
        data["code"], data["dimension"], data["name"], data.get("lacks", ""), _mark(data.get("mark", mark))
    )


def _mark(mark: str) -> str:
    if mark not in MARKS:
        raise ValueError(f"poverty: dấu {mark} không có")
    return mark
