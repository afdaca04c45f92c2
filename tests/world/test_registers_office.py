"""An office's own list, however it is laid out: every row once, what is clear lands, what is not waits."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ansinh.world import registers
from ansinh.world.registers.row import UnitName
from tests.world.registers_files import (
    ANH,
    BEGAN,
    HEADINGS,
    JUNE_2021,
    changed,
    codes,
    one_row,
    people,
    rows_of,
    workbook,
)

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


FAULTS = [
    ("Họ và tên", "", "name_missing"),
    ("Họ và tên", "Nguyễn Thị 3", "name_with_digits"),
    ("Năm sinh", "", "birth_missing"),
    ("Năm sinh", "05/13/1950", "month_first"),
    ("Năm sinh", "1838", "birth_too_old"),
    ("Số CCCD", "3.3138E+10", "number_destroyed"),
    ("Xã", "Xã Không Có", "commune_unknown"),
    ("Loại đối tượng", "Diện xã đề nghị", "group_unknown"),
    ("Loại đối tượng", "Thương binh", "group_not_ours"),
    ("Loại đối tượng", "", "group_missing"),
    ("Hệ số", "150", "coefficient_unread"),
    ("Mức hưởng", "0,27 triệu", "money_unit"),
    ("Hưởng từ", "2018", "month_missing"),
    ("Hưởng từ", "", "from_missing"),
    ("Hưởng từ", "01/1930", "month_unread"),
    ("Hưởng từ", "01/2030", "from_future"),
]


@pytest.mark.parametrize(("column", "value", "code"), FAULTS)
def test_a_fault_holds_the_row_and_names_the_cell(tmp_path: Path, column: str, value: str, code: str) -> None:
    row = one_row(tmp_path, HEADINGS, changed(column, value))
    assert row.held
    remark = next(remark for remark in row.remarks if remark.code == code)
    assert remark.column == "ABCDEFGHIJ"[HEADINGS.index(column)]
    assert remark.value == value
    assert remark.sentence.endswith((".", "?"))


NOTES = [
    ("Giới tính", "", "sex_missing"),
    ("Số CCCD", "", "number_missing"),
    ("Số CCCD", "33138000123", "number_length"),
    ("Số CCCD", "O33138000123", "letter_o"),
    ("Số CCCD", "033038000123", "number_sex"),
    ("Số CCCD", "033139000123", "number_year"),
    ("Năm sinh", "khoảng 1938", "birth_about"),
    ("Năm sinh", "01/05/38", "birth_two_digits"),
    ("Họ và tên", "Nguyen Thi Anh", "name_without_tones"),
    ("Họ và tên", "Nguyễn Thị Ánh (mù)", "name_with_note"),
    ("Loại đối tượng", "Người cao tuổi", "group_deduced"),
]


@pytest.mark.parametrize(("column", "value", "code"), NOTES)
def test_what_is_only_worth_knowing_lands_with_a_remark(tmp_path: Path, column: str, value: str, code: str) -> None:
    row = one_row(tmp_path, HEADINGS, changed(column, value))
    assert row.landing == "landed with remarks"
    assert codes(row) == {code}


def test_two_digit_years_are_settled_by_number_or_group_or_not_at_all(tmp_path: Path) -> None:
    child = changed("Loại đối tượng", "Trẻ em mồ côi", cells=changed("Số CCCD", "", cells=changed("Hệ số", "1,5")))
    row = one_row(tmp_path, HEADINGS, changed("Năm sinh", "05/03/12", cells=child))
    assert row.values and row.values.birth_year == 2012
    disabled = changed("Loại đối tượng", "NKT nặng", cells=changed("Số CCCD", "", cells=changed("Hệ số", "")))
    assert one_row(tmp_path, HEADINGS, changed("Năm sinh", "05/03/12", cells=disabled)).held
    numbered = changed(
        "Số CCCD", "033112000123", cells=changed("Loại đối tượng", "NKT nặng", cells=changed("Hệ số", ""))
    )
    row = one_row(tmp_path, HEADINGS, changed("Năm sinh", "05/03/12", cells=numbered))
    assert row.values and row.values.birth_year == 1912


def test_the_second_of_two_equal_rows_waits_and_points_to_the_first(tmp_path: Path) -> None:
    rows = people(rows_of(workbook(tmp_path / "twice.xlsx", {"Tam Đa": [HEADINGS, ANH, ANH]})))
    assert [row.held for row in rows] == [False, True]
    assert "dòng 2" in rows[1].remarks[-1].sentence


def test_one_number_for_two_names_holds_the_second(tmp_path: Path) -> None:
    other = changed("Họ và tên", "Lê Thị Cúc")
    rows = people(rows_of(workbook(tmp_path / "twice.xlsx", {"Tam Đa": [HEADINGS, ANH, other]})))
    assert "number_taken" in codes(rows[1]) and rows[1].held


def test_equal_people_without_numbers_wait_but_namesakes_with_numbers_do_not(tmp_path: Path) -> None:
    bare = changed("Số CCCD", "")
    twice = people(rows_of(workbook(tmp_path / "bare.xlsx", {"Tam Đa": [HEADINGS, bare, bare]})))
    assert "duplicate" in codes(twice[1])
    namesakes = people(
        rows_of(workbook(tmp_path / "names.xlsx", {"Tam Đa": [HEADINGS, ANH, changed("Số CCCD", "033138000999")]}))
    )
    assert [row.landing for row in namesakes] == ["landed", "landed"]


def test_another_kind_of_award_for_the_same_person_lands_with_a_remark(tmp_path: Path) -> None:
    parent = changed("Loại đối tượng", "Đơn thân nuôi con")
    rows = people(rows_of(workbook(tmp_path / "kinds.xlsx", {"Tam Đa": [HEADINGS, ANH, parent]})))
    assert codes(rows[1]) == {"another_award"}
    assert rows[1].values and rows[1].values.kind == "single_parent"


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


def test_facts_beside_the_award_are_kept(tmp_path: Path) -> None:
    headings = ["STT", "Họ và tên", "Năm sinh", "Giới tính", "Loại đối tượng", "Hưởng từ", "Hộ nghèo",
                "Hộ cận nghèo", "Số con đang nuôi", "Dạng, mức độ KT", "Số giấy XNKT", "Có lương hưu",
                "Hưởng đến tháng", "Lý do thôi hưởng", "Hình thức chi trả"]  # fmt: skip
    cells = [
        1,
        "Lê Thị Cúc",
        1980,
        "Nữ",
        "NKT",
        "5/2015",
        "",
        "x",
        "2",
        "Vận động, ĐBN",
        "12/2014",
        "không",
        "3/2020",
        "Chết",
        "Qua Bưu điện",
    ]
    row = one_row(tmp_path, headings, cells)
    held = row.values
    assert held and (held.household, held.children_raised, held.disability, held.disability_kind) == (
        "near_poor",
        2,
        "extreme",
        "Vận động",
    )
    assert (held.group_code, held.certificate_number, held.pension) == ("K6.ĐBN", "12/2014", False)
    assert (held.until_month, held.stop_reason, held.pay_by) == (2020 * 12 + 2, "Chết", "post")


def test_article_without_decree_follows_the_rows_own_dates_or_waits(tmp_path: Path) -> None:
    cells = changed("Loại đối tượng", "điểm c khoản 5 Điều 5", cells=changed("Hệ số", ""))
    row = one_row(tmp_path, HEADINGS, cells)
    assert row.values and (row.values.group_code, row.values.decree) == ("K5d", "136/2013")
    new = one_row(tmp_path, HEADINGS, changed("Hưởng từ", "08/2021", cells=cells), date(2021, 12, 31))
    assert new.values and (new.values.group_code, new.values.decree) == ("K5c", "20/2021")
    between = one_row(tmp_path, HEADINGS, cells, date(2022, 12, 31))
    assert between.held and "group_unclear" in codes(between)
    settled = one_row(tmp_path, HEADINGS, changed("Hệ số", "1,0", cells=cells), date(2022, 12, 31))
    assert settled.values and settled.values.group_code == "K5c"


def test_a_list_in_thousands_says_so_above(tmp_path: Path) -> None:
    rows = [["", "", "", "", "", "", "", "ĐVT: nghìn đồng"], HEADINGS, changed("Mức hưởng", 270)]
    (row,) = people(rows_of(workbook(tmp_path / "f.xlsx", {"Tam Đa": rows})))
    assert row.values and row.values.stated_amount == 270_000


def test_one_commune_only_is_where_rows_without_commune_belong(tmp_path: Path) -> None:
    units = [UnitName("12391", "Tam Đa", "Xã", "Phù Cừ", "Hưng Yên", BEGAN)]
    path = workbook(tmp_path / "g.xlsx", {"Sheet1": [HEADINGS, changed("Xã", "")]})
    (row,) = people(rows_of(path, units=units))
    assert row.values and row.values.commune_code == "12391"


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


@pytest.mark.parametrize(
    ("heading", "words"), [("Ghi chú", "Đã chết"), ("Ghi chú", "cắt giảm"), ("Trạng thái", "Thôi hưởng")]
)
def test_someone_said_to_draw_no_more_waits_for_the_month(tmp_path: Path, heading: str, words: str) -> None:
    row = one_row(tmp_path, [*HEADINGS, heading], [*ANH, words])
    assert row.held and "ended_without_month" in codes(row)
    ended = one_row(tmp_path, [*HEADINGS, heading, "Hưởng đến tháng"], [*ANH, words, "03/2020"])
    assert not ended.held
    alive = one_row(tmp_path, [*HEADINGS, heading], [*ANH, "Bố mẹ đã chết" if heading == "Ghi chú" else "Đang hưởng"])
    assert not alive.held


@pytest.mark.parametrize(("number", "code"), [("033038000123", "number_sex"), ("", "number_missing")])
def test_a_remark_on_the_number_names_the_column_where_it_was_looked_for(
    tmp_path: Path, number: str, code: str
) -> None:
    """Also in a list that keeps numbers of both kinds under "Số CMND"."""
    headings = ["Số CMND" if one == "Số CCCD" else one for one in HEADINGS]
    row = one_row(tmp_path, headings, changed("Số CCCD", number))
    [remark] = [one for one in row.remarks if one.code == code]
    assert (remark.column, remark.value) == ("E", number)
