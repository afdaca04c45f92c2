"""Administrative units of Viet Nam (đơn vị hành chính): both maps and every change between them.

The three tiers of before July 2025 (63 provinces, 696 districts, their communes) and the two tiers since
(34 provinces, 3,321 communes) stand in one list. A code may be used again for another unit, so a unit is
known by its code together with the day it began. Where the facts come from: README.md beside this file.
"""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources
from io import TextIOWrapper
from typing import Literal, cast

Level = Literal["province", "district", "commune"]

CODE_LIST_BEGINS = date(2004, 7, 8)
"""Nominal first day of every unit of the old map: decision 124/2004/QĐ-TTg, which gave units their codes."""

TWO_TIERS_BEGIN = date(2025, 7, 1)
"""First day of the map of two tiers (decision 19/2025/QĐ-TTg gives its codes)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit for as long as it kept its code, kind, name and place.

    `code` is text with its leading zeros: two digits a province, three a district, five a commune.
    `kind` and `name` together are the full name ("Xã", "Minh Tân"). `parent_code` is the unit above, to be
    looked up on the day asked about. `valid_from` is the first day, `valid_to` the first day it is no more.
    """

    code: str
    level: Level
    kind: str
    name: str
    parent_code: str | None
    valid_from: date
    valid_to: date | None
    basis: str

    @property
    def full_name(self) -> str:
        """The name as papers write it, "Thị trấn Trần Cao"."""
        return f"{self.kind} {self.name}"

    def valid_on(self, on: date) -> bool:
        """Whether the unit existed under this code and name on the day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True)
class Change:
    """One step from an old unit to a new one on a day.

    `whole` says that all of the old unit went to the new one. When it is false only a part went there: an
    address must then be settled by its village, never by default.
    """

    old_code: str
    old_valid_from: date
    new_code: str
    new_valid_from: date
    whole: bool
    on: date


def units() -> Iterator[Unit]:
    """Every unit of both maps: provinces first, then districts, then communes, each by code and first day."""
    for row in _rows("units.csv.gz"):
        yield Unit(
            code=row["code"],
            level=cast(Level, row["level"]),
            kind=row["kind"],
            name=row["name"],
            parent_code=row["parent_code"] or None,
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            basis=row["basis"],
        )


def changes() -> Iterator[Change]:
    """Every change known between units, by day and old code; a unit that stayed as it was is a whole change.

    A district abolished in July 2025 has no row: nothing took its place, its communes have their own. What
    is known to be missing stands in README.md.
    """
    for row in _rows("changes.csv.gz"):
        yield Change(
            old_code=row["old_code"],
            old_valid_from=date.fromisoformat(row["old_valid_from"]),
            new_code=row["new_code"],
            new_valid_from=date.fromisoformat(row["new_valid_from"]),
            whole=row["whole"] == "1",
            on=date.fromisoformat(row["on"]),
        )


def centres() -> dict[tuple[str, date], tuple[float, float]]:
    """About where each commune lies, north and east in degrees, by its code and first day."""
    return {
        (row["code"], date.fromisoformat(row["valid_from"])): (float(row["lat"]), float(row["lon"]))
        for row in _rows("centres.csv.gz")
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    packed = resources.files(__name__).joinpath(name).open("rb")
    with packed, gzip.open(packed, "rb") as plain:
        yield from csv.DictReader(TextIOWrapper(plain, encoding="utf-8", newline=""))
