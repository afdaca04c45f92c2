"""The guide followed in a real browser: the first day, and finding somebody and asking why."""

from __future__ import annotations

from collections.abc import Callable

from ansinh.acts import assistance, people, permit, preparing
from ansinh.record.models.places import Unit
from tests.acts import people as cast
from tests.cast import Office
from tests.pages.browser.conftest import TWO
from tests.pages.browser.guide_walk import Walk
from tests.pages.browser.test_work import code_of

MARCH, JULY = 2026 * 12 + 2, 2025 * 12 + 6
Follow = Callable[[str], Walk]


def enrolled(name: str, unit: Unit, born: str, code: str, since: int = JULY, **facts: object):
    """Somebody of the commune who draws since a month, with what is known of them."""
    with permit.everywhere("tests"):
        one = cast.person(name, unit, born=born, sex="female", village="Ngũ Phúc")
        for kind, value in facts.items():
            people.change(one, kind, value, from_month=since, by=None, source="tờ khai")
        assistance.award(one, kind="allowance", code=code, from_month=since, by=None, number="12/QĐ-UBND")
    return one


def listed(commune: Unit, office: Office, month: int = MARCH):
    """Lan's open list of the month."""
    with permit.acting(office.lan):
        return preparing.prepare(month=month, scope=commune, by=office.lan, on=TWO)


def test_ngay_dau_tien(follow: Follow, commune: Unit, office: Office) -> None:
    enrolled("Nguyễn Thị Ánh", commune, "1938", "K5a.80+", household="poor", no_supporter=True)
    listed(commune, office)
    office.lan.password_is_given = True
    office.lan.save()
    walk = follow("ngay-dau-tien")
    page = walk.by("lan", signed_in=False)
    walk.go("/")
    walk.at("Đăng nhập")
    walk.picture("dang-nhap", "main form")
    walk.fill(login="lan", password="an-sinh-tests")
    walk.press("Đăng nhập")
    walk.picture("doi-mat-khau", "main .card")
    walk.fill(oldpassword="an-sinh-tests", password1="mot-mat-khau-rieng", password2="mot-mat-khau-rieng")
    walk.press(page.locator("main button.main"))
    walk.at("Màn hình đầu")
    walk.picture("ban-lam-viec", most=560)
    walk.open("Lan")
    walk.press("Tài khoản và bảo mật")
    walk.go("/")
    walk.at("Bật xác thực hai bước")
    walk.press("Bật xác thực hai bước")
    walk.press(page.locator("a.button.main"))
    walk.fill(password="mot-mat-khau-rieng")
    walk.press(page.locator("main button.main"))
    walk.fill(code=code_of(page.locator("code").inner_text()))
    walk.press("Bật")
    walk.done()


def test_tim_nguoi_vi_sao(follow: Follow, commune: Unit, office: Office) -> None:
    anh = enrolled("Nguyễn Thị Ánh", commune, "1938", "K5a.80+", household="poor", no_supporter=True)
    enrolled("Trần Văn Bính", commune, "1940", "K5a.80+", household="poor", no_supporter=True)
    listed(commune, office)
    walk = follow("tim-nguoi-vi-sao")
    page = walk.by("lan")
    walk.at("Tìm một người")
    page.locator("#q").press_sequentially("anh 1938")
    page.wait_for_selector("#suggest a >> text=Nguyễn Thị Ánh")
    walk.picture("tim-nguoi", ".masthead", "#suggest")
    walk.go(f"/nguoi/{anh.pk}/?thang=2026-03")
    walk.at("Đọc trang của một người")
    walk.picture("vi-sao", "#why")
    walk.at("Sổ ghi sai thì sửa ở đâu")
    walk.picture("du-kien", "section.card:has(> h2:text-is('Dữ kiện'))")
    walk.at("Tính thử, không lưu gì")
    walk.press("Tính thử")
    walk.fill(month="3/2026", age="81")
    page.select_option("#id_household", "poor")
    page.wait_for_selector("#why-title")
    walk.picture("tinh-thu", "main")
    walk.done()
