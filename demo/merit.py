"""People with merit of Phù Cừ: who drew when 2021 began, who came since, how it ended, fitted to the report of 2021.

In January to June 2021 exactly 2,407 people draw monthly, sixty of them die and leave a grant, three move away, and
all of it comes to a little over 31,657 million đồng (figures D18 to D20 and D24 of the district's report).
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from random import Random

from demo.lives import HALF_YEAR, TODAY, birth, death_month, decision_day, person
from demo.merit_sorts import Sort, due, sorts
from demo.months import day_in, month, of_day
from demo.papers import collector, give_numbers
from demo.people import Birth, Person, Standing

PEOPLE, BEGUN, DEATHS, MOVED = 2_407, 110, 60, 3
MONEY = 31_657_000_000
WITHIN = 2_000_000
OLD, BOTH = 50, 40
"""So many who come to social assistance at eighty in the half-year have merit too; so many of the wounded are harmed by
toxics too."""


def merited(seed: int, elders: list[Person]) -> list[Person]:
    """Everybody who drew merit since January 2021; `elders` of the register are some of them."""
    people = list(standing(seed, elders))
    leave(seed, people)
    people += fresh(seed, people)
    for one in people:
        beside(Random(f"{seed}/beside/{one.key}"), one)
    live_on(seed, people)
    people += list(since(seed, people))
    fit(seed, people)
    number(seed, people)
    return people


OF_REGISTER = {"LS.VO": "female", "TB": "male"}
"""Which sorts those of the register have, by sex."""


def standing(seed: int, elders: list[Person]) -> Iterator[Person]:
    """Those who drew when 2021 began."""
    known: dict[str, list[Person]] = {"female": [], "male": []}
    for one in Random(f"{seed}/merit/known").sample([one for one in elders if _lasts(one)], OLD):
        known[one.sex].append(one)
    left = PEOPLE - BEGUN - sum(sort.many or 0 for sort in sorts().values())
    for sort in sorts().values():
        for i in range(left if sort.many is None else sort.many):
            rng = Random(f"{seed}/{sort.code}/{i}")
            begun = rng.randint(month(sort.since[0], 1), month(sort.since[1], 12))
            same = known.get(OF_REGISTER.get(sort.code, ""))
            one = same.pop() if same else somebody(rng, f"{sort.code}/{i}", sort)
            one.standings.append(given(rng, sort, begun, decision_day(rng, begun)))
            if sort.code == "TB" and i < BOTH:
                also = sorts()["CD"]
                first = rng.randint(month(2003, 1), month(2015, 12))
                one.standings.append(given(rng, also, first, decision_day(rng, first), most=60))
            yield one


def _lasts(one: Person) -> bool:
    """Whether somebody came to the register at eighty in the half-year, draws it alone and lives on."""
    alone = len(one.awards) == 1 and one.awards[0].group == "K5c" and one.awards[0].ending in (None, "death")
    alive = one.died_on is None or of_day(one.died_on) >= HALF_YEAR.stop
    return alone and alive and one.awards[0].first in HALF_YEAR and one.identity is not None


def somebody(rng: Random, key: str, sort: Sort) -> Person:
    """Somebody new to the register, of a sort."""
    one = person(rng, key, birth(rng, rng.randint(*sort.born), 0.12), sort.women / 100)
    give_numbers(rng, one, late=True, known=True)
    if rng.random() < 0.12:
        one.collector = collector(rng, one, False)
    return one


def given(rng: Random, sort: Sort, first: int, decided: date, most: int = 100) -> Standing:
    """A standing with a degree of its sort's bands."""
    degree = None
    if sort.bands:
        bands = [band for band in sort.bands if band[1] <= most]
        low, high, _ = rng.choices(bands, [weight for _, _, weight in bands])[0]
        degree = rng.randint(low, high)
    return Standing(sort.code, first, decided, degree)


