"""A person's page: what is known, awarded and paid, why for any month, and who looked; the slip to give away."""

import datetime

from ansinh.acts import assistance, payroll, people, permit, preparing
from ansinh.record.models.payroll import Outcome
from ansinh.record.models.people import Fact
from ansinh.record.models.trail import Look


def page(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_why_says_amount_decree_article_and_the_facts_with_their_source(signed_in, enrol) -> None:
    poor = enrol("Lê Thị Mơ", 1950, group="K5a", facts={"household": "poor", "no_supporter": True})
    shown = page(signed_in("lan"), f"/nguoi/{poor.pk}/vi-sao/?thang=2021-08")
    assert "540.000" in shown and "360.000" in shown
    assert "20/2021" in shown and "Điều 5 khoản 5" in shown
    assert "hộ nghèo" in shown and "giấy xác nhận" in shown and "sinh 1950" in shown


def test_why_of_a_month_before_a_decree_is_by_the_law_of_that_month(signed_in, anh) -> None:
    client = signed_in("lan")
    assert "270.000" in page(client, f"/nguoi/{anh.pk}/vi-sao/?thang=6/2021")
    assert "360.000" in page(client, f"/nguoi/{anh.pk}/vi-sao/?thang=2021-07")
    assert "500.000" in page(client, f"/nguoi/{anh.pk}/vi-sao/?thang=2024-07")


def test_a_provisional_month_is_marked(signed_in, anh) -> None:
    assert '<span class="tag warn">tạm</span>' in page(signed_in("lan"), f"/nguoi/{anh.pk}/vi-sao/?thang=2026-11")


def test_a_birth_known_to_the_year_shows_the_question_it_opens(signed_in, anh) -> None:
    assert "R3" in page(signed_in("lan"), f"/nguoi/{anh.pk}/vi-sao/?thang=2018-06")


def test_a_month_without_an_award_says_so(signed_in, anh) -> None:
    assert "Không có chế độ nào" in page(signed_in("lan"), f"/nguoi/{anh.pk}/vi-sao/?thang=2010-01")


def test_an_unknown_birth_is_said_and_not_guessed(signed_in, enrol) -> None:
    unborn = enrol("Phạm Thị Tý", None, group="K5c")
    assert "Chưa biết năm sinh" in page(signed_in("lan"), f"/nguoi/{unborn.pk}/vi-sao/?thang=2021-06")


def test_what_was_paid_is_shown_line_by_line_and_against_the_law(signed_in, office, anh, run) -> None:
    with permit.acting(office.lan):
        payroll.check(run, by=office.lan)
    with permit.acting(office.minh):
        payroll.approve(run, by=office.minh, accept_provisional=True)
    shown = page(signed_in("lan"), f"/nguoi/{anh.pk}/?thang=2021-06")
    assert "Đã duyệt chi cho tháng này" in shown and "danh sách tháng 6/2021" in shown
    assert f'href="/ky-chi-tra/{run.pk}/"' in shown and "tháng này" in shown


def test_a_corrected_fact_stays_struck_beside_the_right_one(signed_in, office, anh) -> None:
    with permit.acting(office.lan):
        people.change(anh, "household", "poor", from_month=2020 * 12, by=office.lan, source="rà soát 2020")
        people.correct(Fact.objects.get(kind="household"), "near_poor", by=office.lan, source="rà soát lại")
    shown = page(signed_in("hoa"), f"/nguoi/{anh.pk}/")
    assert '<tr class="struck"><td>Hộ</td>' in shown
    assert "hộ cận nghèo" in shown and "rà soát lại" in shown


def test_looking_is_recorded_and_shown_to_the_auditor_alone(signed_in, anh) -> None:
    page(signed_in("lan"), f"/nguoi/{anh.pk}/")
    assert "Ai đã xem" not in page(signed_in("lan"), f"/nguoi/{anh.pk}/")
    shown = page(signed_in("hoa"), f"/nguoi/{anh.pk}/")
    assert "Ai đã xem, ai đã sửa" in shown and "Nguyễn Thị Lan" in shown
    assert Look.objects.filter(person=anh).count() == 3


def test_the_slip_carries_the_person_the_reasons_and_the_day(signed_in, anh) -> None:
    shown = page(signed_in("lan"), f"/nguoi/{anh.pk}/phieu/?thang=2021-07")
    assert "PHIẾU GIẢI THÍCH MỨC HƯỞNG" in shown and "Nguyễn Thị Ánh" in shown and "360.000" in shown


def test_a_whole_number_in_the_search_box_opens_the_person(signed_in, anh) -> None:
    assert signed_in("lan").get("/tim/", {"q": "033138000001"}).url == f"/nguoi/{anh.pk}/"


def test_suggestions_wait_for_two_letters(signed_in, anh) -> None:
    client = signed_in("lan")
    assert "Ánh" not in page(client, "/tim/goi-y/?q=a")
    assert "Nguyễn Thị Ánh" in page(client, "/tim/goi-y/?q=anh")


def test_awards_and_lines_carry_the_groups_own_name(signed_in, anh, run) -> None:
    shown = page(signed_in("lan"), f"/nguoi/{anh.pk}/?thang=2021-06")
    assert "Trợ cấp xã hội hoặc hưu trí xã hội hằng tháng" not in shown
    named = "Người từ đủ 80 tuổi không có lương hưu, trợ cấp hằng tháng"
    assert f"<strong>{named}</strong> (K5c)" in shown
    assert (
        f"{run.line_set.filter(person=anh).latest('for_month').ruling.ruling['benefits'][0]['name']} (K5c)</td>"
        in shown
    )


def test_an_award_the_law_pays_as_another_benefit_says_which(signed_in, phu_cu, anh) -> None:
    """Who had group K5c draws the social pension since July 2025: the award stays, the lists pay by the new law."""
    address = f"/nguoi/{anh.pk}/"
    assert "chi theo:" not in page(signed_in("lan"), address)
    month, on = 2025 * 12 + 10, datetime.date(2025, 11, 1)
    with permit.everywhere("tests"):
        for unit in phu_cu.today.values():
            preparing.prepare(month=month, scope=unit, by=None, on=on)
    shown = page(signed_in("lan"), address)
    assert "(K5c)" in shown and "Danh sách gần nhất chi theo: Trợ cấp hưu trí xã hội (HTXH)" in shown


def test_a_group_the_law_does_not_know_keeps_the_name_of_its_kind(signed_in, enrol) -> None:
    odd = enrol("Lê Thị Mơ", 1938, group="K99")
    assert "hằng tháng</strong> (K99)" in page(signed_in("lan"), f"/nguoi/{odd.pk}/")


def test_what_a_commune_is_called_today_is_said_only_when_it_is_another_name(signed_in, phu_cu, enrol) -> None:
    from ansinh.reports.places import called, in_a_sentence

    today = datetime.date(2026, 11, 22)

    same = next(u for u in phu_cu.communes.values() if called(u, today) != u and str(called(u, today)) == str(u))
    other = next(u for u in phu_cu.communes.values() if str(called(u, today)) != str(u))
    assert "nay là" not in page(signed_in("lan"), f"/nguoi/{enrol('Lê Thị Mơ', 1938, same.name).pk}/")
    shown = page(signed_in("lan"), f"/nguoi/{enrol('Lê Thị Mận', 1938, other.name).pk}/")
    assert f"{other} (nay là {in_a_sentence(called(other, today))})" in shown


def test_a_list_that_pays_arrears_is_added_up_under_why(signed_in, office, anh, run) -> None:
    """June 2021 is approved; then the household turns out poor since June: July's list pays what June lacked."""
    with permit.acting(office.lan):
        payroll.check(run, by=office.lan)
    with permit.acting(office.minh):
        payroll.approve(run, by=office.minh, accept_provisional=True)
    with permit.acting(office.lan):
        people.change(anh, "household", "poor", from_month=2021 * 12 + 5, by=office.lan)
        people.change(anh, "no_supporter", True, from_month=2021 * 12 + 5, by=office.lan)
        preparing.prepare(
            month=2021 * 12 + 6, scope=office.lan.places.get(), by=office.lan, on=datetime.date(2021, 7, 1)
        )
    client = signed_in("lan")
    shown = page(client, f"/nguoi/{anh.pk}/vi-sao/?thang=2021-07").replace("\xa0", " ")
    assert "Danh sách tháng 7/2021 chi 990.000 đ = 720.000 đ tháng này + 270.000 đ truy lĩnh 6/2021." in shown
    assert "Danh sách tháng" not in page(client, f"/nguoi/{anh.pk}/vi-sao/?thang=2021-08")


def test_a_listed_month_is_explained_by_the_ruling_its_line_keeps(signed_in, office, anh, run) -> None:
    """June's list knew Ánh as not poor; today's facts say poor since June: the old reasons stay, with a note."""
    with permit.acting(office.lan):
        payroll.check(run, by=office.lan)
    with permit.acting(office.minh):
        payroll.approve(run, by=office.minh, accept_provisional=True)
    path = f"/nguoi/{anh.pk}/vi-sao/?thang=2021-06"
    before = page(signed_in("lan"), path).replace("\xa0", " ")
    assert "Vì sao tháng 6/2021 là 270.000 đ" in before and "biết đến hôm nay" not in before
    with permit.acting(office.lan):
        people.change(anh, "household", "poor", from_month=2021 * 12 + 5, by=office.lan)
        people.change(anh, "no_supporter", True, from_month=2021 * 12 + 5, by=office.lan)
    after = page(signed_in("lan"), path).replace("\xa0", " ")
    assert "Vì sao tháng 6/2021 là 270.000 đ" in after
    assert "biết đến hôm nay, tháng này là 540.000 đ." in after
    assert "Đã chi thiếu 270.000 đ so với dữ kiện hôm nay: danh sách đang mở hoặc lập sau truy lĩnh." in after
    with permit.acting(office.lan):
        assistance.suspend(anh, from_month=2021 * 12 + 6, reason="chưa rõ", by=office.lan, number="6/QĐ")
    waits = page(signed_in("lan"), path).replace("\xa0", " ")
    assert "đang tạm dừng, nên có quyết định chi trả lại mới truy lĩnh" in waits and "hoặc lập sau" not in waits


def test_an_old_list_s_age_is_not_said_to_come_from_a_birth_corrected_since(signed_in, office, anh, run) -> None:
    path = f"/nguoi/{anh.pk}/vi-sao/?thang=2021-06"
    assert "sinh 1938" in page(signed_in("lan"), path)
    with permit.acting(office.lan):
        people.correct_details(anh, birth_year=1940, by=office.lan)
    shown = page(signed_in("lan"), path)
    assert "<strong>83</strong>" in shown and "sinh 19" not in shown.split("Dựa trên")[1]


def test_a_death_told_late_is_a_note_beside_the_reasons_of_the_list(signed_in, office, anh, run) -> None:
    with permit.acting(office.lan):
        people.record_death(anh, datetime.date(2021, 5, 3), by=office.lan)
    shown = page(signed_in("lan"), f"/nguoi/{anh.pk}/vi-sao/?thang=2021-06").replace("\xa0", " ")
    assert "Vì sao tháng 6/2021 là 270.000 đ" in shown
    assert "tháng này là 0 đ. Không có chế độ nào được hưởng trong tháng này." in shown


def test_what_came_back_is_not_said_to_be_recovered(signed_in, office, anh, run) -> None:
    """The Post did not find Ánh in June: she had died in May. Nothing was received, nothing is to be given back."""
    with permit.acting(office.lan):
        payroll.check(run, by=office.lan)
    with permit.acting(office.minh):
        payroll.approve(run, by=office.minh, accept_provisional=True)
    with permit.acting(office.lan):
        payroll.send(run, by=office.lan)
    path = f"/nguoi/{anh.pk}/vi-sao/?thang=2021-06"
    with permit.acting(office.lan):
        people.record_death(anh, datetime.date(2021, 5, 3), by=office.lan)
    assert "phải thu hồi" in page(signed_in("lan"), path)
    payroll.record_results(run, [payroll.ResultRow(anh.pk, Outcome.UNPAID_STOP, "đã chết")], by=None)
    shown = page(signed_in("lan"), path)
    assert "chưa nhận" in shown and "phải thu hồi" not in shown
