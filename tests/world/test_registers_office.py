"""An office's own list, however it is laid out: every row once, what is clear lands, what is not waits."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ansinh.world import registers
from tests.world.registers_files import ANH, HEADINGS, JUNE_2021, changed, codes, one_row, people, rows_of, workbook

TOP = [
    "STT", "Họ và tên", "Ngày, tháng, năm sinh", "", "Số CCCD", "Loại đối tượng", "Hệ số", "Mức hưởng", "QĐ số",
    "Ngày QĐ", "Hưởng từ",
]  # fmt: skip


UNDER = ["", "", "Nam", "Nữ"]


PRINTED: list[list[Any]] = [
    ["ỦY BAN NHÂN DÂN HUYỆN PHÙ CỪ"],
    ["DANH SÁCH ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI THÁNG 6 NĂM 2021"],
    [],
    TOP,
    UNDER,
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    ["I", "Xã Tam Đa"],
    ["1", "Thôn Ngũ Phúc"],
    [1, "NGUYỄN THỊ ÁNH", "", 1938, "033138000123", "NCT 80 tuổi", 1, 270000, "123/QĐ-UBND", date(2018, 1, 15),
     "01/2018"],
    [2, "Trần Văn Bá", date(1950, 5, 1), "", "", "NKT nặng", 2, "540.000 đ", "124/QĐ-UBND", "15/02/2019", "02/2019"],
    ["", "Cộng trang 1", 1, 1, "", "", "", 810000],
    TOP,
    UNDER,
    ["II", "Xã Đình Cao"],
    [1, "Lê Thị Cúc", "", "5/1975", "", "NKT ĐBN", "2,0", 540000, "125/QĐ-UBND ngày 1/3/2020", "", "T3/2020"],
    ["", "Tổng cộng: 3 người", "", "", "", "", "", 1350000],
    [],
    [],
    ["(Bằng chữ: Một triệu ba trăm năm mươi nghìn đồng)"],
    ["", "", "", "", "Phù Cừ, ngày 10 tháng 6 năm 2021"],
    ["NGƯỜI LẬP BIỂU", "", "", "CHỦ TỊCH"],
    ["Trần Thị Lập", "", "", "Nguyễn Văn Ký"],
]  # fmt: skip


def test_every_row_of_a_printed_list_is_told_apart(tmp_path: Path) -> None:
    rows = rows_of(workbook(tmp_path / "list.xlsx", {"Sheet1": PRINTED}, {"Sheet1": ["C4:D4", "C12:D12"]}))
    told = [(row.row, "person" if row.outcome == "person" else row.remarks[0].code) for row in rows]
    assert told == list(enumerate([
        "title", "title", "blank", "heading", "heading", "column_numbers", "section", "section", "person", "person",
        "subtotal", "heading", "heading", "section", "person", "subtotal", "blank",
    ], 1)) + [(19, "total_in_words"), (20, "signature"), (21, "signature"), (22, "signature")]  # fmt: skip
    assert sum(row.rows for row in rows) == len(PRINTED)


def test_people_take_what_the_list_says_around_them(tmp_path: Path) -> None:
    first, second, third = people(rows_of(workbook(tmp_path / "list.xlsx", {"Sheet1": PRINTED}, {"Sheet1": ["C4:D4"]})))
    assert first.landing == "landed"
    ánh, bá, cúc = first.values, second.values, third.values
    assert ánh and bá and cúc
    assert (ánh.full_name, ánh.sex, ánh.birth_year, ánh.birth_month) == ("Nguyễn Thị Ánh", "female", 1938, None)
    assert (ánh.village, ánh.commune_code, ánh.group_code, ánh.kind, ánh.decree) == (
        "Thôn Ngũ Phúc",
        "12391",
        "K5c",
        "allowance",
        "136/2013",
    )
    assert (ánh.from_month, ánh.decided_on, ánh.coefficient, ánh.stated_amount) == (
        24216,
        date(2018, 1, 15),
        Decimal("1.0"),
        270_000,
    )
    assert (bá.sex, bá.birth_day, bá.group_code, bá.disability, bá.stated_amount) == (
        "male",
        1,
        "K6.N",
        "severe",
        540_000,
    )
    assert (cúc.commune_code, cúc.village, cúc.birth_month, cúc.decision_number) == ("12370", None, 5, "125/QĐ-UBND")
    assert cúc.decided_on == date(2020, 3, 1)


def test_a_row_as_json_holds_months_and_remarks(tmp_path: Path) -> None:
    line = people(rows_of(workbook(tmp_path / "list.xlsx", {"Sheet1": PRINTED})))[1].to_json()
    assert (line["sheet"], line["row"], line["outcome"]) == ("Sheet1", 10, "landed with remarks")
    assert (line["values"]["from_month"], line["values"]["birth_month"], line["values"]["coefficient"]) == (
        "2019-02",
        5,
        "2.0",
    )
    assert line["remarks"][0]["code"] == "number_missing"
    assert set(line["remarks"][0]) >= {"code", "field", "value", "sentence"}


@pytest.mark.parametrize("word", [str, str.upper, str.lower])
def test_headings_are_known_with_or_without_tone_marks_in_any_order(tmp_path: Path, word: Any) -> None:
    headings = [
        "Muc huong",
        "Huong tu",
        "He so",
        "Loai doi tuong",
        "Nam sinh",
        "Gioi tinh",
        "So CMND/CCCD",
        "Ho va ten",
        "Xa",
    ]
    cells = [
        "270.000đ",
        "1/2018",
        "1,0",
        "nguoi cao tuoi tu 80 tuoi",
        1938,
        "Nu",
        "033138000123",
        "Nguyễn Thị Ánh",
        "Tam Da",
    ]
    row = one_row(tmp_path, [word(heading) for heading in headings], cells)
    assert row.landing == "landed", row.remarks
    assert row.values and (row.values.group_code, row.values.stated_amount, row.values.commune_code) == (
        "K5c",
        270_000,
        "12391",
    )


def test_births_in_three_columns_and_a_sex_by_cross(tmp_path: Path) -> None:
    rows = [
        ["TT", "Họ tên", "Ngày sinh", "", "", "Giới tính", "", "Đối tượng", "Hưởng từ"],
        ["", "", "Ngày", "Tháng", "Năm", "Nam", "Nữ"],
        [1, "Lê Thị Cúc", 5, 3, 1930, "", "x", "NCT 80 tuổi", "5/2015"],
        [2, "Lê Văn Dần", "", "", 1931, "x", "", "NCT 80 tuổi", "5/2015"],
    ]
    first, second = people(
        rows_of(workbook(tmp_path / "births.xlsx", {"Tam Đa": rows}, {"Tam Đa": ["C1:E1", "F1:G1"]}))
    )
    assert first.values and second.values
    assert (first.values.birth_day, first.values.birth_month, first.values.birth_year, first.values.sex) == (
        5,
        3,
        1930,
        "female",
    )
    assert (second.values.birth_day, second.values.birth_year, second.values.sex) == (None, 1931, "male")


def test_shared_headings_without_merged_cells_are_understood(tmp_path: Path) -> None:
    rows = [
        [
            "TT",
            "Họ tên",
            "Năm sinh",
            "Đối tượng",
            "Hưởng từ",
            "Quyết định",
            "",
            "Tài khoản",
            "",
            "Người nhận thay",
            "",
            "",
        ],
        ["", "", "", "", "", "Số", "Ngày", "Số TK", "Ngân hàng", "Họ tên", "Quan hệ", "Số CCCD"],
        [
            1,
            "Lê Thị Cúc",
            1930,
            "NCT 80",
            "5/2015",
            "9/QĐ",
            "1/5/2015",
            "46002050",
            "Agribank",
            "Lê Văn Con",
            "con",
            "033075000111",
        ],
    ]
    (row,) = people(rows_of(workbook(tmp_path / "shared.xlsx", {"Tam Đa": rows})))
    held = row.values
    assert held and (held.decision_number, held.decided_on) == ("9/QĐ", date(2015, 5, 1))
    assert (held.account_number, held.bank_name) == ("46002050", "Agribank")
    assert (held.full_name, held.collector_name, held.collector_relation, held.collector_number) == (
        "Lê Thị Cúc", "Lê Văn Con", "con", "033075000111",
    )  # fmt: skip


def test_two_lists_on_one_sheet_do_not_lend_each_other_their_group(tmp_path: Path) -> None:
    rows = [
        ["DANH SÁCH NGƯỜI CAO TUỔI TỪ ĐỦ 80 TUỔI TRỞ LÊN"],
        ["STT", "Họ tên", "Năm sinh", "Giới tính", "Hưởng từ"],
        [1, "Phạm Thị Dung", 1930, "Nữ", "01/2015"],
        ["Người lập biểu"],
        ["Đỗ Văn A"],
        ["DANH SÁCH BỔ SUNG"],
        ["STT", "Họ tên", "Năm sinh", "Giới tính", "Hưởng từ"],
        [1, "Vũ Văn Em", 1980, "Nam", "2/2016"],
    ]
    first, second = people(rows_of(workbook(tmp_path / "two.xlsx", {"Tam Đa": rows})))
    assert first.values and first.values.group_code == "K5c"
    assert second.held and "group_missing" in codes(second)


def test_group_sections_inside_commune_sections_follow_their_level(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        ["I", "Xã Tam Đa"],
        ["1", "Người khuyết tật nặng"],
        changed("Xã", "", cells=changed("Loại đối tượng", "", cells=changed("Năm sinh", "1980"))),
        ["II", "Xã Đình Cao"],
        changed("Xã", "", cells=changed("Loại đối tượng", "", cells=changed("Số CCCD", "033138000456"))),
    ]
    first, second = people(rows_of(workbook(tmp_path / "levels.xlsx", {"Sheet1": rows})))
    assert first.values and (first.values.commune_code, first.values.group_code) == ("12391", "K6.N")
    assert second.values and second.values.commune_code == "12370"
    assert "group_missing" in codes(second), "the group of the first commune must not reach the second"


def test_a_column_for_each_group_is_read_by_its_cross(tmp_path: Path) -> None:
    headings = ["STT", "Họ tên", "Năm sinh", "Giới tính", "NCT 80 tuổi", "NKT nặng", "NKT ĐBN", "Hưởng từ"]
    row = one_row(tmp_path, headings, [1, "Đỗ Văn Giỏi", 1970, "Nam", "", "x", "", "5/2013"])
    assert row.values and row.values.group_code == "K6.N"
    twice = one_row(tmp_path, headings, [1, "Đỗ Văn Giỏi", 1970, "Nam", "", "x", "x", "5/2013"])
    assert twice.held


def test_a_sheet_without_a_list_is_reported_and_possible_people_are_held(tmp_path: Path) -> None:
    sheets = {
        "Tổng hợp": [["Xã", "Số người", "Số tiền"], ["Tam Đa", 421, 148635000]],
        "Lạ": [["a", "b", "c"], ["Nguyễn Văn Lạ", 1950, "x"]],
    }
    rows = rows_of(workbook(tmp_path / "none.xlsx", sheets))
    assert [(row.sheet, row.row, row.landing) for row in rows] == [
        ("Tổng hợp", 1, "not a person"), ("Tổng hợp", 2, "not a person"), ("Lạ", 1, "not a person"), ("Lạ", 2, "held"),
    ]  # fmt: skip
    assert codes(rows[3]) == {"headings_unknown"}


def test_a_column_that_says_nothing_to_us_is_named(tmp_path: Path) -> None:
    rows = rows_of(workbook(tmp_path / "more.xlsx", {"Tam Đa": [[*HEADINGS, "Số lượng gà"], [*ANH, 12]]}))
    assert [remark.value for remark in rows[0].remarks if remark.code == "column_not_used"] == ["Số lượng gà"]
    assert rows[1].cells["K"] == "12"


def test_a_list_in_thousands_says_so_above(tmp_path: Path) -> None:
    rows = [["", "", "", "", "", "", "", "ĐVT: nghìn đồng"], HEADINGS, changed("Mức hưởng", 270)]
    (row,) = people(rows_of(workbook(tmp_path / "f.xlsx", {"Tam Đa": rows})))
    assert row.values and row.values.stated_amount == 270_000


def test_what_is_not_a_workbook_says_so(tmp_path: Path) -> None:
    for data, word in ((b"", "rỗng"), (b"PK\x03\x04broken", "hỏng"), (b"%PDF-1.7 x", "bảng tính")):
        with pytest.raises(registers.UnreadableWorkbook, match=word):
            registers.read(data, units=[], on=JUNE_2021)


@pytest.mark.parametrize("headings", [["Họ và tên đệm", "Tên"], ["Họ đệm", "Tên"], ["Họ và tên", "Tên"]])
def test_a_name_kept_in_two_columns_is_put_together(tmp_path: Path, headings: list[str]) -> None:
    row = one_row(
        tmp_path,
        ["STT", *headings, "Năm sinh", "Giới tính", "Đối tượng", "Hưởng từ"],
        [1, "NGUYỄN THỊ", "ÁNH", 1930, "Nữ", "NCT 80", "5/2015"],
    )
    assert row.values and row.values.full_name == "Nguyễn Thị Ánh"


def test_one_heading_over_two_columns_of_a_name_and_one_without_heading(tmp_path: Path) -> None:
    rows = [
        ["STT", "Họ và tên", "", "Năm sinh", "Giới tính", "Đối tượng", "Hưởng từ"],
        [1, "Nguyễn Thị", "Ánh", 1930, "Nữ", "NCT 80", "5/2015"],
    ]
    (merged,) = people(rows_of(workbook(tmp_path / "m.xlsx", {"Tam Đa": rows}, {"Tam Đa": ["B1:C1"]})))
    assert merged.values and merged.values.full_name == "Nguyễn Thị Ánh"
    (bare,) = people(rows_of(workbook(tmp_path / "b.xlsx", {"Tam Đa": rows})))
    assert bare.held and codes(bare) >= {"cell_without_heading"}
