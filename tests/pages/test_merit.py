"""People with merit on the site: their facts, their list beside social assistance, why a month is what it is."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.test import Client

from ansinh.acts import payroll
from ansinh.record.models.assistance import Family
from ansinh.record.models.payroll import Outcome, Result, Run
from ansinh.record.models.people import Person
from tests.acts.people import approved, prepared
from tests.acts.test_merit import AUGUST, WOUNDED, both_purses, gives, with_merit
from tests.cast import Office, PhuCu


@pytest.fixture
def lan(phu_cu: PhuCu, office: Office) -> Client:
    client = Client()
    client.force_login(office.lan)
    return client


def change(client: Client, who: Person, fact: str, value: object) -> str:
    address = f"/nguoi/{who.pk}/du-kien/?dieu={fact}"
    said = {"value": value, "from_month": "08/2024", "source": "Quyết định 12"}
    return client.post(address, said, follow=True).content.decode()


def test_facts_of_merit_stand_in_a_group_of_their_own(phu_cu: PhuCu, lan: Client) -> None:
    who = with_merit("Nguyễn Văn Bình", phu_cu)
    page = lan.get(f"/nguoi/{who.pk}/du-kien/").content.decode()
    merit = page.split("<h2>Người có công</h2>")[1]
    assert "?dieu=wounded_degree" in merit and "?dieu=survivor_of" in merit
    assert "?dieu=wounded_degree" not in page.split("<h2>Người có công</h2>")[0]


def test_a_degree_outside_its_table_is_said_at_the_field(phu_cu: PhuCu, lan: Client) -> None:
    who = with_merit("Nguyễn Văn Bình", phu_cu, wounded="tb", wounded_degree=61)
    page = change(lan, who, "wounded_degree", 15)
    assert "Thương binh phải có tỷ lệ tổn thương cơ thể từ 21 đến 100%." in page
    assert not who.facts.filter(kind="wounded_degree", value=15).exists()
    change(lan, who, "wounded_degree", 71)
    assert who.facts.filter(kind="wounded_degree", value=71).exists()


def test_several_of_the_dead_are_recorded_at_once(phu_cu: PhuCu, lan: Client) -> None:
    who = with_merit("Phạm Thị Lan", phu_cu)
    change(lan, who, "survivor_of", ["tb", "cd"])
    assert who.facts.get(kind="survivor_of").value == ["tb", "cd"]


def test_what_is_asked_for_in_one_month_is_so_in_that_month_alone(phu_cu: PhuCu, lan: Client) -> None:
    who = with_merit("Phạm Thị Lan", phu_cu)
    change(lan, who, "merit_once", ["medal"])
    assert who.facts.get(kind="merit_once").until_month == AUGUST + 1


def test_the_run_tells_its_two_purses_and_gives_a_list_of_each(phu_cu: PhuCu, office: Office, lan: Client) -> None:
    who = both_purses(phu_cu)
    run = prepared(AUGUST, phu_cu.district, office)
    page = lan.get(f"/ky-chi-tra/{run.pk}/").content.decode()
    assert "<h3>Trợ giúp xã hội</h3>" in page and "<h3>Ưu đãi người có công</h3>" in page
    assert "Trợ cấp tuất người có công (LS)" in page
    listed = lan.get(f"/ky-chi-tra/{run.pk}/nguoi/?nguon=1").content.decode()
    assert who.full_name in listed and "1 người" in listed
    unit = who.unit_id
    made = lan.get(f"/ky-chi-tra/{run.pk}/xa/{unit}/post-nguoi-co-cong.xlsx").content
    texts = [str(cell.value) for row in openpyxl.load_workbook(io.BytesIO(made)).active for cell in row if cell.value]
    assert "DANH SÁCH CHI TRẢ TRỢ CẤP ƯU ĐÃI NGƯỜI CÓ CÔNG" in texts
    assert f"NC{who.pk:08}" in texts
    assert lan.get(f"/ky-chi-tra/{run.pk}/xa/{unit}/post-nguoi-co-cong.pdf").content.startswith(b"%PDF")


def test_a_result_file_of_one_purse_says_nothing_of_the_other(phu_cu: PhuCu, office: Office, lan: Client) -> None:
    who = both_purses(phu_cu)
    run = payroll.send(approved(prepared(AUGUST, phu_cu.district, office), office), by=office.lan)
    address = f"/ky-chi-tra/{run.pk}/ket-qua/mau/{who.unit_id}/post-nguoi-co-cong.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(lan.get(address).content))
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value == "Chưa cập nhật":
                cell.value = "Đã trả"
    filled = io.BytesIO()
    book.save(filled)
    filled.seek(0)
    filled.name = "tra-ve.xlsx"
    page = lan.post(f"/ky-chi-tra/{run.pk}/ket-qua/", {"file": filled}, follow=True).content.decode()
    assert "Đã ghi kết quả của 1 người." in page
    assert list(Result.objects.values_list("family", "outcome")) == [(Family.MERIT, Outcome.PAID)]
    assert payroll.silent(Run.objects.get(pk=run.pk)) == 1


def test_the_page_says_why_with_supplement_attendant_and_articles(phu_cu: PhuCu, office: Office, lan: Client) -> None:
    who = with_merit("Nguyễn Văn Bình", phu_cu, disability="severe", **WOUNDED)
    gives(who, "merit_wounded", "TB")
    gives(who, "merit_attendant", "PV")
    gives(who, "allowance", "K6.N")
    prepared(AUGUST, phu_cu.district, office)
    page = lan.get(f"/nguoi/{who.pk}/?thang=2024-08").content.decode()
    for said in ("Thương binh, tổn thương cơ thể 85%", "Phụ cấp thương binh từ 81%", "Người phục vụ thương binh",
                 "NĐ 77/2024", "không hưởng vì đang hưởng trợ cấp ưu đãi người có công"):  # fmt: skip
        assert said in page


def test_trying_a_degree_outside_its_table_is_refused_at_the_field(lan: Client) -> None:
    page = lan.get("/tinh-thu/?month=08/2024&age=70&sick_degree=35").content.decode()
    assert "Bệnh binh phải có tỷ lệ từ 41 đến 100%." in page
    page = lan.get("/tinh-thu/?month=08/2024&age=70&wounded=tb&wounded_degree=85").content.decode()
    assert "9.000.000" in page
