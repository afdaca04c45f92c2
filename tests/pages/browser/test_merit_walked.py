"""A death of somebody wounded walked in a real browser: funeral, three months, the widow's award, the list."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from playwright.sync_api import Page

from ansinh.acts import permit, preparing
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.people import Person
from tests.acts.people import person
from tests.acts.test_merit import AUGUST, DEGREE, SUPPLEMENT, WOUNDED, gives, of, with_merit
from tests.cast import Office, PhuCu
from tests.pages.browser.conftest import Reader, press
from tests.pages.browser.test_procedures_walked import Walk, fill_in, take_in, through

DAY = datetime.date(2024, 8, 12)
SURVIVOR = {
    "survivor_of": "tb", "survivor_as": "spouse", "retirement_age": "on", "lone": "on",
    "dead_name": "Nguyễn Văn Bình", "condition_met": "8/2024",
}  # fmt: skip


@pytest.fixture
def couple(phu_cu: PhuCu) -> tuple[Person, Person]:
    """Somebody wounded of 85 % with an attendant, and his wife."""
    with permit.everywhere("tests"):
        wounded = with_merit("Nguyễn Văn Bình", phu_cu, **WOUNDED)
        gives(wounded, "merit_wounded", "TB")
        gives(wounded, "merit_attendant", "PV")
        return wounded, person("Lê Thị Mai", phu_cu.communes["Tống Trân"], born="1956-05-02", sex="female")


def test_a_death_is_walked_to_the_months_list_of_merit(
    reader: Reader, chair: Page, office: Office, phu_cu: PhuCu, today: dict[str, Any], couple: tuple[Person, Person]
) -> None:
    wounded, wife = couple
    today["day"] = DAY
    page = reader.sign_in("lan")
    buried = {"died_on": "10/08/2024", "receiver_name": "Nguyễn Văn Con", "receiver_relation": "con"}
    take_in(reader, wounded, Walk("merit-funeral/MTP.NCC", buried), DAY)
    page.wait_for_selector("text=Khai mất ngày 10/08/2024")
    recorded(page, through(page, chair, today), "812/QĐ-SLĐTBXH")
    reader.examine(f"/ho-so/{Dossier.objects.latest('pk').pk}/")
    page = reader.go(f"/ho-so/moi/?nguoi={wife.pk}")
    press(page, "a:has-text('Người có công (')")
    assert not page.locator("button[value^='monthly-allowance']").count()
    fill_in(page, Walk("merit-survivor/TUAT", SURVIVOR), DAY)
    signed_here(reader, chair, through(page, chair, today))
    with permit.acting(office.lan):
        run = preparing.prepare(month=AUGUST, scope=phu_cu.district, by=office.lan, on=DAY)
    paid = of(run, wounded)
    assert (paid["merit_funeral"], paid["merit_death"]) == (23_400_000, 3 * (DEGREE + SUPPLEMENT))
    assert {award.kind: award.from_month for award in wife.awards.all()} == {
        "merit_survivor": AUGUST + 1, "merit_nurture": AUGUST + 1,
    }  # fmt: skip
    listed = reader.go(f"/ky-chi-tra/{run.pk}/nguoi/?nguon=1")
    assert listed.locator("td:has-text('Nguyễn Văn Bình')").count()
    hers = f"/nguoi/{wife.pk}/"
    reader.examine(f"/ho-so/moi/?nguoi={wife.pk}&loai=nguoi-co-cong")
    for address in ("/nguoi-co-cong/di-chuyen/", hers, f"{hers}xac-nhan-nguoi-co-cong/", f"{hers}di-chuyen-ho-so/"):
        reader.examine(address)


def recorded(page: Page, address: str, number: str) -> None:
    """The bureau's paper decision is typed, after one that was typed wrongly."""
    page.goto(address)
    press(page, "a:has-text('Sở đã ký trên giấy')")
    page.fill("#id_number", number)
    page.fill("#id_signed_on", "13/08/2024")
    press(page, "button:has-text('Ghi quyết định')")
    page.wait_for_selector("text=Ngày ký sau hôm nay.")
    assert page.input_value("#id_number") == number
    page.fill("#id_signed_on", "12/08/2024")
    press(page, "button:has-text('Ghi quyết định')")
    page.wait_for_selector(f"text=Đã ghi quyết định số {number}.")


def signed_here(reader: Reader, chair: Page, address: str) -> None:
    """The bureau's director signs the draft of the dossier at an address."""
    chair.goto(address)
    press(chair, "a:has-text('Xem và ký')")
    press(chair, "button:has-text('Ký, cấp số 1/')")
    chair.wait_for_selector("text=Đã ký, số 1/QĐ-SLĐTBXH")
