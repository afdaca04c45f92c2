"""The demo district: everyone of it, with numbers, decisions and collectors, fitted to the figures of 2021.

In January to June 2021 exactly 5,405 people draw, and what is due with funeral grants comes to 11,675 million
đồng, within the price of one benefit (figures D28 and D29 of the district's report for those six months).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from demo.groups import everybody
from demo.lives import HALF_YEAR, START
from demo.merit import merited
from demo.months import of_day
from demo.names import name
from demo.papers import bare, identity, papers
from demo.people import Person
from demo.places import TWO_TIER_NAMES, TWO_TIERS
from demo.plain import monthly, total
from demo.worship import worshippers

SEED = 2021
PAID_PEOPLE = 5_405
PAID_MONEY = 11_675_000_000


@dataclass(frozen=True)
class District:
    """Phù Cừ from January 2015 to November 2026, as the office would know it had it made no mistake."""

    seed: int
    people: tuple[Person, ...]
    merited: tuple[Person, ...] = ()
    """Everybody with merit or who worships martyrs; some are of `people` too."""

    def everybody(self) -> Iterator[Person]:
        """Everyone once, those of the register of assistance first."""
        yield from self.people
        yield from (one for one in self.merited if not one.awards)

    def drawing(self, when: int) -> Iterator[Person]:
        return (one for one in self.people if one.draws(when))


def district(seed: int = SEED) -> District:
    """The district of the seed; equal seeds give equal districts."""
    people = [one for one in everybody(seed) if all((given.last or START) >= START for given in one.awards)]
    settle_deaths(people)
    people = fitted(seed, people)
    part_namesakes(seed, people)
    for one in people:
        papers(Random(f"{seed}/papers/{one.key}"), one)
    number_decisions(seed, people)
    merit = merited(seed, [one for one in people if one.draws_group("K5c")])
    merit += [one for one in worshippers(seed, merit) if not one.standings]
    strangers = [one for one in merit if not one.awards]
    part_namesakes(seed, [*people, *strangers])
    part_numbers(seed, people, strangers)
    return District(seed, tuple(people), tuple(merit))


def settle_deaths(people: Iterable[Person]) -> None:
    """As many deaths in June 2021 as in December 2020: who pays a grant a month later pays the same in all."""
    by_month: defaultdict[int, list[Person]] = defaultdict(list)
    for one in people:
        if one.died_on:
            by_month[of_day(one.died_on)].append(one)
    december, june = by_month[HALF_YEAR.start - 1], by_month[HALF_YEAR.stop - 1]
    longer = max(december, june, key=len)
    movable = [one for one in longer if all(given.first < (given.last or 0) for given in one.awards)]
    for one in movable[: abs(len(december) - len(june))]:
        assert one.died_on is not None
        one.died_on -= timedelta(days=one.died_on.day + 3)
        for given in one.awards:
            given.last, given.ended_on = of_day(one.died_on), one.died_on


def fitted(seed: int, people: list[Person]) -> list[Person]:
    """Everybody but a few who drew all through the half-year, so that people and money come out as reported."""
    elders, severe = steady(people, "K5c"), steady(people, "K6.N")
    Random(f"{seed}/fit").shuffle(elders)
    Random(f"{seed}/fit").shuffle(severe)
    too_many = sum(any(one.draws(m) for m in HALF_YEAR) for one in people) - PAID_PEOPLE
    too_much = total(people, HALF_YEAR) - PAID_MONEY
    price = 6 * monthly(elders[0], HALF_YEAR.start)
    more = 6 * monthly(severe[0], HALF_YEAR.start) - price
    out_severe = round((too_much - price * too_many) / more)
    out_elders = too_many - out_severe
    if not 0 <= out_severe <= len(severe) or not 0 <= out_elders <= len(elders):
        raise ValueError(f"the seed {seed} does not fit: {out_elders} elders, {out_severe} severe to leave out")
    out = {one.key for one in elders[:out_elders] + severe[:out_severe]}
    return [one for one in people if one.key not in out]


def steady(people: Iterable[Person], group: str) -> list[Person]:
    """Who drew one benefit of the group at one rate from before the half-year until after it."""
    months = range(HALF_YEAR.start - 2, HALF_YEAR.stop + 3)
    return [
        one
        for one in people
        if len(one.awards) == 1
        and one.awards[0].group == group
        and all(one.draws(m) for m in months)
        and (group == "K5c" or one.birth.age(months[0]) >= 17 and one.birth.age(months[-1]) < 60)
    ]


def part_namesakes(seed: int, people: Iterable[Person]) -> None:
    """Nobody shares name (without its marks), birth year and today's commune: offices tell people apart by these."""
    taken: set[tuple[str, int, str]] = set()
    for one in people:
        rng = Random(f"{seed}/name/{one.key}")
        while _called(one) in taken:
            one.name = name(rng, one.sex, one.birth.year)
        taken.add(_called(one))


def part_numbers(seed: int, people: Iterable[Person], strangers: Iterable[Person]) -> None:
    """No two people have one number."""
    taken = {one.identity for one in people}
    for one in strangers:
        rng = Random(f"{seed}/number/{one.key}")
        while one.identity in taken:
            one.identity = identity(rng, one.sex, one.birth.year)
        taken.add(one.identity)


def _called(one: Person) -> tuple[str, int, str]:
    return bare(one.name).lower(), one.birth.year, _today(one)


def _today(one: Person) -> str:
    return next(big for big, codes in TWO_TIER_NAMES.items() if one.commune.code in codes)


def number_decisions(seed: int, people: Iterable[Person]) -> None:
    """Decision numbers by authority and year: one decision a day, commune and matter, with others in between."""
    wanted: dict[tuple[str, date, str, bool], str] = {}
    for one in people:
        for given in one.awards:
            wanted[_decision(one, given.decided, False)] = ""
            if given.ended_on:
                wanted[_decision(one, given.ended_on, True)] = ""
    last: dict[tuple[str, int], int] = defaultdict(lambda: 12)
    for key in sorted(wanted):
        authority, day = key[0], key[1]
        last[authority, day.year] += Random(f"{seed}/{key}").randint(1, 5)
        wanted[key] = f"{last[authority, day.year]}/QĐ-UBND"
    for one in people:
        for given in one.awards:
            given.number = wanted[_decision(one, given.decided, False)]
            if given.ended_on:
                given.ended_number = wanted[_decision(one, given.ended_on, True)]


def _decision(one: Person, day: date, ends: bool) -> tuple[str, date, str, bool]:
    """Until June 2025 the district's chair decided, since then the commune's."""
    return _today(one) if of_day(day) >= TWO_TIERS else "Phù Cừ", day, one.commune.code, ends
