"""A statistical table as an office sends it: headings, column numbers, rows by unit; as XLSX and as Word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

import xlsxwriter
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

FONT = "Times New Roman"
Value = int | str | None
MANY = 12
"""So many columns have room for headings of full size."""

PAGE, NUMBER, NAME = 267, 10, 34
"""Millimetres: between the margins, of the number in the list, of what a row is of."""


class Row(NamedTuple):
    """One row: its number in the list (empty: a sum), what it is of, its values; ``strong`` for sums."""

    at: str
    name: str
    values: tuple[Value, ...]
    strong: bool = False


class Form(NamedTuple):
    """One table: ``columns`` are headings after "STT" and what rows are of, ``marks`` the line of numbers below."""

    number: str
    title: str
    office: str
    period: str
    of: str
    columns: tuple[str, ...]
    marks: tuple[str, ...]
    rows: Sequence[Row]
    note: str = ""


def percent(hundredths: int | None) -> str:
    """A rate in hundredths of a percent as it is printed: 65 is 0,65."""
    if hundredths is None:
        return ""
    return f"{'-' if hundredths < 0 else ''}{abs(hundredths) // 100},{abs(hundredths) % 100:02d}"


def write_workbook(forms: Sequence[Form], out: BinaryIO) -> None:
    """Every table on a sheet of its own, numbers as numbers, ready to print across one page."""
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    plain = {"font_name": FONT, "font_size": 11, "border": 1, "valign": "vcenter"}
    head = book.add_format(plain | {"bold": True, "text_wrap": True, "align": "center"})
    number = book.add_format(plain | {"num_format": "#,##0"})
    rate = book.add_format(plain | {"align": "right"})
    strong = book.add_format(plain | {"num_format": "#,##0", "bold": True})
    title = book.add_format({"font_name": FONT, "font_size": 14, "bold": True, "align": "center"})
    soft = book.add_format({"font_name": FONT, "font_size": 12, "align": "center"})
    for form in forms:
        sheet = book.add_worksheet(form.number[:31])
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, 1, 26)
        sheet.set_column(2, len(form.columns) + 1, 11)
        sheet.write_string(0, 0, form.office, book.add_format({"font_name": FONT, "bold": True}))
        last = len(form.columns) + 1
        sheet.merge_range(1, 0, 1, last, form.title, title)
        sheet.merge_range(2, 0, 2, last, form.period, soft)
        sheet.write_row(4, 0, ["STT", form.of, *form.columns], head)
        sheet.write_row(5, 0, ["A", "B", *form.marks], head)
        for line, row in enumerate(form.rows, start=6):
            face = strong if row.strong else number
            sheet.write_string(line, 0, row.at, face)
            sheet.write_string(line, 1, row.name, face)
            for at, value in enumerate(row.values, start=2):
                if isinstance(value, int):
                    sheet.write_number(line, at, value, face)
                else:
                    sheet.write_string(line, at, value or "", rate)
        if form.note:
            sheet.write_string(len(form.rows) + 7, 0, form.note)
        sheet.repeat_rows(4, 5)
        sheet.freeze_panes(6, 2)
    book.close()


def write_document(forms: Sequence[Form], out: BinaryIO) -> None:
    """Every table on pages of its own, landscape, with the heading repeated and a place to sign."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(10)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(15)
    for at, form in enumerate(forms):
        if at:
            document.add_page_break()
        document.add_paragraph(form.office).runs[0].bold = True
        for text, size in ((form.title.upper(), 13), (form.period, 11)):
            line = document.add_paragraph()
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = line.add_run(text)
            run.bold, run.font.size = size > 11, Pt(size)
        _table(document, form)
        if form.note:
            document.add_paragraph(form.note)
        _signed(document)
    document.save(out)


def _signed(document: Document) -> None:  # type: ignore[valid-type]
    """Two places to sign, side by side, on the page the table ends on."""
    document.add_paragraph()  # type: ignore[attr-defined]
    cells = document.add_table(rows=1, cols=2).rows[0].cells  # type: ignore[attr-defined]
    for cell, text in zip(cells, ("Người lập biểu", "Thủ trưởng cơ quan"), strict=True):
        _write(cell, text, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)


def _table(document: Document, form: Form) -> None:  # type: ignore[valid-type]
    table = document.add_table(rows=2, cols=len(form.columns) + 2)  # type: ignore[attr-defined]
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    table.autofit, size = False, 9.0 if len(form.columns) <= MANY else 7.5
    for column, width in zip(table.columns, _widths(form), strict=True):
        column.width = width
    for line, texts in enumerate((["STT", form.of, *form.columns], ["A", "B", *form.marks])):
        row = table.rows[line]
        repeated(row)
        for cell, text in zip(row.cells, texts, strict=True):
            _write(cell, text, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER, size=size)
    for one in form.rows:
        cells = table.add_row().cells
        texts = [one.at, one.name, *(_shown(value) for value in one.values)]
        for cell, text in zip(cells, texts, strict=True):
            words = any(letter.isalpha() for letter in text)
            side = WD_ALIGN_PARAGRAPH.LEFT if words else WD_ALIGN_PARAGRAPH.RIGHT
            _write(cell, text, bold=one.strong, align=side)


def _widths(form: Form) -> list[Mm]:
    """The number narrow, what rows are of wide enough for a name, the rest by how much is written in them."""
    most = [max(len(_shown(one.values[at])) for one in form.rows) if form.rows else 1
            for at in range(len(form.columns))]  # fmt: skip
    shares = [min(30, max(5, letters)) for letters in most]
    left = PAGE - NUMBER - NAME
    return [Mm(NUMBER), Mm(NAME), *(Mm(left * share / sum(shares)) for share in shares)]


def _shown(value: Value) -> str:
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else value or ""


def _write(cell: object, text: str, *, bold: bool, align: object, size: float = 9) -> None:
    paragraph = cell.paragraphs[0]  # type: ignore[attr-defined]
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)


def repeated(row: object) -> None:
    """The row stands at the top of every page the table goes on to."""
    mark = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(mark)  # type: ignore[attr-defined]
