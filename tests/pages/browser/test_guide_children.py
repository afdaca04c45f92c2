"""The guide followed in a real browser: children, child-friendly communes, what is done beside benefits."""

from __future__ import annotations

import datetime
import io

from PIL import Image

from ansinh.acts import activities, child_friendly, documents, permit, training, users
from ansinh.acts.child_friendly import Scored
from ansinh.acts.children import care, circumstances
from ansinh.record.models.activities import Inspection
from ansinh.record.models.children import Care
from ansinh.record.models.places import Unit
from ansinh.record.models.training import TrainingSession
from tests.acts import people as cast
from tests.cast import Office
from tests.law.test_child_friendly import FULL, with_total
from tests.pages.browser.conftest import TWO
from tests.pages.browser.test_guide_first import Follow

BEFORE = datetime.date(2026, 1, 12)


def test_tre_em(follow: Follow, commune: Unit, office: Office) -> None:
    for one in (office.lan, office.minh):
        users.entrust(one, children=True, by=office.admin)
    with permit.everywhere("tests"):
        known = cast.person("Vũ Bảo An", commune, born="2017-04-02", sex="female", village="Ngũ Phúc")
        cast.fact(known, "disability", "severe")
        other = cast.person("Trần Gia Huy", commune, born="2015-08-20", sex="male", village="Ngũ Phúc")
    with permit.acting(office.lan):
        circumstances.enter(other, group="a", part="relatives", paper="giấy chứng tử", from_day=BEFORE, by=office.lan,
                            on=TWO)  # fmt: skip
        care.place(other, kind="relative", carer_name="Bà ngoại", decision="3/QĐ-UBND", decided_on=BEFORE,
                   from_day=BEFORE, by=office.lan, on=TWO)  # fmt: skip
    walk = follow("tre-em")
    page = walk.by("lan")
    walk.at("Hoàn cảnh của từng em")
    walk.press("Trẻ em")
    walk.press(page.locator("main a:has-text('sổ cho biết')"))
    walk.picture("tre-em-so-biet", "main", ring="main .button.main")
    walk.press("Xác nhận những em có dấu")
    walk.go(f"/nguoi/{known.pk}/")
    walk.press("Trẻ em: hoàn cảnh, quà, chăm sóc")
    walk.picture("trang-tre-em", "main", most=700)
    walk.at("Có tin báo trẻ em bị hại")
    walk.go("/tre-em/")
    walk.press("Ghi tin báo về trẻ em")
    page.check("#id_moi_danger")
    walk.fill(moi_who="Vũ Bảo An 2017", moi_happened="bị đánh, có vết bầm", moi_where="thôn Ngũ Phúc")
    walk.picture("tin-bao", "main", most=760)
    walk.press("Ghi vụ việc")
    walk.look()
    walk.at("Chăm sóc thay thế")
    walk.go("/tre-em/")
    walk.press(page.locator("main a:has-text('được chăm sóc thay thế')").first)
    walk.go(f"/tre-em/cham-soc/{Care.objects.get().pk}/")
    walk.fill(tham_visited_on="15/02/2026", tham_who="Nguyễn Thị Lan", tham_words="em khỏe, đi học đều")
    walk.press("Ghi lần thăm")
    walk.done()


def test_xa_phu_hop_tre_em(follow: Follow, commune: Unit, office: Office) -> None:
    with permit.acting(office.lan):
        for year, on in ((2025, datetime.date(2025, 11, 18)), (2026, datetime.date(2026, 2, 18))):
            made = child_friendly.open_round(commune, year, on=on, decider="commune", paper=f"KH mẫu {year}",
                                             kinds={}, by=office.lan)  # fmt: skip
            child_friendly.enter_bands(made, FULL, {}, source="phụ lục", by=office.lan)
            file = made.files.get()
            total = 900 if year == 2025 else 860
            told = {number: Scored(points) for number, points in with_total(total).items()}
            if year == 2026:
                told.pop(13)
            child_friendly.score(file, told, by=office.lan)
            if year == 2025:
                child_friendly.post([file], asked=60, agreed=57, on=on, by=office.lan)
                child_friendly.send([file], on=on, by=office.lan)
                child_friendly.appraise(file, {}, on=on, by=office.lan)
                with permit.acting(office.minh):
                    child_friendly.decide(made, [file], number="9/QĐ-UBND", on=on, by=office.minh)
    walk = follow("xa-phu-hop-tre-em")
    page = walk.by("lan")
    walk.at("Tự chấm")
    walk.press("Trẻ em")
    walk.press("Xã phù hợp với trẻ em")
    walk.open("Mở đợt xét")
    walk.press(page.locator("main tbody a").first)
    page.fill("#c13", str(with_total(860)[13]))
    page.fill("#v13", "95 %")
    walk.picture("tu-cham", page.locator("fieldset").nth(11), page.locator("main form .button.main").first)
    walk.press("Ghi điểm")
    walk.at("Lấy ý kiến, gửi lên")
    walk.open("Ghi lấy ý kiến, niêm yết")
    walk.fill(asked="60", agreed="55")
    walk.press(page.locator("button:has-text('Ghi lấy ý kiến, niêm yết')"))
    walk.open("Gửi cấp trên")
    walk.press(page.locator("button:has-text('Gửi cấp trên')"))
    walk.at("Ai có thể rớt, vì tiêu chí nào")
    walk.go("/tre-em/xa-phu-hop/")
    walk.picture("xa-phu-hop", "main", most=760)
    walk.at("Kế hoạch thi đua")
    walk.press("Kế hoạch thi đua")
    walk.open("Ghi kế hoạch")
    walk.fill(number="683/KH-UBND", title="Thi đua vì trẻ em", issued="01/02/2026", first_year="2026", last_year="2030")
    walk.press(page.locator("button:has-text('Ghi kế hoạch')"))
    walk.open("Ghi chỉ tiêu từ kế hoạch")
    walk.fill(number="1", text="Xã phù hợp với trẻ em", value="75")
    page.select_option("#id_measure", "%")
    page.select_option("#id_code", "child_friendly_rate")
    walk.press("Ghi chỉ tiêu")
    walk.look()
    walk.done()


