"""The standard of child-friendly communes: inclusive thresholds, none with nothing, every criterion scored."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.law.child_friendly import judge, standard, standards

OF = standard(datetime.date(2022, 11, 1))
FULL = {1: 100, 2: 75, 3: 75, 4: 50, 5: 75, 6: 125, 7: 50, 8: 75, 9: 75, 10: 100, 11: 75, 12: 75, 13: 50}


def with_total(total: int) -> dict[int, int]:
    points, lacking = dict(FULL), sum(FULL.values()) - total
    for number in points:
        less = min(lacking, points[number] - 1)
        points[number] -= less
        lacking -= less
    assert sum(points.values()) == total
    return points


def test_the_standard_has_its_criteria_and_says_what_is_not_known() -> None:
    assert [one.number for one in OF.criteria] == list(range(1, 14))
    assert {one.number: one.most for one in OF.criteria if one.most} == {1: 100, 6: 125, 7: 50}
    assert OF.years(2021) == [2022, 2024] and OF.total_provisional
    assert len(standards()) == 1
    with pytest.raises(LookupError):
        standard(datetime.date(2018, 1, 1))


@pytest.mark.parametrize(("kind", "asked"), [("city_ward", 900), ("mountain", 800), ("other", 850)])
def test_the_threshold_itself_is_enough(kind: str, asked: int) -> None:
    assert judge(OF, kind, with_total(asked)).meets
    below = judge(OF, kind, with_total(asked - 1))
    assert not below.meets and below.why == ((0, f"tổng {asked - 1} điểm, thiếu 1 điểm"),)
    with pytest.raises(LookupError, match="loại xã"):
        judge(OF, "x", FULL)


def test_a_criterion_with_nothing_or_not_scored_fails_alone() -> None:
    points = FULL | {4: 0}
    assert judge(OF, "other", points) == (False, 950, 100, ((4, "0 điểm"),))
    del points[4]
    assert judge(OF, "other", points).why == ((4, "chưa chấm điểm"),)


@given(st.fixed_dictionaries({number: st.integers(0, most) for number, most in FULL.items()}),
       st.sampled_from([(900, "city_ward"), (800, "mountain"), (850, "other")]))  # fmt: skip
def test_who_is_recognised_by_a_plain_reading(points: dict[int, int], kind: tuple[int, str]) -> None:
    found = judge(OF, kind[1], points)
    assert found.meets == (all(points.values()) and sum(points.values()) >= kind[0])
    assert found.margin == sum(points.values()) - kind[0] and found.meets == (not found.why)
