"""Households that split, merge, move and end between two reviews: nobody loses a class, and the tables add up."""

from __future__ import annotations

import datetime
import random

import pytest

from ansinh.acts.facts import in_month
from ansinh.acts.poverty import moving, opening, taking_over
from ansinh.acts.wrong import Wrong
from ansinh.reckoning.poverty import MOVEMENT, NEAR, POOR
from ansinh.record.branches import became
from ansinh.record.models.people import Household, Person
from ansinh.record.models.places import Unit
from ansinh.record.models.poverty import HouseholdClass
from ansinh.reports import poverty as reports
from tests.acts.people import fact, month
from tests.acts.test_poverty import household
from tests.cast import Office, PhuCu

ON = datetime.date(2022, 5, 10)
MAY, JUNE = month("2022-05"), month("2022-06")
PAPER = "Biên bản 3/BB-UBND ngày 10/05/2022"


@pytest.fixture
def unit(phu_cu: PhuCu) -> Unit:
    return phu_cu.communes["Tam Đa"]


@pytest.fixture
def poor(unit: Unit, office: Office) -> tuple[Household, list[Person]]:
    """A poor household of three, by the list of 2022."""
    home, people = household("Vũ Văn Nghèo", unit, "Vũ Thị Hai", "Vũ Thị Ba")
    for one in people:
        fact(one, "household", "poor", since=month("2022-01"))
    assert taking_over.take_over(unit, 2022, number="9/QĐ-UBND", decided_on=datetime.date(2021, 12, 30),
                                 by=office.lan, on=ON) == 1  # fmt: skip
    return home, people


def classes(home: Household) -> list[tuple[str, int, int, str, str]]:
    found = home.classes.order_by("from_month", "pk")
    return [(one.klass, one.from_month, one.until_month, one.came, one.left) for one in found]


def test_the_lists_before_an_sinh_are_taken_over_once(unit: Unit, poor: tuple, office: Office) -> None:
    home, _ = poor
    got = home.classes.get()
    assert (got.klass, got.members, got.basis) == ("poor", 3, "9/QĐ-UBND ngày 30/12/2021")
    again = taking_over.take_over(unit, 2022, number="9", decided_on=datetime.date(2021, 12, 30), by=office.lan, on=ON)
    assert again == 0
    with pytest.raises(Wrong, match="Ghi số"):
        taking_over.take_over(unit, 2022, number=" ", decided_on=ON, by=office.lan, on=ON)
    with pytest.raises(Wrong, match="trước ngày hôm nay"):
        taking_over.take_over(unit, 2022, number="9", decided_on=datetime.date(2022, 6, 1), by=office.lan, on=ON)


def test_who_splits_off_keeps_the_class(poor: tuple, office: Office) -> None:
    home, people = poor
    made = moving.split(home, people[2:], head="Vũ Thị Ba", village="", from_month=JUNE, paper=PAPER, by=office.lan)
    assert classes(made) == [("poor", JUNE, month("2023-01"), "split", "")]
    whole = month("2023-01")
    assert classes(home) == [("poor", month("2022-01"), JUNE, "", ""), ("poor", JUNE, whole, "", "")]
    assert [one.members for one in home.classes.order_by("from_month")] == [3, 2]
    held = HouseholdClass.objects.filter(from_month__lte=JUNE, until_month__gt=JUNE)
    assert sum(one.members for one in held) == 3  # nobody is counted twice
    assert made.village == home.village and made.classes.get().members == 1
    assert in_month(people[2], month("2022-07"))["household"] == "poor"
    with pytest.raises(Wrong, match="phải còn người"):
        moving.split(home, people[:2], head="A", village="", from_month=JUNE, paper=PAPER, by=office.lan)
    with pytest.raises(Wrong, match="đang sống trong hộ"):
        moving.split(home, people[2:], head="A", village="", from_month=JUNE, paper=PAPER, by=office.lan)


