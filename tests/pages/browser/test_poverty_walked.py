"""A review of poor households in a real browser, from its list to the certificate: under three tiers, and under two."""

from __future__ import annotations

import datetime

import pytest
from playwright.sync_api import Page

from ansinh.acts import production, training
from ansinh.acts import programme_money as money
from ansinh.acts.poverty import opening
from ansinh.record.models.people import Household, Person
from ansinh.record.models.places import Unit
from ansinh.record.models.poverty import HouseholdClass, HouseholdCount
from tests.acts import people
from tests.cast import Office, PhuCu
from tests.pages.browser.conftest import Reader, press

DAYS = {2022: datetime.date(2022, 11, 10), 2026: datetime.date(2026, 11, 10)}


@pytest.fixture(params=[2022, 2026])
def year(request: pytest.FixtureRequest, today: dict[str, datetime.date]) -> int:
    today["day"] = DAYS[request.param]
    return request.param


@pytest.fixture
def commune(year: int, office: Office, phu_cu: PhuCu) -> Unit:
    """A commune with a poor household of two and one that asks."""
    unit = phu_cu.communes["Tam Đa"] if year == 2022 else phu_cu.today["Tống Trân"]
    for head, child, said in (("Vũ Văn Nghèo", "Vũ Thị Con", "poor"), ("Trần Thị Xin", "Trần Văn Bé", "")):
        home = Household.objects.create(unit=unit, village="Ngũ Phúc", head=head, code=head)
        for name, born in ((head, "1970-05-05"), (child, "2015-05-05")):
            one = people.person(name, unit, born=born)
            Person.objects.filter(pk=one.pk).update(household=home, village="Ngũ Phúc")
            if said:
                people.fact(one, "household", said)
    return unit


def opened(reader: Reader, commune: Unit, year: int) -> str:
    """The review of the year opened and the commune's list made; the address of the commune's review."""
    page = reader.go("/ho-ngheo/")
    page.fill("#id_year", str(year))
    place = page.locator("#id_scope option", has_text="Phù Cừ" if year == 2022 else commune.name).first
    page.select_option("#id_scope", value=place.get_attribute("value"))
    page.select_option("#id_region", "red_river")
    press(page, "text=Mở đợt này")
    press(page, "button:has-text('Lập danh sách của')")
    press(page, page.locator(f"main a:has-text('{commune.name}')").first)
    return page.url


def test_a_review_is_walked_from_its_list_to_the_certificate(
    reader: Reader, chair: Page, commune: Unit, year: int
) -> None:
    page = reader.sign_in("lan")
    here = opened(reader, commune, year)
    page.locator("summary:has-text('Thêm một hộ')").click()
    page.fill("#id_who", "Trần Thị Xin 1970")
    page.select_option("#id_why", "asked")
    page.fill("#id_asked_on", f"02/10/{year}")
    press(page, "text=Đưa hộ vào danh sách")
    assert "Còn 2 hộ chưa có phiếu" in page.locator("main").inner_text()
    found = {"Vũ Văn Nghèo": ("Việc làm",), "Trần Thị Xin": ("Việc làm", "Bảo hiểm y tế", "Chất lượng nhà ở")}
    for head, lacks in found.items():
        page.goto(here)
        press(page, f"main a:has-text('{head}')")
        page.fill("#id_interviewer", "Nguyễn Thị A")
        page.fill("#id_taken_on", f"31/08/{year}")
        page.fill("#id_income", "1.400.000")
        if year == 2022:
            page.fill("#id_b1", "120")
        for one in lacks:
            page.check(f"label:has-text('{one}') input")
        press(page, "button:has-text('Ghi phiếu')")
        assert "nằm ngoài đợt" in page.locator(".errors").inner_text() and page.input_value("#id_interviewer")
        assert "422" in reader.troubles.pop()
        page.fill("#id_taken_on", f"03/10/{year}")
        press(page, "button:has-text('Ghi phiếu')")
        assert "dự kiến, chưa có quyết định" in page.locator("main").inner_text()
    page.goto(here)
    press(page, "button:has-text('Rà soát xong 2 hộ')")
    for name, value in (("held_on", f"05/10/{year}"), ("chair", "Trưởng thôn"), ("secretary", "Thư ký"),
                        ("representative", "Bà Tư"), ("present", "40"), ("agreeing", "19")):  # fmt: skip
        page.fill(f"#id_{name}", value)
    press(page, "button:has-text('Ghi cuộc họp')")
    assert "chưa đủ một nửa đồng ý" in page.locator("body").inner_text()


