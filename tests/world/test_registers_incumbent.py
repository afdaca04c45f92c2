"""The national system's update template: read by its verbs, held where it leaves out what it demands, written out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ansinh.world import registers
from ansinh.world.registers import incumbent
from ansinh.world.registers.row import RegisterRow, SourceRow, Verb
from tests.world.registers_files import ANH, HEADINGS, codes, people, rows_of, workbook

ANH_ROW = RegisterRow(
    full_name="Nguyễn Thị Ánh", sex="female", birth_year=1941, birth_month=5, birth_day=1,
    identity_number="033141000123",
    ethnicity="Kinh", commune="Xã Tam Đa", village="Thôn Ngũ Phúc", group_text="Người cao tuổi từ đủ 80 tuổi trở lên",
    group_code="K5c", kind="allowance", decree="20/2021", decision_number="12/QĐ-UBND", decided_on=date(2021, 7, 5),
    from_month=2021 * 12 + 4, coefficient=Decimal("1.0"), stated_amount=360_000, pay_by="bank",
    account_number="4600205012345",
    account_holder="Nguyễn Thị Ánh", bank_name="Agribank", bank_branch="Phù Cừ", phone="0912345678", household="poor",
    collector_name="Trần Văn Con", collector_relation="con", collector_number="033066000777", note="mù",
)  # fmt: skip
AUGUST = date(2021, 8, 31)


def written(path: Path, *rows: tuple[Verb, RegisterRow]) -> list[SourceRow]:
    incumbent.write(path / "update.xlsx", rows)
    return people(rows_of(path / "update.xlsx", AUGUST))


def test_the_template_is_told_from_an_offices_own_list(tmp_path: Path) -> None:
    incumbent.write(tmp_path / "update.xlsx", [("add", ANH_ROW)])
    assert registers.recognise(tmp_path / "update.xlsx") == "incumbent"
    assert registers.recognise(workbook(tmp_path / "own.xlsx", {"Tam Đa": [HEADINGS, ANH]})) == "office"
    assert set(registers.formats()) == {"households", "incumbent", "merit_list", "office"}


def test_an_addition_written_out_reads_back_as_it_was(tmp_path: Path) -> None:
    (row,) = written(tmp_path, ("add", ANH_ROW))
    assert (row.verb, row.landing, row.remarks) == ("add", "landed", ())
    assert row.values is not None
    assert replace(row.values, commune_code=None, commune_valid_from=None) == ANH_ROW


@pytest.mark.parametrize("verb", ["stop", "death"])
def test_a_stop_ends_the_month_before_it_holds(tmp_path: Path, verb: Verb) -> None:
    ended = replace(
        ANH_ROW, from_month=None, until_month=2021 * 12 + 6, died_on=date(2021, 7, 9) if verb == "death" else None
    )
    (row,) = written(tmp_path, (verb, ended))
    assert not row.held, row.remarks
    assert row.verb == verb
    assert row.values and (row.values.until_month, row.values.from_month) == (2021 * 12 + 6, None)


@pytest.mark.parametrize(
    ("verb", "left_out", "code"),
    [
        ("add", {"village": None}, "cell_missing"),
        ("add", {"stated_amount": None}, "cell_missing"),
        ("add", {"ethnicity": None}, "cell_missing"),
        ("add", {"decision_number": None}, "cell_missing"),
        ("adjust", {"stated_amount": None}, "cell_missing"),
        ("adjust", {"identity_number": None}, "key_missing"),
        ("stop", {"decision_number": None}, "cell_missing"),
        ("death", {"died_on": None}, "cell_missing"),
        ("death", {"identity_number": None}, "key_missing"),
    ],
)
def test_what_the_template_demands_holds_the_row(
    tmp_path: Path, verb: Verb, left_out: dict[str, None], code: str
) -> None:
    whole = replace(ANH_ROW, died_on=date(2021, 7, 9)) if verb == "death" else ANH_ROW
    assert not written(tmp_path, (verb, whole))[0].held
    (row,) = written(tmp_path, (verb, replace(whole, **left_out)))
    assert row.held and code in codes(row)


def test_a_verb_nobody_knows_holds_the_row(tmp_path: Path) -> None:
    headings = ["STT", "Loại biến động", "Họ và tên", "Ngày sinh", "CCCD", "Phân loại đối tượng", "Số tiền"]
    rows = [
        headings,
        [1, "Chuyển vùng", "Nguyễn Thị Ánh", "1938", "033138000123", "NCT 80", 360000],
        [2, "", "Lê Thị Cúc", "1938"],
    ]
    first, second = people(rows_of(workbook(tmp_path / "verbs.xlsx", {"Sheet1": rows}), AUGUST))
    assert first.held and "verb_unknown" in codes(first)
    assert second.held and "verb_unknown" in codes(second)


def test_a_death_needs_no_group_no_birth_and_no_commune(tmp_path: Path) -> None:
    headings = ["Loại biến động", "Họ và tên", "CCCD", "Ngày chết", "QĐ thôi hưởng"]
    rows = [headings, ["Cắt chết", "Nguyễn Thị Ánh", "033138000123", "09/07/2021", "15/QĐ-UBND"]]
    (row,) = people(rows_of(workbook(tmp_path / "death.xlsx", {"Sheet1": rows}), AUGUST))
    assert not row.held, row.remarks
    assert row.values and row.values.died_on == date(2021, 7, 9)
    assert row.values.decision_number == "15/QĐ-UBND"