def test_who_joins_is_what_the_household_is(poor: tuple, unit: Unit, office: Office) -> None:
    home, people = poor
    other, others = household("Trần Văn Khá", unit, "Trần Thị Út")
    moving.merge(home, other, from_month=JUNE, paper=PAPER, by=office.lan)
    assert classes(home) == [("poor", month("2022-01"), JUNE, "", "merged")]
    assert {one.household_id for one in Person.objects.filter(pk__in=[one.pk for one in people])} == {other.pk}
    assert in_month(people[0], JUNE)["household"] == "poor"  # nothing was decided of the household joined
    third, thirds = household("Lê Thị Nghèo", unit)
    fact(thirds[0], "household", "near_poor", since=month("2022-01"))
    taking_over.take_over(unit, 2022, number="9", decided_on=datetime.date(2021, 12, 30), by=office.lan, on=ON)
    moving.join(third, others[0], from_month=JUNE, paper=PAPER, by=office.lan)
    others[0].refresh_from_db()
    assert in_month(others[0], MAY).get("household") is None
    assert in_month(others[0], JUNE)["household"] == "near_poor"
    with pytest.raises(Wrong, match="đã ở trong hộ"):
        moving.join(third, others[0], from_month=JUNE, paper=PAPER, by=office.lan)


def test_a_household_moves_with_its_class_and_the_district_adds_up(
    poor: tuple, unit: Unit, phu_cu: PhuCu, office: Office
) -> None:
    home, people = poor
    there = phu_cu.communes["Minh Tân"]
    moving.move(home, there, village="Tân An", from_month=JUNE, paper=PAPER, by=office.lan)
    assert classes(home) == [("poor", month("2022-01"), JUNE, "", "moved"),
                             ("poor", JUNE, month("2023-01"), "moved", "")]  # fmt: skip
    assert {one.unit_id for one in Person.objects.filter(household=home)} == {there.pk}
    with pytest.raises(Wrong, match="đang ở xã này"):
        moving.move(home, there, village="", from_month=month("2022-08"), paper=PAPER, by=office.lan)
    rows = {row["unit"]: row for row in reports.movement([unit.pk, there.pk], 2022, POOR).iter_rows(named=True)}
    assert (rows[unit.pk]["opening"], rows[unit.pk]["other_out"], rows[unit.pk]["closing"]) == (1, 1, 0)


def test_a_household_ends_when_nobody_is_left(poor: tuple, office: Office) -> None:
    home, people = poor
    with pytest.raises(Wrong, match="còn 3 người"):
        moving.end(home, from_month=JUNE, paper=PAPER, by=office.lan)
    Person.objects.filter(pk__in=[one.pk for one in people]).update(died_on=ON)
    moving.end(home, from_month=JUNE, paper=PAPER, by=office.lan)
    assert classes(home) == [("poor", month("2022-01"), JUNE, "", "died")]


