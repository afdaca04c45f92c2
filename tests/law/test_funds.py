"""The two funds: which decree holds on a day, what nobody read shows as such, who is not asked, whose purposes."""

from __future__ import annotations

from datetime import date

import pytest

from ansinh.law import question
from ansinh.law.funds import ADMIN, HANDOVER, fund, funds


def test_there_are_two_funds_with_receipts_of_their_own() -> None:
    assert [one.name for one in funds()] == ["Quỹ Đền ơn đáp nghĩa", "Quỹ Bảo trợ trẻ em"]
    assert len({one.symbol for one in funds()}) == 2


@pytest.mark.parametrize(
    ("on", "decree", "provisional"),
    [(date(2021, 6, 30), "45/2006/NĐ-CP", True), (date(2022, 2, 15), "131/2021/NĐ-CP", False),
     (date(2026, 11, 1), "131/2021/NĐ-CP", False)],
)  # fmt: skip
def test_the_gratitude_fund_runs_on_five_percent_by_the_decree_of_the_day(
    on: date, decree: str, provisional: bool
) -> None:
    rule = fund("gratitude").rule(on)
    assert rule is not None
    assert (rule.decree, rule.provisional, rule.admin_percent) == (decree, provisional, 5)


def test_of_the_childrens_fund_nothing_is_known_before_its_decree_nor_a_share_for_running_it() -> None:
    children = fund("children")
    assert children.rule(date(2021, 6, 30)) is None
    now = children.rule(date(2026, 5, 1))
    assert now is not None and now.provisional and now.admin_percent is None
    (capped,) = [one for one in children.purposes if one.cap]
    assert capped.cap is not None and (capped.cap.times, capped.cap.figure) == (100, "base_salary")


def test_both_funds_may_hand_over_and_run_themselves() -> None:
    for one in funds():
        assert {ADMIN, HANDOVER} <= {purpose.code for purpose in one.purposes}


@pytest.mark.parametrize(
    ("about", "exempt"),
    [({"age": 17}, True), ({"age": 40}, False), ({"age": 40, "pension": "retirement"}, True),
     ({"age": 40, "merit": "own"}, True), ({"age": 40, "disability": "mild"}, True),
     ({"age": 40, "studying": True}, True), ({"age": 85, "kinds": frozenset(["allowance"])}, True)],
)  # fmt: skip
def test_who_is_not_asked_to_give_is_a_question_over_the_register(about: dict[str, object], exempt: bool) -> None:
    assert any(question.holds(one.who.part, about) for one in fund("gratitude").exempt) is exempt
