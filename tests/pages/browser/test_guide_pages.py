"""The guide's own pages on an office screen and on a phone, its search, the way there and back, and on paper."""

from __future__ import annotations

from ansinh.pages.guide import pages
from tests.pages.browser.conftest import PHONE, Reader, press


def test_every_page_on_screen_and_phone(reader: Reader) -> None:
    reader.sign_in("lan")
    for path in ("/tro-giup/?q=truy+linh&tu=/ho-so/", "/tro-giup/?q=khong-co-chu-nay"):
        reader.examine(path)
    for slug in pages.pages():
        reader.examine(f"/tro-giup/{slug}/?tu=/ho-so/")


def test_before_signing_in(reader: Reader) -> None:
    page = reader.go("/accounts/login/")
    press(page, ".help")
    assert page.locator("h1").inner_text() == "Ngày đầu tiên"


def test_from_the_work_to_its_page_and_back_on_a_phone(reader: Reader) -> None:
    page = reader.sign_in("lan")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    reader.go("/ky-chi-tra/?nam=2026")
    press(page, ".help")
    assert page.locator("h1").inner_text() == "Danh sách chi trả của tháng"
    press(page, "text=Mục lục hướng dẫn")
    page.fill("#tim", "mang sang")
    press(page, "main form[role=search] button")
    press(page, "main .todo a:has-text('Cái gì trả về')")
    assert page.url.endswith("#cai-gi-tra-ve") and page.locator("#cai-gi-tra-ve").is_visible()
    page.locator(".guide img").first.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.guide img').naturalWidth > 300")
    press(page, "text=Về trang đang làm")
    assert page.url == f"{reader.base}/ky-chi-tra/?nam=2026"


def test_on_paper_the_page_stands_without_the_site_around_it(reader: Reader) -> None:
    page = reader.go("/tro-giup/khuyet-tat/?tu=/khuyet-tat/")
    page.emulate_media(media="print")
    assert page.locator(".guide h1").is_visible()
    assert not page.locator(".masthead").is_visible() and not page.locator("text=Về trang đang làm").is_visible()
