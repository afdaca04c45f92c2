"""Somebody of a pension list who draws here as well, in a real browser: from the list to what is deducted."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from ansinh.acts import assistance, permit
from ansinh.reckoning.months import month_text
from ansinh.record.models.assistance import Award
from ansinh.record.models.decisions import Decision
from ansinh.record.models.linkage import Pair
from ansinh.record.models.payroll import EntryKind, Line, Run
from ansinh.record.models.people import Person
from ansinh.record.models.recovery import Debt
from tests.acts.owing import allow
from tests.acts.people import approved, closed, fact, month, paid, person, prepared
from tests.cast import Office, PhuCu
from tests.pages.browser.conftest import Reader, press

HEAD = "STT,Họ và tên,Ngày sinh,Giới tính,CCCD,Xã,Hưởng từ tháng\n"
LUA = "1,VU THI LUA,02/05/1936,Nữ,033136001234,Xã Tam Đa,08/2021\n"
NOVEMBER = month("2021-11")
ALLOWANCE, CARE = 900_000, 360_000
"""What Lụa draws a month: for herself, which a pension bars, and for the home that cares for her, which goes on."""


@pytest.fixture
def lua(phu_cu: PhuCu, office: Office) -> Person:
    """Vũ Thị Lụa, 85, of an extreme disability, cared for at home; paid until October 2021."""
    with permit.everywhere("tests"):
        lua = person("Vũ Thị Lụa", phu_cu.communes["Tam Đa"], born="1936-05-02", sex="female",
                     identity_number="033136001234")  # fmt: skip
        fact(lua, "disability", "extreme")
        fact(lua, "cared_at_home", True)
        for kind, code in (("allowance", "K6.ĐBN"), ("care", "C5")):
            assistance.award(lua, kind=kind, code=code, from_month=NOVEMBER - 4, by=None, number="5/QĐ-UBND")
        for at in range(NOVEMBER - 4, NOVEMBER):
            assert closed(paid(at, phu_cu.district, office), office).total == ALLOWANCE + CARE
        allow(phu_cu.district, office)
    return lua


def test_from_a_pension_list_to_what_is_deducted(
    lua: Person, reader: Reader, chair: Page, office: Office, phu_cu: PhuCu, today: dict[str, Any]
) -> None:
    page = reader.sign_in("lan")
    pair = sent_in(page, reader)
    press(page, "button:has-text('Cùng một người, ghi vào hồ sơ')")
    page.wait_for_selector("text=Dự thảo quyết định chờ ký:")
    stopped(chair, reader, lua)
    page.reload()
    assert page.get_by_text("khi danh sách kế tiếp được duyệt").count() == 1
    run = prepared(NOVEMBER, phu_cu.district, office)
    assert run.total == CARE and not Debt.objects.exists()
    approved(run, office)
    page.reload()
    press(page, page.get_by_role("link", name="Vũ Thị Lụa, khoản mở ngày"))
    owed = page.locator("main").inner_text()
    assert "Còn phải hoàn trả: 1.800.000 đ" in owed.replace("\xa0", " ")
    assert all(month_text(at) in owed for at in (NOVEMBER - 2, NOVEMBER - 1))
    planned(page, chair)
    after = prepared(NOVEMBER + 1, phu_cu.district, office)
    assert deducted(after) == CARE * 30 // 100
    shown = reader.go(f"/ky-chi-tra/{after.pk}/nguoi/").locator("main").inner_text()
    assert "108.000" in shown
    assert pair.left == lua


def sent_in(page: Page, reader: Reader) -> Pair:
    """The list is sent in and compared; its one pair is opened, side by side."""
    reader.go("/trung/")
    press(page, "text=Đối chiếu danh sách ngoài")
    page.check("input[name=kind][value=pension]")
    page.set_input_files("#id_file", {"name": "bhxh.csv", "mimeType": "text/csv", "buffer": (HEAD + LUA).encode()})
    press(page, "button:has-text('Đối chiếu với sổ')")
    press(page, "text=Xem các cặp")
    press(page, "main table a:has-text('Vũ Thị Lụa')")
    compared = page.locator("main table").first.inner_text()
    assert "Vu Thi Lua" in compared and "Cùng xã" in compared
    return Pair.objects.get()


def stopped(chair: Page, reader: Reader, lua: Person) -> None:
    """What the pension bars is stopped by the decision that drafted itself; its number is given by signing."""
    draft = Decision.objects.get()
    assert (draft.state, draft.number, draft.effects.get().from_month) == ("draft", None, NOVEMBER - 2)
    assert Award.objects.get(kind="allowance").until_month is None
    chair.goto(f"{reader.base}/quyet-dinh/{draft.pk}/")
    press(chair, "button:has-text('Ký, cấp số 1/')")
    chair.wait_for_selector("text=Đã ký, số 1/QĐ-UBND")
    ends = dict(lua.awards.values_list("kind", "until_month"))
    assert ends == {"allowance": NOVEMBER - 2, "care": None}


def planned(page: Page, chair: Page) -> None:
    """Why, the notice, the plan: a share of what still is drawn, proposed by Lan and approved by Minh."""
    address = page.url
    press(page, "main a.button.main")
    page.check("input[name=cause][value=pension]")
    press(page, "main button.main")
    press(page, "main a.button.main")
    press(page, "main button.main")
    press(page, "main a.button.main")
    page.check("input[name=way][value=share]")
    page.fill("#id_percent", "30")
    press(page, "main button.main")
    chair.goto(address)
    press(chair, "main a.button.main")
    press(chair, "main button.main")
    chair.wait_for_selector("text=đang có hiệu lực")


def deducted(run: Run) -> int:
    lines = Line.objects.filter(run_month=run.month, run=run, entry=EntryKind.DEDUCTION)
    return -sum(lines.values_list("amount", flat=True))
