"""Nhìn nhanh as readers meet it: sentences and pictures of their place alone, every mark a door that opens."""

from __future__ import annotations

import datetime
import io
import re
from html import unescape

import openpyxl
import pytest
from django.test import Client

from ansinh.acts import payroll, permit, preparing
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.people import Person
from ansinh.record.models.users import Role, User
from tests.cast import Office, PhuCu
from tests.pages.conftest import JUNE, Enrol

TODAY = datetime.date(2021, 7, 20)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: TODAY)


def body(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return unescape(answer.content.decode())


def doors(page: str) -> list[str]:
    """Where the pictures' marks lead."""
    return re.findall(r'<a href="([^"]+)" aria-label="[^"]+" class="door">', page)


@pytest.fixture
def officer_of_tam_da(phu_cu: PhuCu, office: Office) -> User:
    """An officer of one commune."""
    user = User.objects.create_user("thao", password="an-sinh-tests", role=Role.OFFICER, first_name="Thảo")
    user.places.add(phu_cu.communes["Tam Đa"])
    return user


def dossier(phu_cu: PhuCu, commune: str, number: int, due: datetime.date) -> Dossier:
    """A dossier somebody works on, due on a day."""
    unit = phu_cu.communes[commune]
    received = datetime.date(2021, 7, 1)
    return Dossier.objects.create(
        unit=unit, year=2021, number=number, procedure="monthly-allowance", procedure_on=received, state="open",
        person=Person.objects.filter(unit=unit).first(), step="review", received_on=received, due_on=due,
    )  # fmt: skip


def test_every_mark_leads_to_what_stands_behind_it(signed_in, run, phu_cu: PhuCu) -> None:
    lan = signed_in("lan")
    dossier(phu_cu, "Tam Đa", 1, datetime.date(2021, 7, 5))
    page = body(lan, "/nhin-nhanh/")
    assert "Trợ giúp xã hội: 2 người tháng 6/2021." in page and "2 người đang hưởng hằng tháng" in page
    found = doors(page)
    assert len(found) > 5 and any("/nguoi/?nguon=0" in one for one in found)
    for one in {one.partition("#")[0] for one in found}:
        body(lan, f"/nhin-nhanh/{one}" if one.startswith("?") else one)


def test_numbers_and_the_lists_behind_them_agree(signed_in, run) -> None:
    lan = signed_in("lan")
    assert "<strong>2 người" in body(lan, "/ky-chi-tra/thang/2021-06/nguoi/?nguon=0")
    assert "<strong>1 người</strong>" in body(lan, "/nhin-nhanh/nguoi/?thieu=number")
    assert "Trần Văn Bính" in body(lan, "/nhin-nhanh/nguoi/?thieu=number")
    assert "Nguyễn Thị Ánh" not in body(lan, "/nhin-nhanh/nguoi/?thieu=number")
    assert "<strong>2 người</strong>" in body(lan, "/nhin-nhanh/nguoi/?gioi=female&thang=2021-06")
    assert "<strong>1 người</strong>" in body(lan, "/nhin-nhanh/nguoi/?tuoi=85&thang=2021-06")
    assert "<strong>0 người</strong>" in body(lan, "/nhin-nhanh/nguoi/?thang=2017-06")


def test_late_dossiers_are_said_commune_by_commune(signed_in, run, phu_cu: PhuCu) -> None:
    lan = signed_in("lan")
    assert "Không xã nào chậm hồ sơ." in body(lan, "/nhin-nhanh/")
    for number, commune, due in ((1, "Tam Đa", 5), (2, "Tam Đa", 6), (1, "Đình Cao", 7), (2, "Đình Cao", 22)):
        dossier(phu_cu, commune, number, datetime.date(2021, 7, due))
    page = body(lan, "/nhin-nhanh/")
    assert "2 xã chậm hồ sơ, nhiều nhất xã Tam Đa: 2." in page
    assert "1 hồ sơ còn từ 3 ngày làm việc trở xuống." in page and "1 danh sách chưa duyệt." in page
    tam_da = phu_cu.communes["Tam Đa"].pk
    behind = body(lan, f"/ho-so/?loc=open&han=qua&noi={tam_da}")
    assert "1/2021 · Xã Tam Đa" in behind and "2/2021 · Xã Tam Đa" in behind and "Xã Đình Cao" not in behind
    assert "2 xã chậm hồ sơ, nhiều nhất xã Tam Đa: 2" in body(lan, "/")
    assert "lâu nhất quá" in body(lan, "/")
    late = body(lan, f"/nhin-nhanh/?noi={tam_da}&do=tre-han")
    assert "Xã Tam Đa chậm hồ sơ: 2." in late and "Ở xã Tam Đa: 100,00 %." in late


def test_a_place_is_narrowed_to_the_readers(client: Client, run, phu_cu: PhuCu, officer_of_tam_da: User) -> None:
    client.force_login(officer_of_tam_da, backend=BACKEND)
    page = body(client, "/nhin-nhanh/")
    assert "Trợ giúp xã hội: 1 người tháng 6/2021." in page and "Đình Cao" not in page
    assert "Trần Văn Bính" not in body(client, "/nhin-nhanh/nguoi/")
    for unit in (phu_cu.communes["Đình Cao"], phu_cu.district, phu_cu.province):
        for path in ("/nhin-nhanh/", "/nhin-nhanh/nguoi/", "/ho-so/", "/ky-chi-tra/thang/2021-06/nguoi/",
                     "/ho-ngheo/tung-ho/", "/chuong-trinh/da-cap/"):  # fmt: skip
            body(client, f"{path}?noi={unit.pk}", 404)


def test_a_place_of_the_other_map_stays_chosen(signed_in, run, phu_cu: PhuCu) -> None:
    there = phu_cu.today["Quang Hưng"]
    page = body(signed_in("lan"), f"/nhin-nhanh/?nam=2021&noi={there.pk}")
    assert f'<option value="{there.pk}" selected>' in page


def test_a_district_looks_at_one_of_its_communes(signed_in, run, phu_cu: PhuCu) -> None:
    lan = signed_in("lan")
    page = body(lan, f"/nhin-nhanh/?noi={phu_cu.communes['Đình Cao'].pk}")
    assert "Nhìn nhanh Xã Đình Cao, năm 2021" in page and "Trợ giúp xã hội: 1 người tháng 6/2021." in page
    listed = next(one for one in doors(page) if "nguon=0" in one)
    shown = body(lan, listed)
    assert "Trần Văn Bính" in shown and "Nguyễn Thị Ánh" not in shown and "Chỉ phần của Xã Đình Cao." in shown


@pytest.mark.parametrize("measure", ["tien", "nguoi", "dinh-danh", "tre-han", "ngheo", "khong-co"])
def test_the_map_by_every_measure(signed_in, run, measure: str) -> None:
    assert "Bản đồ ô:" in body(signed_in("lan"), f"/nhin-nhanh/?do={measure}")


@pytest.mark.parametrize("asked", ["nam=2020", "nam=1899", "nam=khong", "nam=2150", "nam=2026", "noi=", "noi=chu"])
def test_any_year_and_what_is_none(signed_in, run, asked: str) -> None:
    body(signed_in("lan"), f"/nhin-nhanh/?{asked}")


@pytest.mark.parametrize("asked", ["noi=999999", "thieu=gi-do", "tuoi=7", "tuoi=105", "tuoi=abc", "gioi=khac"])
def test_what_is_not_there_is_not_found(signed_in, office: Office, asked: str) -> None:
    body(signed_in("lan"), f"/nhin-nhanh/nguoi/?{asked}", 404)


def test_an_empty_office_is_told_what_will_be_here(signed_in, office: Office) -> None:
    page = body(signed_in("lan"), "/nhin-nhanh/")
    assert "Năm này chưa có danh sách chi trả nào." in page and "Chưa có ai đang hưởng hằng tháng ở đây." in page
    assert "<svg" not in page.partition("<main")[2]


def test_whoever_may_not_see_people_sees_none_of_it(signed_in, run) -> None:
    admin = signed_in("admin")
    body(admin, "/nhin-nhanh/", 403)
    body(admin, "/nhin-nhanh/nguoi/", 403)
    assert "Nhìn nhanh" not in body(admin, "/")


def test_the_workbooks_hold_what_is_shown(signed_in, run) -> None:
    lan = signed_in("lan")

    def rows(path: str) -> list[tuple[object, ...]]:
        book = openpyxl.load_workbook(io.BytesIO(lan.get(path).content))
        return list(book.active.iter_rows(values_only=True))  # type: ignore[union-attr]

    shares = rows("/nhin-nhanh/?xlsx=du-lieu-theo-xa")
    assert shares[0][:3] == ("Xã", "Đang hưởng", "Số định danh (%)")
    assert [row[:3] for row in shares[1:]] == [("Xã Tam Đa", 1, 100), ("Xã Đình Cao", 1, 0), (None, 2, 50)]
    months = rows("/nhin-nhanh/?xlsx=tung-thang-2021")
    assert months[1][0] == "6/2021" and months[1][1] == 2 and months[1][2] == run.total
    assert [row[0] for row in rows("/nhin-nhanh/nguoi/?xlsx=nguoi-dang-huong")[1:]] == [
        "Nguyễn Thị Ánh",
        "Trần Văn Bính",
    ]


def test_approved_money_is_on_the_map_and_among_the_sources(signed_in, run, office: Office) -> None:
    with permit.acting(office.lan):
        payroll.check(run, by=office.lan)
    with permit.acting(office.minh):
        payroll.approve(run, by=office.minh, accept_provisional=True)
    page, paid = body(signed_in("lan"), "/nhin-nhanh/"), f"{run.total:,}".replace(",", ".")
    assert f"Nhiều nhất: Trợ giúp xã hội, {paid}" in page and f"đã duyệt chi {paid}" in page


# the first screen of each role


def test_an_auditor_is_shown_the_trail_first(signed_in, run) -> None:
    page = body(signed_in("hoa"), "/")
    assert "Nhật ký chưa kiểm lần nào" in page and "thay đổi hôm nay" in page and "Lập danh sách" not in page


def test_an_administrator_is_asked_three_questions(signed_in, office: Office, phu_cu: PhuCu) -> None:
    nobody = User.objects.create_user("moi", password="x", role=Role.OFFICER, first_name="Mới", password_is_given=True)
    admin = signed_in("admin")
    page = body(admin, "/")
    for words in ("1 người chưa được giao địa bàn", "1 người còn dùng mật khẩu được giao", "trong 5 người đã vào"):
        assert words in page
    for key, there in (("dia-ban", True), ("mat-khau", True), ("chua-vao", True), ("hai-buoc", True), ("khoa", False)):
        assert (f"/nguoi-dung/{nobody.pk}/" in body(admin, f"/nguoi-dung/?loc={key}")) is there
    assert "Chỉ người chưa được giao địa bàn." in body(admin, "/nguoi-dung/?loc=dia-ban")


def test_the_late_comes_before_the_near_before_what_waits(signed_in, run, phu_cu: PhuCu) -> None:
    dossier(phu_cu, "Tam Đa", 1, datetime.date(2021, 7, 5))
    dossier(phu_cu, "Tam Đa", 2, datetime.date(2021, 7, 22))
    page = body(signed_in("lan"), "/")
    places = [page.find(words) for words in ("1 hồ sơ quá hạn", "1 hồ sơ còn từ 3 ngày", "2 hồ sơ chờ xử lý")]
    assert -1 not in places and places == sorted(places)


def test_a_commune_officer_is_not_told_of_communes(client: Client, run, officer_of_tam_da: User, phu_cu: PhuCu) -> None:
    dossier(phu_cu, "Tam Đa", 1, datetime.date(2021, 7, 5))
    client.force_login(officer_of_tam_da, backend=BACKEND)
    assert "chậm hồ sơ" not in body(client, "/")


def test_many_lists_are_summed_by_their_step(signed_in, office: Office, enrol: Enrol, phu_cu: PhuCu) -> None:
    for commune in ("Tam Đa", "Đình Cao"):
        enrol("Cụ", 1935, commune, group="K5c")
        with permit.acting(office.lan):
            preparing.prepare(month=JUNE, scope=phu_cu.communes[commune], by=office.lan, on=TODAY)
    assert "2 danh sách: 2 đã lập" in re.sub(r"\s+", " ", re.sub("<[^>]+>", "", body(signed_in("lan"), "/")))
