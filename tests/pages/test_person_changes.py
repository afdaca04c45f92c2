"""A person's record put right on the site: who may, what is refused at the field, and what it does to the open list."""

from __future__ import annotations

import datetime

import pytest
from django.db.models import Sum

from ansinh.acts import assistance, facts, payroll, people, permit, preparing
from ansinh.record.models.assistance import Award, Kind, Suspension
from ansinh.record.models.payroll import Line, Problem, Run
from ansinh.record.models.people import Fact, Person
from ansinh.record.models.places import Unit
from ansinh.record.models.trail import Entry
from tests.cast import Office, PhuCu
from tests.pages.conftest import JUNE, ON

PATHS = ("sua", "nhan-tien", "du-kien", "du-kien/?dieu=household", "chuyen", "mat", "tam-dung", "chi-tra-lai")


@pytest.fixture
def run(office: Office, anh) -> Run:
    """Lan's open list of June 2021, the first month that is paid by it."""
    Award.objects.update(reckoned_from=JUNE, decision_number="13/QĐ-UBND")
    facts.rebuild([anh.pk])
    with permit.acting(office.lan):
        return preparing.prepare(month=JUNE, scope=office.lan.places.get(), by=office.lan, on=ON)


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


SIGNED = {"number": "5/QĐ", "decided_on": "20/05/2021"}
"""A decision signed on paper."""


def numbered(number: str) -> dict[str, str]:
    return SIGNED | {"number": number}


def send(client, path: str, **typed: str) -> str:
    """What is shown after a form is sent, whether it was taken or refused."""
    return body(client.post(path, typed, follow=True))


def details(person: Person, **changed: str) -> dict[str, str]:
    """The form "Sửa thông tin" as it stands, with some of it changed."""
    return {"full_name": person.full_name, "birth": person.birth_text, "sex": person.sex or "",
            "identity_number": person.identity_number or "", "old_number": "", "village": person.village,
            "phone": "", "note": ""} | changed  # fmt: skip


def listed(run: Run, person: Person) -> int:
    """Whole đồng the list pays somebody."""
    lines = Line.objects.filter(run_month=run.month, run=run, person=person, entry__lt=4)
    return lines.aggregate(n=Sum("amount"))["n"] or 0


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", ["hoa", "minh", "admin"])
def test_only_an_officer_opens_a_form(signed_in, anh, who: str, path: str) -> None:
    address = f"/nguoi/{anh.pk}/{path}" + ("" if "?" in path else "/")
    assert signed_in(who).get(address).status_code == 403
    assert signed_in(who).post(address, {}).status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_an_officer_of_another_commune_finds_nobody_to_change(client, office: Office, phu_cu: PhuCu, anh, path) -> None:
    from ansinh.record.models.users import User

    other = User.objects.create_user("thu", password="an-sinh-tests", role="officer")
    other.places.add(phu_cu.communes["Đình Cao"])
    award = anh.awards.get()
    client.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = f"/nguoi/{anh.pk}/{path}" + ("" if "?" in path else "/")
    assert client.get(address).status_code == 404
    assert client.post(address, details(anh, full_name="x")).status_code == 404
    assert client.get(f"/che-do/{award.pk}/thoi/").status_code == 404


def test_the_auditor_sees_no_way_to_change_and_the_officer_does(signed_in, anh) -> None:
    assert "Sửa thông tin" not in body(signed_in("hoa").get(f"/nguoi/{anh.pk}/"))
    shown = body(signed_in("lan").get(f"/nguoi/{anh.pk}/"))
    for path in ("sua", "du-kien", "nhan-tien", "chuyen", "mat", "tam-dung"):
        assert f'href="/nguoi/{anh.pk}/{path}/"' in shown


def test_a_problem_leads_to_the_form_that_ends_it_and_the_list_follows(signed_in, office, run: Run, enrol) -> None:
    tý = enrol("Phạm Thị Tý", None, group="K5c")
    client = signed_in("lan")
    client.get(f"/ky-chi-tra/{run.pk}/")
    problem = Problem.objects.get(person=tý)
    shown = body(client.get(f"/ky-chi-tra/{run.pk}/"))
    assert f'href="/vuong-mac/{problem.pk}/sua/"' in shown
    assert client.get(f"/vuong-mac/{problem.pk}/sua/").url == f"/nguoi/{tý.pk}/sua/"
    told = send(client, f"/nguoi/{tý.pk}/sua/", **details(tý, birth="1936"))
    assert "đổi từ 0 đ thành" in told and f'<a href="/ky-chi-tra/{run.pk}/thay-doi/">Xem thay đổi</a>' in told
    assert not Problem.objects.filter(person=tý).exists()
    assert listed(run, tý) > 0
    entry = Entry.objects.filter(table="people_person", row=str(tý.pk)).latest("pk")
    assert (entry.by, entry.before["birth_year"], entry.after["birth_year"]) == ("lan", None, 1936)


