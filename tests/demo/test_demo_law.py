"""The plain reckoning that fitted the demo, held against the law: person by person, the same amounts."""

from typing import Any

import pytest

from ansinh.law.book import open_book
from ansinh.law.facts import Facts
from ansinh.law.month import Month
from ansinh.law.rule import rule
from demo.district import District
from demo.lives import HALF_YEAR
from demo.months import month, of_day
from demo.people import Group, Person
from demo.plain import DECREE_20, funeral, monthly

SAID: dict[Group, dict[str, Any]] = {
    "K1": {"orphan": "b"},
    "K2": {"studying": True, "was_k1_at_16": True},
    "K3": {"hiv": True},
    "K4": {"marital": "unmarried"},
    "K5a": {"no_supporter": True},
    "K5c": {},
    "K6.N": {"disability": "severe"},
    "K6.ĐBN": {"disability": "extreme"},
    "K8": {"hiv": True, "unable_to_work": True},
    "C5": {"disability": "extreme", "cared_at_home": True},
    "HTXH": {},
}
"""What an award of the group attests about the person."""


def situation(one: Person, when: int) -> Facts:
    running = [given for given in one.awards if given.covers(when)]
    said: dict[str, Any] = {"household": one.household} if one.household else {}
    for given in running:
        said |= SAID[given.group]
        said |= {"children_raised": given.children} if given.children else {}
        said |= {"k2_since_136": True} if given.group == "K2" and given.first < DECREE_20 else {}
    born = one.birth
    return Facts(
        age=born.age(when),
        birthday_month=(when - born.reaches(0)) % 12 == 0,
        born="day" if born.day else "month" if born.month else "year",
        died=one.died_on is not None and of_day(one.died_on) == when,
        claims=frozenset({"funeral"} | {given.kind for given in running}),
        **said,
    )


@pytest.mark.parametrize(
    "when",
    [*HALF_YEAR, month(2015, 1), DECREE_20, month(2024, 7), month(2025, 6), month(2025, 7), month(2026, 11)],
)
def test_the_law_gives_everybody_what_the_office_reckoned(phu_cu: District, when: int) -> None:
    book, known = open_book(), {}
    for one in phu_cu.drawing(when):
        facts = situation(one, when)
        if facts not in known:
            known[facts] = rule(facts, Month(when // 12, when % 12 + 1), book).total
        assert known[facts] == monthly(one, when) + funeral(one, when), one
