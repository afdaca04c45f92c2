"""The poverty standards: lines, limits and indicators by data year, and the class they give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.law import poverty
from ansinh.law.poverty import NotClassed, class_by_income, class_by_points, points, raised, standard, standards

RANK = {"poor": 0, "near_poor": 1, "average": 2, "none": 3}


@pytest.mark.parametrize(
    ("year", "area", "b1", "b2", "said"),
    [
        (2022, "rural", 140, 30, "poor"), (2022, "rural", 140, 20, "near_poor"), (2022, "rural", 141, 120, "none"),
        (2026, "urban", 175, 30, "poor"), (2026, "urban", 175, 0, "near_poor"), (2026, "urban", 176, 30, "none"),
        (2021, "rural", 120, 0, "poor"), (2021, "rural", 121, 30, "poor"), (2021, "rural", 150, 20, "near_poor"),
        (2021, "urban", 140, 0, "poor"), (2021, "urban", 175, 20, "near_poor"), (2021, "urban", 176, 100, "none"),
    ],
)  # fmt: skip
def test_the_points_of_the_review_give_the_class(year: int, area: str, b1: int, b2: int, said: str) -> None:
    assert class_by_points(standard(year), area, b1, b2) == said


@pytest.mark.parametrize(
    ("year", "area", "income", "lacks", "said"),
    [
        (2022, "rural", 1_500_000, 3, "poor"), (2022, "rural", 0, 2, "near_poor"), (2022, "rural", 0, 0, "near_poor"),
        (2022, "rural", 1_500_001, 12, "average"), (2022, "rural", 2_250_000, 0, "average"),
        (2022, "rural", 2_250_001, 0, "none"), (2026, "urban", 2_000_000, 3, "poor"),
        (2026, "urban", 3_000_000, 0, "average"), (2016, "rural", 700_000, 0, "poor"),
        (2016, "rural", 700_001, 3, "poor"), (2016, "rural", 1_000_000, 2, "near_poor"),
        (2016, "rural", 1_500_000, 9, "average"), (2021, "urban", 900_000, 0, "poor"),
        (2021, "urban", 1_300_000, 3, "poor"), (2021, "urban", 1_950_000, 3, "average"),
        (2027, "rural", 2_200_000, 3, "poor"), (2030, "urban", 2_800_000, 2, "near_poor"),
        (2027, "rural", 2_200_001, 3, "none"),
    ],
)  # fmt: skip
def test_income_and_what_is_lacking_give_the_class(year: int, area: str, income: int, lacks: int, said: str) -> None:
    of = standard(year)
    assert class_by_income(of, area, income, of.codes[:lacks]) == said


def test_every_data_year_from_2016_to_2030_has_one_standard_and_others_none() -> None:
    assert [standard(year).decree for year in (2016, 2021, 2022, 2026, 2027, 2030)] == [
        "59/2015/QĐ-TTg", "59/2015/QĐ-TTg", "07/2021/NĐ-CP", "07/2021/NĐ-CP", "351/2025/NĐ-CP", "351/2025/NĐ-CP",
    ]  # fmt: skip
    for year in (2015, 2031):
        with pytest.raises(LookupError, match=str(year)):
            standard(year)
    for before, after in zip(standards(), standards()[1:], strict=False):
        assert before.last + 1 == after.first


def test_the_tables_have_ten_then_twelve_indicators_each_once() -> None:
    assert [len(one.codes) for one in standards()] == [10, 12, 12]
    assert all(len(set(one.codes)) == len(one.codes) for one in standards())
    assert "media" not in standard(2027).codes and "waste" in standard(2027).codes


@pytest.mark.parametrize(("b1", "b2"), [(-1, 0), (0, -10), (0, 5), (0, 130), (0, 35)])
def test_points_that_cannot_be_are_refused(b1: int, b2: int) -> None:
    with pytest.raises(NotClassed, match="bội của 10"):
        class_by_points(standard(2022), "rural", b1, b2)


def test_nothing_is_classed_by_points_that_are_not_known() -> None:
    with pytest.raises(NotClassed, match="Chưa biết điểm B1"):
        class_by_points(standard(2027), "rural", 100, 30)
    with pytest.raises(ValueError, match="không có chỉ số"):
        points(standard(2022), ["waste"])


def test_a_province_may_set_a_higher_standard_of_its_own_and_no_lower_one() -> None:
    of = standard(2022)
    own = raised(of, basis="NQ 12/2021/NQ-HĐND", rural=2_000_000, urban=2_500_000)
    assert class_by_income(of, "rural", 1_800_000, of.codes[:3]) == "average"
    assert class_by_income(own, "rural", 1_800_000, of.codes[:3]) == "poor"
    for wrong in ({"rural": 1_499_999, "urban": 2_500_000}, {"rural": 2_000_000, "urban": 2_500_000, "basis": " "},
                  {"rural": 2_000_000, "urban": 2_500_000, "min_indicators": 4}):  # fmt: skip
        with pytest.raises(ValueError, match="chuẩn quốc gia|nghị quyết|Số chỉ số"):
            raised(of, **{"basis": "NQ 1"} | wrong)
    with pytest.raises(NotClassed):
        class_by_points(own, "rural", 100, 30)


years, areas, incomes = st.integers(2016, 2030), st.sampled_from(["rural", "urban"]), st.integers(0, 5_000_000)


@given(years, areas, incomes, incomes, st.integers(0, 12), st.integers(0, 12))
def test_who_has_less_or_lacks_more_is_never_classed_better(
    year: int, area: str, one: int, other: int, few: int, many: int
) -> None:
    of = standard(year)
    less, more = sorted((one, other))
    few, many = sorted((min(few, len(of.codes)), min(many, len(of.codes))))
    worse = class_by_income(of, area, less, of.codes[:many])
    assert RANK[worse] <= RANK[class_by_income(of, area, more, of.codes[:many])]
    assert RANK[worse] <= RANK[class_by_income(of, area, less, of.codes[:few])]


def test_what_is_not_read_in_an_official_text_says_so() -> None:
    assert all(one.provisional for one in standard(2022).indicators)
    assert standard(2027).near_mark == "uncertain" and standard(2022).areas["rural"].b1_mark == "recalled"
    assert set(poverty.NAMES) == set(RANK)
