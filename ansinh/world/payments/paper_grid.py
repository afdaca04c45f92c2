"""The ruled table of a printed list: heads in two levels, rows as tall as their text, and sums."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, groupby

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from ansinh.world.payments.figures import dong
from ansinh.world.payments.listing import Sums
from ansinh.world.payments.paper import Paper, PaperColumn, PaperRow
from ansinh.world.payments.typeset import BOLD, MM, REGULAR, compose, size_that_fits, width_of, wrap

_PAD = 1.1 * MM
_HEAD_SIZE, _SMALL_SIZE, _SUM_SIZE = 9.0, 7.6, 9.5
_LEADING = 1.16
_SHADE = Color(0.93, 0.93, 0.93)
SUM_HEIGHT = 6.2 * MM
Line = tuple[str, str, float]  # text, font, size


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row ready to draw: each cell's lines, and the height of the whole in points."""

    row: PaperRow
    cells: tuple[list[Line], ...]
    height: float


class Grid:
    """Draws the parts of one table onto a canvas, each below a given height; each returns where it ends."""

    def __init__(self, canvas: Canvas, paper: Paper, left: float) -> None:
        self.canvas, self.paper = canvas, paper
        widths = [column.width * MM for column in paper.columns]
        self.edges = list(accumulate(widths, initial=left))
        self.left, self.right = left, self.edges[-1]
        self.first_sum = next(n for n, column in enumerate(paper.columns) if column.sum is not None)
        self._head_heights = self._measure_head()

    # heads

    def _measure_head(self) -> tuple[float, float]:
        """The heights of the level of groups (nought when there are none) and of the columns under them."""
        columns = range(len(self.paper.columns))
        heights = [len(self._head_lines(n)) * _HEAD_SIZE * _LEADING + 2 * MM for n in columns]
        under = [heights[n] for n in columns if self.paper.columns[n].group]
        alone = [heights[n] for n in columns if not self.paper.columns[n].group]
        upper = _HEAD_SIZE * _LEADING + 2 * MM if under else 0.0
        return upper, max(max(under, default=0.0), max(alone, default=0.0) - upper)

    def _head_lines(self, column: int) -> tuple[str, ...]:
        width = self.edges[column + 1] - self.edges[column] - _PAD
        return wrap(self.paper.columns[column].head, BOLD, _HEAD_SIZE, width)

    @property
    def head_height(self) -> float:
        return sum(self._head_heights)

    def draw_head(self, top: float) -> float:
        """The heads of all columns."""
        upper, lower = self._head_heights
        bottom = top - upper - lower
        self.canvas.setFillColor(_SHADE)
        self.canvas.rect(self.left, bottom, self.right - self.left, top - bottom, stroke=0, fill=1)
        self.canvas.setFillColorRGB(0, 0, 0)
        for group, columns in groupby(range(len(self.paper.columns)), lambda n: self.paper.columns[n].group):
            numbers = list(columns)
            start, end = self.edges[numbers[0]], self.edges[numbers[-1] + 1]
            if group:
                self._box(start, end, top, top - upper)
                self._middle([(group, BOLD, _HEAD_SIZE)], start, end, top, top - upper)
            for n in numbers:
                over = top - upper if group else top
                self._box(self.edges[n], self.edges[n + 1], over, bottom)
                lines = [(line, BOLD, _HEAD_SIZE) for line in self._head_lines(n)]
                self._middle(lines, self.edges[n], self.edges[n + 1], over, bottom)
        return bottom

    # rows

    def set_row(self, row: PaperRow) -> SetRow:
        """A row with its text broken into lines; as tall as its tallest cell, no less than the paper asks."""
        if row.heading:
            height = len(self._label_lines(row.heading)) * _SUM_SIZE * _LEADING + 2 * MM
            return SetRow(row, (), max(SUM_HEIGHT, height))
        cells = tuple(self._cell_lines(n, cell) if cell else [] for n, cell in enumerate(row.cells))
        tallest = max(self._lines_height(lines) for lines in cells)
        return SetRow(row, cells, max(self.paper.row_height * MM, tallest + 0.6 * MM))

    def draw_rows(self, rows: Iterable[SetRow], top: float) -> float:
        """People's rows and sections' heads; the upright rules are drawn once for a run of people."""
        for heading, run in groupby(rows, lambda row: row.row.heading):
            run_top = top
            for row in run:
                if heading:
                    top = self.draw_sums(heading, row.row.sums, top, height=row.height, shaded=False)
                else:
                    top = self._draw_person(row, top)
            if not heading:
                self._frame(run_top, top, range(len(self.edges)))
        return top

    def _draw_person(self, row: SetRow, top: float) -> float:
        bottom = top - row.height
        for n, lines in enumerate(row.cells):
            if lines:
                self._cell(self.paper.columns[n], lines, n, top, bottom)
        self.canvas.setLineWidth(0.5)
        self.canvas.line(self.left, bottom, self.right, bottom)
        return bottom

    def draw_sums(
        self, label: str, sums: Sums, top: float, *, height: float = SUM_HEIGHT, shaded: bool = True
    ) -> float:
        """A row of sums: a label across the columns before the first figure, then the figures."""
        bottom = top - height
        if shaded:
            self.canvas.setFillColor(_SHADE)
            self.canvas.rect(self.left, bottom, self.right - self.left, height, stroke=0, fill=1)
            self.canvas.setFillColorRGB(0, 0, 0)
        lines = [(line, BOLD, _SUM_SIZE) for line in self._label_lines(label)]
        self._stack(lines, self.left + _PAD, "left", top, bottom)
        for n, column in enumerate(self.paper.columns):
            if column.sum is not None:
                text = dong(column.sum(sums))
                width = self.edges[n + 1] - self.edges[n] - 2 * _PAD
                size = size_that_fits(text, BOLD, _SUM_SIZE, width)
                self._stack([(text, BOLD, size)], self.edges[n + 1] - _PAD, "right", top, bottom)
        self._frame(top, bottom, [0, *range(self.first_sum, len(self.edges))])
        self.canvas.line(self.left, top, self.right, top)
        return bottom

    def draw_sentence(self, text: str, top: float) -> float:
        """A row that says something across the whole table."""
        bottom = top - self.paper.row_height * MM
        self._middle([(compose(text), REGULAR, 10.5)], self.left, self.right, top, bottom)
        self._frame(top, bottom, [0, len(self.edges) - 1])
        return bottom

    # cells

    def _label_lines(self, label: str) -> tuple[str, ...]:
        return wrap(label, BOLD, _SUM_SIZE, self.edges[self.first_sum] - self.left - 2 * _PAD)

    def _cell_lines(self, n: int, cell: str) -> list[Line]:
        column = self.paper.columns[n]
        width = self.edges[n + 1] - self.edges[n] - 2 * _PAD
        main, _, small = cell.partition("\n")
        if column.align == "right":
            figures = [(main, column.size), (small, _SMALL_SIZE)] if small else [(main, column.size)]
            return [(text, REGULAR, size_that_fits(text, REGULAR, size, width)) for text, size in figures]
        lines = [(line, REGULAR, column.size) for line in wrap(main, REGULAR, column.size, width)]
        return lines + [(line, REGULAR, _SMALL_SIZE) for line in wrap(small, REGULAR, _SMALL_SIZE, width)]

    def _lines_height(self, lines: list[Line]) -> float:
        return sum(size * _LEADING for _, _, size in lines)

    def _cell(self, column: PaperColumn, lines: list[Line], n: int, top: float, bottom: float) -> None:
        x = {
            "left": self.edges[n] + _PAD,
            "right": self.edges[n + 1] - _PAD,
            "centre": (self.edges[n] + self.edges[n + 1]) / 2,
        }[column.align]
        self._stack(lines, x, column.align, top, bottom)

    def _middle(self, lines: list[Line], start: float, end: float, top: float, bottom: float) -> None:
        self._stack(lines, (start + end) / 2, "centre", top, bottom)

    def _stack(self, lines: list[Line], x: float, align: str, top: float, bottom: float) -> None:
        """Lines one under another, the whole in the middle of the cell's height."""
        y = (top + bottom + self._lines_height(lines)) / 2
        for text, font, size in lines:
            y -= size * _LEADING
            shift = {"left": 0.0, "right": 1.0, "centre": 0.5}[align]
            start = x - shift * width_of(text, font, size) if shift else x
            self.canvas.setFont(font, size)
            self.canvas.drawString(start, y + size * 0.28, text)

    # rules

    def _box(self, start: float, end: float, top: float, bottom: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.rect(start, bottom, end - start, top - bottom)

    def _frame(self, top: float, bottom: float, edges: Iterable[int]) -> None:
        """The rules of a row or of several: one under, and an upright one at each of ``edges``."""
        path = self.canvas.beginPath()
        path.moveTo(self.left, bottom)
        path.lineTo(self.right, bottom)
        for edge in edges:
            path.moveTo(self.edges[edge], top)
            path.lineTo(self.edges[edge], bottom)
        self.canvas.setLineWidth(0.5)
        self.canvas.drawPath(path)
