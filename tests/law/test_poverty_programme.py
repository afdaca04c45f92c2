"""The programme's parts by phase, and what support for production asks."""

from __future__ import annotations

import datetime

import pytest

from ansinh.law.poverty_programme import production, programme, programmes


def test_the_phase_of_2021_has_seven_projects_and_eleven_sub_projects() -> None:
    parts = programme("2021-2025").parts
    assert [one.code for one in parts if not one.above] == list("1234567")
    assert len([one for one in parts if one.above]) == 11
    assert {one.above for one in parts if one.above} <= {one.code for one in parts}


def test_the_merged_programme_has_ten_contents_and_five() -> None:
    parts = programme("2026-2030").parts
    assert [sum(1 for one in parts if one.above == code) for code in ("1", "2")] == [10, 5]
    assert programme("2026-2030").part("1.10").above == "1"
    with pytest.raises(LookupError):
        programme("2026-2030").part("3.1")


def test_money_goes_to_the_lowest_parts_only() -> None:
    for one in programmes():
        codes = {part.code for part in one.lowest()}
        assert codes and not codes & {part.above for part in one.parts}
    assert "2" in {part.code for part in programme("2021-2025").lowest()}
    assert programme("2021-2025").spend_until == datetime.date(2026, 12, 31)


@pytest.mark.parametrize(
    ("on", "said"),
    [("2023-01-10", True), ("2025-12-31", True), ("2026-01-10", True), ("2026-01-11", False), ("2022-12-31", False)],
)
def test_lately_escaped_is_within_thirty_six_months_of_the_decision(on: str, said: bool) -> None:
    decided = datetime.date(2023, 1, 10)
    assert production().lately_escaped(decided, datetime.date.fromisoformat(on)) is said


@pytest.mark.parametrize(
    ("counted", "everybody", "said"), [(10, 20, True), (9, 19, False), (0, 0, False), (1, 1, True)]
)
def test_half_of_the_group_are_poor_near_poor_or_lately_escaped(counted: int, everybody: int, said: bool) -> None:
    assert production().enough(counted, everybody) is said


def test_levels_nobody_has_read_say_so() -> None:
    modes = {one.code: one for one in production().modes}
    assert modes["community"].most["extreme"] == 95 and modes["community"].provisional
    assert modes["task"].most == {}, "what is not known is not filled in"
