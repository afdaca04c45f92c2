"""Who comes to each group in the demo, year by year: how many, how old, for how long."""

from collections.abc import Iterator
from random import Random

from demo.lives import (
    NEVER,
    SOCIAL_PENSION,
    START,
    TODAY,
    after,
    award,
    birth,
    death_month,
    end,
    person,
)
from demo.months import day_in, month
from demo.people import Award, Group, Person

OVER_80_SINCE = month(2011, 1)
TWENTY = month(2021, 7)
EXTREME_SHARE = 0.14
DISABILITY_KINDS = ("Vận động", "Nghe, nói", "Nhìn", "Thần kinh, tâm thần", "Trí tuệ", "Khác")
DISABILITY_WEIGHTS = (38, 12, 14, 20, 12, 4)


def everybody(seed: int) -> Iterator[Person]:
    """Everyone who ever drew in Phù Cừ between January 2015 and November 2026."""
    yield from elders(seed)
    yield from social_pensioners(seed)
    yield from disabled(seed)
    yield from single_parents(seed)
    yield from orphans(seed)
    yield from students(seed)
    yield from poor_elders(seed)
    yield from with_hiv(seed)


def elders(seed: int, a_year: int = 464) -> Iterator[Person]:
    """K5c: 80 and over, no pension. From 2011 those already 80, then each at the 80th birthday, until June 2025."""
    for year in range(1912, 1946):
        for i in range(a_year):
            rng = Random(f"{seed}/K5c/{year}/{i}")
            born = birth(rng, year, 0.5 if year < 1932 else 0.35)
            eighty = born.reaches(80)
            first, dies = max(eighty, OVER_80_SINCE), death_month(rng, born, eighty)
            lag = rng.choice((0, 0, 0, 0, 0, 1, 1, 2, 3))
            if max(first, START) + lag > dies or first >= SOCIAL_PENSION:
                continue
            one = person(rng, f"K5c/{year}/{i}", born, 0.66)
            one.awards.append(award(rng, "K5c", first, lag))
            worse = after(rng, max(first + 6, TWENTY), 0.006)
            moved = after(rng, first + lag, 0.005)
            if worse < min(dies, moved, SOCIAL_PENSION):
                become_disabled(rng, one, worse, "K6.N" if rng.random() < 0.7 else "K6.ĐBN")
            end(rng, one, {"death": dies, "moved": max(moved, first + lag)})
            yield one


def social_pensioners(seed: int, a_year: int = 330) -> Iterator[Person]:
    """HTXH: 75 and over without a pension, a wave in July 2025, then each at 75; poor people from 70."""
    for year in range(1945, 1957):
        for i in range(a_year if year < 1952 else 14):
            rng = Random(f"{seed}/HTXH/{year}/{i}")
            born = birth(rng, year, 0.15)
            age = 75 if year < 1952 else 70
            asked = max(born.reaches(age), SOCIAL_PENSION) + rng.choice((0, 0, 0, 1, 1, 2, 3))
            dies = death_month(rng, born, SOCIAL_PENSION - 1)
            if born.reaches(80) < SOCIAL_PENSION or asked > min(dies, TODAY):
                continue
            one = person(rng, f"HTXH/{year}/{i}", born, 0.6)
            one.household = "poor" if age == 70 else None
            one.awards.append(award(rng, "HTXH", asked))
            end(rng, one, {"death": dies, "moved": after(rng, asked, 0.004)})
            yield one


