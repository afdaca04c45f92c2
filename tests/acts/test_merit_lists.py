"""The yearly lists of people with merit: worship a martyr, a turn of convalescence, devices and their years, gifts."""

from __future__ import annotations

import datetime

import pytest

from ansinh.acts import people, rounds
from ansinh.acts.preparing import NotNow
from ansinh.acts.round_amounts import held
from ansinh.acts.turns import turn_of, waiting
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.programmes import Item, Round, Sheet
from tests.acts.people import fact, month, person
from tests.cast import Office, PhuCu

ON = datetime.date(2026, 3, 2)


@pytest.fixture
def unit(phu_cu: PhuCu) -> Unit:
    return phu_cu.today["Tống Trân"]


def listed(slug: str, at: str, unit: Unit, office: Office, **entered: int) -> Sheet:
    """The list of a commune in a round of its own."""
    opened = rounds.open_round(slug, title=at, campaign="", month=month(at), scope=unit, entered=entered,
                               basis="QĐ 5" if entered else "", by=office.lan, on=ON)  # fmt: skip
    assert isinstance(opened, Round), opened
    return rounds.make(opened, unit, by=office.lan).sheet


def given(sheet: Sheet, office: Office) -> None:
    """Approved and handed to everybody on it."""
    rounds.approve(sheet, paper="QĐ 6", by=office.minh, on=ON)
    rounds.hand_out(sheet, sheet.items.values_list("pk", flat=True), by=office.lan, on=ON, today=ON)


def lines(sheet: Sheet) -> dict[str, tuple[str, int]]:
    return {line.person.full_name: (line.group, line.amount) for line in sheet.items.select_related("person")}


@pytest.mark.parametrize(("at", "amount"), [("2021-07", 1_000_000), ("2022-07", 2_800_000)])
def test_worship_is_paid_for_each_martyr_at_the_level_of_the_year(
    at: str, amount: int, phu_cu: PhuCu, office: Office
) -> None:
    home = phu_cu.communes["Tam Đa"]
    fact(person("Vũ Thị Thờ", home), "worshipped", 2)
    person("Vũ Thị Không", home)
    sheet = listed("tho-cung-liet-si", at, home, office)
    assert lines(sheet) == {"Vũ Thị Thờ": ("TC", amount)}
    assert sheet.items.get().answers == {"worshipped": 2}


def wounded(name: str, unit: Unit, degree: int) -> Person:
    who = person(name, unit, born="1950")
    fact(who, "wounded", "tb")
    fact(who, "wounded_degree", degree)
    return who


def test_a_turn_comes_every_year_or_every_second_and_counts_from_when_one_went(unit: Unit, office: Office) -> None:
    heavy, light = wounded("Vũ Văn Nặng", unit, 85), wounded("Vũ Văn Nhẹ", unit, 45)
    fact(light, "convalesced", 2023)
    fact(heavy, "convalescence", "centre")
    first = listed("dieu-duong", "2024-03", unit, office)
    assert lines(first) == {"Vũ Văn Nặng": ("TT", 3_699_000)}, "two years after 2023 is 2025"
    assert [(one.full_name, turn.last, turn.next) for one, turn in waiting(unit, month("2024-03"))] == [
        ("Vũ Văn Nhẹ", 2023, 2025),
    ]  # fmt: skip
    given(first, office)
    second = listed("dieu-duong", "2025-03", unit, office)
    assert lines(second) == {"Vũ Văn Nặng": ("TT", 5_020_000), "Vũ Văn Nhẹ": ("NHA", 2_510_000)}
    assert {line.person.full_name: line.answers["convalesced"] for line in second.items.all()} == {
        "Vũ Văn Nặng": 2024, "Vũ Văn Nhẹ": 2023,
    }  # fmt: skip
    given(second, office)
    assert [(turn.last, turn.next) for who in (heavy, light) if (turn := turn_of(who, month("2026-03")))] == [
        (2025, 2026), (2025, 2027),
    ]  # fmt: skip
    assert set(lines(listed("dieu-duong", "2026-03", unit, office))) == {"Vũ Văn Nặng"}


def test_nobody_has_two_turns_in_one_year_whatever_the_rounds_are_called(unit: Unit, office: Office) -> None:
    wounded("Vũ Văn Nặng", unit, 85)
    given(listed("dieu-duong", "2025-03", unit, office), office)
    assert lines(listed("dieu-duong", "2025-09", unit, office)) == {}


