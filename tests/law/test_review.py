"""The review's calendar and its half of the village."""

from __future__ import annotations

import datetime

import pytest

from ansinh.law.review import data_year, rules


def test_the_yearly_review_is_from_the_first_of_september_to_the_fourteenth_of_december() -> None:
    assert rules().span("yearly", 2022) == (datetime.date(2022, 9, 1), datetime.date(2022, 12, 14))
    assert data_year("yearly", 2022) == 2023 and data_year("monthly", 2022) == 2022


def test_within_the_year_it_begins_on_the_fifteenth_and_decides_in_fifteen_days() -> None:
    assert rules().span("monthly", 2026, 2) == (datetime.date(2026, 2, 15), datetime.date(2026, 3, 2))
    for month in (None, 0, 13):
        with pytest.raises(ValueError, match="tháng"):
            rules().span("monthly", 2026, month)


@pytest.mark.parametrize(
    ("present", "agreeing", "said"), [(50, 25, True), (51, 25, False), (51, 26, True), (1, 0, False)]
)
def test_half_of_those_present_decide(present: int, agreeing: int, said: bool) -> None:
    assert rules().agreed(present, agreeing) is said


@pytest.mark.parametrize(("present", "agreeing"), [(0, 0), (-1, 0), (10, 11), (10, -1)])
def test_numbers_that_cannot_be_are_refused(present: int, agreeing: int) -> None:
    with pytest.raises(ValueError, match="dự họp"):
        rules().agreed(present, agreeing)


def test_the_district_is_asked_while_there_is_one_and_what_is_recalled_says_so() -> None:
    assert rules().asks_above(datetime.date(2025, 6, 30)) and not rules().asks_above(datetime.date(2025, 7, 1))
    assert rules().provisional("complaint") and not rules().provisional("yearly")
    assert len(rules().causes) == 8 and rules().forms["certificate"] == "Mẫu số 03"
