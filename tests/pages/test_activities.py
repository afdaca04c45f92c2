"""The pages of activities: what is typed is kept or told at its field; another place's are not shown."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ansinh.record.models.activities import Event, Finding, Inspection, JobPlacement, Team
from tests.cast import Office, PhuCu

PAGES = ("/viec-lam/", "/tap-huan/", "/kiem-tra/", "/hoat-dong/", "/hoat-dong/doi/", "/quyet-dinh/trong-ky/")


@pytest.fixture
def as_lan(office: Office) -> Client:
    client = Client()
    client.force_login(office.lan)
    return client


def test_every_page_opens_for_whoever_may_see_and_writes_only_for_officers(as_lan: Client, office: Office) -> None:
    hoa = Client()
    hoa.force_login(office.hoa)
    for page in PAGES:
        assert as_lan.get(page).status_code == 200, page
        assert as_lan.get(f"{page}?tu=99/99/9999&den=x&linh-vuc=%00&loai=z").status_code == 200, page
        assert hoa.get(page).status_code == 200 and "Ghi những người này" not in hoa.get(page).content.decode()


def test_people_with_work_are_typed_one_a_line(as_lan: Client, phu_cu: PhuCu) -> None:
    told = {"unit": phu_cu.today["Tống Trân"].pk, "on": "05/01/2026", "employer": "CT", "through": "hội chợ",
            "workers": "Nguyễn Văn An, 1990\nVũ Thị Lan, 1992, nữ\n\n"}  # fmt: skip
    for given, said in (
        ({"workers": "An, 19x0"}, "viết như"), ({"workers": ""}, ""), ({"on": "32/01/2026"}, "32/01/2026"),
        ({"employer": ""}, ""), ({"unit": "0"}, ""),
    ):  # fmt: skip
        answer = as_lan.post("/viec-lam/", told | given)
        assert answer.status_code == 422 and said in answer.content.decode()
        assert not JobPlacement.objects.exists()
    assert as_lan.post("/viec-lam/", told).status_code == 302
    assert list(JobPlacement.objects.order_by("name").values_list("name", "woman")) == [
        ("Nguyễn Văn An", False), ("Vũ Thị Lan", True),
    ]  # fmt: skip
    assert "Vũ Thị Lan" in as_lan.get("/viec-lam/?tu=01/01/2026&den=31/01/2026").content.decode()
    assert "Vũ Thị Lan" not in as_lan.get("/viec-lam/?tu=01/01/2025&den=31/12/2025").content.decode()


def test_an_inspection_from_its_plan_to_the_last_finding(as_lan: Client, phu_cu: PhuCu) -> None:
    told = {"unit": phu_cu.today["Tống Trân"].pk, "plan": "KH 1", "about": "chi trả", "first_day": "05/01/2026",
            "last_day": "06/01/2026", "team": "Trần Minh, Trưởng đoàn\nLan"}  # fmt: skip
    assert as_lan.post("/kiem-tra/", told | {"last_day": "04/01/2026"}).status_code == 422
    assert as_lan.post("/kiem-tra/", told).status_code == 302
    made = Inspection.objects.get()
    at = f"/kiem-tra/{made.pk}/"
    assert as_lan.post(f"{at}viec/phat-hien/", {"text": "thiếu sổ"}).status_code == 422
    as_lan.post(f"{at}viec/phat-hien/", {"text": "thiếu sổ", "asked": "ghi", "who": "xã", "due": "01/02/2026"})
    found = Finding.objects.get()
    assert as_lan.post(f"{at}viec/mended/", {"phat-hien": found.pk, "words": ""}).status_code == 422
    assert as_lan.post(f"{at}viec/closed/", {"phat-hien": found.pk, "words": "x"}).status_code == 422
    for verb in ("mended", "closed"):
        assert as_lan.post(f"{at}viec/{verb}/", {"phat-hien": found.pk, "words": "đã ghi"}).status_code == 302
    as_lan.post(f"{at}viec/ket-luan/", {"conclusion": "KL 5"})
    page = as_lan.get(at).content.decode()
    assert "KL 5" in page and "Đã đóng" in page and "Trần Minh (Trưởng đoàn)" in page
    assert as_lan.post(f"{at}viec/xyz/", {"phat-hien": "9999", "words": "x"}).status_code == 404


def test_an_event_is_kept_with_its_photo(as_lan: Client, phu_cu: PhuCu) -> None:
    told = {"unit": phu_cu.today["Tống Trân"].pk, "field": "children", "kind": "visit", "title": "Thăm trẻ",
            "place": "x", "first_day": "05/01/2026", "last_day": "05/01/2026"}  # fmt: skip
    bad = SimpleUploadedFile("a.exe", b"MZ")
    assert as_lan.post("/hoat-dong/", told | {"file": bad}).status_code == 302  # kept; the file is told
    made = Event.objects.get()
    assert made.files.count() == 0
    assert as_lan.post(f"/hoat-dong/{made.pk}/", {"file": SimpleUploadedFile("b.txt", b"x")}).status_code == 422
    pdf = SimpleUploadedFile("b.pdf", b"%PDF-1.4\n%%EOF\n")
    assert as_lan.post(f"/hoat-dong/{made.pk}/", {"file": pdf}).status_code in (302, 422)
    assert as_lan.post("/hoat-dong/", told).status_code == 422
    assert as_lan.post("/hoat-dong/doi/", {"unit": told["unit"], "field": "evils", "name": "Đội", "on": "05/01/2026",
                                           "paper": "QĐ", "members": "An, đội trưởng"}).status_code == 302  # fmt: skip
    assert Team.objects.get().changes.get().members == [["An", "đội trưởng"]]


def test_another_place_s_are_not_shown(as_lan: Client, phu_cu: PhuCu, office: Office) -> None:
    test_an_inspection_from_its_plan_to_the_last_finding(as_lan, phu_cu)
    stranger = type(office.lan).objects.create_user("dung", password="an-sinh-tests", role="officer")
    client = Client()
    client.force_login(stranger)
    assert client.get(f"/kiem-tra/{Inspection.objects.get().pk}/").status_code == 404
    assert "KH 1" not in client.get("/kiem-tra/?tu=01/01/2026&den=31/12/2026").content.decode()
