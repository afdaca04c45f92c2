"""Both reports read in the browser: every number of each is a link, and the link opens what it is counted from."""

from __future__ import annotations

import datetime

import pytest

from ansinh.acts import activities, training
from ansinh.acts.reporting import drafting, plans
from ansinh.law.report_periods import read
from ansinh.pages.reporting import numbers
from ansinh.record.models.poverty import HouseholdCount
from ansinh.record.models.reporting import Report
from tests.cast import Office, PhuCu
from tests.pages.browser.conftest import Reader, press

ON = datetime.date(2021, 6, 14)
PAGES = (
    "/bao-cao/", "/bao-cao/moi/", "/bao-cao/chi-tieu/", "/bao-cao/xa/", "/tre-em/xa-phu-hop/", "/thi-dua/",
    "/viec-lam/", "/kiem-tra/", "/hoat-dong/", "/hoat-dong/doi/", "/tap-huan/", "/quyet-dinh/trong-ky/",
)  # fmt: skip


def opened(reader: Reader, report: Report) -> set[str]:
    """Follow every number of the report there is; which indicators were opened."""
    page = reader.go(f"/bao-cao/{report.pk}/")
    links = [one.get_attribute("href") or "" for one in page.locator("article.paper a").all()]
    for link in dict.fromkeys(links):
        reader.go(link)
        assert page.locator("h1").inner_text() and page.locator("main .figure").count() == 1, link
        assert page.locator("main table tbody tr").count() or page.locator("main p.soft").count(), link
        if (stands := page.locator("a:has-text('Mở trang của số này')")).count():
            press(page, stands)
    assert not reader.troubles
    return {link.rstrip("/").split("/")[-1] for link in links}


@pytest.fixture
def busy(phu_cu: PhuCu, office: Office) -> Report:
    """A half-year's report of a district that did a little of much."""
    unit = phu_cu.communes["Tam Đa"]
    day = datetime.date(2021, 3, 15)
    for kind, title in (("trade", "May"), ("farming", "Lúa"), ("children", "Trẻ em"), ("equality", "Nữ")):
        held = training.hold(unit, kind=kind, title=title, place="x", first_day=day, last_day=day, hours=8, teacher="x",
                             paper="KH", by=office.lan)  # fmt: skip
        training.enrol_many(held, [("Vũ Thị Học", "")], by=office.lan)
    activities.place(unit, [activities.Worker("Vũ Văn Làm", 1990)], on=day, employer="CT", through="x", by=office.lan)
    activities.inspect(unit, plan="KH", about="x", first_day=day, last_day=day, team=[("x", "")], by=office.lan)
    activities.hold(
        unit, field="evils", kind="contest", title="Hội thi", place="trường", first_day=day, last_day=day, by=office.lan
    )
    activities.reorganise(unit, field="evils", name="Đội", on=day, paper="QĐ", members=[("x", "")], by=office.lan)
    plans.plan("jobs_created", phu_cu.district, read("year-2021-1"), least=1, most=2, paper="KH", by=office.lan)
    made = drafting.draft("district_half_year", phu_cu.district, read("half-2021-1"), on=ON, by=office.lan)
    numbers.reckon(made, by=office.lan)
    return made


def test_every_number_of_the_half_year_report_opens(reader: Reader, busy: Report, signed_in) -> None:
    signed_in("lan")
    reader.sign_in("lan")
    told = opened(reader, busy)
    assert {"workers_trained", "jobs_created", "technique_attendances", "communes_inspected", "evils_contests",
            "volunteer_teams", "children_work_trained"} <= told  # fmt: skip
    reader.examine(f"/bao-cao/{busy.pk}/")
    reader.examine(f"/bao-cao/{busy.pk}/so/so/jobs_created/")


def test_every_number_of_the_speech_opens(reader: Reader, phu_cu: PhuCu, office: Office, signed_in) -> None:
    unit = phu_cu.communes["Tam Đa"]
    office.lan.places.set([phu_cu.province])
    HouseholdCount.objects.create(unit=unit, data_year=2022, households=2_000, members=6_000, source="x")
    made = drafting.draft(
        "province_speech", phu_cu.province, read("half-2023-1"), on=datetime.date(2023, 6, 14), by=office.lan
    )
    numbers.reckon(made, by=office.lan)
    signed_in("lan")
    reader.sign_in("lan")
    assert "programme_documents" in opened(reader, made)
    for page in PAGES:
        reader.examine(page)
    assert not reader.troubles
