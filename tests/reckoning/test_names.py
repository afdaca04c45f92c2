"""Names folded, and sorted as Vietnamese lists sort them."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ansinh.reckoning.names import compose, fold, sort_key, toneless

WORDS = [
    "Nguyễn",
    "Thị",
    "Ánh",
    "Đỗ",
    "Hòa",
    "Thuý",
    "Quý",
    "Lê",
    "Ả",
    "An",
    "Ăn",
    "Ân",
    "Dũng",
    "Đức",
    "Ơn",
    "Ừng",
    "Khoẻ",
]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


@given(NAMES)
def test_a_name_folds_alike_however_its_letters_are_put_together(name: str) -> None:
    assert fold(unicodedata.normalize("NFD", name)) == fold(name) == fold(name.upper())
    assert fold(name).isascii()
    assert fold(fold(name)) == fold(name)


def test_folding_keeps_what_tells_people_apart() -> None:
    assert fold("  Nguyễn  Thị ĐÀO ") == "nguyen thi dao"
    assert fold("H'Hen Niê") == "h'hen nie"


def test_lists_sort_by_given_name_then_family_name_then_tone() -> None:
    mixed = [
        "Trần Văn Đức",
        "Lê Thị Ân",
        "Phạm Thị Dung",
        "Lê Văn Ăn",
        "Nguyễn Thị Ánh",
        "Trần Văn An",
        "Bùi Văn An",
        "Đỗ Văn An",
    ]
    assert sorted(mixed, key=sort_key) == [
        "Bùi Văn An", "Đỗ Văn An", "Trần Văn An", "Nguyễn Thị Ánh", "Lê Văn Ăn", "Lê Thị Ân", "Phạm Thị Dung",
        "Trần Văn Đức",
    ]  # fmt: skip


def test_tones_decide_only_between_equal_letters() -> None:
    assert sorted(["Lê Tạ", "Lê Tá", "Lê Tã", "Lê Tả", "Lê Tà", "Lê Ta"], key=sort_key) == [
        "Lê Ta", "Lê Tà", "Lê Tả", "Lê Tã", "Lê Tá", "Lê Tạ",
    ]  # fmt: skip


@given(NAMES)
def test_a_sort_key_is_plain_and_the_same_for_both_compositions(name: str) -> None:
    assert set(sort_key(name)) <= set("0123456789 |")
    assert sort_key(unicodedata.normalize("NFD", name)) == sort_key(name)


def test_small_forms_of_a_name() -> None:
    assert toneless("Nguyễn") == "Nguyên"
    assert compose(" Nguyê\u0303n  Thị ") == "Nguyễn Thị"
