"""What each person of the demo is owed, reckoned the plain way, to calibrate the district and to fill amounts.

This is an office's spreadsheet, not the law: it knows only the groups the demo has and asks nothing else.
"""

from collections.abc import Iterable

from demo.months import month, of_day
from demo.people import Award, Group, Person

DECREE_20 = month(2021, 7)
STANDARD = ((month(2026, 7), 540_000), (month(2024, 7), 500_000), (DECREE_20, 360_000), (month(2015, 1), 270_000))
TENTHS: dict[Group, int] = {
    "K2": 15, "K5c": 10, "K5d": 30, "K8": 15, "HTXH": 10, "C2": 15, "C3": 15, "C5": 10, "C6": 15,
}  # fmt: skip


def standard(when: int) -> int:
    """The standard amount of the month, in đồng; decrees 136/2013, 20/2021, 76/2024, 335/2026."""
    return next(amount for since, amount in STANDARD if when >= since)


def tenths(award: Award, age: int, when: int) -> int:
    """The coefficient of the award in the month, in tenths."""
    match award.group:
        case "K1":
            return 25 if age < 4 else 15
        case "K3":
            return 25 if age < 4 else 20
        case "K4":
            return 10 * (award.children if when >= DECREE_20 else min(award.children, 2))
        case "K5a":
            return 20 if age >= 80 else 15
        case "K6.N":
            return 15 if 16 <= age < 60 else 20
        case "K6.ĐBN":
            return 20 if 16 <= age < 60 else 25
        case group:
            return TENTHS[group]


def amount(person: Person, award: Award, when: int) -> int:
    """What the award gives in the month, in đồng, whether or not it covers it."""
    return standard(when) * tenths(award, person.birth.age(when), when) // 10


def monthly(person: Person, when: int) -> int:
    """All monthly benefits of the person in the month, in đồng."""
    return sum(amount(person, one, when) for one in person.awards if one.covers(when))


def funeral(person: Person, when: int) -> int:
    """The funeral grant, twenty times the standard, when the person died in the month while drawing."""
    died = person.died_on is not None and of_day(person.died_on) == when
    return 20 * standard(when) if died and person.draws(when) else 0


def total(people: Iterable[Person], months: range) -> int:
    """Everything due in the months, funeral grants included, in đồng."""
    return sum(monthly(p, m) + funeral(p, m) for p in people for m in months)
