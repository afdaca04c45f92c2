"""An office's workbook into the register: what lands, what is held and why, and that twice is once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from django.db import connection

from ansinh.acts import people, permit, registers
from ansinh.record.models.assistance import Award
from ansinh.record.models.people import Fact, Person
from ansinh.record.models.tasks import Import
from ansinh.record.models.trail import Entry
from ansinh.record.models.users import Role, User
from ansinh.world.registers import incumbent
from ansinh.world.registers.row import RegisterRow, SourceRow
from tests.acts.people import elder, month, person
from tests.cast import Office, PhuCu

ON = date(2022, 6, 30)
HEADINGS = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Xã", "Loại đối tượng", "Hệ số", "Mức hưởng",
            "Hưởng từ", "Số QĐ"]  # fmt: skip
SYLLABLES = ("Ánh", "Bích", "Cúc", "Dung", "Đào", "Gấm", "Hoa", "Lụa", "Mận", "Ngọ", "Oanh", "Phượng", "Quế", "Sen",
             "Tươi", "Út", "Vân", "Xuyến", "Yến")  # fmt: skip
ELDER, SEVERE = "Người cao tuổi từ đủ 80 tuổi trở lên", "Người khuyết tật nặng"


def anh(**changed: Any) -> list[Any]:
    """Nguyễn Thị Ánh's row with some cells changed, by heading."""
    cells = dict(zip(HEADINGS, [1, "Nguyễn Thị Ánh", "02/09/1938", "Nữ", "033138000123", "Tam Đa", ELDER, 1, 360_000,
                                "01/2022", "15/QĐ-UBND"], strict=True))  # fmt: skip
    return list((cells | changed).values())


def workbook(*rows: Sequence[Any], headings: Sequence[str] = HEADINGS) -> bytes:
    book = openpyxl.Workbook()
    for row in (["DANH SÁCH ĐỐI TƯỢNG HƯỞNG TRỢ CẤP XÃ HỘI"], headings, *rows, ["", "Cộng"]):
        book.worksheets[0].append(list(row))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def landed(phu_cu: PhuCu, *rows: Sequence[Any], **given: Any) -> list[SourceRow]:
    """A list imported by the system itself; its rows that speak of somebody."""
    file = workbook(*rows, headings=given.pop("headings", HEADINGS))
    report = registers.import_workbook(
        file, name="so.xlsx", on=ON, by=given.pop("by", None), within=[phu_cu.district], **given
    )
    return [row for row in report.rows if row.outcome == "person"]


def codes(row: SourceRow) -> set[str]:
    return {remark.code for remark in row.remarks}


def said(row: SourceRow) -> str:
    return " ".join(remark.sentence for remark in row.remarks)


def stored() -> dict[str, list[tuple]]:
    """Every row of the register's tables with the transaction that wrote it; imports are told apart by themselves."""
    tables = ("people_person", "people_residence", "people_fact", "people_account", "people_collector",
              "people_household", "assistance_award", "payroll_position", "payroll_touch", "trail_entry")  # fmt: skip
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"select ctid::text, xmin::text, t::text from {table} t")
            found[table] = sorted(cursor.fetchall())
    return found


def offices_list(dice: Random) -> list[list[Any]]:
    """Sixty rows as an office keeps them: good ones, faulty ones, a section and a blank between."""
    rows: list[list[Any]] = [["", "I. Người cao tuổi"]]
    for at in range(60):
        year = dice.randint(1925, 1941)
        born = f"{dice.randint(1, 28):02}/{dice.randint(1, 12):02}/{year}"
        name = f"Nguyễn Thị {dice.choice(SYLLABLES)} {SYLLABLES[at % len(SYLLABLES)]}"
        rows.append(anh(**{
            "STT": at, "Họ và tên": name, "Ngày sinh": dice.choice((born, born, str(year), "31/02/1930")),
            "Số CCCD": dice.choice((f"0331{year % 100}{at:06}", f"1402{at:05}", "")),
            "Xã": dice.choice(("Tam Đa", "xã Trần Cao", "Đoàn Đào", "Không Có")),
            "Loại đối tượng": dice.choice((ELDER, ELDER, SEVERE, "không rõ")),
            "Hưởng từ": dice.choice(("01/2022", "05/2021", "")),
        }))  # fmt: skip
        if at % 20 == 19:
            rows.append([])
    return rows


