"""Workbooks for the register tests: real files written by openpyxl, and a few communes to find names among."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from ansinh.world import registers
from ansinh.world.registers.row import SourceRow, UnitName

JUNE_2021 = date(2021, 6, 30)
BEGAN = date(2004, 7, 8)
UNITS = [
    UnitName("12391", "Tam Đa", "Xã", "Phù Cừ", "Hưng Yên", BEGAN),
    UnitName("12364", "Trần Cao", "Thị trấn", "Phù Cừ", "Hưng Yên", BEGAN),
    UnitName("12370", "Đình Cao", "Xã", "Phù Cừ", "Hưng Yên", BEGAN),
    UnitName("12376", "Quang Hưng", "Xã", "Phù Cừ", "Hưng Yên", BEGAN),
    UnitName("11600", "Quang Hưng", "Xã", "An Lão", "Hải Phòng", BEGAN),
    UnitName("12424", "Minh Tiến", "Xã", "Phù Cừ", "Hưng Yên", BEGAN, date(2024, 12, 1)),
    UnitName("12424", "Tiên Tiến", "Xã", "Phù Cừ", "Hưng Yên", date(2024, 12, 1)),
]
HEADINGS = [
    "STT", "Họ và tên", "Năm sinh", "Giới tính", "Số CCCD", "Xã", "Loại đối tượng", "Hệ số", "Mức hưởng", "Hưởng từ",
]  # fmt: skip
ANH = [
    1,
    "Nguyễn Thị Ánh",
    "1938",
    "Nữ",
    "033138000123",
    "Tam Đa",
    "Người cao tuổi từ đủ 80 tuổi",
    1,
    270000,
    "01/2018",
]


def workbook(
    path: Path, sheets: dict[str, Sequence[Sequence[Any]]], merges: dict[str, list[str]] | None = None
) -> Path:
    """A workbook with these rows on these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in (merges or {}).get(name, []):
            sheet.merge_cells(area)
    book.save(path)
    return path


def rows_of(source: Path | bytes, on: date = JUNE_2021, **given: Any) -> list[SourceRow]:
    """Everything the reader gives of a file."""
    return list(registers.read(source, on=on, units=given.pop("units", UNITS), **given))


def people(rows: list[SourceRow]) -> list[SourceRow]:
    """Only the rows that speak of somebody."""
    return [row for row in rows if row.outcome == "person"]


def one_row(path: Path, headings: Sequence[str], cells: Sequence[Any], on: date = JUNE_2021) -> SourceRow:
    """The one person's row of a list with these headings."""
    return people(rows_of(workbook(path / "one.xlsx", {"Tam Đa": [headings, cells]}), on))[0]


def changed(column: str, value: Any, headings: Sequence[str] = HEADINGS, cells: Sequence[Any] = ANH) -> list[Any]:
    """The ordinary row with one cell changed."""
    return [value if heading == column else cell for heading, cell in zip(headings, cells, strict=True)]


def codes(row: SourceRow) -> set[str]:
    """The codes of a row's remarks."""
    return {remark.code for remark in row.remarks}
