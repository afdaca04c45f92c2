"""Finds the table in a file that the Post office or a bank sent back: XLSX, XLS, ODS or CSV, found by its content.

Columns are known by their headings, with or without tone marks, wherever the table begins.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

from python_calamine import CalamineError, CalamineWorkbook

from ansinh.world.room_for import too_large

Cell = object
_ROWS_ABOVE = 60

# What a column may be called; where a sheet has several, the first named here is taken.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("ma chi tra", "ma doi tuong", "ma thanh vien", "ma nguoi huong"),
    "outcome": ("ket qua", "ket qua chi tra", "trang thai", "trang thai chi tra", "tinh trang"),
    "mark": ("da tra", "da chi tra", "da nhan", "da linh", "ky nhan", "nguoi nhan: ky nhan", "ky ten"),
    "reason": ("ly do", "ly do chua tra", "nguyen nhan"),
    "amount": ("tong thuc linh", "thuc linh", "so tien thuc linh", "so tien"),
    "name": ("ho va ten", "ho ten", "ho ten nguoi huong", "ho va ten nguoi huong"),
    "number": ("stt", "so thu tu", "tt"),
}


class UnreadableResults(ValueError):
    """The file as a whole cannot be read; the sentence is for the officer who chose it."""


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row below the heading, by column name; ``row`` counts from 1 as the sheet shows it."""

    sheet: str
    row: int
    cells: Mapping[str, Cell]


def bare(value: Cell) -> str:
    """A text in small letters without marks and with single spaces, to compare what people type."""
    text = unicodedata.normalize("NFD", str(value).lower().replace("đ", "d"))
    letters = "".join(letter for letter in text if not unicodedata.combining(letter))
    return re.sub(r"\s+", " ", letters).strip(" .:*")


def returned_rows(content: bytes) -> Iterator[ReturnedRow]:
    """Every row below a heading with a payment code and a result, of every sheet that has one.

    Raises UnreadableResults when the file is no table, or no sheet has these columns.
    """
    found = False
    for name, rows in _sheets(content):
        heading = _find_heading(rows)
        if heading is None:
            continue
        found = True
        last, columns = heading
        for number, row in enumerate(rows[last + 1 :], last + 2):
            cells = {what: row[column] for what, column in columns.items() if column < len(row)}
            yield ReturnedRow(name, number, cells)
    if not found:
        raise UnreadableResults(
            "Không thấy bảng kết quả trong tệp: cần một dòng tiêu đề có cột “Mã chi trả” và cột “Kết quả” "
            "(hoặc “Trạng thái”, “Đã trả”, “Ký nhận”)"
        )


def _find_heading(rows: Sequence[Sequence[Cell]]) -> tuple[int, dict[str, int]] | None:
    """The last row of the heading (one row or two) and the column of each thing found."""
    for height in (1, 2):
        for last in range(height - 1, min(len(rows), _ROWS_ABOVE)):
            columns = _columns(rows[last - height + 1 : last + 1])
            if "code" in columns and ("outcome" in columns or "mark" in columns):
                return last, columns
    return None


def _columns(heading: Sequence[Sequence[Cell]]) -> dict[str, int]:
    places: dict[str, int] = {}
    for row in heading:
        for column, cell in enumerate(row):
            places.setdefault(bare(cell), column)
    columns = {}
    for what, names in HEADINGS.items():
        there = [places[name] for name in names if name in places]
        if there:
            columns[what] = there[0]
    return columns


def _sheets(content: bytes) -> Iterator[tuple[str, list[list[Cell]]]]:
    if not content.strip():
        raise UnreadableResults("Tệp trống, không có dòng nào")
    if not content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        yield "", _csv_rows(_decoded(content))
        return
    if refused := too_large(content):
        raise UnreadableResults(refused)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        for name in workbook.sheet_names:
            # Rows are counted from the top of the sheet, so that a remark names the row the officer sees.
            yield name, [list(row) for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)]
    except CalamineError as error:
        raise UnreadableResults("Không mở được tệp: không phải bảng tính, tệp đã hỏng, hoặc có mật khẩu.") from error


def _csv_rows(text: str) -> list[list[Cell]]:
    delimiter = max(";\t,", key=text.count)
    rows: Iterable[list[str]] = csv.reader(StringIO(text), delimiter=delimiter)
    try:
        return [list[Cell](row) for row in rows]
    except csv.Error as error:
        raise UnreadableResults("Không đọc được tệp CSV: có ô quá dài, thường do thiếu dấu ngoặc kép.") from error


def _decoded(content: bytes) -> str:
    """Text as Excel saves it: UTF-8 or UTF-16 with a mark, plain UTF-8, or Windows Vietnamese."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1258", errors="replace")
    return unicodedata.normalize("NFC", text)
