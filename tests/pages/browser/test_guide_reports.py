"""The guide followed in a real browser: what a commune is asked, a report from its draft to the signature, pictures."""

from __future__ import annotations

import datetime

from ansinh.acts import payroll, permit
from ansinh.acts.reporting import answers
from ansinh.acts.reporting.answers import Told
from ansinh.law.report_periods import Period, read
from ansinh.record.models.places import Unit
from ansinh.record.models.reporting import Report, ReportAnswer
from ansinh.record.models.users import User
from tests.cast import Office
from tests.pages.browser.conftest import TWO
from tests.pages.browser.guide_walk import Walk
from tests.pages.browser.test_guide_first import MARCH, Follow, enrolled, listed

ASKED = read("quarter-2026-1")


def told_before(commune: Unit, office: Office, above: User, before: Period) -> None:
    """Last quarter the commune told of two injured children."""
    with permit.acting(above):
        made = answers.ask(above.places.get(), before, ["children_injured"], due=TWO, by=above, on=TWO)
    with permit.acting(office.lan):
        answer = made.answers.get(unit=commune)
        answers.fill(answer, {"children_injured": Told(2)}, by=office.lan)
        answers.send(answer, by=office.lan, at=datetime.datetime(2026, 1, 5, 8, tzinfo=datetime.UTC))


def test_bao_cao(follow: Follow, commune: Unit, office: Office, above: User) -> None:
    for at in range(4):
        enrolled(
            f"Nguyễn Thị Ánh {'ABCD'[at]}", commune, "1938", "K5a.80+", since=MARCH, household="poor", no_supporter=True
        )
    run = listed(commune, office)
    with permit.acting(office.lan):
        payroll.check(run, by=office.lan)
    with permit.acting(office.minh):
        payroll.approve(run, by=office.minh, accept_provisional=True)
    told_before(commune, office, above, ASKED.before)
    walk = follow("bao-cao")
    asked_and_answered(walk, commune)
    drafted(walk)
    signed(walk)
    walk.at("Chỉ tiêu, kế hoạch")
    walk.go("/bao-cao/")
    walk.press("Chỉ tiêu, kế hoạch và kết quả")
    walk.open("Ghi kế hoạch của một chỉ tiêu")
    walk.fill(least="12", paper="KH 2/KH-UBND")
    walk.press("Ghi kế hoạch")
    walk.at("Nhìn nhanh")
    walk.press("Nhìn nhanh")
    walk.done()


def asked_and_answered(walk: Walk, commune: Unit) -> None:
    """The province asks, the commune explains and sends, it comes back, is sent again and taken."""
    page = walk.by("thao")
    walk.at("Hỏi các xã")
    walk.go("/bao-cao/")
    walk.press("Xã báo cáo")
    page.select_option("#id_period", ASKED.code)
    page.check("input[value=children_injured]")
    walk.fill(due="20/03/2026")
    walk.press("Gửi yêu cầu tới các xã")
    round_ = page.url.removeprefix(walk.base)
    page = walk.by("lan")
    walk.at("Khi cấp trên hỏi xã")
    walk.go("/")
    walk.press("Báo cáo")
    assert "quý I/2026" in page.inner_text("main .todo")
    walk.press(page.locator("main .todo a").first)
    here = page.url.removeprefix(walk.base)
    walk.fill(children_injured="20")
    walk.press("Lưu, chưa gửi")
    walk.go(here)
    walk.press("Gửi lên", refused=True)
    walk.picture("xa-bao-cao", "main .crumbs", "main form", ring="[id='id_children_injured.why']")
    page.fill("[id='id_children_injured.why']", "xe khách gặp nạn ngày 10/02")
    walk.press("Gửi lên")
    page = walk.by("thao")
    walk.at("Hỏi các xã")
    for again in (False, True):
        walk.go(round_)
        walk.press(page.locator("main tbody a").filter(has_text=commune.name).first)
        if again:
            walk.press("Nhận báo cáo này")
        else:
            walk.fill(reason="ghi rõ bao nhiêu em gái")
            walk.press("Trả lại xã")
            walk.by("lan")
            lan = walk.go("/bao-cao/")
            walk.press(lan.locator("main .todo a").first)
            assert "ghi rõ bao nhiêu em gái" in lan.inner_text("main .say.error")
            walk.press("Gửi lên")
            walk.by("thao")
    assert ReportAnswer.objects.filter(unit=commune, state="accepted").count() == 1


def drafted(walk: Walk) -> None:
    """A draft is read, told in words, a number put otherwise and taken back."""
    page = walk.by("lan")
    walk.at("Soạn báo cáo")
    walk.go("/bao-cao/")
    walk.press("Soạn báo cáo mới")
    page.select_option("#id_form", "assistance")
    page.select_option("#id_period", ASKED.code)
    walk.press(page.locator("button:has-text('Soạn báo cáo')"))
    report = Report.objects.get()
    walk.picture("doc-bao-cao", "main .crumbs", ".paper", most=1500)
    walk.press("Viết lời các mục")
    page.locator("main textarea").first.fill("Một số hộ ở xa điểm chi trả.")
    walk.press("Ghi lời báo cáo")
    walk.press("Tính lại số liệu từ hồ sơ")
    walk.press(page.locator(f".paper a[href^='/bao-cao/{report.pk}/so/']").first)
    walk.picture("con-so", "main .crumbs", "main table", most=700)
    walk.open("Ghi số khác số của hồ sơ")
    walk.fill(own="36.500.000", why="một người lĩnh ở nơi khác")
    walk.press("Ghi số thay")
    walk.press("Dùng lại số của hồ sơ")
    walk.press(page.locator("main tbody a").first)
    assert "/nguoi/" in page.url


def signed(walk: Walk) -> None:
    """Another signs; the report is taken down as Word and PDF."""
    report = Report.objects.get()
    walk.at("Ký, tải về")
    walk.by("minh")
    walk.go(f"/bao-cao/{report.pk}/")
    walk.fill(paper_number="12")
    walk.press("Ký báo cáo này")
    page = walk.by("lan")
    walk.go(f"/bao-cao/{report.pk}/")
    for kind, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert page.request.get(f"{walk.base}/bao-cao/{report.pk}/van-ban.{kind}").body().startswith(begins)
    walk.go("/bao-cao/")
