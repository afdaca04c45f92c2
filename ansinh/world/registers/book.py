"""Opening the file an office sends: XLSX, XLS as old as Excel 97, ODS or CSV, as sheets of plain text.

Every cell comes out as text in Unicode: whole numbers without ".0", days as dd/mm/yyyy, old encodings read.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import python_calamine as calamine

from ansinh.world.registers.old_letters import decode, suspect, tally
from ansinh.world.registers.text import tidy
from ansinh.world.room_for import too_large

SAMPLE_ROWS = 400
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]


class UnreadableWorkbook(ValueError):
    """The file cannot be opened at all; its words are a sentence for the officer."""


@dataclass(slots=True)
class Line:
    """One row of a sheet: its number as Excel shows it, its texts from column A on, cells not surely read."""

    number: int
    texts: list[str]
    unsure: list[int] = field(default_factory=list)
    rounded: list[int] = field(default_factory=list)
    """Cells kept as numbers longer than a workbook can hold exactly (15 digits)."""


@dataclass(slots=True)
class Sheet:
    """A sheet: its name, merged cells (row, column from 0) and its rows, read once from top to bottom."""

    name: str
    merged: Merged
    raw: Iterable[Sequence[Any]]
    first_column: int = 0
    seen: tuple[str, ...] = ()

    def lines(self) -> Iterator[Line]:
        """Every row from the first, blank ones too."""
        lead = [""] * self.first_column
        for number, cells in enumerate(self.raw, 1):
            line = Line(number, lead + [cell if type(cell) is str else _text(cell) for cell in cells])
            self._read_letters(line)
            for place, cell in enumerate(cells, self.first_column):
                if type(cell) is float and abs(cell) >= 1e15:
                    line.rounded.append(place)
            yield line

    def _read_letters(self, line: Line) -> None:
        """Texts put in order, in place: old encodings read, letters composed, spaces single."""
        seen, texts = self.seen, line.texts
        if len(seen) > 1:
            here = [name for name, _ in tally(texts).most_common()]
            seen = tuple(here) if here else seen
        for place, text in enumerate(texts):
            if not text:
                continue
            if not text.isascii() and suspect(text):
                text, sure = decode(text, seen)
                if not sure:
                    line.unsure.append(place)
            texts[place] = tidy(text)


def open_book(source: Path | str | bytes) -> list[Sheet]:
    """The sheets of a workbook in their order, hidden ones too. Raises `UnreadableWorkbook`."""
    data = source if isinstance(source, bytes) else _bytes(Path(source))
    if not data.strip():
        raise UnreadableWorkbook("Tệp rỗng, không có gì để đọc.")
    if refused := too_large(data):
        raise UnreadableWorkbook(refused)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [_sheet(book, number) for number in range(len(book.sheet_names))]
    except calamine.PasswordError as error:
        raise UnreadableWorkbook("Tệp có mật khẩu. Mở tệp, bỏ mật khẩu rồi gửi lại.") from error
    except calamine.CalamineError as error:
        if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF") or (
            b"\x00" in data and data[:2] not in UTF16_MARKS
        ):
            raise UnreadableWorkbook("Không mở được tệp: không phải bảng tính, hoặc tệp đã hỏng.") from error
        sheets = [Sheet("CSV", (), _csv(data))]
    _notice_encodings(sheets)
    return sheets


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableWorkbook(f"Không mở được tệp {path.name}.") from error


def _sheet(book: calamine.CalamineWorkbook, number: int) -> Sheet:
    sheet = book.get_sheet_by_index(number)
    first = sheet.start[1] if sheet.start else 0
    return Sheet(tidy(book.sheet_names[number]), sheet.merged_cell_ranges or (), _Rows(sheet), first)


class _Rows:
    """The rows of a calamine sheet, to be gone through more than once without keeping them."""

    def __init__(self, sheet: calamine.CalamineSheet) -> None:
        self.sheet = sheet

    def __len__(self) -> int:
        return int(self.sheet.total_height)

    def __iter__(self) -> Iterator[Sequence[Any]]:
        return iter(self.sheet.iter_rows()) if self.sheet.start else iter(())


def _notice_encodings(sheets: list[Sheet]) -> None:
    """Tells every sheet which encodings the file is surely written in, commonest first."""
    found: Counter[str] = Counter()
    for sheet in sheets:
        for number, cells in enumerate(sheet.raw):
            if number > SAMPLE_ROWS:
                break
            found += tally(cell for cell in cells if type(cell) is str)
    seen = tuple(name for name, _ in found.most_common())
    for sheet in sheets:
        sheet.seen = seen
        sheet.name = tidy(decode(sheet.name, seen)[0])


def _text(cell: Any) -> str:
    """A cell that is not text, as an officer would type it."""
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime | date):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year:04d}"
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    return "" if cell is None or isinstance(cell, timedelta) else str(cell)


def _csv(data: bytes) -> list[list[str]]:
    """The rows of a CSV file: UTF-8, UTF-16 or a Windows code page; comma, semicolon or tab."""
    try:
        text = _csv_text(data)
    except UnicodeDecodeError as error:
        raise UnreadableWorkbook("Không đọc được chữ trong tệp: tệp đã hỏng hoặc bị cắt giữa chừng.") from error
    head = "\n".join(text.splitlines()[:20])
    comma = max(",;\t", key=head.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=comma))
    except csv.Error as error:
        raise UnreadableWorkbook("Không đọc được tệp CSV: có ô quá dài, thường do thiếu dấu ngoặc kép.") from error


def _csv_text(data: bytes) -> str:
    if data[:2] in UTF16_MARKS:
        return data.decode("utf-16")
    for encoding in ("utf-8-sig", "cp1258" if _fits_1258(data) else "latin-1"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _fits_1258(data: bytes) -> bool:
    """Whether more words are surely Vietnamese by the Windows-1258 page than by the old font encodings."""
    sample = data[:20000]
    windows = tally(tidy(word) for word in sample.decode("cp1258", "replace").split())
    fonts = tally(sample.decode("latin-1").split())
    return windows["unicode"] > 2 * (fonts["tcvn3"] + fonts["vni"]) and b"\xec" in sample
