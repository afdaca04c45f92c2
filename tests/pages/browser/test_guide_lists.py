"""The guide followed in a real browser: gifts and other programmes, health insurance, funds."""

from __future__ import annotations

import datetime

import pytest

from ansinh.acts import fund_money, funds, permit
from ansinh.acts.fund_money import Bill, Whom
from ansinh.record.models.places import Unit
from tests.acts import people as cast
from tests.cast import Office
from tests.pages.browser.conftest import TWO
from tests.pages.browser.test_guide_first import Follow

TOWN = (("Vũ Thị Già", "1940", "poor"), ("Vũ Văn Lão", "1945", "poor"), ("Vũ Thị Trẻ", "1990", "near_poor"))


@pytest.fixture
def town(commune: Unit) -> Unit:
    """Three people of the commune with the class of their households."""
    with permit.everywhere("tests"):
        for name, born, household in TOWN:
            one = cast.person(name, commune, born=born, sex="female", village="Ngũ Phúc")
            cast.fact(one, "household", household)
    return commune


def test_qua_va_chuong_trinh(follow: Follow, town: Unit) -> None:
    walk = follow("qua-va-chuong-trinh")
    page = walk.by("lan")
    walk.at("Chọn chương trình, thử trên sổ")
    walk.press("Chương trình")
    walk.press(page.locator("a[href='/chuong-trinh/qua-tet-ho-ngheo/']"))
    walk.press("Thử: bao nhiêu người")
    walk.picture("chuong-trinh", "main", most=700)
    walk.at("Mở đợt, lập danh sách")
    walk.fill(title="Quà Tết 2026", month="2/2026", basis="KH 9/KH-UBND", money="2.000.000")
    for level in page.locator("[name^='level.']").all():
        level.fill("300.000")
    walk.press("Mở đợt này")
    walk.picture("mo-dot", "main", most=560, ring="main .button.main")
    walk.press("Lập danh sách của 1 xã")
    walk.press(page.locator(f"main a:has-text('{town.name}')").first)
    sheet = page.url.removeprefix(walk.base)
    walk.open("Sửa một dòng")
    page.fill("#r2", "đã nhận quà của họ tộc")
    walk.press("Đưa ra")
    walk.by("minh")
    walk.at("Duyệt, phát, quyết toán")
    chair = walk.go(sheet)
    chair.fill("#id_paper", "12/QĐ-UBND")
    walk.picture("duyet-qua", "main", most=600, ring="main .button.main")
    walk.press("Duyệt danh sách:…")
    page = walk.by("lan")
    walk.go(sheet)
    page.fill("#id_on", "02/03/2026")
    walk.picture("phat-qua", "main section.card", ring="main .button.main")
    walk.press("Ghi các dòng đã đánh dấu")
    walk.press("Quyết toán danh sách này")
    walk.press("Quà Tết 2026")
    walk.done()


def test_bao_hiem_y_te(follow: Follow, town: Unit) -> None:
    walk = follow("bao-hiem-y-te")
    page = walk.by("lan")
    walk.at("Lập và duyệt")
    walk.press("Chương trình")
    walk.press("Bảo hiểm y tế")
    walk.at("Làm đúng chưa?")
    walk.at("Lập và duyệt")
    walk.picture("bhyt", "main", most=420, ring="main .button.main")
    walk.press("Lập danh sách")
    made = page.url.removeprefix(walk.base)
    walk.by("minh")
    walk.go(made)
    walk.picture("bhyt-duyet", "main", most=620, ring="main .button.main")
    walk.press("Duyệt danh sách:…")
    page = walk.by("lan")
    walk.go(made)
    walk.at("Đối chiếu")
    walk.go("/bao-hiem/")
    walk.press("Đối chiếu với danh sách của bảo hiểm xã hội")
    theirs = f"STT,Họ và tên,Năm sinh,Xã\n1,Vũ Thị Già,1940,{town.name}\n2,Trần Thị Lạ,1950,{town.name}\n"
    page.set_input_files("[name=file]", {"name": "bhxh.csv", "mimeType": "text/csv", "buffer": theirs.encode()})
    walk.press("Đối chiếu")
    walk.picture("bhyt-doi-chieu", "main", most=620)
    walk.done()


def test_quy(follow: Follow, town: Unit, office: Office) -> None:
    by = {"by": office.lan, "on": TWO}
    with permit.acting(office.lan):
        kept = funds.open_fund("gratitude", town, opened_on=datetime.date(2026, 1, 1), opening=10_000_000,
                               paper="BB 1", **by)  # fmt: skip
    walk = follow("quy")
    page = walk.by("lan")
    walk.at("Kế hoạch")
    walk.press("Chương trình")
    walk.press("Quỹ Đền ơn đáp nghĩa, Quỹ Bảo trợ trẻ em")
    walk.go(f"/quy/{kept.pk}/")
    walk.press("Lập kế hoạch năm…")
    walk.fill(to_raise="20.000.000", to_care="5.000.000", paper="KH 5/KH-UBND")
    walk.picture("ke-hoach-quy", "main form", most=620)
    walk.press(page.locator("main button.main"))
    with permit.acting(office.lan):
        fund_money.pledge(kept, Whom("Công ty May Phù Cừ"), amount=900_000, pledged_on=TWO, **by)
    walk.at("Thu")
    walk.go(f"/quy/{kept.pk}/")
    walk.press("Ghi phiếu thu")
    page.get_by_label("Theo lời ủng hộ").select_option(index=1)
    walk.fill(amount="900.000")
    walk.picture("phieu-thu-quy", "main form", most=620)
    walk.press("Ghi phiếu thu")
    walk.at("Chi")
    walk.press("Đề nghị chi")
    walk.go(f"/quy/{kept.pk}/")
    with permit.acting(office.lan):
        bill = Bill("care", "Thăm hỏi dịp Tết", Whom("Vũ Thị Lụa"), 500_000, TWO, "1/QĐ-BQL", TWO)
        spent = fund_money.propose(kept, bill, **by)
    walk.by("minh")
    walk.go(f"/quy/{kept.pk}/chi/{spent.pk}/")
    walk.picture("duyet-chi", "main", ring="main .button.main")
    walk.press("Duyệt chi…")
    walk.by("lan")
    walk.at("Làm đúng chưa?")
    walk.go(f"/quy/{kept.pk}/")
    walk.done()
