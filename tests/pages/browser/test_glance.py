"""Nhìn nhanh and the first screens in a browser: sound for axe-core, on a phone, on paper, and walked by its marks."""

from __future__ import annotations

import datetime

from ansinh.record.models.dossiers import Dossier
from tests.pages.browser.conftest import Reader, press


def test_the_look_on_both_screens(reader: Reader, run, anh) -> None:
    received = datetime.date(2021, 7, 1)
    Dossier.objects.create(
        unit=anh.unit, year=2021, number=1, procedure="monthly-allowance", procedure_on=received, state="open",
        person=anh, step="review", received_on=received, due_on=datetime.date(2021, 7, 8),
    )  # fmt: skip
    reader.sign_in("lan")
    for path in ("/", "/nhin-nhanh/", "/nhin-nhanh/?nam=2021&do=dinh-danh", f"/nhin-nhanh/?nam=2021&noi={anh.unit_id}",
                 "/nhin-nhanh/?nam=2019", "/nhin-nhanh/nguoi/", "/nhin-nhanh/nguoi/?thieu=number",
                 f"/ho-so/?loc=open&han=qua&noi={anh.unit_id}"):  # fmt: skip
        reader.examine(path)


def test_first_screens_of_those_who_look_on_and_give_out(reader: Reader, run) -> None:
    reader.sign_in("hoa")
    reader.examine("/")
    reader.page.set_viewport_size({"width": 1366, "height": 768})
    reader.sign_out()
    reader.sign_in("admin")
    for path in ("/", "/nguoi-dung/?loc=hai-buoc"):
        reader.examine(path)


def test_from_the_desk_to_a_month_to_its_people(reader: Reader, run) -> None:
    page = reader.sign_in("lan")
    press(page, "text=Nhìn nhanh cả địa bàn")
    page.select_option("#nam", "2021")
    page.wait_for_url("**/nhin-nhanh/?*nam=2021*")
    assert "Trợ giúp xã hội: 2 người tháng 6/2021." in page.locator("#thang").inner_text()
    press(page, page.locator("#thang a.door"))
    assert page.locator("h1").inner_text() == "Người trong danh sách"
    assert page.locator("tbody tr").count() == 2
    page.go_back()
    press(page, page.locator("#du-lieu tfoot a").first)
    assert "Trần Văn Bính" in page.locator("tbody").inner_text()


def test_the_look_prints_with_its_tables_and_without_the_site(reader: Reader, run) -> None:
    page = reader.sign_in("lan")
    reader.go("/nhin-nhanh/?nam=2021")
    page.emulate_media(media="print")
    assert not page.locator(".masthead").is_visible() and not page.locator("[data-print]").is_visible()
    assert not page.locator("#noi").is_visible() and page.locator("#thang svg").is_visible()
    assert page.locator("#thang table").is_visible()  # what is folded on the screen is open on paper
