"""What a household lacks, told from its members and its home: the twelve indicators of decree 07/2021.

A group that is missing (no child, nobody of 16 to 30) lacks nothing. What was not answered is said, never guessed; an
indicator may also be ticked on the paper form, and then its answers are not asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from ansinh.law.poverty import Indicator, Standard

Job = Literal["has", "lacks", "no_contract", "not_looking"]
"""Có việc; trong độ tuổi, muốn làm mà không có việc; làm thuê không hợp đồng; không tìm việc, ngoài độ tuổi."""

School = Literal["none", "nursery", "primary", "lower_secondary", "upper_secondary", "vocational", "higher"]
"""The level somebody is at, or has finished, lowest first."""

LEVELS: tuple[School, ...] = (
    "none", "nursery", "primary", "lower_secondary", "upper_secondary", "vocational", "higher",
)  # fmt: skip
WATER = ("tap", "drilled_well", "protected_well", "protected_spring", "rain", "bottled")
"""Sources that count as clean."""

LATRINES = ("septic", "pour_flush", "ventilated", "double_vault")
"""Latrines that count as hygienic."""

DEVICES = ("television", "radio", "desktop", "shared_phone", "laptop", "tablet", "smartphone")
"""Any one of them gives access to information."""

LEAST_FLOOR = 8
"""m² a person, below which the home is too small."""


@dataclass(frozen=True, slots=True)
class Member:
    """One who lives in the household; None: not answered."""

    age: int
    job: Job | None = None
    allowance: bool | None = None
    """Đang hưởng trợ cấp xã hội hằng tháng vì cao tuổi hoặc khuyết tật."""
    malnourished: bool | None = None
    insured: bool | None = None
    studying: School | None = None
    finished: School | None = None
    certified: bool = False
    """Có chứng nhận do doanh nghiệp đào tạo."""


@dataclass(frozen=True, slots=True)
class Home:
    """A household as the form has it; ``ticked`` is what the paper form says of an indicator itself."""

    members: tuple[Member, ...]
    wall: bool | None = None
    column: bool | None = None
    roof: bool | None = None
    """Whether each is of durable material."""
    floor: Decimal | None = None
    """m² in all."""
    water: str | None = None
    latrine: str | None = None
    internet: bool | None = None
    devices: frozenset[str] | None = None
    ticked: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """What a household lacks, in the order of the standard, and of which indicators not enough was answered."""

    lacking: tuple[str, ...]
    unanswered: tuple[str, ...]


def found(of: Standard, home: Home) -> Found:
    """What a household lacks by a standard; an indicator without a threshold here is known by its tick alone."""
    said = {one.code: _said(one, home) for one in of.indicators}
    return Found(tuple(code for code in of.codes if said[code]), tuple(code for code in of.codes if said[code] is None))


def _said(one: Indicator, home: Home) -> bool | None:
    if one.code in home.ticked:
        return home.ticked[one.code]
    return TESTS[one.code](home) if one.lacks else None


def _any(answers: list[bool | None]) -> bool | None:
    """True when one is; None when none is and something was not answered."""
    return True if any(answers) else None if None in answers else False


def _job(home: Home) -> bool | None:
    return _any([None if one.job is None else one.job in ("lacks", "no_contract") for one in home.members])


def _dependants(home: Home) -> bool | None:
    grown = [one for one in home.members if one.age >= 16]
    if any(one.allowance is None for one in grown):
        return None
    dependants = len(home.members) - len(grown) + sum(1 for one in grown if one.allowance)
    return 2 * dependants > len(home.members)


def _nutrition(home: Home) -> bool | None:
    return _any([one.malnourished for one in home.members if one.age < 16])


def _insurance(home: Home) -> bool | None:
    return _any([None if one.insured is None else not one.insured for one in home.members if one.age >= 6])


def _adult_education(home: Home) -> bool | None:
    return _any([_unschooled(one) for one in home.members if 16 <= one.age <= 30])


def _unschooled(one: Member) -> bool | None:
    """Of 16 to 30: neither learning nor with the certificate of the age."""
    if one.certified or (one.studying is not None and one.studying != "none"):
        return False
    if one.finished is None or one.studying is None:
        return None
    return _at(one.finished) < _at("lower_secondary" if one.age < 18 else "upper_secondary")


def _schooling(home: Home) -> bool | None:
    return _any([behind(one.age, one.studying) for one in home.members if 3 <= one.age < 16])


def behind(age: int, studying: School | None) -> bool | None:
    """Whether a child is not at the level of its age; nobody under three is, None: not answered."""
    if studying is None or age < 3:
        return None if age >= 3 else False
    asked: School = "nursery" if age < 6 else "primary" if age < 12 else "lower_secondary"
    return _at(studying) < _at(asked)


def _at(level: School) -> int:
    return LEVELS.index(level)


def _housing(home: Home) -> bool | None:
    parts = (home.wall, home.column, home.roof)
    weak, unknown = sum(1 for one in parts if one is False), sum(1 for one in parts if one is None)
    return True if weak >= 2 else None if weak + unknown >= 2 else False


def _floor(home: Home) -> bool | None:
    return None if home.floor is None or not home.members else home.floor < LEAST_FLOOR * len(home.members)


def _water(home: Home) -> bool | None:
    return None if home.water is None else home.water not in WATER


def _latrine(home: Home) -> bool | None:
    return None if home.latrine is None else home.latrine not in LATRINES


def _telecom(home: Home) -> bool | None:
    return None if home.internet is None else not home.internet


def _media(home: Home) -> bool | None:
    return None if home.devices is None else not home.devices & set(DEVICES)


TESTS: Mapping[str, Callable[[Home], bool | None]] = {
    "job": _job, "dependants": _dependants, "nutrition": _nutrition, "insurance": _insurance,
    "adult_education": _adult_education, "schooling": _schooling, "housing": _housing, "floor": _floor,
    "water": _water, "latrine": _latrine, "telecom": _telecom, "media": _media,
}  # fmt: skip
"""How each indicator whose threshold is known here is told: those of decree 07/2021, Đ.3."""