def test_importing_twice_changes_nothing(phu_cu: PhuCu) -> None:
    data = workbook(*offices_list(Random(7)))
    first = registers.import_workbook(data, name="so.xlsx", on=ON, by=None, within=[phu_cu.district])
    before = stored()
    second = registers.import_workbook(data, name="so.xlsx", on=ON, by=None, within=[phu_cu.district])
    assert stored() == before
    assert [(row.row, row.held) for row in second.rows] == [(row.row, row.held) for row in first.rows]
    assert 10 < Person.objects.count() < 55  # some landed, some were held
    assert Import.objects.count() == 1


def test_a_dry_run_says_the_same_and_leaves_nothing(phu_cu: PhuCu) -> None:
    rows = offices_list(Random(7))
    before = stored()
    tried = landed(phu_cu, *rows, dry_run=True)
    assert (stored(), Import.objects.count(), Person.objects.count()) == (before, 0, 0)
    assert [(r.row, codes(r)) for r in landed(phu_cu, *rows)] == [(r.row, codes(r)) for r in tried]


def test_the_counts_add_up_to_the_rows_and_to_the_people(phu_cu: PhuCu) -> None:
    rows = offices_list(Random(8))
    report = registers.import_workbook(workbook(*rows), name="so.xlsx", on=ON, by=None, within=[phu_cu.district])
    assert sum(report.counts.values()) == len(rows) + 3  # title, headings, total
    assert (
        report.counts["landed"] + report.counts["landed with remarks"]
        == Person.objects.count()
        == Award.objects.count()
    )
    assert report.counts["held"] == sum(row.held for row in report.rows)
    assert report.kept is not None
    assert report.kept.counts == report.counts


def test_a_held_row_leaves_nobody_behind_and_says_why(phu_cu: PhuCu) -> None:
    for wrong in ({"Xã": "Không Có"}, {"Loại đối tượng": "không rõ"}, {"Ngày sinh": "31/02/1930"},
                  {"Hưởng từ": "", "Số QĐ": ""}):  # fmt: skip
        (row,) = landed(phu_cu, anh(**wrong))
        assert row.held and said(row), wrong
    assert (Person.objects.count(), Award.objects.count(), Fact.objects.count()) == (0, 0, 0)


def test_a_second_benefit_of_one_kind_is_held_with_who_what_and_since_when(phu_cu: PhuCu) -> None:
    landed(phu_cu, anh())
    (second,) = landed(phu_cu, anh(**{"Loại đối tượng": SEVERE, "Hưởng từ": "03/2022"}))
    assert "double" in codes(second) and second.held
    assert "Nguyễn Thị Ánh (02/09/1938) đang hưởng nhóm K5c từ 1/2022, quyết định 15/QĐ-UBND" in said(second)
    assert Award.objects.count() == 1


def test_a_number_of_somebody_else_is_held_with_whose_it_is(phu_cu: PhuCu) -> None:
    landed(phu_cu, anh())
    (row,) = landed(phu_cu, anh(**{"Họ và tên": "Lê Thị Cúc"}))
    assert codes(row) == {"number_of_another"}
    assert "Nguyễn Thị Ánh (02/09/1938)" in said(row)


def test_a_number_held_outside_the_branch_is_held_and_tells_only_where(phu_cu: PhuCu, office: Office) -> None:
    person("Trần Thị Kín", phu_cu.communes["Trần Cao"], identity_number="033138000123")
    officer = User.objects.create_user("dung", password="an-sinh-tests", role=Role.OFFICER)
    officer.places.add(phu_cu.communes["Tam Đa"])
    with permit.acting(officer):
        data = workbook(anh())
        report = registers.import_workbook(data, name="so.xlsx", on=ON, by=officer)
    (row,) = [row for row in report.rows if row.outcome == "person"]
    assert codes(row) == {"number_of_another"}
    assert "Trần Cao" in said(row) and "Kín" not in said(row)


