"""A province's own level is put in at the server, and pays from its month on."""

import pytest
from click.testing import CliRunner, Result

from ansinh.acts.rulings import Desk
from ansinh.jobs.cli import cli
from ansinh.law.month import Month
from ansinh.reckoning.months import first_day
from ansinh.record.models.places import LocalFigure
from tests.cast import Office, PhuCu

FEBRUARY = Month(2026, 2)
ASKED = ["place", "level", "33", "--from", "2026-02", "--amount", "600000", "--basis", "NQ 1/2026/NQ-HĐND"]


def told(*more: str) -> Result:
    return CliRunner().invoke(cli, [*ASKED, *more])


def test_a_provinces_level_is_what_the_law_gives_there_from_its_month(office: Office, phu_cu: PhuCu) -> None:
    answer = told("--by", "admin")
    assert answer.exit_code == 0 and "600.000 đ từ tháng 2/2026" in answer.output
    desk = Desk(first_day(FEBRUARY.number), FEBRUARY.number)
    book = desk.books[desk.book_number(LocalFigure.objects.get().unit_id)]
    assert [book.standard_amount(Month(2026, month)) for month in (1, 2)] == [500_000, 600_000]


def test_the_same_month_again_replaces_the_level(office: Office) -> None:
    told()
    assert told("--amount", "650000").exit_code == 0
    assert LocalFigure.objects.get().amount == 650_000


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--amount", "500000"], "mức chung của tháng 2/2026 là 500.000 đ"),
        (["--figure", "K9"], "không có mức nào mã K9"),
        (["--by", "nobody"], "không có người dùng “nobody”"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_kept(office: Office, more: list[str], said: str) -> None:
    answer = told(*more)
    assert answer.exit_code == 2 and said in answer.output
    assert not LocalFigure.objects.exists()


def test_an_officer_may_not_and_a_commune_has_no_level_of_its_own(office: Office) -> None:
    assert told("--by", "lan").exit_code == 1
    answer = CliRunner().invoke(cli, ["place", "level", "33333", *ASKED[3:]])
    assert answer.exit_code == 2 and "không có tỉnh nào mang mã 33333" in answer.output
    assert not LocalFigure.objects.exists()
