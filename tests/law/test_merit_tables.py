"""What stands beside the allowances of merit: devices, journeys and turns of convalescence."""

import pytest

from ansinh.law.book import open_book
from ansinh.law.convalescence import Turn, due_in, frequency
from ansinh.law.devices import device, devices, next_year
from ansinh.law.devices import due_in as device_due
from ansinh.law.facts import Facts
from ansinh.law.journeys import fare
from ansinh.law.month import Month

BOOK = open_book()
THEN, NOW = Month(2021, 12), Month(2022, 1)


def test_the_table_of_devices_begins_in_2022_and_names_each_once() -> None:
    assert devices(THEN) == ()
    table = devices(NOW)
    assert len({one.code for one in table}) == len(table) == 30
    assert sum(one.yearly for one in table) == 8
    assert {one.at.vi for one in table} == {"Phụ lục V"}
    with pytest.raises(LookupError, match="XEBAY"):
        device("XEBAY", NOW)


def test_a_device_is_due_again_after_its_years() -> None:
    leg = device("CHAN.TREN", NOW)
    assert (leg.amount, leg.years, next_year(leg, 2023), next_year(leg, None)) == (3_800_000, 2, 2025, None)
    assert [device_due(leg, year, 2023) for year in (2024, 2025)] == [False, True]
    assert device_due(leg, 2024, None)


@pytest.mark.parametrize(
    ("journey", "kilometres", "people", "month", "amount"),
    [
        ("THAMMO", 1000, 1, THEN, 2_000_000),
        ("THAMMO", 1500, 1, THEN, 2_400_000),
        ("THAMMO", 1500, 4, THEN, 7_200_000),
        ("THAMMO", 1500, 4, NOW, 13_500_000),
        ("HAICOT", 100, 2, NOW, 600_000),
        ("DUNGCU", 280, 1, NOW, 1_400_000),
        ("DUNGCU", 281, 1, NOW, 1_400_000),
        ("DUNGCU", 279, 1, NOW, 1_395_000),
    ],
)
def test_a_journey_pays_by_the_kilometre_to_its_cap(
    journey: str, kilometres: int, people: int, month: Month, amount: int
) -> None:
    paid = fare(journey, kilometres, people, month, BOOK)  # type: ignore[arg-type]
    assert paid is not None and paid.amount == amount


def test_a_journey_of_a_month_without_figures_is_not_known_and_nobody_travels_backwards() -> None:
    assert fare("HAICOT", 100, 1, THEN, BOOK) is None
    for kilometres, people in ((-1, 1), (1, 0)):
        with pytest.raises(ValueError, match="km"):
            fare("THAMMO", kilometres, people, NOW, BOOK)


@pytest.mark.parametrize(
    ("facts", "every"),
    [
        (Facts(75, wounded="tb", wounded_degree=80), "two_years"),
        (Facts(75, wounded="tb", wounded_degree=81), "yearly"),
        (Facts(75, sick_degree=61), "two_years"),
        (Facts(75, toxic_degree=81), "yearly"),
        (Facts(75, toxic_children=True), "two_years"),
        (Facts(75, hero=True, heroic_mother=True), "yearly"),
        (Facts(75, helper="order", imprisoned=True), "two_years"),
        (Facts(75, martyrs=2, survivor_as="parent"), "yearly"),
        (Facts(75, martyrs=1, survivor_as="spouse"), "two_years"),
        (Facts(40, martyrs=1, survivor_as="child", disability="severe"), "two_years"),
        (Facts(40, martyrs=1, survivor_as="child"), None),
        (Facts(40, wounded_degree=10), None),
        (Facts(40, toxic_child_degree=81), None),
    ],
)
def test_the_best_status_says_how_often_one_rests(facts: Facts, every: str | None) -> None:
    assert frequency(facts, NOW).every == every


def test_an_only_child_is_asked_of_a_martyrs_parent_and_an_old_month_is_not_known() -> None:
    parent = Facts(75, martyrs=1, survivor_as="parent")
    for facts in (parent, Facts(75, martyrs=1, survivor_as="parent", wounded="tb", wounded_degree=30)):
        turn = frequency(facts, NOW)
        assert turn.every == "two_years" and "một con" in turn.asked
    assert frequency(parent, Month(2021, 6)).every is None


def test_a_turn_comes_after_one_year_or_two() -> None:
    yearly, other = Turn("yearly", ""), Turn("two_years", "")
    assert [due_in(turn, 2025, 2024) for turn in (yearly, other)] == [True, False]
    assert due_in(other, 2026, 2024) and due_in(other, 2025, None)
    assert not due_in(Turn(None, ""), 2025, None)