def test_one_number_on_two_rows_is_the_first_ones(phu_cu: PhuCu) -> None:
    elder("Nguyễn Thị Ánh", phu_cu.communes["Tam Đa"], since=month("2022-01"), born="1938-09-02")
    first, second = landed(phu_cu, anh(), anh(**{"Họ và tên": "Lê Thị Cúc", "Ngày sinh": "01/01/1935"}))
    assert not first.held
    assert second.held
    assert Person.objects.get().identity_number == "033138000123"


def test_perhaps_the_same_person_is_held_until_somebody_says(phu_cu: PhuCu) -> None:
    elder("Nguyễn Thị Ánh", phu_cu.communes["Tam Đa"], since=month("2022-01"), born="1938")
    (row,) = landed(phu_cu, anh(**{"Ngày sinh": "1938"}))
    assert codes(row) == {"perhaps_the_same"} and row.held
    (row,) = landed(phu_cu, anh(**{"Ngày sinh": "1938", "Số CCCD": ""}))
    assert not row.held
    assert Person.objects.count() == 1


def test_two_people_alike_are_never_guessed_between(phu_cu: PhuCu) -> None:
    for _ in range(2):
        elder("Nguyễn Thị Ánh", phu_cu.communes["Tam Đa"], since=month("2022-01"), born="1938-09-02")
    (row,) = landed(phu_cu, anh(**{"Số CCCD": ""}))
    assert "several_alike" in codes(row) and row.held
    assert "Có 2 người" in said(row)


def test_what_the_register_already_knows_is_kept_and_the_difference_said(phu_cu: PhuCu) -> None:
    landed(phu_cu, anh())
    (row,) = landed(phu_cu, anh(**{"Giới tính": "Nam"}))
    assert not row.held and "differs" in codes(row)
    assert Person.objects.get().sex == "female"


@pytest.mark.parametrize(
    ("way", "why"), [("Ví điện tử", "chưa chi qua ví điện tử"), ("Tài khoản", "không có số tài khoản")]
)
def test_a_way_of_payment_that_cannot_be_kept_is_said(phu_cu: PhuCu, way: str, why: str) -> None:
    """The money goes by the Post meanwhile; the officer is told, and the row is kept to be looked at."""
    (row,) = landed(phu_cu, [*anh(), way], headings=[*HEADINGS, "Hình thức chi trả"])
    assert not row.held and "paid_otherwise" in codes(row) and why in said(row)
    assert Person.objects.get().pay_by == "post"


def test_a_fact_corrected_since_is_not_brought_back_by_the_old_workbook(phu_cu: PhuCu) -> None:
    row = anh(**{"Loại đối tượng": SEVERE, "Ngày sinh": "1970"})
    landed(phu_cu, row)
    people.correct(Fact.objects.get(kind="disability"), "extreme", by=None)
    landed(phu_cu, row)
    assert list(Fact.objects.filter(kind="disability", superseded_at=None).values_list("value", flat=True)) == [
        "extreme"
    ]


# --- the update template's verbs


ROW = RegisterRow(
    full_name="Nguyễn Thị Ánh", sex="female", birth_year=1938, birth_month=9, birth_day=2, ethnicity="Kinh",
    identity_number="033138000123", commune="Xã Tam Đa", village="Thôn Ngũ Phúc", group_text=ELDER, group_code="K5c",
    kind="allowance", decision_number="15/QĐ-UBND", decided_on=date(2022, 1, 5), from_month=month("2022-01"),
    coefficient=Decimal("1.0"), stated_amount=360_000,
)  # fmt: skip
STOP = replace(
    ROW, decision_number="99/QĐ-UBND", from_month=None, until_month=month("2022-05"), stop_reason="Chuyển đi"
)


def updated(phu_cu: PhuCu, tmp_path: Path, *rows: tuple[Any, RegisterRow]) -> list[SourceRow]:
    incumbent.write(tmp_path / "update.xlsx", rows)
    report = registers.import_workbook(
        (tmp_path / "update.xlsx").read_bytes(), name="update.xlsx", on=ON, by=None, within=[phu_cu.district]
    )
    return [row for row in report.rows if row.outcome == "person"]


