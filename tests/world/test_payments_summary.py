"""The summary has the totals of the lists it is made from, by commune and by group."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from ansinh.reckoning.words import in_words
from ansinh.world.payments import summary
from ansinh.world.payments.listing import GroupPart, PastMonths, PaymentLine, PaymentList, Sums
from tests.world.payment_lists import commune_of, ordinary, payment_list, with_accounts


def lists() -> list[PaymentList]:
    """Tam Đa in cash and by account, Trần Cao in cash."""
    tran_cao = [replace(line, person_code=f"TC{line.no:06}") for line in commune_of(10).lines]
    return [
        commune_of(30, commune="xã Tam Đa", commune_code="12421", state_note="BẢN DỰ THẢO – chưa duyệt"),
        payment_list(with_accounts([ordinary(31), ordinary(32)]), commune="xã Tam Đa", commune_code="12421"),
        payment_list(tran_cao, commune="thị trấn Trần Cao", commune_code="12391"),
    ]


def test_both_tables_have_the_total_of_the_lists() -> None:
    made = summary.summarise(lists(), total_in_words=in_words)
    total = sum(each.total for each in lists())
    assert made.total.net == total and made.total.people == 42
    for rows in (made.by_commune, made.by_group):
        assert sum(row.sums.net for row in rows) == total
        assert sum(row.sums.people for row in rows) == 42
    assert made.total_in_words == in_words(total)


def test_lists_of_one_commune_are_one_row() -> None:
    made = summary.summarise(lists(), total_in_words=in_words)
    assert [(row.name, row.sums.people) for row in made.by_commune] == [("xã Tam Đa", 32), ("thị trấn Trần Cao", 10)]
    tam_da = made.by_commune[0].sums
    assert tam_da.net - tam_da.cash == lists()[1].total


def two_groups(no: int, **changes: Any) -> PaymentLine:
    """A person of HTXH and of K4 with arrears of K4 alone."""
    parts = (
        GroupPart("HTXH", "trợ cấp hưu trí xã hội", 500_000),
        GroupPart("K4", "người đơn thân", 1_000_000, 300_000, 200_000),
    )
    past = {"arrears": PastMonths(1, "5/2021", 300_000), "carried": PastMonths(1, "4/2021", 200_000)}
    fields = {"group_code": "HTXH + K4", "level": 1_500_000, "parts": parts, **past, **changes}
    return ordinary(no, **fields)


def test_a_group_is_one_row_whatever_else_its_people_draw() -> None:
    alone = ordinary(2, group_code="HTXH", group_name="trợ cấp hưu trí xã hội", level=500_000)
    by_bank = with_accounts([ordinary(1, group_code="K4", group_name="người đơn thân", level=7_000)])
    made = summary.summarise([payment_list([two_groups(1), alone]), payment_list(by_bank)], total_in_words=in_words)
    rows = {row.code: row.sums for row in made.by_group}
    assert rows == {
        "HTXH": Sums(2, 1_000_000, 0, 0, 0, 1_000_000, 1_000_000),
        "K4": Sums(1, 1_007_000, 300_000, 200_000, 0, 1_507_000, 1_500_000),
    }
    assert made.total.net == sum(row.net for row in rows.values()) and made.total.people == 3


def test_a_recovery_is_taken_from_the_groups_so_that_they_add_up() -> None:
    made = summary.summarise([payment_list([two_groups(1, deducted=600_000)])], total_in_words=in_words)
    assert [(row.code, row.sums.deducted, row.sums.net) for row in made.by_group] == [
        ("HTXH", 500_000, 0),
        ("K4", 100_000, 1_400_000),
    ]
    assert made.total.deducted == 600_000 and made.total.net == 1_400_000


def test_groups_that_do_not_add_up_to_their_line_cannot_be_listed() -> None:
    with pytest.raises(ValueError, match="các nhóm cộng lại"):
        two_groups(1, level=1_500_001)
    with pytest.raises(ValueError, match="các nhóm cộng lại"):
        ordinary(1, level=2, parts=(GroupPart("K4", "", 1), GroupPart("K4", "", 1)))


def test_the_sheet_by_group_says_that_people_stand_in_two_rows() -> None:
    book = BytesIO()
    summary.write_xlsx(summary.summarise([payment_list([two_groups(1)])], total_in_words=in_words), book)
    said = ["Người hưởng nhiều nhóm" in str(list(sheet.values)) for sheet in openpyxl.load_workbook(book)]
    assert said == [False, True]


def test_one_draft_list_makes_the_summary_a_draft() -> None:
    assert summary.summarise(lists(), total_in_words=in_words).state_notes == ("BẢN DỰ THẢO – chưa duyệt",)


def test_lists_of_two_runs_are_not_summed() -> None:
    with pytest.raises(ValueError, match="cùng một kỳ"):
        summary.summarise([commune_of(2), commune_of(2, month=24260)], total_in_words=in_words)
    with pytest.raises(ValueError, match="ít nhất một danh sách"):
        summary.summarise([], total_in_words=in_words)


def test_summary_is_written_as_workbook_and_paper() -> None:
    made = summary.summarise(lists(), total_in_words=in_words)
    book, paper = BytesIO(), BytesIO()
    summary.write_xlsx(made, book)
    summary.write_pdf(made, paper)
    assert paper.getvalue().startswith(b"%PDF")
    for sheet in openpyxl.load_workbook(book):
        totals = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "TỔNG CỘNG")
        assert totals[3] == 42 and totals[8] == made.total.net
        assert totals[9] + totals[10] == made.total.net
