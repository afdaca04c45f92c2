"""Every page on an office screen and on a phone: sound for axe-core, nothing too wide, no other host asked."""

from django.utils import timezone

from ansinh.acts import people, permit, registers
from tests.pages.browser.conftest import Reader, press
from tests.pages.conftest import ON
from tests.pages.test_attack import workbook
from tests.pages.test_imports import FAULTY, REMARKED


def test_before_signing_in(reader: Reader) -> None:
    reader.examine("/accounts/login/")


def test_every_page_of_an_officer(reader: Reader, run, anh, enrol) -> None:
    enrol("Phạm Thị Tý", None, group="K5c")
    reader.sign_in("lan")
    for path in (
        "/",
        "/tim/?q=nguyen",
        "/tim/?q=khong-co-ai",
        f"/nguoi/{anh.pk}/?thang=2021-06",
        f"/nguoi/{anh.pk}/phieu/?thang=2021-06",
        "/can-xem/no_number/",
        "/can-xem/problems/",
        "/ky-chi-tra/",
        f"/ky-chi-tra/{run.pk}/",
        f"/ky-chi-tra/{run.pk}/thay-doi/",
        f"/ky-chi-tra/{run.pk}/thay-doi/?loai=new",
        f"/ky-chi-tra/{run.pk}/nguoi/",
        "/ky-chi-tra/thang/2021-06/nguoi/?nhom=K5c",
        f"/ky-chi-tra/{run.pk}/bo/",
        f"/ky-chi-tra/{run.pk}/xa/{anh.unit_id}/",
        f"/ky-chi-tra/{run.pk}/buoc/check/",
        f"/ky-chi-tra/{run.pk}/ket-qua/",
        "/nhap-so/",
        "/tinh-thu/",
        "/tinh-thu/?month=11/2026&age=72&household=poor&disability=severe&pension=none&merit=none&children_raised=1",
        "/tai-khoan/",
        "/accounts/2fa/",
        "/accounts/password/change/",
    ):
        reader.examine(path)


def test_every_form_of_a_person_and_every_page_of_an_import(reader: Reader, run, anh, office) -> None:
    with permit.acting(office.lan):
        fact = people.change(anh, "household", "poor", from_month=2020 * 12, by=office.lan, source="rà soát")
        kept = registers.import_workbook(workbook(REMARKED, FAULTY), name="so.xlsx", on=ON, by=office.lan).kept
    row = kept.rows.get(outcome="held")
    reader.sign_in("lan")
    for path in (
        f"/nguoi/{anh.pk}/sua/",
        f"/nguoi/{anh.pk}/nhan-tien/",
        f"/nguoi/{anh.pk}/du-kien/",
        f"/nguoi/{anh.pk}/du-kien/?dieu=household",
        f"/nguoi/{anh.pk}/du-kien/{fact.pk}/",
        f"/nguoi/{anh.pk}/chuyen/",
        f"/nguoi/{anh.pk}/mat/",
        f"/nguoi/{anh.pk}/tam-dung/",
        f"/nguoi/{anh.pk}/chi-tra-lai/",
        f"/che-do/{anh.awards.get().pk}/thoi/",
        f"/nhap-so/{kept.pk}/",
        f"/nhap-so/{kept.pk}/dong/giu-lai/",
        f"/nhap-so/{kept.pk}/dong/ghi-chu/",
        f"/nhap-so/dong/{row.pk}/gac-lai/",
    ):
        reader.examine(path)
    press(reader.page, "main button[type=submit]")
    assert "Ghi lý do" in reader.page.locator(".errors").inner_text()


def test_procedures_and_who_is_about_to_change(reader: Reader, run, enrol) -> None:
    enrol("Sắp Bảy Lăm", timezone.localdate().year - 74)
    reader.sign_in("lan")
    for path in (
        "/thu-tuc/",
        "/thu-tuc/?ngay=31/02/2024",
        "/thu-tuc/monthly-allowance/?ngay=2024-03-01",
        "/thu-tuc/monthly-allowance/?ngay=2026-11-01&nhom=K6",
        "/thu-tuc/social-pension/?ngay=2024-03-01",
        "/sap-doi/",
        "/sap-doi/?so-thang=12",
    ):
        reader.examine(path)


def test_the_auditor_and_the_administrator(reader: Reader, anh, office) -> None:
    reader.sign_in("hoa")
    reader.examine(f"/nguoi/{anh.pk}/")
    reader.examine("/nhat-ky/")
    reader.page.set_viewport_size({"width": 1366, "height": 768})
    reader.sign_out()
    reader.sign_in("admin")
    for path in ("/", "/nguoi-dung/", "/nguoi-dung/moi/", f"/nguoi-dung/{office.lan.pk}/", "/nhat-ky/"):
        reader.examine(path)


def test_in_english_too(reader: Reader, run) -> None:
    page = reader.sign_in("lan")
    page.click(".menu > summary")
    press(page, "button[lang=en]")
    assert page.locator("h1").inner_text() == "Desk"
    reader.examine(f"/ky-chi-tra/{run.pk}/")
    assert "Payment list 6/2021" in page.locator("h1").inner_text()


def test_the_slip_prints_without_the_site_around_it(reader: Reader, anh) -> None:
    page = reader.sign_in("lan")
    reader.go(f"/nguoi/{anh.pk}/phieu/?thang=2021-07")
    page.emulate_media(media="print")
    assert not page.locator(".masthead").is_visible() and not page.locator("[data-print]").is_visible()
    assert page.locator("text=Vì sao tháng 7/2021").is_visible()
