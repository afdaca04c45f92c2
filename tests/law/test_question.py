"""A question over the register: read, written back, answered, and told clearly what is not understood."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.law import programme, question
from ansinh.law.question import All, Any_, Compare, Members, Not, Question, Wrong
from ansinh.law.question_names import names

NUMBERS = [name for name in names().values() if name.type == "integer"]
CHOSEN = [name for name in names().values() if name.values]
FLAGS = [name for name in names().values() if name.type == "boolean"]


@st.composite
def compared(draw: st.DrawFn) -> Compare:
    name = draw(st.sampled_from([*NUMBERS, *CHOSEN, *FLAGS]))
    if name.type == "integer":
        sign = draw(st.sampled_from(["=", "≠", "<", "≤", ">", "≥"]))
        return Compare(name.code, sign, (draw(st.integers(0, 200)),))
    if name.type == "kinds":
        return Compare(name.code, "=", (draw(st.sampled_from([value for value, _ in name.values])),))
    if name.type == "boolean":
        return Compare(name.code, "=", (True,))
    values = draw(st.lists(st.sampled_from([value for value, _ in name.values]), min_size=1, max_size=3, unique=True))
    return Compare(name.code, "trong" if len(values) > 1 else "=", tuple(values))


def joined(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(several.map(All), several.map(Any_), parts.map(Not))


@given(st.recursive(compared(), joined, max_leaves=8))
def test_a_question_written_back_is_the_same_question(part: Any) -> None:
    text = Question(part).text
    again = question.read(text)
    assert isinstance(again, Question), (text, again)
    assert again.text == text
    people: list[dict[str, Any]] = [{}, {"age": 83, "household": "poor", "kinds": frozenset(["allowance"])}]
    assert [question.holds(again.part, one) for one in people] == [question.holds(part, one) for one in people]


@pytest.mark.parametrize("code", sorted(names()))
def test_everything_has_a_word_that_is_read_as_itself(code: str) -> None:
    name = names()[code]
    value = name.values[0][1][0] if name.values else {"integer": "3", "boolean": "có"}.get(name.type, "K5a")
    text = f"{name.words[0]} {value}" if name.type == "kinds" else f"{name.words[0]} = {value}"
    read = question.read(text)
    assert isinstance(read, Question) and question.asked(read) == {code}


@pytest.mark.parametrize(
    ("text", "about", "answer"),
    [
        ("hộ = nghèo", {"household": "poor"}, True),
        ("hộ = nghèo", {}, False),
        ("hộ trong (nghèo, cận nghèo) và tuổi < 16", {"household": "near_poor", "age": 15}, True),
        ("hộ trong (nghèo, cận nghèo) và tuổi < 16", {"household": "near_poor", "age": 16}, False),
        ("tuổi từ 80", {"age": 80}, True),
        ("tuổi dưới 80", {"age": 80}, False),
        ("không đang hưởng trợ cấp xã hội", {"kinds": frozenset(["funeral"])}, True),
        ("đang hưởng trợ cấp xã hội", {"kinds": frozenset(["care"])}, True),
        ("nhóm trong (K5a, K6)", {"codes": frozenset(["K5a.60-80"])}, True),
        ("nhóm = K5", {"codes": frozenset(["K5a.60-80"])}, False),
        ("mồ côi ≠ không", {"orphan": "b"}, True),
        ("nhiễm HIV hoặc khuyết tật = nặng và tuổi < 16", {"hiv": True, "age": 40}, True),
        ("(nhiễm HIV hoặc khuyết tật = nặng) và tuổi < 16", {"hiv": True, "age": 40}, False),
        ("tuổi > 3", {"age": None}, False),
    ],
)
def test_what_a_question_holds_of(text: str, about: dict[str, Any], answer: bool) -> None:
    read = question.read(text)
    assert isinstance(read, Question)
    assert question.holds(read.part, about) is answer


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("tuoi > 3", 0, "Có phải: tuổi"),
        ("hộ = giàu", 5, "không phải là giá trị của “hộ”"),
        ("hộ > nghèo", 2, "không so lớn, nhỏ"),
        ("tuổi", 4, "cần dấu so sánh"),
        ("tuổi > nhiều", 7, "không phải là số"),
        ("(tuổi > 3", 9, "Thiếu dấu đóng ngoặc"),
        ("tuổi > 3 tuổi > 4", 9, "cần “và” hoặc “hoặc”"),
        ("tuổi > 3 và", 11, "Câu hỏi chưa hết"),
        ("", 0, "Câu hỏi chưa hết"),
        ("có người hộ = nghèo", 9, "cần một câu hỏi trong ngoặc"),
        ("(" * 900 + "tuổi > 3", 0, "quá nhiều dấu ngoặc"),
    ],
)
def test_what_is_not_understood_is_told_where_and_why(text: str, at: int, said: str) -> None:
    wrong = question.read(text)
    assert isinstance(wrong, Wrong)
    assert said in wrong.sentence
    assert wrong.at == at


@given(st.text(max_size=80))
def test_no_text_is_too_odd_to_be_answered(text: str) -> None:
    assert isinstance(question.read(text), Question | Wrong)


def test_members_are_asked_inside_out() -> None:
    read = question.read("có người (đang hưởng trợ cấp xã hội) và không ai (hộ = nghèo)")
    assert isinstance(read, Question)
    first, second = question.of_members(read)
    assert isinstance(first, Members) and {first.of, second.of} == {"có người", "không ai"}
    assert question.holds(read.part, {first: True, second: True})
    assert not question.holds(read.part, {first: True, second: False})


def test_the_programme_of_the_how_to_is_read() -> None:
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "add-a-programme.md").read_text("utf-8")
    shown = re.search(r"^```toml\n(.*?)^```", page, re.S | re.M)
    assert shown is not None
    read = programme.read("qua-cu-ho-ngheo", shown[1])
    levels = [(group.code, group.amount and group.amount.of(0)) for group in read.groups]
    assert levels == [("90", 500_000), ("80", None)]
    assert all(isinstance(question.read(group.who), Question) for group in read.groups)


def test_the_ready_programmes_are_understood() -> None:
    found = programme.programmes()
    assert len(found) >= 10
    for one in found:
        for group in one.groups:
            assert isinstance(question.read(group.who), Question), (one.slug, group.who, question.read(group.who))
