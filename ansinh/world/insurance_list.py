"""The list Social Insurance is sent: a workbook with a sheet each for who comes, who goes and who changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, NamedTuple

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

HEADINGS = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số định danh", "Xã", "Thôn", "Nhóm cũ", "Nhóm mới", "Lý do",
)  # fmt: skip
WIDTHS = (6, 26, 12, 9, 16, 20, 16, 26, 26, 28)
SHEETS = (("Tăng", ("add",)), ("Giảm", ("remove",)), ("Thay đổi", ("change", "move")))


class Line(NamedTuple):
    """One person of the list, as it is written."""

    what: str
    full_name: str
    birth: str
    sex: str
    identity_number: str
    commune: str
    village: str
    before: str
    after: str
    reason: str


def write(lines: Iterable[Line], out: BinaryIO, *, title: str) -> None:
    """Write the workbook; numbers of identity stay text, so that leading noughts stay."""
    book = xlsxwriter.Workbook(out, {"constant_memory": False, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"})
    cell = book.add_format({"border": 1, "valign": "top", "text_wrap": True, "num_format": "@"})
    sheets: dict[str, tuple[Worksheet, str]] = {}
    for name, kinds in SHEETS:
        sheet = book.add_worksheet(name)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.write(0, 0, f"{title} - {name}", bold)
        sheet.write_row(2, 0, HEADINGS, head)
        sheet.freeze_panes(3, 2)
        sheet.repeat_rows(2)
        for at, width in enumerate(WIDTHS):
            sheet.set_column(at, at, width)
        sheets |= dict.fromkeys(kinds, (sheet, kinds[0]))
    rows = dict.fromkeys((kinds[0] for _, kinds in SHEETS), 0)
    for line in lines:
        sheet, kind = sheets[line.what]
        rows[kind] += 1
        sheet.write_number(rows[kind] + 2, 0, rows[kind], cell)
        for at, value in enumerate(line[1:], start=1):
            sheet.write_string(rows[kind] + 2, at, value, cell)
    book.close()