def leave(seed: int, people: list[Person]) -> None:
    """Sixty of the oldest die in the half-year, three move away."""
    rng = Random(f"{seed}/merit/leave")
    may = [one for one in people if sorts()[one.standings[0].sort].grant and not one.awards and one.birth.year < 1966]
    weights = {one.key: rng.random() ** (1 / 1.09 ** one.birth.age(HALF_YEAR.start)) for one in may}
    may.sort(key=lambda one: weights[one.key], reverse=True)
    for i, one in enumerate(may[:DEATHS]):
        dies(rng, one, HALF_YEAR.start + i % 6)
    for one, when in zip(may[-MOVED:], rng.sample(list(HALF_YEAR)[1:5], MOVED), strict=True):
        for held in one.standings:
            held.last, held.ending, held.ended_on = when, "moved", day_in(rng, when, 5, 25)


def dies(rng: Random, one: Person, when: int) -> None:
    """A death in the month; the decision to stop is signed soon, in the half-year when the death is in it."""
    one.died_on = day_in(rng, when, 1, 28 if when < TODAY else 18)
    late = one.died_on.day > 22 and when not in (HALF_YEAR.stop - 1, TODAY)
    told = max(day_in(rng, when + late, 19, 20 if when + late == TODAY else 25), one.died_on)
    for held in one.standings:
        if held.last is None:
            held.last, held.ending, held.ended_on = when, "death", told


def fresh(seed: int, people: list[Person]) -> list[Person]:
    """Those who begin in the half-year: some left by the dead, the others of the sorts that still grow."""
    made: list[Person] = []
    for one in people:
        if one.died_on and of_day(one.died_on) < HALF_YEAR.stop - 1:
            made += left_by(Random(f"{seed}/left/{one.key}"), one, of_day(one.died_on) + 1, HALF_YEAR.stop - 1)
    wanted = [sort for sort in sorts().values() for _ in range(sort.fresh)]
    Random(f"{seed}/fresh").shuffle(wanted)
    for i, sort in enumerate(wanted[: BEGUN - len(made)]):
        rng = Random(f"{seed}/fresh/{i}")
        first = HALF_YEAR.start + rng.randrange(6)
        one = somebody(rng, f"fresh/{i}", sort)
        one.standings.append(given(rng, sort, first, decision_day(rng, first), most=60))
        made.append(one)
    return made


