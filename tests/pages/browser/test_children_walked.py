"""A case walked in the browser by officer and chair, and every page of children examined on both screens."""

from __future__ import annotations

import datetime

from django.utils import timezone
from playwright.sync_api import Page

from ansinh.acts import permit, users
from ansinh.acts.children import circumstances
from ansinh.record.models.child_cases import ChildCase
from ansinh.record.models.children import Care
from tests.pages.browser.conftest import Reader, press

TODAY = timezone.localdate()


def test_a_case_from_the_telephone_to_the_plan(reader: Reader, chair: Page, office, enrol) -> None:
    for one in (office.lan, office.minh):
        users.entrust(one, children=True, by=office.admin)
    child = enrol("Vũ Bảo An", TODAY.year - 8, number="033218000001", facts={"disability": "severe"})
    with permit.acting(office.lan):
        circumstances.enter(child, group="a", part="relatives", paper="giấy chứng tử", from_day=TODAY, by=office.lan,
                            on=TODAY)  # fmt: skip
    page = reader.sign_in("lan")
    reader.go("/tre-em/")
    press(page, "text=Ghi tin báo về trẻ em")
    page.check("#id_moi_danger")
    page.fill("#id_moi_who", "033218000001")
    page.fill("#id_moi_happened", "bị đánh")
    page.fill("#id_moi_where", "thôn Trung")
    press(page, "main form.card button[type=submit]")
    assert "can thiệp khẩn cấp: còn 11 giờ" in page.inner_text("main").lower()
    page.fill("#id_danh-gia_harm", "bầm tím")
    page.fill("#id_danh-gia_risk", "cao")
    page.fill("#id_danh-gia_conclusion", "khẩn cấp")
    page.check("#id_danh-gia_danger")
    press(page, "text=Ghi đánh giá ban đầu")
    page.fill("#id_khan-cap_measures", "đưa đến nhà bà")
    page.fill("#id_khan-cap_isolated_from", f"{TODAY:%d/%m/%Y}")
    page.fill("#id_khan-cap_until", f"{TODAY + datetime.timedelta(days=20):%d/%m/%Y}")
    page.fill("#id_khan-cap_decision", "7/QĐ-UBND")
    press(page, "text=Ghi can thiệp khẩn cấp")
    assert "tối đa 15 ngày" in page.inner_text(".errors")
    reader.troubles.clear()  # the browser tells of the answer 422
    page.fill("#id_khan-cap_until", f"{TODAY:%d/%m/%Y}")
    press(page, "text=Ghi can thiệp khẩn cấp")
    for field in ("body_and_mind", "family", "needs"):
        page.fill(f"#id_chi-tiet_{field}", "đã xem")
    press(page, "text=Ghi đánh giá cụ thể")
    page.fill("#id_hop_present", "Chủ tịch, trưởng thôn")
    page.fill("#id_hop_measures", "hỗ trợ")
    press(page, "text=Ghi cuộc họp")
    page.fill("#id_ke-hoach_services", "tư vấn")
    page.fill("#id_ke-hoach_who", "Hội Phụ nữ")
    page.fill("#id_ke-hoach_ends", f"{TODAY:%d/%m/%Y}")
    press(page, "button:has-text('Trình kế hoạch')")
    case = ChildCase.objects.get()
    chair.goto(f"{reader.base}/tre-em/vu-viec/{case.pk}/")
    chair.fill("#id_duyet_decision", "8/QĐ-UBND")
    press(chair, "button:has-text('Phê duyệt kế hoạch')")
    assert "Đã phê duyệt kế hoạch" in chair.inner_text("main")
    given = Care.objects.create(
        person=child, kind="relative", carer_name="Bà ngoại", decision="1", decided_on=TODAY, from_day=TODAY,
        by=office.lan,
    )  # fmt: skip
    for path in ("/tre-em/", "/tre-em/danh-sach/", "/tre-em/tu-so/", f"/nguoi/{child.pk}/tre-em/", "/tre-em/vu-viec/",
                 "/tre-em/vu-viec/moi/", f"/tre-em/vu-viec/{case.pk}/", f"/tre-em/vu-viec/{case.pk}/nguoi-bao/",
                 "/tre-em/cham-soc/", f"/tre-em/cham-soc/{given.pk}/", f"/nguoi/{child.pk}/",
                 f"/nguoi/{child.pk}/tre-em/{child.circumstances.get().pk}/sua/"):  # fmt: skip
        reader.examine(path)
