"""A pair weighed: each field's agreement with its weight in words, the score, and the class no guard lets it pass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ansinh.reckoning.linkage import compare, guards
from ansinh.reckoning.linkage.model import DAYS, Class, Model, hundredths
from ansinh.reckoning.linkage.records import Prepared


class Why(NamedTuple):
    """How two records agree on one field; ``weight`` in hundredths, for (+) or against (−) one person."""

    field: str
    title: str
    level: str
    label: str
    weight: int

    def __str__(self) -> str:
        return f"{self.label} ({signed(self.weight)})"


class Rarity(NamedTuple):
    """How often the names, birth years and places of some records are borne, and how often one of two names is bare."""

    names: Mapping[str, Any]
    years: Mapping[int, Any]
    bare: Any
    places: Mapping[str, Mapping[Any, Any]]
    """Of each column of ``model.PLACES`` how many live at each of its values, as a share."""

    def of(self, column: str, one: Prepared, other: Prepared) -> Any:
        """How often the commoner of two values is borne."""
        if column in self.places:
            return self.places[column][getattr(one, column)]
        if column != "birth_full" and column != "birth_year":
            name = max(self.names[one.name_era], self.names[other.name_era])
            return name * self.bare if column == "name_bare" else name
        year = max(self.years[one.birth_year or 0], self.years[other.birth_year or 0])
        return year / DAYS if column == "birth_full" else year


class Weighed(NamedTuple):
    """A pair with its score in hundredths; ``held`` names the guard that holds it back."""

    score: int
    decided: Class
    held: str
    why: tuple[Why, ...]

    @property
    def because(self) -> str:
        """Everything in one line: fields both records state, and why a guard holds the pair."""
        said = [str(one) for one in self.why if one.level != "missing"]
        return "; ".join([*said, *([guards.RULES[self.held][0]] if self.held else [])])


def signed(weight: int) -> str:
    """A weight in whole bits with its sign: +12, −1, 0."""
    bits = (abs(weight) + 50) // 100
    return f"{'+' if weight > 0 else '−'}{bits}" if bits else "0"


def weigh(model: Model, one: Prepared, other: Prepared, *, rarity: Rarity, people: int) -> Weighed:
    """Two records compared, which stand among ``people``."""
    why = []
    for comparison in model.comparisons:
        level = comparison.levels[compare.LEVELS[comparison.name](one, other)]
        weight = level.weight - (hundredths(rarity.of(level.rarity, one, other)) if level.rarity else 0)
        why.append(Why(comparison.name, comparison.label, level.name, level.label, weight))
    score = model.base(people) + sum(one.weight for one in why)
    decided, held = model.class_of(score), ""
    name = next(one.level for one in why if one.field == "name")
    if guards.told_apart(one, other, name):
        decided = "apart"
    elif decided != "apart" and (held := guards.held_by(one, other, name)):
        decided = "review"
    return Weighed(score, decided, held, tuple(why))
