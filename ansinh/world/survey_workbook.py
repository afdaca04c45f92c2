"""Survey forms as a workbook: a row a household to be filled in on paper or at a desk, and read back row by row."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import BinaryIO, NamedTuple

import xlsxwriter

from ansinh.world.registers.book import UnreadableWorkbook, open_book

HEADS = ("Mã dòng", "Chủ hộ", "Thôn", "Rà soát viên", "Ngày rà soát", "Điểm B1", "Thu nhập một người một tháng")
FIRST = 4
"""The row of the sheet the first household stands on, from 1."""

HINT = "Đánh x vào chỉ số thiếu hụt, nguyên nhân, đặc điểm. Ngày ghi như 05/10/2026. Giữ cột Mã dòng."
TICKS = frozenset({"x", "1", "có", "co", "v", "✓"})
BLANK = frozenset({"", "0", "không", "khong", "-"})


class ToSurvey(NamedTuple):
    """One household as the workbook shows it."""

    case: int
    head: str
    village: str


class Read(NamedTuple):
    """One row read back; ``wrong`` says why it cannot be used, empty when it can."""

    row: int
    case: int | None
    head: str
    interviewer: str
    taken_on: datetime.date | None
    b1: int | None
    income: int | None
    ticked: Mapping[str, bool]
    causes: tuple[str, ...]
    marks: tuple[str, ...]
    wrong: str = ""


class Columns(NamedTuple):
    """What is ticked: code and name of each indicator, cause and mark, in the order of the sheet."""

    indicators: Sequence[tuple[str, str]]
    causes: Sequence[tuple[str, str]]
    marks: Sequence[tuple[str, str]]

    @property
    def ticks(self) -> list[tuple[str, str]]:
        return [*self.indicators, *self.causes, *self.marks]


def write(homes: Sequence[ToSurvey], columns: Columns, out: BinaryIO, *, title: str) -> None:
    """The workbook to fill in: x where a household lacks an indicator, a cause holds, a mark fits."""
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Phiếu rà soát")
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"})
    cell = book.add_format({"border": 1, "num_format": "@"})
    sheet.write_string(0, 0, title, bold)
    sheet.write_string(
        1, 0, "Đánh x vào chỉ số thiếu hụt, nguyên nhân, đặc điểm. Ngày ghi như 05/10/2026. Giữ cột Mã dòng."
    )
    sheet.write_row(FIRST - 2, 0, [*HEADS, *(name for _, name in columns.ticks)], head)
    for at, home in enumerate(homes, start=FIRST - 1):
        sheet.write_string(at, 0, str(home.case), cell)
        sheet.write_string(at, 1, home.head, cell)
        sheet.write_string(at, 2, home.village, cell)
        for column in range(3, len(HEADS) + len(columns.ticks)):
            sheet.write_blank(at, column, None, cell)
    sheet.set_column(0, 0, 9)
    sheet.set_column(1, 4, 18)
    sheet.set_column(5, len(HEADS) + len(columns.ticks) - 1, 12)
    sheet.freeze_panes(FIRST - 1, 2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()


def read(data: bytes, columns: Columns) -> list[Read]:
    """Every row that has anything filled in. Raises ``ValueError`` for a file that is no such workbook."""
    try:
        sheets = open_book(data)
    except UnreadableWorkbook as unreadable:
        raise ValueError(str(unreadable)) from unreadable
    lines = list(sheets[0].lines()) if sheets else []
    heads = [line for line in lines if line.texts and line.texts[0] == HEADS[0]]
    if not heads:
        raise ValueError("Tệp này không phải bảng phiếu rà soát: tải bảng mẫu rồi điền.")
    found = [_read(line.number, line.texts, columns) for line in lines if line.number > heads[0].number]
    return [one for one in found if one is not None]


def _read(number: int, texts: Sequence[str], columns: Columns) -> Read | None:
    cells = [*texts, *[""] * (len(HEADS) + len(columns.ticks) - len(texts))]
    if not any(cells[3:]):
        return None
    wrong: list[str] = []
    case = int(cells[0]) if cells[0].isdecimal() and len(cells[0]) < 12 else None
    if case is None:
        wrong.append("Thiếu mã dòng: giữ cột đầu như tệp mẫu.")
    day = _day(cells[4], wrong)
    b1, income = (_whole(cells[at], HEADS[at], wrong) for at in (5, 6))
    ticked: dict[str, bool] = {}
    for at, (code, name) in enumerate(columns.ticks, start=len(HEADS)):
        typed = cells[at].lower()
        if typed not in TICKS and typed not in BLANK:
            wrong.append(f"Cột “{name}”: đánh x hoặc để trống; đang có “{cells[at][:20]}”.")
        ticked[code] = typed in TICKS
    chosen = [tuple(code for code, _ in part if ticked[code]) for part in (columns.causes, columns.marks)]
    indicators = {code: ticked[code] for code, _ in columns.indicators}
    return Read(number, case, cells[1], cells[3], day, b1, income, indicators, chosen[0], chosen[1], " ".join(wrong))


def _whole(text: str, name: str, wrong: list[str]) -> int | None:
    bare = text.replace(".", "").replace(" ", "")
    if not bare:
        return None
    if not bare.isdecimal() or len(bare) > 9:
        wrong.append(f"Cột “{name}” phải là số; đang có “{text[:20]}”.")
        return None
    return int(bare)


def _day(text: str, wrong: list[str]) -> datetime.date | None:
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"):
        try:
            return datetime.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day of the calendar, no clock
        except ValueError:
            continue
    wrong.append(f"Ngày rà soát viết như 05/10/2026; đang có “{text[:20]}”.")
    return None
