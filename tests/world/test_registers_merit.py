"""A list of people with merit: the words of a standing become an award and its facts, or the row waits with why."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ansinh.world import registers
from tests.world.registers_files import people, rows_of, workbook

HEADINGS = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Xã", "Diện", "Tỷ lệ thương tật", "Số tiền",
            "Số quyết định", "Ngày QĐ", "Hưởng từ"]  # fmt: skip
TITLE = ["DANH SÁCH NGƯỜI CÓ CÔNG HƯỞNG TRỢ CẤP HẰNG THÁNG"]


def row(standing: str, degree: Any = "") -> list[Any]:
    who = ["Nguyễn Văn Bình", date(1950, 5, 1), "Nam", "033050000123", "Tam Đa"]
    return [1, *who, standing, degree, 1_000_000, "12/QĐ-LĐTBXH", date(2018, 1, 15), "02/2018"]


def made(path: Path, *rows: list[Any]) -> Path:
    return workbook(path / "ncc.xlsx", {"Sheet1": [TITLE, [], HEADINGS, *rows]})


def test_a_list_of_people_with_merit_is_recognised(tmp_path: Path) -> None:
    assert registers.recognise(made(tmp_path, row("Thương binh", 61))) == "merit_list"
    untitled = workbook(tmp_path / "b.xlsx", {"Sheet1": [HEADINGS, row("không rõ", 61)]})
    assert registers.recognise(untitled) == "merit_list"


@pytest.mark.parametrize(("standing", "degree", "kind", "code", "facts"), [
    ("Thương binh", "61%", "merit_wounded", "TB", {"wounded": "tb", "wounded_degree": 61}),
    ("Thương binh loại B", 45, "merit_wounded", "TBB", {"wounded": "tbb", "wounded_degree": 45}),
    ("Bệnh binh 71%", "", "merit_sick", "BB", {"sick_degree": 71}),
    ("Người HĐKC nhiễm chất độc hóa học", "0,81", "merit_toxic", "CD", {"toxic_degree": 81}),
    ("Con đẻ người HĐKC nhiễm chất độc hóa học", 61, "merit_toxic_child", "CDD", {"toxic_child_degree": 61}),
    ("Mẹ Việt Nam anh hùng", "", "merit_mother", "BMVNAH", {"heroic_mother": True}),
    ("Vợ liệt sĩ", "", "merit_survivor", "LS", {"martyrs": 1, "survivor_as": "spouse", "retirement_age": True}),
    ("Mẹ của 2 liệt sĩ", "", "merit_survivor", "LS", {"martyrs": 2, "survivor_as": "parent", "retirement_age": True}),
    ("Con liệt sĩ", "", "merit_survivor", "LS", {"martyrs": 1, "survivor_as": "child"}),
    ("Vợ liệt sĩ tái giá", "", "merit_survivor", "LS", {"martyr_remarried": True, "survivor_as": "spouse"}),
    ("Tuất thương binh (vợ)", "", "merit_survivor", "TUAT",
     {"survivor_of": ["tb"], "survivor_as": "spouse", "retirement_age": True}),
    ("Người phục vụ thương binh 81%", "", "merit_attendant", "PV", {"attended_at_home": True}),
    ("Người bị địch bắt tù, đày", "", "merit_prisoner", "TUDAY", {"imprisoned": True}),
    ("Cán bộ tiền khởi nghĩa", "", "merit_revolution", "TKN", {"revolution": "tkn"}),
    ("Thờ cúng liệt sĩ", "", None, None, {"worshipped": 1}),
    ("Thờ cúng 2 liệt sĩ", "", None, None, {"worshipped": 2}),
    ("Lão thành cách mạng không thoát ly", "", "merit_revolution", "LTCM", {"revolution": "ltcm_ktl"}),
])  # fmt: skip
def test_a_standing_becomes_an_award_and_its_facts(
    tmp_path: Path, standing: str, degree: Any, kind: str | None, code: str | None, facts: dict[str, Any]
) -> None:
    (one,) = people(rows_of(made(tmp_path, row(standing, degree))))
    assert one.landing == "landed", one.remarks
    assert one.values is not None
    assert (one.values.kind, one.values.group_code, one.values.facts) == (kind, code, facts)
    assert (one.values.stated_amount, one.values.decision_number) == (1_000_000, "12/QĐ-LĐTBXH")


@pytest.mark.parametrize(("standing", "degree", "code"), [
    ("Thương binh", "", "degree_missing"),
    ("Thương binh", 15, "degree_outside"),
    ("Bệnh binh", 35, "degree_outside"),
    ("Thương binh", 161, "degree_outside"),
    ("Thân nhân liệt sĩ", "", "relation_missing"),
    ("Tuất", "", "group_unclear"),
    ("Lão thành cách mạng", "", "group_unclear"),
    ("Cựu chiến binh", "", "group_unknown"),
    ("", "", "group_missing"),
])  # fmt: skip
def test_what_is_not_clear_waits_with_its_reason(tmp_path: Path, standing: str, degree: Any, code: str) -> None:
    (one,) = people(rows_of(made(tmp_path, row(standing, degree))))
    assert one.held and code in [remark.code for remark in one.remarks]


def test_a_list_of_worship_gives_facts_and_no_award(tmp_path: Path) -> None:
    headings = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Xã", "Diện"]
    line = [1, "Nguyễn Văn Bình", date(1950, 5, 1), "Nam", "033050000123", "Tam Đa", "Thờ cúng liệt sĩ"]
    path = workbook(tmp_path / "tc.xlsx", {"Sheet1": [["DANH SÁCH NGƯỜI THỜ CÚNG LIỆT SĨ"], [], headings, line]})
    assert registers.recognise(path) == "merit_list"
    (one,) = people(rows_of(path))
    assert (one.landing, one.verb) == ("landed", "member")


def test_two_standings_of_one_person_are_two_awards(tmp_path: Path) -> None:
    first, second = people(rows_of(made(tmp_path, row("Thương binh", 81), row("Người phục vụ"))))
    assert (first.landing, second.landing) == ("landed", "landed with remarks")
    assert {one.values.kind for one in (first, second) if one.values} == {"merit_wounded", "merit_attendant"}


@pytest.mark.parametrize(("standing", "martyrs"), [("Thờ cúng liệt sĩ", 1), ("Người thờ cúng 2 liệt sĩ", 2)])
def test_who_worships_martyrs_is_read_without_an_award(tmp_path: Path, standing: str, martyrs: int) -> None:
    (read,) = people(rows_of(made(tmp_path, row(standing))))
    assert read.verb == "member" and read.values is not None and not read.held
    assert read.values.facts == {"worshipped": martyrs} and read.values.kind is None
