"""Procedures as law: the days add up as the decrees say, every step has its article, both levels of government."""

import dataclasses
from datetime import date

import pytest

from ansinh.law.benefit import Benefit, all_benefits
from ansinh.law.decree import all_decrees
from ansinh.law.facts import KINDS, Facts
from ansinh.law.procedure import (
    Procedure,
    ProcedureError,
    all_versions,
    procedure,
    procedures,
    read_procedures,
    versions,
)
from ansinh.law.procedure import named as named_by
from ansinh.law.programme_facts import programme_facts

THREE_TIERS = date(2024, 3, 1)
TWO_TIERS = date(2025, 8, 1)
UNREAD_DECREE = date(2026, 11, 1)
EVERY = all_versions()


def named(slug: str, on: date) -> Procedure:
    found = procedure(slug, on)
    assert found is not None
    return found


def days_of(found: Procedure) -> list[int]:
    """The steps' days that count towards the whole: not what is inside another step, nor what may not happen."""
    return [step.days for step in found.steps if step.days and not step.within and not step.optional]


@pytest.mark.parametrize(
    ("slug", "on", "days", "whole"),
    [
        ("monthly-allowance", THREE_TIERS, [7, 3, 7, 3], 20),
        ("care-money", THREE_TIERS, [7, 3, 7, 3], 20),
        ("adjustment", THREE_TIERS, [7, 3, 7, 3], 20),
        ("move-within", THREE_TIERS, [3, 3], 6),
        ("move-between", THREE_TIERS, [3, 5], 8),
        ("funeral-grant", THREE_TIERS, [2, 3], 5),
        ("emergency-support", THREE_TIERS, [2], 2),
        ("emergency-support", TWO_TIERS, [2], 2),
        ("social-pension", TWO_TIERS, [10], 10),
        ("disability-determination", THREE_TIERS, [20, 5], 25),
        ("disability-determination", TWO_TIERS, [20, 5], 25),
        ("disability-certificate", TWO_TIERS, [5], 5),
    ],
)
def test_the_days_of_the_steps_are_the_whole(slug: str, on: date, days: list[int], whole: int) -> None:
    found = named(slug, on)
    assert days_of(found) == days
    assert found.days == whole == sum(days)


@pytest.mark.parametrize("slug", ["monthly-allowance", "adjustment", "care-money", "funeral-grant", "move-between"])
def test_a_whole_limit_nobody_has_read_is_not_made_up(slug: str) -> None:
    assert named(slug, TWO_TIERS).days is None


def test_posting_is_inside_the_seven_days_and_never_of_hiv() -> None:
    found = named("monthly-allowance", THREE_TIERS)
    post = found.step("post")
    assert post is not None and (post.days, post.within) == (2, "review")
    assert [paper.name for paper in found.papers if paper.private] == ["hiv"]
    assert "hiv" in [paper.name for paper in found.papers_of("K8")]
    assert "hiv" not in [paper.name for paper in found.papers_of("K4")]


def test_a_complaint_is_a_step_that_may_not_happen() -> None:
    complaint = named("monthly-allowance", THREE_TIERS).step("complaint")
    assert complaint is not None and complaint.optional and complaint.days == 10


def test_only_the_move_between_places_leaves_the_place_it_began_in() -> None:
    assert [found.slug for found in procedures(TWO_TIERS) if found.leaves] == ["move-between"]
    assert [found.slug for found in procedures(THREE_TIERS) if found.leaves] == ["move-between"]


def test_emergency_days_are_ordinary_days() -> None:
    decide = named("emergency-support", THREE_TIERS).step("decide")
    assert decide is not None and decide.unit == "calendar"


def test_the_district_signs_until_june_2025_and_the_commune_from_july() -> None:
    assert named("monthly-allowance", date(2025, 6, 30)).signer == "district_chair"
    assert named("monthly-allowance", date(2025, 7, 1)).signer == "commune_chair"
    after = [step.actor for found in procedures(TWO_TIERS) for step in found.steps]
    assert not {actor for actor in after if actor.startswith("district")}
    assert {found.tiers for found in procedures(THREE_TIERS)} == {3}
    assert {found.tiers for found in procedures(TWO_TIERS)} == {2}


def test_the_social_pension_begins_with_two_tiers_and_75_to_80_of_hard_areas_ends() -> None:
    assert procedure("social-pension", date(2025, 6, 30)) is None
    assert named("social-pension", date(2025, 7, 1)).code == "1.014027"
    assert named("monthly-allowance", date(2025, 6, 30)).group("K5b") is not None
    assert named("monthly-allowance", date(2025, 7, 1)).group("K5b") is None
    assert named("monthly-allowance", UNREAD_DECREE).group("K5c") is None


def test_the_household_book_is_not_asked_from_2023() -> None:
    papers = {on.year: named("monthly-allowance", on).papers for on in (date(2022, 12, 31), date(2023, 1, 1))}
    labels = {year: next(p.label for p in found if p.name == "residence") for year, found in papers.items()}
    assert "hộ khẩu" in labels[2022] and "hộ khẩu" not in labels[2023]


def test_what_rests_on_a_decree_nobody_read_is_provisional() -> None:
    found = named("monthly-allowance", UNREAD_DECREE)
    assert found.provisional and all(step.provisional for step in found.steps)
    assert not named("disability-determination", UNREAD_DECREE).provisional


