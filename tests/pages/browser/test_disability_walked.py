"""Disability walked whole in a real browser, with the tiers of 2021 and of 2026: from the request to the paid list."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from playwright.sync_api import Page

from ansinh.acts import permit
from ansinh.acts.disability import certificates
from ansinh.record.models.disability import Assessment, Certificate, Referral
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.people import Person
from tests.acts import councils
from tests.cast import Office, PhuCu
from tests.pages.browser.conftest import THREE, TWO, Reader, press
from tests.pages.browser.test_procedures_walked import (
    HOME,
    Walk,
    level,
    paid_next,
    settled,
    signed,
    signs_for,
    take_in,
    through,
)  # fmt: skip

NAME = "Trần Thị Cúc"


def seated(phu_cu: PhuCu, office: Office, day: datetime.date) -> None:
    unit = (phu_cu.communes if day == THREE else phu_cu.today)[HOME[day]]
    with permit.everywhere("tests"):
        councils.seated(unit, office, datetime.date(day.year, 1, 5))


def requested(reader: Reader, person: Person, what: str = "") -> Page:
    page = reader.go(f"/khuyet-tat/don/?nguoi={person.pk}")
    if what:
        page.check(f"input[name=what][value={what}]")
    press(page, "text=Tiếp nhận hồ sơ")
    page.wait_for_selector("text=Đã nhận hồ sơ")
    return page


def met(page: Page, day: datetime.date) -> None:
    """A session is held and the person comes before it."""
    press(page, "text=Mở phiên họp")
    page.fill("#id_day", f"{day:%d/%m/%Y}")
    page.fill("#id_place", "Trạm y tế xã")
    press(page, "main button.main")
    for box in page.locator("input[name=member]").all()[:5]:
        box.check()
    press(page, "button:has-text('Ghi người dự họp')")
    press(page, "text=Đưa ra phiên họp này")


def concluded(page: Page, points: str, choice: str, label: str) -> None:
    """The form, the vote, the conclusion and the minutes."""
    press(page, "main a.button.main")
    page.check("input[name=feature][value='1.4']")
    for at, value in enumerate(points, 1):
        page.check(f"input[name=p{at}][value='{value}']")
    press(page, "text=Lưu phiếu")
    page.select_option("#all", choice)
    press(page, "button:has-text('Ghi biểu quyết')")
    press(page, f"button:has-text('Kết luận: {label}')")
    page.fill("#id_opinions", "Nhất trí.")
    press(page, "main button:has-text('Ghi biên bản')")


def certified(page: Page, chair: Page, label: str) -> None:
    """The chair signs the certificate, and the officer hands it over."""
    page.wait_for_selector("text=Chờ Chủ tịch UBND cấp xã ký")
    chair.goto(page.url)
    chair.once("dialog", lambda asked: asked.accept())
    press(chair, f"button:has-text('Ký giấy xác nhận: {NAME}, {label}')")
    chair.wait_for_selector("text=Đã ký giấy xác nhận")
    page.reload()
    press(page, "text=Trả kết quả ở hồ sơ")
    press(page, "text=Đã giao kết quả cho người nộp")
    page.wait_for_selector("text=Đã trả kết quả")


def decided(
    reader: Reader, chair: Page, person: Person, walk: Walk, day: datetime.date, phu_cu: PhuCu, today: dict[str, Any]
) -> None:
    """The dossier that follows from the certificate, up to its signed decision."""
    page = reader.page
    take_in(reader, person, walk, today["day"])
    address = through(page, chair, today)
    signed(reader, page, chair, signs_for("", walk, day, phu_cu))
    page.goto(address)
    press(page, "text=Đã giao kết quả cho người nộp")
    page.wait_for_selector("text=Đã trả kết quả")


@pytest.mark.parametrize("day", [THREE, TWO], ids=["2021", "2026"])
def test_from_the_request_to_the_month_that_pays(
    day: datetime.date, reader: Reader, chair: Page, office: Office, phu_cu: PhuCu, today: dict[str, Any]
) -> None:
    today["day"] = day
    seated(phu_cu, office, day)
    walk = Walk("monthly-allowance/K6", {}, 1985, paid=level(15))
    person = settled(walk, phu_cu, day)
    reader.sign_in("lan")
    page = requested(reader, person)
    met(page, day)
    concluded(page, "1111111000", "severe", "nặng")
    today["day"] += datetime.timedelta(days=3)
    certified(page, chair, "nặng")
    made = Certificate.objects.get()
    assert (made.code, made.signed_on, made.unit) == (f"1/{day.year}", today["day"], person.unit)
    page = reader.go(f"/khuyet-tat/giay/{made.pk}/")
    press(page, "text=Lập hồ sơ trợ cấp cho người này")
    assert page.locator("button[value='monthly-allowance/K6']").count() == 1
    decided(reader, chair, person, walk, day, phu_cu, today)
    assert paid_next(reader, person, walk, office, today["day"]) == walk.paid(day)


@pytest.mark.parametrize("day", [THREE, TWO], ids=["2021", "2026"])
def test_a_graver_degree_raises_what_is_paid(
    day: datetime.date, reader: Reader, chair: Page, office: Office, phu_cu: PhuCu, today: dict[str, Any]
) -> None:
    today["day"] = day
    seated(phu_cu, office, day)
    walk = Walk("adjustment/K6", {}, 1985, "K6.N", {"disability": "severe"}, paid=level(20))
    person = settled(walk, phu_cu, day)
    old = certificate(person, office, "severe")
    reader.sign_in("lan")
    page = requested(reader, person, "degree")
    met(page, day)
    concluded(page, "2222222000", "extreme", "đặc biệt nặng")
    certified(page, chair, "đặc biệt nặng")
    old.refresh_from_db()
    assert old.replaced_by is not None
    assert (old.state, old.replaced_by.reason, old.replaced_by.degree) == ("replaced", "degree", "extreme")
    decided(reader, chair, person, walk, day, phu_cu, today)
    assert paid_next(reader, person, walk, office, today["day"]) == walk.paid(day)


def certificate(person: Person, office: Office, degree: str, **more: Any) -> Certificate:
    """A paper issued before, recorded."""
    with permit.everywhere("tests"):
        return certificates.record_paper(
            person, number="15/GXN", signed_on=datetime.date(2020, 5, 4), degree=degree, of=["movement"],
            by=office.lan, **more,
        )  # fmt: skip


@pytest.mark.parametrize("day", [THREE, TWO], ids=["2021", "2026"])
def test_a_lost_paper_is_issued_again_by_its_dossier(
    day: datetime.date, reader: Reader, chair: Page, office: Office, phu_cu: PhuCu, today: dict[str, Any]
) -> None:
    today["day"] = day
    person = settled(Walk("", {}, 1985, "K6.N", {"disability": "severe"}), phu_cu, day)
    old = certificate(person, office, "severe")
    reader.sign_in("lan")
    page = requested(reader, person, "lost")
    press(page, f"main >> text={NAME}")
    page.wait_for_selector("text=đang chờ ký, hạn")
    chair.goto(page.url)
    assert chair.locator("#id_reason").input_value() == "lost"
    press(chair, "button:has-text('Ký giấy mới, giữ kết luận cũ')")
    chair.wait_for_selector(f"text=Đã ký giấy mới số 1/{day.year}")
    old.refresh_from_db()
    assert (old.state, old.replaced_by and old.replaced_by.degree) == ("replaced", "severe")
    page.goto(chair.url)
    press(page, "text=Trả giấy cho người đề nghị")
    press(page, "text=Đã giao kết quả cho người nộp")
    page.wait_for_selector("text=Đã trả kết quả")
    assert Dossier.objects.get().outcome == "granted"


@pytest.mark.parametrize("day", [THREE, TWO], ids=["2021", "2026"])
def test_a_child_who_turned_six_comes_before_the_council_with_the_other_form(
    day: datetime.date, reader: Reader, chair: Page, office: Office, phu_cu: PhuCu, today: dict[str, Any]
) -> None:
    today["day"] = day
    seated(phu_cu, office, day)
    child = settled(Walk("", {}, day.year - 6), phu_cu, day)
    Person.objects.filter(pk=child.pk).update(birth_year=day.year - 6, birth_month=2, birth_day=9)
    with permit.everywhere("tests"):
        certificates.record_paper(
            child, number="9/GXN", signed_on=datetime.date(day.year - 2, 5, 4), degree="severe", of=["movement"],
            form="02", signs=["2.3"], by=office.lan,
        )  # fmt: skip
    reader.sign_in("lan")
    page = reader.go("/khuyet-tat/du-6-tuoi/")
    assert page.locator("text=cấp lại: làm hồ sơ xác định lại").count() == 1
    press(page, f"text={NAME}")
    press(page, "text=Nhận đơn đổi, cấp lại, xác định lại")
    page.check("input[name=what][value=six]")
    press(page, "text=Tiếp nhận hồ sơ")
    met(page, day)
    assert page.locator("text=Ghi phiếu (Mẫu 03)").count() == 1
    concluded(page, "1111111000", "severe", "nặng")
    certified(page, chair, "nặng")
    new = Certificate.objects.get(state="valid")
    assert (new.form, new.reason) == ("03", "six")


@pytest.mark.parametrize("day", [THREE, TWO], ids=["2021", "2026"])
def test_a_complaint_and_the_board_only_as_the_law_opens_it(
    day: datetime.date, reader: Reader, chair: Page, office: Office, phu_cu: PhuCu, today: dict[str, Any]
) -> None:
    today["day"] = day
    seated(phu_cu, office, day)
    person = settled(Walk("", {}, 1985), phu_cu, day)
    reader.sign_in("lan")
    page = requested(reader, person)
    met(page, day)
    concluded(page, "1110000000", "mild", "nhẹ")
    for letter in "abc":
        asks_the_board(page, letter)
        assert f"Điều 15 khoản 2 điểm {letter}, 51/2010/QH12" in page.locator("#errors").inner_text()
    assert Referral.objects.count() == 0
    assert [said for said in reader.troubles if "422" not in said] == []
    reader.troubles.clear()
    page.locator("summary:has-text('Ghi một khiếu nại')").click()
    page.fill("#id_from_whom", NAME)
    page.check("#id_own")
    page.locator("form[action$='khieu-nai/'] textarea").fill("Tôi không đi lại được.")
    press(page, "button:has-text('Ghi khiếu nại')")
    page.wait_for_selector("text=Hội đồng trả lời trong 5 ngày làm việc")
    page.locator("form[action$='tra-loi/'] textarea").fill("Hội đồng giữ kết luận: phiếu 3 điểm.")
    press(page, "button:has-text('Ghi trả lời của Hội đồng')")
    page.wait_for_selector("text=Đã ghi trả lời")
    asks_the_board(page, "b")
    page.wait_for_selector("text=Phí giám định: chờ kết quả mới biết ai trả")
    page.fill("#id_sent_on", f"{day:%d/%m/%Y}")
    press(page, "button:has-text('Đã gửi hồ sơ giám định')")
    page.fill("#id_number", "12/GĐYK")
    page.fill("#id_issued_on", f"{day:%d/%m/%Y}")
    page.select_option("#id_degree", "severe")
    page.check("input[name=kinds][value=movement]")
    page.select_option("#id_upheld", "yes")
    press(page, "button:has-text('Ghi biên bản giám định')")
    page.wait_for_selector("text=Phí giám định: ngân sách nhà nước trả")
    certified(page, chair, "nặng")
    assert Certificate.objects.get().source == "board"


@pytest.mark.parametrize("day", [THREE, TWO], ids=["2021", "2026"])
def test_evidence_that_the_council_was_not_objective_opens_the_board(
    day: datetime.date, reader: Reader, office: Office, phu_cu: PhuCu, today: dict[str, Any]
) -> None:
    today["day"] = day
    seated(phu_cu, office, day)
    person = settled(Walk("", {}, 1985), phu_cu, day)
    reader.sign_in("lan")
    page = requested(reader, person)
    met(page, day)
    concluded(page, "1110000000", "mild", "nhẹ")
    asks_the_board(page, "c", evidence="Bệnh án: liệt hai chân từ 2019.")
    page.wait_for_selector("text=Đã lập hồ sơ chuyển giám định y khoa")
    assert Assessment.objects.get().referral.ground == "c"


def asks_the_board(page: Page, ground: str, evidence: str = "") -> None:
    fold = page.locator("details:has(summary:has-text('Chuyển giám định y khoa'))")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    fold.locator(f"input[name=ground][value={ground}]").check()
    fold.locator("textarea[name=reason]").fill("Gia đình đề nghị.")
    fold.locator("textarea[name=evidence]").fill(evidence)
    press(page, fold.locator("button[type=submit]"))
