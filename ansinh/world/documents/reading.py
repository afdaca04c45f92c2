"""A Word document read as what is on its pages: paragraphs and tables in their order, with their look.

From here a report is shown in the browser and set as PDF, out of the same document an office takes as Word.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph

Side = Literal["left", "centre", "right", "both"]
_SIDES: dict[Any, Side] = {
    WD_ALIGN_PARAGRAPH.CENTER: "centre", WD_ALIGN_PARAGRAPH.RIGHT: "right", WD_ALIGN_PARAGRAPH.JUSTIFY: "both",
}  # fmt: skip


class Run(NamedTuple):
    """Letters of one look."""

    text: str
    bold: bool
    italic: bool


class Text(NamedTuple):
    """A paragraph; ``rule``: an empty one with a line under it; ``size`` in points."""

    runs: tuple[Run, ...]
    side: Side
    indent: bool
    rule: bool
    size: float

    @property
    def plain(self) -> str:
        """Its letters."""
        return "".join(run.text for run in self.runs)


class Grid(NamedTuple):
    """A table: rows of cells of paragraphs; ``ruled``: with lines; ``widths`` of its columns in millimetres."""

    rows: tuple[tuple[tuple[Text, ...], ...], ...]
    ruled: bool
    widths: tuple[float, ...]


def read(document: bytes) -> list[Text | Grid]:
    """The paragraphs and tables of a Word document (.docx) this system made."""
    return list(_blocks(docx.Document(io.BytesIO(document))))


def _blocks(document: Any) -> Iterator[Text | Grid]:
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield _text(block)
        elif isinstance(block, Table):
            yield _grid(block)


def _text(paragraph: Paragraph) -> Text:
    letters = list(_letters(paragraph))
    runs = tuple(Run(run.text, bool(run.bold), bool(run.italic)) for run in letters if run.text)
    look = paragraph.paragraph_format
    ruled = paragraph._p.find(".//{*}pBdr") is not None
    sizes = [run.font.size.pt for run in letters if run.font.size is not None]
    return Text(
        runs, _SIDES.get(paragraph.alignment, "left"), bool(look.first_line_indent), ruled and not runs,
        max(sizes, default=13.0),
    )  # fmt: skip


def _letters(paragraph: Paragraph) -> Iterator[Any]:
    """The runs of a paragraph, those of a link among them: it is read, and opens nothing."""
    for one in paragraph.iter_inner_content():
        yield from one.runs if isinstance(one, Hyperlink) else [one]


def _grid(table: Table) -> Grid:
    ruled = table.style is not None and table.style.name == "Table Grid"
    rows = tuple(tuple(tuple(_within(cell)) for cell in row.cells) for row in table.rows)
    widths = tuple(column.width.mm if column.width is not None else 0.0 for column in table.columns)
    return Grid(rows, ruled, widths)


def _within(cell: Any) -> Iterator[Text]:
    """The paragraphs of a cell, those of a table within it after one another."""
    for block in _blocks(cell):
        if isinstance(block, Grid):
            yield from (text for row in block.rows for one in row for text in one)
        else:
            yield block
