"""Two records weighed: what makes one person likely, and who is never joined however alike."""

import pytest

from ansinh.reckoning.linkage.records import Record
from tests.reckoning.linkage_people import ANH, prepared, weighed


@pytest.mark.parametrize(
    "again",
    [
        ANH._replace(full_name="nguyen thi anh", number=None),
        ANH._replace(full_name="Nguyễn Ánh"),
        ANH._replace(full_name="Ánh Nguyễn Thị", number=None),
        ANH._replace(birth_month=5, birth_day=3, number=None),
        ANH._replace(birth_month=1, birth_day=1),
        ANH._replace(birth_month=None, birth_day=None),
        ANH._replace(number="033140001284"),
        ANH._replace(number=None, commune=12401, village="Thôn 2"),
        ANH._replace(number=None, birth_month=1, birth_day=1, commune=12401, village=None),
    ],
)  # fmt: skip
def test_the_same_woman_written_otherwise_is_found(again: Record) -> None:
    assert weighed(ANH._replace(household=None), again._replace(id=2, household=None)).decided == "same"


def test_a_stranger_is_no_pair() -> None:
    other = Record(2, "Trần Văn Hùng", "male", 1951, 7, 9, "001051004321", None, 300, 1, "Thôn 4", 9)
    assert weighed(ANH, other).decided == "apart"


def test_twins_are_held_whatever_their_score() -> None:
    one = ANH._replace(number=None, old_number=None, birth_year=2015)
    held = weighed(one, one._replace(id=2, full_name="Nguyễn Thị Oanh"))
    assert (held.decided, held.held) == ("review", "twins")


@pytest.mark.parametrize("beside", ["033315001235", "033315990000"])
def test_twins_with_a_number_each_are_told_apart(beside: str) -> None:
    one = ANH._replace(number="033315001234", old_number=None, birth_year=2015)
    assert weighed(one, one._replace(id=2, full_name="Nguyễn Thị Hoa", number=beside)).decided == "apart"


def test_twins_with_alike_names_are_held() -> None:
    one = ANH._replace(full_name="Trần Thị Hoa", number=None, old_number=None, birth_year=2012)
    for name in ("Trần Thị Hoan", "Trần Thị Hòa"):
        assert weighed(one, one._replace(id=2, full_name=name)).held == "twins"


def test_father_and_son_of_one_name_are_never_joined() -> None:
    father = Record(1, "Phạm Văn Sơn", "male", 1940, 3, 5, None, None, 12400, 33, "Thôn 1", 4)
    son = father._replace(id=2, birth_year=1968)
    assert weighed(father, son).decided != "same"
    with_one_number = weighed(father._replace(number="033040001234"), son._replace(number="033040001234"))
    assert (with_one_number.decided, with_one_number.held) == ("review", "father_and_son")


@pytest.mark.parametrize("often", [0.003, 0.0000001])
def test_homonyms_of_one_year_and_commune_are_never_joined(often: float) -> None:
    one = Record(1, "Nguyễn Thị Hoa", "female", 1938, 1, 1, None, None, 12400, 33, "Thôn 1", None)
    other = one._replace(id=2, number="033138001234", birth_month=None, birth_day=None)
    held = weighed(one, other, often)
    assert (held.decided, held.held) == ("review", "homonyms")


def test_homonyms_with_a_number_in_common_are_one_person() -> None:
    one = ANH._replace(birth_month=1, birth_day=1, household=None)
    assert weighed(one, one._replace(id=2, old_number=None)).decided == "same"


def test_two_valid_numbers_with_two_births_are_never_joined() -> None:
    other = ANH._replace(id=2, number="033140001235", birth_day=9)
    held = weighed(ANH, other)
    assert (held.decided, held.held) == ("review", "two_numbers")
    far = weighed(ANH, ANH._replace(id=2, number="033140777777", old_number=None))
    assert far.decided != "same"


def test_one_number_under_two_names_is_held() -> None:
    held = weighed(ANH, ANH._replace(id=2, full_name="Phạm Thị Thoa", birth_day=6))
    assert (held.decided, held.held) == ("review", "one_number_two_people")


def test_a_rare_name_says_more_than_a_common_one() -> None:
    again = ANH._replace(id=2, number=None, old_number=None)
    assert weighed(ANH, again, often=0.00001).score > weighed(ANH, again, often=0.01).score


def test_the_reasons_are_words_with_weights() -> None:
    said = weighed(ANH, ANH._replace(id=2, sex="male")).because
    assert "Cùng số định danh (+20)" in said
    assert "Giới tính khác (−" in said
    missing = weighed(ANH, ANH._replace(id=2, number=None))
    assert "Thiếu số định danh" not in missing.because


def test_the_score_is_the_base_and_its_reasons() -> None:
    from ansinh.reckoning.linkage.model import model

    told = weighed(ANH, ANH._replace(id=2))
    assert told.score == model().base(1_000_000) + sum(why.weight for why in told.why)


def test_where_the_tone_is_written_makes_no_difference() -> None:
    assert (
        prepared(ANH._replace(full_name="Hoà  THUỲ")).name_marked
        == prepared(ANH._replace(full_name="Hòa Thùy")).name_marked
    )
    assert prepared(ANH._replace(full_name="Hóa")).name_marked != prepared(ANH._replace(full_name="Hòa")).name_marked
