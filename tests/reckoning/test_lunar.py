"""The Vietnamese lunar calendar, where it and China's agree and where they do not."""

from datetime import date

import pytest

from ansinh.reckoning.lunar import hung_kings, solar, tet


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1985, "1985-01-21"),  # China: 20 February, a month later
        (2007, "2007-02-17"),  # China: 18 February
        (2015, "2015-02-19"),
        (2016, "2016-02-08"),
        (2017, "2017-01-28"),
        (2018, "2018-02-16"),
        (2019, "2019-02-05"),
        (2020, "2020-01-25"),
        (2021, "2021-02-12"),
        (2022, "2022-02-01"),
        (2023, "2023-01-22"),
        (2024, "2024-02-10"),
        (2025, "2025-01-29"),
        (2026, "2026-02-17"),
        (2030, "2030-02-02"),  # China: 3 February
        (2053, "2053-02-18"),  # China: 19 February
    ],
)
def test_tet_is_reckoned_at_vietnams_meridian(year: int, day: str) -> None:
    assert tet(year) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("year", "day"),
    [(2021, "2021-04-21"), (2022, "2022-04-10"), (2023, "2023-04-29"), (2024, "2024-04-18"), (2026, "2026-04-26")],
)
def test_the_day_of_the_hung_kings(year: int, day: str) -> None:
    """2023 had a second second month: the tenth of the third is after it."""
    assert hung_kings(year) == date.fromisoformat(day)


@pytest.mark.parametrize("year", [1900, 2100])
def test_a_year_outside_the_reckoning_is_refused(year: int) -> None:
    with pytest.raises(ValueError, match=str(year)):
        solar(year, 1, 1)
