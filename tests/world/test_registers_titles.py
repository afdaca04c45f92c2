"""The month a workbook says it is of: read from the titles above its lists, and from nowhere else."""

from pathlib import Path

import pytest

from ansinh.world import registers
from tests.world.registers_files import ANH, HEADINGS, workbook


def said(path: Path, *above: str, below: str = "") -> list[str]:
    rows = [[text] for text in above] + [HEADINGS, ANH, [below]]
    data = workbook(path / "list.xlsx", {"Tam Đa": rows}).read_bytes()
    return [f"{month % 12 + 1}/{month // 12}" for month in registers.months_said(data)]


@pytest.mark.parametrize(("title", "months"), [
    ("DANH SÁCH CHI TRẢ THÁNG 6 NĂM 2021", ["6/2021"]),
    ("danh sach chi tra thang 06/2021", ["6/2021"]),
    ("Từ tháng 11/2020 đến tháng 1/2021", ["11/2020", "1/2021"]),
    ("Kèm theo Quyết định số 12 ngày 15 tháng 6 năm 2021", []),
    ("Tháng 13/2021", []),
    ("DANH SÁCH ĐỐI TƯỢNG", []),
])  # fmt: skip
def test_a_title_names_its_months_and_a_signed_day_is_none(tmp_path: Path, title: str, months: list[str]) -> None:
    assert said(tmp_path, "ỦY BAN NHÂN DÂN HUYỆN PHÙ CỪ", title) == months


def test_what_stands_under_the_headings_is_no_title(tmp_path: Path) -> None:
    assert said(tmp_path, "DANH SÁCH", below="Tháng 6/2021") == []
