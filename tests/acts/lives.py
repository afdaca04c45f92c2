"""Random lives: people, their facts and awards, and what becomes known of them late, early and in any order.

A life is plain data, so that the same one can be lived twice with its news arriving in another order.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING, Any

from ansinh.acts import assistance, facts, payroll, people, places
from ansinh.record.models.assistance import Suspension
from ansinh.record.models.payroll import Line, Outcome
from ansinh.record.models.people import Person
from tests.acts.people import approved, fact, month, person, prepared

if TYPE_CHECKING:
    from ansinh.record.models.places import Unit
    from tests.cast import Office, PhuCu

WINDOWS = tuple(map(month, ("2021-05", "2024-05", "2025-05", "2026-07")))
"""First months lived: each reaches over a decree that applies backwards, or over the change of the map."""
LENGTH = 6
TWO_TIERS = month("2025-07")
OLD_COMMUNES = ("Tống Trân", "Quang Hưng", "Đoàn Đào", "Minh Tiến")
NEW_COMMUNES = ("Tống Trân", "Quang Hưng", "Đoàn Đào", "Tiên Tiến")


@dataclass(frozen=True)
class News:
    """One thing that becomes known: before the list of ``first + arrives`` is prepared; months count from ``first``."""

    arrives: int
    what: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Life:
    born: str
    commune: int
    facts: tuple[tuple[str, Any, int, int | None], ...]
    awards: tuple[News, ...]
    news: tuple[News, ...]
    unpaid: frozenset[int]


@dataclass
class Town:
    first: int
    lives: tuple[Life, ...]
    levels: tuple[News, ...]
    people: list[Person] = field(default_factory=list)


GROUPS = (
    ("K5c", "allowance", (("1928-03-09", "1941-11", "1946"), ())),
    ("K5c", "allowance", (("1944-08-20", "1945-09-02", "1950-10-10"), (("household", "poor"),))),
    ("K6.N", "allowance", (("1975-05-05", "2008", "1965-09-01"), (("disability", "severe"),))),
    ("K6.ĐBN", "allowance", (("1980-02-11", "2009-09-09", "1961-10"), (("disability", "extreme"),))),
    ("K4", "single_parent", (("1985-06-01", "1990"),
                             (("household", "poor"), ("marital", "unmarried"), ("children_raised", 2)))),
    ("C5", "care", (("1983-01-01",), (("disability", "extreme"), ("cared_at_home", True)))),
)  # fmt: skip


NEWS = tuple(
    (*("death", "born", "poverty", "pension", "pause", "pause", "move", "move", "money"), ending)
    for ending in ("stop", "adjust")
)
"""Kinds of news, one ending a life: an award is stopped, or replaced by another."""


def town(dice: Random, first: int, *, size: int) -> Town:
    """A town of so many people, with up to two levels its provinces set, known some time or other."""
    provinces = [today for today in (False, True) if dice.random() < 0.4]
    levels = [
        News(_arrival(dice), "level", (_month(dice), dice.choice((400_000, 520_000, 600_000)), today))
        for today in provinces
    ]
    return Town(first, tuple(_life(dice) for _ in range(size)), tuple(levels))


def _life(dice: Random) -> Life:
    code, kind, (births, known) = dice.choice(GROUPS)
    held: list[tuple[str, Any, int, int | None]] = [(name, value, -200, None) for name, value in known]
    start = _month(dice)
    end = dice.choice((None, None, start + dice.randint(1, 8)))
    awards = [News(_arrival(dice), "award", (kind, code, start, end, dice.choice((None, None, start + 2))))]
    if kind == "care":
        awards.append(News(_arrival(dice), "award", ("allowance", "K6.ĐBN", _month(dice), None, None)))
    if kind == "single_parent" and dice.random() < 0.5:
        held.append(("disability", "severe", _month(dice), None))
        awards.append(News(_arrival(dice), "award", ("allowance", "K6.N", _month(dice), None, None)))
    return Life(
        born=dice.choice(births), commune=dice.randrange(4), facts=tuple(held), awards=tuple(awards),
        news=tuple(_late(dice, what) for what in sorted(set(dice.choices(dice.choice(NEWS), k=dice.randint(0, 4))))),
        unpaid=frozenset(step for step in range(LENGTH) if dice.random() < 0.25),
    )  # fmt: skip


def _late(dice: Random, what: str) -> News:
    since = _month(dice)
    ends = dice.choice((None, since + dice.randint(1, 5), since + dice.randint(1, 5)))
    values: dict[str, tuple[Any, ...]] = {
        "death": (since, dice.random() < 0.5),
        "born": (dice.choice(("1936-07-01", "1946-06", "1951")),),
        "poverty": (dice.choice(("near_poor", "other", "poor")), since, ends),
        "pension": (dice.choice(("retirement", "none")), since, ends),
        "pause": (since, ends, dice.random() < 0.3),
        "move": (dice.randrange(LENGTH), dice.randrange(4)),
        "stop": (since,),
        "adjust": (since,),
        "money": (dice.choice(("bank", "post")),),
    }
    return News(_arrival(dice), what, values[what])


def _month(dice: Random) -> int:
    return dice.randint(-8, LENGTH - 1)


def _arrival(dice: Random) -> int:
    """Most things are known early, some late."""
    return min(dice.randrange(LENGTH), dice.randrange(LENGTH))


def again(dice: Random, lived: Town) -> Town:
    """The same town, its news arriving at other times."""
    later = [
        replace(
            life,
            awards=tuple(replace(news, arrives=dice.randrange(LENGTH)) for news in life.awards),
            news=tuple(replace(news, arrives=dice.randrange(LENGTH)) for news in life.news),
        )
        for life in lived.lives
    ]
    levels = tuple(replace(news, arrives=dice.randrange(LENGTH)) for news in lived.levels)
    return Town(lived.first, tuple(later), levels)


def live(town: Town, phu_cu: PhuCu, office: Office) -> None:
    """Every month of the window: news recorded, lists prepared, approved, sent, results read, closed."""
    old = town.first < TWO_TIERS
    communes = [phu_cu.communes[name] for name in OLD_COMMUNES] if old else _new(phu_cu)
    for at, life in enumerate(town.lives):
        who = person(f"Người {at}", communes[life.commune], born=life.born)
        for name, value, since, until in life.facts:
            fact(who, name, value, town.first + since, None if until is None else town.first + until)
        town.people.append(who)
    for step in range(LENGTH):
        number = town.first + step
        for news in town.levels:
            if news.arrives == step:
                _level(phu_cu, town.first, news)
        for who, life in zip(town.people, town.lives, strict=True):
            for news in (*life.awards, *life.news):
                _tell(town, who, life, news, step, phu_cu)
        scopes: list[Unit] = [phu_cu.district] if number < TWO_TIERS else _new(phu_cu)
        for scope in scopes:
            run = approved(prepared(number, scope, office), office)
            if step < LENGTH - 1:
                _results(town, run, step, office)


def _results(town: Town, run: Any, step: int, office: Office) -> None:
    held = set(Line.objects.filter(run=run, entry__lt=4).values_list("person_id", flat=True))
    run = payroll.send(run, by=office.lan)
    unpaid = [
        payroll.ResultRow(who.pk, Outcome.UNPAID, "vắng")
        for who, life in zip(town.people, town.lives, strict=True)
        if step in life.unpaid and who.pk in held
    ]
    payroll.record_results(run, unpaid, by=office.lan)
    payroll.close(payroll.assume_paid(run, by=office.lan), by=office.lan)


def _tell(town: Town, who: Person, life: Life, news: News, step: int, phu_cu: PhuCu) -> None:
    first, values = town.first, news.values
    known = (
        max(news.arrives, *(a.arrives for a in life.awards))
        if news.what in ("pause", "stop", "adjust")
        else news.arrives
    )
    if known != step:
        return
    who.refresh_from_db()
    if news.what == "award":
        kind, code, start, end, reckoned = values
        assistance.award(
            who, kind=kind, code=code, from_month=first + start, until_month=None if end is None else first + end,
            reckoned_from=None if reckoned is None else first + reckoned, by=None,
        )  # fmt: skip
    elif news.what == "death":
        at, grant = first + values[0], values[1]
        people.record_death(who, datetime.date(at // 12, at % 12 + 1, 11), by=None)
        if grant:
            assistance.award(who, kind="funeral", code="MTP", from_month=at, until_month=at + 1, by=None)
    elif news.what == "born":
        parts = [int(part) for part in values[0].split("-")] + [None, None]
        people.correct_details(who, birth_year=parts[0], birth_month=parts[1], birth_day=parts[2], by=None)
    elif news.what in ("poverty", "pension"):
        value, since, until = values
        kind = {"poverty": "household", "pension": "pension"}[news.what]
        fact(who, kind, value, first + since, None if until is None else first + until)
    elif news.what == "pause":
        since, until, back = values
        for award in who.awards.exclude(kind="funeral"):
            Suspension.objects.create(
                award=award, from_month=first + since, until_month=None if until is None else first + until,
                reason="tests", paid_back=back,
            )  # fmt: skip
        facts.rebuild([who.pk])
    elif news.what == "stop":
        for award in who.awards.filter(from_month__lt=first + values[0]).exclude(kind="funeral"):
            if award.until_month is None or award.until_month > first + values[0]:
                assistance.stop(award, until_month=first + values[0], reason="tests", by=None)
    elif news.what == "adjust":  # a decision names another group from a month on: the award is replaced
        since = first + values[0]
        for award in who.awards.filter(kind="allowance", from_month__lt=since):
            if award.until_month is None or award.until_month > since:
                until, award.until_month = award.until_month, since
                award.save()
                assistance.award(who, kind="allowance", code="K5c", from_month=since, until_month=until, by=None)
    elif news.what == "money":
        people.correct_details(who, pay_by=values[0], by=None)
    elif news.what == "move":
        since, commune = first + values[0], values[1]
        communes = [phu_cu.communes[name] for name in OLD_COMMUNES] if since < TWO_TIERS else _new(phu_cu)
        people.move(who, communes[commune], from_month=since, by=None)


def _level(phu_cu: PhuCu, first: int, news: News) -> None:
    since, amount, today = news.values
    province = next(iter(phu_cu.today.values())).parent if today else phu_cu.province
    places.set_local_figure(province=province, from_month=first + since, amount=amount, basis="tests", by=None)


def _new(phu_cu: PhuCu) -> list[Unit]:
    return [phu_cu.today[name] for name in NEW_COMMUNES]
