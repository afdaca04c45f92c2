"""People with merit: one attendant, one nurturing supplement, martyrs' levels that rise, degrees outside the tables."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.law.book import Book, open_book
from ansinh.law.decree import all_decrees
from ansinh.law.facts import ASSISTANCE_KINDS, Facts
from ansinh.law.intake import read_person
from ansinh.law.merit import drawn
from ansinh.law.month import Month
from ansinh.law.months import first_month
from ansinh.law.rule import rule
from tests.law.test_properties import MONTHS, SITUATIONS

JULY = Month(2024, 7)


@given(SITUATIONS, MONTHS)
def test_one_attendant_one_nurturing_supplement_and_two_survivors_at_most(facts: Facts, month: Month) -> None:
    kinds = [due.kind for due in rule(facts, month, open_book()).due]
    assert kinds.count("merit_attendant") <= 1 and kinds.count("merit_nurture") <= 1
    if month >= Month(2021, 7):
        assert kinds.count("merit_survivor") <= 2


@given(SITUATIONS, MONTHS)
def test_who_asks_for_assistance_alone_is_not_given_merit(facts: Facts, month: Month) -> None:
    ruling = rule(replace(facts, claims=ASSISTANCE_KINDS), month, open_book())
    assert {due.kind for due in ruling.due} <= ASSISTANCE_KINDS


@given(st.integers(0, 19), MONTHS)
def test_one_more_martyr_never_gives_less(martyrs: int, month: Month) -> None:
    fewer, more = (
        rule(Facts(60, martyrs=count, survivor_as="parent"), month, open_book()).amount("merit_survivor")
        for count in (martyrs, martyrs + 1)
    )
    assert 0 <= fewer <= more


@given(st.sampled_from(["tb", "tbb"]), st.integers(21, 99), MONTHS)
def test_a_higher_degree_never_gives_less(wounded: str, degree: int, month: Month) -> None:
    lower, higher = (
        rule(read(wounded=wounded, wounded_degree=one), month, open_book()).amount("merit_wounded")
        for one in (degree, degree + 1)
    )
    assert lower <= higher


def read(**stated: object) -> Facts:
    person = read_person({"age": 60, **stated})
    assert person.facts is not None, person.problems
    return person.facts


@pytest.mark.parametrize(
    ("stated", "field"),
    [
        ({"wounded": "tb", "wounded_degree": 20}, "wounded_degree"),
        ({"wounded": "tb", "wounded_degree": 101}, "wounded_degree"),
        ({"wounded_degree": 40}, "wounded"),
        ({"wounded_degree": 4, "merit_once": ["injury"]}, "wounded_degree"),
        ({"sick_degree": 40}, "sick_degree"),
        ({"toxic_degree": 20}, "toxic_degree"),
        ({"toxic_child_degree": 60}, "toxic_child_degree"),
    ],
)
def test_a_degree_outside_its_table_is_a_sentence_at_its_field(stated: dict[str, object], field: str) -> None:
    person = read_person({"age": 60, **stated})
    assert person.facts is None
    assert [problem.field for problem in person.problems] == [field]


def test_own_merit_beside_a_survivors_is_added_and_asked() -> None:
    ruling = rule(read(hero=True, martyrs=1, survivor_as="spouse"), JULY, open_book())
    assert {due.code for due in ruling.due} == {"AH", "LS.1"}
    assert "R17" in ruling.readings


def test_what_social_assistance_asks_of_merit_follows_from_its_facts() -> None:
    assert [drawn(Facts(60)), drawn(Facts(60, martyrs=1)), drawn(Facts(60, hero=True, martyrs=1))] == [
        "none",
        "survivor",
        "own",
    ]


@pytest.mark.parametrize(
    ("kind", "code", "first"),
    [
        ("merit_wounded", "TB.61", Month(2024, 3)),
        ("merit_survivor", "LS.1", Month(2024, 2)),
        ("merit_nurture", "ND", Month(2024, 1)),
        ("merit_prisoner", "TUDAY", JULY),
    ],
)
def test_when_a_merit_allowance_begins(kind: str, code: str, first: Month) -> None:
    months = {"certificate": Month(2024, 3), "condition_met": Month(2024, 1)}
    assert first_month(kind, code, JULY, book=open_book(), **months).month == first


def test_an_unread_decree_of_one_branch_does_not_make_the_other_provisional() -> None:
    assistance = Book([decree for decree in all_decrees() if decree.family == "assistance"])
    assert assistance.assumption(Month(2026, 8), "merit") is None
    assert open_book().assumption(Month(2026, 8), "merit") is not None


def test_what_is_owed_before_a_decree_is_in_force_shows_the_question_of_the_run() -> None:
    bare = [
        (decree.number, figure.name)
        for decree in all_decrees()
        if decree.family == "merit"
        for figure in decree.figures
        if figure.start < Month.of(decree.in_force) and "R12" not in figure.backdated
    ]
    assert bare == []
    for month, asked in ((Month(2023, 8), True), (Month(2023, 9), False)):
        assert ("R12" in rule(read(imprisoned=True), month, open_book()).due[0].readings) is asked


def test_a_day_of_issue_nobody_knows_is_said_to_be_unknown() -> None:
    unknown = [decree for decree in all_decrees() if not decree.issued_known]
    assert [decree.number for decree in unknown] == ["321/2026/NĐ-CP"]
    assert all(decree.issued == decree.in_force for decree in unknown)


def test_a_sum_of_a_table_cites_its_annex() -> None:
    reasons = rule(read(wounded="tb", wounded_degree=61), JULY, open_book()).due[0].because
    assert "Phụ lục II, 77/2024/NĐ-CP" in [reason.place for reason in reasons]
