"""Periods of reports: their names, months and days, what they are compared with."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.law.report_periods import KINDS, Period, periods, read, running

D = datetime.date


@pytest.mark.parametrize(
    ("code", "name", "first", "last"),
    [
        ("half-2021-1", "6 tháng đầu năm 2021", D(2020, 12, 15), D(2021, 6, 14)),
        ("year-2026-1", "năm 2026", D(2025, 12, 15), D(2026, 12, 14)),
        ("nine-2026-1", "9 tháng đầu năm 2026", D(2025, 12, 15), D(2026, 9, 14)),
        ("month-2026-1", "tháng 1/2026", D(2025, 12, 15), D(2026, 1, 14)),
        ("quarter-2026-3", "quý III/2026", D(2026, 6, 15), D(2026, 9, 14)),
    ],
)
def test_a_period_has_the_days_of_the_decree(code: str, name: str, first: D, last: D) -> None:
    period = read(code)
    assert (period.name, period.first, period.last, period.code) == (name, first, last, code)


@pytest.mark.parametrize("code", ["", "half-2021-2", "month-2021-13", "month-2021-0", "year-0000-1", "day-2021-1",
                                  "month-2021", "month-२०२१-1"])  # fmt: skip
def test_what_is_no_period_is_told(code: str) -> None:
    with pytest.raises(ValueError, match="Không có kỳ báo cáo"):
        read(code)


def test_a_part_of_the_year_is_compared_with_the_same_part_before() -> None:
    assert read("half-2021-1").before == Period("half", 2020)
    assert read("month-2021-1").before == Period("month", 2020, 12)
    assert read("quarter-2021-3").before == Period("quarter", 2021, 2)
    assert read("half-2023-1").year_before == Period("year", 2022)


@given(st.integers(1991, 2199), st.sampled_from(["month", "quarter"]))
def test_periods_of_a_kind_follow_one_another_without_a_gap(year: int, kind: str) -> None:
    whole = [one for of in (year, year + 1) for one in periods(of, (kind,))]  # type: ignore[arg-type]
    for one, after in zip(whole, whole[1:], strict=False):
        assert after.first == one.last + datetime.timedelta(days=1)
        assert after.before == one


@given(st.dates(D(1995, 1, 1), D(2150, 1, 1)))
def test_the_running_period_has_begun_and_the_next_one_has_not(on: D) -> None:
    for kind in KINDS:
        one = running(kind, on)
        assert one.first <= on
        if kind in ("month", "quarter", "year"):
            assert on <= one.last
    gone, whole = Period("year", on.year).gone(on)
    assert 0 <= gone <= whole


def test_what_is_paid_once_a_month_goes_by_months() -> None:
    quarter = read("quarter-2026-1")
    days = [(2025, 12, 20), (2026, 1, 5), (2026, 2, 28), (2026, 3, 2), (2026, 5, 1)]
    assert [quarter.months_gone(datetime.date(*day)) for day in days] == [(0, 3), (1, 3), (2, 3), (3, 3), (3, 3)]