def test_a_stop_ends_the_award_with_its_decision_and_twice_is_once(phu_cu: PhuCu, tmp_path: Path) -> None:
    updated(phu_cu, tmp_path, ("add", ROW))
    (row,) = updated(phu_cu, tmp_path, ("stop", STOP))
    assert not row.held, said(row)
    held = Award.objects.get()
    assert (held.until_month, held.stop_number, held.stop_reason) == (month("2022-06"), "99/QĐ-UBND", "Chuyển đi")
    entries = Entry.objects.count()
    updated(phu_cu, tmp_path, ("stop", STOP))
    assert Entry.objects.count() == entries


def test_an_end_before_the_beginning_is_held_and_stops_no_import(phu_cu: PhuCu, tmp_path: Path) -> None:
    updated(phu_cu, tmp_path, ("add", ROW))
    (row,) = updated(phu_cu, tmp_path, ("stop", replace(STOP, until_month=month("2021-10"))))
    assert codes(row) == {"ends_before"}
    assert Award.objects.get().until_month is None


def test_nothing_runs_and_nobody_known_are_held(phu_cu: PhuCu, tmp_path: Path) -> None:
    (row,) = updated(phu_cu, tmp_path, ("stop", STOP))
    assert codes(row) == {"nobody"}
    person("Nguyễn Thị Ánh", phu_cu.communes["Tam Đa"], born="1938-09-02", identity_number="033138000123")
    (row,) = updated(phu_cu, tmp_path, ("stop", STOP))
    assert codes(row) == {"nothing_runs"}


def test_an_adjustment_ends_one_award_and_begins_another_without_a_gap(phu_cu: PhuCu, tmp_path: Path) -> None:
    updated(phu_cu, tmp_path, ("add", ROW))
    other = replace(ROW, group_text=SEVERE, group_code="K6.N", from_month=month("2022-04"), stated_amount=720_000,
                    coefficient=Decimal("2.0"), disability="severe")  # fmt: skip
    (row,) = updated(phu_cu, tmp_path, ("adjust", other))
    assert not row.held, said(row)
    assert list(Award.objects.values_list("code", "from_month", "until_month")) == [
        ("K5c", month("2022-01"), month("2022-04")),
        ("K6.N", month("2022-04"), None),
    ]
    (row,) = updated(phu_cu, tmp_path, ("adjust", replace(ROW, from_month=month("2021-11"))))
    assert codes(row) == {"adjust_too_early"}
    assert Award.objects.filter(until_month=None).count() == 1


def test_a_death_ends_everything_and_gives_the_funeral_grant_once(phu_cu: PhuCu, tmp_path: Path) -> None:
    updated(phu_cu, tmp_path, ("add", ROW))
    dead = replace(STOP, died_on=date(2022, 5, 9), group_text=None, group_code=None, stated_amount=None)
    for _ in range(2):
        (row,) = updated(phu_cu, tmp_path, ("death", dead))
        assert not row.held, said(row)
    assert Person.objects.get().died_on == date(2022, 5, 9)
    assert list(Award.objects.order_by("kind").values_list("kind", "from_month", "until_month")) == [
        ("allowance", month("2022-01"), month("2022-06")),
        ("funeral", month("2022-05"), month("2022-06")),
    ]


def test_a_death_before_the_award_began_is_held_and_nothing_of_it_kept(phu_cu: PhuCu, tmp_path: Path) -> None:
    updated(phu_cu, tmp_path, ("add", ROW))
    dead = replace(STOP, died_on=date(2021, 12, 9), until_month=month("2021-12"))
    (row,) = updated(phu_cu, tmp_path, ("death", dead))
    assert codes(row) == {"dead_before"}
    assert (Person.objects.get().died_on, Award.objects.get().until_month) == (None, None)


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_an_officer_imports(phu_cu: PhuCu, role: Role) -> None:
    user = User.objects.create_user("ai", password="an-sinh-tests", role=role)
    with pytest.raises(permit.Refused):
        registers.import_workbook(workbook(anh()), name="so.xlsx", on=ON, by=user)
