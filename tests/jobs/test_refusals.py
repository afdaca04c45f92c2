"""What the command line refuses before anything is done, in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ansinh.jobs.cli import cli


def test_a_report_into_no_folder_is_refused_before_anything_lands(tmp_path: Path) -> None:
    file = tmp_path / "so.csv"
    file.write_text("Họ và tên\nNguyễn Thị Ánh\n", "utf-8")
    answer = CliRunner().invoke(cli, ["import", "register", str(file), "--report", str(tmp_path / "khong" / "x.jsonl")])
    assert answer.exit_code == 2
    assert "không có thư mục" in answer.output


def test_a_port_beyond_the_last_is_refused() -> None:
    assert CliRunner().invoke(cli, ["serve", "--port", "99999"]).exit_code == 2


def test_a_line_nested_beyond_reading_is_answered_in_its_place() -> None:
    answer = CliRunner().invoke(cli, ["law", "due", "--month", "2024-07"], input="[" * 100_000 + '\n{"age": 83}\n')
    first, second = answer.output.strip().splitlines()[:2]
    assert "error" in first and '"total": 500000' in second
    assert answer.exit_code == 1


@pytest.mark.django_db
def test_a_month_without_lists_is_said_so(register: None) -> None:
    answer = CliRunner().invoke(cli, ["run", "write", "--month", "1950-01"])
    assert answer.exit_code == 1
    assert "Không có danh sách nào" in answer.output