def left_by(rng: Random, dead: Person, first: int, newest: int) -> list[Person]:
    """The widow of somebody of 61 per cent and more, half of the time; decided a month or two later."""
    for held in dead.standings:
        sort = sorts().get(held.sort)
        if sort is None or not sort.survivor or (held.degree or 0) < 61 or dead.sex != "male" or rng.random() < 0.4:
            continue
        after = sorts()[sort.survivor]
        year = min(dead.birth.year + rng.randint(0, 5), first // 12 - 61)
        one = person(rng, f"left/{dead.key}", Birth(year, rng.randint(1, 12), rng.randint(1, 28)), 1)
        one.commune, one.village = dead.commune, dead.village
        give_numbers(rng, one, late=True, known=True)
        decided = min(first + rng.choice((0, 1, 1)), newest)
        one.standings.append(Standing(after.code, first, decision_day(rng, decided)))
        return [one]
    return []


def beside(rng: Random, one: Person) -> None:
    """Who looks after somebody of 81 per cent and more at home; what a survivor who lives alone gets besides."""
    for held in list(one.standings):
        sort = sorts()[held.sort]
        if sort.attended and (held.degree or 81) >= 81 and rng.randrange(100) < sort.attended:
            _also(rng, one, held, "PV", month(2007, 1))
        if sort.alone and rng.randrange(100) < sort.alone:
            _also(rng, one, held, "ND", month(2013, 1))


def _also(rng: Random, one: Person, held: Standing, code: str, earliest: int) -> None:
    first = max(held.first, earliest + rng.randrange(60))
    if (held.last is None or first <= held.last) and all(other.sort != code for other in one.standings):
        made = Standing(code, first, decision_day(rng, first))
        made.last, made.ending, made.ended_on = held.last, held.ending, held.ended_on
        one.standings.append(made)


def live_on(seed: int, people: list[Person]) -> None:
    """Deaths since July 2021; somebody of the register dies when the register says."""
    for one in people:
        rng = Random(f"{seed}/lives/{one.key}")
        if one.awards:
            _with_the_register(one)
            continue
        when = death_month(rng, one.birth, HALF_YEAR.stop, 0.8)
        if all(held.last is None for held in one.standings) and when < TODAY:
            dies(rng, one, when)


def _with_the_register(one: Person) -> None:
    for held in one.standings:
        if one.died_on is not None:
            held.last, held.ending, held.ended_on = of_day(one.died_on), "death", one.awards[-1].ended_on


def since(seed: int, people: list[Person]) -> Iterator[Person]:
    """Who comes after June 2021: widows of those who die, and a few newly recognised every year."""
    for one in people:
        if one.died_on and HALF_YEAR.stop <= of_day(one.died_on) < TODAY - 1:
            yield from left_by(Random(f"{seed}/left/{one.key}"), one, of_day(one.died_on) + 1, TODAY)
    for sort in sorts().values():
        for year in range(2021, 2027):
            for i in range(sort.later):
                rng = Random(f"{seed}/later/{sort.code}/{year}/{i}")
                first = max(month(year, rng.randint(1, 12)), HALF_YEAR.stop)
                if first < TODAY:
                    one = somebody(rng, f"later/{sort.code}/{year}/{i}", sort)
                    one.standings.append(given(rng, sort, first, decision_day(rng, first), most=60))
                    yield one


def fit(seed: int, people: list[Person]) -> None:
    """Degrees of the lightly wounded, a point at a time, until the half-year comes to what was reported."""
    rng = Random(f"{seed}/merit/fit")
    steady = [
        one for one in people
        if [held.sort for held in one.standings] == ["TB"] and one.standings[0].first < HALF_YEAR.start
        and (one.standings[0].degree or 0) < 59 and not _ends_early(one)
    ]  # fmt: skip
    lacking = MONEY - sum(due(one, when) for one in people for when in HALF_YEAR)
    for _ in range(40_000):
        if 0 >= lacking > -WITHIN:
            return
        one = rng.choice(steady)
        held, step = one.standings[0], 1 if lacking > 0 else -1
        if not 21 <= (held.degree or 0) + step <= 60:
            continue
        before = 6 * due(one, HALF_YEAR.start)
        held.degree = (held.degree or 0) + step
        lacking -= 6 * due(one, HALF_YEAR.start) - before
    raise ValueError(f"the seed {seed} does not fit: {lacking} đồng of merit lacking")


def _ends_early(one: Person) -> bool:
    return any(held.last is not None and held.last < HALF_YEAR.stop for held in one.standings)


def number(seed: int, people: list[Person]) -> None:
    """Decision numbers of the province's bureau by year: one decision a day and matter."""
    wanted = {(held.decided, "") for one in people for held in one.standings}
    wanted |= {(held.ended_on, "stop") for one in people for held in one.standings if held.ended_on}
    last: dict[int, int] = defaultdict(lambda: 40)
    numbers = {}
    for day, matter in sorted(wanted):
        last[day.year] += Random(f"{seed}/{day}{matter}").randint(1, 6)
        bureau = "SNV" if day.year > 2025 or (day.year == 2025 and day.month > 2) else "SLĐTBXH"
        numbers[day, matter] = f"{last[day.year]}/QĐ-{bureau}"
    for one in people:
        for held in one.standings:
            held.number = numbers[held.decided, ""]
            held.ended_number = numbers[held.ended_on, "stop"] if held.ended_on else ""