def test_what_came_back_was_no_turn(unit: Unit, office: Office) -> None:
    wounded("Vũ Văn Nhẹ", unit, 45)
    first = listed("dieu-duong", "2024-03", unit, office)
    rounds.approve(first, paper="QĐ 6", by=office.minh, on=ON)
    rounds.hand_out(first, first.items.values_list("pk", flat=True), by=office.lan, on=ON, today=ON, returned="ốm nặng")
    assert set(lines(listed("dieu-duong", "2025-03", unit, office))) == {"Vũ Văn Nhẹ"}


@pytest.fixture
def booked(unit: Unit) -> Person:
    who = person("Vũ Văn Chân", unit, born="1950")
    fact(who, "device_book", True)
    return who


def test_a_device_has_its_price_and_is_not_had_again_before_its_years_are_over(
    booked: Person, unit: Unit, office: Office
) -> None:
    first = listed("dung-cu-chinh-hinh", "2023-03", unit, office)
    line = first.items.get()
    with pytest.raises(NotNow, match="1 dòng chưa chọn"):
        rounds.approve(first, paper="QĐ 6", by=office.minh, on=ON)
    line = rounds.answer(line, "devices", ["XELAN", "NANG"], by=office.lan)
    assert line.amount == 2_700_000
    assert rounds.answer(line, "travel", ["350.000"], by=office.lan).amount == 3_050_000
    with pytest.raises(ValueError, match="nhiều nhất là 1.400.000"):
        rounds.answer(line, "travel", ["1.400.001"], by=office.lan)
    with pytest.raises(ValueError, match="Không có dụng cụ “CANH”"):
        rounds.answer(line, "devices", ["CANH"], by=office.lan)
    given(first, office)
    assert [(device.code, year, again) for device, year, again in held(booked, 2026)] == [("XELAN", 2023, 2027)]
    later = listed("dung-cu-chinh-hinh", "2026-03", unit, office).items.get()
    with pytest.raises(ValueError, match="Xe lăn: đã cấp năm 2023, dùng 4 năm, từ năm 2027"):
        rounds.answer(later, "devices", ["XELAN"], by=office.lan)
    assert Item.objects.get(pk=later.pk).answers == {}, "nothing of what is refused is kept"
    assert rounds.answer(later, "devices", ["NANG"], by=office.lan).amount == 200_000


def test_a_device_is_not_chosen_on_two_lists_before_either_is_handed_out(
    booked: Person, unit: Unit, office: Office
) -> None:
    first = listed("dung-cu-chinh-hinh", "2025-11", unit, office).items.get()
    second = listed("dung-cu-chinh-hinh", "2026-01", unit, office).items.get()
    rounds.answer(second, "devices", ["XELAN"], by=office.lan)
    with pytest.raises(ValueError, match="Xe lăn: đang có trong “2026-01”, dùng 4 năm"):
        rounds.answer(first, "devices", ["XELAN"], by=office.lan)
    rounds.strike(second, reason="chuyển đi", by=office.lan, on=ON)
    assert rounds.answer(first, "devices", ["XELAN"], by=office.lan).amount == 2_500_000


def test_a_device_had_where_one_lived_before_still_serves(
    booked: Person, unit: Unit, phu_cu: PhuCu, office: Office
) -> None:
    first = listed("dung-cu-chinh-hinh", "2025-11", unit, office)
    rounds.answer(first.items.get(), "devices", ["XELAN"], by=office.lan)
    given(first, office)
    new = phu_cu.today["Quang Hưng"]
    people.move(booked, new, from_month=month("2026-01"), by=None)
    there = listed("dung-cu-chinh-hinh", "2026-01", new, office).items.get()
    with pytest.raises(ValueError, match="đã cấp năm 2025"):
        rounds.answer(there, "devices", ["XELAN"], by=office.lan)


def test_before_the_table_is_known_the_level_is_entered(booked: Person, phu_cu: PhuCu, office: Office) -> None:
    home = phu_cu.communes["Tam Đa"]
    fact(person("Vũ Văn Tay", home), "device_book", True)
    sheet = listed("dung-cu-chinh-hinh", "2021-03", home, office, DC=900_000)
    assert lines(sheet) == {"Vũ Văn Tay": ("DC", 900_000)}
    with pytest.raises(ValueError, match="chưa có bảng giá"):
        rounds.answer(sheet.items.get(), "devices", ["NANG"], by=office.lan)


