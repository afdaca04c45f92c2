"""The update template of the national system: one row a change, told by its column "Loại biến động".

Tăng thêm enters a person, Điều chỉnh chính sách and Thôi hưởng change an award, Cắt chết ends them all. The mandatory
columns of each and the identity number as the key are those of the system's public manual; it is also written out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter

from ansinh.world.registers.around import Around
from ansinh.world.registers.book import Line, Sheet
from ansinh.world.registers.headings import Layout, field_of, folded_heading, names_person
from ansinh.world.registers.listing import Listing
from ansinh.world.registers.person import read_person
from ansinh.world.registers.places import Places
from ansinh.world.registers.row import RegisterRow, SourceRow, Verb
from ansinh.world.registers.text import fold
from ansinh.world.registers.trouble import Trouble, hold

CODE = "incumbent"
TITLE = "Mẫu cập nhật đối tượng của phần mềm Bộ"

WORDS: dict[Verb, str] = {
    "add": "Tăng thêm",
    "adjust": "Điều chỉnh chính sách",
    "stop": "Thôi hưởng",
    "death": "Cắt chết",
}
VERBS: dict[str, Verb] = {
    "tang them": "add",
    "tang": "add",
    "tang moi": "add",
    "them moi": "add",
    "dieu chinh chinh sach": "adjust",
    "dieu chinh": "adjust",
    "thoi huong": "stop",
    "cat chet": "death",
}
NEEDED: dict[Verb, tuple[tuple[str, ...], ...]] = {
    "add": (
        ("village", "address"),
        ("amount",),
        ("decision_number",),
        ("decided_on", "decision_number"),
        ("effective", "from_month"),
        ("ethnicity",),
    ),
    "adjust": (("amount",), ("decision_number",)),
    "stop": (("decision_number", "stop_decision"),),
    "death": (("died_on",), ("decision_number", "stop_decision")),
}
"""Columns each verb must fill, beside name, group, birth, sex and number; any one of a group is enough."""


def recognises(sheets: Sequence[Sheet]) -> int:
    """How surely the workbook is in this format: its headings have "Loại biến động"."""
    for sheet in sheets:
        for line in islice(sheet.lines(), 30):
            if names_person(line.texts) and any(
                field_of(folded_heading(text)) == "verb" for text in line.texts if text
            ):
                return 2
    return 0


def read(sheets: Sequence[Sheet], places: Places, on: date) -> Iterator[SourceRow]:
    """Every row of every sheet; each person's row with the verb it is to be entered by."""
    for sheet in sheets:
        yield from Listing(sheet, Around(places, sheet.name, on), _person).rows()


def _person(line: Line, layout: Layout, around: Around) -> SourceRow:
    place = layout.column("verb")
    said = line.texts[place] if place is not None and place < len(line.texts) else ""
    verb = VERBS.get(fold(said))
    if verb is None:
        sentence = f"Loại biến động “{said}” không có trong mẫu." if said else "Thiếu loại biến động."
        return read_person(line, layout, around, "add", (("verb", hold("verb_unknown", sentence)),))
    return read_person(line, layout, around, verb, tuple(_missing(line, layout, verb)))


def _missing(line: Line, layout: Layout, verb: Verb) -> Iterator[tuple[str, Trouble]]:
    """The mandatory columns a row leaves empty."""
    filled = {layout.fields[place] for place, text in enumerate(line.texts) if text and place in layout.fields}
    if verb != "add" and not filled & {"identity_number", "old_number"}:
        yield "identity_number", hold("key_missing", f"{WORDS[verb]} phải có số CCCD để tìm đúng người.")
    for names in NEEDED[verb]:
        if filled.isdisjoint(names):
            yield names[0], hold("cell_missing", f"{WORDS[verb]} phải có cột “{HEADINGS[names[0]]}”.")


