"""An officer's work in a real browser: finding, asking why, trying, importing, and the list up to its approval."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from io import BytesIO
from pathlib import Path

import openpyxl

from tests.pages.browser.conftest import Reader, press


def test_by_keyboard_alone_from_the_door_to_a_person(reader: Reader, anh) -> None:
    page = reader.go("/accounts/login/")
    page.focus("#id_login")
    page.keyboard.type("lan")
    page.keyboard.press("Tab")
    page.keyboard.type("an-sinh-tests")
    page.keyboard.press("Enter")
    page.wait_for_url(reader.base + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    page.keyboard.type("thi anh")
    page.wait_for_selector("#suggest a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/nguoi/{anh.pk}/")
    assert page.locator("h1").inner_text() == "NGUYỄN THỊ ÁNH"


def test_a_second_factor_is_turned_on_and_asked_for(reader: Reader) -> None:
    page = reader.sign_in("minh")
    press(page, "text=Bật xác thực hai bước")
    press(page, "a.button.main")
    page.fill("#id_password", "an-sinh-tests")
    press(page, "main button[type=submit]")
    page.fill("#id_code", code_of(page.locator("code").inner_text()))
    press(page, "main button[type=submit]")
    page.wait_for_selector("text=Mỗi mã dùng một lần")
    spare = page.locator("li code").first.inner_text()
    reader.sign_out()
    page.fill("#id_login", "minh")
    page.fill("#id_password", "an-sinh-tests")
    press(page, "main button[type=submit]")
    page.wait_for_selector("text=Mã sáu số trên điện thoại")
    page.fill("#id_code", "000000")
    press(page, "main button.main")
    assert "Mã không đúng" in page.locator(".errors").inner_text()
    page.fill("#id_code", spare)
    press(page, "main button.main")
    page.wait_for_selector("h1 >> text=Bàn làm việc")


def code_of(secret: str) -> str:
    """The six digits an authenticator shows now for a secret (RFC 6238)."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), "sha1").digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def test_suggestions_come_while_typing_and_go_by_escape(reader: Reader, anh) -> None:
    page = reader.sign_in("lan")
    page.fill("#q", "")
    page.locator("#q").press_sequentially("1938 tam da")
    page.wait_for_selector("#suggest a >> text=Nguyễn Thị Ánh")
    page.keyboard.press("Escape")
    assert page.locator("#suggest a").count() == 0


def test_why_for_another_month_without_leaving_the_page(reader: Reader, anh) -> None:
    page = reader.sign_in("lan")
    reader.go(f"/nguoi/{anh.pk}/?thang=2021-06")
    assert "270.000" in page.locator("#why-title").inner_text()
    page.click("#why >> text=7/2021 →")
    page.wait_for_selector("#why-title >> text=360.000")
    page.fill("#thang", "7/2024")
    page.click("#why button")
    page.wait_for_selector("#why-title >> text=500.000")


def test_try_it_answers_while_the_form_is_filled_and_asks_only_what_applies(reader: Reader) -> None:
    page = reader.sign_in("lan")
    reader.go("/tinh-thu/")
    page.fill("#id_month", "7/2021")
    page.fill("#id_age", "83")
    page.wait_for_selector("#why-title >> text=360.000")
    assert page.locator("#id_no_supporter").is_visible() and not page.locator("#id_orphan").is_visible()
    page.select_option("#id_pension", "retirement")
    page.wait_for_selector("#why-title >> text=không có khoản nào")
    assert page.locator("#id_pension_amount").is_visible()
    assert "pension=retirement" in page.url
    page.reload()
    assert "không có khoản nào" in page.locator("#why-title").inner_text()