def disabled(seed: int, many: int = 1880) -> Iterator[Person]:
    """K6: severe and extreme disability, many certified in 2012-2014; care money to the extreme's household."""
    for i in range(many):
        rng = Random(f"{seed}/K6/{i}")
        wave = rng.random() < 0.42
        first = rng.randint(month(2012, 6), month(2014, 9)) if wave else rng.randint(month(2010, 3), TODAY)
        age = rng.choices((rng.randint(1, 15), rng.randint(16, 59), rng.randint(60, 88)), (20, 62, 18))[0]
        born = birth(rng, first // 12 - age, 0.25 if age > 50 else 0.04)
        extreme = rng.random() < EXTREME_SHARE
        dies = death_month(rng, born, first, 4.0 if extreme else 2.2)
        lag = rng.choice((0, 0, 1, 1, 2))
        if first + lag > min(dies, TODAY) or dies < START or not 0 < born.age(first) < 95:
            continue
        one = person(rng, f"K6/{i}", born, 0.46)
        one.household = "poor" if rng.random() < 0.14 else "near_poor" if rng.random() < 0.08 else None
        given = award(rng, "K6.ĐBN" if extreme else "K6.N", first, lag)
        one.awards.append(given)
        certified(rng, one, given)
        if extreme:
            care(one, given)
        worse = NEVER if extreme else after(rng, max(first + 12, TWENTY), 0.008)
        moved, better = after(rng, first + lag, 0.005), NEVER if extreme else after(rng, first + 12, 0.003)
        if worse < min(dies, moved, better, TODAY):
            become_disabled(rng, one, worse, "K6.ĐBN")
        end(rng, one, {"death": dies, "moved": max(moved, first + lag), "better": max(better, first + lag)})
        yield one


def become_disabled(rng: Random, one: Person, first: int, group: Group) -> None:
    """A new certificate in the month changes what the person draws from that month, decided soon after."""
    before = one.awards[-1]
    changed = award(rng, group, first, rng.choice((0, 1, 1)))
    changed.adjusts = True
    before.last, before.ending = first - 1, "changed"
    one.awards.append(changed)
    certified(rng, one, changed)
    if group == "K6.ĐBN":
        care(one, changed)


def certified(rng: Random, one: Person, given: Award) -> None:
    """The certificate of disability of the month from which the award is due."""
    one.disability_kind = one.disability_kind or rng.choices(DISABILITY_KINDS, DISABILITY_WEIGHTS)[0]
    last = given.decided.day if given.decided.year * 12 + given.decided.month - 1 == given.first else 27
    given.certified_on = day_in(rng, given.first, 1, last)
    given.certificate = f"{rng.randint(1, 140):02d}/GXN"


def care(one: Person, given: Award) -> None:
    """C5: the household that looks after its member, from the month of the same decision."""
    month_signed = given.decided.year * 12 + given.decided.month - 1
    one.awards.append(Award("C5", month_signed, given.decided))


def single_parents(seed: int, many: int = 560) -> Iterator[Person]:
    """K4: poor, alone, raising children; near-poor too since July 2021, when each child began to count."""
    for i in range(many):
        rng = Random(f"{seed}/K4/{i}")
        first = rng.randint(month(2011, 1), TODAY)
        if first < TWENTY and rng.random() < 0.1:
            continue
        born = birth(rng, first // 12 - rng.randint(23, 49), 0.03)
        one = person(rng, f"K4/{i}", born, 0.92)
        one.household = "near_poor" if first >= TWENTY and rng.random() < 0.5 else "poor"
        children = rng.choices((1, 2, 3), (66, 28, 6))[0]
        one.awards.append(award(rng, "K4", first, children=children))
        grown = first + rng.randint(14, 170)
        escaped = (after(rng, first + 12, 0.07) // 12) * 12 + 11
        fewer = first + rng.randint(20, 120)
        leaves = min(grown, escaped)
        if children > 1 and TWENTY <= fewer < min(leaves, TODAY):
            fewer_children(rng, one, fewer, children - 1)
        end(rng, one, {"child16": grown, "escaped": escaped, "death": death_month(rng, born, first)})
        if rng.random() < 0.06:
            disabled_too(rng, one, first)
        if one.awards[-1].last is None or one.awards[-1].last >= START:
            yield one


def disabled_too(rng: Random, one: Person, first: int) -> None:
    """A single parent with a severe disability draws both (decree 20/2021, article 6 clause 2)."""
    own, parent = award(rng, "K6.N", first), one.awards[-1]
    certified(rng, one, own)
    if one.died_on:
        own.last, own.ending, own.ended_on = parent.last, "death", parent.ended_on
    one.awards.append(own)


def fewer_children(rng: Random, one: Person, first: int, left: int) -> None:
    """A child has grown up: one child fewer is counted from the month on."""
    one.awards[-1].last, one.awards[-1].ending = first - 1, "changed"
    changed = award(rng, "K4", first, children=left)
    changed.adjusts = True
    one.awards.append(changed)


def orphans(seed: int, many: int = 105) -> Iterator[Person]:
    """K1: children with nobody to raise them, until 16; since July 2021 studies carry most of them on (K2)."""
    for i in range(many):
        rng = Random(f"{seed}/K1/{i}")
        first = rng.randint(month(2010, 6), TODAY)
        born = birth(rng, first // 12 - rng.choice((0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)), 0.0)
        grown = born.reaches(16)
        if born.reaches(0) > first or first >= grown or grown < START:
            continue
        one = person(rng, f"K1/{i}", born, 0.5)
        one.awards.append(award(rng, "K1", first))
        if grown >= TWENTY + 1 and grown < TODAY - 1 and rng.random() < 0.65:
            study(rng, one, grown + 1)
            end(rng, one, {"left_school": grown + rng.randint(12, 60)})
        else:
            end(rng, one, {"age16": grown, "moved": after(rng, first, 0.01)})
        yield one


def study(rng: Random, one: Person, first: int) -> None:
    one.awards[-1].last, one.awards[-1].ending = first - 1, "changed"
    changed = award(rng, "K2", first)
    changed.adjusts = True
    one.awards.append(changed)


def students(seed: int, many: int = 22) -> Iterator[Person]:
    """K2 under decree 136/2013: orphans of 16 to 22 who study."""
    for i in range(many):
        rng = Random(f"{seed}/K2/{i}")
        first = rng.randint(month(2013, 9), month(2021, 3))
        born = birth(rng, first // 12 - rng.choice((16, 17, 18)), 0.0)
        if not 16 <= born.age(first) < 19:
            continue
        one = person(rng, f"K2/{i}", born, 0.5)
        one.awards.append(award(rng, "K2", first))
        end(rng, one, {"left_school": first + rng.randint(20, 40), "age22": born.reaches(22)})
        if one.awards[-1].last is None or one.awards[-1].last >= START:
            yield one


def poor_elders(seed: int, many: int = 250) -> Iterator[Person]:
    """K5a: poor people of 60 and over with nobody to support them."""
    for i in range(many):
        rng = Random(f"{seed}/K5a/{i}")
        first = rng.randint(month(2010, 3), TODAY)
        born = birth(rng, first // 12 - rng.randint(61, 79), 0.3)
        dies = death_month(rng, born, first)
        escaped = (after(rng, first + 12, 0.04) // 12) * 12 + 11
        if dies < max(first + 1, START) or escaped < START:
            continue
        one = person(rng, f"K5a/{i}", born, 0.78)
        one.household = "poor"
        one.awards.append(award(rng, "K5a", first))
        end(rng, one, {"death": dies, "escaped": escaped if born.age(escaped) < 80 else NEVER})
        yield one


def with_hiv(seed: int, many: int = 26) -> Iterator[Person]:
    """K8, and K3 for children: poor people with HIV."""
    for i in range(many):
        rng = Random(f"{seed}/K8/{i}")
        first = rng.randint(month(2013, 1), TODAY)
        child = i % 9 == 0
        born = birth(rng, first // 12 - (rng.randint(3, 9) if child else rng.randint(24, 52)), 0.0)
        dies = death_month(rng, born, first, 6.0)
        if dies < max(first + 1, START):
            continue
        one = person(rng, f"K8/{i}", born, 0.3)
        one.household = "poor"
        one.awards.append(award(rng, "K3" if child else "K8", first))
        end(rng, one, {"death": dies, "age16": born.reaches(16) if child else NEVER})
        yield one
