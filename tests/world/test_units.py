"""The two maps of Viet Nam: what is counted, what followed what, and that nothing hangs in the air."""

from collections import Counter
from datetime import date

import pytest

from ansinh.world.units import TWO_TIERS_BEGIN, Change, Unit, changes, units

JUNE_2021, JUNE_2025, TODAY = date(2021, 6, 30), date(2025, 6, 30), date(2026, 11, 22)


@pytest.fixture(scope="module")
def every_unit() -> list[Unit]:
    return list(units())


@pytest.fixture(scope="module")
def every_change() -> list[Change]:
    return list(changes())


def below(every: list[Unit], parent: str, on: date) -> list[Unit]:
    return [u for u in every if u.parent_code == parent and u.valid_on(on)]


def test_three_tiers_before_july_2025(every_unit: list[Unit]) -> None:
    levels = Counter(u.level for u in every_unit if u.valid_on(JUNE_2025))
    assert levels == {"province": 63, "district": 696, "commune": 10_035}


def test_two_tiers_since_july_2025(every_unit: list[Unit]) -> None:
    for day in (TWO_TIERS_BEGIN, TODAY):
        levels = Counter(u.level for u in every_unit if u.valid_on(day))
        assert levels == {"province": 34, "commune": 3_321}


def test_code_and_first_day_name_one_unit(every_unit: list[Unit]) -> None:
    keys = Counter((u.code, u.valid_from) for u in every_unit)
    assert keys.most_common(1)[0][1] == 1


def test_a_code_never_names_two_units_on_one_day(every_unit: list[Unit]) -> None:
    spans: dict[str, list[Unit]] = {}
    for unit in every_unit:
        spans.setdefault(unit.code, []).append(unit)
    for lives in spans.values():
        for before, after in zip(lives, lives[1:], strict=False):
            assert before.valid_to is not None
            assert before.valid_to <= after.valid_from


def test_codes_are_text_of_the_length_of_their_level(every_unit: list[Unit]) -> None:
    digits = {"province": 2, "district": 3, "commune": 5}
    assert all(u.code.isdigit() and len(u.code) == digits[u.level] for u in every_unit)
    assert {u.code for u in every_unit if u.name == "Hà Nội"} == {"01"}


def test_every_parent_exists_on_the_unit_s_first_day(every_unit: list[Unit]) -> None:
    spans: dict[str, list[Unit]] = {}
    for unit in every_unit:
        spans.setdefault(unit.code, []).append(unit)
    for unit in every_unit:
        if unit.level != "province":
            assert unit.parent_code is not None
            assert any(p.valid_on(unit.valid_from) for p in spans[unit.parent_code]), unit


def test_both_ends_of_every_change_exist_and_meet_on_its_day(
    every_unit: list[Unit], every_change: list[Change]
) -> None:
    by_key = {(u.code, u.valid_from): u for u in every_unit}
    for change in every_change:
        old = by_key[change.old_code, change.old_valid_from]
        new = by_key[change.new_code, change.new_valid_from]
        assert old.valid_to == change.on == new.valid_from


def test_every_commune_has_a_successor_and_a_whole_one_has_only_one(
    every_unit: list[Unit], every_change: list[Change]
) -> None:
    targets = Counter((c.old_code, c.old_valid_from) for c in every_change)
    ended = [u for u in every_unit if u.level == "commune" and u.valid_to]
    assert all(targets[u.code, u.valid_from] for u in ended)
    for change in every_change:
        assert change.whole == (targets[change.old_code, change.old_valid_from] == 1)


def test_every_new_unit_comes_from_somewhere(every_unit: list[Unit], every_change: list[Change]) -> None:
    reached = {(c.new_code, c.new_valid_from) for c in every_change}
    assert all((u.code, u.valid_from) in reached for u in every_unit if u.valid_from >= TWO_TIERS_BEGIN)


