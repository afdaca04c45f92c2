"""Money in words and figures: hard cases read aloud, and every number comes back from its words."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ansinh.reckoning.money import format_dong, parse_dong
from ansinh.reckoning.words import in_words

READ_ALOUD = [
    (0, "Không đồng"),
    (1, "Một đồng"),
    (4, "Bốn đồng"),
    (5, "Năm đồng"),
    (10, "Mười đồng"),
    (11, "Mười một đồng"),
    (14, "Mười bốn đồng"),
    (15, "Mười lăm đồng"),
    (20, "Hai mươi đồng"),
    (21, "Hai mươi mốt đồng"),
    (24, "Hai mươi tư đồng"),
    (25, "Hai mươi lăm đồng"),
    (55, "Năm mươi lăm đồng"),
    (91, "Chín mươi mốt đồng"),
    (100, "Một trăm đồng"),
    (101, "Một trăm linh một đồng"),
    (104, "Một trăm linh bốn đồng"),
    (105, "Một trăm linh năm đồng"),
    (110, "Một trăm mười đồng"),
    (111, "Một trăm mười một đồng"),
    (115, "Một trăm mười lăm đồng"),
    (121, "Một trăm hai mươi mốt đồng"),
    (555, "Năm trăm năm mươi lăm đồng"),
    (1_000, "Một nghìn đồng"),
    (1_001, "Một nghìn không trăm linh một đồng"),
    (1_010, "Một nghìn không trăm mười đồng"),
    (1_015, "Một nghìn không trăm mười lăm đồng"),
    (1_100, "Một nghìn một trăm đồng"),
    (10_000, "Mười nghìn đồng"),
    (12_345, "Mười hai nghìn ba trăm bốn mươi lăm đồng"),
    (21_000, "Hai mươi mốt nghìn đồng"),
    (100_000, "Một trăm nghìn đồng"),
    (105_000, "Một trăm linh năm nghìn đồng"),
    (360_000, "Ba trăm sáu mươi nghìn đồng"),
    (1_000_000, "Một triệu đồng"),
    (1_000_005, "Một triệu không trăm linh năm đồng"),
    (1_005_000, "Một triệu không trăm linh năm nghìn đồng"),
    (1_080_000, "Một triệu không trăm tám mươi nghìn đồng"),
    (1_200_004, "Một triệu hai trăm nghìn không trăm linh bốn đồng"),
    (21_044_021, "Hai mươi mốt triệu không trăm bốn mươi tư nghìn không trăm hai mươi mốt đồng"),
    (148_635_000, "Một trăm bốn mươi tám triệu sáu trăm ba mươi lăm nghìn đồng"),
    (1_000_000_000, "Một tỷ đồng"),
    (1_000_000_001, "Một tỷ không trăm linh một đồng"),
    (
        1_921_322_000,
        "Một tỷ chín trăm hai mươi mốt triệu ba trăm hai mươi hai nghìn đồng",
    ),
    (3_099_500_000, "Ba tỷ không trăm chín mươi chín triệu năm trăm nghìn đồng"),
    (11_675_000_000, "Mười một tỷ sáu trăm bảy mươi lăm triệu đồng"),
    (1_000_000_000_000, "Một nghìn tỷ đồng"),
    (1_005_000_000_000, "Một nghìn không trăm linh năm tỷ đồng"),
    (1_234_000_500_000, "Một nghìn hai trăm ba mươi tư tỷ năm trăm nghìn đồng"),
    (4_000_000_000_000_000, "Bốn triệu tỷ đồng"),
    (1_000_000_000_000_000_000, "Một tỷ tỷ đồng"),
    (-360_000, "Âm ba trăm sáu mươi nghìn đồng"),
]


@pytest.mark.parametrize(("amount", "words"), READ_ALOUD)
def test_amount_is_read_as_official_papers_read_it(amount: int, words: str) -> None:
    assert in_words(amount) == words


DIGIT_OF = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}


def number_of(words: list[str]) -> int:
    """A listener's reading, written without looking at the writer: the last tỷ splits the number."""
    if "tỷ" in words:
        last = len(words) - 1 - words[::-1].index("tỷ")
        return number_of(words[:last]) * 1_000_000_000 + number_of(words[last + 1 :])
    total = group = digit = 0
    for word in words:
        if word in DIGIT_OF:
            digit = DIGIT_OF[word]
        elif word == "trăm":
            group, digit = group + digit * 100, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "mười":
            group += 10
        elif word in ("nghìn", "triệu"):
            total += (group + digit) * {"nghìn": 1000, "triệu": 1_000_000}[word]
            group = digit = 0
        else:
            assert word == "linh"
    return total + group + digit


@given(st.integers(min_value=-(10**21), max_value=10**21))
@example(10**18 + 10**15)
@example(1_000_000_000_000_005)
def test_every_amount_comes_back_from_its_words(amount: int) -> None:
    words = in_words(amount).lower().split()
    assert words.pop() == "đồng"
    sign = -1 if words[0] == "âm" else 1
    assert sign * number_of(words[1:] if sign < 0 else words) == amount


@given(st.integers(min_value=0, max_value=10**15))
def test_words_are_capitalised_once_and_spaced_once(amount: int) -> None:
    words = in_words(amount)
    assert words[0].isupper() and words[1:] == words[1:].lower()
    assert "  " not in words and words == words.strip()


@pytest.mark.parametrize("not_money", [1.0, "1", True, None])
def test_only_whole_dong_are_money(not_money: object) -> None:
    with pytest.raises(TypeError):
        in_words(not_money)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        format_dong(not_money)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("amount", "written"),
    [(0, "0 đ"), (999, "999 đ"), (1_000, "1.000 đ"), (1_234_000, "1.234.000 đ"), (-500_000, "-500.000 đ")],
)
def test_figures_are_written_with_dots(amount: int, written: str) -> None:
    assert format_dong(amount) == written


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234.000 đ", 1_234_000),
        ("1,234,000", 1_234_000),
        ("1 234 000", 1_234_000),
        ("1234000đ", 1_234_000),
        ("500.000 đồng", 500_000),
        ("360000 VNĐ", 360_000),
        ("-500.000", -500_000),
        ("0", 0),
    ],
)
def test_amount_is_read_as_people_type_it(typed: str, amount: int) -> None:
    assert parse_dong(typed) == amount


@pytest.mark.parametrize("typed", ["", "1.5", "1.234,000", "12.34.567", "năm trăm", "1e6", "1.234.00", "đ"])
def test_what_is_no_amount_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match="không phải là số tiền"):
        parse_dong(typed)


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_what_is_written_is_read_back(amount: int) -> None:
    assert parse_dong(format_dong(amount)) == amount
