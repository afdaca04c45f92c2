"""The month's list in the browser: prepared, checked, approved by somebody else, sent, results read, closed."""

import io

import pytest

from ansinh.acts import payroll
from ansinh.record.models.payroll import Outcome, Run, State
from tests.pages.conftest import JUNE


def page(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response
    return response.content.decode()


def step(client, run: Run, verb: str, **typed: str):
    return client.post(f"/ky-chi-tra/{run.pk}/buoc/{verb}/", typed)


def now(run: Run) -> str:
    return Run.objects.get(pk=run.pk).state


def test_an_officer_prepares_a_month(signed_in, office, anh, phu_cu) -> None:
    response = signed_in("lan").post("/ky-chi-tra/", {"month": "6/2021", "scope": phu_cu.district.pk})
    run = Run.objects.get()
    assert response.url == f"/ky-chi-tra/{run.pk}/" and run.month == JUNE and run.people == 1


def test_the_list_is_a_door_from_total_to_commune_to_person(signed_in, run, anh) -> None:
    client = signed_in("lan")
    assert f'href="/ky-chi-tra/{run.pk}/"' in page(client, "/ky-chi-tra/")
    whole = page(client, f"/ky-chi-tra/{run.pk}/")
    assert f'href="/ky-chi-tra/{run.pk}/xa/{anh.unit_id}/"' in whole and "Cộng khớp" in whole
    assert f'href="/nguoi/{anh.pk}/"' in page(client, f"/ky-chi-tra/{run.pk}/xa/{anh.unit_id}/")


def test_the_one_next_step_says_what_and_how_much(signed_in, run) -> None:
    assert "chuyển duyệt danh sách tháng 6/2021: 2 người, " in page(signed_in("lan"), f"/ky-chi-tra/{run.pk}/")
    assert "Đang chờ cán bộ nghiệp vụ" in page(signed_in("minh"), f"/ky-chi-tra/{run.pk}/")


def test_from_prepared_to_closed(signed_in, run) -> None:
    step(signed_in("lan"), run, "check")
    assert now(run) == State.CHECKED
    assert "Duyệt danh sách tháng 6/2021: 2 người" in page(signed_in("minh"), "/")
    step(signed_in("minh"), run, "approve", provisional="on")
    assert now(run) == State.APPROVED
    for verb, state in (("send", State.SENT), ("results", State.RESULTS), ("close", State.CLOSED)):
        step(signed_in("lan"), run, verb)
        assert now(run) == state
    assert "giả định" in page(signed_in("hoa"), f"/ky-chi-tra/{run.pk}/")


def test_nobody_approves_what_they_prepared_nor_an_officer_at_all(signed_in, run) -> None:
    step(signed_in("lan"), run, "check")
    assert step(signed_in("lan"), run, "approve").status_code == 403
    assert now(run) == State.CHECKED


def test_provisional_law_must_be_accepted_in_so_many_words(signed_in, run) -> None:
    assert run.provisional
    step(signed_in("lan"), run, "check")
    refused = step(signed_in("minh"), run, "approve").content.decode()
    assert "văn bản tạm" in refused and now(run) == State.CHECKED


def test_a_list_given_back_says_why_to_whoever_prepared_it(signed_in, run) -> None:
    step(signed_in("lan"), run, "check")
    minh = signed_in("minh")
    assert f'href="/ky-chi-tra/{run.pk}/buoc/approve/#reason"' in page(minh, f"/ky-chi-tra/{run.pk}/")
    minh.post(f"/ky-chi-tra/{run.pk}/tra-lai/", {"reason": "thiếu xã Đình Cao"})
    assert now(run) == State.PREPARED
    assert "thiếu xã Đình Cao" in page(signed_in("lan"), "/")


def test_a_problem_blocks_until_it_is_settled(signed_in, office, enrol, run) -> None:
    enrol("Phạm Thị Tý", None, group="K5c")
    client = signed_in("lan")
    client.post(f"/ky-chi-tra/{run.pk}/cap-nhat/")
    shown = page(client, f"/ky-chi-tra/{run.pk}/")
    assert "Vướng mắc: 1" in shown and "Chưa biết năm sinh" in shown
    assert "Còn 1 vướng mắc" in step(client, run, "check").content.decode()
    client.post(f"/ky-chi-tra/vuong-mac/{run.problems.get().pk}/", {"how": "chờ giấy khai sinh"})
    step(client, run, "check")
    assert now(run) == State.CHECKED


def test_changes_since_last_month_person_by_person(signed_in, run, anh) -> None:
    shown = page(signed_in("hoa"), f"/ky-chi-tra/{run.pk}/thay-doi/?loai=new")
    assert "Nguyễn Thị Ánh" in shown and "hưởng từ 1/2018" in shown


def test_a_table_can_be_taken_away_as_it_is_shown(signed_in, run) -> None:
    import openpyxl

    sheet = openpyxl.load_workbook(
        io.BytesIO(signed_in("hoa").get(f"/ky-chi-tra/{run.pk}/?xlsx=theo-xa").content)
    ).active
    rows = list(sheet.values)
    assert rows[0][0] == "Xã" and rows[-1][-1] == run.total == sum(row[-1] for row in rows[1:-1])


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_the_post_gets_its_list(signed_in, run, anh, kind: str) -> None:
    response = signed_in("lan").get(f"/ky-chi-tra/{run.pk}/xa/{anh.unit_id}/post.{kind}")
    assert response.status_code == 200 and response.content[:2] in (b"PK", b"%P")


def test_a_step_pressed_twice_is_told_where_the_list_stands(signed_in, run) -> None:
    client = signed_in("lan")
    step(client, run, "check")
    again = client.post(f"/ky-chi-tra/{run.pk}/buoc/check/", follow=True)
    assert "đã sang bước khác" in again.content.decode()


def test_a_commune_officer_sees_the_commune_s_part_and_no_step(signed_in, office, run, phu_cu) -> None:
    office.lan.places.set([phu_cu.communes["Đình Cao"]])
    shown = page(signed_in("lan"), f"/ky-chi-tra/{run.pk}/")
    assert "Địa bàn của anh chị trong danh sách này: 1 người" in shown and "KHÔNG khớp" not in shown
    assert "Xã Tam Đa" not in shown and f"/ky-chi-tra/{run.pk}/buoc/" not in shown


def test_results_are_asked_for_until_nobody_is_without_one(signed_in, run, anh) -> None:
    step(signed_in("lan"), run, "check")
    step(signed_in("minh"), run, "approve", provisional="on")
    lan = signed_in("lan")
    step(lan, run, "send")
    payroll.record_results(Run.objects.get(), [payroll.ResultRow(anh.pk, Outcome.PAID, "")], by=None)
    assert now(run) == State.RESULTS
    assert f"/ky-chi-tra/{run.pk}/buoc/results/" in page(lan, f"/ky-chi-tra/{run.pk}/")
    assert "đọc tệp" in page(lan, f"/ky-chi-tra/{run.pk}/buoc/results/")
    step(lan, run, "results")
    assert "chưa nhận được." not in page(lan, f"/ky-chi-tra/{run.pk}/buoc/close/")
    payroll.record_results(Run.objects.get(), [payroll.ResultRow(anh.pk, Outcome.UNPAID, "vắng")], by=None)
    assert "Có 1 người báo về là chưa nhận được." in page(lan, f"/ky-chi-tra/{run.pk}/buoc/close/")
    step(lan, run, "close")
    assert now(run) == State.CLOSED
