"""What an office's own column says it pays is held against the law, whichever months the old lists had paid."""

import datetime
import io

import pytest
import xlsxwriter

from ansinh.acts import registers
from tests.cast import PhuCu

JUNE, JULY = 2021 * 12 + 5, 2021 * 12 + 6


def _workbook(stated: int, begins: str = "01/2016") -> bytes:
    """One orphan of nine, drawing what the office's column says."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    sheet = book.add_worksheet("Đoàn Đào")
    sheet.write_row(
        0, 0, ["STT", "Họ và tên", "Nam", "Nữ", "Số định danh", "Đối tượng", "Hệ số", "Mức hưởng", "Tháng hưởng"]
    )
    sheet.write_row(1, 0, [1, "Hoàng Minh Gia", "03/04/2012", "", "033212001111", "trẻ em mồ côi", 1.5, stated, begins])
    book.close()
    return kept.getvalue()


def _differences(phu_cu: PhuCu, data: bytes, paid_before: int | None) -> list[tuple[object, object, object]]:
    found = registers.import_workbook(
        data, name="so.xlsx", on=datetime.date(2021, 6, 30), by=None, paid_before=paid_before, within=[phu_cu.district],
        dry_run=True,
    )  # fmt: skip
    assert found.counts["held"] == 0
    return [(line["month"], line["stated"], line["law"]) for line in found.differences]


@pytest.mark.parametrize("paid_before", [None, 2016 * 12, JUNE, JULY])
def test_an_amount_that_is_not_the_laws_is_told_even_when_old_lists_paid_until_now(
    phu_cu: PhuCu, paid_before: int | None
) -> None:
    assert _differences(phu_cu, _workbook(500_000), paid_before) == [(JUNE, 500_000, 405_000)]
    assert _differences(phu_cu, _workbook(405_000), paid_before) == []


def test_an_award_that_begins_later_is_held_against_the_law_of_its_first_month(phu_cu: PhuCu) -> None:
    """As known on the day of import: the next decree was not in force yet."""
    assert _differences(phu_cu, _workbook(500_000, "07/2021"), None) == [(JULY, 500_000, 405_000)]
