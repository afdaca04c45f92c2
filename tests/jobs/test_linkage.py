"""``ansinh linkage``: pairs of one list or of two, in words; what cannot be read is refused."""

import csv
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from ansinh.jobs.cli import cli

ONE = """STT,Họ và tên,Ngày sinh,Giới tính,CCCD,Thôn,Xã
1,Nguyễn Thị Ánh,05/03/1940,Nữ,033140001234,Thôn 1,Xã Tam Đa
2,Nguyen Anh,03/05/1940,Nữ,,Thôn 1,Xã Tam Đa
3,Trần Văn Hùng,1938,Nam,033038000001,Thôn 2,Xã Tam Đa
4,Tran Van Hung,01/01/1938,Nam,,,Xã Tam Đa
5,Phạm Quốc Khánh,02/09/1975,Nam,033075004321,Thôn 3,Xã Minh Tiến
"""
OTHER = "TT,Ho ten,Nam sinh,So CMND\n1,PHAM QUOC KHANH,02/09/1975,033075004321\n2,Lê Văn Tám,1950,145001234\n"


def asked(tmp_path: Path, *files: tuple[str, str], out: str = "pairs.csv") -> tuple[int, str, Path]:
    paths = []
    for name, text in files:
        (tmp_path / name).write_text(text, "utf-8")
        paths.append(str(tmp_path / name))
    told = CliRunner().invoke(cli, ["linkage", *paths, "--out", str(tmp_path / out)])
    return told.exit_code, told.output, tmp_path / out


def pairs(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_doubles_within_one_list_with_their_reasons(tmp_path: Path) -> None:
    code, told, out = asked(tmp_path, ("a.csv", ONE))
    found = pairs(out)
    assert code == 0 and "2 cặp" in told
    assert {(p["Họ tên bên trái"], p["Họ tên bên phải"]) for p in found} == {
        ("Nguyễn Thị Ánh", "Nguyen Anh"), ("Trần Văn Hùng", "Tran Van Hung")}  # fmt: skip
    assert "Ngày và tháng sinh đảo nhau (+" in found[0]["Vì sao"]
    homonyms = next(p for p in found if p["Họ tên bên trái"] == "Trần Văn Hùng")
    assert homonyms["Mức"] == "Cần xem" and "trùng tên" in homonyms["Vì sao"]


def test_links_between_two_lists_name_the_rows_of_each(tmp_path: Path) -> None:
    code, _, out = asked(tmp_path, ("a.csv", ONE), ("b.csv", OTHER))
    assert code == 0
    assert [(p["Dòng bên trái"], p["Dòng bên phải"]) for p in pairs(out)] == [("CSV!6", "CSV!2")]


def test_a_workbook_of_pairs_keeps_numbers_as_text(tmp_path: Path) -> None:
    code, _, out = asked(tmp_path, ("a.csv", ONE), ("b.csv", OTHER), out="pairs.xlsx")
    rows = list(openpyxl.load_workbook(out).active.values)
    assert code == 0 and rows[1][5] == "033075004321"


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "Tệp rỗng"), ("a,b,c\n1,2,3\n", "không có dòng nào là người"), ("%PDF-1.7 x", "không phải bảng tính")],
)
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, text: str, said: str) -> None:
    code, told, out = asked(tmp_path, ("a.csv", text))
    assert code == 2 and said in " ".join(told.replace("│", " ").split()) and not out.exists()


@pytest.mark.parametrize("out", ["pairs.txt", "nowhere/pairs.csv"])
def test_a_place_to_write_that_will_not_do_is_refused_first(tmp_path: Path, out: str) -> None:
    code, told, _ = asked(tmp_path, ("a.csv", ONE), out=out)
    assert code == 2 and "--out" in told and "Đang so sánh" not in told


def test_rows_without_a_name_are_told(tmp_path: Path) -> None:
    code, told, out = asked(tmp_path, ("a.csv", ONE + "6,,01/02/1950,Nam,033050001111,Thôn 1,Xã Tam Đa\n"))
    assert code == 1 and "1 dòng không đọc được họ tên" in told and len(pairs(out)) == 2


def test_help_loads_no_splink() -> None:
    asks = "import sys; from ansinh.jobs.cli import cli; print('splink' in sys.modules or 'duckdb' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True).stdout == "False\n"
