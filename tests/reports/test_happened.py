"""Who has changed already and has no decision yet: by a fact, an age passed, a death; never by a new text alone."""

from __future__ import annotations

import datetime
from typing import Any
from unittest.mock import patch

import pytest

from ansinh.acts import assistance, people
from ansinh.acts.rulings import book_of
from ansinh.law.rule import rule
from ansinh.record.models.assistance import Award
from ansinh.reports import forecast
from ansinh.reports.happened import happened
from ansinh.reports.upcoming import Level, Upcoming
from tests.acts.people import fact, month, person
from tests.cast import PhuCu

NOW = month("2025-10")
ON = datetime.date(2025, 10, 15)


@pytest.fixture(autouse=True)
def _register(register: None) -> None:
    """The whole register is seen."""


def told() -> list[Upcoming]:
    return happened(NOW, lambda province: book_of(province, ON, NOW))


def drawing(phu_cu: PhuCu, born: str, code: str, *, kind: str = "allowance", **facts: Any) -> Award:
    made = person(f"Người {code}", phu_cu.communes["Tam Đa"], born=born)
    for name, value in facts.items():
        fact(made, name, value)
    return assistance.award(made, kind=kind, code=code, from_month=month("2024-01"), by=None, number="1/QĐ")


def said(found: list[Upcoming]) -> list[tuple[str, Level, Level | None, str]]:
    return [(f"{one.month % 12 + 1}/{one.month // 12}", one.old, one.new, one.act) for one in found]


@pytest.mark.parametrize(("code", "known", "event", "first", "words"), [
    ("K5c", {}, ("pension", "retirement"), "5/2025", "từ tháng 4/2025 (danh sách BHXH)"),
    ("K6.N", {"disability": "severe"}, ("prison", True), "5/2025", "từ tháng 4/2025 (danh sách BHXH)"),
    ("K6.N", {"disability": "severe"}, ("facility", True), "4/2025", "từ tháng 4/2025 (danh sách BHXH)"),
    ("K6.N", {"disability": "severe"}, ("disability", "none"), "4/2025", "từ tháng 4/2025 (danh sách BHXH)"),
])  # fmt: skip
def test_a_recorded_event_without_a_decision_is_told_with_its_month_and_source(
    phu_cu: PhuCu, code: str, known: dict[str, Any], event: tuple[str, Any], first: str, words: str
) -> None:
    held = drawing(phu_cu, "1940-03-03" if code == "K5c" else "1985-05-05", code, **known)
    people.change(held.person, *event, from_month=month("2025-04"), by=None, source="danh sách BHXH")
    [one] = told()
    assert (said([one])[0][0], one.new, one.act, one.award) == (first, None, "stop", held)
    assert words in one.sentence and one.old.amount


def test_a_spouse_ends_the_single_parents_allowance(phu_cu: PhuCu) -> None:
    held = drawing(
        phu_cu, "1985-06-01", "K4", kind="single_parent", household="poor", marital="unmarried", children_raised=1
    )
    people.change(held.person, "marital", "married", from_month=month("2025-03"), by=None, source="giấy kết hôn")
    [one] = told()
    assert one.act == "stop" and "giấy kết hôn" in one.sentence


def test_an_age_passed_is_told_and_names_what_the_decision_did_not(phu_cu: PhuCu) -> None:
    drawing(phu_cu, "2009-06-05", "K6.N.TE", disability="severe")
    drawing(phu_cu, "2009-06-05", "K1", orphan="b")
    found = told()
    assert said(found) == [
        ("6/2025", Level("K6.N.TE", 1_000_000), Level("K6.N", 750_000), "adjust"),
        ("7/2025", Level("K1.4-16", 750_000), None, "stop"),
    ]
    assert "Đủ 16 tuổi trong tháng 6/2025" in found[0].sentence and "Còn đi học" in found[1].sentence


def test_an_orphan_who_studies_goes_on_and_the_decision_records_why(phu_cu: PhuCu) -> None:
    drawing(phu_cu, "2009-06-05", "K1", orphan="b", studying=True)
    [one] = told()
    assert said([one]) == [("7/2025", Level("K1.4-16", 750_000), Level("K2", 750_000), "adjust")]
    assert one.facts == {"was_k1_at_16": True}


def test_a_death_without_a_stop_decision_is_told_and_one_with_it_is_not(phu_cu: PhuCu) -> None:
    held = drawing(phu_cu, "1940-03-03", "K5c")
    other = drawing(phu_cu, "1941-03-03", "K5c")
    people.record_death(held.person, datetime.date(2025, 8, 9), by=None)
    assistance.end_by_death(other.person, datetime.date(2025, 8, 9), by=None, funeral=False)
    [one] = told()
    assert (one.award, said([one])[0][0], one.act) == (held, "9/2025", "stop")
    assert one.sentence == "Mất ngày 09/08/2025, chưa có quyết định thôi hưởng."


def test_what_a_new_text_carries_over_for_everybody_is_not_told(phu_cu: PhuCu) -> None:
    drawing(phu_cu, "1940-03-03", "K5c")  # the social pension since July 2025, reading R11
    assert told() == []


def test_a_band_of_the_group_named_and_what_was_never_paid_are_not_told(phu_cu: PhuCu) -> None:
    drawing(phu_cu, "2009-06-05", "K6.N", disability="severe")
    drawing(phu_cu, "1985-06-05", "K6.N")  # no disability is recorded: a problem of the list from the start
    assert told() == []


def test_nothing_is_told_once_decided_and_a_suspended_award_is_marked(phu_cu: PhuCu) -> None:
    held = drawing(phu_cu, "1940-03-03", "K5c")
    people.change(held.person, "pension", "retirement", from_month=month("2025-04"), by=None)
    assistance.suspend(held.person, from_month=month("2025-09"), reason="x", by=None, number="6/QĐ")
    assert [one.held for one in told()] == [True]
    assistance.stop(held, until_month=month("2025-05"), reason="có lương hưu", by=None, number="1/QĐ")
    assert told() == []


def test_equal_situations_are_asked_once(phu_cu: PhuCu) -> None:
    for _ in range(8):
        held = drawing(phu_cu, "1940-03-03", "K5c")
        people.change(held.person, "pension", "retirement", from_month=month("2025-04"), by=None)
    with patch.object(forecast, "rule", wraps=rule) as asked:
        assert len(told()) == 8
    assert asked.call_count <= 24
