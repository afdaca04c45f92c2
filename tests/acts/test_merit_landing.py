"""A workbook of people with merit lands in the same register: the award, the facts it attests, the month's money."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ansinh.acts import facts, registers
from ansinh.record.models.assistance import Award
from ansinh.record.models.payroll import Line
from tests.acts.people import NUMBER, month, prepared
from tests.cast import Office, PhuCu
from tests.world.registers_files import workbook

HEADINGS = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Xã", "Diện", "Tỷ lệ thương tật", "Số tiền",
            "Số quyết định", "Ngày QĐ", "Hưởng từ"]  # fmt: skip
WHO = [1, "Nguyễn Văn Bình", date(1950, 5, 1), "Nam", "033050000123", "Tống Trân"]
DECIDED = ["12/QĐ-LĐTBXH", date(2018, 1, 15), "02/2018"]


def landed(path: Path, town: PhuCu, *rows: list[object]) -> registers.Report:
    title = ["DANH SÁCH NGƯỜI CÓ CÔNG HƯỞNG TRỢ CẤP HẰNG THÁNG"]
    file = workbook(path / "ncc.xlsx", {"Sheet1": [title, [], HEADINGS, *rows]})
    return registers.import_workbook(
        file.read_bytes(), name="ncc.xlsx", on=date(2022, 4, 25), by=None, paid_before=NUMBER, within=[town.district]
    )


def test_a_listed_wounded_person_with_an_attendant_is_paid_both(phu_cu: PhuCu, office: Office, tmp_path: Path) -> None:
    landed(
        tmp_path,
        phu_cu,
        [*WHO, "Thương binh", "81%", 5_000_000, *DECIDED],
        [*WHO, "Người phục vụ", "", 1_000_000, *DECIDED],
        [2, "Trần Văn Tám", date(1949, 1, 1), "Nam", "033049000124", "Tống Trân", "Thương binh", 15, 1, *DECIDED],
    )
    awards = {award.kind: award for award in Award.objects.all()}
    assert {kind: (award.code, award.stated_amount) for kind, award in awards.items()} == {
        "merit_wounded": ("TB", 5_000_000), "merit_attendant": ("PV", 1_000_000),
    }  # fmt: skip
    known = facts.in_month(awards["merit_wounded"].person, NUMBER)
    assert {name: known[name] for name in ("wounded", "wounded_degree", "attended_at_home", "merit")} == {
        "wounded": "tb", "wounded_degree": 81, "attended_at_home": True, "merit": "own",
    }  # fmt: skip
    run = prepared(NUMBER, phu_cu.district, office)
    assert Line.objects.filter(run=run).count() == 2
    assert awards["merit_wounded"].from_month == month("2018-02")
