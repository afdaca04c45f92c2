"""The worked cases that stand beside each decree: what a jurist would compute by hand is what the law room gives."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ansinh.law.book import open_book
from ansinh.law.intake import read_person
from ansinh.law.month import Month
from ansinh.law.plan import paid
from ansinh.law.programme import programmes
from ansinh.law.rule import rule
from ansinh.law.ruling import Ruling

DECREES = Path(__file__).parents[2] / "ansinh" / "law" / "decrees"


def _cases() -> list[Any]:
    found = []
    for path in sorted(DECREES.glob("*/cases.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            found.append(pytest.param(json.loads(line), id=f"{path.parent.name}:{number}"))
    return found


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _ruled(case: dict[str, Any]) -> Ruling:
    person = read_person(case["facts"])
    assert person.facts is not None, person.problems
    book = open_book(_day(case.get("known_on")), _day(case.get("in_force_on")))
    return rule(person.facts, Month.parse(case["month"]), book)


@pytest.mark.parametrize("case", _cases())
def test_worked_case(case: dict[str, Any]) -> None:
    ruling = _ruled(case)
    assert sorted([due.code, due.amount] for due in ruling.due) == sorted(case["due"]), case["why"]
    if "readings" in case:
        assert list(ruling.readings) == case["readings"], case["why"]
    if "excluded" in case:
        assert sorted(line.code for line in ruling.excluded) == sorted(case["excluded"]), case["why"]


@pytest.mark.parametrize("case", _cases())
def test_every_sum_says_why_and_every_exclusion_cites_a_text(case: dict[str, Any]) -> None:
    ruling = _ruled(case)
    for due in ruling.due:
        assert any(reason.decree for reason in due.because)
        assert "vì: " in due.sentence
    for line in ruling.excluded:
        assert line.reason.endswith(".")
        assert all(reason.decree for reason in line.because)


def test_every_case_names_its_source_and_reason() -> None:
    for param in _cases():
        case = param.values[0]
        assert case["source"] and case["why"]


def test_every_figure_a_person_can_draw_has_a_worked_case() -> None:
    drawn = {due.name for param in _cases() for due in _ruled(param.values[0]).due}
    by_lists = {case[0] for case in LEVELS}
    book = open_book()
    labels: dict[str, set[str]] = {}
    for figure in (figure for decree in book.decrees for figure in decree.figures):
        if not figure.name.startswith(("BHYT.", "THAMMO.", "HAICOT.", "DUNGCU.")) and figure.name not in (
            "standard_amount", "merit_standard", "rest_standard", "base_salary",
            "KC.XE", "KC.THANG", "NDCS.RA", "NDCS.THUOC", *OF_CENTRES,
        ):  # fmt: skip
            labels.setdefault(figure.name, set()).add(figure.label)
    assert labels.keys() <= set(book.figure_names())
    assert {name for name, said in labels.items() if not said & drawn} - by_lists == set()


OF_CENTRES = ("QUA.HIENVAT", "THUOC")
"""A gift in kind, in words on its list, and what a centre may spend on medicine: neither is paid a person."""

LEVELS = [
    ("ANTHEM", "2021-01", 200_000), ("ANTHEM", "2022-01", 200_000), ("ADN", "2023-09", 500_000),
    ("QUA.TIEN", "2022-01", 500_000), ("QUA.TIEN", "2023-09", 1_000_000),
    ("THOCUNG", "2021-12", 500_000), ("THOCUNG", "2022-01", 1_400_000),
    ("DD.TT", "2019-07", 2_220_000), ("DD.NHA", "2021-12", 1_110_000), ("DD.NHA", "2022-01", 1_462_000),
    ("DD.TT", "2022-01", 2_923_000), ("DD.NHA", "2023-12", 1_462_000), ("DD.NHA", "2024-01", 1_850_000),
    ("DD.TT", "2024-06", 3_699_000), ("DD.NHA", "2024-12", 1_850_000), ("DD.NHA", "2025-01", 2_510_000),
    ("DIEN", "2014-06", 46_000), ("DIEN", "2015-03", 49_000), ("DIEN", "2021-01", 55_000),
    ("DD.TT", "2025-01", 5_020_000), ("ML.GD.MN", "2024-07", 558_000), ("ML.GD", "2024-07", 1_116_000),
]  # fmt: skip
"""Figures that yearly lists give, by month and whole đồng (merit-and-other-support.md 3.3, 3.4, 3.6)."""


@pytest.mark.parametrize(("name", "month", "amount"), LEVELS)
def test_a_yearly_list_gives_the_figure_of_its_month(name: str, month: str, amount: int) -> None:
    found = paid(open_book(), Month.parse(month), name)
    assert found is not None and found.amount == amount


def test_electricity_is_not_known_from_may_2023() -> None:
    assert paid(open_book(), Month(2023, 5), "DIEN") is None and paid(open_book(), Month(2026, 8), "DIEN") is None


@pytest.mark.parametrize("lone", [False, True])
def test_the_survivor_of_a_wounded_man_leaves_no_funeral_grant_of_merit(lone: bool) -> None:
    facts = {"age": 80, "survivor_of": ["tb"], "survivor_as": "spouse", "retirement_age": True, "lone": lone}
    ruling = _ruled({"facts": facts | {"died": True}, "month": "2024-08"})
    assert "MTP.NCC" not in {due.code for due in ruling.due}


def test_nurturing_is_on_top_of_what_is_drawn_and_a_helper_has_it_too() -> None:
    young = {"age": 40, "survivor_of": ["tb"], "survivor_as": "spouse", "lone": True}
    helper = {"age": 80, "helper": "order", "lone": True}
    given = [
        {due.code for due in _ruled({"facts": facts, "month": "2024-08"}).due} for facts in (young, helper)
    ]  # fmt: skip
    assert "ND" not in given[0] and {"GDCM.HC", "ND"} <= given[1]


def test_each_figure_of_a_yearly_list_is_named_by_a_programme() -> None:
    named = {group.amount.figure for one in programmes() for group in one.groups if group.amount is not None}
    assert {name for name, _month, _amount in LEVELS} <= named


def test_a_single_parent_of_two_before_july_2021_is_of_group_k4_with_coefficient_two() -> None:
    facts = {"age": 30, "household": "poor", "marital": "widowed", "children_raised": 2}
    due = _ruled({"month": "2021-06", "facts": facts}).due[0]
    assert (due.code, str(due.coefficient), due.units, due.amount) == ("K4", "2.0", 1, 540_000)
