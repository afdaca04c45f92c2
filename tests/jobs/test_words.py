"""The command line's own frames are Vietnamese: how to call, what is wrong, what is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from ansinh.jobs.cli import cli

ENGLISH = re.compile(r"\b(Usage|Error|Try|Options|Commands|Invalid|Missing|No such|does not|Show this|required|TEXT)\b")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("run prepare --month 13/2026 --place 1", "“13/2026” không phải tháng; viết như 2024-07 hoặc 7/2024."),
        ("run prepare --month 1/2026", "Thiếu lựa chọn '--place'."),
        ("run prepare --month 1/2026 --place 1 --on 3/1/2026", "“3/1/2026” không phải ngày"),
        ("run prepare --mnth 1/2026", "Không có lựa chọn --mnth. (Có phải là"),
        ("run prepare --month", "Lựa chọn --month phải kèm một giá trị."),
        ("import register /nowhere/so.xlsx", "Tệp “/nowhere/so.xlsx” không có."),
        ("import register", "Thiếu tham số 'FILE'."),
        ("law due --month 2024-7 --facts /nowhere/people.jsonl", "“/nowhere/people.jsonl”: không có tệp này."),
        ("law due --month 2024-7 --standard-amount 0", "0 ngoài khoảng"),
        ("law due --month 2024-7 --standard-amount 500k", "“500k” không phải số đúng dạng."),
        ("law show 2024-7 2024-8", "Thừa tham số: 2024-8"),
        ("chi", "Không có lệnh chi."),
    ],
)
def test_a_wrong_call_is_answered_in_vietnamese(call: str, said: str) -> None:
    result = CliRunner().invoke(cli, call.split())
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Lỗi: " in result.stderr
    assert not ENGLISH.search(result.stderr)


@pytest.mark.parametrize("call", ["", "run", "run prepare", "import register", "law", "law due", "law effect", "serve"])
def test_help_is_in_vietnamese(call: str) -> None:
    result = CliRunner().invoke(cli, [*call.split(), "--help"])
    assert result.exit_code == 0
    assert "Cách gọi: " in result.stdout and "Lựa chọn:" in result.stdout and "In hướng dẫn này." in result.stdout
    assert not ENGLISH.search(result.stdout)


def test_a_folder_where_a_file_belongs_is_said_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["law", "due", "--month", "2024-07", "--facts", str(tmp_path)])
    assert f"“{tmp_path}”: là thư mục, không phải tệp." in result.stderr
    result = CliRunner().invoke(cli, ["import", "register", str(tmp_path)])
    assert f"“{tmp_path}” là thư mục, không phải tệp." in result.stderr
