"""Bảo hiểm y tế on the site: a list made, refused, approved by a second person, sent, and compared."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ansinh.record.models.insurance import Cover, Sent
from tests.acts.people import fact
from tests.cast import Office, PhuCu


def body(answer) -> str:
    return answer.content.decode().replace("\xa0", " ")


@pytest.fixture
def poor(office: Office, phu_cu: PhuCu, enrol) -> None:
    person = enrol("Vũ Thị Nghèo", 1960)
    person.unit = phu_cu.today["Tống Trân"]
    person.save()
    fact(person, "household", "poor")


def made(client, phu_cu: PhuCu, month: str = ""):
    told = {"month": month or f"{timezone.localdate():%m/%Y}", "unit": phu_cu.today["Tống Trân"].pk}
    return client.post("/bao-hiem/", told)


def test_from_the_list_to_what_social_insurance_answers(signed_in, poor, phu_cu: PhuCu) -> None:
    lan = signed_in("lan")
    page = made(lan, phu_cu)["Location"]
    assert "Vũ Thị Nghèo" in body(lan.get(page)) and "Duyệt danh sách" not in body(lan.get(page))
    minh = signed_in("minh")
    assert "Duyệt danh sách: 1 dòng" in body(minh.get(page))
    assert minh.get(f"{page}bhyt.xlsx").status_code == 404, "what nobody approved is not sent"
    minh.post(f"{page}duyet/")
    assert Cover.objects.count() == 1
    assert minh.get(f"{page}bhyt.xlsx").content[:2] == b"PK"
    assert "Hộ nghèo" in body(minh.get("/bao-hiem/"))
    file = SimpleUploadedFile(
        "bhxh.csv", "STT,Họ và tên,Năm sinh,Xã\n1,Trần Thị Lạ,1950,Tống Trân\n".encode("utf-8-sig")
    )
    told = body(minh.post("/bao-hiem/doi-chieu/", {"month": f"{timezone.localdate():%m/%Y}", "file": file}))
    assert "sổ không có người này" in told and "mới báo tăng" in told


@pytest.mark.parametrize(("month", "said"), [("13/2021", "tháng"), ("1/2015", "Chưa có văn bản")])
def test_a_month_that_cannot_be_is_told_at_the_field(signed_in, poor, phu_cu: PhuCu, month: str, said: str) -> None:
    answer = made(signed_in("lan"), phu_cu, month)
    assert answer.status_code == 422 and said in body(answer)
    assert not Sent.objects.exists()


def test_who_may_only_look_makes_nothing(signed_in, poor, phu_cu: PhuCu) -> None:
    assert made(signed_in("hoa"), phu_cu).status_code in (403, 404)
    assert not Sent.objects.exists()


def test_behind_each_figure_stand_its_people(signed_in, poor, phu_cu: PhuCu) -> None:
    page = made(signed_in("lan"), phu_cu)["Location"]
    signed_in("minh").post(f"{page}duyet/")
    lan = signed_in("lan")
    now = f"{timezone.localdate():%Y-%m}"
    for asked, people in (("nhom=HN", 1), ("nhom=CN", 0), ("nhom=HN&moi=1", 1), ("nhom=HN&hoi=tuổi < 60", 0)):
        shown = body(lan.get(f"/bao-hiem/nguoi/?tu={now}&den={now}&{asked}"))
        assert f"{people} người" in shown and ("Vũ Thị Nghèo" in shown) == bool(people), asked
    wrong = lan.get("/bao-hiem/nguoi/?hoi=màu tóc = đen")
    assert wrong.status_code == 422 and "màu tóc" in body(wrong)
    ahead = body(lan.get(f"/bao-hiem/ca-nam/?tu={now}&den={now}"))
    assert "Hộ nghèo" in ahead and f"/bao-hiem/nguoi/?tu={now}&amp;den={now}&amp;nhom=HN" in ahead


def test_a_commune_billed_by_an_old_list_is_named(signed_in, poor, phu_cu: PhuCu) -> None:
    page = body(signed_in("lan").get("/bao-hiem/"))
    assert "Xã Tống Trân: chưa lập lần nào" in page
    quarter = (timezone.localdate().month + 2) // 3
    listed = made(signed_in("lan"), phu_cu, f"{quarter * 3 - 2}/{timezone.localdate().year}")["Location"]
    signed_in("minh").post(f"{listed}duyet/")
    shown = body(signed_in("lan").get("/bao-hiem/"))
    assert "Xã Tống Trân: gần nhất là tháng" in shown and "Xã Quang Hưng: chưa lập lần nào" in shown
