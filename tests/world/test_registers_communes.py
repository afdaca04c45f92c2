"""Which commune a row belongs to: by its own cell, the section, the sheet, the title, or nothing certain."""

from datetime import date
from pathlib import Path

from ansinh.world.registers.row import UnitName
from tests.world.registers_files import BEGAN, HEADINGS, changed, codes, one_row, people, rows_of, workbook


def test_namesake_communes_are_settled_by_the_titles_district_or_held(tmp_path: Path) -> None:
    cells = changed("Xã", "Quang Hưng")
    alone = people(rows_of(workbook(tmp_path / "a.xlsx", {"Sheet1": [HEADINGS, cells]})))[0]
    assert alone.held and "commune_ambiguous" in codes(alone)
    titled = people(
        rows_of(workbook(tmp_path / "b.xlsx", {"Sheet1": [["HUYỆN PHÙ CỪ - TỈNH HƯNG YÊN"], HEADINGS, cells]}))
    )[0]
    assert titled.values and titled.values.commune_code == "12376"


def test_sheets_named_after_communes_tell_their_district_together(tmp_path: Path) -> None:
    rows = [HEADINGS, changed("Xã", "")]
    found = rows_of(workbook(tmp_path / "c.xlsx", {"Quang Hưng": rows, "TT Trần Cao": rows, "Xa Dinh Cao": rows}))
    assert [row.values.commune_code for row in people(found) if row.values] == ["12376", "12364", "12370"]
    assert "district_deduced" in codes(found[0])


def test_a_code_used_again_is_the_unit_of_the_lists_day(tmp_path: Path) -> None:
    cells = changed("Xã", "Minh Tiến")
    row = one_row(tmp_path, HEADINGS, cells)
    assert row.values and (row.values.commune_code, row.values.commune_valid_from) == ("12424", BEGAN)
    later = one_row(tmp_path, HEADINGS, changed("Xã", "Tiên Tiến"), date(2025, 1, 31))
    assert later.values and (later.values.commune_code, later.values.commune_valid_from) == ("12424", date(2024, 12, 1))


def test_a_sheet_and_a_title_that_name_two_communes_hold_the_rows(tmp_path: Path) -> None:
    rows = [["UBND XÃ ĐÌNH CAO"], HEADINGS, changed("Xã", "")]
    (row,) = people(rows_of(workbook(tmp_path / "d.xlsx", {"Tam Đa": rows})))
    assert row.held and "commune_disagrees" in codes(row)


def test_an_address_gives_village_and_commune(tmp_path: Path) -> None:
    headings = ["STT", "Họ và tên", "Năm sinh", "Giới tính", "Địa chỉ", "Loại đối tượng", "Hưởng từ"]
    path = workbook(
        tmp_path / "e.xlsx",
        {"Sheet1": [headings, [1, "Lê Thị Cúc", 1930, "Nữ", "Thôn Ngũ Phúc, xã Tam Đa", "NCT 80", "5/2015"]]},
    )
    (row,) = people(rows_of(path))
    assert row.values and (row.values.village, row.values.commune_code) == ("Thôn Ngũ Phúc", "12391")


def test_one_commune_only_is_where_rows_without_commune_belong(tmp_path: Path) -> None:
    units = [UnitName("12391", "Tam Đa", "Xã", "Phù Cừ", "Hưng Yên", BEGAN)]
    path = workbook(tmp_path / "g.xlsx", {"Sheet1": [HEADINGS, changed("Xã", "")]})
    (row,) = people(rows_of(path, units=units))
    assert row.values and row.values.commune_code == "12391"
