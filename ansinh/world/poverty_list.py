"""The detailed lists of poor and near-poor households with all their members, as a province sends them: 14 and 15.

Columns are those of the provincial reports: a line a member, what is of the household on the line of its head.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

import xlsxwriter
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from ansinh.world.statistics_form import FONT, repeated

WAYS = {"new": 7, "back": 8, "old": 9}
"""The column of how a household came to its class: for the first time, again, or it was so before."""

MARKS = {"merit": 10, "local_minority": 11, "no_labour": 12}
HELPS = {"health": 13, "school": 14, "production": 15, "credit": 16, "home": 17, "other": 18}
"""The columns of marks and of help, by their codes."""

HEADS = (
    "STT chủ hộ", "STT thành viên", "Họ và tên", "Năm sinh: nam", "Năm sinh: nữ", "Dân tộc", "Quan hệ với chủ hộ",
    "Mới", "Tái", "Cũ", "Hộ chính sách có công", "Dân tộc tại chỗ", "Không có khả năng lao động", "Hỗ trợ: y tế",
    "Hỗ trợ: giáo dục", "Hỗ trợ: sản xuất", "Hỗ trợ: tín dụng", "Hỗ trợ: nhà ở", "Hỗ trợ: khác",
)  # fmt: skip
HEAD_HEIGHT = 76
WIDTHS = (7, 8, 26, 8, 8, 10, 14, 6, 6, 6, 9, 9, 9, 8, 8, 8, 8, 8, 8)
WORDS = (2, 5, 6)
"""The columns of words, set to the left; all others in the middle."""

TICK = "x"
SHORT = 400
"""A list of more lines is for a workbook: Word is asked for papers that are read and signed."""


class Lives(NamedTuple):
    """One member: name, year of birth, sex (``male``, ``female`` or not known), and what else the lists name."""

    name: str
    born: int | None
    sex: str
    ethnicity: str
    relation: str
    identity: str = ""


class Home(NamedTuple):
    """One household: where it is, how it came to its class, its marks, the help it was given, its members."""

    head: str
    place: str
    way: str
    marks: frozenset[str]
    helps: frozenset[str]
    people: Sequence[Lives]


class Detailed(NamedTuple):
    """One list: its number and title, the office, what it is of, the households in order, a note."""

    number: str
    title: str
    office: str
    period: str
    homes: Sequence[Home]
    note: str = ""

    @property
    def lines(self) -> int:
        return sum(len(one.people) for one in self.homes)


def rows(listed: Detailed) -> list[list[int | str]]:
    """Every line as it is printed: the household's number on its head's line, the members numbered through."""
    found: list[list[int | str]] = []
    for at, home in enumerate(listed.homes, 1):
        for place, person in enumerate(home.people):
            line = _member(person, len(found) + 1)
            if place == 0:
                line[0] = at
                for code in (home.way, *home.marks, *home.helps):
                    line[(WAYS | MARKS | HELPS)[code]] = TICK
            found.append(line)
    return found


def _member(person: Lives, number: int) -> list[int | str]:
    line: list[int | str] = ["", number, person.name, *[""] * (len(HEADS) - 3)]
    line[5], line[6] = person.ethnicity, person.relation
    if person.born and person.sex:
        line[3 if person.sex == "male" else 4] = person.born
    elif person.born:
        line[2] = f"{person.name} (sinh {person.born})"
    return line


def write_workbook(lists: Sequence[Detailed], out: BinaryIO) -> None:
    """Every list on a sheet of its own, ready to print across one page."""
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    plain = {"font_name": FONT, "font_size": 11, "border": 1, "valign": "vcenter"}
    head = book.add_format(plain | {"bold": True, "text_wrap": True, "align": "center"})
    cell = book.add_format(plain)
    middle = book.add_format(plain | {"align": "center"})
    office = book.add_format({"font_name": FONT, "bold": True})
    title = book.add_format({"font_name": FONT, "font_size": 14, "bold": True, "align": "center"})
    soft = book.add_format({"font_name": FONT, "font_size": 12, "align": "center"})
    note = book.add_format({"font_name": FONT})
    last = len(HEADS) - 1
    for listed in lists:
        sheet = book.add_worksheet(listed.number[:31])
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for at, width in enumerate(WIDTHS):
            sheet.set_column(at, at, width)
        sheet.write_string(0, 0, listed.office, office)
        sheet.merge_range(1, 0, 1, last, listed.title, title)
        sheet.merge_range(2, 0, 2, last, listed.period, soft)
        sheet.set_row(4, HEAD_HEIGHT)
        sheet.write_row(4, 0, HEADS, head)
        sheet.write_row(5, 0, [str(at) for at in range(1, last + 2)], head)
        for line, row in enumerate(rows(listed), start=6):
            for at, value in enumerate(row):
                face = cell if at in WORDS else middle
                if isinstance(value, int):
                    sheet.write_number(line, at, value, face)
                else:
                    sheet.write_string(line, at, value, face) if value else sheet.write_blank(line, at, None, face)
        if listed.note:
            sheet.write_string(listed.lines + 7, 0, listed.note, note)
        sheet.repeat_rows(4, 5)
        sheet.freeze_panes(6, 3)
    book.close()


def write_document(lists: Sequence[Detailed], out: BinaryIO) -> None:
    """Every list on pages of its own, landscape, heads repeated. Raises ``ValueError`` when one has too many lines."""
    if any(one.lines > SHORT for one in lists):
        raise ValueError(f"Danh sách hơn {SHORT} dòng: tải dạng XLSX.")
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(10)
    style.paragraph_format.space_after = Pt(0)
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(12)
    for at, listed in enumerate(lists):
        if at:
            document.add_page_break()
        _page(document, listed)
    document.save(out)


def _page(document: Document, listed: Detailed) -> None:  # type: ignore[valid-type]
    document.add_paragraph().add_run(listed.office).bold = True  # type: ignore[attr-defined]
    for text, size in ((listed.title.upper(), 13), (listed.period, 11)):
        line = document.add_paragraph()  # type: ignore[attr-defined]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = line.add_run(text)
        run.bold, run.font.size = size > 11, Pt(size)
    found = rows(listed)
    table = document.add_table(rows=1 + len(found), cols=len(HEADS), style="Table Grid")  # type: ignore[attr-defined]
    table.autofit = False
    share = 273 / sum(WIDTHS)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width * share)
    repeated(table.rows[0])
    cells = table._cells
    texts = [*HEADS, *(str(value) for row in found for value in row)]
    for at, text in enumerate(texts):
        paragraph = cells[at].paragraphs[0]
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(8), at < len(HEADS)
        if at < len(HEADS) or at % len(HEADS) not in WORDS:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if listed.note:
        document.add_paragraph(listed.note)  # type: ignore[attr-defined]
    document.add_paragraph("\nNgười lập biểu\t\t\t\t\t\t\t\tThủ trưởng cơ quan")  # type: ignore[attr-defined]
