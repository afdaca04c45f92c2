"""The guide followed in a real browser: an application, what changes in a person's life, the month's list."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from ansinh.acts import permit
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.places import Unit
from tests.acts import people as cast
from tests.cast import Office
from tests.pages.browser.test_guide_first import MARCH, Follow, enrolled, listed
from tests.pages.browser.test_procedures_walked import through

POOR = {"household": "poor", "no_supporter": True}


def test_nhan_ho_so(follow: Follow, commune: Unit, office: Office, today) -> None:
    with permit.everywhere("tests"):
        cast.person("Trần Thị Cúc", commune, born="1955-05-04", sex="female", village="Ngũ Phúc")
    walk = follow("nhan-ho-so")
    chair = walk.by("minh")
    page = walk.by("lan")
    walk.at("Chọn người, chọn thủ tục")
    walk.press("Nhận hồ sơ mới")
    walk.open("Không thấy người cần tìm?…")
    walk.open("Không thấy người cần tìm?…")
    page.fill("#tim", "tran thi cuc")
    walk.press(page.locator("main form[role=search] button"))
    walk.picture("chon-nguoi", "main form", "details.card", ring="main form .todo a")
    walk.press(page.locator("main .todo a").first)
    card = page.locator("section.card", has=page.locator("button[value='monthly-allowance/K5a']"))
    card.locator("summary").click()
    walk.picture("chon-thu-tuc", card, ring="button[value='monthly-allowance/K5a']")
    walk.press(page.locator("button[value='monthly-allowance/K5a']"))
    walk.at("Tờ khai và giấy tờ")
    page.select_option("[name=household]", "poor")
    page.check("[name=no_supporter]")
    for paper in page.locator("select[name^=paper_]").all():
        paper.select_option("given")
    walk.press("Lưu nháp, xem luật cho gì")
    walk.picture("to-khai", "main .side", most=620)
    walk.press("Tiếp nhận hồ sơ")
    address = page.url
    walk.at("Thời hạn")
    walk.picture("ho-so", "main", most=640, ring=walk.named("Xong bước này, chuyển tiếp"))
    walk.at("Thiếu giấy tờ")
    walk.open("Việc khác với hồ sơ này")
    page.fill("#r1", "Thiếu bản sao căn cước.")
    walk.press("Yêu cầu bổ sung, dừng tính hạn")
    walk.picture("bo-sung", "main .stack-s", "main .side section.card")
    walk.press(page.locator("main a.button.main"))
    walk.press("Đã đủ, tính hạn tiếp")
    walk.at("Thời hạn")
    walk.press("Xong bước này, chuyển tiếp")
    through(page, chair, today)
    walk.at("Quyết định")
    walk.press("Xem dự thảo…")
    draft = page.url
    walk.by("minh")
    walk.go(draft.removeprefix(walk.base))
    walk.picture("ky-quyet-dinh", "main", ring="main form .button.main", most=620)
    walk.press("Ký, cấp số…")
    page = walk.by("lan")
    walk.go(address.removeprefix(walk.base))
    walk.press("Đã giao kết quả cho người nộp")
    assert Dossier.objects.get().outcome == "granted"
    walk.at("Thiếu giấy tờ")
    with permit.everywhere("tests"):
        second = cast.person("Lê Thị Mơ", commune, born="1950-01-01", sex="female")
    walk.go(f"/ho-so/moi/?nguoi={second.pk}")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    walk.press(page.locator("button[value='monthly-allowance/K5a']"))
    page.select_option("[name=household]", "poor")
    page.check("[name=no_supporter]")
    walk.press("Tiếp nhận hồ sơ")
    walk.done()


def test_chet_thoi_chuyen(follow: Follow, commune: Unit, office: Office) -> None:
    dead = enrolled("Phạm Văn Dần", commune, "1940-02-03", "K5a.80+", **POOR)
    able = enrolled("Trần Thị Cúc", commune, "1950-05-04", "K5a.60-80", **POOR)
    away = enrolled("Lê Thị Mơ", commune, "1945-01-01", "K5a.80+", **POOR)
    walk = follow("chet-thoi-chuyen")
    page = walk.by("lan")
    walk.go(f"/nguoi/{dead.pk}/")
    walk.at("Người đang hưởng chết")
    walk.press("Ghi mất")
    page.get_by_label("Ngày mất").fill("27/02/2026")
    page.get_by_label("Chi mai táng phí").uncheck()
    walk.picture("ghi-mat", "main form", ring="main form .button.main")
    walk.press("Ghi ngày mất")
    walk.go(f"/nguoi/{able.pk}/")
    walk.at("Không còn đủ điều kiện")
    walk.press("Đổi dữ kiện")
    walk.go(f"/nguoi/{able.pk}/du-kien/?dieu=household")
    walk.go(f"/nguoi/{able.pk}/")
    walk.press(page.locator(f"a[href='/che-do/{able.awards.get().pk}/thoi/']"))
    walk.picture("thoi-huong", "main form", ring="main form .button.main")
    walk.go(f"/nguoi/{away.pk}/")
    walk.at("Tạm dừng, chi trả lại")
    walk.press("Tạm dừng")
    page.fill("#id_reason", "Vào Nam ở với con, chưa hẹn ngày về")
    page.get_by_label("Tạm dừng từ tháng").fill("3/2026")
    page.get_by_label("Quyết định số").fill("15/QĐ-UBND")
    page.get_by_label("Ngày quyết định").fill("02/03/2026")
    walk.picture("tam-dung", "main form", ring="main form .button.main")
    walk.press("Ghi tạm dừng")
    walk.go(f"/nguoi/{away.pk}/")
    walk.press("Chi trả lại")
    walk.go(f"/nguoi/{able.pk}/")
    walk.at("Chuyển nơi ở")
    walk.press("Chuyển nơi ở")
    walk.picture("chuyen-noi-o", "main form", ring="main form .button.main")
    walk.done()


def test_danh_sach_thang(follow: Follow, commune: Unit, office: Office, tmp_path) -> None:
    enrolled("Nguyễn Thị Ánh", commune, "1938-03-01", "K5a.80+", **POOR)
    enrolled("Trần Văn Bính", commune, "1940-02-03", "K5a.80+", **POOR)
    with permit.everywhere("tests"):
        office.lan.places.set([commune])
        cast.closed(cast.approved(listed(commune, office, MARCH - 1), office), office)
    enrolled("Lê Thị Mơ", commune, "1945-01-01", "K5a.80+", **POOR)
    walk = follow("danh-sach-thang")
    page = walk.by("lan")
    walk.at("Lập và kiểm")
    walk.press("Kỳ chi trả")
    walk.fill(month="3/2026")
    walk.picture("lap-danh-sach", "main form.card", ring="main form .button.main")
    walk.press("Lập danh sách")
    address = page.url.removeprefix(walk.base)
    walk.picture("ky-chi-tra", "main", most=700, ring=walk.named("Kiểm xong, chuyển duyệt…"))
    walk.press("Kiểm xong, chuyển duyệt…")
    walk.press(page.locator("main .button.main"))
    chair = walk.by("minh")
    walk.at("Duyệt")
    walk.go(address)
    walk.press("Duyệt danh sách…")
    walk.picture("duyet", "main", ring="main .button.main")
    if chair.locator("#provisional").count():
        chair.check("#provisional")
    walk.press(chair.locator("main .button.main"))
    page = walk.by("lan")
    walk.at("Gửi Bưu điện, ngân hàng")
    walk.go(address)
    walk.press(page.locator(f"main td a:has-text('{commune.name}')").first)
    walk.picture("tep-buu-dien", "main", most=420)
    walk.go(address)
    walk.press("Ghi đã gửi danh sách…")
    walk.press(page.locator("main button.main"))
    walk.at("Cái gì trả về")
    walk.press("Ghi kết quả chi trả…")
    walk.press("Có tệp kết quả: đọc tệp")
    walk.picture("ket-qua", "main", most=520)
    with page.expect_download() as came:
        page.locator("main a[href$='.xlsx']").first.click()
    book = openpyxl.load_workbook(io.BytesIO(Path(came.value.path()).read_bytes()))
    left = [cell for row in book.active.iter_rows() for cell in row if cell.value == "Chưa cập nhật"]
    for at, cell in enumerate(left[:2]):
        cell.value = "Chưa trả" if at else "Đã trả"
    filled = io.BytesIO()
    book.save(filled)
    page.set_input_files("#id_file", {"name": "buu-dien.xlsx", "mimeType": "x/x", "buffer": filled.getvalue()})
    walk.press("Đọc và ghi kết quả")
    walk.go(address)
    walk.press("Ghi kết quả chi trả…")
    walk.press("Không có tệp: coi như những người ấy đã nhận")
    walk.press("Chốt kỳ…")
    walk.done()
