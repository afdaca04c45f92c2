"""The how-to for a register format is a true change: its file, put in its place, reads the list it was written for."""

import importlib.util
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from ansinh.world import registers
from tests.world.registers_files import ANH, HEADINGS, UNITS, codes, people, workbook

HOWTO = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-register-format.md"
JULY = date(2021, 7, 31)


@pytest.fixture
def deaths(tmp_path: Path) -> Iterator[ModuleType]:
    code = re.findall(r"```python\n(.*?)```", HOWTO.read_text("utf-8"), re.S)[0]
    path = tmp_path / "deaths.py"
    path.write_text(code, "utf-8")
    spec = importlib.util.spec_from_file_location("ansinh.world.registers.deaths", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    registers.formats()[module.CODE] = module
    yield module
    del registers.formats()[module.CODE]
    sys.modules.pop("ansinh.world.registers.deaths", None)


def test_the_format_of_the_howto_reads_its_list(tmp_path: Path, deaths: ModuleType) -> None:
    rows = [
        ["DANH SÁCH KHAI TỬ THÁNG 7 NĂM 2021"],
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số định danh", "Ngày chết", "Nơi cư trú"],
        [1, "Nguyễn Thị Ánh", "1938", "Nữ", "033138000123", "05/07/2021", "Thôn Ngũ Phúc, xã Tam Đa"],
        [2, "Trần Văn Bá", "1940", "Nam", "033040000123", "", "xã Tam Đa"],
        [3, "Trần Văn Cảnh", "1940", "Nam", "033040000999", "05/09/2021", "xã Tam Đa"],
    ]
    path = workbook(tmp_path / "deaths.xlsx", {"Sheet1": rows})
    assert registers.recognise(path) == deaths.CODE
    ánh, bá, cảnh = people(list(registers.read(path, units=UNITS, on=JULY)))
    assert (ánh.verb, ánh.held) == ("death", False)
    assert ánh.values and (ánh.values.died_on, ánh.values.commune_code) == (date(2021, 7, 5), "12391")
    assert bá.held and codes(bá) == {"cell_missing"}
    assert cảnh.held and codes(cảnh) == {"died_future"}


def test_it_leaves_an_offices_own_list_alone(tmp_path: Path, deaths: ModuleType) -> None:
    path = workbook(tmp_path / "own.xlsx", {"Tam Đa": [[*HEADINGS, "Ngày chết"], [*ANH, ""]]})
    assert registers.recognise(path) == "office"
