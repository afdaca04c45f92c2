"""Thu hồi on the site: a debt from the first screen to its last receipt, what is refused at the field, who may what."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from ansinh.acts import payroll, people, permit, preparing
from ansinh.reckoning.months import month_of
from ansinh.record.models.recovery import Debt, Plan
from ansinh.record.models.recovery_papers import Receipt
from tests.cast import Office, PhuCu
from tests.pages.test_person_changes import body, send


@pytest.fixture
def this_month() -> int:
    return month_of(timezone.localdate())


@pytest.fixture
def debt(office: Office, phu_cu: PhuCu, anh, this_month: int) -> Debt:
    """Ánh drew three months beside a pension nobody knew of; the list before this month's found it."""
    anh.unit = phu_cu.today["Tống Trân"]
    anh.save()
    first = this_month - 4
    anh.awards.update(reckoned_from=first, from_month=first, decision_number="13/QĐ-UBND")
    anh.residences.update(unit=anh.unit, from_month=first)
    from ansinh.acts import facts

    facts.rebuild([anh.pk])
    with permit.acting(office.lan):
        for number in range(first, this_month):
            if number == this_month - 1:
                people.change(anh, "pension", "retirement", from_month=first, by=office.lan, source="BHXH")
            run = preparing.prepare(month=number, scope=anh.unit, by=office.lan, on=_day(number))
            for problem in run.problems.filter(settled_at__isnull=True):
                payroll.settle_problem(problem, by=office.lan, how="xem")
            run = payroll.approve(payroll.check(run, by=office.lan), by=office.minh, accept_provisional=True)
            payroll.close(payroll.assume_paid(payroll.send(run, by=office.lan), by=office.lan), by=office.lan)
        people.change(anh, "pension", "none", from_month=this_month, by=office.lan, source="BHXH")
    return Debt.objects.get()