@pytest.mark.parametrize(("typed", "said"), [
    ({"full_name": ""}, "Ô này cần điền."),
    ({"full_name": "Nguyễn 7"}, "không có chữ số"),
    ({"birth": "31/02/1938"}, "Không có ngày"),
    ({"birth": "38"}, "Ngày sinh viết như 1938"),
    ({"birth": "13/1938"}, "Không có ngày"),
    ({"birth": "0000"}, "Không có ngày"),
    ({"birth": "1850"}, "hơn 130 tuổi"),
    ({"birth": "01/01/2190"}, "sau hôm nay"),
    ({"identity_number": "03313800000"}, "phải có 12 chữ số; đang có 11"),
    ({"identity_number": "03313800000x"}, "chỉ gồm chữ số"),
    ({"old_number": "1234567890"}, "phải có 9 chữ số; đang có 10"),
    ({"identity_number": "033135000002"}, "đang là của Trần Văn Bính (1935)"),
])  # fmt: skip
def test_bad_details_are_said_at_the_field_and_nothing_is_saved(signed_in, anh, enrol, typed, said: str) -> None:
    enrol("Trần Văn Bính", 1935, "Đình Cao", number="033135000002")
    before = Person.objects.filter(pk=anh.pk).values().get()
    shown = send(signed_in("lan"), f"/nguoi/{anh.pk}/sua/", **details(anh, phone="0912", **typed))
    assert said in shown and 'value="0912"' in shown
    assert Person.objects.filter(pk=anh.pk).values().get() == before


def test_a_new_number_has_yet_to_be_checked(signed_in, anh) -> None:
    Person.objects.update(identity_status="verified")
    send(signed_in("lan"), f"/nguoi/{anh.pk}/sua/", **details(anh, identity_number="033 138 000 009"))
    anh.refresh_from_db()
    assert (anh.identity_number, anh.identity_status) == ("033138000009", "not_sent")


def test_a_fact_changes_from_a_month_on_and_the_open_list_follows(signed_in, anh, run: Run) -> None:
    client = signed_in("lan")
    before = listed(run, anh)
    assert "hộ nghèo" in body(client.get(f"/nguoi/{anh.pk}/du-kien/?dieu=household"))
    told = send(client, f"/nguoi/{anh.pk}/du-kien/?dieu=disability", value="severe", from_month="5/2021",
                source="Giấy xác nhận 5")  # fmt: skip
    assert "Danh sách tháng 6/2021, Huyện Phù Cừ đổi từ 270.000 đ thành 540.000 đ" in told
    assert before == 270_000 and listed(run, anh) == 540_000
    fact = Fact.objects.get(kind="disability")
    assert (fact.value, fact.from_month, fact.source, fact.recorded_by.username) == (
        "severe", JUNE - 1, "Giấy xác nhận 5", "lan",
    )  # fmt: skip
    told = send(client, f"/nguoi/{anh.pk}/du-kien/?dieu=pension", value="retirement", from_month="5/2021", source="x")
    assert "chưa tính được người này: Có quyết định hưởng nhưng" in told


@pytest.mark.parametrize(("typed", "said"), [
    ({"value": ""}, "Ô này cần điền."),
    ({"value": "rich"}, "rich"),
    ({"from_month": "thang 5"}, "Tháng viết như 6/2021"),
    ({"from_month": "5/2090"}, "còn quá xa"),
    ({"source": ""}, "Ô này cần điền."),
])  # fmt: skip
def test_a_bad_fact_is_said_at_the_field(signed_in, anh, typed, said: str) -> None:
    given = {"value": "poor", "from_month": "5/2021", "source": "Quyết định 7"} | typed
    shown = send(signed_in("lan"), f"/nguoi/{anh.pk}/du-kien/?dieu=household", **given)
    assert said in shown and "Chưa được, vì" in shown
    assert not Fact.objects.exists()


