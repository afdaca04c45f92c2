"""The guide followed in a real browser: a review of poor households to its certificates, and what a household needs."""

from __future__ import annotations

import datetime

import pytest

from ansinh.acts import permit
from ansinh.record.models.people import Household, Person
from ansinh.record.models.places import Unit
from ansinh.record.models.poverty import HouseholdClass
from tests.acts import people as cast
from tests.cast import Office
from tests.pages.browser.test_guide_first import Follow

AUTUMN = datetime.date(2026, 11, 10)


@pytest.fixture
def homes(commune: Unit, today: dict[str, datetime.date]) -> list[Household]:
    """A poor household of two and one that asks, in November 2026."""
    today["day"] = AUTUMN
    made = []
    with permit.everywhere("tests"):
        for head, child, said in (("Vũ Văn Hiền", "Vũ Thị Con", "poor"), ("Trần Thị Xuân", "Trần Văn Bé", "")):
            home = Household.objects.create(unit=commune, village="Ngũ Phúc", head=head, code="")
            for name, born in ((head, "1970-05-05"), (child, "2015-05-05")):
                one = cast.person(name, commune, born=born)
                Person.objects.filter(pk=one.pk).update(household=home, village="Ngũ Phúc")
                if said:
                    cast.fact(one, "household", said)
            made.append(home)
    return made


def test_ra_soat_ho_ngheo(follow: Follow, homes: list[Household], office: Office) -> None:
    walk = follow("ra-soat-ho-ngheo")
    page = walk.by("lan")
    walk.at("Mở đợt, lập danh sách")
    walk.press("Hộ nghèo")
    walk.fill(year="2026")
    page.select_option("#id_region", "red_river")
    walk.press("Mở đợt này")
    walk.press("Lập danh sách của 1 xã")
    walk.press(page.locator("main td a").first)
    here = page.url.removeprefix(walk.base)
    walk.open("Thêm một hộ")
    walk.fill(who="Trần Thị Xuân 1970", asked_on="02/10/2026")
    page.select_option("#id_why", "asked")
    walk.press("Đưa hộ vào danh sách")
    walk.picture("ra-soat", "main", most=620)
    walk.at("Phiếu từng hộ")
    for head, lacks in (
        ("Vũ Văn Hiền", ("Việc làm", "Bảo hiểm y tế", "Chất lượng nhà ở")),
        ("Trần Thị Xuân", ("Việc làm", "Bảo hiểm y tế", "Chất lượng nhà ở")),
    ):
        walk.go(here)
        walk.press(page.locator(f"main a:has-text('{head}')").first)
        walk.fill(interviewer="Nguyễn Thị An", taken_on="03/10/2026", income="1.400.000")
        for one in lacks:
            page.check(f"label:has-text('{one}') input")
        if head == "Vũ Văn Hiền":
            walk.picture("phieu-ho", "main form", most=700)
        walk.press("Ghi phiếu…")
    walk.go(here)
    walk.press("Rà soát xong…")
    walk.at("Họp thôn, niêm yết")
    walk.fill(held_on="05/10/2026", chair="Bùi Văn Trưởng", secretary="Đỗ Thị Ký", representative="Lê Thị Tư",
              present="40", agreeing="36")  # fmt: skip
    walk.picture("hop-thon", "main section.card", ring="main .button.main")
    walk.press("Ghi cuộc họp")
    walk.fill(posted_on="06/10/2026")
    walk.press("Ghi niêm yết")
    walk.look()
    chair = walk.by("minh")
    walk.at("Ký, giấy chứng nhận")
    walk.go(here)
    walk.fill(number="12/QĐ-UBND", decided_on="20/10/2026")
    walk.picture(
        "ky-cong-nhan", chair.locator("section.card", has=chair.locator("#id_number")), ring="main .button.main"
    )
    walk.press("Ký công nhận…")
    walk.by("lan")
    walk.go(here)
    walk.press("Giấy tờ của đợt rà soát")
    assert HouseholdClass.objects.count() == 2
    walk.at("Cả xã, cả tỉnh")
    walk.go("/ho-ngheo/?nam=2027")
    walk.done()


def test_ho_can_gi(follow: Follow, commune: Unit, homes: list[Household]) -> None:
    home = homes[0]
    with permit.everywhere("tests"):
        HouseholdClass.objects.create(
            household=home, unit=commune, data_year=2026, from_month=2026 * 12, until_month=2027 * 12, klass="poor",
            members=2, lacks=["job", "insurance", "housing"], causes=["capital"], basis="QĐ 9/QĐ-UBND",
        )  # fmt: skip
    walk = follow("ho-can-gi")
    page = walk.by("lan")
    walk.at("Xem một hộ")
    walk.press("Hộ nghèo")
    walk.press("Hộ thiếu gì")
    walk.picture("ho-thieu-gi", "main", most=520)
    walk.go(f"/ho/{home.pk}/")
    walk.picture("the-ho", "main", most=700)
    walk.at("Ghi đã giúp")
    walk.open("Ghi đã giúp hộ")
    page.select_option("#id_indicator", "insurance")
    walk.fill(what="Cấp thẻ bảo hiểm y tế cho hai người", given_on="01/11/2026", giver="UBND xã")
    walk.picture("da-giup", "details:has(#id_indicator)", ring="details:has(#id_indicator) .button.main")
    walk.press("Ghi việc giúp")
    walk.look()
    walk.at("Hộ thay đổi")
    walk.picture("ho-thay-doi", "section.card:has(> h2:text-is('Hộ thay đổi'))")
    walk.done()
