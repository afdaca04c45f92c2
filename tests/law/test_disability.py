"""Determining disability: worked forms, the council's quorum and vote, the medical board's three cases, turning six."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.law.disability import board, certificate, council, earlier
from ansinh.law.disability.assess import Finding, FormError, assess
from ansinh.law.disability.forms import all_forms, conclusions, degrees, form_for, kinds
from ansinh.law.disability.rules import all_rules, rule

ON = date(2026, 3, 2)
CASES = Path(__file__).parents[2] / "ansinh" / "law" / "disability" / "cases.jsonl"
GRAVITY = {degree: at for at, degree in enumerate(reversed(degrees()))}


def worked() -> list[Any]:
    lines = CASES.read_text("utf-8").splitlines()
    return [pytest.param(json.loads(line), id=f"{n}") for n, line in enumerate(lines, 1)]


def read(form: str, **said: Any) -> Finding:
    points = dict(enumerate(said.pop("points", ""), 1))
    return assess(all_forms()[form], features=said.get("features", ()), signs=said.get("signs", ()), points=points)


@pytest.mark.parametrize("case", worked())
def test_worked_form(case: dict[str, Any]) -> None:
    found = read(case["form"], features=case["features"], signs=case["signs"], points=case.get("points", ""))
    assert (found.degree, list(found.kinds), found.total) == (case["degree"], case["kinds"], case["total"]), case["why"]
    assert found.because[0].sentence and found.because[0].decree
    assert found.degree is not None or found.open


@pytest.mark.parametrize(
    ("form", "said", "words"),
    [
        ("03", {"points": "3000000000"}, "chỉ ghi 0, 1, 2 hoặc X"),
        ("03", {"points": "00000000000"}, "hoạt động thứ 11"),
        ("02", {"points": "1"}, "hoạt động thứ 1"),
        ("03", {"signs": ["1.7"]}, "dấu hiệu mức độ 1.7"),
        ("02", {"features": ["4.5"]}, "dạng tật 4.5"),
    ],
)
def test_what_no_form_has_is_refused(form: str, said: dict[str, Any], words: str) -> None:
    with pytest.raises(FormError, match=words):
        read(form, **said)


@given(st.lists(st.integers(0, 2), min_size=10, max_size=10), st.integers(0, 9))
def test_more_points_never_mean_a_lesser_degree(points: list[int], at: int) -> None:
    more = [min(2, value + 1) if place == at else value for place, value in enumerate(points)]
    less_grave, graver = (read("03", points="".join(map(str, one))).degree for one in (points, more))
    assert less_grave and graver and GRAVITY[graver] >= GRAVITY[less_grave]


@given(st.text("012X", min_size=10, max_size=10))
def test_an_x_leaves_the_degree_to_the_council(points: str) -> None:
    assert (read("03", points=points).degree is None) == ("X" in points)


def test_age_and_day_choose_the_form() -> None:
    assert [form_for(age, ON).name for age in (0, 5, 6, 80)] == ["02", "02", "03", "03"]
    assert form_for(5, date(2019, 3, 14)).name == form_for(40, date(2019, 3, 14)).name == "37/2012"
    assert len(kinds()) == 6 and list(degrees()) == ["extreme", "severe", "mild"]
    assert set(conclusions()) == {*degrees(), "none", "unable"}


def test_what_was_not_read_officially_says_so() -> None:
    assert read("03", points="0000000000").provisional and read("02", signs=["1.1"]).provisional
    assert all_forms()["37/2012"].mark == "recalled"
    assert not rule("quorum").provisional


def test_every_rule_cites_a_place() -> None:
    assert all(each.because.article and each.because.sentence.endswith(".") for each in all_rules().values())


# --- the council


def test_the_council_has_seven_offices_and_an_eighth_where_there_is_an_organisation() -> None:
    for on in (date(2024, 5, 1), ON):
        assert [seat.name for seat in council.seats(on)] == [
            "chair", "health", "officer", "front", "women", "youth", "veterans", "disabled",
        ]  # fmt: skip
    assert [seat.name for seat in council.lacking({"chair", "health", "officer", "front"}, ON)] == [
        "women", "youth", "veterans",
    ]  # fmt: skip


@given(st.integers(0, 30), st.integers(0, 30))
def test_two_thirds_are_a_quorum_and_nothing_less(members: int, present: int) -> None:
    assert council.has_quorum(members, present) == (members > 0 and present * 3 >= members * 2)


@pytest.mark.parametrize(
    ("votes", "president", "choice", "how"),
    [
        ({"severe": 4, "extreme": 3}, "extreme", "severe", "majority"),
        ({"severe": 3, "extreme": 3}, "extreme", "extreme", "president"),
        ({"severe": 3, "extreme": 3}, None, None, "none"),
        ({"severe": 3, "extreme": 2, "mild": 2}, "mild", None, "none"),
        ({"severe": 2, "extreme": 2, "mild": 1}, "mild", None, "none"),
        ({"severe": 2, "extreme": 2, "mild": 1}, "severe", "severe", "president"),
        ({}, None, None, "none"),
    ],
)
def test_a_vote(votes: dict[str, int], president: str | None, choice: str | None, how: str) -> None:
    assert council.decide(votes, president)[:2] == (choice, how)


@given(st.lists(st.sampled_from(sorted(conclusions())), min_size=1, max_size=9))
def test_a_majority_is_more_than_half_and_the_president_breaks_ties(ballots: list[str]) -> None:
    votes = Counter(ballots)
    verdict = council.decide(votes, ballots[0])
    if verdict.how == "majority":
        assert votes[verdict.choice or ""] * 2 > len(ballots)
    elif verdict.how == "president":
        assert verdict.choice == ballots[0] and votes[ballots[0]] == max(votes.values())
    else:
        assert max(votes.values()) * 2 <= len(ballots)


def test_session_pay_has_its_caps() -> None:
    assert (council.pay_cap(["chair"]), council.pay_cap(["front", "veterans"])) == (70_000, 50_000)


# --- the medical board


@pytest.mark.parametrize(
    ("letter", "conclusion", "disagreed", "evidence", "refused"),
    [
        ("a", "unable", False, "", ""),
        ("a", "severe", False, "", "Hội đồng đã có kết luận"),
        ("a", "", False, "", "chưa họp"),
        ("b", "severe", True, "", ""),
        ("b", "severe", False, "", "kiến nghị"),
        ("b", "unable", True, "", "chọn trường hợp a"),
        ("c", "mild", False, "ảnh chụp", ""),
        ("c", "mild", False, "  ", "bằng chứng"),
        ("d", "severe", True, "x", "ba trường hợp"),
        ("", "severe", True, "x", "ba trường hợp"),
    ],
)
def test_the_board_opens_in_three_cases_only(
    letter: str, conclusion: str, disagreed: bool, evidence: str, refused: str
) -> None:
    said = board.refusal(letter, conclusion=conclusion, disagreed=disagreed, evidence=evidence)
    assert refused in said and bool(said) == bool(refused)
    assert not said or "Điều 15 khoản 2" in said


def test_who_pays() -> None:
    assert board.payer("a") == board.payer("a", upheld=False) == "budget"
    for letter in "bc":
        assert [board.payer(letter, upheld=up) for up in (None, True, False)] == ["by_result", "budget", "complainant"]
        assert board.pays(letter).because.article == "13"


def test_the_districts_step_falls_with_the_districts() -> None:
    assert [(s.name, s.days) for s in board.steps(date(2025, 6, 30))] == [
        ("file", 3), ("district", 2), ("examine", 30), ("minutes", 10),
    ]  # fmt: skip
    assert [s.name for s in board.steps(date(2025, 7, 1))] == ["file", "examine", "minutes"]


def test_the_boards_minutes_hold_five_years_and_three_for_a_small_child() -> None:
    assert board.valid_until(date(2024, 2, 29), 40) == date(2029, 2, 28)
    assert board.valid_until(date(2024, 5, 3), 5) == date(2027, 5, 3)


# --- old conclusions, the certificate


@pytest.mark.parametrize(
    ("percent", "self_care", "degree"),
    [
        (81, "", "extreme"), (80, "", "severe"), (61, "", "severe"), (60, "", "mild"), (None, "none", "extreme"),
        (None, "partial", "severe"), (None, "full", "mild"), (45, "none", "extreme"), (None, "", None),
    ],
)  # fmt: skip
def test_old_conclusions(percent: int | None, self_care: str, degree: str | None) -> None:
    assert earlier.convert(date(2010, 4, 1), percent=percent, self_care=self_care).degree == degree


def test_a_conclusion_from_june_2012_converts_no_more() -> None:
    found = earlier.convert(date(2012, 6, 1), percent=85)
    assert found.degree is None and "như thường" in found.open[0]
    with pytest.raises(ValueError, match="0 đến 100"):
        earlier.convert(date(2010, 4, 1), percent=101)


def test_turning_six_spares_some_signs() -> None:
    again = certificate.determined_again_at_six
    assert again("extreme", ["1.1"]) is False and again("extreme", ["1.3", "1.7"]) is False
    assert again("extreme", ["1.3"]) is True and again("severe", ["2.1"]) is True
    assert again("extreme", None) is None and again("severe", None) is True


def test_reasons_for_another_certificate_say_which_run_anew() -> None:
    assert {each.name for each in certificate.REASONS if each.again} == {"degree", "six"}
    assert all(each.rule.because.article == "8" for each in certificate.REASONS)
    assert certificate.holds_from(date(2026, 3, 31)).number == 2026 * 12 + 2


def test_a_form_nobody_read_says_so_in_its_ruling() -> None:
    for name, said in (("37/2012", "trí nhớ"), ("03", "nguồn thứ hai")):
        form = all_forms()[name]
        found = assess(form, features=(), signs=(), points=dict.fromkeys(range(1, len(form.activities) + 1), "1"))
        assert found.provisional and said in found.because[0].sentence
