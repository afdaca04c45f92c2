"""A payment list as a workbook: numbers as numbers, codes as text, ready to print and to be read back.

Totals are values, not formulas: they are the sums the list was made with, the same in every file. A text that
begins like a formula (= + - @) is written as text. Rows go straight to the file, so size costs no memory.
"""

from collections.abc import Sequence
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ansinh.world.payments.columns import Column, in_workbook
from ansinh.world.payments.figures import dong, long_date, month_text
from ansinh.world.payments.list_paper import state_notes
from ansinh.world.payments.listing import PaymentLine, PaymentList, sums
from ansinh.world.payments.typeset import REGULAR, compose, register_fonts, wrap

_FACE = {"font_name": "Times New Roman", "font_size": 11}
_CHARACTER, _INDENT = 5.25, 7.0  # in points: a character of a column's width, and what an indent takes of it
_ROW_HEIGHT = 24
_CELL = {**_FACE, "border": 1, "valign": "vcenter"}
_FORMATS: dict[str, dict[str, Any]] = {
    "plain": {**_FACE},
    "office": {**_FACE, "bold": True},
    "title": {**_FACE, "bold": True, "font_size": 14, "align": "center"},
    "subtitle": {**_FACE, "align": "center"},
    "banner": {**_FACE, "bold": True, "align": "center", "border": 2},
    "head": {**_CELL, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#EDEDED"},
    "text": {**_CELL, "num_format": "@", "text_wrap": True, "indent": 1},
    "centre": {**_CELL, "num_format": "@", "align": "center", "text_wrap": True},
    "beside": {**_CELL, "num_format": "@", "indent": 1},
    "money": {**_CELL, "num_format": "#,##0"},
    "rare money": {**_CELL, "num_format": "#,##0;-#,##0;"},
    "count": {**_CELL, "num_format": "0", "align": "center"},
    "section": {**_CELL, "bold": True, "text_wrap": False},
    "sum": {**_CELL, "bold": True, "num_format": "#,##0", "bg_color": "#EDEDED"},
    "sum label": {**_CELL, "bold": True, "bg_color": "#EDEDED"},
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

    def close(self) -> None:
        self.book.close()


def write_list(
    payment_list: PaymentList, columns: Sequence[Column], to: BinaryIO, *, title: str, how_paid: str
) -> None:
    """Write the list with ``columns`` as one sheet: heading, lines in sections, total, words, signatures."""
    columns = in_workbook(columns)
    printed = sum(not column.beside for column in columns)
    register_fonts()
    book = Workbook(to)
    sheet = book.sheet(f"Tháng {month_text(payment_list.month).replace('/', '-')}", [col.chars for col in columns])
    row = _write_top(book, sheet, payment_list, printed, title, how_paid)
    sheet.set_row(row, 48)
    for number, column in enumerate(columns):
        book.text(sheet, row, number, column.full_head, "head")
    sheet.repeat_rows(row)
    sheet.freeze_panes(row + 1, _after_name(columns))
    row += 1
    for heading, lines in payment_list.sections():
        if heading:
            _write_sums(book, sheet, row, columns, f"{heading}: {dong(len(lines))} người", lines, "section", "sum")
            row += 1
        for line in lines:
            _write_line(book, sheet, row, columns, line)
            row += 1
    label = f"TỔNG CỘNG: {dong(len(payment_list.lines))} người"
    _write_sums(book, sheet, row, columns, label, payment_list.lines, "sum label", "sum")
    last = _write_closing(book, sheet, row + 1, payment_list, printed)
    sheet.print_area(0, 0, last, printed - 1)
    book.close()


def _write_top(
    book: Workbook, sheet: Worksheet, payment_list: PaymentList, width: int, title: str, how_paid: str
) -> int:
    """Office, title, month and notes; returns the next free row."""
    row = 0
    for line in payment_list.office.split("\n"):
        book.text(sheet, row, 0, line, "office")
        row += 1
    book.across(sheet, row, (0, width - 1), title, "title")
    month = f"Tháng {month_text(payment_list.month)} – {payment_list.commune}"
    book.across(sheet, row + 1, (0, width - 1), month, "subtitle")
    about = f"{payment_list.run_label} – {how_paid} – Đơn vị tính: đồng"
    book.across(sheet, row + 2, (0, width - 1), about, "subtitle")
    row += 3
    for note in state_notes(payment_list):
        book.across(sheet, row, (0, width - 1), note, "banner")
        row += 1
    return row + 1


def _write_line(book: Workbook, sheet: Worksheet, row: int, columns: Sequence[Column], line: PaymentLine) -> None:
    values = [column.value(line) for column in columns]
    sheet.set_row(row, _height(columns, values))
    for number, (column, value) in enumerate(zip(columns, values, strict=True)):
        if isinstance(value, int):
            sheet.write_number(row, number, value, book.formats[column.kind])
        else:
            book.text(sheet, row, number, value, "beside" if column.beside else column.kind)


def _height(columns: Sequence[Column], values: Sequence[str | int]) -> int:
    """The height in points of a row whose texts are broken to their columns; room to sign at the least."""
    lines = 1
    for column, value in zip(columns, values, strict=True):
        if isinstance(value, str) and not column.beside and len(value) > column.chars * 0.7:
            lines = max(lines, len(wrap(value, REGULAR, 11, column.chars * _CHARACTER - _INDENT)))
    return max(_ROW_HEIGHT, lines * 15 + 3)


def _write_sums(
    book: Workbook,
    sheet: Worksheet,
    row: int,
    columns: Sequence[Column],
    label: str,
    lines: Sequence[PaymentLine],
    label_look: str,
    sum_look: str,
) -> None:
    """A row with a label before the first figure, and the sums of ``lines`` under their columns."""
    figures = sums(lines)
    first = next(number for number, column in enumerate(columns) if column.sum is not None)
    book.across(sheet, row, (0, first - 1), label, label_look)
    for number, column in enumerate(columns[first:], first):
        if column.sum is not None:
            sheet.write_number(row, number, column.sum(figures), book.formats[sum_look])
        else:
            sheet.write_blank(row, number, None, book.formats[label_look])


def _write_closing(book: Workbook, sheet: Worksheet, row: int, payment_list: PaymentList, width: int) -> int:
    """The total in words and who signs; returns the last row."""
    book.text(sheet, row, 0, f"Số tiền bằng chữ: {payment_list.total_in_words}.", "office")
    share = width // max(len(payment_list.signatories), 1)
    spans = [(n * share, (n + 1) * share - 1) for n in range(len(payment_list.signatories))]
    day = f"{payment_list.place}, {long_date(payment_list.prepared_on)}" if payment_list.place else ""
    if spans:
        book.across(sheet, row + 2, spans[-1], day or long_date(payment_list.prepared_on).capitalize(), "sign note")
    for offset, look in ((3, "sign"), (4, "sign note"), (9, "sign")):
        for span, signatory in zip(spans, payment_list.signatories, strict=True):
            text = {3: signatory.title, 4: "(Ký, ghi rõ họ tên)", 9: signatory.name}[offset]
            book.across(sheet, row + offset, span, text, look)
    return row + 9


def _after_name(columns: Sequence[Column]) -> int:
    """The columns that stay in sight when the sheet is moved sideways: to the name."""
    return 1 + next((n for n, column in enumerate(columns) if "họ" in column.head.lower()), 0)
