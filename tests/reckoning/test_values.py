"""Numbers in a report's manner."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.reckoning import values


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (values.over(312, 100), "trên 300"), (values.over(11_062, 1000), "trên 11.000"), (values.over(300, 100), "300"),
        (values.over(7, 100), "7"), (values.nearly(585, 100), "gần 600"), (values.nearly(196, 100), "gần 200"),
        (values.nearly(600, 100), "600"), (values.thousands(5_200), "trên 5 ngàn"), (values.thousands(5_000), "5 ngàn"),
        (values.millions(31_657_250_000), "trên 31 tỷ 657 trđ"), (values.millions(14_000_000), "14trđ"),
        (values.millions(606_000_000), "606trđ"), (values.millions(3_000_000_000), "3 tỷ đồng"),
        (values.millions(900_000), "900.000đ"), (values.billions(7_411_170_600), "trên 7,4 tỷ đồng"),
        (values.billions(7_000_000_000), "7 tỷ đồng"), (values.billions(500_000_000), "500trđ"),
        (values.tens_of_millions(11_675_205_000), "trên 11 tỷ 670 trđ"),
        (values.tens_of_millions(271_400_000), "trên 270 triệu đồng"),
        (values.tens_of_millions(2_000_000_000), "2 tỷ đồng"), (values.tens_of_millions(4_000_000), "4trđ"),
        (values.hundreds_of_millions(1_250_000_000), "trên 1 tỷ 200 trđ"),
        (values.two_digits(7), "07"), (values.share(205, 500), "41"), (values.share(1, 0), ""),
        (values.written(183, "rate"), "1,83"), (values.written(-5, "rate"), "-0,05"),
        (values.written(643_050_000, "money"), "643.050.000đ"), (values.written(1760, "number"), "1.760"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_reports_write_them(said: str, wanted: str) -> None:
    assert said == wanted


@given(st.integers(0, 10**14), st.sampled_from([10, 100, 1000]))
def test_over_and_nearly_never_say_what_is_not_so(number: int, step: int) -> None:
    above = int(values.over(number, step).removeprefix("trên ").replace(".", ""))
    below = int(values.nearly(number, step).removeprefix("gần ").replace(".", ""))
    assert above <= number <= below < number + step
    assert ("trên" in values.over(number, step)) == (above < number)
    assert ("gần" in values.nearly(number, step)) == (below > number)
