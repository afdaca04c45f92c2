"""The programme's documents and money on the site: found, entered, given, paid out, and refused at the field."""

from __future__ import annotations

import datetime
import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ansinh.record.models.documents import OfficeDocument
from ansinh.record.models.people import Household, Person
from ansinh.record.models.poverty import HouseholdClass
from ansinh.record.models.production import ProductionProject
from ansinh.record.models.programme_money import Allocation, MoneyEntry
from ansinh.record.models.training import TrainingSession
from tests.cast import Office, PhuCu
from tests.pages.test_poverty import body

PAGE = "/ho-ngheo/von/?gd=2026-2030&nam=2026"


@pytest.fixture(autouse=True)
def _autumn(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.utils import timezone

    monkeypatch.setattr(timezone, "localdate", lambda *_: datetime.date(2026, 11, 10))


def test_a_document_is_found_entered_with_its_file_and_corrected(signed_in, office: Office, phu_cu: PhuCu) -> None:
    lan = signed_in("lan")
    assert "27/2022/NĐ-CP" in body(lan.get("/van-ban/?q=27/2022/nd-cp"))
    assert "Không thấy văn bản nào" in body(lan.get("/van-ban/?q=khongcogi"))
    told = {"unit": phu_cu.district.pk, "number": "07/KH-UBND", "kind": "Kế hoạch", "issuer": "UBND huyện",
            "subject": "Giảm nghèo năm 2026", "issued": "05/01/2026", "programmes": ["2026-2030"]}  # fmt: skip
    same = lan.post("/van-ban/", told | {"number": "351/2025/NĐ-CP"})
    assert same.status_code == 422 and "đã có sẵn ở đây" in body(same)
    bad = SimpleUploadedFile("kh.exe", b"MZ")
    refused = lan.post("/van-ban/", told | {"file": bad})
    assert refused.status_code == 422 and not OfficeDocument.objects.exists()
    lan.post("/van-ban/", told | {"file": SimpleUploadedFile("kh.pdf", b"%PDF-1.4 %%EOF")})
    made = OfficeDocument.objects.get()
    page = f"/van-ban/{made.pk}/"
    assert "kh.pdf" in body(lan.get(page)) and "07/KH-UBND" in body(lan.get("/van-ban/?q=giam ngheo nam 2026"))
    assert lan.get(f"{page}tep/{made.files.get().pk}/").headers["Content-Type"] == "application/pdf"
    told.pop("unit")
    lan.post(page, told | {"replaced_by": "09/KH-UBND", "programmes": []})
    made.refresh_from_db()
    assert made.replaced_by == "09/KH-UBND"
    assert signed_in("hoa").post(page, told).status_code in (403, 422)


def test_money_is_given_handed_on_paid_and_refused_at_the_field(signed_in, office: Office, phu_cu: PhuCu) -> None:
    unit = phu_cu.today["Tống Trân"]
    lan = signed_in("lan")
    told = {"unit": unit.pk, "part": "1.3", "source": "province", "capital": "recurrent", "amount": "500.000.000",
            "given_on": "01/02/2026", "paper": "QĐ 9"}  # fmt: skip
    none = lan.post(PAGE, told | {"paper": ""})
    assert none.status_code == 422 and not Allocation.objects.exists()
    lan.post(PAGE, told)
    one = Allocation.objects.get()
    page = f"/ho-ngheo/von/{one.pk}/"
    much = lan.post(f"{page}viec/giaingan/", {"to": "Nhóm hộ", "amount": "500.000.001", "paid_on": "01/10/2026",
                                              "paper": "UNC"})  # fmt: skip
    assert much.status_code == 422 and "chỉ còn 500.000.000" in body(much) and "Nhóm hộ" in body(much)
    lan.post(
        f"{page}viec/giaingan/", {"to": "Nhóm hộ", "amount": "100.000.000", "paid_on": "01/10/2026", "paper": "UNC"}
    )
    less = {"amount": "450.000.000", "less": "on", "given_on": "02/10/2026", "paper": "QĐ 10"}
    below = lan.post(f"{page}viec/dieuchinh/", less)
    assert below.status_code == 422 and "Không giảm được" in body(below)
    shown = body(lan.get(PAGE))
    assert "Giải ngân 100.000.000 đ trên 500.000.000 đ: 20,00 %" in shown and "chậm" in shown
    paid = MoneyEntry.objects.get(way="disbursed")
    lan.post(f"{page}viec/bo/", {"khoan": paid.pk, "reason": "ghi nhầm"})
    assert MoneyEntry.objects.filter(voided_by=None, way="disbursed").count() == 0
    assert lan.get(f"{page}viec/la/").status_code == 405 and lan.post(f"{page}viec/la/").status_code == 404
    assert signed_in("hoa").post(f"{page}viec/giaingan/", {}).status_code == 403
    assert b"PK" in lan.get(f"{PAGE}&xlsx=von-2026").content[:4]


def test_a_project_is_walked_to_what_is_handed_over(signed_in, office: Office, phu_cu: PhuCu, enrol) -> None:
    unit = phu_cu.today["Tống Trân"]
    home = Household.objects.create(unit=unit, village="Ngũ Phúc", head="Vũ Văn Nghèo", code="H1")
    person = enrol("Vũ Văn Nghèo", 1970, facts={})
    Person.objects.filter(pk=person.pk).update(unit=unit, household=home)
    HouseholdClass.objects.create(household=home, unit=unit, data_year=2026, from_month=2026 * 12,
                                  until_month=2027 * 12, klass="poor", members=1, basis="QĐ")  # fmt: skip
    lan = signed_in("lan")
    told = {"unit": unit.pk, "part": "2026-2030/1.3", "mode": "community", "place": "other", "name": "Bò sinh sản",
            "content": "bò", "cost": "100.000.000", "support": "70.000.000", "begins": "01/10/2026", "months": "12",
            "visit_months": "6"}  # fmt: skip
    much = lan.post("/ho-ngheo/san-xuat/", told)
    assert much.status_code == 422 and "không quá 60%" in body(much)
    lan.post("/ho-ngheo/san-xuat/", told | {"support": "60.000.000"})
    page = f"/ho-ngheo/san-xuat/{ProductionProject.objects.get().pk}/"
    none = lan.post(f"{page}viec/them/", {"who": "Không Có Ai 1900"})
    assert none.status_code == 422 and "đúng một người" in body(none)
    lan.post(f"{page}viec/them/", {"who": "Vũ Văn Nghèo 1970"})
    assert "1/1 hộ nghèo" in body(lan.get(page))
    minh = signed_in("minh")
    minh.post(f"{page}viec/duyet/", {"number": "7/QĐ", "approved_on": "05/11/2026"})
    lan = signed_in("lan")
    member = ProductionProject.objects.get().households.get()
    cow = {"member": member.pk, "what": "Bò cái", "quantity": "1", "measure": "con", "price": "61.000.000",
           "handed_on": "06/11/2026", "receiver": "Vũ Văn Nghèo", "proof": "đã ký"}  # fmt: skip
    over = lan.post(f"{page}viec/giao/", cow)
    assert over.status_code == 422 and "dự án chỉ còn 60.000.000" in body(over)
    lan.post(f"{page}viec/giao/", cow | {"price": "15.000.000"})
    lan.post(f"{page}viec/tham/", {"member": member.pk, "visited_on": "10/11/2026", "who": "A", "fares": "thrives"})
    shown = body(lan.get(page))
    assert "15.000.000" in shown and "Phát triển tốt" in shown
    assert "Bò cái" in body(lan.get(f"/ho/{home.pk}/"))
    table = docx.Document(io.BytesIO(lan.get(f"{page}bang-ke.docx").content)).tables[0]
    assert [cell.text for cell in table.rows[3].cells][1:3] == ["Vũ Văn Nghèo", ""] and len(table.rows) == 4
    assert lan.get(f"{page}?xlsx=bang-ke-{page.split('/')[-2]}").content[:2] == b"PK"


def test_a_training_is_held_and_attended(signed_in, office: Office, phu_cu: PhuCu, enrol) -> None:
    unit = phu_cu.today["Tống Trân"]
    lan = signed_in("lan")
    told = {"unit": unit.pk, "kind": "poverty", "title": "Rà soát hộ nghèo", "place": "UBND xã", "hours": "8",
            "first_day": "02/11/2026", "last_day": "01/11/2026", "teacher": "A", "paper": "KH 1"}  # fmt: skip
    bad = lan.post("/tap-huan/", told)
    assert bad.status_code == 422 and "không thể trước ngày đầu" in body(bad)
    lan.post("/tap-huan/", told | {"last_day": "02/11/2026"})
    page = f"/tap-huan/{TrainingSession.objects.get().pk}/"
    lan.post(f"{page}viec/them/", {"name": "Trần Văn B", "office": "Trưởng thôn"})
    again = lan.post(f"{page}viec/them/", {"name": "Trần Văn B", "office": "Trưởng thôn"})
    assert again.status_code == 422 and "đã có trong lớp" in body(again)
    one = TrainingSession.objects.get().trainees.get()
    lan.post(f"{page}viec/diem-danh/", {"du": [one.pk], f"ket-qua-{one.pk}": "đạt"})
    lan.post(f"{page}viec/tep/", {"file": SimpleUploadedFile("ds.pdf", b"%PDF-1.4 %%EOF")})
    shown = body(lan.get(page))
    table = docx.Document(io.BytesIO(lan.get(f"{page}danh-sach.docx").content)).tables[0]
    assert [cell.text for cell in table.rows[2].cells][1:4] == ["Trần Văn B", "Trưởng thôn", "đạt"]
    assert "1/1 người dự" in shown and "đạt" in shown and "ds.pdf" in shown
    assert signed_in("hoa").post(f"{page}viec/them/", {"name": "C"}).status_code == 403
