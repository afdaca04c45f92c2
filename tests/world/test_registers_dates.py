"""Births and months as people type them."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.world.registers.dates import read_birth, read_day, read_month
from ansinh.world.registers.trouble import Trouble

ON = date(2021, 6, 30)
DAYS = st.dates(date(1905, 1, 1), date(2021, 6, 30))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1938", (1938, None, None)),
        ("1938.0", (1938, None, None)),
        ("01/01/1938", (1938, 1, 1)),
        ("1-5-1938", (1938, 5, 1)),
        ("1/ 5 /1938.", (1938, 5, 1)),
        ("5/1938", (1938, 5, None)),
        ("05.1938", (1938, 5, None)),
        ("T5/1938", (1938, 5, None)),
        ("1938-05-01", (1938, 5, 1)),
        ("1938-05-01 00:00:00", (1938, 5, 1)),
        ("01051938", (1938, 5, 1)),
        ("ngày 01 tháng 5 năm 1938", (1938, 5, 1)),
        ("Sinh 1938", (1938, None, None)),
        ("00/00/1938", (1938, None, None)),
        ("../../1938", (1938, None, None)),
        ("--/--/1938", (1938, None, None)),
        ("xx/xx/1938", (1938, None, None)),
        ("00/05/1938", (1938, 5, None)),
        ("29/02/1940", (1940, 2, 29)),
    ],
)
def test_a_birth_is_read_as_exactly_as_it_is_written(text: str, expected: tuple[int, int | None, int | None]) -> None:
    birth = read_birth(text, ON)
    assert (birth.year, birth.month, birth.day) == expected
    assert birth.troubles == ()


def test_an_approximate_birth_keeps_the_year_and_says_so() -> None:
    birth = read_birth("khoảng 1938", ON)
    assert birth.year == 1938
    assert [trouble.code for trouble in birth.troubles] == ["birth_about"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("29/02/1939", "no_such_day"),
        ("31/04/1938", "no_such_day"),
        ("32/01/1938", "no_such_day"),
        ("05/13/1950", "month_first"),
        ("13/13/1950", "no_such_month"),
        ("45/1938", "no_such_month"),
        ("2030", "birth_future"),
        ("01/07/2021", "birth_future"),
        ("1838", "birth_too_old"),
        ("14245", "birth_unread"),
        ("5.194", "birth_unread"),
        ("không rõ", "birth_unread"),
        ("1/2/3/1938", "birth_unread"),
    ],
)
def test_what_cannot_be_a_birth_is_held_with_its_reason(text: str, code: str) -> None:
    birth = read_birth(text, ON)
    assert birth.year is None
    assert [(trouble.code, trouble.severity) for trouble in birth.troubles] == [(code, "hold")]
    assert birth.troubles[0].sentence.endswith((".", "tuổi; xem lại năm sinh."))


def test_two_digits_give_every_year_they_can_mean() -> None:
    assert read_birth("01/05/38", ON).years == (1938,)
    assert read_birth("05/03/12", ON).years == (1912, 2012)
    assert read_birth("38", ON).years == (), "alone it may as well be an age"


FORMS = [
    "{d}/{m}/{y}",
    "{d:02d}/{m:02d}/{y}",
    "{d}-{m}-{y}",
    "{d:02d}.{m:02d}.{y}",
    "{y}-{m:02d}-{d:02d}",
    "ngày {d} tháng {m} năm {y}",
]


@given(DAYS, st.sampled_from(FORMS))
def test_any_day_typed_in_any_usual_form_comes_back(day: date, form: str) -> None:
    birth = read_birth(form.format(d=day.day, m=day.month, y=day.year), ON)
    assert (birth.year, birth.month, birth.day) == (day.year, day.month, day.day)


@given(st.integers(1905, 2020), st.integers(1, 12), st.integers(1, 31))
def test_a_day_that_the_calendar_lacks_never_passes(year: int, month: int, day: int) -> None:
    birth = read_birth(f"{day}/{month}/{year}", ON)
    assert (birth.year is None) == (day > monthrange(year, month)[1])


@pytest.mark.parametrize(
    "text",
    ["01/2018", "1/2018", "1.2018", "T1/2018", "tháng 01 năm 2018", "15/01/2018", "2018-01", "từ 1/2018", "1/18"],
)
def test_a_month_of_drawing_is_read(text: str) -> None:
    assert read_month(text, "thời điểm hưởng") == 2018 * 12


def test_an_allowance_of_merit_may_be_as_old_as_the_war() -> None:
    assert read_month("06/1972", "thời điểm hưởng") == 1972 * 12 + 5


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2018", "month_missing"),
        ("06/1944", "month_unread"),
        ("1.202", "month_unread"),
        ("Quý I/2018", "month_unread"),
        ("13/2018", "no_such_month"),
    ],
)
def test_a_month_that_is_not_told_is_not_made_up(text: str, code: str) -> None:
    trouble = read_month(text, "thời điểm hưởng")
    assert isinstance(trouble, Trouble)
    assert (trouble.code, trouble.severity) == (code, "hold")


def test_a_day_wants_all_three_parts() -> None:
    assert read_day("5/3/2018", "ngày quyết định") == date(2018, 3, 5)
    trouble = read_day("3/2018", "ngày quyết định")
    assert isinstance(trouble, Trouble)
    assert trouble.code == "date_incomplete"
