"""Old encodings: every Vietnamese letter there and back, and files told from Unicode ones."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.world.registers.old_letters import TCVN3_BACK, decode, from_tcvn3, from_vni, to_tcvn3, to_vni
from ansinh.world.registers.syllables import is_syllable
from tests.world.registers_files import ANH, HEADINGS, changed, people, rows_of, workbook

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]
NAMES = [
    "Nguyễn Thị Ánh", "Trần Văn Bảo", "Lê Thị Hường", "Đặng Quốc Khánh", "Vũ Thị Mỵ", "Đào Ngọc Quỳnh", "Bùi Đức Thuỷ",
    "Phạm Thị Nguyệt", "Hoàng Xuân Đỗ", "Đỗ Thị Gấm", "Ngô Kiều Oanh", "Dương Hữu Phước", "Tạ Thị Ngoãn", "Lý Thị Tẹo",
]  # fmt: skip


def test_every_letter_survives_tcvn3_and_vni() -> None:
    for letter in SMALL:
        assert from_tcvn3(to_tcvn3(letter)) == letter
        assert from_vni(to_vni(letter)) == letter
        assert from_vni(to_vni(letter.upper())) == letter.upper()
    assert len(TCVN3_BACK) == 74, "67 small letters and 7 capitals"


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4).map(" ".join))
def test_names_are_known_for_what_they_are(name: str) -> None:
    assert decode(name) == (name, True)
    assert decode(to_vni(name)) == (name, True)
    assert decode(to_tcvn3(name))[0].lower() == name.lower()


@pytest.mark.parametrize(
    "word", ["Nguyễn", "quýnh", "giếng", "hòa", "hoà", "khuya", "nghiêng", "gì", "thuở", "Ý", "yến"]
)
def test_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["NguyÔn", "Ngöôøi", "Hä", "tiÒn", "Xaõ", "hót\u0300", "các\u0301", "cac", "Krông", "fố"]
)
def test_what_is_no_syllable_is_known(word: str) -> None:
    assert not is_syllable(word)


def list_in(encode, name: str = "Sheet1") -> dict[str, list[list[object]]]:
    rows = [
        ["DANH SÁCH NGƯỜI CAO TUỔI"],
        HEADINGS,
        ANH,
        changed("Họ và tên", "ĐẶNG THỊ HƯỜNG", cells=changed("Số CCCD", "033140000456")),
    ]
    return {name: [[encode(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]}


@pytest.mark.parametrize(
    "encode",
    [to_tcvn3, to_vni, lambda text: unicodedata.normalize("NFD", text), str],
    ids=["tcvn3", "vni", "nfd", "nfc"],
)
def test_a_list_in_any_encoding_gives_the_same_people(tmp_path: Path, encode) -> None:
    first, second = people(rows_of(workbook(tmp_path / "old.xlsx", list_in(encode))))
    assert first.values is not None and second.values is not None
    assert (first.values.full_name, first.values.commune_code, first.values.group_code) == (
        "Nguyễn Thị Ánh",
        "12391",
        "K5c",
    )
    assert second.values.full_name == "Đặng Thị Hường"
    assert first.values.sex == "female"


def test_a_file_of_several_encodings_is_read_row_by_row(tmp_path: Path) -> None:
    rows = [HEADINGS]
    for number, encode in enumerate([to_tcvn3, to_vni, str] * 3):
        cells = changed("Số CCCD", f"0331380001{number:02d}", cells=changed("Họ và tên", "Hoàng Thị Quang Hòa"))
        rows.append([encode(cell) if isinstance(cell, str) else cell for cell in cells])
    found = people(rows_of(workbook(tmp_path / "mixed.xlsx", {"Sheet1": rows})))
    assert {row.values.full_name for row in found if row.values} == {"Hoàng Thị Quang Hòa"}
    assert {row.values.group_code for row in found if row.values} == {"K5c"}
