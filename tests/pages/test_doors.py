"""Who may open what: signed in, by role, within the branch; and what a page may ask of other hosts (nothing)."""

import pytest

from ansinh.acts import permit
from tests.cast import PhuCu

PAGES = ["/", "/tim/?q=anh", "/tinh-thu/", "/thu-tuc/", "/sap-doi/", "/ky-chi-tra/", "/nhap-so/", "/tai-khoan/"]


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_sent_to_sign_in(client, office, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302 and response.url.startswith("/accounts/login/")


@pytest.mark.parametrize(("who", "path", "status"), [
    ("lan", "/nhap-so/", 200), ("minh", "/nhap-so/", 403), ("hoa", "/nhap-so/", 403), ("admin", "/nhap-so/", 403),
    ("hoa", "/tim/?q=x", 200), ("admin", "/tim/?q=x", 403), ("minh", "/ky-chi-tra/", 200), ("admin", "/", 200),
])  # fmt: skip
def test_a_role_opens_its_pages_and_no_others(signed_in, who: str, path: str, status: int) -> None:
    response = signed_in(who).get(path)
    assert response.status_code == status
    if status == 403:
        assert "Không được phép" in response.content.decode()


def test_people_and_lists_outside_the_branch_are_not_there(signed_in, office, anh, run, phu_cu: PhuCu) -> None:
    client = signed_in("hoa")
    assert client.get(f"/nguoi/{anh.pk}/").status_code == 200
    office.hoa.places.set([phu_cu.communes["Đình Cao"]])
    assert client.get(f"/nguoi/{anh.pk}/").status_code == 404
    assert client.get(f"/nguoi/{anh.pk}/phieu/").status_code == 404
    assert client.get(f"/ky-chi-tra/{run.pk}/xa/{anh.unit_id}/").status_code == 404


def test_wrong_passwords_are_told_in_vietnamese_and_the_name_is_kept(client, office) -> None:
    page = client.post("/accounts/login/", {"login": "lan", "password": "sai"}).content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in page and 'value="lan"' in page
    assert "English" in page and "Forgot" not in page


def test_sign_in_leads_to_the_desk_and_sign_out_back(client, office) -> None:
    assert client.post("/accounts/login/", {"login": "lan", "password": "an-sinh-tests"}).url == "/"
    assert client.post("/accounts/logout/").url == "/accounts/login/"


def test_nobody_makes_an_account(client, db) -> None:
    assert client.get("/accounts/signup/").status_code == 404
    assert client.get("/accounts/password/reset/").status_code == 404


def test_a_second_factor_is_offered_and_set_up_in_vietnamese(signed_in) -> None:
    client = signed_in("lan")
    assert "Bật xác thực hai bước" in client.get("/").content.decode()
    assert "Chưa bật" in client.get("/accounts/2fa/").content.decode()


def test_the_demo_shows_its_sign_ins_and_an_office_does_not(client, db, settings) -> None:
    assert "an-sinh-demo" in client.get("/accounts/login/").content.decode()
    settings.DEMO = False
    assert "an-sinh-demo" not in client.get("/accounts/login/").content.decode()


def test_no_page_may_ask_another_host(signed_in) -> None:
    policy = signed_in("lan").get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy and "http" not in policy


def test_the_branch_is_left_when_a_request_of_a_stranger_comes(signed_in, anh) -> None:
    from ansinh.record.models.people import Person

    client = signed_in("lan")
    client.get("/")
    assert Person.objects.count() == 1
    client.logout()
    client.get("/accounts/login/")
    assert Person.objects.count() == 0
    permit.enter(None)


def test_the_language_goes_back_only_to_this_site(client, db) -> None:
    answer = client.post("/ngon-ngu/", {"language": "en", "next": "https://elsewhere.example/"})
    assert answer.url == "/" and answer.cookies["django_language"].value == "en"
