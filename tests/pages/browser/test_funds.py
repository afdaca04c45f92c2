"""Quỹ on an office screen and on a phone: every page and form, and a pledge taken at the counter to its receipt."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from ansinh.acts import fund_money, funds, permit
from ansinh.acts.fund_money import Bill, Whom
from ansinh.record.models.funds import Fund
from tests.cast import Office, PhuCu
from tests.pages.browser.conftest import Reader, press


@pytest.fixture
def fund(phu_cu: PhuCu, office: Office) -> Fund:
    """The gratitude fund of Tống Trân with a plan and a spending that wait, a pledge and a receipt."""
    today = timezone.localdate()
    by = {"by": office.lan, "on": today}
    with permit.acting(office.lan):
        made = funds.open_fund("gratitude", phu_cu.today["Tống Trân"], opened_on=datetime.date(today.year, 1, 1),
                               opening=10_000_000, paper="BB 1", **by)  # fmt: skip
        funds.plan(made, today.year, to_raise=20_000_000, to_spend={"care": 5_000_000}, paper="KH 5", **by)
        fund_money.pledge(made, Whom("Công ty May"), amount=900_000, pledged_on=today, **by)
        fund_money.receive(made, Whom("Công ty May"), amount=100_000, received_on=today, **by)
        fund_money.propose(made, Bill("care", "Thăm", Whom("Vũ Thị Lụa"), 1_000, today, "1/QĐ", today), **by)
    return made


def test_every_page_of_a_fund(reader: Reader, fund: Fund) -> None:
    reader.sign_in("lan")
    here = f"/quy/{fund.pk}/"
    for path in ("/quy/", "/quy/mo/", here, *(f"{here}viec/{verb}/" for verb in ("ke-hoach", "ung-ho", "phieu-thu",
                                                                               "chi"))):  # fmt: skip
        reader.examine(path)


def test_every_page_of_who_approves(reader: Reader, fund: Fund) -> None:
    reader.sign_in("minh")
    for what, entry in (("ke-hoach", fund.plans.get()), ("chi", fund.spendings.get())):
        reader.examine(f"/quy/{fund.pk}/{what}/{entry.pk}/")
        reader.examine(f"/quy/{fund.pk}/{what}/{entry.pk}/huy/")


def test_a_pledge_is_paid_at_the_counter(reader: Reader, fund: Fund) -> None:
    reader.sign_in("lan")
    page = reader.page
    reader.go(f"/quy/{fund.pk}/")
    press(page, page.get_by_role("link", name="Ghi phiếu thu").first)
    assert page.get_by_label("Số tiền (đồng)").input_value() == "900.000"
    page.get_by_label("Số tiền (đồng)").fill("900.001")
    press(page, page.get_by_role("button", name="Ghi phiếu thu"))
    assert "chỉ còn 900.000" in page.locator("#errors").inner_text()
    page.get_by_label("Số tiền (đồng)").fill("900.000")
    press(page, page.get_by_role("button", name="Ghi phiếu thu"))
    assert "Còn 11.000.000" in page.locator("main").inner_text().replace("\xa0", " ")
    with page.expect_download() as download:
        page.get_by_role("link", name="2/PT-ĐƠĐN").click()
    assert download.value.suggested_filename.endswith(".docx")
