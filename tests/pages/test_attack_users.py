"""What an administrator, or an auditor of elsewhere, might try: nobody is raised, taken over or read from outside."""

from __future__ import annotations

import pytest

from ansinh.acts import payroll, people, permit
from ansinh.record.models.payroll import Run
from ansinh.record.models.users import User
from tests.cast import Office, PhuCu
from tests.pages.test_attack_forms import EVIL
from tests.pages.test_person_changes import body

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def test_fields_the_form_has_not_raise_nobody(signed_in, office: Office, phu_cu: PhuCu) -> None:
    client = signed_in("admin")
    typed = {"username": "x1", "last_name": "A", "first_name": "B", "role": "officer", "places": [phu_cu.district.pk]}
    client.post("/nguoi-dung/moi/", typed | {"is_superuser": "on", "is_staff": "on", "password": "abc", "given": ""})
    user = User.objects.get(username="x1")
    assert not user.is_superuser and not user.is_staff and user.password_is_given and not user.check_password("abc")
    client.post(f"/nguoi-dung/{user.pk}/", typed | {"username": "x2", "role": "root", "places": ["x", "9" * 20]})
    client.post(f"/nguoi-dung/{office.admin.pk}/", typed | {"role": "approver"})
    user.refresh_from_db()
    office.admin.refresh_from_db()
    assert (user.username, user.role, office.admin.role) == ("x1", "officer", "administrator")
    assert list(user.places.all()) == [phu_cu.district]


def test_an_administrator_of_one_commune_reaches_nobody_wider(client, office: Office, phu_cu: PhuCu) -> None:
    small = User.objects.create_user("nho", password="an-sinh-tests", role="administrator")
    small.places.add(phu_cu.communes["Đình Cao"])
    client.force_login(small, backend=BACKEND)
    for path in ("", "khoa/", "mat-khau/"):
        for user in (office.admin, office.minh):
            assert client.post(f"/nguoi-dung/{user.pk}/{path}", {"without_second_factor": "on"}).status_code == 404
    typed = {"username": "x1", "last_name": "A", "first_name": "B", "role": "approver", "places": [phu_cu.district.pk]}
    assert client.post("/nguoi-dung/moi/", typed).status_code == 200
    assert not User.objects.filter(username="x1").exists()
    assert client.post(f"/nguoi-dung/{small.pk}/khoa/").status_code == 302
    small.refresh_from_db()
    assert small.is_active


@pytest.mark.parametrize("query", [
    "ngay=31/12/9999", "ngay=01/01/0001", "nguoi=" + "9" * 20, "nguoi=²", "ai=xx", "truoc=" + "9" * 18, "truoc=٣",
])  # fmt: skip
def test_no_filter_stops_the_trail(signed_in, anh, query: str) -> None:
    assert signed_in("hoa").get(f"/nhat-ky/?{query}").status_code == 200


def test_values_in_the_trail_come_back_as_text(signed_in, office: Office, anh) -> None:
    with permit.acting(office.lan):
        people.correct_details(anh, by=office.lan, note=EVIL, full_name="<img src=x onerror=1>")
    for path in ("/nhat-ky/", f"/nguoi/{anh.pk}/"):
        shown = body(signed_in("hoa").get(path))
        assert "alert(1)" in shown and "<script>alert" not in shown and "<img src=x" not in shown


@pytest.mark.parametrize("role", ["auditor", "administrator"])
@pytest.mark.parametrize("place", ["", "Đình Cao"])
def test_why_a_list_was_given_back_is_not_read_elsewhere(
    client, signed_in, office: Office, phu_cu: PhuCu, anh, role: str, place: str
) -> None:
    from ansinh.acts import preparing
    from tests.pages.conftest import JUNE, ON

    office.lan.places.set([phu_cu.communes["Tam Đa"]])
    office.minh.places.set([phu_cu.communes["Tam Đa"]])
    with permit.acting(office.lan):
        run = preparing.prepare(month=JUNE, scope=phu_cu.communes["Tam Đa"], by=office.lan, on=ON)
        payroll.check(run, by=office.lan)
    with permit.acting(office.minh):
        payroll.give_back(Run.objects.get(pk=run.pk), by=office.minh, reason="Bà Ánh đã chết")
    assert "Bà Ánh đã chết" in body(signed_in("hoa").get("/nhat-ky/"))
    other = User.objects.create_user("khac", password="an-sinh-tests", role=role)
    other.places.set([phu_cu.communes[place]] if place else [])
    client.force_login(other, backend=BACKEND)
    shown = body(client.get("/nhat-ky/"))
    assert "Ánh" not in shown and "Nguyễn Thị Lan" in shown


def test_every_password_an_administrator_gives_is_told(signed_in, office: Office) -> None:
    client = signed_in("admin")
    for _ in range(2):
        client.post(f"/nguoi-dung/{office.minh.pk}/mat-khau/")
    shown = body(client.get("/nhat-ky/"))
    assert shown.count("đổi mật khẩu") == 2 and "pbkdf2" not in shown and "md5$" not in shown


def test_an_empty_form_of_somebody_without_a_place_is_answered(client, db, register) -> None:
    nobody = User.objects.create_user("khong", password="an-sinh-tests", role="officer")
    client.force_login(nobody, backend=BACKEND)
    assert client.post("/nhap-so/").status_code == 200
    assert "chưa được giao địa bàn" in client.post("/nhap-so/", {"paid_through": "5/2021"}).content.decode()


@pytest.mark.parametrize("name", ["ｌａｎ", "lаn", "Lan", "lan\u200b", "lan nguyen", ".lan", ""])
def test_nobody_is_called_almost_like_somebody_else(signed_in, phu_cu: PhuCu, name: str) -> None:
    typed = {"username": name, "last_name": "A", "first_name": "B", "role": "officer", "places": [phu_cu.district.pk]}
    before = User.objects.count()
    assert signed_in("admin").post("/nguoi-dung/moi/", typed).status_code == 200
    assert User.objects.count() == before
