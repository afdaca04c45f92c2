"""A list of households lands: people, their household with its head, its class from a month, and no benefit."""

from __future__ import annotations

import datetime
from pathlib import Path

from ansinh.acts import registers
from ansinh.reckoning.months import month_of
from ansinh.record.models.assistance import Award
from ansinh.record.models.people import Fact, Household, Person
from ansinh.world import registers as formats
from tests.acts.people import month, person
from tests.cast import Office, PhuCu
from tests.world.registers_files import workbook

ON = datetime.date(2021, 1, 31)
TITLE = ["DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2021, XÃ TAM ĐA"]
HEADS = ["STT", "Mã hộ", "Họ và tên", "Quan hệ với chủ hộ", "Ngày sinh", "Giới tính", "Số CCCD", "Thôn", "Loại hộ"]
ROWS = [
    [1, "TD01", "Vũ Văn Ba", "Chủ hộ", "05/05/1955", "Nam", "", "Ngũ Phúc", "Hộ nghèo"],
    [2, "TD01", "Vũ Thị Tư", "Vợ", "01/02/1958", "Nữ", "033158000111", "Ngũ Phúc", "Hộ nghèo"],
    [3, "TD02", "Trần Văn Năm", "Chủ hộ", "1970", "Nam", "", "Cự Phú", "Hộ cận nghèo"],
    [4, "", "Lê Thị Sáu", "Con", "2010", "Nữ", "", "Cự Phú", "Hộ cận nghèo"],
]


def landed(tmp_path: Path, phu_cu: PhuCu, rows: list[list[object]], on: datetime.date = ON) -> dict[str, int]:
    data = workbook(tmp_path / "ho.xlsx", {"Tam Đa": [TITLE, HEADS, *rows]}).read_bytes()
    assert formats.recognise(data) == "households"
    return registers.import_workbook(data, name="ho.xlsx", on=on, by=None, within=[phu_cu.district]).counts


def test_people_land_in_their_households_with_the_class_and_no_benefit(
    tmp_path: Path, phu_cu: PhuCu, office: Office
) -> None:
    known = person("Vũ Thị Tư", phu_cu.communes["Tam Đa"], born="1958-02-01", identity_number="033158000111")
    counts = landed(tmp_path, phu_cu, ROWS)
    assert counts["held"] == 1  # no code: of which household nobody knows
    homes = {home.code: home for home in Household.objects.all()}
    assert {(home.code, home.head, home.unit.name) for home in homes.values()} == {
        ("TD01", "Vũ Văn Ba", "Tam Đa"), ("TD02", "Trần Văn Năm", "Tam Đa"),
    }  # fmt: skip
    known.refresh_from_db()
    assert known.household == homes["TD01"] and Person.objects.count() == 3
    told = dict(Fact.objects.filter(kind="household").values_list("person__full_name", "value"))
    assert told == {"Vũ Văn Ba": "poor", "Vũ Thị Tư": "poor", "Trần Văn Năm": "near_poor"}
    assert set(Fact.objects.values_list("from_month", flat=True)) == {month_of(ON)}
    assert not Award.objects.exists()


def test_the_next_list_changes_the_class_and_twice_changes_nothing(
    tmp_path: Path, phu_cu: PhuCu, office: Office
) -> None:
    landed(tmp_path, phu_cu, ROWS[:3])
    before = Fact.objects.count()
    landed(tmp_path, phu_cu, ROWS[:3])
    assert (Fact.objects.count(), Person.objects.count(), Household.objects.count()) == (before, 3, 2)
    left = [[*row[:8], "Hộ cận nghèo"] for row in ROWS[:2]]
    landed(tmp_path, phu_cu, left, datetime.date(2022, 1, 31))
    live = Fact.objects.filter(person__full_name="Vũ Văn Ba", superseded_at=None).order_by("from_month")
    assert [(fact.value, fact.from_month, fact.until_month) for fact in live] == [
        ("poor", month("2021-01"), month("2022-01")), ("near_poor", month("2022-01"), None),
    ]  # fmt: skip


def test_somebody_moves_from_one_household_to_another(tmp_path: Path, phu_cu: PhuCu, office: Office) -> None:
    landed(tmp_path, phu_cu, ROWS[:3])
    moved = [[1, "TD02", "Vũ Thị Tư", "Em", "01/02/1958", "Nữ", "033158000111", "Cự Phú", "Hộ cận nghèo"]]
    landed(tmp_path, phu_cu, moved, datetime.date(2021, 6, 30))
    assert Person.objects.get(full_name="Vũ Thị Tư").household == Household.objects.get(code="TD02")
