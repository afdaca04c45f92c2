"""Identity numbers, money and coefficients: nothing completed by guessing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.world.registers.numbers import identity_numbers, number_against, read_coefficient, read_money
from ansinh.world.registers.trouble import Trouble


@pytest.mark.parametrize(
    ("text", "new", "old"),
    [
        ("033138000123", "033138000123", None),
        ("033 138 000 123", "033138000123", None),
        ("033.138.000.123", "033138000123", None),
        ("'033138000123", "033138000123", None),
        ("145678901", None, "145678901"),
        ("033138000123 / 145678901", "033138000123", "145678901"),
        ("033138000123 145678901", "033138000123", "145678901"),
        ("CMND: 145678901", None, "145678901"),
    ],
)
def test_numbers_are_found_in_what_is_typed(text: str, new: str | None, old: str | None) -> None:
    assert identity_numbers(text) == (new, old, ())


def test_a_number_that_lost_its_zero_is_left_empty_and_counted() -> None:
    new, old, troubles = identity_numbers("33138000123")
    assert (new, old) == (None, None)
    assert [(one.code, one.severity) for one in troubles] == [("number_length", "note")]
    assert "12 chữ số; đang có 11" in troubles[0].sentence


@pytest.mark.parametrize("text", ["3.3138E+10", "3,3138E+11", "1.45E+08"])
def test_a_number_destroyed_by_the_workbook_is_held(text: str) -> None:
    new, old, troubles = identity_numbers(text)
    assert (new, old) == (None, None)
    assert [(one.code, one.severity) for one in troubles] == [("number_destroyed", "hold")]


def test_a_letter_for_zero_is_read_and_said() -> None:
    new, _, troubles = identity_numbers("O3313800O123")
    assert new == "033138000123"
    assert [one.code for one in troubles] == ["letter_o"]


def test_words_for_no_number_are_only_remarked() -> None:
    assert [one.code for one in identity_numbers("chưa có")[2]] == ["number_none"]


def test_a_number_is_held_against_sex_and_birth_year() -> None:
    assert number_against("033138000123", "female", 1938) == ()
    assert [one.code for one in number_against("033138000123", "male", 1939)] == ["number_year", "number_sex"]
    assert number_against("033315000123", "female", 2015) == ()
    assert [one.code for one in number_against("003138000123", None, None)] == ["number_place"]


@given(
    st.integers(1000, 10**9),
    st.sampled_from(["", "đ", " đồng", " đ/tháng", "VNĐ"]),
    st.sampled_from([".", ",", " ", ""]),
)
def test_money_is_read_however_it_is_grouped(amount: int, unit: str, comma: str) -> None:
    assert read_money(f"{amount:,}".replace(",", comma) + unit, 1, "Mức hưởng") == amount


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0,36 triệu", "money_unit"),
        ("360k", "money_unit"),
        ("360", "money_small"),
        ("360.5", "money_unread"),
        ("ba trăm", "money_unread"),
    ],
)
def test_money_in_doubt_is_held(text: str, code: str) -> None:
    trouble = read_money(text, 1, "Mức hưởng")
    assert isinstance(trouble, Trouble)
    assert (trouble.code, trouble.severity) == (code, "hold")


def test_thousands_are_counted_when_the_heading_says_so() -> None:
    assert read_money("270", 1000, "Mức hưởng") == 270_000
    assert read_money("1080,5", 1000, "Mức hưởng") == 1_080_500


def test_coefficients_with_comma_or_point() -> None:
    assert read_coefficient("1,5") == Decimal("1.5")
    assert read_coefficient("2") == Decimal("2.0")
    assert isinstance(read_coefficient("150"), Trouble)
