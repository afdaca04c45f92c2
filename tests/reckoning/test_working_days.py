"""Limits in working days: holidays and weekends are not counted, swapped Saturdays are."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.reckoning.working_days import Calendar

TET = {date(2026, 2, day): "Tết Âm lịch" for day in range(16, 21)}
OFFICE = Calendar(TET | {date(2026, 8, 31): "hoán đổi"}, frozenset([date(2026, 8, 22)]))

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
calendars = st.builds(
    Calendar,
    st.dictionaries(days, st.sampled_from(["Tết", "Quốc khánh"]), max_size=60),
    st.frozensets(days, max_size=20),
)


def test_a_limit_jumps_over_tet() -> None:
    """Received on Friday 13 February 2026, due on the third working day: Wednesday after Tết's week."""
    assert OFFICE.add(date(2026, 2, 13), 3) == date(2026, 2, 25)


def test_a_saturday_worked_instead_counts_and_the_day_off_does_not() -> None:
    assert OFFICE.add(date(2026, 8, 21), 1) == date(2026, 8, 22)
    assert OFFICE.add(date(2026, 8, 28), 1) == date(2026, 9, 1)


def test_why_a_day_is_off() -> None:
    told = [OFFICE.why_off(date(2026, 2, day)) for day in (13, 14, 15, 16)]
    assert told == ["", "thứ Bảy", "Chủ nhật", "Tết Âm lịch"]
    assert OFFICE.why_off(date(2026, 8, 22)) == ""


def test_a_limit_of_no_days_is_the_day_itself_and_none_runs_backwards() -> None:
    assert OFFICE.add(date(2026, 2, 14), 0) == date(2026, 2, 14)
    with pytest.raises(ValueError):
        OFFICE.add(date(2026, 2, 14), -1)


@given(calendars, days, st.integers(0, 60))
def test_what_is_added_lies_between(calendar: Calendar, day: date, n: int) -> None:
    assert calendar.between(day, calendar.add(day, n)) == n


@given(calendars, days, st.integers(1, 60))
def test_a_limit_never_ends_on_a_day_off(calendar: Calendar, day: date, n: int) -> None:
    end = calendar.add(day, n)
    assert calendar.is_working(end) and not calendar.why_off(end)
    assert calendar.add(day, n - 1) != end


@given(calendars, days, days, days)
def test_days_between_add_up(calendar: Calendar, a: date, b: date, c: date) -> None:
    assert calendar.between(a, b) + calendar.between(b, c) == calendar.between(a, c)
    assert calendar.between(a, b) == -calendar.between(b, a)


@given(calendars, days)
def test_a_day_is_worked_or_says_why_not(calendar: Calendar, day: date) -> None:
    assert calendar.is_working(day) == (calendar.why_off(day) == "")
    assert calendar.between(day - timedelta(days=1), day) == calendar.is_working(day)
