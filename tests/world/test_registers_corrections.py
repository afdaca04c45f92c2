"""The workbook of held rows: it holds just those, reads back the same, and lands once its cells are put right."""

from pathlib import Path
from typing import Any

import openpyxl

from ansinh.world.registers import corrections
from ansinh.world.registers.row import SourceRow
from tests.world.registers_files import ANH, HEADINGS, changed, codes, people, rows_of, workbook
from tests.world.test_registers_office import PRINTED

BROKEN: list[Any] = [3, "Đỗ Thị Én", "", "31/04/1938", "", "NCT 80 tuổi", 1, 270000, "126/QĐ-UBND", "", "4/2018"]


def printed_with_fault() -> list[list[Any]]:
    rows = [list(row) for row in PRINTED]
    rows.insert(14, BROKEN)
    return rows


def sent_back(tmp_path: Path, rows: list[SourceRow]) -> Path:
    corrections.write(tmp_path / "corrections.xlsx", rows)
    return tmp_path / "corrections.xlsx"


def test_only_held_rows_are_written_with_their_reasons(tmp_path: Path) -> None:
    rows = rows_of(workbook(tmp_path / "list.xlsx", {"Sheet1": printed_with_fault()}, {"Sheet1": ["C4:D4"]}))
    back = rows_of(sent_back(tmp_path, rows))
    (again,) = people(back)
    (held,) = [row for row in rows if row.held]
    assert again.remarks == held.remarks and again.values == held.values
    sheet = openpyxl.load_workbook(tmp_path / "corrections.xlsx")["Sheet1"]
    heading = next(row for row in sheet.iter_rows() if row[0].value == "STT")
    assert [cell.value for cell in heading[-3:]] == ["Lý do giữ lại", "Dòng gốc", "Mã dòng"]
    last = list(sheet.iter_rows())[-1]
    assert last[-3].value == "“31/04/1938”: tháng 4/1938 không có ngày 31."
    assert last[-2].value == "15"
    assert last[-1].value == corrections.origin_of(held, "") == corrections.origin_of(again, "another file")
    assert last[3].fill.fgColor.rgb == "FFF8CBAD", "the faulty cell is coloured"
    assert last[1].fill.fgColor.rgb != "FFF8CBAD"


def test_a_corrected_cell_lets_the_row_land_where_it_belongs(tmp_path: Path) -> None:
    rows = rows_of(workbook(tmp_path / "list.xlsx", {"Sheet1": printed_with_fault()}, {"Sheet1": ["C4:D4"]}))
    path = sent_back(tmp_path, rows)
    book = openpyxl.load_workbook(path)
    cell = next(cell for row in book["Sheet1"].iter_rows() for cell in row if cell.value == "31/04/1938")
    cell.value = "30/04/1938"
    book.save(path)
    (row,) = people(rows_of(path))
    assert not row.held
    assert row.values and (row.values.birth_day, row.values.sex, row.values.commune_code) == (30, "female", "12370")


def test_each_sheet_keeps_its_own_rows_and_name(tmp_path: Path) -> None:
    faulty = changed("Năm sinh", "1838")
    path = workbook(
        tmp_path / "list.xlsx",
        {"Tam Đa": [HEADINGS, ANH, faulty], "Đình Cao": [HEADINGS, changed("Xã", "", cells=faulty)]},
    )
    back = people(rows_of(sent_back(tmp_path, rows_of(path))))
    assert [(row.sheet, sorted(codes(row) - {"duplicate", "number_year"})) for row in back] == [
        ("Tam Đa", ["birth_too_old"]),
        ("Đình Cao", ["birth_too_old"]),
    ]
    assert back[1].values and back[1].values.commune_code == "12370"


def test_rows_of_an_unread_sheet_come_back_too(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", {"Lạ": [["a", "b"], ["Nguyễn Văn Lạ", 1950]]})
    back = rows_of(sent_back(tmp_path, rows_of(path)))
    assert [codes(row) for row in people(back)] == [{"headings_unknown"}]


def test_nothing_held_is_said(tmp_path: Path) -> None:
    rows = rows_of(workbook(tmp_path / "list.xlsx", {"Tam Đa": [HEADINGS, ANH]}))
    assert corrections.write(tmp_path / "none.xlsx", rows) == 0
    assert openpyxl.load_workbook(tmp_path / "none.xlsx").worksheets[0]["A1"].value == "Không có dòng nào phải sửa."
