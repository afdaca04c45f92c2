"""Ages by the month, of births known to the day, the month or the year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.reckoning.births import (
    age_in,
    age_span,
    birthday_month,
    first_day,
    last_day,
    month_reaching,
    months_old,
    precision,
)

JANUARY_2018 = 2018 * 12
YEARS, MONTHS = st.integers(1900, 2026), st.integers(1, 12)


def test_the_birthdays_own_month_already_counts() -> None:
    assert age_in(1938, 2, JANUARY_2018) == 79
    assert age_in(1938, 1, JANUARY_2018) == 80
    assert birthday_month(1938, 1, JANUARY_2018)
    assert not birthday_month(1938, 2, JANUARY_2018)


def test_a_year_alone_counts_from_january_and_the_doubt_is_told() -> None:
    assert age_in(1938, None, JANUARY_2018) == 80
    assert age_span(1938, None, JANUARY_2018) == (79, 80)
    assert age_span(1938, None, JANUARY_2018 + 11) == (80, 80)
    assert age_span(1938, 7, JANUARY_2018) == (79, 79)


@given(YEARS, MONTHS, st.integers(0, 110))
def test_an_age_is_reached_in_one_month_and_not_before(year: int, month: int, age: int) -> None:
    reached = month_reaching(year, month, age)
    assert age_in(year, month, reached) == age
    assert age_in(year, month, reached - 1) == age - 1
    assert birthday_month(year, month, reached) == (age > 0)


@given(YEARS, st.none() | MONTHS, st.integers(0, 1300))
def test_the_span_holds_every_month_the_birth_may_have(year: int, month: int | None, since: int) -> None:
    at = year * 12 + 11 + since
    ages = {age_in(year, one, at) for one in ([month] if month else range(1, 13))}
    assert age_span(year, month, at) == (min(ages), max(ages))


def test_months_of_age_for_small_children() -> None:
    assert months_old(2020, 3, 2021 * 12 + 2) == 12
    assert months_old(2020, 3, 2020 * 12 + 2) == 0


@pytest.mark.parametrize(
    ("month", "day", "how", "first", "last"),
    [
        (None, None, "year", date(1940, 1, 1), date(1940, 12, 31)),
        (2, None, "month", date(1940, 2, 1), date(1940, 2, 29)),
        (2, 5, "day", date(1940, 2, 5), date(1940, 2, 5)),
    ],
)
def test_what_is_known_bounds_the_day(month: int | None, day: int | None, how: str, first: date, last: date) -> None:
    assert precision(month, day) == how
    assert (first_day(1940, month, day), last_day(1940, month, day)) == (first, last)