def test_a_fact_recorded_wrongly_is_corrected_and_the_old_stays_struck(signed_in, office, anh) -> None:
    with permit.acting(office.lan):
        wrong = people.change(anh, "household", "poor", from_month=2020 * 12, by=office.lan, source="rà soát")
    client = signed_in("lan")
    address = f"/nguoi/{anh.pk}/du-kien/{wrong.pk}/"
    assert "đúng như vậy rồi" in send(client, address, value="poor", from_month="1/2020", source="x")
    send(client, address, value="near_poor", from_month="1/2020", source="Biên bản 3")
    assert Fact.objects.get(superseded_at__isnull=True).value == "near_poor"
    assert client.get(address).url == f"/nguoi/{anh.pk}/"  # what was corrected is not corrected again


def test_a_yes_or_no_fact_is_chosen_in_words(signed_in, anh) -> None:
    send(signed_in("lan"), f"/nguoi/{anh.pk}/du-kien/?dieu=hiv", value="true", from_month="5/2021", source="Giấy 1")
    assert Fact.objects.get(kind="hiv").value is True


def test_somebody_moves_inside_the_branch_and_out_of_it(signed_in, office, phu_cu: PhuCu, anh, run: Run) -> None:
    client = signed_in("lan")
    assert "Không thấy xã" in send(client, f"/nguoi/{anh.pk}/chuyen/", place="Xã Lạ", from_month="6/2021")
    assert "đang ở đó" in send(client, f"/nguoi/{anh.pk}/chuyen/", place="tam da", from_month="6/2021")
    send(client, f"/nguoi/{anh.pk}/chuyen/", place="xã Đình Cao", from_month="6/2021", village="Đình Cao")
    anh.refresh_from_db()
    assert (anh.unit, anh.village) == (phu_cu.communes["Đình Cao"], "Đình Cao")
    assert listed(run, anh) == 270_000
    assert "Tháng chuyển phải sau" in send(client, f"/nguoi/{anh.pk}/chuyen/", place="Tam Đa", from_month="5/2021")
    day = datetime.date(2004, 7, 8)
    district = Unit.objects.create(code="332", level="district", kind="Huyện", name="Tiên Lữ", parent=phu_cu.province,
                                   valid_from=day)  # fmt: skip
    Unit.objects.create(code="12337", level="commune", kind="Xã", name="Dị Chế", parent=district, valid_from=day)
    told = send(client, f"/nguoi/{anh.pk}/chuyen/", place="Dị Chế, Tiên Lữ", from_month="7/2021")
    assert "Đã ghi." in told
    assert client.get(f"/nguoi/{anh.pk}/").status_code == 404
    with permit.everywhere("tests"):
        assert Person.objects.get(pk=anh.pk).unit.name == "Dị Chế"


def test_who_moves_while_both_lists_are_open_is_said_to_be_paid_by_the_old_one(
    signed_in, office: Office, phu_cu: PhuCu, anh
) -> None:
    old, new = phu_cu.communes["Tam Đa"], phu_cu.communes["Đình Cao"]
    Award.objects.update(reckoned_from=JUNE, decision_number="13/QĐ-UBND")
    facts.rebuild([anh.pk])
    with permit.acting(office.lan):
        for scope in (old, new):
            preparing.prepare(month=JUNE, scope=scope, by=office.lan, on=ON)
    told = send(signed_in("lan"), f"/nguoi/{anh.pk}/chuyen/", place="xã Đình Cao", from_month="6/2021", village="")
    assert f"{old} đã có người này nên vẫn chi 270.000 đ; nơi mới chi từ danh sách sau." in told


def test_namesakes_are_asked_about(signed_in, phu_cu: PhuCu, anh) -> None:
    day = datetime.date(2004, 7, 8)
    other = Unit.objects.create(code="332", level="district", kind="Huyện", name="Tiên Lữ", parent=phu_cu.province,
                                valid_from=day)  # fmt: skip
    Unit.objects.create(code="12338", level="commune", kind="Xã", name="Đình Cao", parent=other, valid_from=day)
    client = signed_in("lan")
    shown = send(client, f"/nguoi/{anh.pk}/chuyen/", place="Đình Cao", from_month="6/2021")
    assert "Có 2 nơi tên này" in shown and "Huyện Tiên Lữ" in shown
    send(client, f"/nguoi/{anh.pk}/chuyen/", place="Đình Cao, huyện Phù Cừ", from_month="6/2021")
    anh.refresh_from_db()
    assert anh.unit == phu_cu.communes["Đình Cao"]


