"""What fails is answered in the site's own form and language: no such page, not allowed, an old page, an error."""

import pytest
from django.test import Client


@pytest.fixture
def broken(signed_in, monkeypatch) -> Client:
    """Somebody signed in, at a site whose first screen fails."""
    client = signed_in("lan")
    client.raise_request_exception = False
    monkeypatch.setattr("ansinh.reports.desk.latest", lambda: 1 / 0)
    return client


def test_an_error_says_what_was_kept_and_what_to_do(broken: Client) -> None:
    response = broken.get("/")
    page = response.content.decode()
    assert response.status_code == 500 and "Máy gặp lỗi" in page and "ansinh.css" in page
    assert "Việc vừa làm chưa được ghi" in page and "ZeroDivisionError" not in page


def test_an_error_is_told_in_the_reader_s_language(broken: Client) -> None:
    broken.cookies["django_language"] = "en"
    assert "Something went wrong" in broken.get("/").content.decode()


def test_a_page_that_is_not_there_keeps_the_site_around_it(signed_in) -> None:
    response = signed_in("lan").get("/khong-co/")
    assert response.status_code == 404 and 'class="tabs"' in response.content.decode()


def test_a_form_of_an_old_page_is_refused_in_words(office) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/accounts/login/", {"login": "lan", "password": "an-sinh-tests"})
    assert response.status_code == 403 and "Trang đã cũ" in response.content.decode()
