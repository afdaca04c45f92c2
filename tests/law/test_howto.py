"""The how-tos for a decree, a benefit and a procedure are true: what they show is read, and fits its worked cases."""

import json
import re
import textwrap
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ansinh.law import plan
from ansinh.law.benefit import all_benefits
from ansinh.law.book import Book
from ansinh.law.decree import all_decrees, read_decree
from ansinh.law.intake import read_person
from ansinh.law.month import Month
from ansinh.law.procedure import read_procedures
from ansinh.law.rule import rule

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"


def shown(page: str, language: str) -> str:
    """The first piece of a page in a language, as it would be typed."""
    found = re.search(rf"^ *```{language}\n(.*?)^ *```", (HOW_TO / page).read_text("utf-8"), re.S | re.M)
    assert found is not None
    return textwrap.dedent(found[1])


def cases() -> list[dict[str, Any]]:
    pages = ("add-a-decree.md", "add-a-benefit.md")
    return [json.loads(line) for page in pages for line in shown(page, "json").splitlines()]


DECREES = (
    *(one for one in all_decrees() if one.number != "99/2027/NĐ-CP"),
    read_decree(
        "99-2027",
        shown("add-a-decree.md", "toml").rstrip().removesuffix("]")
        + f"  {shown('add-a-benefit.md', 'toml').strip()},\n]\n",
    ),
)


@pytest.fixture
def with_k9(monkeypatch: pytest.MonkeyPatch) -> None:
    """The benefit of the page stands beside the others."""
    added = ModuleType("k9")
    exec(compile(shown("add-a-benefit.md", "python"), "k9.py", "exec"), added.__dict__)
    both = (*(one for one in all_benefits() if one.code != added.CODE), added.BENEFIT)
    monkeypatch.setattr(plan, "all_benefits", lambda: both)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["why"])
def test_the_cases_of_the_pages_are_what_the_law_gives(case: dict[str, Any], with_k9: None) -> None:
    known_on = date.fromisoformat(case.get("known_on", "9999-12-31"))
    book = Book([decree for decree in DECREES if decree.issued <= known_on])
    person = read_person(case["facts"])
    assert person.facts is not None, person.problems
    ruling = rule(person.facts, Month.parse(case["month"]), book)
    assert [[due.code, due.amount] for due in ruling.due] == case["due"]
    assert list(ruling.readings) == case.get("readings", list(ruling.readings))


def test_the_decree_of_the_page_ends_the_group_it_repeals() -> None:
    book = Book(DECREES)
    assert [book.figure("K7", Month(2027, month)) is None for month in (6, 7)] == [False, True]
    ended = book.repealed_by("K7", Month(2027, 7))
    assert ended is not None and ended.number == "99/2027/NĐ-CP"


MERIT = "add-a-merit-item.md"


@pytest.mark.parametrize("case", [json.loads(line) for line in shown(MERIT, "json").splitlines()], ids=str)
def test_the_merit_item_of_the_page_is_what_the_law_gives(
    case: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    added = ModuleType("ncc_tdt")
    exec(compile(shown(MERIT, "python"), "ncc_tdt.py", "exec"), added.__dict__)
    everything = (*(one for one in all_benefits() if one.code != added.CODE), added.BENEFIT)
    monkeypatch.setattr(plan, "all_benefits", lambda: everything)
    decree = read_decree("98-2027", shown(MERIT, "toml"))
    book = Book([*(one for one in all_decrees() if one.number != decree.number), decree])
    person = read_person(case["facts"])
    assert person.facts is not None, person.problems
    ruling = rule(person.facts, Month.parse(case["month"]), book)
    assert sorted([due.code, due.amount] for due in ruling.due) == case["due"]


@pytest.mark.parametrize(
    "case", [json.loads(line) for line in shown("add-a-procedure.md", "json").splitlines()], ids=str
)
def test_the_procedure_of_the_page_has_the_days_it_says(case: dict[str, Any]) -> None:
    found = read_procedures({case["slug"]: shown("add-a-procedure.md", "toml")})
    on = date.fromisoformat(case["on"])
    [one] = [version for version in found if version.since <= on <= (version.until or on)]
    assert [step.days for step in one.steps if step.days] == case["days"]
    assert one.days == case["whole"]
