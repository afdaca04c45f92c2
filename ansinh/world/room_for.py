"""Whether a workbook somebody sent fits in memory, seen before it is opened.

A workbook of a few kilobytes can name a cell a million rows down and sixteen thousand columns across, or unpack to
many gigabytes: opening it would end the whole program. Here it is refused with a sentence instead.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

UNPACKED = 2**30
"""At most so many bytes when unpacked."""

CELLS = 30_000_000
"""At most so many cells between the first and the last of a sheet: the reader keeps them all."""

_FAR = re.compile(rb"r=[\"'](?:[A-Za-z]{2}|[A-Za-z]?\d{7})")
"""A name beyond column Z or row 999,999: a sheet without one has fewer than `CELLS`."""

_NAMED = re.compile(rb"\sr=[\"']([A-Za-z]*)(\d+)[\"']")
_FILLED = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Za-z]+)(\d+)[\"'][^>]*(?<!/)>")
_ODS_CELL = re.compile(rb"table-cell\b([^>]*)>")
_ROWS = re.compile(rb"number-rows-repeated=[\"'](\d+)[\"']")
_COLUMNS = re.compile(rb"number-columns-repeated=[\"'](\d+)[\"']")


def too_large(data: bytes) -> str | None:
    """The sentence for whoever sent it when a file cannot be opened safely; None when it can, or is no package.

    Packed are XLSX and ODS; XLSB is refused, because how far its cells reach is not seen without opening it.
    """
    if not data.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if any(part.filename.lower().endswith(".bin") and "/worksheets/" in part.filename for part in parts):
                return "Tệp .xlsb không đọc được ở đây. Mở tệp bằng Excel, lưu thành .xlsx rồi gửi lại."
            if sum(part.file_size for part in parts) > UNPACKED:
                return "Tệp giải nén ra quá lớn (hơn 1 GB). Hãy tách theo xã rồi gửi từng tệp."
            if any(_vast(package.read(part)) for part in parts if part.filename.lower().endswith(".xml")):
                return "Bảng tính quá rộng: có ô ghi ở rất xa bảng. Hãy chép riêng bảng sang một tệp mới rồi gửi lại."
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error):
        return "Không mở được tệp: không phải bảng tính, hoặc tệp đã hỏng."
    return None


def _vast(xml: bytes) -> bool:
    """Whether a sheet's cells lie too far apart, for the reader to keep every cell between them."""
    if b"table:table" in xml:
        return _area(*_repeated(xml)) > CELLS
    if not _FAR.search(xml) or _area(*_corner(set(_NAMED.findall(xml)))) <= CELLS:
        return False
    # Cells far out that only carry a style are common, and not kept: only filled ones count.
    return _area(*_corner(set(_FILLED.findall(xml)))) > CELLS


def _corner(names: set[tuple[bytes, bytes]]) -> tuple[int, int]:
    """The last row and column that names like ("XFD", "12") reach."""
    height = max((int(digits[:12]) for _, digits in names), default=0)
    return height, max((_column(letters) for letters in {letters for letters, _ in names}), default=0)


def _area(height: int, width: int) -> int:
    return height * max(width, 1)


def _repeated(xml: bytes) -> tuple[int, int]:
    """How many rows and columns an ODS sheet's filled cells reach, all sheets taken together."""
    rows = height = width = 0
    for row in xml.split(b"<table:table-row")[1:]:
        rows += _times(_ROWS, row)
        column = reach = 0
        for attributes in _ODS_CELL.findall(row):
            column += _times(_COLUMNS, attributes)
            if b"value" in attributes:
                reach = column
        if reach:
            height, width = rows, max(width, reach)
    return height, width


def _times(written: re.Pattern[bytes], text: bytes) -> int:
    found = written.search(text)
    return int(found[1][:12]) if found else 1


def _column(letters: bytes) -> int:
    """The number of a column: A is 1, XFD is 16384."""
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - 64
    return number
