"""The demo's files, read by the same door as an office's: what lands is the district, what is faulty waits."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pytest

from ansinh.world.registers import SourceRow, UnitName, read, recognise
from demo.district import District
from demo.files import Files
from demo.lives import HALF_YEAR, KEPT_ON, TODAY
from demo.people import Award, Person
from demo.updates import FIRST, by_file
from demo.workbook import KEPT, kept, row_of


@pytest.fixture(scope="module")
def rows(files: Files, communes: Sequence[UnitName]) -> list[SourceRow]:
    return list(read(files.register, units=communes, on=KEPT_ON))


@pytest.fixture(scope="module")
def changes(files: Files, communes: Sequence[UnitName]) -> list[SourceRow]:
    return [row for path in files.updates for row in read(path, units=communes, on=_end_of(path.stem))]


def _end_of(stem: str) -> date:
    year, month = map(int, stem.split("-"))
    return date(year, month, 28)


def landing(rows: list[SourceRow]) -> list[SourceRow]:
    return [row for row in rows if row.outcome == "person" and not row.held]


def test_the_register_is_an_office_s_own_and_the_changes_are_the_template(files: Files) -> None:
    assert recognise(files.register) == "office"
    assert {recognise(path) for path in (files.updates[0], files.updates[-1])} == {"incumbent"}


def test_every_commune_of_2021_has_its_sheet(rows: list[SourceRow]) -> None:
    sheets = {(row.sheet, row.values.commune_code) for row in landing(rows) if row.values}
    assert len(sheets) == len({code for _, code in sheets}) == 14


def test_what_lands_is_what_was_awarded(rows: list[SourceRow], phu_cu: District) -> None:
    truth = {_key(one, given): given for one in phu_cu.people for given in kept(one)}
    for row in landing(rows):
        assert row.values is not None
        v = row.values
        given = truth[v.full_name.lower(), v.birth_year, v.commune_code, v.group_code]  # type: ignore[union-attr]
        ended = given.last if given.last is not None and given.last <= KEPT and given.ending != "changed" else None
        assert (v.kind, v.from_month, v.until_month) == (given.kind, given.first, ended), row
        assert (v.decision_number, v.decided_on) == (given.number, given.decided)


def _key(one: Person, given: Award) -> tuple[str, int, str, str]:
    return one.name.lower(), one.birth.year, one.commune.code, given.group


def test_everyone_of_the_half_year_lands(rows: list[SourceRow], phu_cu: District) -> None:
    landed = {
        (v.full_name.lower(), v.birth_year, v.commune_code)
        for v in (row.values for row in landing(rows))
        if v and v.full_name
    }
    for when in HALF_YEAR:
        for one in phu_cu.drawing(when):
            assert (one.name.lower(), one.birth.year, one.commune.code) in landed


def test_the_faults_put_in_are_the_faults_found(rows: list[SourceRow], files: Files) -> None:
    held = [row for row in rows if row.held]
    assert len(held) == sum(fault.held for fault in files.faults)
    assert 24 <= len(held) <= 60
    codes = Counter(r.code for row in held for r in row.remarks if r.severity == "hold")
    assert {"no_such_day", "month_first", "name_missing", "group_unknown", "number_destroyed"} <= set(codes)
    assert codes["duplicate"] == 8


def test_a_few_amounts_differ_from_what_the_group_gives(rows: list[SourceRow], phu_cu: District) -> None:
    truth = {_key(one, given): row_of(one, given)["amount"] for one in phu_cu.people for given in kept(one)}
    differs = 0
    for row in landing(rows):
        v = row.values
        assert v is not None and v.full_name and v.birth_year and v.commune_code and v.group_code
        differs += v.stated_amount != truth[v.full_name.lower(), v.birth_year, v.commune_code, v.group_code]
    assert differs == 14


def test_every_row_of_every_month_lands_with_its_verb(changes: list[SourceRow], phu_cu: District) -> None:
    assert not [row for row in changes if row.held]
    wanted = Counter(event.verb for held in by_file(phu_cu).values() for event in held)
    words = {"add": "Tăng thêm", "adjust": "Điều chỉnh chính sách", "stop": "Thôi hưởng", "death": "Cắt chết"}
    assert Counter(words[row.verb] for row in landing(changes)) == wanted


def test_there_is_a_file_for_every_month_since_july_2021(files: Files) -> None:
    stems = [f"{when // 12}-{when % 12 + 1:02d}" for when in range(FIRST, TODAY + 1)]
    assert [path.stem for path in files.updates] == stems


def test_a_change_names_somebody_the_office_already_knows(rows: list[SourceRow], changes: list[SourceRow]) -> None:
    known = {number for row in landing(rows) for number in _numbers(row)}
    for row in landing(changes):
        if row.verb == "add":
            known |= _numbers(row)
        else:
            assert _numbers(row) & known, row


def _numbers(row: SourceRow) -> set[str]:
    assert row.values is not None
    return {number for number in (row.values.identity_number, row.values.old_number) if number}