COLUMNS: tuple[tuple[str, str, str, int], ...] = (
    # field, heading, colour of its block, width
    ("verb", "Loại biến động", "#C6E0B4", 22),
    ("decree", "Chính sách", "#C6E0B4", 16),
    ("group_text", "Phân loại đối tượng", "#C6E0B4", 40),
    ("coefficient", "Hệ số", "#C6E0B4", 8),
    ("stated_amount", "Số tiền", "#C6E0B4", 12),
    ("decision_number", "Số QĐ", "#C6E0B4", 18),
    ("decided_on", "Ngày ký QĐ", "#C6E0B4", 12),
    ("effective", "Hưởng/Thôi hưởng từ ngày", "#C6E0B4", 14),
    ("stop_reason", "Lý do", "#C6E0B4", 20),
    ("died_on", "Ngày chết", "#C6E0B4", 12),
    ("full_name", "Họ và tên", "#FFE699", 26),
    ("birth", "Ngày sinh", "#FFE699", 12),
    ("sex", "Giới tính", "#FFE699", 9),
    ("ethnicity", "Dân tộc", "#FFE699", 10),
    ("identity_number", "CCCD", "#FFE699", 15),
    ("commune", "Xã/Phường", "#FFE699", 18),
    ("village", "Thôn", "#FFE699", 18),
    ("phone", "Số điện thoại", "#FFE699", 13),
    ("household", "Loại hộ", "#D9C3E8", 14),
    ("disability", "Mức độ khuyết tật", "#D9C3E8", 18),
    ("children_raised", "Số con đang nuôi", "#D9C3E8", 10),
    ("pay_by", "Hình thức chi trả", "#D9C3E8", 14),
    ("account_number", "Số tài khoản", "#D9C3E8", 18),
    ("account_holder", "Chủ tài khoản", "#D9C3E8", 22),
    ("bank_name", "Tên ngân hàng", "#D9C3E8", 16),
    ("bank_branch", "Chi nhánh", "#D9C3E8", 14),
    ("wallet", "Loại ví", "#D9C3E8", 12),
    ("collector_name", "Người nhận thay", "#D9C3E8", 22),
    ("collector_relation", "Quan hệ", "#D9C3E8", 10),
    ("collector_number", "Số CCCD người nhận thay", "#D9C3E8", 15),
    ("note", "Ghi chú", "#D9C3E8", 20),
)
HEADINGS = {
    **{name: heading for name, heading, _, _ in COLUMNS},
    "amount": "Số tiền",
    "group": "Phân loại đối tượng",
}
SAID: dict[str, dict[Any, str]] = {
    "sex": {"male": "Nam", "female": "Nữ"},
    "household": {"poor": "Hộ nghèo", "near_poor": "Hộ cận nghèo", "average": "Mức sống trung bình", "other": "Khác"},
    "disability": {"extreme": "Đặc biệt nặng", "severe": "Nặng", "mild": "Nhẹ", "none": "Không"},
    "pay_by": {"post": "Tiền mặt (Bưu điện)", "bank": "Tài khoản", "wallet": "Ví điện tử"},
}


def write(path: Path | str, rows: Iterable[tuple[Verb, RegisterRow]], title: str = "CẬP NHẬT ĐỐI TƯỢNG") -> int:
    """Writes the changes as the template's workbook and gives how many; numbers of identity stay text."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_numbers": False})
    sheet = book.add_worksheet("Cập nhật")
    sheet.write(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    sheet.write(2, 0, "STT", book.add_format({"bold": True, "border": 1, "bg_color": "#C6E0B4"}))
    for place, (_, heading, colour, width) in enumerate(COLUMNS, 1):
        style = book.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": colour, "align": "center"})
        sheet.write(2, place, heading, style)
        sheet.set_column(place, place, width)
    sheet.freeze_panes(3, 0)
    text, money = (
        book.add_format({"num_format": "@", "border": 1}),
        book.add_format({"num_format": "#,##0", "border": 1}),
    )
    count = 0
    for count, (verb, row) in enumerate(rows, 1):
        sheet.write_number(2 + count, 0, count, text)
        for place, (name, *_) in enumerate(COLUMNS, 1):
            value = cell_of(verb, row, name)
            if isinstance(value, int):
                sheet.write_number(2 + count, place, value, money)
            else:
                sheet.write_string(2 + count, place, value, text)
    book.close()
    return count


def cell_of(verb: Verb, row: RegisterRow, name: str) -> str | int:
    """What a row has under one of the template's columns."""
    if name == "verb":
        return WORDS[verb]
    if name == "birth":
        return birth_text(row)
    if name == "effective":
        return _effective(verb, row)
    value = getattr(row, name)
    if name == "group_text" and not value:
        value = row.group_code
    if name == "decree" and value:
        return f"NĐ {value}/NĐ-CP"
    if name in SAID:
        return SAID[name].get(value, "")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if name in ("stated_amount", "children_raised") and value is not None:
        return int(value)
    return "" if value is None else str(value).replace(".", ",") if name == "coefficient" else str(value)


def birth_text(row: RegisterRow) -> str:
    """A birth as precise as it is known: 1938, 05/1938 or 01/05/1938."""
    parts = [f"{part:02d}" for part in (row.birth_day, row.birth_month) if part]
    return "/".join([*parts, str(row.birth_year)]) if row.birth_year else ""


def _effective(verb: Verb, row: RegisterRow) -> str:
    """The first day of the month from which the change holds."""
    ended = verb in ("stop", "death")
    month = row.until_month + 1 if ended and row.until_month is not None else row.from_month
    return "" if month is None else f"01/{month % 12 + 1:02d}/{month // 12}"
