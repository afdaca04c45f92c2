"""A month's number goes from a day and back to its first, and is written as offices and as file names write it."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from ansinh.reckoning.months import first_day, month_iso, month_of, month_text


@given(st.dates(datetime.date(1900, 1, 1)))
def test_every_day_lies_in_the_month_its_first_day_begins(day: datetime.date) -> None:
    assert first_day(month_of(day)) == day.replace(day=1)
    assert first_day(month_of(day)) <= day


def test_december_and_january_are_neighbours_and_keep_their_years() -> None:
    december = month_of(datetime.date(2020, 12, 31))
    assert (month_text(december), month_text(december + 1)) == ("12/2020", "1/2021")
    assert (month_iso(december), month_iso(december + 1)) == ("2020-12", "2021-01")


def test_written_months_sort_as_time_goes() -> None:
    months = range(month_of(datetime.date(2019, 11, 1)), month_of(datetime.date(2021, 3, 1)))
    assert sorted(map(month_iso, months)) == [month_iso(month) for month in months]