@pytest.mark.parametrize(
    ("at", "km", "people", "amount"),
    [("2019-07", 1500, 2, 2 * 2_400_000), ("2019-07", 1000, 1, 2_000_000), ("2023-07", 1500, 4, 3 * 4_500_000)],
)
def test_a_journey_to_a_grave_is_paid_by_the_kilometre_within_the_texts_bounds(
    at: str, km: int, people: int, amount: int, phu_cu: PhuCu, office: Office
) -> None:
    home = phu_cu.communes["Tam Đa"]
    who = person("Vũ Văn Đi", home)
    fact(who, "worshipped", 1)
    fact(who, "grave_visit", True)
    fact(person("Vũ Văn Lạ", home), "grave_visit", True)  # nobody's relative, worships nobody
    sheet = listed("tham-vieng-mo", at, home, office)
    with pytest.raises(NotNow, match="1 dòng chưa chọn"):
        rounds.approve(sheet, paper="QĐ 6", by=office.minh, on=ON)
    line = rounds.answer(sheet.items.get(), "km", [str(km)], by=office.lan)
    assert rounds.answer(line, "people", [str(people)], by=office.lan).amount == amount


@pytest.mark.parametrize(("at", "months", "amount"), [("2014-06", 3, 138_000), ("2015-04", 2, 98_000)])
def test_electricity_is_paid_at_the_tariff_of_the_month(
    at: str, months: int, amount: int, phu_cu: PhuCu, office: Office
) -> None:
    home = phu_cu.communes["Tam Đa"]
    fact(person("Vũ Thị Nghèo", home), "household", "poor")
    sheet = listed("tien-dien-ho-ngheo", at, home, office)
    assert rounds.answer(sheet.items.get(), "months", [str(months)], by=office.lan).amount == amount


def test_a_school_year_gives_by_level_of_study(unit: Unit, office: Office) -> None:
    for name, level in (("Vũ Bé", "nursery"), ("Vũ Lớn", "school")):
        fact(person(name, unit, born="2015"), "school_preference", level)
    sheet = listed("uu-dai-giao-duc", "2025-10", unit, office)
    assert lines(sheet) == {"Vũ Bé": ("MN", 558_000), "Vũ Lớn": ("PT", 1_116_000)}


def test_within_a_period_a_share_is_given_once_whatever_the_rounds_are_called(phu_cu: PhuCu, office: Office) -> None:
    home = phu_cu.communes["Tam Đa"]
    fact(person("Vũ Thị Nghèo", home), "household", "poor")
    given = {}
    for at in ("2022-01", "2022-03", "2022-04"):
        given[at] = len(lines(listed("tien-dien-ho-ngheo", at, home, office)))
    assert given == {"2022-01": 1, "2022-03": 0, "2022-04": 1}


def test_a_school_year_goes_from_september_to_the_next(unit: Unit, office: Office) -> None:
    fact(person("Vũ Lớn", unit, born="2012"), "school_preference", "school")
    given = {at: len(lines(listed("uu-dai-giao-duc", at, unit, office))) for at in ("2024-10", "2025-03", "2025-10")}
    assert given == {"2024-10": 1, "2025-03": 0, "2025-10": 1}


def test_a_gift_goes_to_each_once_by_the_higher_of_two_groups(unit: Unit, office: Office) -> None:
    wounded("Vũ Văn Nặng", unit, 85)
    both = wounded("Vũ Văn Nhẹ", unit, 45)
    fact(both, "worshipped", 1)
    fact(person("Vũ Thị Thờ", unit), "worshipped", 1)
    sheet = listed("qua-ncc-chu-tich-nuoc", "2026-02", unit, office, CAO=600_000, THUONG=300_000)
    assert lines(sheet) == {
        "Vũ Văn Nặng": ("CAO", 600_000), "Vũ Văn Nhẹ": ("THUONG", 300_000), "Vũ Thị Thờ": ("THUONG", 300_000),
    }  # fmt: skip
    assert sheet.items.get(person__full_name="Vũ Văn Nặng").also == ["THUONG"]


def test_a_relative_of_a_wounded_person_has_no_gift_of_the_president_unless_added(unit: Unit, office: Office) -> None:
    fact(person("Vũ Thị Tuất", unit), "survivor_of", ["tb"])
    fact(person("Vũ Thị Con", unit), "toxic_child_degree", 81)
    fact(person("Vũ Thị Mẹ", unit), "martyrs", 1)
    sheet = listed("qua-ncc-chu-tich-nuoc", "2026-02", unit, office, CAO=600_000, THUONG=300_000)
    assert lines(sheet) == {"Vũ Thị Mẹ": ("THUONG", 300_000)}
