"""The guide followed in a real browser: what a commune is asked, a report from its draft to the signature, pictures."""

from __future__ import annotations

import datetime

from ansinh.acts import payroll, permit
from ansinh.acts.reporting import answers
from ansinh.law.report_periods import read
from ansinh.record.models.places import Unit
from ansinh.record.models.reporting import Report
from tests.cast import Office
from tests.pages.browser.conftest import TWO
from tests.pages.browser.test_guide_first import Follow, enrolled, listed


def test_bao_cao(follow: Follow, commune: Unit, office: Office) -> None:
    for at in range(4):
        enrolled(f"Nguyễn Thị Ánh {'ABCD'[at]}", commune, "1938", "K5a.80+", household="poor", no_supporter=True)
    run = listed(commune, office)
    with permit.acting(office.lan):
        payroll.check(run, by=office.lan)
    with permit.acting(office.minh):
        payroll.approve(run, by=office.minh, accept_provisional=True)
    asked = read("quarter-2026-1")
    with permit.acting(office.lan):
        answers.ask(commune, asked, ["children_injured"], due=datetime.date(2026, 3, 20), by=office.lan, on=TWO)
    walk = follow("bao-cao")
    page = walk.by("lan")
    walk.at("Khi cấp trên hỏi xã")
    walk.press("Báo cáo")
    walk.press(page.locator("main .todo a").first)
    walk.fill(children_injured="2")
    walk.picture("xa-bao-cao", "main", ring="main .button.main")
    walk.press("Gửi lên")
    walk.at("Hỏi các xã")
    walk.go("/bao-cao/")
    walk.press("Xã báo cáo")
    walk.press(page.locator("main tbody a").first)
    walk.at("Soạn báo cáo")
    walk.go("/bao-cao/")
    walk.press("Soạn báo cáo mới")
    page.select_option("#id_form", "assistance")
    page.select_option("#id_period", asked.code)
    walk.press(page.locator("button:has-text('Soạn báo cáo')"))
    report = Report.objects.get()
    walk.picture("doc-bao-cao", "main", most=900)
    walk.press("Viết lời các mục")
    walk.press("Ghi lời báo cáo")
    number = page.locator(f".paper a[href^='/bao-cao/{report.pk}/so/']").first
    walk.press(number)
    walk.picture("con-so", "main", most=560)
    walk.at("Ký, tải về")
    walk.by("minh")
    chair = walk.go(f"/bao-cao/{report.pk}/")
    chair.fill("#id_paper_number", "12")
    walk.press("Ký báo cáo này")
    walk.by("lan")
    walk.go("/bao-cao/")
    walk.at("Chỉ tiêu, nhìn nhanh")
    walk.press("Chỉ tiêu, kế hoạch và kết quả")
    walk.press("Nhìn nhanh")
    walk.look()
    walk.done()
