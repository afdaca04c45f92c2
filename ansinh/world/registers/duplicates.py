"""The same person met twice in one file: the second row waits, and says where the first stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ansinh.world.registers.row import BEGINS, HOLD, NOTE, RegisterRow, Remark, Severity, SourceRow
from ansinh.world.registers.text import fold

FOREVER = 10**6
NUMBER, NAME = "identity_number", "full_name"


@dataclass(frozen=True, slots=True)
class Met:
    """What is remembered of a row already given out."""

    sheet: str
    row: int
    name: str
    number: str | None
    village: str
    kind: str | None
    first: int
    last: int

    def where(self, sheet: str) -> str:
        """The row's place in words."""
        return f"dòng {self.row}" if sheet == self.sheet else f"dòng {self.row} trang “{self.sheet}”"


def watch(rows: Iterable[SourceRow]) -> Iterator[SourceRow]:
    """The rows as they come; an added person's row that repeats an earlier one is held, a doubtful one remarked."""
    numbers: dict[str, list[Met]] = {}
    births: dict[tuple[str, int | None, int | None, int | None, str], list[Met]] = {}
    for row in rows:
        values = row.values
        if values is None or row.verb not in BEGINS or values.full_name is None:
            yield row
            continue
        met = _met(row, values)
        key = (
            met.name,
            values.birth_year,
            values.birth_month,
            values.birth_day,
            values.commune_code or fold(values.commune or ""),
        )
        same = births.setdefault(key, []) if values.birth_year else []
        known = numbers.setdefault(values.identity_number, []) if values.identity_number else []
        remark = _by_number(met, row, known) or _by_name(met, row, same)
        known.append(met)
        same.append(met)
        yield replace(row, remarks=(*row.remarks, remark)) if remark else row


def _met(row: SourceRow, values: RegisterRow) -> Met:
    return Met(
        row.sheet,
        row.row,
        fold(values.full_name or ""),
        values.identity_number,
        fold(values.village or ""),
        values.kind,
        values.from_month or 0,
        FOREVER if values.until_month is None else values.until_month,
    )


def _overlaps(one: Met, other: Met) -> bool:
    return one.kind == other.kind and one.first <= other.last and other.first <= one.last


def _by_number(met: Met, row: SourceRow, known: list[Met]) -> Remark | None:
    """The same 12-digit number: another's name, the same award again, or another award of the same person."""
    for earlier in known:
        where = earlier.where(met.sheet)
        if earlier.name != met.name:
            return _remark("number_taken", NUMBER, row, f"Số định danh này đã ở {where} với tên khác.", HOLD)
        if _overlaps(earlier, met):
            return _remark("duplicate", NUMBER, row, f"Trùng số định danh với {where}.", HOLD)
    if known:
        said = f"Người này còn ở {known[0].where(met.sheet)}, chế độ hoặc thời gian khác."
        return _remark("another_award", NUMBER, row, said, NOTE)
    return None


def _by_name(met: Met, row: SourceRow, same: list[Met]) -> Remark | None:
    """The same name, birth and commune, where the numbers do not tell two people apart."""
    for earlier in same:
        where = earlier.where(met.sheet)
        if earlier.number and met.number:
            continue
        if earlier.village and met.village and earlier.village != met.village:
            return _remark("namesake", NAME, row, f"Cùng tên, ngày sinh, xã với {where}, khác thôn.", NOTE)
        if _overlaps(earlier, met):
            return _remark("duplicate", NAME, row, f"Trùng họ tên, ngày sinh và xã với {where}.", HOLD)
        said = f"Cùng họ tên, ngày sinh và xã với {where}, chế độ hoặc thời gian khác."
        return _remark("another_award", NAME, row, said, NOTE)
    return None


def _remark(code: str, field: str, row: SourceRow, sentence: str, severity: Severity) -> Remark:
    """A remark on the row's number or name, at the cell where that stands."""
    value = getattr(row.values, field) or ""
    column = next((letter for letter, text in row.cells.items() if _squeezed(value) in _squeezed(text)), "")
    return Remark(code, field, column, value, sentence, severity)


def _squeezed(text: str) -> str:
    return fold(text).replace(" ", "")
