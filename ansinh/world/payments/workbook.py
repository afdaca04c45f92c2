"""A workbook in an office's looks: Times New Roman, ruled cells, A4 landscape, numbers as numbers.

A text that begins like a formula (= + - @) is written as text. Rows go straight to the file, so size costs no
memory; each row is finished before the next is begun.
"""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate, pairwise
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ansinh.world.payments.figures import day_and_place
from ansinh.world.payments.listing import Signatory
from ansinh.world.payments.typeset import compose

_FACE = {"font_name": "Times New Roman", "font_size": 11}
_CELL = {**_FACE, "border": 1, "valign": "vcenter"}
_FORMATS: dict[str, dict[str, Any]] = {
    "plain": {**_FACE},
    "office": {**_FACE, "bold": True},
    "title": {**_FACE, "bold": True, "font_size": 14, "align": "center"},
    "subtitle": {**_FACE, "align": "center"},
    "banner": {**_FACE, "bold": True, "align": "center", "valign": "vcenter", "border": 2},
    "head": {**_CELL, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#EDEDED"},
    "text": {**_CELL, "num_format": "@", "text_wrap": True, "indent": 1},
    "centre": {**_CELL, "num_format": "@", "align": "center", "text_wrap": True},
    "beside": {**_CELL, "num_format": "@", "indent": 1},
    "money": {**_CELL, "num_format": "#,##0", "align": "right", "indent": 1},
    "rare money": {**_CELL, "num_format": "#,##0;-#,##0;", "align": "right", "indent": 1},
    "count": {**_CELL, "num_format": "0", "align": "center"},
    "section": {**_CELL, "bold": True, "indent": 1},
    "sum": {**_CELL, "bold": True, "num_format": "#,##0", "align": "right", "indent": 1, "bg_color": "#EDEDED"},
    "sum label": {**_CELL, "bold": True, "indent": 1, "bg_color": "#EDEDED"},
    "sign": {**_FACE, "bold": True, "align": "center"},
    "sign note": {**_FACE, "italic": True, "align": "center"},
}


class Workbook:
    """An XLSX being written with the office's formats, row after row."""

    def __init__(self, to: BinaryIO) -> None:
        self.book = xlsxwriter.Workbook(
            to, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self.formats = {name: self.book.add_format(look) for name, look in _FORMATS.items()}

    def sheet(self, name: str, widths: Sequence[int]) -> Worksheet:
        """A sheet for A4 landscape, as wide as one page."""
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&9&A&R&9Trang &P/&N")
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def text(self, sheet: Worksheet, row: int, column: int, text: str, look: str) -> None:
        """A text, never taken for a formula or a number."""
        if text:
            sheet.write_string(row, column, compose(text), self.formats[look])
        else:
            sheet.write_blank(row, column, None, self.formats[look])

    def across(self, sheet: Worksheet, row: int, columns: tuple[int, int], text: str, look: str) -> None:
        """A text over several columns of one row."""
        if columns[0] == columns[1]:
            self.text(sheet, row, columns[0], text, look)
        else:
            sheet.merge_range(row, columns[0], row, columns[1], "", self.formats[look])
            self.text(sheet, row, columns[0], text, look)

    def signatures(
        self,
        sheet: Worksheet,
        row: int,
        widths: Sequence[int],
        place: str,
        on: date,
        signatories: Sequence[Signatory],
    ) -> int:
        """The place and day, then who signs, sharing columns of these ``widths``; returns the last row."""
        spans = _shares(widths, len(signatories))
        if spans:
            self.across(sheet, row, spans[-1], day_and_place(place, on), "sign note")
        for offset, look in ((1, "sign"), (2, "sign note"), (7, "sign")):
            for span, signatory in zip(spans, signatories, strict=True):
                text = {1: signatory.title, 2: "(Ký, ghi rõ họ tên)", 7: signatory.name}[offset]
                self.across(sheet, row + offset, span, text, look)
        return row + 7

    def close(self) -> None:
        self.book.close()


def _shares(widths: Sequence[int], parts: int) -> list[tuple[int, int]]:
    """The first and last column of each of ``parts`` stretches that are about equally wide."""
    if not parts:
        return []
    ends = list(accumulate(widths))
    cuts = [0]
    for part in range(1, parts):
        wanted = ends[-1] * part / parts
        nearest = min(range(len(widths)), key=lambda column: abs(ends[column] - wanted))
        cuts.append(max(nearest + 1, cuts[-1] + 1))
    return [(start, end - 1) for start, end in pairwise([*cuts, max(len(widths), cuts[-1] + 1)])]