def test_a_death_ends_what_was_drawn_and_gives_the_funeral_grant(signed_in, anh, run: Run) -> None:
    client = signed_in("lan")
    address = f"/nguoi/{anh.pk}/mat/"
    assert "sau hôm nay" in send(client, address, died_on="01/01/2190")
    assert "Ngày viết như" in send(client, address, died_on="31/2/2021")
    assert "trước ngày sinh" in send(client, address, died_on="01/01/1930")
    assert "trước tháng bắt đầu hưởng 1/2018" in send(client, address, died_on="01/05/2017")
    assert "đổi từ 270.000 đ thành" in send(client, address, died_on="10/05/2021", funeral="on", number="9/QĐ")
    allowance, grant = Award.objects.get(kind="allowance"), Award.objects.get(kind=Kind.FUNERAL)
    assert (allowance.until_month, allowance.stop_reason, allowance.stop_number) == (JUNE, "Chết", "9/QĐ")
    assert (grant.from_month, grant.decision_number) == (JUNE - 1, "9/QĐ")
    assert listed(run, anh) == 5_400_000
    assert "thành 270.000 đ" in send(client, address, undo="1")
    anh.refresh_from_db()
    assert anh.died_on is None and Award.objects.get(kind="allowance").until_month is None
    assert "Mai táng phí cần quyết định" in send(client, address, died_on="11/05/2021", funeral="on")
    send(client, address, died_on="11/05/2021", funeral="on", number="9/QĐ")
    assert Award.objects.filter(kind=Kind.FUNERAL).count() == 1 and listed(run, anh) == 5_400_000


def test_another_day_of_death_moves_the_end_of_what_was_drawn(signed_in, anh, run: Run) -> None:
    client, address = signed_in("lan"), f"/nguoi/{anh.pk}/mat/"
    send(client, address, died_on="10/05/2021", number="9/QĐ")
    assert 'value="9/QĐ"' in body(client.get(address)) and 'value="10/05/2021"' in body(client.get(address))
    send(client, address, died_on="02/06/2021", number="9/QĐ")
    award = Award.objects.get()
    assert (award.until_month, award.stop_reason, listed(run, anh)) == (JUNE + 1, "Chết", 270_000)
    send(client, address, died_on="30/04/2021", number="9/QĐ")
    assert Award.objects.get().until_month == JUNE - 1 and listed(run, anh) == 0


def test_an_award_is_stopped_with_month_reason_and_decision(signed_in, anh, run: Run) -> None:
    award, client = anh.awards.get(), signed_in("lan")
    assert "Tháng thôi hưởng phải sau" in send(
        client, f"/che-do/{award.pk}/thoi/", from_month="1/2018", reason="Có lương hưu", **SIGNED
    )
    unsigned = send(client, f"/che-do/{award.pk}/thoi/", from_month="6/2021", reason="Có lương hưu")
    assert "Quyết định số: Ô này cần điền." in unsigned
    told = send(client, f"/che-do/{award.pk}/thoi/", from_month="6/2021", reason="Có lương hưu", **SIGNED)
    assert "đổi từ 270.000 đ thành 0 đ" in told
    award.refresh_from_db()
    assert (award.until_month, award.stop_number, award.stop_decided_on) == (
        JUNE, "5/QĐ", datetime.date(2021, 5, 20),
    )  # fmt: skip


def test_payment_is_suspended_and_resumed_with_the_months_between(signed_in, anh, run: Run) -> None:
    client = signed_in("lan")
    assert "không có khoản nào đang tạm dừng" in send(
        client, f"/nguoi/{anh.pk}/chi-tra-lai/", from_month="6/2021", pay_back="no", **SIGNED
    )
    told = send(
        client, f"/nguoi/{anh.pk}/tam-dung/", from_month="5/2021", reason="Vắng 3 tháng", **SIGNED | {"number": "6/QĐ"}
    )
    assert "đổi từ 270.000 đ thành 0 đ" in told and "Chi trả lại" in told
    assert ">đang tạm dừng</span>" in told and ">đang hưởng</span>" not in told
    assert "Không có khoản nào đang chi" in send(
        client, f"/nguoi/{anh.pk}/tam-dung/", from_month="5/2021", reason="lần nữa", **SIGNED
    )
    told = send(
        client, f"/nguoi/{anh.pk}/chi-tra-lai/", from_month="6/2021", pay_back="yes", **SIGNED | {"number": "7/QĐ"}
    )
    assert "Đã ghi." in told and listed(run, anh) >= 270_000
    pause = Suspension.objects.get()
    assert (pause.until_month, pause.paid_back, pause.decision_number, pause.resumed_number) == (
        JUNE, True, "6/QĐ ngày 20/05/2021", "7/QĐ ngày 20/05/2021",
    )  # fmt: skip


