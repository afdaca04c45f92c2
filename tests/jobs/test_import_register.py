"""``ansinh import register`` as an office's officer runs it: what is said, and the exit code."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from ansinh.jobs import setup
from ansinh.jobs.cli import cli
from tests.cast import PhuCu

HEADINGS = ["STT", "Họ và tên", "Năm sinh", "Giới tính", "Xã", "Loại đối tượng", "Mức hưởng", "Hưởng từ"]
ANH = [1, "Nguyễn Thị Ánh", "1938", "Nữ", "Tam Đa", "Người cao tuổi từ đủ 80 tuổi", 270000, "01/2018"]


@pytest.fixture(autouse=True)
def _ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "django", lambda: None)  # The test's database is migrated already.


def _imported(tmp_path: Path, *rows: list[object]) -> Result:
    book = Workbook()
    for row in (["DANH SÁCH ĐỐI TƯỢNG"], HEADINGS, *rows):
        book.worksheets[0].append(row)
    book.save(tmp_path / "so.xlsx")
    return CliRunner().invoke(cli, ["import", "register", str(tmp_path / "so.xlsx"), "--on", "2021-06-30"])


def test_a_file_that_holds_nobody_is_said_so(phu_cu: PhuCu, tmp_path: Path) -> None:
    result = _imported(tmp_path, ["", "Cộng"])
    assert result.exit_code == 2
    assert "không có dòng nào là người" in result.stderr


def test_a_file_that_holds_somebody_lands(phu_cu: PhuCu, tmp_path: Path) -> None:
    result = _imported(tmp_path, ANH)
    assert result.exit_code == 0, result.output
    assert "1  vào sổ" in result.stdout
