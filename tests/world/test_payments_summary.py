"""The summary has the totals of the lists it is made from, by commune and by group."""

from io import BytesIO

import openpyxl
import pytest

from ansinh.reckoning.words import in_words
from ansinh.world.payments import summary
from ansinh.world.payments.listing import PaymentList
from tests.world.payment_lists import commune_of, ordinary, payment_list, with_accounts


def lists() -> list[PaymentList]:
    """Tam Đa in cash and by account, Trần Cao in cash."""
    return [
        commune_of(30, commune="xã Tam Đa", commune_code="12421", state_note="BẢN DỰ THẢO – chưa duyệt"),
        payment_list(with_accounts([ordinary(31), ordinary(32)]), commune="xã Tam Đa", commune_code="12421"),
        commune_of(10, commune="thị trấn Trần Cao", commune_code="12391"),
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
