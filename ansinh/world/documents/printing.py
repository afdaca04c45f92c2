"""A Word document of this system as PDF: the same paragraphs and tables, on A4 with the margins of decree 30/2020."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import HRFlowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table
from reportlab.platypus.doctemplate import LayoutError

from ansinh.world.documents.reading import Grid, Text, read
from ansinh.world.payments.typeset import BOLD, ITALIC, REGULAR, compose, register_fonts

LARGEST = 72
"""Points of the largest letters that are set."""

_SIDES = {"left": TA_LEFT, "centre": TA_CENTER, "right": TA_RIGHT, "both": TA_JUSTIFY}


def printed(document: bytes, title: str) -> bytes:
    """The PDF of a Word document (.docx); ``title`` is told by the reader's window.

    A table no page can hold, whatever an office's own template makes of it, is set as the paragraphs of its cells.
    """
    _face()
    said = read(document)
    try:
        return _built(said, title, _table)
    except (LayoutError, ValueError):
        return _built(said, title, _told)


def _built(said: list[Text | Grid], title: str, table: Callable[[Grid], list[Any]]) -> bytes:
    out = io.BytesIO()
    pages = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=30 * mm, rightMargin=15 * mm, topMargin=20 * mm, bottomMargin=20 * mm,
        title=title, author="", invariant=1,
    )  # fmt: skip
    story: list[Any] = []
    for block in said:
        story += table(block) if isinstance(block, Grid) else _paragraph(block)
    pages.build(story, onLaterPages=_numbered)
    return out.getvalue()


@cache
def _face() -> None:
    register_fonts()
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD)


def _numbered(canvas: Any, pages: Any) -> None:
    """The page's number in the middle at the top, from the second page on."""
    canvas.saveState()
    canvas.setFont(REGULAR, 13)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 13 * mm, str(canvas.getPageNumber()))
    canvas.restoreState()


def _paragraph(text: Text, *, cell: bool = False) -> list[Any]:
    if text.rule:
        return [HRFlowable(width=40 * mm, thickness=0.6, color="black", spaceBefore=1, spaceAfter=3)]
    if not text.plain.strip():
        return [Spacer(1, 2 if cell else 4)]
    size = min(text.size, LARGEST)
    style = ParagraphStyle(
        "p", fontName=REGULAR, fontSize=size, leading=size * 1.22, alignment=_SIDES[text.side],
        firstLineIndent=10 * mm if text.indent else 0, spaceBefore=0 if cell else 4, splitLongWords=False,
    )  # fmt: skip
    said = "".join(_run(one.text, one.bold, one.italic) for one in text.runs)
    return [Paragraph(said, style)]


def _run(text: str, bold: bool, italic: bool) -> str:
    said = escape(compose(text)).replace("\n", "<br/>")
    said = f"<b>{said}</b>" if bold else said
    return f"<i>{said}</i>" if italic else said


def _table(grid: Grid) -> list[Any]:
    rows = [[[part for one in cell for part in _paragraph(one, cell=True)] for cell in row] for row in grid.rows]
    widths = [width * mm for width in grid.widths] if all(grid.widths) else None
    table = Table(rows, colWidths=widths, repeatRows=1 if grid.ruled and len(rows) > 1 else 0, splitInRow=1)
    marks: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 3),
                        ("RIGHTPADDING", (0, 0), (-1, -1), 3)]  # fmt: skip
    if grid.ruled:
        marks.append(("GRID", (0, 0), (-1, -1), 0.5, "black"))
    table.setStyle(marks)
    return [table] if grid.ruled else [KeepTogether(table)]


def _told(grid: Grid) -> list[Any]:
    """What a table says, cell after cell."""
    return [part for row in grid.rows for cell in row for one in cell for part in _paragraph(one, cell=True)]
