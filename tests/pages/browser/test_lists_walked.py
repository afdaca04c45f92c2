"""Every other list in a real browser: a programme from its sentence to settled, health insurance and its answer."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

from ansinh.record.models.insurance import Cover
from ansinh.record.models.programmes import Item, Sheet
from tests.acts import people
from tests.cast import Office, PhuCu
from tests.pages.browser.conftest import THREE, TWO, Reader, press

HOME = {THREE: "Tam Đa", TWO: "Quang Hưng"}
TOWN = (("Vũ Thị Già", "1930", "poor"), ("Vũ Văn Lão", "1935", "poor"), ("Vũ Thị Trẻ", "1990", "near_poor"))


@pytest.fixture(params=[THREE, TWO], ids=["2021", "2026"])
def day(request: pytest.FixtureRequest, today: dict[str, datetime.date]) -> datetime.date:
    today["day"] = request.param
    return today["day"]


@pytest.fixture
def town(day: datetime.date, office: Office, phu_cu: PhuCu) -> str:
    """Three people of one commune with the class of their households; its name."""
    unit = (phu_cu.communes if day == THREE else phu_cu.today)[HOME[day]]
    for name, born, household in TOWN:
        people.fact(people.person(name, unit, born=born), "household", household)
    return HOME[day]


def test_a_programme_is_written_tried_and_carried_out(
    reader: Reader, chair: Page, town: str, day: datetime.date
) -> None:
    page = reader.sign_in("lan")
    reader.go("/chuong-trinh/moi/")
    page.fill("#id_name", "Quà trung thu cho người già hộ nghèo")
    page.fill("#id_slug", "qua-gia-ngheo")
    page.fill("#id_source", "Quỹ xã")
    page.fill("#id_code0", "G")
    page.fill("#id_name0", "Từ 80 tuổi, hộ nghèo")
    page.fill("#id_who0", "hộ = ngheo và tuổi từ 80")
    page.wait_for_selector(".told .wrong")
    page.fill("#id_who0", "hộ = nghèo và tuổi từ 80")
    page.wait_for_selector(".told:has-text('Đúng với 2 người')")
    press(page, "text=Giữ chương trình này")
    page.fill("#id_title", "Trung thu năm nay")
    page.fill("[name='level.G']", "300.000")
    page.fill("#id_basis", "KH 9/KH-UBND")
    page.fill("#id_money", "500.000")
    chosen = page.locator("#id_unit option", has_text="Phù Cừ" if day == THREE else HOME[day]).first
    page.select_option("#id_unit", value=chosen.get_attribute("value"))
    press(page, "text=Mở đợt này")
    press(page, "button:has-text('Lập danh sách của')")
    press(page, page.locator(f"a:has-text('{town}')").first)
    assert "2 suất" in page.locator("main").inner_text()
    address = page.url
    chair.goto(address)
    chair.fill("#id_paper", "12/QĐ-UBND")
    press(chair, "button:has-text('Duyệt danh sách')")
    assert "Vượt kinh phí được giao" in chair.locator(".errors").inner_text()
    page.locator("summary:has-text('Sửa một dòng')").click()
    page.select_option("#l2", label="Vũ Văn Lão, 1935")
    page.fill("#r2", "đã nhận của họ tộc")
    press(page, "button:has-text('Đưa ra')")
    chair.goto(address)
    chair.fill("#id_paper", "12/QĐ-UBND")
    press(chair, "button:has-text('Duyệt danh sách: 1 suất')")
    page.goto(address)
    page.fill("#id_on", f"{day:%d/%m/%Y}")
    press(page, "text=Ghi các dòng đã đánh dấu")
    press(page, "text=Quyết toán danh sách này")
    assert "Đã quyết toán" in page.locator("h1").inner_text()
    assert Sheet.objects.filter(stage="settled").count() == 1
    assert list(Item.objects.filter(state="handed").values_list("amount", flat=True)) == [300_000]


def test_health_insurance_goes_from_the_list_to_the_answer(
    reader: Reader, chair: Page, town: str, day: datetime.date, today: dict[str, Any], tmp_path: Path
) -> None:
    page = reader.sign_in("lan")
    listed(reader, page, town, 3)
    chair.goto(page.url)
    press(chair, "button:has-text('Duyệt danh sách: 3 dòng')")
    with chair.expect_download() as sent:
        chair.click("text=Tải tệp gửi bảo hiểm xã hội")
    sheet = load_workbook(io.BytesIO(Path(sent.value.path()).read_bytes())).active
    assert len([row for row in sheet.values if "Vũ Thị Già" in row]) == 1
    assert "Hộ nghèo" in reader.go("/bao-hiem/").locator("main").inner_text()
    today["day"] = (day.replace(day=28) + datetime.timedelta(days=10)).replace(day=5)
    with_death("Vũ Văn Lão", day)
    listed(reader, page, town, 1)
    chair.goto(page.url)
    assert chair.locator("tbody td:has-text('Đã mất')").count() == 1
    press(chair, "button:has-text('Duyệt danh sách: 1 dòng')")
    assert Cover.objects.filter(until_month__lt=2100 * 12).count() == 1
    answer = tmp_path / "bhxh.csv"
    answer.write_text(f"STT,Họ và tên,Năm sinh,Xã\n1,Vũ Thị Già,1930,{town}\n2,Trần Thị Lạ,1950,{town}\n", "utf-8-sig")
    reader.go("/bao-hiem/doi-chieu/")
    page.set_input_files("[name=file]", answer)
    press(page, "button:has-text('Đối chiếu')")
    told = page.locator("main").inner_text()
    assert "Khớp 1 người" in told and "sổ không có người này" in told and "Vũ Thị Trẻ" in told


def test_convalescence_is_walked_by_turn(reader: Reader, chair: Page, office: Office, phu_cu: PhuCu, today) -> None:
    today["day"] = TWO
    unit = phu_cu.today[HOME[TWO]]
    for name, degree, last in (("Vũ Văn Nặng", 85, 2025), ("Vũ Văn Nhẹ", 45, 2025), ("Vũ Văn Lượt", 45, 2024)):
        who = people.person(name, unit, born="1950")
        for kind, value in (("wounded", "tb"), ("wounded_degree", degree), ("convalesced", last)):
            people.fact(who, kind, value)
    page = reader.sign_in("lan")
    reader.go("/chuong-trinh/dieu-duong/")
    page.fill("#id_title", "Điều dưỡng 2026")
    page.select_option("#id_unit", label=page.locator("#id_unit option", has_text=HOME[TWO]).first.inner_text())
    press(page, "text=Mở đợt này")
    press(page, "button:has-text('Lập danh sách của')")
    press(page, page.locator(f"a:has-text('{HOME[TWO]}')").first)
    told = page.locator("main").inner_text()
    assert "Vũ Văn Nặng" in told and "Vũ Văn Lượt" in told and "Vũ Văn Nhẹ" not in told
    assert page.locator("tbody td:has-text('2024')").count() == 1, "who went when stands beside"
    address = page.url
    chair.goto(address)
    chair.fill("#id_paper", "12/QĐ-UBND")
    press(chair, "button:has-text('Duyệt danh sách: 2 suất')")
    page.goto(address)
    page.fill("#id_on", f"{TWO:%d/%m/%Y}")
    press(page, "text=Ghi các dòng đã đánh dấu")
    press(page, "text=Quyết toán danh sách này")
    press(page, "tbody a:has-text('Vũ Văn Lượt')")
    assert "gần nhất năm 2026, đến lượt năm 2028" in page.locator("main").inner_text()


def listed(reader: Reader, page: Page, town: str, lines: int) -> None:
    """The list of the month of the day is made, with so many lines."""
    reader.go("/bao-hiem/")
    if not page.input_value("#id_unit"):  # an office of several communes says which
        commune = page.locator("#id_unit option", has_text=town).first
        page.select_option("#id_unit", value=commune.get_attribute("value"))
    press(page, "button:has-text('Lập danh sách')")
    assert page.locator("tbody tr").count() == lines


def with_death(name: str, on: datetime.date) -> None:
    from ansinh.acts import permit
    from ansinh.record.models.people import Person

    with permit.everywhere("tests"):
        Person.objects.filter(full_name=name).update(died_on=on)


def test_the_pages_of_lists_hold_no_faults(reader: Reader, town: str) -> None:
    reader.sign_in("lan")
    for path in ("/chuong-trinh/", "/chuong-trinh/moi/", "/chuong-trinh/qua-tet-ho-ngheo/?thu=1", "/bao-hiem/",
                 "/bao-hiem/doi-chieu/"):  # fmt: skip
        reader.examine(path)
