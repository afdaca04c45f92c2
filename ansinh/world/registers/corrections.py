"""The workbook of rows that could not land: the office's columns, the reason beside each, to correct and send again.

Titles, headings and sections that a held row needs to be understood stand above it as they stood in the file, so that
the corrected workbook is read by the same rules as the first one. Every cell is text: no date or number is remade.
Each row carries its origin, so that it is known again when it comes back.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlsxwriter

from ansinh.world.registers.row import HOLD, SourceRow
from ansinh.world.registers.text import column_index

REASON = "Lý do giữ lại"
SOURCE_ROW = "Dòng gốc"
ORIGIN = "Mã dòng"
A_CODE = re.compile(r"AS-[0-9a-f]{16}")
LEFT_OUT = {"blank", "subtotal", "total_in_words", "column_numbers", "no_list"}


def carried(row: SourceRow) -> str | None:
    """The code a row came back with, when it was sent to be corrected."""
    return next((cell for cell in row.cells.values() if cell.startswith("AS-") and A_CODE.fullmatch(cell)), None)


def origin_of(row: SourceRow, source: str) -> str:
    """What names a row for good: the code it came back with, else one of the file's digest, the sheet and the row."""
    of_here = hashlib.sha256(f"{source}|{row.sheet}|{row.row}".encode()).hexdigest()[:16]
    return carried(row) or f"AS-{of_here}"


def write(path: Path | str, rows: Iterable[SourceRow], *, source: str = "") -> int:
    """Writes the held rows of a reading to a workbook, a sheet for each sheet that has some; gives how many.

    ``rows`` is everything `read` gave, in its order, of the file with the digest ``source``. With nothing held the
    workbook says so in its one sheet.
    """
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    styles = {
        "plain": book.add_format({"num_format": "@", "border": 1}),
        "wrong": book.add_format({"num_format": "@", "border": 1, "bg_color": "#F8CBAD", "bold": True}),
        "look": book.add_format({"num_format": "@", "border": 1, "bg_color": "#FFF2CC"}),
        "head": book.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": "#DDEBF7"}),
        "free": book.add_format({"bold": True}),
    }
    page: _Page | None = None
    count = 0
    for row in rows:
        if page is None or page.name != row.sheet:
            page = _Page(book, row.sheet, styles, source)
        if row.held:
            page.write_held(row)
            count += 1
        else:
            page.remember(row)
    if not count:
        book.add_worksheet("Không có").write(0, 0, "Không có dòng nào phải sửa.", styles["free"])
    book.close()
    return count


class _Page:
    """One sheet of corrections while it is written."""

    def __init__(self, book: Any, name: str, styles: dict[str, Any], source: str) -> None:
        self.book, self.name, self.styles, self.source = book, name, styles, source
        self.sheet: Any = None
        self.waiting: list[SourceRow] = []
        self.headings: list[dict[str, str]] = []
        self.next_row = 0
        self.width = 0

    def remember(self, row: SourceRow) -> None:
        """Keeps a row around the list until a held row needs it; persons that land are not needed."""
        if row.outcome == "not_a_person" and row.remarks[0].code not in LEFT_OUT:
            self.waiting.append(row)

    def write_held(self, row: SourceRow) -> None:
        """The row, after what stands above it and has not been written yet."""
        if self.sheet is None:
            self.sheet = self.book.add_worksheet(self.name[:31])
            self.sheet.set_landscape()
            self.sheet.set_column(0, 60, 15)
            self.sheet.set_column(0, 0, 6)
        self._write_waiting(row)
        marks = {
            remark.column: "wrong" if remark.severity == HOLD else "look"
            for remark in sorted(row.remarks, key=_notes_first)
        }
        for letter in sorted({*row.cells, *filter(None, marks)}, key=column_index):
            if not A_CODE.fullmatch(row.cells.get(letter, "")):
                self._put(column_index(letter), row.cells.get(letter, ""), marks.get(letter, "plain"))
        reasons = " ".join(remark.sentence for remark in row.remarks if remark.severity == HOLD)
        for at, text in enumerate((reasons, str(row.row), origin_of(row, self.source))):
            self._put(self.width + at, text, "plain")
        self.next_row += 1

    def _write_waiting(self, held: SourceRow) -> None:
        heads = [row.cells for row in self.waiting if row.remarks[0].code == "heading"]
        signed = any(row.remarks[0].code == "signature" for row in self.waiting)
        again = bool(self.headings) and not signed and all(cells in self.headings for cells in heads)
        if heads and not again:
            self.headings = heads
        every = [held.cells, *self.headings]
        self.width = max(self.width, *(column_index(letter) + 1 for cells in every for letter in cells))
        under_heading = False
        for row in self.waiting:
            heading = row.remarks[0].code == "heading"
            if heading and again:
                continue
            for letter, text in row.cells.items():
                self._put(column_index(letter), text, "head" if heading else "free")
            if heading and not under_heading:
                for at, words in enumerate((REASON, SOURCE_ROW, ORIGIN)):
                    self._put(self.width + at, words, "head")
                self.sheet.set_column(self.width, self.width, 70)
                self.sheet.set_column(self.width + 2, self.width + 2, 22)
                self.sheet.set_row(self.next_row, 32)
            under_heading = heading
            self.next_row += 1
        self.waiting = []

    def _put(self, place: int, text: str, style: str) -> None:
        self.sheet.write_string(self.next_row, place, text, self.styles[style])


def _notes_first(remark: Any) -> bool:
    return bool(remark.severity == HOLD)
