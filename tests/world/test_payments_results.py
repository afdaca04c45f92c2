"""Results sent back are matched by payment code; what does not fit is told, never dropped, never guessed."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from ansinh.world.payments import channels
from ansinh.world.payments.results import OUTCOMES, ResultRow, read_results, write_results_template
from ansinh.world.payments.returned_table import UnreadableResults
from tests.world.payment_lists import commune_of, payment_list, with_accounts

HEAD = "STT;Mã chi trả;Họ và tên;Tổng thực lĩnh;Kết quả;Lý do\n"
SENT = {"PC1": 360_000, "PC2": 540_000}


def read(text: str, expected: dict[str, int] | None = None) -> list[ResultRow]:
    return list(read_results(BytesIO(text.encode()), expected))


def test_paid_and_unpaid_come_back_with_their_reasons() -> None:
    rows = read(HEAD + "1;PC1;Ánh;360.000;Đã trả;\n2;PC2;Bình;540000;Chưa trả;Đi vắng\n", SENT)
    assert [(row.row, row.person_code, row.outcome, row.reason, row.amount) for row in rows] == [
        (2, "PC1", "paid", "", 360_000),
        (3, "PC2", "unpaid", "Đi vắng", 540_000),
    ]
    assert not any(row.remarks for row in rows)


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("Đã trả", "paid"),
        ("ĐÃ TRẢ", "paid"),
        ("da tra", "paid"),
        ("Đã chi trả.", "paid"),
        ("Thành công", "paid"),
        ("Chưa trả", "unpaid"),
        ("chưa nhận", "unpaid"),
        ("Chưa trả và dừng chi trả", "unpaid_stop"),
        ("Chưa cập nhật", "not_updated"),
        ("", "not_updated"),
        ("x", None),
        ("chắc là rồi", None),
    ],
)
def test_result_is_read_in_the_words_officers_use(word: str, outcome: str | None) -> None:
    assert read(HEAD + f"1;PC1;Ánh;360000;{word};vì sao\n")[0].outcome == outcome


def test_word_that_is_no_result_is_told() -> None:
    assert read(HEAD + "1;PC1;Ánh;360000;hẹn mai;\n")[0].remarks == (
        "Không hiểu kết quả “hẹn mai”; hãy ghi: Chưa cập nhật, Đã trả, Chưa trả, Chưa trả và dừng chi trả",
    )


@pytest.mark.parametrize(
    ("heading", "mark", "outcome"),
    [
        ("Đã trả", "x", "paid"),
        ("Đã trả", "", "not_updated"),
        ("Đã trả", "không", "unpaid"),
        ("Ký nhận", "đã ký", "paid"),
        ("Trạng thái", "Đã trả", "paid"),
    ],
)
def test_other_headings_and_marks_are_known(heading: str, mark: str, outcome: str) -> None:
    assert read(f"Mã chi trả;{heading};Lý do\nPC1;{mark};\n")[0].outcome == outcome


def test_changed_amount_unknown_code_and_missing_person_are_told() -> None:
    rows = read(HEAD + "1;PC1;Ánh;350000;Đã trả;\n2;PC9;Lạ;1;Đã trả;\n", SENT)
    assert [row.remarks for row in rows] == [
        ("Số tiền trong tệp 350.000 đ khác danh sách đã gửi 360.000 đ",),
        ("Mã chi trả “PC9” không có trong danh sách đã gửi",),
        ("Có trong danh sách nhưng không có trong tệp trả về",),
    ]
    assert (rows[2].row, rows[2].person_code, rows[2].outcome) == (None, "PC2", "not_updated")


def test_code_twice_with_two_results_has_no_result() -> None:
    rows = read(HEAD + "1;PC1;Ánh;360000;Đã trả;\n2;PC1;Ánh;360000;Chưa trả;Đi vắng\n")
    assert [row.outcome for row in rows] == [None, None]
    assert all("Mã chi trả có 2 lần trong tệp (dòng 2, dòng 3), kết quả khác nhau" in row.remarks for row in rows)


def test_code_that_lost_its_noughts_in_excel_is_found_and_told() -> None:
    row = read(HEAD + "1;123;Ánh;360000;Đã trả;\n", {"000123": 360_000})[0]
    assert row.person_code == "000123"
    assert row.remarks == ("Mã “123” đã mất số 0 ở đầu; hiểu là “000123”",)


def test_code_that_could_be_two_people_is_nobody() -> None:
    rows = read(HEAD + "1;123;Ánh;360000;Đã trả;\n", {"000123": 360_000, "0123": 360_000})
    assert rows[0].remarks == ("Mã chi trả “123” không có trong danh sách đã gửi",)
    assert [row.person_code for row in rows[1:]] == ["000123", "0123"]


def test_row_without_a_code_is_kept() -> None:
    row = read(HEAD + "1;;Ánh;360000;Đã trả;\n")[0]
    assert (row.full_name, row.outcome) == ("Ánh", "paid") and row.remarks == ("Dòng không có mã chi trả",)


def test_unpaid_without_a_reason_and_a_reason_without_a_result_are_told() -> None:
    rows = read(HEAD + "1;PC1;Ánh;1;Chưa trả;\n2;PC2;Bình;1;;Đi vắng\n")
    assert rows[0].remarks == ("Chưa trả nhưng không ghi lý do",)
    assert rows[1].remarks == ("Có ghi lý do “Đi vắng” nhưng chưa ghi kết quả",)
    assert rows[1].outcome == "not_updated"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_as_excel_saves_it(encoding: str, delimiter: str, tmp_path: Path) -> None:
    file = tmp_path / "kq.csv"
    file.write_bytes((HEAD + "1;PC1;Ánh;360000;Chưa trả;Đi vắng\n").replace(";", delimiter).encode(encoding))
    assert [(row.outcome, row.reason) for row in read_results(file)] == [("unpaid", "Đi vắng")]


def test_csv_in_windows_vietnamese_is_read() -> None:
    text = "Ma\u0303 chi tra\u0309;Kê\u0301t qua\u0309;Ly\u0301 do\nPC1;Chưa tra\u0309;Đi vă\u0301ng\n"
    row = next(read_results(BytesIO(text.encode("cp1258"))))
    assert (row.outcome, row.reason) == ("unpaid", "Đi vắng")


def test_heading_in_two_rows_below_a_title_is_found() -> None:
    text = "UBND HUYỆN;;;\nKẾT QUẢ CHI TRẢ;;;\n;;Chi trả;\nMã chi trả;Họ tên;Kết quả;Lý do\nPC1;Ánh;Đã trả;\n"
    two = "Mã chi trả;Họ tên;Chi trả;\n;;Kết quả;Lý do\nPC1;Ánh;Đã trả;\n"
    assert [row.person_code for row in read(text)] == [row.person_code for row in read(two)] == ["PC1"]


def test_template_filled_in_comes_back_whole() -> None:
    whole = commune_of(40)
    to = BytesIO()
    write_results_template(whole, to)
    book = openpyxl.load_workbook(to)
    sheet = book.active
    assert [str(each.formula1) for each in sheet.data_validations.dataValidation] == [
        '"' + ",".join(OUTCOMES.values()) + '"'
    ]
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "STT")
    for row in sheet.iter_rows(min_row=top + 1, max_row=top + 40):
        away = row[0].value % 10 == 0
        row[6].value, row[7].value = ("Chưa trả", "Đi vắng") if away else ("Đã trả", None)
    filled = BytesIO()
    book.save(filled)
    filled.seek(0)
    expected = {line.person_code: line.net for line in whole.lines}
    rows = list(read_results(filled, expected))
    assert [row.person_code for row in rows] == list(expected)
    assert not [row for row in rows if row.remarks]
    assert [row.outcome for row in rows].count("unpaid") == 4


@pytest.mark.parametrize("code", sorted(channels()))
def test_list_with_a_result_column_added_is_read(code: str) -> None:
    whole = payment_list(with_accounts(commune_of(12).lines))
    to = BytesIO()
    channels()[code].write_xlsx(whole, to)
    book = openpyxl.load_workbook(to)
    sheet = book.active
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "STT")
    column = sheet.max_column + 1
    sheet.cell(top, column, "Kết quả")
    for row in range(top + 1, top + 13):
        sheet.cell(row, column, "Đã trả")
    filled = BytesIO()
    book.save(filled)
    filled.seek(0)
    rows = list(read_results(filled, {line.person_code: line.net for line in whole.lines}))
    assert len(rows) == 12 and all(row.outcome == "paid" and not row.remarks for row in rows)


def test_list_that_came_back_untouched_pays_nobody() -> None:
    whole = commune_of(5)
    to = BytesIO()
    channels()["post"].write_xlsx(whole, to)
    to.seek(0)
    assert [row.outcome for row in read_results(to)] == ["not_updated"] * 5


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Tệp trống"),
        (b"a;b;c\n1;2;3\n", "Không thấy bảng kết quả"),
        (b"PK\x03\x04 not a workbook", "Không mở được tệp"),
    ],
)
def test_file_that_is_no_result_is_refused_in_words(content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableResults, match=sentence):
        list(read_results(BytesIO(content)))
