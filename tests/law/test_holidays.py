"""Public holidays: the weekdays off and the Saturdays worked of each year, as its notice says."""

from datetime import date

import pytest

from ansinh.law.holidays import Year, holidays

LUNAR = {
    2019: ("2019-02-05", "2019-04-14"),
    2021: ("2021-02-12", "2021-04-21"),
    2022: ("2022-02-01", "2022-04-10"),
    2023: ("2023-01-22", "2023-04-29"),
    2024: ("2024-02-10", "2024-04-18"),
    2025: ("2025-01-29", "2025-04-07"),
    2026: ("2026-02-17", "2026-04-26"),
    2027: ("2027-02-06", "2027-04-16"),
}
"""Tết and the day of the Hùng Kings, from printed calendars."""


def of(year: int) -> Year:
    tet, kings = LUNAR[year]
    return holidays(year, tet=date.fromisoformat(tet), hung_kings=date.fromisoformat(kings))


def weekdays(year: int) -> list[str]:
    return [f"{one.day:%d/%m}" for one in of(year).off if one.day.weekday() < 5]


@pytest.mark.parametrize(
    ("year", "off", "worked"),
    [
        (2021, "01/01 10/02 11/02 12/02 15/02 16/02 21/04 30/04 03/05 02/09 03/09", ""),
        (2022, "03/01 31/01 01/02 02/02 03/02 04/02 11/04 02/05 03/05 01/09 02/09", ""),
        (2023, "02/01 20/01 23/01 24/01 25/01 26/01 01/05 02/05 03/05 01/09 04/09", ""),
        (2024, "01/01 08/02 09/02 12/02 13/02 14/02 18/04 29/04 30/04 01/05 02/09 03/09", "04/05"),
        (2025, "01/01 27/01 28/01 29/01 30/01 31/01 07/04 30/04 01/05 02/05 01/09 02/09", "26/04"),
        (
            2026,
            "01/01 02/01 16/02 17/02 18/02 19/02 20/02 27/04 30/04 01/05 31/08 01/09 02/09 24/11",
            "10/01 22/08",
        ),
    ],
)
def test_weekdays_off_and_weekend_days_worked(year: int, off: str, worked: str) -> None:
    assert weekdays(year) == off.split()
    assert [f"{one.day:%d/%m}" for one in of(year).worked] == worked.split()
    assert of(year).notice


def test_a_year_without_a_notice_is_reckoned_by_the_default_and_says_so() -> None:
    found = of(2027)
    assert found.notice == ""
    assert weekdays(2027)[1:6] == ["05/02", "08/02", "09/02", "10/02", "11/02"]
    assert {one.provisional for one in found.off if "Tết Âm" in one.name} == {True}
    assert "03/09" in weekdays(2027)


def test_one_national_day_before_2021_and_two_from_it() -> None:
    assert [one.day.day for one in of(2019).off if one.name == "Quốc khánh"] == [2]
    assert [one.day.day for one in of(2021).off if one.name == "Quốc khánh"] == [2, 3]


def test_the_day_of_culture_begins_in_2026_and_is_never_made_up() -> None:
    assert not [one for one in of(2025).off if "Văn hóa" in one.name]
    assert [f"{one.day:%d/%m/%Y}" for one in of(2026).off if "Văn hóa" in one.name] == ["24/11/2026"]
    later = holidays(2029, tet=date(2029, 2, 13), hung_kings=date(2029, 4, 23))
    culture = [one.day for one in later.off if "Văn hóa" in one.name]
    assert culture == [date(2029, 11, 24)] and culture[0].weekday() == 5


def test_two_holidays_on_one_weekend_are_made_up_on_two_days() -> None:
    made_up = [one for one in of(2023).off if one.name.startswith("nghỉ bù")]
    assert [(f"{one.day:%d/%m}", one.name) for one in made_up] == [
        ("02/01", "nghỉ bù Tết Dương lịch"),
        ("25/01", "nghỉ bù Tết Âm lịch"),
        ("26/01", "nghỉ bù Tết Âm lịch"),
        ("02/05", "nghỉ bù Giỗ Tổ Hùng Vương"),
        ("03/05", "nghỉ bù Ngày Chiến thắng"),
        ("04/09", "nghỉ bù Quốc khánh"),
    ]
    assert made_up[0].because.place == "Điều 111 khoản 3, 45/2019/QH14"


def test_the_old_labour_code_is_recalled() -> None:
    assert all(one.provisional for one in of(2019).off)
    assert of(2019).off[0].because.decree == "10/2012/QH13"


def test_a_year_no_labour_code_here_covers_is_refused() -> None:
    with pytest.raises(LookupError, match="2012"):
        holidays(2012, tet=date(2012, 1, 23), hung_kings=date(2012, 3, 31))
