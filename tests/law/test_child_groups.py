"""Children in special circumstances and the steps of a case, as the law file has them."""

from __future__ import annotations

import datetime
import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.law.child_groups import age, groups, grown_on, is_child, of_facts
from ansinh.law.child_protection import isolated_until, protected_by, protection, visit_days

DAYS = st.dates(datetime.date(2017, 6, 1), datetime.date(2040, 1, 1))


def test_the_fourteen_groups_stand_in_the_order_of_the_law() -> None:
    assert [one.letter for one in groups().every] == list("abcdđeghiklmno")
    assert [one.at for one in groups().every] == [f"Điều {number}" for number in range(3, 17)]
    assert groups().under == 16 and not groups().provisional


def test_cases_nobody_has_read_are_written_by_the_officer() -> None:
    """The decree tells 12, 4, 5 and 3 cases of c, e, k and o whose text is not all here."""
    assert {one.code: one.words for one in groups().every if one.words} == {"c": 12, "e": 4, "k": 5, "o": 3}
    assert set(groups().group("d").parts) == {"extreme", "severe", "mild"}
    assert set(groups().group("n").parts) == {"poor", "near_poor"}
    with pytest.raises(LookupError):
        groups().group("f")


def test_names_of_who_was_harmed_are_not_for_everybody() -> None:
    assert {"i", "k", "l", "m"} <= set(groups().private)
    assert not {"a", "b", "c", "d", "n"} & set(groups().private)


@given(st.dates(datetime.date(1995, 1, 1), datetime.date(2035, 12, 31)), DAYS)
def test_a_child_is_one_until_the_day_of_being_16(born: datetime.date, on: datetime.date) -> None:
    birth = (born.year, born.month, born.day)
    assert is_child(birth, on) == (born <= on < grown_on(birth))


def test_a_birth_known_to_the_year_is_of_january() -> None:
    assert age((2010, None, None), datetime.date(2026, 1, 1)) == 16
    assert age((2010, 5, None), datetime.date(2026, 4, 30)) == 15
    assert grown_on((2012, 2, 29)) == datetime.date(2028, 2, 29)
    assert grown_on((2008, 2, 29)) == datetime.date(2024, 2, 29)


@pytest.mark.parametrize(("orphan", "group"), [("a", "b"), ("b", "a"), ("c", "c"), ("l", "c"), ("not_stated", "")])
def test_what_the_register_knows_is_offered(orphan: str, group: str) -> None:
    assert of_facts(None, orphan, None) == [(group, "")]
    assert of_facts("severe", "none", True) == [("d", "severe"), ("dd", "")]
    assert of_facts("none", None, False) == []


def test_the_limits_of_the_decree() -> None:
    limits = protection().limits
    assert (limits["emergency"].hours, limits["isolation"].days) == (12, 15)
    assert (limits["plan"].working_days, limits["approve"].working_days) == (5, 2)
    assert limits["plan"].provisional  # the decree names no day to count from
    told = datetime.datetime(2026, 3, 2, 20, 0)
    assert protected_by(told) == datetime.datetime(2026, 3, 3, 8, 0)


@given(DAYS)
def test_isolation_is_fifteen_days_with_the_first(first: datetime.date) -> None:
    assert (isolated_until(first) - first).days == 14


@given(DAYS)
def test_visits_fall_one_and_three_months_on(first: datetime.date) -> None:
    (one, after_one), (three, after_three) = visit_days(first)
    assert (one, three) == (1, 3)
    assert first < after_one < after_three
    for months, day in ((1, after_one), (3, after_three)):
        assert (day.year * 12 + day.month) - (first.year * 12 + first.month) == months
        assert day.day == first.day or (day.day < first.day and (day + datetime.timedelta(days=1)).day == 1)


def test_every_needed_mark_of_a_form_is_one_of_its_fields() -> None:
    for step in protection().steps:
        assert set(step.needed) <= set(step.fields)
    forms = [step.form for step in protection().steps if step.form]
    assert sorted(forms) == [f"Mẫu số {number:02}" for number in range(1, 8)]


def test_marks_are_read() -> None:
    told = tomllib.loads(resources.files("ansinh.law").joinpath("child_groups.toml").read_text("utf-8"))
    assert told["mark"] == "verified"
