"""Indicators offices are asked about, each a file of `indicators/`: its name, its unit, and how it is reckoned.

How is a *way* (reports/ways) with its options; what no record tells is *reported* by the communes within limits.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any, Literal, NamedTuple

Measure = Literal["number", "rate", "money"]

SUBJECTS: Mapping[str, str] = {
    "work": "Lao động, việc làm", "poverty": "Giảm nghèo", "merit": "Người có công", "assistance": "Bảo trợ xã hội",
    "insurance": "Bảo hiểm y tế", "children": "Trẻ em", "equality": "Bình đẳng giới, phòng chống tệ nạn xã hội",
    "office": "Chỉ đạo, kiểm tra",
}  # fmt: skip
ESTIMATES: Mapping[str, str] = {
    "pace": "theo tốc độ các ngày đã qua của kỳ", "months": "theo bình quân các tháng đã qua của kỳ",
    "same": "giữ như hiện nay",
}  # fmt: skip
"""How what is not over is drawn on to the period's end."""

REPORTED = "reported"


class Limits(NamedTuple):
    """What a reported number must lie within, and by how many percent it may differ from last time unexplained."""

    least: int
    most: int
    change: int


@dataclass(frozen=True)
class Indicator:
    """One indicator. ``measure``: what is planned and compared; a rate is in hundredths of 1 %, money in whole đồng."""

    code: str
    name: str
    unit: str
    subject: str
    measure: Measure
    way: str
    given: Mapping[str, Any] = field(default_factory=dict)
    estimate: str = ""
    limits: Limits | None = None
    note: str = ""

    @property
    def reported(self) -> bool:
        """Whether the communes tell it."""
        return self.way == REPORTED


@lru_cache(maxsize=1)
def indicators() -> Mapping[str, Indicator]:
    """Every indicator by its code, in the order of subjects and names. Raises ``ValueError`` for a wrong file."""
    found = [
        _read(entry.name.removesuffix(".toml"), tomllib.loads(entry.read_text("utf-8")))
        for entry in resources.files("ansinh.law").joinpath("indicators").iterdir() if entry.name.endswith(".toml")
    ]  # fmt: skip
    order = list(SUBJECTS)
    return {one.code: one for one in sorted(found, key=lambda one: (order.index(one.subject), one.name))}


def indicator(code: str) -> Indicator:
    """Raises ``LookupError`` with a sentence."""
    if (found := indicators().get(code)) is None:
        raise LookupError(f"Không có chỉ tiêu “{code}”.")
    return found


def _read(code: str, data: dict[str, Any]) -> Indicator:
    told = Indicator(
        code=code, name=data.pop("name"), unit=data.pop("unit"), subject=data.pop("subject"),
        measure=data.pop("measure", "number"), way=data.pop("way"), given=data.pop("given", {}),
        estimate=data.pop("estimate", ""), note=data.pop("note", ""),
        limits=Limits(**limits) if (limits := data.pop("limits", None)) else None,
    )  # fmt: skip
    if data:
        raise ValueError(f"{code}: không hiểu {', '.join(data)}")
    if told.subject not in SUBJECTS or (told.estimate and told.estimate not in ESTIMATES):
        raise ValueError(f"{code}: lĩnh vực hoặc cách ước không có")
    if told.reported != (told.limits is not None):
        raise ValueError(f"{code}: chỉ tiêu do xã báo cáo, và chỉ chỉ tiêu ấy, có giới hạn")
    return told