def test_how_the_money_is_paid_and_who_collects(signed_in, anh, run: Run) -> None:
    client, address = signed_in("lan"), f"/nguoi/{anh.pk}/nhan-tien/"
    typed = {"pay_by": "bank", "number": "", "holder": "", "bank": "", "branch": "", "collector_name": "",
             "relation": "", "collector_number": "", "collector_phone": "", "from_month": "6/2021"}  # fmt: skip
    assert "Nhận qua tài khoản thì cần Số tài khoản." in send(client, address, **typed)
    assert "cần họ và tên" in send(client, address, **(typed | {"pay_by": "post", "relation": "con"}))
    full = typed | {"number": "8888", "bank": "Agribank", "collector_name": "Vũ Văn Con", "relation": "con"}
    send(client, address, **full)
    send(client, address, **(full | {"from_month": "7/2021"}))  # the same again: nothing new
    anh.refresh_from_db()
    assert (anh.pay_by, anh.accounts.get().holder, anh.collectors.get().relation) == ("bank", anh.full_name, "con")
    send(client, address, **(full | {"number": "9999", "collector_name": "", "relation": "", "from_month": "8/2021"}))
    assert [(a.number, a.until_month) for a in anh.accounts.order_by("from_month")] == [
        ("8888", JUNE + 2),
        ("9999", None),
    ]
    assert anh.collectors.get().until_month == JUNE + 2
    shown = body(client.get(f"/nguoi/{anh.pk}/"))
    assert "9999" in shown


def test_what_is_saved_while_no_list_is_open_says_so(signed_in, anh) -> None:
    told = send(signed_in("lan"), f"/nguoi/{anh.pk}/sua/", **details(anh, birth="1937"))
    assert "Chưa có danh sách nào đang mở" in told


def test_a_list_that_was_approved_stays_and_the_next_one_follows(signed_in, office, anh, run: Run) -> None:
    with permit.acting(office.lan):
        payroll.check(run, by=office.lan)
    with permit.acting(office.minh):
        payroll.approve(run, by=office.minh, accept_provisional=True)
    before = listed(run, anh)
    send(signed_in("lan"), f"/che-do/{anh.awards.get().pk}/thoi/", from_month="6/2021", reason="x", **SIGNED)
    assert listed(run, anh) == before
    with permit.acting(office.lan):
        after = preparing.prepare(
            month=JUNE + 1, scope=office.lan.places.get(), by=office.lan, on=datetime.date(2021, 7, 1)
        )
    assert listed(after, anh) == 0


def test_the_acts_behind_the_forms_ask_for_the_place(office: Office, phu_cu: PhuCu, anh) -> None:
    from ansinh.record.models.users import User

    other = User.objects.create_user("thu", password="an-sinh-tests", role="officer")
    other.places.add(phu_cu.communes["Đình Cao"])
    for act in (
        lambda: people.pay_how(anh, pay_by="post", from_month=JUNE, by=other),
        lambda: assistance.end_by_death(anh, datetime.date(2021, 5, 1), funeral=True, by=other),
        lambda: assistance.resume_all(anh, until_month=JUNE, pay_back=True, by=other, number="6/QĐ"),
        lambda: people.move(anh, phu_cu.communes["Đình Cao"], from_month=JUNE, by=other),
    ):
        with pytest.raises(permit.Refused):
            act()


def test_a_death_taken_back_gives_an_award_the_end_it_had(office: Office, anh) -> None:
    held = anh.awards.get()
    with permit.acting(office.lan):
        assistance.stop(held, until_month=JUNE + 12, reason="hết hạn", by=office.lan, number="6/QĐ")
        assistance.end_by_death(anh, datetime.date(2021, 7, 1), funeral=True, by=office.lan, number="6/QĐ")
        held.refresh_from_db()
        assert held.until_month == JUNE + 2
        assistance.undo_death(anh, by=office.lan)
    held.refresh_from_db()
    assert held.until_month == JUNE + 12
