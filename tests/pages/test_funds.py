"""Quỹ on the site: a fund from its opening to its statement, who decides, what is refused at the field."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable

import docx
import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from ansinh.acts import fund_money, funds, permit
from ansinh.acts.fund_money import Whom
from ansinh.record.models.funds import Fund, FundFile, FundPlan, FundReceipt, Pledge, Spending
from ansinh.record.models.people import Person
from ansinh.record.models.users import Role, User
from tests.cast import Office, PhuCu
from tests.pages.test_person_changes import body

PDF = b"%PDF-1.4\n1 0 obj\n%%EOF\n"
Sign = Callable[[str], Client]


@pytest.fixture
def today() -> datetime.date:
    return timezone.localdate()


@pytest.fixture
def fund(phu_cu: PhuCu, office: Office, today: datetime.date) -> Fund:
    """The gratitude fund of Tống Trân with ten million."""
    with permit.acting(office.lan):
        return funds.open_fund("gratitude", phu_cu.today["Tống Trân"], opened_on=datetime.date(today.year, 1, 1),
                               opening=10_000_000, paper="BB 1", by=office.lan, on=today)  # fmt: skip


def send(client: Client, path: str, **typed: str) -> str:
    """What is shown after a form is sent, taken or refused; spaces that do not break are told as spaces."""
    response = client.post(path, typed, follow=True)
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


def shown(day: datetime.date) -> str:
    return f"{day:%d/%m/%Y}"


def test_a_fund_is_opened_planned_and_told_of(
    signed_in: Sign, phu_cu: PhuCu, office: Office, today: datetime.date
) -> None:
    lan = signed_in("lan")
    assert "/quy/" in body(lan.get("/chuong-trinh/")) and "Chưa mở quỹ nào" in body(lan.get("/quy/"))
    typed = {"code": "gratitude", "unit": str(phu_cu.today["Tống Trân"].pk), "opened_on": shown(today),
             "opening": "10.000.000", "paper": ""}  # fmt: skip
    page = send(lan, "/quy/mo/", **typed)
    assert "ghi biên bản hoặc sổ cũ" in page and 'value="10.000.000"' in page
    page = send(lan, "/quy/mo/", **typed | {"paper": "Biên bản 1"})
    assert "Quỹ Đền ơn đáp nghĩa, xã Tống Trân" in page and f"Lập kế hoạch năm {today.year}" in page
    here = f"/quy/{Fund.objects.get().pk}/"
    plan = {"year": str(today.year), "to_raise": "20.000.000", "to_care": "5.000.000", "paper": "KH 5/KH-UBND"}
    assert "đã khoá sổ" in send(lan, f"{here}viec/ke-hoach/", **plan | {"year": str(today.year - 1)})
    assert "Kế hoạch phải có số thu" in send(lan, f"{here}viec/ke-hoach/", **plan | {"to_raise": "0", "to_care": ""})
    page = send(lan, f"{here}viec/ke-hoach/", **plan)
    assert "Đang chờ người duyệt: kế hoạch năm" in page
    made = FundPlan.objects.get()
    minh = signed_in("minh")
    assert "1 việc của quỹ chờ duyệt" in body(minh.get("/"))
    assert f"Duyệt kế hoạch năm {today.year}" in body(minh.get(here))
    page = send(minh, f"{here}ke-hoach/{made.pk}/")
    assert "Theo KH 5/KH-UBND" in page and "trên 20.000.000" in page.replace("\xa0", " ")
    assert "Thăm hỏi" in page


def test_a_receipt_is_numbered_printed_and_voided(signed_in: Sign, fund: Fund, today: datetime.date) -> None:
    lan, here = signed_in("lan"), f"/quy/{fund.pk}/"
    typed = {"kind": "office", "name": "Công ty May", "amount": "2.000.000", "received_on": shown(today), "way": "cash"}
    for field, value, words in (
        ("amount", "0", "lớn hơn 0"), ("amount", "-5", "không thể âm"),
        ("amount", "một triệu", "không phải là số tiền"),
        ("received_on", "01/01/2001", "Quỹ mở sổ ngày"), ("received_on", "01/01/2999", "sau hôm nay"),
        ("name", "", "Ô này cần điền"), ("way", "transfer", "ghi số chứng từ"),
    ):  # fmt: skip
        page = send(lan, f"{here}viec/phieu-thu/", **typed | {field: value})
        assert words in page, (field, value)
    assert not FundReceipt.objects.exists()
    page = send(lan, f"{here}viec/phieu-thu/", **typed)
    assert "1/PT-ĐƠĐN" in page and "Còn 12.000.000" in page.replace("\xa0", " ")
    given = FundReceipt.objects.get()
    paper = docx.Document(io.BytesIO(lan.get(f"{here}phieu-thu/{given.pk}.docx").content))
    told = "\n".join(one.text for one in paper.paragraphs)
    assert "PHIẾU THU" in told and "Công ty May" in told and "hai triệu đồng" in told.lower()
    page = send(lan, f"{here}phieu-thu/{given.pk}/huy/", reason="ghi nhầm")
    assert "Đã huỷ: ghi nhầm" in page and "Còn 10.000.000" in page.replace("\xa0", " ")


def test_a_pledge_is_collected_and_never_over(signed_in: Sign, fund: Fund, today: datetime.date) -> None:
    lan, here = signed_in("lan"), f"/quy/{fund.pk}/"
    typed = {"kind": "office", "name": "Hội Cựu chiến binh", "amount": "3.000.000", "pledged_on": shown(today)}
    assert "Hạn nộp không thể trước" in send(lan, f"{here}viec/ung-ho/", **typed | {"due_on": "01/01/2020"})
    page = send(lan, f"{here}viec/ung-ho/", **typed)
    promised = Pledge.objects.get()
    assert f"{here}viec/phieu-thu/?loi={promised.pk}" in page and "Đã hứa, chưa nộp đủ" in page
    page = body(lan.get(f"{here}viec/phieu-thu/?loi={promised.pk}"))
    assert re.search(r'name="amount" value="3.000.000', page) and "selected" in page
    paid = {"promised": str(promised.pk), "kind": "person", "name": "", "received_on": shown(today), "way": "cash"}
    assert "chỉ còn 3.000.000" in send(lan, f"{here}viec/phieu-thu/", **paid, amount="3.000.001")
    page = send(lan, f"{here}viec/phieu-thu/", **paid, amount="3.000.000")
    assert "Đã hứa, chưa nộp đủ" not in page and FundReceipt.objects.get().payer == "Hội Cựu chiến binh"


def test_somebody_of_the_register_is_known_by_name_and_gives_freely(
    signed_in: Sign, fund: Fund, anh: Person, today: datetime.date
) -> None:
    lan, here = signed_in("lan"), f"/quy/{fund.pk}/viec/ung-ho/"
    typed = {"kind": "person", "name": "nguyen thi anh", "amount": "50.000", "pledged_on": shown(today)}
    page = send(lan, here, **typed)
    assert "Trong sổ có người cùng tên" in page and "Nguyễn Thị Ánh, 1938" in page and not Pledge.objects.exists()
    page = send(lan, here, **typed, person=str(anh.pk))
    assert "Luật không cho vận động: Người đang hưởng trợ cấp xã hội" in page and 'name="freely"' in page
    assert "tự nguyện" in send(lan, here, **typed, person=str(anh.pk)) and not Pledge.objects.exists()
    send(lan, here, **typed, person=str(anh.pk), freely="on")
    kept = Pledge.objects.get()
    assert (kept.person_id, kept.name, kept.freely) == (anh.pk, "Nguyễn Thị Ánh", True)
    send(lan, here, **typed, person="0")
    assert Pledge.objects.latest("pk").person_id is None
    send(lan, here, **typed, person="999999")
    assert Pledge.objects.count() == 2


def test_a_spending_goes_with_its_paper_past_two_people(signed_in: Sign, fund: Fund, today: datetime.date) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    lan, here = signed_in("lan"), f"/quy/{fund.pk}/"
    typed = {"purpose": "care", "what": "Thăm gia đình liệt sĩ", "kind": "person", "name": "Vũ Thị Lụa",
             "amount": "4.000.000", "spent_on": shown(today), "paper": "12/QĐ", "paper_on": shown(today)}  # fmt: skip
    assert "Quỹ chỉ còn 10.000.000" in send(lan, f"{here}viec/chi/", **typed | {"amount": "10.000.001"})
    page = send(lan, f"{here}viec/chi/", **typed | {"purpose": "admin", "amount": "1"})
    assert "theo 5 % số thu năm" in page and "131/2021/NĐ-CP" in page
    assert "Chọn một mục trong danh sách" in send(lan, f"{here}viec/chi/", **typed | {"purpose": "x"})
    bad = SimpleUploadedFile("a.exe", b"MZ")
    page = lan.post(f"{here}viec/chi/", typed | {"file": bad}).content.decode()
    assert "không phải PDF hay ảnh" in page and not Spending.objects.exists()
    page = lan.post(f"{here}viec/chi/", typed | {"file": SimpleUploadedFile("qd.pdf", PDF)}, follow=True)
    asked = Spending.objects.get()
    door = f"{here}chi/{asked.pk}/"
    assert "Chờ duyệt" in body(page) and "người đề nghị không tự duyệt" in body(lan.get(door))
    assert lan.post(door).status_code == 403
    minh = signed_in("minh")
    assert f'href="{door}"' in body(minh.get(here))
    page = body(minh.get(door))
    assert "Duyệt chi 4.000.000" in page.replace("\xa0", " ") and "qd.pdf" in page
    scan = minh.get(f"{here}tep/{FundFile.objects.get().pk}")
    assert scan.content == PDF and scan["Content-Security-Policy"].startswith("sandbox")
    assert "Còn 6.000.000" in send(minh, door).replace("\xa0", " ")
    page = send(minh, door)
    assert "Đã có người duyệt" in page
    page = send(minh, f"{door}huy/", reason="chi nhầm")
    assert "Còn 10.000.000" in page.replace("\xa0", " ") and "Đã huỷ: chi nhầm" in page


def test_the_year_is_told_as_a_table_a_workbook_and_a_statement(
    signed_in: Sign, fund: Fund, office: Office, today: datetime.date
) -> None:
    with permit.acting(office.lan):
        fund_money.receive(fund, Whom("Công ty"), amount=3_000_000, received_on=today, by=office.lan, on=today)
    minh, here = signed_in("minh"), f"/quy/{fund.pk}/"
    book = load_workbook(io.BytesIO(minh.get(f"/quy/?nam={today.year}&xlsx=cac-quy-{today.year}").content)).active
    assert [cell.value for cell in book[2]][:4] == ["Xã Tống Trân", "Quỹ Đền ơn đáp nghĩa", None, 3_000_000] or (
        book["D2"].value == 3_000_000 and book["G2"].value == 13_000_000
    )
    paper = docx.Document(io.BytesIO(minh.get(f"{here}bao-cao-{today.year}.docx").content))
    told = "\n".join(one.text for one in paper.paragraphs)
    assert "Số thu trong năm: 3.000.000 đ" in told and "13.000.000 đ" in told
    assert minh.get(f"{here}bao-cao-1999.docx").status_code == 404


def test_a_fund_of_another_district_is_not_there(signed_in: Sign, fund: Fund, phu_cu: PhuCu, client: Client) -> None:
    stranger = User.objects.create_user("dung", password="an-sinh-tests", role=Role.APPROVER)
    stranger.places.add(phu_cu.today["Quang Hưng"])
    client.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Chưa mở quỹ nào" in body(client.get("/quy/"))
    for door in ("", "bao-cao-2026.docx", "tep/1", "phieu-thu/1.docx", "chi/1/", "chi/1/huy/"):
        assert client.get(f"/quy/{fund.pk}/{door}").status_code == 404, door


def test_roles_that_may_not_write_are_told(signed_in: Sign, fund: Fund) -> None:
    for who in ("minh", "hoa"):
        client = signed_in(who)
        assert client.get(f"/quy/{fund.pk}/").status_code == 200
        for door in ("/quy/mo/", f"/quy/{fund.pk}/viec/chi/", f"/quy/{fund.pk}/bo/"):
            assert client.get(door).status_code == 403, (who, door)
    assert signed_in("admin").get("/quy/").status_code == 403
    lan = signed_in("lan")
    assert "Đã ghi" in send(lan, f"/quy/{fund.pk}/bo/") and not Fund.objects.exists()


def test_addresses_made_up_are_not_there(signed_in: Sign, fund: Fund) -> None:
    lan = signed_in("lan")
    for door in ("/quy/?loai=x", f"/quy/{fund.pk}/viec/x/", f"/quy/{fund.pk}/x/1/", f"/quy/{fund.pk}/chi/9/huy/"):
        assert lan.get(door).status_code == 404, door
    assert lan.get(f"/quy/{fund.pk}/?nam=abcd").status_code == 200
    assert lan.get(f"/quy/{fund.pk}/?nam=1000").status_code == 200
    assert lan.get(f"/quy/{fund.pk}/viec/phieu-thu/?loi=abc").status_code == 200
