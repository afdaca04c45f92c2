"""How people of the demo come to a benefit and leave it: birth, award, change, death, each from the seed."""

from datetime import date
from math import exp, log
from random import Random

from demo.months import day_in, month, of_day
from demo.names import name
from demo.people import Award, Birth, Ending, Group, Person
from demo.places import home

START = month(2015, 1)
HALF_YEAR = range(month(2021, 1), month(2021, 7))
KEPT_ON = date(2021, 6, 30)
TODAY = month(2026, 11)
SOCIAL_PENSION = month(2025, 7)
NEVER = month(2199, 1)


def person(rng: Random, key: str, born: Birth, women: float) -> Person:
    """Somebody born then; `women` is the share of women in the group."""
    commune, village = home(rng)
    sex = "female" if rng.random() < women else "male"
    return Person(key, name(rng, sex, born.year), sex, born, commune, village)  # type: ignore[arg-type]


def birth(rng: Random, year: int, year_only: float) -> Birth:
    """A birth in the year, known to the day, to the month, or (that share of people) to the year only."""
    known = rng.random()
    if known < year_only:
        return Birth(year)
    of_year = rng.randint(1, 12)
    if known < year_only + 0.04:
        return Birth(year, of_year)
    return Birth(year, of_year, rng.choice((1, rng.randint(1, 28), rng.randint(1, 28))))


def death_month(rng: Random, born: Birth, since: int, frail: float = 1.0) -> int:
    """When somebody alive in `since` dies: the risk of a year is 6 % at 80 and grows by 9 % a year of age."""
    risk = frail * 0.060 * exp(0.09 * (max(born.age(since), 18) - 80))
    years = log(1 - log(1 - rng.random()) * 0.09 / risk) / 0.09
    return since + int(years * 12)


def after(rng: Random, since: int, a_year: float) -> int:
    """The month in which something happens that happens to the share `a_year` of people every year."""
    return since + int(-log(1 - rng.random()) / a_year * 12) if a_year else NEVER


def award(rng: Random, group: Group, first: int, lag: int = 0, children: int = 0) -> Award:
    """An award from the month `first`, decided `lag` months later; never across the half-year's borders.

    Money for a month of the half-year is thus always decided inside it, and none of it belongs to a month before.
    """
    borders = (HALF_YEAR.start, HALF_YEAR.stop, TODAY + 1)
    crossed = any(first < border <= first + lag for border in borders)
    return Award(group, first, decision_day(rng, first + (0 if crossed else lag)), children=children)


def decision_day(rng: Random, when: int) -> date:
    return day_in(rng, when, 3, 18 if when == TODAY else 24)


def end(rng: Random, one: Person, chances: dict[Ending, int]) -> None:
    """End every running award by whatever comes first, if it comes before this month; a death is dated."""
    ending: Ending = min(chances, key=lambda reason: chances[reason])
    running = [given for given in one.awards if given.last is None]
    last = max(chances[ending], *(given.first for given in running))
    if last >= TODAY:
        return
    if ending == "death":
        one.died_on = day_in(rng, last)
    told_on = ended_on(rng, one, last)
    for given in running:
        given.last, given.ending, given.ended_on = last, ending, told_on


def ended_on(rng: Random, one: Person, last: int) -> date:
    """The day of the decision to stop: soon; since July 2021 some deaths are told of months later."""
    if one.died_on is None:
        return day_in(rng, last, 5, 25)
    late = 0 if one.died_on.day <= 23 else 1
    if last >= HALF_YEAR.stop and rng.random() < 0.07:
        late += rng.randint(1, 3)
    newest = TODAY if last >= HALF_YEAR.stop else HALF_YEAR.stop - 1
    when = min(last + late, newest)
    return max(day_in(rng, when, 19, 20 if when == TODAY else 25), one.died_on)


def in_file(given: date) -> int:
    """The month in whose file of changes a decision stands: changes are listed up to the 25th."""
    return of_day(given) + (1 if given.day > 25 else 0)
