"""A report as the browser shows it: the paragraphs and tables of its document, each number a link."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.urls import reverse

from ansinh.reckoning.numbers import CLOSE, MIDDLE, OPEN
from ansinh.record.models.reporting import Report
from ansinh.world.documents.reading import Grid, Text, read

_MARKED = re.compile(f"{OPEN}([a-z_]+)\\.([a-z0-9_]+){MIDDLE}([^{CLOSE}]*){CLOSE}")


class Piece(NamedTuple):
    """Letters of one look, and what they open."""

    text: str
    bold: bool
    italic: bool
    href: str


class Line(NamedTuple):
    """A paragraph."""

    pieces: tuple[Piece, ...]
    side: str
    indent: bool
    rule: bool


class Block(NamedTuple):
    """A paragraph or a table of them; ``heads`` its first row when it is ruled."""

    line: Line | None
    heads: tuple[tuple[Line, ...], ...] = ()
    rows: tuple[tuple[tuple[Line, ...], ...], ...] = ()
    ruled: bool = False


def blocks(report: Report, document: bytes) -> list[Block]:
    """What a report's document says, a link at each number."""
    found = []
    for one in read(document):
        if isinstance(one, Grid):
            rows = tuple(tuple(tuple(_line(report, text) for text in cell) for cell in row) for row in one.rows)
            found.append(Block(None, rows[0] if one.ruled else (), rows[1:] if one.ruled else rows, one.ruled))
        else:
            found.append(Block(_line(report, one)))
    return found


def _line(report: Report, text: Text) -> Line:
    pieces = []
    for run in text.runs:
        at = 0
        for mark in _MARKED.finditer(run.text):
            pieces.append(Piece(run.text[at : mark.start()], run.bold, run.italic, ""))
            href = reverse("report_number", args=[report.pk, mark[1], mark[2]])
            pieces.append(Piece(mark[3], run.bold, run.italic, href))
            at = mark.end()
        pieces.append(Piece(run.text[at:], run.bold, run.italic, ""))
    return Line(tuple(one for one in pieces if one.text), text.side, text.indent, text.rule)
