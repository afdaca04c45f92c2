"""Thu hồi on an office screen and on a phone: every page and form of a debt, and a debt walked to its last đồng."""

from __future__ import annotations

import pytest
from django.utils import timezone

from ansinh.acts import debts, permit
from ansinh.record.models.recovery import Cause, Debt
from tests.cast import Office
from tests.pages.browser.conftest import Reader, press


@pytest.fixture
def debt(office: Office, anh) -> Debt:
    """Three months of before An Sinh."""
    with permit.acting(office.lan):
        return debts.open_by_hand(
            anh, kind="allowance", months=dict.fromkeys(range(24180, 24183), 270_000), cause=Cause.DOUBLE,
            note="hưởng hai nơi", paper="BB 01", on=timezone.localdate(), by=office.lan,
        )  # fmt: skip


def test_every_page_of_a_debt(reader: Reader, debt: Debt) -> None:
    reader.sign_in("lan")
    here = f"/thu-hoi/{debt.pk}/"
    for path in ("/thu-hoi/", "/thu-hoi/?loc=xong", here, f"/nguoi/{debt.person_id}/khoan-phai-tra/",
                 *(f"{here}viec/{verb}/" for verb in ("nguyen-nhan", "thong-bao", "phuong-an", "phieu-thu", "thua-ke",
                                                      "de-nghi-xoa"))):  # fmt: skip
        reader.examine(path)


def test_every_page_of_who_decides(reader: Reader, debt: Debt) -> None:
    reader.sign_in("minh")
    for verb in ("duyet", "khong-duyet", "quyet-dinh-xoa", "khong-xoa"):
        reader.examine(f"/thu-hoi/{debt.pk}/viec/{verb}/")


def test_the_limit_of_an_office(reader: Reader, office: Office) -> None:
    reader.sign_in("admin")
    reader.examine("/thu-hoi/muc-tru/")


def test_a_debt_is_paid_off_at_the_counter(reader: Reader, debt: Debt) -> None:
    reader.sign_in("lan")
    page = reader.page
    reader.go(f"/thu-hoi/{debt.pk}/")
    press(page, page.get_by_role("link", name="Lập thông báo: còn 810.000 đ"))
    press(page, page.get_by_role("button", name="Lập thông báo"))
    press(page, page.get_by_role("link", name="Ghi phiếu thu"))
    page.get_by_label("Số tiền nộp (đồng)").fill("900.000")
    press(page, page.get_by_role("button", name="Ghi phiếu thu"))
    assert "Chỉ còn phải hoàn trả" in page.locator("#errors").inner_text()
    page.get_by_label("Số tiền nộp (đồng)").fill("810.000")
    press(page, page.get_by_role("button", name="Ghi phiếu thu"))
    assert "Khoản này đã xong." in page.locator("main").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="Số 1/PT").click()
    assert download.value.suggested_filename.endswith(".docx")
