"""Health insurance groups: which a person belongs to by date, in which order, and what a month costs."""

from __future__ import annotations

from typing import Any

import pytest

from ansinh.law.book import LocalFigure, open_book
from ansinh.law.insurance_groups import contribution, groups
from ansinh.law.month import Month
from ansinh.law.question import holds


def first(month: str, local: tuple[LocalFigure, ...] = (), **facts: Any) -> str:
    """The group that counts for somebody with these facts."""
    found = groups(Month.parse(month), open_book(local=local))
    return next((group.code for group in found if holds(group.who.part, {"age": 40} | facts)), "")


@pytest.mark.parametrize(
    ("month", "facts", "code"),
    [
        ("2021-06", {"household": "poor"}, "HN"),
        ("2021-06", {"household": "near_poor"}, "CN"),
        ("2021-06", {"household": "near_poor", "poor_area": True}, "CN.N"),
        ("2021-06", {"age": 3, "household": "near_poor"}, "TE"),
        ("2021-06", {"age": 6, "household": "near_poor", "studying": True}, "CN"),
        ("2021-06", {"age": 12, "studying": True}, "HS"),
        ("2021-06", {"household": "average", "farming": True}, "NN"),
        ("2021-06", {"household": "average", "farming": True, "age": 12, "studying": True}, "HS"),
        ("2021-06", {"household": "poor", "merit": "own"}, "NCC"),
        ("2021-06", {"household": "poor", "insured_elsewhere": "work"}, "LV"),
        ("2021-06", {"household": "poor", "pension": "retirement"}, "BHXH"),
        ("2021-06", {"household": "poor", "pension": "survivor"}, "HN"),
        ("2021-06", {"left_hard_area": True}, ""),
        ("2023-12", {"left_hard_area": True}, "RKK"),
        ("2025-06", {"age": 78, "pension": "survivor"}, ""),
        ("2025-07", {"age": 78, "pension": "survivor"}, "TUAT"),
        ("2025-06", {"insurance_support": "mines"}, ""),
        ("2025-07", {"insurance_support": "mines"}, "BM"),
        ("2025-08", {"kinds": frozenset(["allowance"]), "codes": frozenset(["HTXH"])}, "HT"),
        ("2021-06", {"kinds": frozenset(["allowance"]), "codes": frozenset(["K6"])}, "BT"),
        ("2021-06", {}, ""),
    ],
)
def test_group_by_date_and_precedence(month: str, facts: dict[str, Any], code: str) -> None:
    assert first(month, **facts) == code


@pytest.mark.parametrize(
    ("month", "code", "whole", "budget"),
    [
        ("2019-07", "HN", 67_050, 67_050),
        ("2023-07", "HN", 81_000, 81_000),
        ("2024-07", "HN", 105_300, 105_300),
        ("2026-07", "HN", 113_850, 113_850),
        ("2021-06", "CN", 67_050, 46_935),
        ("2025-06", "HS", 105_300, 31_590),
        ("2025-07", "HS", 105_300, 52_650),
    ],
)
def test_what_a_month_costs(month: str, code: str, whole: int, budget: int) -> None:
    at, book = Month.parse(month), open_book()
    (group,) = [one for one in groups(at, book) if one.code == code]
    cost = contribution(group, at, book)
    assert cost == (whole, budget, whole - budget)


def test_a_province_raises_a_support_and_with_it_the_order() -> None:
    raised = LocalFigure("insurance.NN", Month.parse("2022-01"), 80, "Nghị quyết 1/NQ-HĐND")
    pupil = {"age": 12, "studying": True, "household": "average", "farming": True}
    assert first("2021-12", (raised,), **pupil) == "HS"
    assert first("2022-01", (raised,), **pupil) == "NN"
    (group,) = [one for one in groups(Month.parse("2022-01"), open_book(local=(raised,))) if one.code == "NN"]
    assert (group.percent, group.said) == (80, "Nghị quyết 1/NQ-HĐND")


def test_a_lower_figure_of_a_province_does_not_lower() -> None:
    low = LocalFigure("insurance.CN", Month.parse("2020-01"), 50, "x")
    (group,) = [one for one in groups(Month.parse("2021-06"), open_book(local=(low,))) if one.code == "CN"]
    assert group.percent == 70


def test_before_the_first_decree_nothing_is_known() -> None:
    assert groups(Month.parse("2018-11"), open_book()) == ()
