"""A payment list as a workbook: numbers as numbers, codes as text, ready to print and to be read back.

Totals are values, not formulas: they are the sums the list was made with, the same in every file.
"""

from collections.abc import Sequence
from typing import BinaryIO

from xlsxwriter.worksheet import Worksheet

from ansinh.world.payments.columns import Column, in_workbook
from ansinh.world.payments.figures import dong, month_text
from ansinh.world.payments.list_paper import state_notes
from ansinh.world.payments.listing import PaymentLine, PaymentList, sums
from ansinh.world.payments.typeset import REGULAR, register_fonts, wrap
from ansinh.world.payments.workbook import Workbook

_CHARACTER, _INDENT = 5.25, 7.0  # in points: a character of a column's width, and what an indent takes of it
_ROW_HEIGHT = 24


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
    first = row = row + 1
    for heading, lines in payment_list.sections():
        if heading:
            _write_sums(book, sheet, row, columns, f"{heading}: {dong(len(lines))} người", lines, "section", "sum")
            row += 1
        for line in lines:
            _write_line(book, sheet, row, columns, line)
            row += 1
    for number, column in enumerate(columns):
        if column.choices and row > first:
            sheet.data_validation(first, number, row - 1, number, {"validate": "list", "source": list(column.choices)})
    label = f"TỔNG CỘNG: {dong(len(payment_list.lines))} người"
    _write_sums(book, sheet, row, columns, label, payment_list.lines, "sum label", "sum")
    last = _write_closing(book, sheet, row + 1, payment_list, [column.chars for column in columns[:printed]])
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
    about = f"{how_paid} – Đơn vị tính: đồng"
    book.across(sheet, row + 2, (0, width - 1), about, "subtitle")
    row += 3
    for note in state_notes(payment_list):
        sheet.set_row(row, _ROW_HEIGHT)
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
    sheet.set_row(row, _ROW_HEIGHT)
    book.across(sheet, row, (0, first - 1), label, label_look)
    for number, column in enumerate(columns[first:], first):
        if column.sum is not None:
            sheet.write_number(row, number, column.sum(figures), book.formats[sum_look])
        else:
            sheet.write_blank(row, number, None, book.formats[label_look])


def _write_closing(book: Workbook, sheet: Worksheet, row: int, payment_list: PaymentList, widths: Sequence[int]) -> int:
    """The total in words and who signs; returns the last row."""
    sheet.set_row(row, _ROW_HEIGHT)
    book.text(sheet, row, 0, f"Số tiền bằng chữ: {payment_list.total_in_words}.", "office")
    return book.signatures(
        sheet, row + 2, widths, payment_list.place, payment_list.prepared_on, payment_list.signatories
    )


def _after_name(columns: Sequence[Column]) -> int:
    """The columns that stay in sight when the sheet is moved sideways: to the name."""
    return 1 + next((n for n, column in enumerate(columns) if "họ" in column.head.lower()), 0)
