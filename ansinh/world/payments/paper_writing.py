"""Writes a paper as PDF pages: heads repeat, each page carries its sum and the sum so far, and page x/y.

The notes on its state (a draft, provisional law) stand on every page; signatures are never alone on a page.
"""

from collections.abc import Sequence
from typing import BinaryIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from ansinh.world.payments.figures import dong
from ansinh.world.payments.listing import Sums
from ansinh.world.payments.masthead import closing_height, draw_closing, draw_masthead, masthead_height
from ansinh.world.payments.paging import paginate
from ansinh.world.payments.paper import Paper
from ansinh.world.payments.paper_grid import SUM_HEIGHT, Grid
from ansinh.world.payments.typeset import BOLD, ITALIC, MM, REGULAR, compose, register_fonts, wrap

_TOP, _BOTTOM = 9 * MM, 11.5 * MM
_RUNNING_HEIGHT = 6.5 * MM
_BANNER_SIZE, _BANNER_LEADING = 11, 4.9 * MM


def write_paper(paper: Paper, to: BinaryIO) -> None:
    """Write ``paper`` as an A4 PDF."""
    write_papers([paper], to)


def write_papers(papers: Sequence[Paper], to: BinaryIO) -> None:
    """Write at least one paper as one A4 PDF; each begins on its own page and counts its own pages."""
    register_fonts()
    canvas = Canvas(to, pagesize=landscape(A4), invariant=True)
    canvas.setTitle(compose(papers[0].running_title))
    canvas.setAuthor(compose(papers[0].office.split("\n")[-1]))
    for paper in papers:
        size = landscape(A4) if paper.landscape else A4
        canvas.setPageSize(size)
        left = (size[0] - sum(column.width for column in paper.columns) * MM) / 2
        _Pages(canvas, paper, Grid(canvas, paper, left), size).draw()
    canvas.save()


class _Pages:
    """The pages of one paper, drawn one after another."""

    def __init__(self, canvas: Canvas, paper: Paper, grid: Grid, size: tuple[float, float]) -> None:
        self.canvas, self.paper, self.grid = canvas, paper, grid
        self.width, self.height = size
        self.banner = [
            line for note in paper.banner for line in wrap(note, BOLD, _BANNER_SIZE, grid.right - grid.left - 8 * MM)
        ]
        self.rows = [grid.set_row(row) for row in paper.rows]
        self.pages = self._share_rows()

    def _share_rows(self) -> list[list[int]]:
        later = self.height - _TOP - _BOTTOM - self._banner_height - _RUNNING_HEIGHT - self.grid.head_height
        first = later + _RUNNING_HEIGHT - masthead_height(self.paper)
        return paginate(
            [row.height for row in self.rows],
            [bool(row.row.heading) for row in self.rows],
            first=first - SUM_HEIGHT,  # the page's own sum, or the total when there is no other page
            later=later - 2 * SUM_HEIGHT,
            closing=closing_height(self.paper, self.grid.right - self.grid.left),
        )

    def draw(self) -> None:
        so_far = Sums()
        for number, page in enumerate(self.pages):
            rows = (self.paper.rows[row] for row in page)
            here = sum((row.sums for row in rows if not row.heading), Sums())
            so_far += here
            y = self.grid.draw_head(self._draw_top(number))
            y = self.grid.draw_rows((self.rows[row] for row in page), y)
            if not self.paper.rows:
                y = self.grid.draw_sentence(self.paper.when_empty, y)
            self._draw_foot(number, here, so_far, y)
            self.canvas.showPage()

    @property
    def _banner_height(self) -> float:
        return len(self.banner) * _BANNER_LEADING + 4.5 * MM if self.banner else 0.0

    def _draw_top(self, number: int) -> float:
        """Everything above the table; returns the table's top."""
        y = self.height - _TOP
        if number == 0:
            y = draw_masthead(self.canvas, self.paper, self.grid.left, self.grid.right, y)
        else:
            self.canvas.setFont(ITALIC, 10)
            self.canvas.drawString(self.grid.left, y - 4 * MM, compose(f"{self.paper.running_title} (tiếp theo)"))
            y -= _RUNNING_HEIGHT
        return self._draw_banner(y)

    def _draw_banner(self, top: float) -> float:
        if not self.banner:
            return top
        height = self._banner_height - 2 * MM
        self.canvas.setLineWidth(1.2)
        self.canvas.rect(self.grid.left, top - height, self.grid.right - self.grid.left, height)
        y = top - 0.6 * MM
        for line in self.banner:
            y -= _BANNER_LEADING
            self.canvas.setFont(BOLD, _BANNER_SIZE)
            self.canvas.drawCentredString(self.width / 2, y + 0.3 * MM, line)
        return top - self._banner_height

    def _draw_foot(self, number: int, here: Sums, so_far: Sums, y: float) -> None:
        """The sums under the table, the closing on the last page, and the page's number."""
        last = number == len(self.pages) - 1
        if len(self.pages) > 1:
            y = self.grid.draw_sums(f"Cộng trang {number + 1}: {dong(here.people)} người", here, y)
        if last:
            y = self.grid.draw_sums(f"TỔNG CỘNG: {dong(self.paper.total.people)} người", self.paper.total, y)
            draw_closing(self.canvas, self.paper, self.grid.left, self.grid.right, y)
        elif number:
            label = f"Cộng dồn từ trang 1: {dong(so_far.people)} người"
            self.grid.draw_sums(label, so_far, y)
        self.canvas.setFont(REGULAR, 9)
        self.canvas.drawString(self.grid.left, 7 * MM, compose(self.paper.running_title))
        self.canvas.drawRightString(self.grid.right, 7 * MM, f"Trang {number + 1}/{len(self.pages)}")
