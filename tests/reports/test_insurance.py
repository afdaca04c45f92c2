"""Health insurance in figures: money by group and quarter adds up; the list sent; Social Insurance's list beside it."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest

from ansinh.acts import insurance
from ansinh.acts.insurance_compared import compared
from ansinh.acts.rulings import book_of
from ansinh.record.models.insurance import Sent
from ansinh.record.models.people import Person
from ansinh.reports import insurance as reports
from ansinh.world import insurance_list
from tests.acts.people import fact, month, person
from tests.cast import Office, PhuCu

APRIL, MAY = month("2021-04"), month("2021-05")
DAY = datetime.date(2021, 6, 20)


@pytest.fixture
def may(phu_cu: PhuCu, office: Office) -> Sent:
    """Two of poor households since April, one near poor from May; one of the poor dies in May."""
    here, there = list(phu_cu.communes.values())[:2]
    poor = [person("Nguyễn Thị An", here, born="1980-02-03", identity_number="033180000001"),
            person("Trần Văn Bình", there, born="1975-06-01", identity_number="033075000002")]  # fmt: skip
    for who in poor:
        fact(who, "household", "poor")
    fact(person("Lê Thị Cúc", here, born="1990-01-09"), "household", "near_poor", since=MAY)
    insurance.approve(
        insurance.prepare(month=APRIL, scope=phu_cu.district, by=office.lan, on=DAY), by=office.minh, on=DAY
    )
    Person.objects.filter(pk=poor[1].pk).update(died_on=datetime.date(2021, 5, 2))
    made = insurance.prepare(month=MAY, scope=phu_cu.district, by=office.lan, on=DAY)
    return insurance.approve(made, by=office.minh, on=DAY)


def test_money_of_a_quarter_is_the_sum_of_its_groups_and_of_its_communes(phu_cu: PhuCu, may: Sent) -> None:
    units = [unit.pk for unit in phu_cu.communes.values()]
    found = reports.due(reports.quarter(2021, 2), units, lambda province, at: book_of(province, DAY, at))
    assert [(row.code, row.people, row.money.months, row.money.budget) for row in found.groups] == [
        ("HN", 1, 4, 4 * 67_050), ("CN", 1, 2, 2 * 46_935),
    ]  # fmt: skip
    assert found.total == sum((row.money for row in found.groups), reports.NOTHING)
    assert found.total == sum(found.communes.values(), reports.NOTHING)
    assert found.total.whole == found.total.budget + found.total.own == 6 * 67_050


def test_the_workbook_has_who_comes_and_who_goes_with_the_reason(may: Sent) -> None:
    out = io.BytesIO()
    insurance_list.write(reports.lines(may, {"HN": "Hộ nghèo"}), out, title="Tháng 5/2021")
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Tăng", "Giảm", "Thay đổi"]
    (gone,) = book["Giảm"].iter_rows(min_row=4, values_only=True)
    assert (gone[1], gone[4], gone[7], gone[9]) == ("Trần Văn Bình", "033075000002", "Hộ nghèo", "Đã mất")
    (come,) = book["Tăng"].iter_rows(min_row=4, values_only=True)
    assert (come[1], come[8], come[9]) == ("Lê Thị Cúc", "CN", "Mới thuộc nhóm")


def test_each_difference_with_the_list_of_social_insurance_is_told_in_words(phu_cu: PhuCu, may: Sent) -> None:
    text = (
        "STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Xã\n"
        "1,Nguyễn Thị An,03/02/1981,Nữ,033180000001,Phan Sào Nam\n"
        "2,Trần Văn Bình,01/06/1975,Nam,033075000002,Minh Hoàng\n"
        "3,Phạm Thị Lạ,05/05/1960,Nữ,033160000009,Minh Hoàng\n"
    )
    units = [unit.pk for unit in phu_cu.communes.values()]
    found = compared(text.encode("utf-8-sig"), month=MAY, units=units, on=DAY)
    said = {one.full_name: one.said for one in found.differences}
    assert said["Nguyễn Thị An"].startswith("Ngày sinh khác nhau")
    assert "báo giảm tháng" in said["Trần Văn Bình"] and "đã mất" in said["Trần Văn Bình"]
    assert "sổ không có" in said["Phạm Thị Lạ"]
    assert "mới báo tăng" in said["Lê Thị Cúc"]
    assert len(found.differences) == 4 and found.same == 0


@pytest.mark.parametrize(
    ("theirs", "said"),
    [("Hộ nghèo", ""), ("HN 4", ""), ("Hộ cận nghèo", "Nhóm khác nhau: ta xếp Hộ nghèo"),
     ("CN - Hộ cận nghèo", "ta xếp"), ("chữ khác", "")],
)  # fmt: skip
def test_another_group_there_is_told(phu_cu: PhuCu, may: Sent, theirs: str, said: str) -> None:
    text = (
        "STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Xã,Nhóm đối tượng\n"
        f"1,Nguyễn Thị An,03/02/1980,Nữ,033180000001,Phan Sào Nam,{theirs}\n"
    )
    units = [unit.pk for unit in phu_cu.communes.values()]
    found = compared(text.encode("utf-8-sig"), month=MAY, units=units, on=DAY)
    told = {one.full_name: one.said for one in found.differences}
    assert (said in told["Nguyễn Thị An"]) if said else "Nguyễn Thị An" not in told
    assert found.same == (0 if said else 1)