def test_the_second_half_goes_to_the_signature(reader: Reader, chair: Page, commune: Unit, year: int) -> None:
    page = reader.sign_in("lan")
    here = opened(reader, commune, year)
    press(page, "main a:has-text('Vũ Văn Nghèo')")
    page.fill("#id_interviewer", "Nguyễn Thị A")
    page.fill("#id_taken_on", f"03/10/{year}")
    page.fill("#id_income", "1.400.000")
    if year == 2022:
        page.fill("#id_b1", "120")
    for one in ("Việc làm", "Bảo hiểm y tế", "Chất lượng nhà ở"):
        page.check(f"label:has-text('{one}') input")
    press(page, "button:has-text('Ghi phiếu')")
    page.goto(here)
    press(page, "button:has-text('Rà soát xong 1 hộ')")
    for name, value in (("held_on", f"05/10/{year}"), ("chair", "Trưởng thôn"), ("secretary", "Thư ký"),
                        ("representative", "Bà Tư"), ("present", "40"), ("agreeing", "31")):  # fmt: skip
        page.fill(f"#id_{name}", value)
    press(page, "button:has-text('Ghi cuộc họp')")
    page.fill("#id_posted_on", f"06/10/{year}")
    press(page, "button:has-text('Ghi niêm yết')")
    if year == 2022:
        page.fill("#id_of", "UBND huyện Phù Cừ")
        page.fill("#id_asked_on", "12/10/2022")
        press(page, "button:has-text('Gửi xin ý kiến')")
        page.fill("#id_answer", "Nhất trí")
        page.fill("#id_answered_on", "17/10/2022")
        press(page, "button:has-text('Ghi ý kiến trả lời')")
    else:
        assert "không còn cấp huyện" in page.locator("main").inner_text()
    chair.goto(here)
    chair.fill("#id_number", "12/QĐ-UBND")
    chair.fill("#id_decided_on", f"20/10/{year}")
    press(chair, "button:has-text('Ký công nhận 1 hộ nghèo')")
    assert "Quyết định 12/QĐ-UBND" in chair.locator("main").inner_text()
    got = HouseholdClass.objects.get()
    assert (got.klass, got.data_year, got.certificate) == ("poor", year + 1, "01/GCN-HN.HCN")
    reader.go(f"/ho/{got.household_id}/")
    assert "01/GCN-HN.HCN" in page.locator("main").inner_text()


def test_every_page_is_open_to_everybody_and_fits_a_telephone(
    reader: Reader, office: Office, phu_cu: PhuCu, today: dict[str, datetime.date]
) -> None:
    today["day"] = DAYS[2026]
    unit = phu_cu.today["Tống Trân"]
    home = Household.objects.create(unit=unit, village="Ngũ Phúc", head="Vũ Văn Nghèo", code="H1")
    one = people.person("Vũ Văn Nghèo", unit, born="1970-05-05")
    Person.objects.filter(pk=one.pk).update(household=home, village="Ngũ Phúc")
    HouseholdClass.objects.create(household=home, unit=unit, data_year=2026, from_month=2026 * 12,
                                  until_month=2027 * 12, klass="poor", members=1, lacks=["job", "housing", "water"],
                                  causes=["capital"], basis="QĐ 9")  # fmt: skip
    HouseholdCount.objects.create(unit=unit, data_year=2026, households=200, members=800, source="sổ")
    day, lan = DAYS[2026], office.lan
    this = opening.open_round("yearly", 2026, scope=unit, region="red_river", by=lan, on=day)
    review = opening.list_commune(this, unit, by=lan)
    given = money.allocate("2026-2030", "1.3", unit, source="province", capital="recurrent", year=2026,
                           amount=5_000_000, paper="QĐ 1", given_on=day, by=lan, on=day)  # fmt: skip
    made = production.draft(unit, code="2026-2030", part="1.3", mode="community", place="other", name="Bò",
                            content="bò", cost=100, support=50, begins=day, months=12, visit_months=6,
                            by=lan)  # fmt: skip
    production.put_in(made, home, on=day, by=lan)
    held = training.hold(unit, kind="poverty", title="Rà soát", place="UBND xã", first_day=day, last_day=day, hours=8,
                         teacher="A", paper="KH 1", by=lan)  # fmt: skip
    training.enrol(held, name="Trần Văn B", office="Trưởng thôn", by=lan)
    reader.sign_in("lan")
    for path in (
        "/ho-ngheo/", f"/ho-ngheo/dot/{this.pk}/", f"/ho-ngheo/xa/{review.pk}/", f"/ho-ngheo/xa/{review.pk}/phieu/",
        f"/ho-ngheo/ho/{review.cases.get().pk}/", "/ho-ngheo/tung-ho/?nam=2026", "/ho-ngheo/bieu/?nam=2026",
        "/ho-ngheo/chi-tieu/?nam=2026", "/ho-ngheo/nhu-cau/?nam=2026", f"/ho/{home.pk}/", "/ho-ngheo/von/?nam=2026",
        f"/ho-ngheo/von/{given.pk}/", "/ho-ngheo/san-xuat/", f"/ho-ngheo/san-xuat/{made.pk}/", "/tap-huan/",
        f"/tap-huan/{held.pk}/", "/van-ban/", "/ho-ngheo/bang-diem/", "/ho-ngheo/so-ho/?nam=2026",
    ):  # fmt: skip
        reader.examine(path)