def test_phu_cu_had_fourteen_communes_in_2021(every_unit: list[Unit]) -> None:
    names = {(u.code, u.full_name) for u in below(every_unit, "333", JUNE_2021)}
    assert names == {
        ("12391", "Thị trấn Trần Cao"),
        ("12394", "Xã Minh Tân"),
        ("12397", "Xã Phan Sào Nam"),
        ("12400", "Xã Quang Hưng"),
        ("12403", "Xã Minh Hoàng"),
        ("12406", "Xã Đoàn Đào"),
        ("12409", "Xã Tống Phan"),
        ("12412", "Xã Đình Cao"),
        ("12415", "Xã Nhật Quang"),
        ("12418", "Xã Tiền Tiến"),
        ("12421", "Xã Tam Đa"),
        ("12424", "Xã Minh Tiến"),
        ("12427", "Xã Nguyên Hòa"),
        ("12430", "Xã Tống Trân"),
    }


def test_phu_cu_goes_from_fourteen_to_thirteen_to_four(every_unit: list[Unit], every_change: list[Change]) -> None:
    assert len(below(every_unit, "333", JUNE_2021)) == 14
    thirteen = below(every_unit, "333", JUNE_2025)
    assert len(thirteen) == 13
    heirs = {u.code: {c.new_code for c in every_change if c.old_code == u.code and c.on == TWO_TIERS_BEGIN}
             for u in thirteen}  # fmt: skip
    assert heirs == {
        **dict.fromkeys(("12391", "12394", "12400", "12409"), {"12391"}),
        **dict.fromkeys(("12397", "12403", "12406"), {"12406"}),
        **dict.fromkeys(("12412", "12415", "12424"), {"12424"}),
        **dict.fromkeys(("12421", "12427", "12430"), {"12427"}),
    }


def test_tien_tien_took_the_code_of_minh_tien(every_unit: list[Unit], every_change: list[Change]) -> None:
    lives = [u.full_name for u in every_unit if u.code == "12424"]
    assert lives == ["Xã Minh Tiến", "Xã Tiên Tiến", "Xã Tiên Tiến"]
    merged = {(c.old_code, c.new_code, c.whole) for c in every_change if c.on == date(2024, 12, 1)}
    assert merged == {("12418", "12424", True), ("12424", "12424", True)}


def test_old_tay_ninh_becomes_thirty_six_units(every_unit: list[Unit], every_change: list[Change]) -> None:
    districts = [u.code for u in below(every_unit, "72", JUNE_2021)]
    communes = [u for d in districts for u in below(every_unit, d, JUNE_2021)]
    assert (len(districts), len(communes)) == (9, 94)
    assert Counter(u.kind for u in communes) == {"Xã": 71, "Phường": 17, "Thị trấn": 6}
    codes = {u.code for u in communes}
    pairs = [c for c in every_change if c.old_code in codes]
    assert len(pairs) == 104
    assert len({c.new_code for c in pairs}) == 36
    assert len({c.old_code for c in pairs if not c.whole}) == 10
    by_key = {(u.code, u.valid_from): u for u in every_unit}
    assert {by_key[c.new_code, c.new_valid_from].parent_code for c in pairs} == {"80"}


def test_a_namesake_s_commune_is_not_inherited(every_change: list[Change]) -> None:
    """Ward 4 of Tây Ninh is not part of Long An, nor ward 4 of Tân An of Tân Ninh."""
    heirs = {c.old_code: c.new_code for c in every_change if c.old_code in ("25462", "27691")}
    assert heirs == {"25462": "25459", "27691": "27694"}


def test_island_districts_became_special_zones(every_unit: list[Unit], every_change: list[Change]) -> None:
    islands = [u for u in every_unit if u.level == "district" and not below(every_unit, u.code, JUNE_2025)]
    by_key = {(u.code, u.valid_from): u for u in every_unit}
    heirs = [by_key[c.new_code, c.new_valid_from] for i in islands for c in every_change
             if c.old_code == i.code]  # fmt: skip
    assert [h.kind for h in heirs] == ["Đặc khu"] * 5
    assert sorted(h.name for h in heirs) == sorted(i.name for i in islands)
