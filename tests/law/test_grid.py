"""The grid of amounts since 2015, cell by cell, and the months at which a level begins."""

from decimal import Decimal

import pytest

from ansinh.law.book import open_book
from ansinh.law.facts import Facts
from ansinh.law.month import Month
from ansinh.law.plan import whole
from ansinh.law.rule import rule

LEVELS = {
    270_000: ("2015-01", "2018-08", "2021-06"),
    360_000: ("2021-07", "2023-01", "2024-06"),
    500_000: ("2024-07", "2025-07", "2026-06"),
    540_000: ("2026-07", "2026-10", "2026-12"),
}
GRID = {
    "1.0": (270_000, 360_000, 500_000, 540_000),
    "1.5": (405_000, 540_000, 750_000, 810_000),
    "2.0": (540_000, 720_000, 1_000_000, 1_080_000),
    "2.5": (675_000, 900_000, 1_250_000, 1_350_000),
    "3.0": (810_000, 1_080_000, 1_500_000, 1_620_000),
    "4.0": (1_080_000, 1_440_000, 2_000_000, 2_160_000),
    "5.0": (1_350_000, 1_800_000, 2_500_000, 2_700_000),
    "10": (2_700_000, 3_600_000, 5_000_000, 5_400_000),
    "20": (5_400_000, 7_200_000, 10_000_000, 10_800_000),
    "50": (13_500_000, 18_000_000, 25_000_000, 27_000_000),
}
# A person for each coefficient of an own allowance, drawn under both schemes.
DRAWS = {
    "1.5": Facts(30, disability="severe", claims=frozenset(["allowance"])),
    "2.0": Facts(30, disability="extreme", claims=frozenset(["allowance"])),
    "2.5": Facts(2, orphan="b", claims=frozenset(["allowance"])),
    "3.0": Facts(
        70,
        household="poor",
        no_supporter=True,
        qualifies_for_facility=True,
        taken_in=True,
        claims=frozenset(["allowance"]),
    ),
}


@pytest.mark.parametrize(("level", "months"), LEVELS.items())
def test_standard_amount_of_each_period(level: int, months: tuple[str, ...]) -> None:
    assert [open_book().standard_amount(Month.parse(month)) for month in months] == [level] * len(months)


@pytest.mark.parametrize(
    ("month", "level"), [("2007-05", 120_000), ("2009-12", 120_000), ("2010-01", 180_000), ("2014-12", 180_000)]
)
def test_standard_amounts_before_2015(month: str, level: int) -> None:
    assert open_book().standard_amount(Month.parse(month)) == level


def test_no_standard_amount_before_the_first_scheme() -> None:
    with pytest.raises(LookupError, match="04/2007"):
        open_book().standard_amount(Month(2007, 4))


@pytest.mark.parametrize("coefficient", GRID)
@pytest.mark.parametrize("column", range(4))
def test_grid_cell(coefficient: str, column: int) -> None:
    level = list(LEVELS)[column]
    assert whole(level * Decimal(coefficient)) == GRID[coefficient][column]


@pytest.mark.parametrize("coefficient", DRAWS)
@pytest.mark.parametrize("column", range(4))
def test_grid_cell_as_drawn(coefficient: str, column: int) -> None:
    for month in list(LEVELS.values())[column]:
        assert rule(DRAWS[coefficient], Month.parse(month), open_book()).total == GRID[coefficient][column], month


def test_months_before_2015_say_what_is_not_entered() -> None:
    ruling = rule(Facts(85), Month(2014, 12), open_book())
    assert ruling.due == ()
    assert "chưa được nhập" in ruling.questions[0].sentence


def test_what_nobody_has_read_is_provisional() -> None:
    person = Facts(30, disability="severe")
    marks = [
        (month, rule(person, Month.parse(month), open_book()).provisional)
        for month in ("2021-06", "2021-07", "2024-06", "2024-07", "2026-07")
    ]
    assert marks == [("2021-06", True), ("2021-07", False), ("2024-06", False), ("2024-07", True), ("2026-07", True)]
    pension = Facts(80)
    assert not rule(pension, Month(2025, 7), open_book()).provisional
    assert rule(pension, Month(2026, 7), open_book()).provisional