def test_two_people_take_a_list_to_its_approval(reader: Reader, run) -> None:
    page = reader.sign_in("lan")
    press(page, "text=Kiểm xong, chuyển duyệt danh sách tháng 6/2021: 2 người")
    press(page, "a.button.main")
    press(page, "button.main")
    page.wait_for_selector("li[aria-current=step] >> text=Đã kiểm")
    reader.sign_out()
    page = reader.sign_in("minh")
    press(page, "text=Duyệt danh sách tháng 6/2021: 2 người")
    press(page, "a.button.main")
    assert page.locator("text=Không hoàn lại được").is_visible()
    page.check("#provisional")
    press(page, "button.main")
    page.wait_for_selector("li[aria-current=step] >> text=Đã duyệt")


def test_a_workbook_is_tried_landed_and_its_held_rows_taken_back(reader: Reader, tmp_path: Path) -> None:
    page = reader.sign_in("lan")
    reader.go("/nhap-so/")
    page.set_input_files("#id_file", workbook(tmp_path))
    page.fill("#id_paid_through", "5/2021")
    press(page, "button.main")
    page.wait_for_selector("text=Nếu ghi vào sổ thì")
    assert "13" in page.locator("td[data-title='Vì sao giữ lại']").first.inner_text()
    with page.expect_download() as download:
        page.click("text=dòng cần sửa (XLSX)")
    assert openpyxl.load_workbook(BytesIO(Path(download.value.path()).read_bytes())).sheetnames
    press(page, "text=Ghi 2 dòng vào sổ")
    page.wait_for_url("**/nhap-so/*/")
    page.wait_for_selector("h2 >> text=Kết quả")
    page.fill("#q", "le thi mo")
    page.keyboard.press("Enter")
    page.wait_for_selector("td >> text=Lê Thị Mơ")


def test_a_file_that_is_no_workbook_is_refused_with_the_reason(reader: Reader, tmp_path: Path) -> None:
    page = reader.sign_in("lan")
    reader.go("/nhap-so/")
    wrong = tmp_path / "thu.docx"
    wrong.write_bytes(b"chu")
    page.set_input_files("#id_file", wrong)
    press(page, "button.main")
    assert "không phải tệp bảng tính" in page.locator(".errors").inner_text()
    broken = tmp_path / "so.xlsx"
    broken.write_bytes(b"PK\x03\x04hong")
    page.set_input_files("#id_file", broken)
    press(page, "button.main")
    page.wait_for_selector("text=Không đọc được")


def test_a_file_without_people_lands_nothing(reader: Reader, tmp_path: Path) -> None:
    page = reader.sign_in("lan")
    reader.go("/nhap-so/")
    empty = tmp_path / "ghi-chu.csv"
    empty.write_text("chỉ là ghi chú", "utf-8")
    page.set_input_files("#id_file", empty)
    press(page, "button.main")
    page.wait_for_selector("text=Không thấy người nào trong tệp này")
    assert page.locator("button >> text=dòng vào sổ").count() == 0


def workbook(folder: Path) -> Path:
    """Three people of Tam Đa as an office lists them; the third is born in a thirteenth month."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tam Đa"
    sheet.append(["DANH SÁCH ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI XÃ TAM ĐA"])
    sheet.append(["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Thôn", "Nhóm đối tượng", "Số quyết định",
                  "Hưởng từ", "Mức hưởng"])  # fmt: skip
    group = "Người cao tuổi từ đủ 80 tuổi trở lên"
    for row in (
        [1, "Lê Thị Mơ", "1935", "Nữ", "033135000011", "Ngũ Phúc", group, "11/QĐ-UBND", "01/2018", 270000],
        [2, "Vũ Văn Tình", "12/03/1936", "Nam", "033036000012", "Ngũ Phúc", group, "12/QĐ-UBND", "01/2018", 270000],
        [3, "Đỗ Thị Nhàn", "05/13/1937", "Nữ", "033137000013", "Ngũ Phúc", group, "13/QĐ-UBND", "01/2018", 270000],
    ):
        sheet.append(row)
    path = folder / "tam-da.xlsx"
    book.save(path)
    return path
