"""What is said of a row of an office's list: a fault holds it and names the cell, a note lets it land."""

from datetime import date
from pathlib import Path

import pytest

from tests.world.registers_files import ANH, HEADINGS, changed, codes, one_row

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
