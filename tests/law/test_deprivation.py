"""What a household lacks by the twelve indicators, told from its members and its home."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from ansinh.law.deprivation import Home, Member, found
from ansinh.law.poverty import standard
from ansinh.law.score_table import REGIONS, Group, Option, ScoreTable

OF = standard(2022)
GROWN = Member(40, job="has", allowance=False, insured=True, studying="none", finished="primary")
YOUNG = Member(20, job="has", allowance=False, insured=True, studying="none", finished="upper_secondary")
CHILD = Member(8, job="not_looking", malnourished=False, insured=True, studying="primary")
WELL = Home(
    (GROWN, YOUNG, CHILD), wall=True, column=True, roof=True, floor=Decimal(24), water="tap", latrine="septic",
    internet=True, devices=frozenset(["smartphone"]),
)  # fmt: skip


def lacking(home: Home) -> tuple[str, ...]:
    told = found(OF, home)
    assert not told.unanswered
    return told.lacking


def with_(member: Member, **said: object) -> Home:
    return replace(WELL, members=(GROWN, YOUNG, replace(member, **said)))


def test_a_household_that_has_everything_lacks_nothing() -> None:
    assert lacking(WELL) == ()


@pytest.mark.parametrize(
    ("home", "lacks"),
    [
        (with_(GROWN, job="lacks"), "job"), (with_(GROWN, job="no_contract"), "job"),
        (replace(WELL, members=(GROWN, CHILD, CHILD)), "dependants"),
        (replace(WELL, members=(GROWN, replace(GROWN, allowance=True), CHILD)), "dependants"),
        (with_(CHILD, malnourished=True), "nutrition"), (with_(CHILD, insured=False), "insurance"),
        (with_(YOUNG, age=16, finished="primary"), "adult_education"),
        (with_(YOUNG, age=18, finished="lower_secondary"), "adult_education"),
        (with_(YOUNG, age=30, finished="lower_secondary"), "adult_education"),
        (with_(CHILD, age=3, studying="none"), "schooling"), (with_(CHILD, age=6, studying="nursery"), "schooling"),
        (with_(CHILD, age=12, studying="primary"), "schooling"),
        (replace(WELL, wall=False, roof=False), "housing"), (replace(WELL, floor=Decimal("23.9")), "floor"),
        (replace(WELL, water="river"), "water"), (replace(WELL, latrine="none"), "latrine"),
        (replace(WELL, internet=False), "telecom"), (replace(WELL, devices=frozenset()), "media"),
    ],
)  # fmt: skip
def test_each_threshold_is_met_by_itself(home: Home, lacks: str) -> None:
    assert lacking(home) == (lacks,)


@pytest.mark.parametrize(
    "home",
    [
        replace(WELL, members=(GROWN, CHILD)),  # một nửa không phải hơn một nửa
        with_(CHILD, age=5, insured=False, studying="nursery"), with_(CHILD, age=2, studying="none"),
        with_(YOUNG, age=17, finished="lower_secondary"), with_(YOUNG, age=31, finished="none"),
        with_(YOUNG, finished="primary", certified=True), with_(YOUNG, finished="primary", studying="vocational"),
        with_(CHILD, age=11, studying="lower_secondary"), replace(WELL, wall=False), replace(WELL, floor=Decimal(24)),
        replace(WELL, members=(GROWN, YOUNG)),
    ],
)  # fmt: skip
def test_at_the_threshold_or_without_the_group_nothing_is_lacking(home: Home) -> None:
    assert lacking(home) == ()


def test_what_was_not_answered_is_said_and_a_tick_answers_it() -> None:
    told = found(OF, Home((GROWN, CHILD)))
    assert told.unanswered == ("housing", "floor", "water", "latrine", "telecom", "media")
    ticked = {code: code == "water" for code in OF.codes}
    assert found(OF, Home((), ticked=ticked)).lacking == ("water",)
    assert found(standard(2027), WELL).unanswered == standard(2027).codes, "no threshold of 2027 is known here"


def test_one_bad_answer_decides_though_others_are_missing() -> None:
    assert "insurance" in found(OF, with_(replace(CHILD, insured=False), job=None)).lacking
    assert "housing" in found(OF, replace(WELL, wall=False, column=False, roof=None)).lacking


def table() -> ScoreTable:
    points = dict.fromkeys(REGIONS, 10)
    size = Group("size", "Số người", "single", (Option("1", "1 người", points), Option("2", "2 người", points)))
    return ScoreTable((size, Group("assets", "Tài sản", "count", (Option("bike", "Xe máy", points),))))


def test_b1_is_the_sum_of_what_was_chosen() -> None:
    assert table().faults() == []
    assert table().total("southeast", {"size": {"1": 1}, "assets": {"bike": 3}}) == 40
    assert table().total("urban", {"size": {"2": 1}}) == 10


@pytest.mark.parametrize(
    ("chosen", "said"),
    [({}, "đúng một dòng"), ({"size": {"1": 1, "2": 1}}, "đúng một dòng"), ({"size": {"9": 1}}, "không có dòng 9"),
     ({"size": {"1": 1}, "x": {"1": 1}}, "không có nhóm x")],
)  # fmt: skip
def test_a_choice_the_table_does_not_have_is_refused(chosen: dict[str, dict[str, int]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        table().total("urban", chosen)


def test_a_table_with_a_hole_says_where() -> None:
    holed = ScoreTable((Group("size", "Số người", "single", (Option("1", "1 người", {"urban": 1}),)),))
    assert holed.faults()[0][0] == "size.1" and ScoreTable(()).faults()
