"""The score table B1 as a workbook: a blank to fill in from the annex, read back line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

import xlsxwriter

from ansinh.world.registers.book import UnreadableWorkbook, open_book

HEADS = ("Nhóm", "Cách chọn", "Dòng")
WAYS = {"chọn một": "single", "chon mot": "single", "đếm": "count", "dem": "count"}
SAID = {"single": "chọn một", "count": "đếm"}


def write(groups: Sequence[dict[str, Any]], regions: Mapping[str, str], out: BinaryIO) -> None:
    """The table entered so far, or a blank: a line an option, its group's name on each, a column a region."""
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Bảng điểm B1")
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"})
    sheet.write_row(0, 0, [*HEADS, *regions.values()], head)
    lines = [(group, option) for group in groups for option in group["options"]]
    for at, (group, option) in enumerate(lines, 1):
        sheet.write_row(at, 0, [group["name"], SAID[group["choice"]], option["name"]])
        for column, region in enumerate(regions, 3):
            if region in option["points"]:
                sheet.write_number(at, column, option["points"][region])
    sheet.write_comment(0, 1, "“chọn một”: mỗi hộ một dòng của nhóm; “đếm”: ghi số lượng từng dòng (tài sản).")
    sheet.set_column(0, 0, 30)
    sheet.set_column(2, 2, 40)
    sheet.set_column(3, 2 + len(regions), 13)
    sheet.freeze_panes(1, 3)
    book.close()


def read(data: bytes, regions: Mapping[str, str]) -> list[dict[str, Any]]:
    """The groups as law/score_table reads them. Raises ``ValueError`` that says which line is wrong."""
    try:
        sheets = open_book(data)
    except UnreadableWorkbook as unreadable:
        raise ValueError(str(unreadable)) from unreadable
    lines = list(sheets[0].lines()) if sheets else []
    heads = (*HEADS, *regions.values())
    if not lines or tuple(lines[0].texts[: len(heads)]) != heads:
        raise ValueError("Tệp này không phải bảng điểm B1: tải bảng mẫu rồi điền.")
    groups: dict[str, dict[str, Any]] = {}
    for line in lines[1:]:
        cells = [*line.texts, *[""] * (len(heads) - len(line.texts))]
        if not any(cells[: len(heads)]):
            continue
        name, way, option = cells[0], WAYS.get(cells[1].casefold()), cells[2]
        if not name or not option:
            raise ValueError(f"Dòng {line.number}: ghi tên nhóm và tên dòng.")
        if way is None:
            raise ValueError(f"Dòng {line.number}: “Cách chọn” ghi “chọn một” hoặc “đếm”; đang có “{cells[1][:20]}”.")
        group = groups.setdefault(name, {"code": f"g{len(groups) + 1}", "name": name, "choice": way, "options": []})
        if group["choice"] != way:
            raise ValueError(f"Dòng {line.number}: nhóm “{name}” có hai cách chọn.")
        points = {region: _points(cells[at], line.number) for at, region in enumerate(regions, 3) if cells[at] != ""}
        group["options"].append({"code": f"o{len(group['options']) + 1}", "name": option, "points": points})
    return list(groups.values())


def _points(text: str, line: int) -> int:
    bare = text.removesuffix(".0")
    if not bare.lstrip("-").isdecimal() or len(bare) > 5:
        raise ValueError(f"Dòng {line}: điểm phải là số nguyên; đang có “{text[:20]}”.")
    return int(bare)
