"""The guide followed in a real browser: one person found twice, money to be paid back, disability, merit."""

from __future__ import annotations

from ansinh.acts import assistance, people, permit
from ansinh.record.models.disability import Certificate
from ansinh.record.models.places import Unit
from ansinh.record.models.recovery import Debt
from tests.acts import councils
from tests.acts import people as cast
from tests.acts.owing import allow
from tests.cast import Office
from tests.pages.browser.test_guide_first import MARCH, Follow, enrolled, listed

PENSIONS = (
    "STT,Họ và tên,Ngày sinh,Giới tính,CCCD,Xã,Hưởng từ tháng\n1,VU THI LUA,02/05/1940,Nữ,,Xã Quang Hưng,01/2026\n"
)


def overpaid(commune: Unit, office: Office) -> Debt:
    """Somebody who left poverty in January, which became known after February's list: March's list finds it."""
    mo = enrolled("Trần Thị Mơ", commune, "1938-01-05", "K5a.80+", household="poor", no_supporter=True)
    with permit.everywhere("tests"):
        allow(commune, office)
        for month in (MARCH - 2, MARCH - 1):
            cast.closed(cast.approved(listed(commune, office, month), office), office)
        people.change(mo, "household", "other", from_month=MARCH - 2, by=office.lan, source="QĐ 3/QĐ-UBND")
        cast.approved(listed(commune, office), office)
    return Debt.objects.get()


def test_nghi_trung_thu_hoi(follow: Follow, commune: Unit, office: Office) -> None:
    enrolled("Vũ Thị Lụa", commune, "1940-05-02", "K5a.80+", household="poor", no_supporter=True)
    debt = overpaid(commune, office)
    walk = follow("nghi-trung-thu-hoi")
    page = walk.by("lan")
    walk.at("Tìm người trùng")
    walk.press("Nghi trùng")
    walk.press("Đối chiếu danh sách ngoài")
    page.check("input[name=kind][value=pension]")
    page.set_input_files("#id_file", {"name": "bhxh.csv", "mimeType": "text/csv", "buffer": PENSIONS.encode()})
    walk.picture("doi-chieu", "main .side", ring="main .button.main")
    walk.press("Đối chiếu với sổ")
    page.wait_for_selector("text=Đã so sánh xong")
    walk.press("Xem các cặp")
    walk.press(page.locator("main table a:has-text('Vũ Thị Lụa')").first)
    walk.at("Xem một cặp")
    walk.picture("cap-nghi-trung", "main", most=640)
    walk.press("Cùng một người, ghi vào hồ sơ")
    walk.at("Tiền đã chi quá")
    walk.press("Thu hồi")
    walk.go(f"/thu-hoi/{debt.pk}/")
    walk.picture("khoan-no", "main", most=640, ring="main .button.main")
    walk.press("Ghi nguyên nhân…")
    page.check("input[name=cause][value=other]")
    page.fill("#id_note", "Đã thoát nghèo từ tháng 1")
    walk.press("Ghi nguyên nhân…")
    walk.press("Lập thông báo…")
    walk.press("Lập thông báo…")
    walk.press("Lập phương án hoàn trả…")
    page.check("input[name=way][value=share]")
    page.fill("#id_percent", "20")
    walk.picture("phuong-an", "main form", ring="main .button.main")
    walk.press("Chuyển duyệt phương án")
    walk.by("minh")
    walk.go(f"/thu-hoi/{debt.pk}/")
    walk.press("Duyệt phương án…")
    walk.press("Duyệt phương án…")
    walk.by("lan")
    walk.go(f"/thu-hoi/{debt.pk}/")
    walk.done()


def test_khuyet_tat(follow: Follow, commune: Unit, office: Office) -> None:
    with permit.everywhere("tests"):
        mui = councils.somebody(commune, office)
        councils.seated(commune, office)
    walk = follow("khuyet-tat")
    page = walk.by("lan")
    walk.at("Nhận đơn")
    walk.press("Khuyết tật")
    walk.press("Nhận đơn đề nghị")
    walk.go(f"/khuyet-tat/don/?nguoi={mui.pk}")
    walk.picture("don-khuyet-tat", "main form", ring="main .button.main")
    walk.press("Tiếp nhận hồ sơ")
    walk.at("Họp Hội đồng")
    walk.press("Mở phiên họp")
    walk.fill(day="02/03/2026", place="Trạm y tế xã")
    walk.press(page.locator("main button.main"))
    for box in page.locator("input[name=member]").all()[:5]:
        box.check()
    walk.picture("phien-hop", "main .grid-2")
    walk.press("Ghi người dự họp")
    walk.press("Đưa ra phiên họp này")
    walk.at("Phiếu, biểu quyết, biên bản")
    walk.press("Ghi phiếu…")
    page.check("input[name=feature][value='1.4']")
    for at in range(1, 11):
        page.check(f"input[name=p{at}][value='{1 if at < 8 else 0}']")
    page.wait_for_selector("#finding >> text=điểm")
    walk.picture("phieu-khuyet-tat", "table.activities", "aside")
    walk.press("Lưu phiếu")
    case = page.url.removeprefix(walk.base)
    page.select_option("#all", "severe")
    walk.press("Ghi biểu quyết")
    walk.press("Kết luận:…")
    page.fill("#id_opinions", "Nhất trí.")
    walk.at("Giám định y khoa")
    walk.open("Chuyển giám định y khoa")
    walk.at("Phiếu, biểu quyết, biên bản")
    walk.press("Ghi biên bản")
    chair = walk.by("minh")
    walk.at("Ký giấy, trả giấy")
    walk.go(case)
    chair.on("dialog", lambda asked: asked.accept())
    walk.picture("ky-giay", "main", most=480, ring="main .button.main")
    walk.press("Ký giấy xác nhận:…")
    walk.by("lan")
    walk.go(case)
    walk.press("Trả kết quả ở hồ sơ")
    walk.press("Đã giao kết quả cho người nộp")
    walk.go(f"/khuyet-tat/giay/{Certificate.objects.get().pk}/")
    walk.done()


def test_nguoi_co_cong(follow: Follow, commune: Unit, office: Office) -> None:
    with permit.everywhere("tests"):
        binh = cast.person("Nguyễn Văn Bình", commune, born="1950-05-02", sex="male", village="Ngũ Phúc")
        for kind, value in {"wounded": "tb", "wounded_degree": 45}.items():
            people.change(binh, kind, value, from_month=MARCH - 24, by=None, source="QĐ 812/QĐ-SLĐTBXH")
        assistance.award(binh, kind="merit_wounded", code="TB", from_month=MARCH - 24, by=None, number="812/QĐ-SLĐTBXH")
    walk = follow("nguoi-co-cong")
    page = walk.by("lan")
    walk.at("Hồ sơ người có công")
    walk.look()
    walk.go(f"/ho-so/moi/?nguoi={binh.pk}")
    walk.press("Người có công (…")
    walk.picture("thu-tuc-co-cong", "main", most=600)
    walk.go(f"/nguoi/{binh.pk}/")
    walk.at("Giấy xác nhận")
    walk.press("Lập giấy xác nhận")
    page.evaluate("document.querySelectorAll('main form input').forEach(one => one.blur())")
    walk.picture("giay-co-cong", "main form", ring="main .button.main")
    walk.go(f"/nguoi/{binh.pk}/")
    walk.at("Hồ sơ đi, hồ sơ đến")
    walk.press("Di chuyển hồ sơ")
    walk.picture("di-chuyen-ho-so", "main form", ring="main .button.main")
    walk.press("Hồ sơ")
    walk.press("Hồ sơ người có công đi, đến")
    walk.done()
