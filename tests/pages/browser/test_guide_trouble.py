"""The guide followed in a real browser: what a refusal says, a workbook with a row held back, who may do what."""

from __future__ import annotations

import re
from pathlib import Path

from ansinh.record.models.places import Unit
from tests.cast import Office
from tests.pages.browser.guide_walk import Walk
from tests.pages.browser.test_guide_first import Follow, enrolled
from tests.pages.browser.test_work import workbook


def refused(walk: Walk, path: str, status: str) -> None:
    """An address that is answered by a refusal: expected here, and no trouble."""
    walk.go(path)
    troubles = walk.readers[walk.who].troubles
    assert troubles and all(status in one for one in troubles), troubles
    troubles.clear()


def test_khi_bao_khong_duoc(follow: Follow, commune: Unit, tmp_path: Path) -> None:
    anh = enrolled("Nguyễn Thị Ánh", commune, "1938", "K5a.80+", household="poor", no_supporter=True)
    walk = follow("khi-bao-khong-duoc")
    page = walk.by("lan")
    walk.at("Ô tô đỏ trong tờ khai")
    walk.go(f"/nguoi/{anh.pk}/sua/")
    walk.fill(identity_number="03313800001")
    walk.press(page.locator("main form .button.main"), refused=True)
    walk.picture("chua-duoc", "main form", most=480)
    walk.readers["lan"].troubles.clear()  # the browser's own word on an answer of 422
    walk.at("Không có trang này")
    refused(walk, "/nguoi/99999999/", "404")
    walk.at("Sổ nhập vào bị giữ lại")
    walk.press("Nhập sổ")
    page.set_input_files("#id_file", {"name": "tam-da.xlsx", "mimeType": "x/x", "buffer": book(tmp_path, commune)})
    walk.fill(paid_through="2/2026")
    walk.press("Xem thử, chưa ghi gì")
    page.wait_for_selector("text=Nếu ghi vào sổ thì")
    walk.look()
    walk.picture("nhap-so", "#progress", most=520)
    walk.by("minh")
    walk.at("Không được phép")
    refused(walk, "/nhap-so/", "403")
    walk.picture("khong-duoc-phep", "main .card")
    walk.done()


def book(folder: Path, commune: Unit) -> bytes:
    """The workbook of three people, one of them born in a thirteenth month, as this commune would send it."""
    import io

    import openpyxl

    sheets = openpyxl.load_workbook(workbook(folder))
    sheet = sheets.active
    sheet.title = commune.name
    sheet["A1"] = f"DANH SÁCH ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI XÃ {commune.name.upper()}"
    kept = io.BytesIO()
    sheets.save(kept)
    return kept.getvalue()


def test_ai_duoc_lam_gi(follow: Follow, commune: Unit, office: Office) -> None:
    enrolled("Nguyễn Thị Ánh", commune, "1938", "K5a.80+", household="poor", no_supporter=True)
    walk = follow("ai-duoc-lam-gi")
    page = walk.by("admin")
    walk.at("Người quản trị thêm một cán bộ mới")
    walk.press("Người dùng")
    walk.press("Thêm người dùng")
    walk.fill(username="tham", last_name="Đỗ Thị", first_name="Thắm")
    page.select_option("#id_role", "officer")
    walk.at("Bốn vai trò")
    walk.at("Người quản trị thêm một cán bộ mới")
    walk.picture("them-nguoi-dung", "main form", most=620)
    page.locator("main form [name=places]").first.evaluate(CHOSEN)
    walk.press(page.locator("main form .button.main"))
    walk.look()
    walk.press("Đã ghi lại, về danh sách")
    walk.go(f"/nguoi-dung/{office.lan.pk}/")
    hoa = walk.by("hoa")
    walk.at("Nhật ký")
    walk.press("Nhật ký")
    walk.picture("nhat-ky", "main", most=560)
    assert re.search("Nguyễn Thị Ánh", hoa.locator("main").inner_text())
    walk.done()


CHOSEN = (
    "one => { if (one.type === 'checkbox') one.checked = true; else if (one.options) one.options[0].selected = true }"
)
