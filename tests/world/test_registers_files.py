"""The kinds of files offices send: Excel 97 with three ways of writing Vietnamese, and CSV in several encodings."""

import csv
import io
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from ansinh.world.registers.old_letters import to_tcvn3, to_vni
from ansinh.world.registers.syllables import TONES
from tests.world.registers_files import ANH, HEADINGS, changed, people, rows_of, workbook

EXCEL_97 = Path(__file__).parent / "files" / "register-excel97.xls"


def test_excel_97_with_unicode_tcvn3_and_vni_sheets_is_read() -> None:
    found = people(rows_of(EXCEL_97))
    assert [(row.sheet, row.values.full_name, row.values.commune_code) for row in found if row.values] == [
        ("Tam Đa", "Nguyễn Thị Ánh", "12391"),
        ("Tam Đa", "Đặng Quốc Hưng", "12391"),
        ("Trần Cao", "Nguyễn Thị Ánh", "12364"),
        ("Trần Cao", "Đặng Quốc Hưng", "12364"),
        ("Đình Cao", "Nguyễn Thị Ánh", "12370"),
        ("Đình Cao", "Đặng Quốc Hưng", "12370"),
    ]
    assert {row.values.group_code for row in found if row.values} == {"K5c", "K6.N"}
    assert all(row.values and row.values.birth_day == 5 for row in found if row.values and row.values.sex == "male")


def as_csv(delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    for row in (
        HEADINGS,
        ANH,
        changed(
            "Họ và tên", "Đặng Quốc Hưng", cells=changed("Số CCCD", "033038000456", cells=changed("Giới tính", "Nam"))
        ),
    ):
        writer.writerow(row)
    return out.getvalue()


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "tcvn3": lambda text: to_tcvn3(text).encode("latin-1"),
    "vni": lambda text: to_vni(text).encode("latin-1"),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_any_encoding_is_read(encoding: str, delimiter: str) -> None:
    first, second = people(rows_of(ENCODINGS[encoding](as_csv(delimiter))))
    assert first.values and first.values.full_name == "Nguyễn Thị Ánh"
    assert second.values and (second.values.full_name, second.values.sex) == ("Đặng Quốc Hưng", "male")
    assert first.values.identity_number == "033138000123"


def in_windows_1258(text: str) -> bytes:
    """The text as Windows kept it: letters with their own mark, the tone as a mark of its own after them."""
    out = b""
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in apart if mark in TONES)
            out += unicodedata.normalize("NFC", apart.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return out


def test_the_windows_page_for_vietnamese_is_read() -> None:
    first, second = people(rows_of(in_windows_1258(as_csv(","))))
    assert first.values and first.values.full_name == "Nguyễn Thị Ánh"
    assert second.values and second.values.full_name == "Đặng Quốc Hưng"


def test_a_number_kept_as_a_number_is_not_given_back_its_zero(tmp_path: Path) -> None:
    (row,) = people(rows_of(workbook(tmp_path / "n.xlsx", {"Tam Đa": [HEADINGS, changed("Số CCCD", 33138000123)]})))
    assert row.values and row.values.identity_number is None
    assert row.cells["E"] == "33138000123"


def test_an_account_longer_than_a_number_can_be_is_held(tmp_path: Path) -> None:
    rows = [[*HEADINGS, "Số tài khoản"], [*ANH, 97041234567890123]]
    (row,) = people(rows_of(workbook(tmp_path / "a.xlsx", {"Tam Đa": rows})))
    assert row.held and row.values and row.values.account_number is None
