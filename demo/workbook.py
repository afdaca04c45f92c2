"""The register of June 2021 as the office keeps it: one sheet a commune, each in that commune's habit."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from demo.district import District
from demo.faults import Faults
from demo.layouts import HABITS, Column, Layout, Row
from demo.lives import HALF_YEAR, KEPT_ON
from demo.people import Award, Person
from demo.places import COMMUNES, Commune
from demo.wording import row

ORDER = ("K5c", "K6.ĐBN", "K6.N", "K5a", "K1", "K2", "K3", "K8", "K4", "C5")
KEPT = HALF_YEAR.stop - 1


def write_register(path: Path, made: District) -> Faults:
    """Write the workbook of everybody awarded by 30 June 2021; returns the faults it holds, row by row."""
    faults = Faults(made.seed, made.people, row_of)
    book = new_book(path, datetime(2021, 6, 30, 8, 0))
    forms = formats(book)
    for commune in COMMUNES:
        here = [one for one in made.people if one.commune is commune]
        rows = in_order([row_of(one, given) for one in here for given in kept(one)])
        sheet = Sheet(book.add_worksheet(commune.name), forms, HABITS[commune.code], commune)
        sheet.write(faults.put_into(commune.code, rows))
    book.close()
    return faults


def kept(one: Person) -> Iterable[Award]:
    """The awards that stand in the register: decided by the day it was kept."""
    return [given for given in one.awards if given.decided <= KEPT_ON and given.first <= KEPT]


def row_of(one: Person, given: Award) -> Row:
    return {**row(one, given, KEPT), "key": one.key}


def in_order(rows: list[Row]) -> list[Row]:
    return sorted(
        rows, key=lambda r: (ORDER.index(str(r["group"])), str(r["first"])[3:], str(r["first"]), str(r["key"]))
    )


def new_book(path: Path, made: datetime) -> xlsxwriter.Workbook:
    """A workbook that comes out the same to the byte whenever it is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(path, {"strings_to_numbers": False, "strings_to_formulas": False})
    book.set_properties({"author": "Phòng Lao động - TBXH huyện Phù Cừ", "created": made})
    return book


