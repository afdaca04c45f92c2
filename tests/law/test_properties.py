"""What holds for every situation: sums add up, one own allowance at most, a bar never gives money."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from ansinh.law.book import LocalFigure, open_book
from ansinh.law.effect import effect
from ansinh.law.facts import KINDS, Facts
from ansinh.law.month import Month
from ansinh.law.readings import all_readings
from ansinh.law.rule import rule
from ansinh.law.ruling import Ruling
from ansinh.law.schema import FactField, fact_fields

BARS: tuple[dict[str, Any], ...] = (
    {"pension": "retirement"},
    {"merit": "own"},
    {"stable_income": True},
    {"other_allowance": True},
    {"prison": True},
    {"detained": True},
    {"spouse_draws_c3_c4": True},
)
MONTHLY = frozenset(["allowance", "single_parent", "care", "care_mother"])


def _values(field: FactField) -> st.SearchStrategy[Any]:
    values = [choice.value for choice in field.choices]
    if field.type == "choice":
        return st.sampled_from(values)
    if field.type == "choices":
        return st.frozensets(st.sampled_from(values), max_size=3)
    if field.type == "boolean":
        return st.booleans()
    edges = [3, 4, 16, 22, 60, 70, 75, 80]
    numbers = st.integers(field.least or 0, min(field.most or 0, 3_000_000))
    if field.name == "age":
        return st.sampled_from([edge + step for edge in edges for step in (-1, 0, 1)]) | numbers
    return numbers | st.none() if field.nullable else numbers


SITUATIONS = st.builds(Facts, **{field.name: _values(field) for field in fact_fields()})
MONTHS = st.integers(Month(2015, 1).number, Month(2027, 12).number).map(Month.from_number)


@given(SITUATIONS, MONTHS)
def test_a_ruling_adds_up_and_stays_itself(facts: Facts, month: Month) -> None:
    ruling = rule(facts, month, open_book())
    assert ruling.total == sum(due.amount for due in ruling.due) == sum(ruling.amount(kind) for kind in KINDS)
    assert all(due.amount > 0 or due.in_kind or due.units == 0 for due in ruling.due)
    assert rule(facts, month, open_book()) == ruling
    assert Ruling.from_json(json.loads(json.dumps(ruling.to_json()))) == ruling


@given(SITUATIONS, MONTHS)
def test_one_benefit_of_each_exclusive_kind_at_most(facts: Facts, month: Month) -> None:
    kinds = [due.kind for due in rule(facts, month, open_book()).due]
    for kind in ("allowance", "single_parent", "care", "care_mother", "funeral", "facility"):
        assert kinds.count(kind) <= 1


@given(SITUATIONS, MONTHS)
def test_only_what_is_claimed_is_due(facts: Facts, month: Month) -> None:
    assert {due.kind for due in rule(facts, month, open_book()).due} <= facts.claims


@given(SITUATIONS, MONTHS)
def test_every_reading_that_is_named_is_on_the_list(facts: Facts, month: Month) -> None:
    assert set(rule(facts, month, open_book()).readings) <= all_readings().keys()


@given(SITUATIONS, MONTHS, st.sampled_from(BARS))
def test_a_bar_never_gives_money(facts: Facts, month: Month, bar: dict[str, Any]) -> None:
    free = replace(
        facts,
        pension="none",
        merit="none",
        stable_income=False,
        other_allowance=False,
        prison=False,
        detained=False,
        spouse_draws_c3_c4=False,
        claims=facts.claims & MONTHLY,
    )
    assert rule(replace(free, **bar), month, open_book()).total <= rule(free, month, open_book()).total


@given(SITUATIONS, MONTHS)
def test_a_facility_leaves_no_allowance_in_the_community(facts: Facts, month: Month) -> None:
    kinds = {due.kind for due in rule(replace(facts, facility=True), month, open_book()).due}
    assert not kinds & MONTHLY


@given(SITUATIONS, MONTHS, st.integers(1, 2_000_000))
def test_a_province_never_lowers(facts: Facts, month: Month, amount: int) -> None:
    local = LocalFigure("standard_amount", Month(2015, 1), amount, "Nghị quyết của tỉnh")
    assume(facts.pension == "none" and facts.other_funeral_grant == 0)
    found = effect(facts, month, open_book(), open_book(local=(local,)))
    assert found.difference >= 0
    assert found.difference == sum(change.difference for change in found.changes)


@given(SITUATIONS, MONTHS)
def test_what_is_due_and_what_is_excluded_are_apart(facts: Facts, month: Month) -> None:
    ruling = rule(facts, month, open_book())
    assert not {due.code for due in ruling.due} & {line.code for line in ruling.excluded}
