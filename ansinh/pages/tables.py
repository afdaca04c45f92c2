"""A table as the site shows it: at most eight columns, sorted and totalled; and the workbook of what is shown."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from django.http import HttpRequest, HttpResponse

from ansinh.pages.templatetags.ansinh import count, day, month_figures, rate
from ansinh.reckoning.names import sort_key

PAGE = 100
"""Rows a page of a long table shows."""

NUMBERS = ("money", "count", "rate")
WRITERS: dict[str, Callable[[Any], str]] = {
    "money": count,
    "count": count,
    "month": month_figures,
    "day": day,
    "rate": rate,
}

SHORT = 14
"""A word of so many letters is not broken over two lines."""


@dataclass(frozen=True)
class Column:
    """One column: the key of its values, its heading, how they are written and sorted, whether they are added up.

    Kinds: text, name (of a person), date (already written, day first), money, count, rate (hundredths of 1 %), month (a
    number), day (a date).
    ``law``: words of the law or the record, Vietnamese whatever the reader's language.
    """

    key: str
    title: str
    kind: str = "text"
    total: bool = False
    law: bool = False

    @property
    def number(self) -> bool:
        return self.kind in NUMBERS


@dataclass(frozen=True)
class Cell:
    text: str
    number: bool
    href: str = ""
    tag: str = ""
    title: str = ""
    law: bool = False

    @property
    def look(self) -> str:
        """How it is set: figures to the right, an empty sum told as such, a short word on one line."""
        if self.number:
            return "num nought" if self.text == "0" else "num"
        return "short" if len(self.text) <= SHORT else ""


@dataclass
class Table:
    """Rows are dicts of the columns' keys; ``href`` makes the first cell a door, ``tag:<key>`` colours a word.

    ``whole``: the last row's values where adding up would not say them (a share of the whole).
    ``page`` (from 1) shows a hundred rows of a long table; 0 shows all. Totals and the workbook are of all rows.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[dict[str, Any]]
    sort: str = ""
    sortable: bool = True
    page: int = 0
    whole: dict[str, Any] = field(default_factory=dict)
    totals: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        if len(self.columns) > 8:
            raise ValueError("a table on a page has at most eight columns")
        self.totals = {c.key: sum(r[c.key] or 0 for r in self.rows) for c in self.columns if c.total}
        key, down = self.sort.lstrip("-"), self.sort.startswith("-")
        if key in {column.key for column in self.columns}:
            self.rows = sorted(
                self.rows,
                key=_in_order({column.key: column.kind for column in self.columns}[key], key),
                reverse=down,
            )
        self.page = min(self.page, self.pages)

    @classmethod
    def of(
        cls, request: HttpRequest, name: str, columns: Sequence[Column], rows: Sequence[dict[str, Any]], *,
        paged: bool = False,
    ) -> Table:  # fmt: skip
        """A table sorted as the address asks (``sort=-total``) and, when paged, at its page (``trang=2``)."""
        asked = request.GET.get("trang", "")
        page = max(int(asked), 1) if asked.isdecimal() and len(asked) < 10 else 1
        return cls(name, columns, rows, sort=request.GET.get("sort", ""), page=page if paged else 0)

    @property
    def pages(self) -> int:
        """How many pages there are; a table shown whole has one."""
        return max(-(-len(self.rows) // PAGE), 1)

    @property
    def before(self) -> int:
        """The page before, 0 when there is none."""
        return max(self.page - 1, 0)

    @property
    def after(self) -> int:
        """The page after, 0 when there is none."""
        return self.page + 1 if 0 < self.page < self.pages else 0

    def shown(self) -> Sequence[dict[str, Any]]:
        """The rows of the page."""
        return self.rows[(self.page - 1) * PAGE : self.page * PAGE] if self.page else self.rows

    def cells(self) -> list[list[Cell]]:
        """What the page shows, row by row."""
        return self._cells(self.shown())

    def _cells(self, rows: Sequence[dict[str, Any]]) -> list[list[Cell]]:
        return [[self._cell(row, column, i) for i, column in enumerate(self.columns)] for row in rows]

    def _cell(self, row: dict[str, Any], column: Column, at: int) -> Cell:
        value = row[column.key]
        write = WRITERS.get(column.kind, lambda v: "" if v is None else str(v))
        return Cell(
            write(value),
            column.number,
            row.get("href", "") if at == 0 else row.get(f"href:{column.key}", ""),
            row.get(f"tag:{column.key}", ""),
            column.title,
            column.law,
        )

    def headings(self) -> list[dict[str, Any]]:
        """Titles with the address that sorts by them and what they are sorted by now."""
        return [
            {
                "title": c.title,
                "number": c.number,
                "next": f"-{c.key}" if self.sort == c.key or (c.number and self.sort != f"-{c.key}") else c.key,
                "sorted": {c.key: "ascending", f"-{c.key}": "descending"}.get(self.sort, ""),
            }
            for c in self.columns
        ]

    def footer(self) -> list[Cell]:
        """The total row; empty when nothing is added up."""
        if not self.totals:
            return []
        return [self._last(column) for column in self.columns]

    def _last(self, column: Column) -> Cell:
        if column.key in self.totals:
            return Cell(count(self.totals[column.key]), column.number, title=column.title)
        value = self.whole.get(column.key)
        told = "" if value is None else WRITERS.get(column.kind, str)(value)
        return Cell(told, column.number, self.whole.get(f"href:{column.key}", ""), title=column.title)

    def workbook(self) -> HttpResponse:
        """What is shown, as XLSX: numbers as numbers, everything else as text, never a formula."""
        memory = io.BytesIO()
        book = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        sheet = book.add_worksheet()
        bold, money = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "#,##0"})
        share = book.add_format({"num_format": "0.00"})
        strong = book.add_format({"bold": True, "num_format": "#,##0", "top": 1})
        for at, column in enumerate(self.columns):
            sheet.set_column(at, at, 16 if column.number else 26)
            sheet.write_string(0, at, column.title, bold)
        for line, (row, cells) in enumerate(zip(self.rows, self._cells(self.rows), strict=True), start=1):
            for at, column in enumerate(self.columns):
                if column.kind == "rate" and row[column.key] is not None:
                    sheet.write_number(line, at, row[column.key] / 100, share)
                elif column.number and row[column.key] is not None:
                    sheet.write_number(line, at, row[column.key], money)
                else:
                    sheet.write_string(line, at, cells[at].text)
        for at, column in enumerate(self.columns):
            if column.key in self.totals:
                sheet.write_number(len(self.rows) + 1, at, self.totals[column.key], strong)
            elif self.totals and column.kind == "rate" and self.whole.get(column.key) is not None:
                sheet.write_number(len(self.rows) + 1, at, self.whole[column.key] / 100, share)
        sheet.freeze_panes(1, 0)
        book.close()
        response = HttpResponse(
            memory.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        )
        response["Content-Disposition"] = f'attachment; filename="{self.name}.xlsx"'
        return response


def _in_order(kind: str, key: str) -> Callable[[dict[str, Any]], tuple[bool, Any]]:
    """By what rows are sorted: figures by size, written dates by the day, names by given name; empty ones first."""
    write: Callable[[str], Any] = {"date": _day_last, "name": sort_key}.get(kind, str)

    def place(row: dict[str, Any]) -> tuple[bool, Any]:
        value = row[key]
        if value is None or value == "":
            return (False, 0)
        return (True, write(value) if isinstance(value, str) else value)

    return place


def _day_last(date: str) -> list[str]:
    """A date as written ("01/04/1943", "04/1943", "1943") by year, then month, then day."""
    return [part.zfill(4) for part in reversed(date.split("/"))]


def wants_workbook(request: HttpRequest, table: Table) -> bool:
    return request.GET.get("xlsx") == table.name
