"""Users in the browser: an administrator adds, moves, locks out and lets in again, within the own branch alone."""

import re

import pytest
from allauth.mfa.models import Authenticator

from ansinh.acts import users
from ansinh.record.models.trail import Entry
from ansinh.record.models.users import Role, User
from tests.cast import PhuCu

GIVEN = re.compile(r'<dd class="figure">([a-z0-9-]{19})</dd>')


def page(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.fixture
def tam(signed_in, phu_cu: PhuCu) -> tuple[User, str]:
    """A new officer of Tam Đa's commune of today, and the password shown once."""
    commune = next(iter(phu_cu.today.values()))
    typed = {"username": "tam.do", "last_name": "Đỗ Thị", "first_name": "Tâm", "role": Role.OFFICER,
             "places": [commune.pk]}  # fmt: skip
    shown = signed_in("admin").post("/nguoi-dung/moi/", typed)
    assert shown["Cache-Control"] == "no-store"
    return User.objects.get(username="tam.do"), GIVEN.search(shown.content.decode())[1]


def test_a_newcomer_chooses_a_password_of_their_own_before_anything_else(client, tam: tuple[User, str]) -> None:
    user, password = tam
    client.logout()
    client.post("/accounts/login/", {"login": "tam.do", "password": password})
    assert client.get("/ky-chi-tra/").url == "/accounts/password/change/"
    assert "do người quản trị giao" in page(client, "/accounts/password/change/")
    short = {"oldpassword": password, "password1": "x7-kq", "password2": "x7-kq"}
    refused = client.post("/accounts/password/change/", short).content.decode()
    assert "Mật khẩu ngắn quá: ít nhất phải có 10 ký tự." in refused
    own = {"oldpassword": password, "password1": "cua-rieng-tam-7", "password2": "cua-rieng-tam-7"}
    changed = client.post("/accounts/password/change/", own, follow=True)
    assert changed.redirect_chain[-1][0] == "/" and "Đã đổi mật khẩu." in changed.content.decode()
    user.refresh_from_db()
    assert user.check_password("cua-rieng-tam-7") and not user.password_is_given
    client.post("/accounts/login/", {"login": "tam.do", "password": "cua-rieng-tam-7"})
    assert client.get("/ky-chi-tra/").status_code == 200


@pytest.mark.parametrize("who", ["lan", "minh", "hoa"])
def test_nobody_else_manages_users(signed_in, office, who: str) -> None:
    client = signed_in(who)
    for path in ("/nguoi-dung/", "/nguoi-dung/moi/", f"/nguoi-dung/{office.lan.pk}/"):
        assert client.get(path).status_code == 403
    assert client.post(f"/nguoi-dung/{office.minh.pk}/khoa/").status_code == 403
    assert client.post(f"/nguoi-dung/{office.minh.pk}/mat-khau/").status_code == 403


def test_a_role_and_a_branch_are_changed_and_the_trail_says_by_whom(signed_in, office, phu_cu: PhuCu) -> None:
    commune = next(iter(phu_cu.today.values()))
    typed = {"last_name": "Nguyễn Thị", "first_name": "Lan", "role": Role.AUDITOR, "places": [commune.pk]}
    signed_in("admin").post(f"/nguoi-dung/{office.lan.pk}/", typed)
    lan = User.objects.get(username="lan")
    assert lan.role == Role.AUDITOR and list(lan.places.all()) == [commune]
    told = Entry.objects.filter(table="users_user", row=str(lan.pk), op="update").latest("id")
    assert told.by == "admin" and told.after["role"] == Role.AUDITOR


def test_a_place_outside_the_administrators_branch_cannot_be_given(signed_in, office, phu_cu: PhuCu) -> None:
    typed = {"last_name": "Nguyễn Thị", "first_name": "Lan", "role": Role.OFFICER, "places": [phu_cu.province.pk]}
    shown = signed_in("admin").post(f"/nguoi-dung/{office.lan.pk}/", typed).content.decode()
    assert "errors" in shown and list(office.lan.places.all()) == [phu_cu.district]


def test_somebody_of_a_wider_branch_is_not_managed(signed_in, office, phu_cu: PhuCu) -> None:
    office.admin.places.set([next(iter(phu_cu.today.values()))])
    client = signed_in("admin")
    assert "lan" not in re.findall(r">(\w+)</td>", page(client, "/nguoi-dung/"))
    assert client.get(f"/nguoi-dung/{office.lan.pk}/").status_code == 404
    assert client.post(f"/nguoi-dung/{office.lan.pk}/mat-khau/").status_code == 404


def test_whoever_is_locked_out_is_out_at_once(client, signed_in, office) -> None:
    lan = type(client)()
    lan.force_login(office.lan, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert lan.get("/ky-chi-tra/").status_code == 200
    admin = signed_in("admin")
    admin.post(f"/nguoi-dung/{office.lan.pk}/khoa/")
    assert lan.get("/ky-chi-tra/").status_code == 302
    assert "đã khoá" in page(admin, "/nguoi-dung/")
    admin.post(f"/nguoi-dung/{office.lan.pk}/khoa/", {"active": "on"})
    assert User.objects.get(username="lan").is_active


def test_a_lost_telephone_is_taken_away_with_the_password(signed_in, office) -> None:
    Authenticator.objects.create(user=office.lan, type=Authenticator.Type.TOTP, data={"secret": "x"})
    admin = signed_in("admin")
    shown = admin.post(f"/nguoi-dung/{office.lan.pk}/mat-khau/").content.decode()
    assert Authenticator.objects.filter(user=office.lan).exists()
    assert User.objects.get(username="lan").check_password(GIVEN.search(shown)[1])
    admin.post(f"/nguoi-dung/{office.lan.pk}/mat-khau/", {"without_second_factor": "on"})
    assert not Authenticator.objects.filter(user=office.lan).exists()


def test_nobody_changes_their_own_role_or_locks_themselves_out(signed_in, office, phu_cu: PhuCu) -> None:
    admin = signed_in("admin")
    typed = {"last_name": "Phạm Văn", "first_name": "Quản", "role": Role.OFFICER, "places": [phu_cu.district.pk]}
    shown = admin.post(f"/nguoi-dung/{office.admin.pk}/", typed).content.decode()
    assert "Không ai tự đổi vai trò" in shown
    admin.post(f"/nguoi-dung/{office.admin.pk}/khoa/")
    kept = User.objects.get(username="admin")
    assert kept.role == Role.ADMINISTRATOR and kept.is_active


def test_a_name_is_taken_once_whatever_its_letters(signed_in, office, phu_cu: PhuCu) -> None:
    typed = {"username": "LAN", "last_name": "A", "first_name": "B", "role": Role.OFFICER,
             "places": [phu_cu.district.pk]}  # fmt: skip
    assert "Đã có người dùng tên" in signed_in("admin").post("/nguoi-dung/moi/", typed).content.decode()


def test_a_drawn_password_is_another_each_time_and_strong_enough(phu_cu: PhuCu) -> None:
    assert len({users.drawn_password() for _ in range(50)}) == 50
    users.make(username="x", password=users.drawn_password(), role=Role.OFFICER, places=[], by=None)
