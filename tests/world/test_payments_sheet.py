"""The workbooks: numbers are numbers, codes are text, nothing is a formula, and paper says the same."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ansinh.world.payments import channels
from ansinh.world.payments.listing import PaymentList
from tests.world.payment_lists import commune_of, difficult, ordinary, payment_list, with_accounts

EVERY_CHANNEL = sorted(channels())


def sheet_of(payment_list: PaymentList, code: str = "post") -> Worksheet:
    to = BytesIO()
    channels()[code].write_xlsx(payment_list, to)
    return openpyxl.load_workbook(to).active


def heading_row(sheet: Worksheet) -> int:
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == "STT")


def table(sheet: Worksheet) -> list[dict[str, Any]]:
    """The people's rows, by heading."""
    top = heading_row(sheet)
    heads = [cell.value for cell in sheet[top]]
    rows = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=top + 1))
    return [dict(zip(heads, row, strict=True)) for row in rows if isinstance(row[0], int)]


def test_amounts_are_whole_numbers_and_codes_are_text() -> None:
    row = table(sheet_of(payment_list([difficult(7)])))[0]
    assert row["Mức trợ cấp tháng này"] == 900_000 and type(row["Tổng thực lĩnh"]) is int
    assert row["Truy lĩnh: số tiền"] == 12_345_678
    assert row["Chưa trả tháng trước: số tháng"] == "2 tháng: 4/2021–5/2021"
    assert row["Số định danh (CCCD)"] == "033100000007" and row["Mã chi trả"] == "PC000007"
    assert row["Năm sinh"] == "07/11/1938" and row["Hình thức chi trả"] == "Tiền mặt"
    assert row["Người nhận: quan hệ"] == "Con dâu"


@pytest.mark.parametrize("code", EVERY_CHANNEL)
def test_total_is_a_value_equal_to_the_lines(code: str) -> None:
    whole = payment_list(with_accounts(commune_of(60).lines))
    sheet = sheet_of(whole, code)
    heads = [cell.value for cell in sheet[heading_row(sheet)]]
    money = heads.index("Tổng thực lĩnh" if "Tổng thực lĩnh" in heads else "Số tiền")
    total = next(row for row in sheet.iter_rows() if str(row[0].value).startswith("TỔNG CỘNG: 60 người"))
    assert total[money].value == whole.total == sum(row[heads[money]] for row in table(sheet))


@pytest.mark.parametrize("code", EVERY_CHANNEL)
def test_text_that_looks_like_a_formula_stays_text(code: str) -> None:
    cast = with_accounts([ordinary(1, full_name="=1+1", note="+84 912", village="-A", book_number="@SUM(A1)")])
    sheet = sheet_of(payment_list(cast), code)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    row = table(sheet)[0]
    assert "=1+1" in row.values() and row["Ghi chú"] == "+84 912"


@pytest.mark.parametrize("code", EVERY_CHANNEL)
def test_workbook_is_ready_to_print(code: str) -> None:
    sheet = sheet_of(payment_list(with_accounts(commune_of(40).lines)), code)
    top = heading_row(sheet)
    assert sheet.print_title_rows == f"${top}:${top}"
    assert sheet.freeze_panes.endswith(str(top + 1))
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert sheet.print_area


def test_draft_says_so_in_the_workbook() -> None:
    sheet = sheet_of(commune_of(3, state_note="BẢN DỰ THẢO – chưa duyệt", provisional="Dựa trên văn bản tạm"))
    texts = {cell.value for row in sheet.iter_rows(max_row=heading_row(sheet)) for cell in row}
    assert {"BẢN DỰ THẢO – chưa duyệt", "Dựa trên văn bản tạm"} <= texts


def test_empty_list_is_a_workbook_too() -> None:
    sheet = sheet_of(payment_list([]))
    assert table(sheet) == []
    assert any(cell.value == "Số tiền bằng chữ: Không đồng." for row in sheet.iter_rows() for cell in row)


def test_sections_stand_in_the_workbook_with_their_sums() -> None:
    lines = sorted(commune_of(45).lines, key=lambda line: line.village)
    sheet = sheet_of(payment_list(lines, section="village"))
    heads = [row for row in sheet.iter_rows() if str(row[0].value).startswith("Thôn ")]
    net = [cell.value for cell in sheet[heading_row(sheet)]].index("Tổng thực lĩnh")
    assert sum(row[net].value for row in heads) == sum(line.net for line in lines)
    assert len(table(sheet)) == 45


def test_long_text_gets_a_taller_row() -> None:
    sheet = sheet_of(payment_list([ordinary(1), difficult(2)]))
    top = heading_row(sheet)
    assert sheet.row_dimensions[top + 2].height > sheet.row_dimensions[top + 1].height