def photo() -> dict[str, object]:
    kept = io.BytesIO()
    Image.new("RGB", (640, 420), "#7a9e7e").save(kept, "JPEG")
    return {"name": "hoi-thi.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


def test_hoat_dong(follow: Follow, commune: Unit, office: Office) -> None:
    with permit.everywhere("tests"):
        above = documents.enter(
            commune, number="15/KH-UBND", kind="Kế hoạch", issuer="UBND tỉnh", subject="Tháng hành động vì trẻ em",
            issued=BEFORE, in_force=BEFORE, until=None, by=office.lan, on=TWO, programmes=[], replaced_by="",
        )  # fmt: skip
        activities.SentDocument.objects.create(document=above, unit=commune, on=BEFORE, by=office.minh)
    walk = follow("hoat-dong")
    page = walk.by("lan")
    walk.at("Hoạt động, có ảnh")
    walk.press("Hoạt động")
    walk.press("Đã nhận, đã đọc")
    walk.open("Ghi hoạt động")
    walk.fill(title="Hội thi vẽ tranh phòng, chống đuối nước", place="trường THCS", first_day="02/03/2026",
              last_day="02/03/2026", people="120")  # fmt: skip
    page.set_input_files("#id_file", files=[photo()])  # type: ignore[list-item]
    walk.picture("ghi-hoat-dong", "main details[open]", most=760)
    walk.press(page.locator("button:has-text('Ghi hoạt động')"))
    walk.at("Lớp học, tập huấn")
    walk.go("/hoat-dong/")
    walk.press("Lớp, tập huấn")
    walk.open("Mở lớp")
    walk.fill(title="Kỹ thuật trồng rau an toàn", place="nhà văn hóa", first_day="16/03/2026", last_day="18/03/2026",
              hours="24", teacher="Trung tâm khuyến nông", paper="KH 3/KH-UBND")  # fmt: skip
    page.select_option("#id_kind", "farming")
    walk.press(page.locator("button:has-text('Mở lớp')"))
    walk.go(f"/tap-huan/{TrainingSession.objects.get().pk}/")
    walk.open("Thêm nhiều người một lúc")
    walk.fill(people="Nguyễn Văn Học, thôn Ngũ Phúc\nTrần Thị Cần, thôn Ngũ Phúc")
    walk.press("Thêm những người này")
    for one in page.locator("[name='du']").all():
        one.check()
    walk.picture("diem-danh", "main form.card", ring="main form.card .button.main")
    walk.press("Ghi điểm danh")
    walk.at("Việc làm mới")
    walk.press(page.locator(".crumbs a").first)
    walk.press("Việc làm mới")
    walk.open("Ghi người có việc làm")
    walk.fill(
        on="02/03/2026", employer="Công ty may", through="phiên giao dịch việc làm", workers="Vũ Thị Lan, 1992, nữ"
    )
    walk.press("Ghi những người này")
    walk.at("Kiểm tra")
    walk.press("Kiểm tra")
    walk.open("Ghi cuộc kiểm tra")
    walk.fill(plan="KH 8/KH-UBND", about="Việc chi trả trợ cấp", first_day="02/03/2026", last_day="02/03/2026",
              team="Trần Văn Minh, Trưởng đoàn\nNguyễn Thị Lan, Thư ký")  # fmt: skip
    walk.press(page.locator("button:has-text('Ghi cuộc kiểm tra')"))
    held = Inspection.objects.get()
    walk.open("Ghi một phát hiện")
    walk.fill(
        text="Sổ ký nhận thiếu chữ ký của hai người", asked="Cho ký bổ sung", who="Công chức xã", due="20/03/2026"
    )
    walk.press("Ghi phát hiện")
    walk.picture("phat-hien", "main article")
    walk.open("Ghi đã khắc phục")
    page.locator("details[open] #id_words_" + f"{held.findings.get().pk}_mended").fill("đã ký đủ")
    walk.press(page.locator("button:has-text('Ghi đã khắc phục')"))
    walk.look()
    walk.open("Đóng việc này")
    page.locator("details[open] #id_words_" + f"{held.findings.get().pk}_closed").fill("đã xem sổ")
    walk.press(page.locator("button:has-text('Đóng việc này')"))
    walk.look()
    walk.at("Văn bản")
    walk.go("/hoat-dong/")
    walk.press("Văn bản")
    walk.at("Đội tình nguyện")
    walk.go("/hoat-dong/")
    walk.press("Đội tình nguyện")
    walk.open("Lập hoặc kiện toàn đội")
    assert training.TrainingSession.objects.count() == 1
    walk.done()
