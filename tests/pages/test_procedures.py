"""Thủ tục: the law's procedures on a day, for anybody who is signed in; both levels of government."""

import pytest


@pytest.fixture
def client(signed_in):
    return signed_in("lan")


def text(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_of_a_day_says_who_signs_and_in_how_many_days(client) -> None:
    before, after = text(client, "/thu-tuc/?ngay=2024-03-01"), text(client, "/thu-tuc/?ngay=2025-08-01")
    assert "Chủ tịch UBND cấp huyện" in before and "20 ngày làm việc" in before and "hưu trí" not in before
    assert "Chủ tịch UBND cấp huyện" not in after and "1.014027" in after and "10 ngày làm việc" in after


def test_a_day_may_be_typed_as_people_write_it_and_a_wrong_one_is_said(client) -> None:
    assert "cấp huyện" in text(client, "/thu-tuc/?ngay=01/03/2024")
    shown = text(client, "/thu-tuc/?ngay=31/02/2024")
    assert "Ngày viết như 31/08/2026" in shown and "1.014027" in shown


def test_a_day_before_anything_known_says_so(client) -> None:
    assert "An Sinh biết thủ tục từ" in text(client, "/thu-tuc/?ngay=2015-01-01")


def test_one_procedure_shows_its_steps_in_order_with_days_and_articles(client) -> None:
    shown = text(client, "/thu-tuc/monthly-allowance/?ngay=2024-03-01")
    labels = ["Tiếp nhận hồ sơ", "Niêm yết kết quả", "Gửi văn bản đề nghị lên huyện", "Thẩm định, trình ký"]
    places = [shown.index(f"<h3>{label}") for label in labels]
    assert places == sorted(places)
    assert "Điều 8 khoản 1 điểm b, 20/2021/NĐ-CP" in shown and "trong hạn của bước “Rà soát, xét duyệt”" in shown
    assert "không niêm yết" in shown


def test_a_group_narrows_papers_forms_and_questions(client) -> None:
    path = "/thu-tuc/monthly-allowance/?ngay=2024-03-01"
    assert "Mẫu 1b" in text(client, path)
    shown = text(client, f"{path}&nhom=K4")
    assert "Mẫu 1c" in shown and "Mẫu 1b" not in shown and "HIV của cơ quan y tế" not in shown
    assert "Số con đang nuôi" in shown


def test_what_is_not_known_is_said_and_marked(client) -> None:
    shown = text(client, "/thu-tuc/monthly-allowance/?ngay=2026-11-01")
    assert "luật chưa rõ hạn" in shown and ">tạm<" in shown and "335/2026" in shown


def test_a_procedure_not_yet_there_leads_to_when_it_is(client) -> None:
    shown = text(client, "/thu-tuc/social-pension/?ngay=2024-01-01")
    assert "Ngày này chưa có thủ tục ấy" in shown and "?ngay=2025-07-01" in shown
    assert client.get("/thu-tuc/no-such-thing/").status_code == 404


def test_the_list_can_be_taken_away(client) -> None:
    assert client.get("/thu-tuc/?ngay=2024-03-01&xlsx=thu-tuc").content.startswith(b"PK")


def test_strangers_sign_in_first(client) -> None:
    client.logout()
    for path in ("/thu-tuc/", "/thu-tuc/stop/"):
        assert client.get(path).status_code == 302