def test_nothing_is_said_of_days_before_what_is_known() -> None:
    assert procedures(date(2018, 1, 1)) == ()
    assert procedure("no-such-procedure", TWO_TIERS) is None


@pytest.mark.parametrize("slug", sorted({found.slug for found in EVERY}))
def test_wordings_of_one_procedure_follow_each_other_without_a_gap(slug: str) -> None:
    mine = versions(slug)
    for earlier, later in zip(mine, mine[1:], strict=False):
        assert earlier.until is not None and (later.since - earlier.until).days == 1
    assert mine[-1].until is None


@pytest.mark.parametrize("found", EVERY, ids=lambda found: f"{found.slug}-{found.since}")
def test_every_procedure_says_who_what_and_by_which_text(found: Procedure) -> None:
    steps = [step.name for step in found.steps]
    assert found.name and found.applicants
    own = found.outcome == "verify"
    assert bool(found.because.decree) != own and (not own or "không có điều luật" in found.because.sentence)
    assert len(steps) == len(set(steps))
    for step in found.steps:
        assert step.label and step.guide.endswith(".") and bool(step.because.decree) != own
        assert step.within == "" or step.within in steps
    codes = {group.code for group in found.groups}
    assert set(found.kinds) <= KINDS
    assert all(set(entry.groups) <= codes for entry in (*found.papers, *found.forms))


def test_groups_are_benefits_and_ask_facts_that_exist_of_the_kinds_the_procedure_may_award() -> None:
    kinds = {benefit.code: benefit.kind for benefit in all_benefits()}
    facts = {field.name for field in dataclasses.fields(Facts)}
    of_lists = {field.name for field in programme_facts()}
    for found in EVERY:
        for group in found.groups:
            if found.outcome == "list":  # what a yearly list asks, and no award
                assert group.asks and set(group.asks) <= of_lists
                continue
            assert kinds[group.code] in found.kinds, (found.slug, group.code)
            assert group.asks and set(group.asks) <= facts


def of_merit(benefit: Benefit) -> bool:
    """Whether its sums are of the law of people with merit, whose procedures are not described yet."""
    figures = (figure for decree in all_decrees() for figure in decree.figures)
    return any(figure.name == benefit.anchor and figure.family == "merit" for figure in figures)


def test_every_benefit_that_can_be_asked_for_has_a_procedure() -> None:
    asked = {group.code for found in EVERY if found.outcome != "list" for group in found.groups}
    merit = {benefit.code for benefit in all_benefits() if of_merit(benefit)}
    assert {one.code for one in all_benefits() if one.kind != "facility" and not of_merit(one)} == asked - merit


def test_a_code_as_rulings_write_it_finds_its_group() -> None:
    found = named("monthly-allowance", TWO_TIERS)
    group = found.group("K6.ĐBN.TE")
    assert group is not None and group.code == "K6"
    assert [form.name for form in found.forms_of("K6")] == ["Mẫu 1đ"]


def test_the_one_procedure_of_an_outcome_is_found_by_it_and_an_outcome_of_several_names_none() -> None:
    assert named_by("certificate") == "disability-determination"
    with pytest.raises(LookupError, match="move-within"):
        named_by("move")


MODEL = """
order = 1
name = "Thử"
outcome = "award"
applicants = ["Ai cũng được"]
decree = "1/2030/NĐ-CP"
[[version]]
from = 2030-01-01
tiers = 2
signer = "commune_chair"
step = [{ name = "receive", label = "Nhận", actor = "commune_officer", guide = "Nhận.", at = "Đ.1" }]
"""


def test_a_procedure_taken_from_another_keeps_its_own_name_and_outcome() -> None:
    other = (
        'order = 2\nname = "Như thế"\noutcome = "stop"\n[[version]]\nfrom = 2031-05-01\nlike = "first"\nmark = "weak"'
    )
    found = next(each for each in read_procedures({"first": MODEL, "second": other}) if each.slug == "second")
    assert (found.name, found.outcome, found.steps[0].mark) == ("Như thế", "stop", "weak")
    assert found.steps[0].because.place == "Điều 1, 1/2030/NĐ-CP"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('actor = "commune_officer"', 'actor = "king"'), "king"),
        (('name = "receive"', 'name = "dance"'), "dance"),
        (('at = "Đ.1"', 'at = "somewhere"'), "somewhere"),
        (("tiers = 2", "tiers = 2\nmark = 'sure'"), "sure"),
        (("tiers = 2", "tiers = 2\ncolour = 1"), "colour"),
        (('signer = "commune_chair"', ""), "signer"),
        (("tiers = 2", "tiers = 2\nlike = 'nothing'"), "nothing"),
        (("order = 1", "order = = 1"), "thu"),
    ],
)
def test_a_file_that_is_wrong_is_named_with_what_is_wrong(change: tuple[str, str], told: str) -> None:
    with pytest.raises(ProcedureError, match=told):
        read_procedures({"thu": MODEL.replace(*change)})


def test_merit_goes_by_three_tiers_with_its_days_and_by_two_with_the_offices_own() -> None:
    found = named("merit-funeral", THREE_TIERS)
    assert [(step.days, step.unit) for step in found.steps] == [(5, "working"), (7, "working"), (12, "calendar")]
    assert found.days is None and named("merit-education", THREE_TIERS).days == 15
    assert [step.days for step in named("merit-funeral", TWO_TIERS).steps] == [None, None]
