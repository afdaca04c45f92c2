"""Tính thử: facts and a month in, amounts and reasons out, nothing saved; faults said at their field."""

import pytest

BASE = {"month": "7/2021", "age": "83", "household": "other", "disability": "none", "pension": "none", "merit": "none"}


def answer(client, **changed: str) -> str:
    return client.get("/tinh-thu/", BASE | changed, headers={"HX-Request": "true"}).content.decode()


@pytest.fixture
def client(signed_in):
    return signed_in("lan")


def test_an_amount_with_its_article(client) -> None:
    shown = answer(client)
    assert "Vì sao tháng 7/2021 là 360.000" in shown and "Điều 6 khoản 1 điểm đ" in shown and "<html" not in shown


def test_the_highest_is_given_and_the_other_named_as_not_added(client) -> None:
    shown = answer(client, disability="severe")
    assert "là 720.000" in shown and "Không được hưởng thêm" in shown


def test_a_pension_bars_and_says_so(client) -> None:
    shown = answer(client, pension="retirement")
    assert "không có khoản nào" in shown and "lương hưu" in shown


def test_a_day_before_a_decree_answers_as_it_was_known_then(client) -> None:
    later = answer(client, month="8/2026", known_on="01/09/2026")
    before = answer(client, month="8/2026", known_on="01/08/2026")
    assert "540.000" in later and "tạm" in later
    assert "540.000" not in before


def test_a_province_above_the_floor_counts(client) -> None:
    assert "là 500.000" in answer(client, standard_amount="500.000")
    assert "là 360.000" in answer(client, standard_amount="300000")


@pytest.mark.parametrize(("field", "typed", "said"), [
    ("month", "13/2021", "Tháng viết như 6/2021"), ("age", "", "Hãy nhập tuổi"), ("age", "999", "150"),
    ("known_on", "31/02/2026", "Ngày viết như"), ("standard_amount", "1.5", "không phải là số tiền"),
])  # fmt: skip
def test_what_cannot_be_read_is_said_with_a_link_to_its_field(client, field: str, typed: str, said: str) -> None:
    shown = answer(client, **{field: typed})
    assert said in shown and f'href="#id_{field}"' in shown


def test_every_fact_the_law_asks_can_be_answered(client) -> None:
    from ansinh.reports.situation import asked

    page = client.get("/tinh-thu/").content.decode()
    assert [name for name in asked() if f'name="{name}"' not in page] == []


def test_nothing_is_saved(client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        answer(client)
    wrote = [q["sql"] for q in queries if q["sql"].lower().startswith(("insert", "update", "delete"))]
    assert wrote == []


def test_what_the_law_leaves_open_is_asked_once_whatever_it_is_asked_of(client) -> None:
    """A merit allowance beside the social pension and beside the single parent's: one question, both named."""
    shown = answer(client, month="11/2026", age="85", household="poor", children_raised="2", marital="widowed",
                   merit="own")  # fmt: skip
    asked = "Đang hưởng trợ cấp người có công hằng tháng: văn bản không nói có hưởng cùng chế độ này hay không."
    assert shown.count(asked) == 1
    said = "(Trợ cấp hưu trí xã hội theo 335/2026/NĐ-CP; Người đơn thân nghèo đang nuôi con (mỗi con) theo Điều 4, "
    assert said in shown


def test_what_a_question_means_opens_on_a_press(client) -> None:
    page = client.get("/tinh-thu/").content.decode()
    assert '<p class="hint" id="id_household_tip">Hộ của người này theo chuẩn nghèo' in page
    assert 'aria-describedby="id_household_tip"' in page and "title=" not in page.split("<form class=")[1]


def test_the_law_is_marked_as_vietnamese_and_that_is_said_once(client) -> None:
    client.cookies["django_language"] = "en"
    shown = answer(client)
    assert shown.count("quoted in Vietnamese") == 1 and '<ul lang="vi">' in shown
