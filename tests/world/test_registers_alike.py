"""Rows of a list that speak of one person, or seem to: the second waits and points to the first."""

from pathlib import Path

from tests.world.registers_files import ANH, HEADINGS, changed, codes, people, rows_of, workbook


def test_the_second_of_two_equal_rows_waits_and_points_to_the_first(tmp_path: Path) -> None:
    rows = people(rows_of(workbook(tmp_path / "twice.xlsx", {"Tam Đa": [HEADINGS, ANH, ANH]})))
    assert [row.held for row in rows] == [False, True]
    assert "dòng 2" in rows[1].remarks[-1].sentence


def test_one_number_for_two_names_holds_the_second(tmp_path: Path) -> None:
    other = changed("Họ và tên", "Lê Thị Cúc")
    rows = people(rows_of(workbook(tmp_path / "twice.xlsx", {"Tam Đa": [HEADINGS, ANH, other]})))
    assert "number_taken" in codes(rows[1]) and rows[1].held


def test_equal_people_without_numbers_wait_but_namesakes_with_numbers_do_not(tmp_path: Path) -> None:
    bare = changed("Số CCCD", "")
    twice = people(rows_of(workbook(tmp_path / "bare.xlsx", {"Tam Đa": [HEADINGS, bare, bare]})))
    assert "duplicate" in codes(twice[1])
    namesakes = people(
        rows_of(workbook(tmp_path / "names.xlsx", {"Tam Đa": [HEADINGS, ANH, changed("Số CCCD", "033138000999")]}))
    )
    assert [row.landing for row in namesakes] == ["landed", "landed"]


def test_another_kind_of_award_for_the_same_person_lands_with_a_remark(tmp_path: Path) -> None:
    parent = changed("Loại đối tượng", "Đơn thân nuôi con")
    rows = people(rows_of(workbook(tmp_path / "kinds.xlsx", {"Tam Đa": [HEADINGS, ANH, parent]})))
    assert codes(rows[1]) == {"another_award"}
    assert rows[1].values and rows[1].values.kind == "single_parent"
