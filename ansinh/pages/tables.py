"""A table as the site shows it: at most eight columns, sorted and totalled; and the workbook of what is shown."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from django.http import HttpRequest, HttpResponse

from ansinh.pages.templatetags.ansinh import count, day, month_figures
from ansinh.reckoning.names import sort_key

NUMBERS = ("money", "count")
WRITERS: dict[str, Callable[[Any], str]] = {"money": count, "count": count, "month": month_figures, "day": day}


@dataclass(frozen=True)
class Column:
    """One column: the key of its values, its heading, how they are written and sorted, whether they are added up.

    Kinds: text, name (of a person), date (already written, day first), money, count, month (a number), day (a date).
    """

    key: str
    title: str
    kind: str = "text"
    total: bool = False

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


@dataclass
class Table:
    """Rows are dicts of the columns' keys; ``href`` makes the first cell a door, ``tag:<key>`` colours a word."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[dict[str, Any]]
    sort: str = ""
    sortable: bool = True
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

    @classmethod
    def of(cls, request: HttpRequest, name: str, columns: Sequence[Column], rows: Sequence[dict[str, Any]]) -> Table:
        """A table sorted as the address asks (``sort=-total``)."""
        return cls(name, columns, rows, sort=request.GET.get("sort", ""))

    def cells(self) -> list[list[Cell]]:
        return [[self._cell(row, column, i) for i, column in enumerate(self.columns)] for row in self.rows]

    def _cell(self, row: dict[str, Any], column: Column, at: int) -> Cell:
        value = row[column.key]
        write = WRITERS.get(column.kind, lambda v: "" if v is None else str(v))
        return Cell(
            write(value),
            column.number,
            row.get("href", "") if at == 0 else row.get(f"href:{column.key}", ""),
            row.get(f"tag:{column.key}", ""),
            column.title,
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
        return [
            Cell(count(self.totals[c.key]) if c.key in self.totals else "", c.number, title=c.title)
            for c in self.columns
        ]

    def workbook(self) -> HttpResponse:
        """What is shown, as XLSX: numbers as numbers, everything else as text, never a formula."""
        memory = io.BytesIO()
        book = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        sheet = book.add_worksheet()
        bold, money = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "#,##0"})
        strong = book.add_format({"bold": True, "num_format": "#,##0", "top": 1})
        for at, column in enumerate(self.columns):
            sheet.set_column(at, at, 16 if column.number else 26)
            sheet.write_string(0, at, column.title, bold)
        for line, (row, cells) in enumerate(zip(self.rows, self.cells(), strict=True), start=1):
            for at, column in enumerate(self.columns):
                if column.number and row[column.key] is not None:
                    sheet.write_number(line, at, row[column.key], money)
                else:
                    sheet.write_string(line, at, cells[at].text)
        for at, column in enumerate(self.columns):
            if column.key in self.totals:
                sheet.write_number(len(self.rows) + 1, at, self.totals[column.key], strong)
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
