"""Lists from outside, under whatever headings offices use, read as records two of which can be compared.

No database is asked: communes are found by name on both maps and brought to the newest.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from ansinh.reckoning.linkage.records import Record
from ansinh.reckoning.names import fold
from ansinh.world import registers
from ansinh.world.registers.row import RegisterRow, SourceRow, UnitName
from ansinh.world.units import Level, Unit, units
from ansinh.world.units.present import present


class Listed(NamedTuple):
    """One person of a list: where the row stands, the record to compare, and the row as it was read."""

    sheet: str
    row: int
    record: Record
    read: RegisterRow

    @property
    def birth(self) -> str:
        """The birth as the list knows it: ``1938``, ``05/1938`` or ``01/05/1938``."""
        day, month = self.record.birth_day, self.record.birth_month
        parts = [f"{day:02}" if day else "", f"{month:02}" if month else "", str(self.record.birth_year or "")]
        return "/".join(part for part in parts if part)


class Read(NamedTuple):
    """The people of a list, and how many of its rows name nobody that can be compared."""

    people: list[Listed]
    nameless: int


def read(
    data: bytes, *, on: datetime.date, progress: Callable[[int], None] = lambda rows: None, near: Collection[int] = ()
) -> Read:
    """Everybody a workbook or CSV file names, numbered from 0. Raises ``ValueError`` for a file that cannot be read.

    ``near``: provinces of today whose communes are meant before their namesakes elsewhere.
    """
    people: list[Listed] = []
    nameless = 0
    unknown: dict[str, int] = {}
    at_hand = {known for known, place in present().items() if place.province in near}
    for at, row in enumerate(registers.read(data, units=_communes(), on=on, near=at_hand)):
        if row.outcome == "person" and row.values is not None and row.values.full_name:
            people.append(Listed(row.sheet, row.row, _record(row, len(people), unknown), row.values))
        elif row.outcome == "person":
            nameless += 1
        progress(at)
    return Read(people, nameless)


def _record(row: SourceRow, at: int, unknown: dict[str, int]) -> Record:
    """A row's person; a commune on no map is one place with itself."""
    said = row.values or RegisterRow()
    commune: int | None = None
    province: int | None = None
    if said.commune_code and said.commune_valid_from:
        commune, province = present()[said.commune_code, said.commune_valid_from]
    elif said.commune:
        commune = unknown.setdefault(fold(said.commune), -1_000_000 - len(unknown))
    return Record(
        at, said.full_name or "", said.sex, said.birth_year, said.birth_month, said.birth_day,
        said.identity_number, said.old_number, commune, province, said.village,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _communes() -> tuple[UnitName, ...]:
    """Every commune of both maps, with what it lies in."""
    known = list(units())
    by_code = {(unit.level, unit.code): unit for unit in known}
    return tuple(_named(unit, by_code) for unit in known if unit.level == "commune")


def _named(unit: Unit, by_code: Mapping[tuple[Level, str], Unit]) -> UnitName:
    district = by_code.get(("district", unit.parent_code or ""))
    above = district.parent_code if district else unit.parent_code
    province = by_code.get(("province", above or ""))
    return UnitName(unit.code, unit.name, unit.kind.lower(), district.name if district else "",
                    province.name if province else "", unit.valid_from, unit.valid_to)  # fmt: skip
