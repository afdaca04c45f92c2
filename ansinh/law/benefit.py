"""What a benefit's file says: its code, its kind, and one dated function for each wording of its rule.

A file in `benefits/` holds one `BENEFIT`. Its functions read the facts and answer with a `Fit` (the figure that
pays and why), with several, with a `Question` the text leaves open, or with a sentence saying which condition is not
met (empty when the benefit is beside the point). Which wording answers is decided by the figure in force, so an old
month, or a day on which a newer decree was not yet known, is ruled by the old wording.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from ansinh.law import benefits
from ansinh.law.facts import Facts
from ansinh.law.month import Month
from ansinh.law.ruling import Due, Question


class Fit(NamedTuple):
    """The person fits: the name of the figure that pays, the reason in words, and how many units are paid.

    `least` is a floor in đồng that stands above the figure (an actual cost). `group` is the code the sum is due under
    where it is not the figure's own name. `drawn` is the sum in đồng that a multiple of what is drawn multiplies.
    """

    figure: str
    why: str
    units: int = 1
    readings: tuple[str, ...] = ()
    least: int = 0
    group: str = ""
    drawn: int = 0


Answer = str | Fit | tuple[Fit, ...] | Question
Rule = Callable[[Facts], Answer]
RuleAfter = Callable[[Facts, tuple[Due, ...]], Answer]


class Attests(NamedTuple):
    """What an old decision that names a group must have seen: facts by name, for awards begun in a stretch of months.

    ``units`` names the fact that counts what the coefficient is paid for (children of a single parent), if any.
    """

    group: str
    facts: Mapping[str, Any]
    since: str = ""
    until: str = ""
    units: str = ""


class Leaves(NamedTuple):
    """What is recorded of whoever draws a benefit until an age ends it, and the fact asked of what follows.

    ``asked`` says what to do when that fact is not recorded; ``since`` is the first month this holds.
    """

    fact: str
    beside: str
    asked: str
    since: str


class Benefit(NamedTuple):
    """One benefit of the law.

    `anchor` is the figure whose being in force makes the benefit exist. `wordings` are (first month, function), oldest
    first; the one that began last by the anchor figure's own start answers. `after` does the same for a grant that
    depends on what else is drawn. `before` answers for months in which the anchor is not known yet. `bars` name what
    excludes it, `later_bars` (first month, name) what excludes it only since a later wording, `asked_beside` what is
    shown as a question beside it, `rests_on` the facts it is conditioned on, `attests` what a decision of before
    An Sinh is taken to have seen, `leaves` what drawing it to its last month of age leaves behind.
    """

    code: str
    kind: str
    anchor: str
    wordings: tuple[tuple[str, Rule], ...] = ()
    after: tuple[tuple[str, RuleAfter], ...] = ()
    before: Rule | None = None
    bars: tuple[str, ...] = ()
    later_bars: tuple[tuple[str, str], ...] = ()
    asked_beside: tuple[str, ...] = ()
    rests_on: frozenset[str] = frozenset()
    attests: tuple[Attests, ...] = ()
    leaves: Leaves | None = None

    def wording(self, start: Month) -> Rule | None:
        """The function for a figure that began in `start`."""
        fitting = [rule for first, rule in self.wordings if Month.parse(first) <= start]
        return fitting[-1] if fitting else None

    def bars_in(self, start: Month) -> tuple[str, ...]:
        """The bars that hold for a figure that began in `start`."""
        return self.bars + tuple(name for first, name in self.later_bars if Month.parse(first) <= start)

    def wording_after(self, start: Month) -> RuleAfter | None:
        """The same for a grant that looks at what else is drawn."""
        fitting = [rule for first, rule in self.after if Month.parse(first) <= start]
        return fitting[-1] if fitting else None


@lru_cache(maxsize=1)
def all_benefits() -> tuple[Benefit, ...]:
    """Every benefit that has a file, in the order of the files' names. Nothing else names them."""
    names = sorted(module.name for module in pkgutil.iter_modules(benefits.__path__))
    found = tuple(importlib.import_module(f"{benefits.__name__}.{name}").BENEFIT for name in names)
    codes = [benefit.code for benefit in found]
    if len(set(codes)) != len(codes):
        raise ValueError(f"Hai tệp chế độ có chung một mã: {sorted(codes)}.")
    return found


def code_of(kind: str) -> str:
    """The code of the benefit of a kind that has only one (the funeral grant)."""
    return next(benefit.code for benefit in all_benefits() if benefit.kind == kind)


def kind_of(group: str) -> str | None:
    """The kind a group's benefit is of; a code as rulings write it (K6.N) finds its benefit. None: not known."""
    codes = (group, group.partition(".")[0])
    return next((benefit.kind for benefit in all_benefits() if benefit.code in codes), None)


def attested(group: str, began: Month) -> Attests | None:
    """What a decision naming this group, for an award begun in that month, attests; None for a group not known."""
    for benefit in all_benefits():
        for one in benefit.attests:
            since = not one.since or Month.parse(one.since) <= began
            if one.group == group and since and (not one.until or began <= Month.parse(one.until)):
                return one
    return None


def left_behind(group: str, month: Month) -> Leaves | None:
    """What is recorded of somebody whose benefit of this group ends by age in a month; None: nothing follows of it."""
    leaves = next((benefit.leaves for benefit in all_benefits() if benefit.code == group.partition(".")[0]), None)
    return leaves if leaves is not None and Month.parse(leaves.since) <= month else None


def turned(facts: Facts, age: int) -> bool:
    """Whether the person reaches this age in this very month."""
    return facts.birthday_month and facts.age == age


def under(facts: Facts, age: int) -> bool:
    """Whether a condition "under this age" still counts: the month it ends in is still due (reading R1)."""
    return facts.age < age or turned(facts, age)


def ending(facts: Facts, age: int) -> tuple[str, ...]:
    """Reading R1, when the condition "under this age" ends in this very month."""
    return ("R1",) if turned(facts, age) else ()


def changing(facts: Facts, *ages: int) -> tuple[str, ...]:
    """Reading R2, when the coefficient changes with one of these ages in this very month."""
    return ("R2",) if facts.birthday_month and facts.age in ages else ()


def years(facts: Facts) -> str:
    """83 tuổi; with the precision of the birth when only the year is known."""
    return f"{facts.age} tuổi (chỉ biết năm sinh)" if facts.born == "year" else f"{facts.age} tuổi"