def _day(number: int) -> datetime.date:
    return datetime.date((number - 1) // 12, (number - 1) % 12 + 1, 25)


def allow(client) -> str:
    unit = client.get("/thu-hoi/muc-tru/").context["form"].fields["unit"].queryset.get(name="Tống Trân")
    return send(client, "/thu-hoi/muc-tru/", unit=str(unit.pk), percent="20", from_month="1/2026", basis="QĐ 12")


def test_a_debt_is_walked_from_the_desk_to_the_list(signed_in, debt: Debt, this_month: int) -> None:
    lan = signed_in("lan")
    assert "1 khoản phải thu hồi chưa có phương án" in body(lan.get("/"))
    page = body(lan.get("/thu-hoi/?loc=chua"))
    assert "Nguyễn Thị Ánh" in page and f"/thu-hoi/{debt.pk}/" in page
    here = f"/thu-hoi/{debt.pk}/"
    page = body(lan.get(here))
    assert f'href="{here}viec/nguyen-nhan/">Ghi nguyên nhân: còn' in page
    page = send(lan, f"{here}viec/nguyen-nhan/", cause="pension", note="BHXH báo")
    assert "Đã có lương hưu hoặc trợ cấp bảo hiểm xã hội (BHXH báo)" in page
    page = send(lan, f"{here}viec/thong-bao/", number="7", addressee="Bà Ánh", address="")
    assert "Thông báo số 7" in page and "Lập phương án hoàn trả: còn" in page
    notice = lan.get(f"{here}thong-bao/{debt.notices.get().pk}.docx")
    assert notice.status_code == 200 and notice.content.startswith(b"PK")
    page = body(lan.get(f"{here}viec/phuong-an/"))
    assert "chưa đặt mức trừ tối đa" in page and 'value="share"' not in page
    assert "Đã ghi mức trừ tối đa" in allow(signed_in("admin"))
    lan = signed_in("lan")
    typed = {"way": "share", "percent": "21", "from_month": f"{this_month % 12 + 1}/{this_month // 12}"}
    assert "từ 1 đến 20" in send(lan, f"{here}viec/phuong-an/", **typed)
    page = send(lan, f"{here}viec/phuong-an/", **typed | {"percent": "10"})
    assert "Đang chờ người duyệt: duyệt phương án." in page
    minh = signed_in("minh")
    assert "1 khoản thu hồi chờ quyết định" in body(minh.get("/"))
    assert "Trừ 10 % trợ cấp mỗi tháng" in body(minh.get(f"{here}viec/duyet/"))
    assert "danh sách tự trừ theo phương án" in send(minh, f"{here}viec/duyet/")
    lan = signed_in("lan")
    with permit.acting(debt.plans.get().proposed_by):
        run = preparing.prepare(
            month=this_month, scope=debt.person.unit, by=debt.plans.get().proposed_by, on=timezone.localdate()
        )
    page = body(lan.get(f"/ky-chi-tra/{run.pk}/"))
    assert "Truy thu trừ kỳ này" in page and "Cộng khớp" in page
    assert "truy thu trừ kỳ này" in body(lan.get(f"/ky-chi-tra/{run.pk}/thay-doi/"))
    assert "truy thu trừ kỳ này" in body(lan.get(f"/nguoi/{debt.person_id}/"))
    assert "Truy thu trừ kỳ này" in body(lan.get(f"/ky-chi-tra/{run.pk}/nguoi/"))


def test_cash_is_received_with_a_receipt_and_voided(signed_in, debt: Debt) -> None:
    lan, here = signed_in("lan"), f"/thu-hoi/{debt.pk}/"
    typed = {"amount": "99.000.000", "received_on": f"{timezone.localdate():%d/%m/%Y}", "way": "cash"}
    page = send(lan, f"{here}viec/phieu-thu/", **typed)
    assert "Chỉ còn phải hoàn trả" in page and 'value="99.000.000"' in page
    assert "Số tiền nộp phải lớn hơn 0" in send(lan, f"{here}viec/phieu-thu/", **typed | {"amount": "0"})
    assert "ghi số chứng từ" in send(lan, f"{here}viec/phieu-thu/", **typed | {"amount": "1", "way": "transfer"})
    assert not Receipt.objects.exists()
    page = send(lan, f"{here}viec/phieu-thu/", **typed | {"amount": "100.000"})
    assert "Số 1/PT" in page and "100.000 đ" in page
    receipt = Receipt.objects.get()
    assert receipt.payer == "Nguyễn Thị Ánh"
    assert lan.get(f"{here}phieu-thu/{receipt.pk}.docx").content.startswith(b"PK")
    assert "Ô này cần điền" in send(lan, f"{here}huy-phieu/{receipt.pk}/", reason="")
    assert "đã huỷ" in send(lan, f"{here}huy-phieu/{receipt.pk}/", reason="ghi nhầm")


def test_a_write_off_is_proposed_and_decided_by_two(signed_in, debt: Debt) -> None:
    here = f"/thu-hoi/{debt.pk}/"
    page = send(signed_in("lan"), f"{here}viec/de-nghi-xoa/", reason="Không còn ai")
    assert "Đang chờ người duyệt: quyết định xoá." in page
    assert signed_in("lan").get(f"{here}viec/quyet-dinh-xoa/").status_code == 403
    minh = signed_in("minh")
    assert "Ô này cần điền" in send(minh, f"{here}viec/quyet-dinh-xoa/", number="")
    page = send(minh, f"{here}viec/quyet-dinh-xoa/", number="15/QĐ-UBND")
    assert "Khoản này đã xong" in page and "Quyết định 15/QĐ-UBND" in page
    assert minh.get(f"{here}xoa/{debt.write_offs.get().pk}.docx").content.startswith(b"PK")


def test_an_heir_is_named_and_dropped_with_a_reason(signed_in, debt: Debt) -> None:
    lan, here = signed_in("lan"), f"/thu-hoi/{debt.pk}/"
    typed = {"name": "Lê Thị Con", "relation": "con gái", "address": "Ngũ Phúc", "share": "100.000"}
    assert "đã nhận thế nào" in send(lan, f"{here}viec/thua-ke/", **typed)
    page = send(lan, f"{here}viec/thua-ke/", **typed | {"accepted": "biên bản 01"})
    assert "nhận hoàn trả 100.000 đ (biên bản 01)" in page
    heir = debt.heirs.get()
    assert "Ô này cần điền" in send(lan, f"{here}bo-thua-ke/{heir.pk}/", reason="")
    assert "ghi nhầm" in send(lan, f"{here}bo-thua-ke/{heir.pk}/", reason="ghi nhầm")
    assert lan.get(f"{here}bo-thua-ke/{heir.pk}/").status_code == 404


def test_a_debt_of_before_is_written_by_hand(signed_in, anh) -> None:
    lan, path = signed_in("lan"), f"/nguoi/{anh.pk}/khoan-phai-tra/"
    typed = {"kind": "allowance", "first": "1/2015", "last": "3/2015", "amount": "270.000", "cause": "double",
             "note": "hai nơi", "paper": "BB 01"}  # fmt: skip
    assert "Tháng cuối sớm hơn" in send(lan, path, **typed | {"last": "12/2014"})
    assert "dài quá 20 năm" in send(lan, path, **typed | {"first": "1/1990"})
    assert "Ô này cần điền" in send(lan, path, **typed | {"paper": ""})
    page = send(lan, path, **typed)
    assert "Còn phải hoàn trả: 810.000 đ" in page and "ghi bằng tay" in page
    assert "810.000 đ" in body(lan.get(f"/nguoi/{anh.pk}/"))


@pytest.mark.parametrize("typed", [
    {"way": "cash", "from_month": "1/2099", "amount": ""},
    {"way": "cash", "from_month": "", "amount": "50.000"},
    {"way": "once", "pay_by_day": ""},
    {"way": "once", "pay_by_day": "01/01/2020"},
    {"way": "nonsense"},
    {},
    {"way": "cash", "from_month": "1/2020", "amount": "50.000"},
    {"way": "share", "percent": "10", "from_month": "1/2099"},
    {"way": "cash", "from_month": "1/2099", "amount": "50.000", "paused_until": "2/2099"},
])  # fmt: skip
def test_a_plan_that_does_not_fit_is_refused_with_a_sentence(signed_in, debt: Debt, typed: dict[str, str]) -> None:
    page = send(signed_in("lan"), f"/thu-hoi/{debt.pk}/viec/phuong-an/", **typed)
    assert "Chưa được, vì:" in page
    assert not Plan.objects.exists()


@pytest.mark.parametrize(("who", "path", "status"), [
    ("hoa", "", 200), ("hoa", "viec/phieu-thu/", 403), ("minh", "viec/phuong-an/", 403), ("lan", "viec/duyet/", 403),
    ("admin", "", 403), ("lan", "viec/x/", 404), ("lan", "x/1.docx", 404),
])  # fmt: skip
def test_a_role_does_its_own_steps_only(signed_in, debt: Debt, who: str, path: str, status: int) -> None:
    assert signed_in(who).get(f"/thu-hoi/{debt.pk}/{path}").status_code == status


def test_a_debt_outside_the_branch_is_not_there(signed_in, office: Office, phu_cu: PhuCu, debt: Debt) -> None:
    client = signed_in("hoa")
    office.hoa.places.set([phu_cu.communes["Đình Cao"]])
    assert client.get(f"/thu-hoi/{debt.pk}/").status_code == 404
    assert "Nguyễn Thị Ánh" not in body(client.get("/thu-hoi/?loc=het"))


def test_the_tables_are_workbooks_and_narrow_by_commune_and_age(signed_in, debt: Debt) -> None:
    lan = signed_in("lan")
    for name in ("thu-hoi-theo-xa", "khoan-phai-hoan-tra"):
        assert lan.get(f"/thu-hoi/?xlsx={name}").content.startswith(b"PK")
    assert "Nguyễn Thị Ánh" in body(lan.get(f"/thu-hoi/?xa={debt.person.unit_id}&tuoi=0"))
    assert "Nguyễn Thị Ánh" not in body(lan.get("/thu-hoi/?tuoi=3"))
    assert lan.get("/thu-hoi/?loc=x").status_code == 404