def formats(book: xlsxwriter.Workbook) -> dict[str, Any]:
    base = {"font_name": "Times New Roman", "font_size": 11}
    return {
        "title": book.add_format({**base, "bold": True, "font_size": 14, "align": "center"}),
        "line": book.add_format({**base, "bold": True}),
        "italic": book.add_format({**base, "italic": True, "align": "center"}),
        "head": book.add_format(
            {**base, "bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
        ),
        "cell": book.add_format({**base, "border": 1}),
        "sum": book.add_format({**base, "border": 1, "bold": True, "num_format": "#,##0"}),
        "day": book.add_format({**base, "border": 1, "num_format": "dd/mm/yyyy"}),
    }


class Sheet:
    """One commune's sheet, written downwards: title, headings, sections with their sums, signatures."""

    def __init__(self, sheet: Any, forms: dict[str, Any], layout: Layout, commune: Commune) -> None:
        self.sheet, self.forms, self.layout, self.commune = sheet, forms, layout, commune
        self.at = 0
        self.wide = len(layout.columns) - 1
        self.money = next(
            i for i, c in enumerate(layout.columns) if c.heading.lower().startswith(("mức h", "số tiền", "muc h"))
        )

    def write(self, rows: list[Row]) -> None:
        self.title()
        self.headings()
        if self.layout.sections:
            self.in_sections(rows)
        else:
            self.in_one(rows)
        self.total("TỔNG CỘNG", rows)
        self.signatures()

    def title(self) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(8)
        self.sheet.fit_to_pages(1, 0)
        for i, column in enumerate(self.layout.columns):
            self.sheet.set_column(i, i, column.width)
        self.line(f"ỦY BAN NHÂN DÂN {self.commune.full_name.upper()}", "line")
        self.line("HUYỆN PHÙ CỪ - TỈNH HƯNG YÊN", "line")
        self.at += 1
        self.line("DANH SÁCH ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI HƯỞNG TRỢ CẤP HÀNG THÁNG", "title", 2)
        self.line("(Theo dõi từ năm 2015, tính đến ngày 30 tháng 6 năm 2021)", "italic", 2)
        self.at += 1

    def line(self, text: str, form: str, column: int = 0) -> None:
        self.sheet.write_string(self.at, column, text, self.forms[form])
        self.at += 1

    def headings(self) -> None:
        """The headings, in one row or in two when some columns share one."""
        columns = self.layout.columns
        two = any(column.above for column in columns)
        for i, column in enumerate(columns):
            self.one_heading(i, column, two, columns[i - 1].above if i else "")
        self.at += 2 if two else 1

    def one_heading(self, i: int, column: Column, two: bool, before: str) -> None:
        head = self.forms["head"]
        if not two:
            self.sheet.write_string(self.at, i, column.heading, head)
        elif not column.above:
            self.sheet.merge_range(self.at, i, self.at + 1, i, column.heading, head)
        else:
            self.sheet.write_string(self.at + 1, i, column.heading, head)
            if column.above != before:
                self.sheet.merge_range(self.at, i, self.at, i + 1, column.above, head)

    def in_sections(self, rows: list[Row]) -> None:
        name = str(self.layout.sections)
        parts = self.commune.villages if name == "village" else ORDER
        count = 0
        for part in parts:
            held = [one for one in rows if one[name] == part]
            if not held:
                continue
            count += 1
            title = f"Thôn {part}" if name == "village" else f"{ROMAN[count]}. {self.layout.groups[part]}"  # type: ignore[index]
            self.sheet.write_string(self.at, 1, title, self.forms["line"])
            self.at += 1
            for number, one in enumerate(held, 1):
                self.person(number, one)
            self.total(f"Cộng {'thôn ' + part if name == 'village' else 'mục ' + ROMAN[count]}", held)

    def in_one(self, rows: list[Row]) -> None:
        page = self.layout.repeat
        for number, one in enumerate(rows, 1):
            if page and number > 1 and number % page == 1:
                self.total("Cộng trang", rows[number - 1 - page : number - 1])
                self.headings()
            self.person(number, one)

    def person(self, number: int, one: Row) -> None:
        one["stt"] = number
        for i, column in enumerate(self.layout.columns):
            self.cell(i, column.value(one))
        self.at += 1

    def cell(self, i: int, value: Any) -> None:
        if value is None:
            self.sheet.write_blank(self.at, i, None, self.forms["cell"])
        elif isinstance(value, date):
            self.sheet.write_datetime(self.at, i, datetime(value.year, value.month, value.day), self.forms["day"])
        elif isinstance(value, str):
            self.sheet.write_string(self.at, i, value, self.forms["cell"])
        else:
            self.sheet.write_number(self.at, i, value, self.forms["cell"])

    def total(self, words: str, rows: list[Row]) -> None:
        """A sum of what the list says is paid now: those who still draw."""
        running = [one["amount"] for one in rows if one["last"] is None and isinstance(one["amount"], int)]
        self.sheet.write_string(self.at, 1, f"{words}: {len(running)} người đang hưởng", self.forms["sum"])
        self.sheet.write_number(self.at, self.money, sum(running), self.forms["sum"])
        self.at += 1

    def signatures(self) -> None:
        self.at += 1
        self.sheet.write_string(self.at, 8, f"{self.commune.name}, ngày 30 tháng 6 năm 2021", self.forms["italic"])
        self.at += 1
        self.sheet.write_string(self.at, 1, "NGƯỜI LẬP BIỂU", self.forms["line"])
        self.sheet.write_string(self.at, 8, "TM. ỦY BAN NHÂN DÂN", self.forms["line"])
        self.sheet.write_string(self.at + 1, 1, "(Ký, ghi rõ họ tên)", self.forms["italic"])
        self.sheet.write_string(self.at + 1, 8, "CHỦ TỊCH", self.forms["line"])
        self.at += 2


ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
