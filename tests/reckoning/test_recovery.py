"""What a list may take of one person's benefits, whatever the debts, plans and amounts."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.reckoning.recovery import Benefit, Plan, TooMuch, age_of, deductions, oldest_first

MONTH = 2022 * 12
amounts = st.integers(0, 3_000_000)
benefits = st.lists(
    st.builds(Benefit, st.integers(1, 3), st.integers(MONTH, MONTH + 3), amounts),
    max_size=8, unique_by=lambda b: (b.award_id, b.for_month),
)  # fmt: skip
plans = st.lists(
    st.builds(Plan, st.integers(1, 5), amounts, st.integers(MONTH, MONTH + 3), st.integers(1, 2_000_000), st.none())
    | st.builds(
        Plan, st.integers(1, 5), amounts, st.integers(MONTH, MONTH + 3), st.none(), percent=st.integers(1, 99)
    ),
    max_size=4, unique_by=lambda p: p.debt_id,
)  # fmt: skip


@given(benefits, plans, st.none() | st.integers(0, 99))
def test_no_line_gives_more_than_the_cap_and_no_debt_takes_more_than_is_open(
    paid: list[Benefit], asked: list[Plan], cap: int | None
) -> None:
    of_line: dict[tuple[int, int], int] = defaultdict(int)
    of_debt: dict[int, int] = defaultdict(int)
    for one in deductions(paid, asked, cap):
        assert one.amount > 0
        of_line[one.award_id, one.for_month] += one.amount
        of_debt[one.debt_id] += one.amount
    for benefit in paid:
        taken = of_line.pop((benefit.award_id, benefit.for_month), 0)
        assert taken * 100 <= benefit.amount * (cap or 0) and taken <= benefit.amount
    assert not of_line
    assert all(of_debt[plan.debt_id] <= plan.open for plan in asked)


@given(benefits, plans, st.integers(1, 99))
def test_a_plan_takes_no_more_than_it_says_and_nothing_before_its_month(
    paid: list[Benefit], asked: list[Plan], cap: int
) -> None:
    taken = deductions(paid, asked, cap)
    for plan in asked:
        by_month: dict[int, int] = defaultdict(int)
        for one in taken:
            if one.debt_id == plan.debt_id:
                by_month[one.for_month] += one.amount
        for month, amount in by_month.items():
            given_then = sum(b.amount for b in paid if b.for_month == month)
            assert month >= plan.from_month
            assert amount <= (plan.amount if plan.amount is not None else given_then * (plan.percent or 0) // 100)


def test_an_instalment_is_taken_for_the_month_that_was_received_late_too() -> None:
    paid = [Benefit(1, MONTH, 500_000), Benefit(1, MONTH + 1, 500_000)]
    taken = deductions(paid, [Plan(7, 10_000_000, MONTH, amount=100_000)], 30)
    assert [(one.for_month, one.amount) for one in taken] == [(MONTH, 100_000), (MONTH + 1, 100_000)]


def test_the_oldest_debt_is_served_first_within_one_cap() -> None:
    taken = deductions(
        [Benefit(1, MONTH, 500_000)], [Plan(7, 90_000, MONTH, 90_000), Plan(8, 90_000, MONTH, 90_000)], 20
    )
    assert [(one.debt_id, one.amount) for one in taken] == [(7, 90_000), (8, 10_000)]


@given(st.dictionaries(st.integers(MONTH, MONTH + 30), amounts, max_size=10), st.data())
def test_an_amount_pays_off_the_oldest_months_and_nothing_is_lost(months: dict[int, int], data: st.DataObject) -> None:
    amount = data.draw(st.integers(0, sum(months.values())))
    paid = oldest_first(amount, months)
    assert sum(paid.values()) == amount
    assert all(0 < part <= months[month] for month, part in paid.items())
    unfinished = [month for month in months if paid.get(month, 0) < months[month]]
    assert not paid or not unfinished or max(paid) <= min(unfinished)


def test_more_than_is_open_is_refused() -> None:
    with pytest.raises(TooMuch):
        oldest_first(11, {MONTH: 10})


def test_the_four_ages_of_a_debt() -> None:
    assert [age_of(MONTH, MONTH + past) for past in (0, 3, 4, 6, 7, 12, 13, 90)] == [0, 0, 1, 1, 2, 2, 3, 3]