def test_nothing_moves_while_the_household_is_reviewed_or_without_a_paper(
    poor: tuple, phu_cu: PhuCu, office: Office
) -> None:
    home, people = poor
    with pytest.raises(Wrong, match="giấy tờ"):
        moving.split(home, people[2:], head="A", village="", from_month=JUNE, paper=" ", by=office.lan)
    this = opening.open_round("yearly", 2022, scope=phu_cu.district, region="red_river", by=office.lan,
                              on=datetime.date(2022, 9, 1))  # fmt: skip
    opening.list_commune(this, home.unit, by=office.lan)
    with pytest.raises(Wrong, match="đang được rà soát"):
        moving.split(home, people[2:], head="A", village="", from_month=JUNE, paper=PAPER, by=office.lan)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_moves_opening_and_closing_add_up(seed: int, phu_cu: PhuCu, office: Office) -> None:
    dice = random.Random(seed)
    units = [phu_cu.communes[name] for name in ("Tam Đa", "Minh Tân", "Tống Trân")]
    homes = []
    for at in range(9):
        made, people = household(f"Hộ {at}", units[at % 3], f"Người {at} a", f"Người {at} b")
        for one in people:
            fact(one, "household", ("poor", "near_poor")[at % 2], since=month("2022-01"))
        homes.append(made)
    for unit in units:
        taking_over.take_over(unit, 2022, number="9", decided_on=datetime.date(2021, 12, 30), by=office.lan, on=ON)
    at_month = month("2022-02")
    for _ in range(8):
        at_month += 1
        mine = dice.choice(homes)
        living = list(Person.objects.filter(household=mine))
        try:
            match dice.choice(["split", "merge", "move"]):
                case "split":
                    homes.append(moving.split(mine, living[:1], head="Mới", village="", from_month=at_month,
                                              paper=PAPER, by=office.lan))  # fmt: skip
                case "merge":
                    moving.merge(mine, dice.choice(homes), from_month=at_month, paper=PAPER, by=office.lan)
                case "move":
                    moving.move(mine, dice.choice(units), village="", from_month=at_month, paper=PAPER, by=office.lan)
        except Wrong:
            continue
        mine.refresh_from_db()
    january = month("2023-01")
    for one in HouseholdClass.objects.filter(until_month=january, left=""):  # the next year's decision keeps them all
        HouseholdClass.objects.create(
            household=one.household, unit=one.unit, data_year=2023, from_month=january, until_month=january + 12,
            klass=one.klass, members=one.members, came=one.came, basis="QĐ năm sau",
        )  # fmt: skip
    ids = [one.pk for one in units]
    for klass, name in ((POOR, "poor"), (NEAR, "near_poor")):
        rows = list(reports.movement(ids, 2022, klass).iter_rows(named=True))
        for row in rows:
            out = sum(row[one] for one in MOVEMENT[1:4])
            assert row["closing"] == row["opening"] - out + sum(row[one] for one in MOVEMENT[4:8])
        for year, column in ((2022, "opening"), (2023, "closing")):
            standing = HouseholdClass.objects.filter(klass=name, from_month__lte=year * 12, until_month__gt=year * 12)
            assert sum(row[column] for row in rows) == standing.count()
    assert Person.objects.filter(household=None).count() == 0


def test_a_household_follows_its_commune_over_the_change_of_the_map(poor: tuple, office: Office, phu_cu: PhuCu) -> None:
    home, _ = poor
    now = Unit.objects.get(pk=became(datetime.date(2025, 9, 1))[home.unit_id])
    HouseholdClass.objects.create(household=home, unit=home.unit, data_year=2025, from_month=2025 * 12,
                                  until_month=2026 * 12, klass="poor", members=3, basis="QĐ 2024")  # fmt: skip
    this = opening.open_round("yearly", 2025, scope=now, region="red_river", by=office.lan,
                              on=datetime.date(2025, 9, 3))  # fmt: skip
    review = opening.list_commune(this, now, by=office.lan)
    assert [(one.household_id, one.before) for one in review.cases.all()] == [(home.pk, "poor")]
    was = home.unit_id
    home.refresh_from_db()
    assert home.unit_id == now.pk
    HouseholdClass.objects.create(household=home, unit=now, data_year=2026, from_month=2026 * 12,
                                  until_month=2027 * 12, klass="near_poor", members=3, basis="QĐ 2025")  # fmt: skip
    guest = household("Lê Thị Khách", Unit.objects.get(pk=was))[1][0]  # still written in the commune that is gone
    moving.join(home, guest, from_month=month("2025-10"), paper=PAPER, by=office.lan)
    assert guest.household_id == home.pk
    (row,) = reports.movement([was, now.pk], 2025, POOR).iter_rows(named=True)
    assert (row["unit"], row["opening"], row["to_other"], row["other_out"], row["closing"]) == (now.pk, 1, 1, 0, 0)
