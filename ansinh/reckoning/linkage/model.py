"""The linkage model as data: which fields are compared, in which levels, what each level weighs, what score says what.

Weights are whole hundredths of a bit: 100 makes "one person" twice as likely. model.json holds shares (m among doubles,
u among two strangers) from which they come; ``scripts/train_linkage.py`` trains them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from importlib import resources
from typing import Any, Literal, NamedTuple

Class = Literal["same", "review", "apart"]

FEWEST = 10_000
"""A shorter list is judged as if it were of so many people: its strangers come from the same villages."""

WEIGHED_AS = 2_000
"""How many people the average name or year counts for beside those a list itself has."""

BAREST = Fraction(1, 20)
"""Of two names at least so many have one typed bare, however clean the lists."""

PLACES = ("village_at", "commune", "province")
"""Where somebody lives, by columns: agreeing says little in a list of one commune, and much in a nation's."""

DAYS = 365
"""Days of a year: how much rarer a whole birth is than its year."""


class Level(NamedTuple):
    """One way two records agree on a field; ``label`` is for people, ``sql`` for DuckDB."""

    name: str
    label: str
    sql: str
    missing: bool
    rarity: str
    """The column whose value weighs more the rarer it is; ``weight`` is then log2 of m alone."""

    weight: int

    m: Any
    u: Any


class Comparison(NamedTuple):
    name: str
    label: str
    levels: Mapping[str, Level]


class Model(NamedTuple):
    """What model.json says."""

    comparisons: tuple[Comparison, ...]
    blocking: tuple[str, ...]
    common: dict[str, Any]
    shared: Any
    same: int
    review: int

    def base(self, people: int) -> int:
        """Where the score begins: how likely two records of so many are one person before anything is compared."""
        return hundredths(self.shared / max(people, FEWEST))

    def often(self, column: str, count: Any, people: Any) -> Any:
        """How often a value is borne that ``count`` of ``people`` bear; a short list knows little of that.

        ``column`` is ``name_era`` (among those born about the same time), ``birth_year`` or one of ``PLACES``.
        """
        return (count + WEIGHED_AS * self.common[column]) / (people + WEIGHED_AS)

    def bare(self, shares: Sequence[Any]) -> Any:
        """How often one of two strangers' names is typed without marks, where these shares of the lists are.

        In a list typed with marks a bare name is a sign of a second writing; in a bare list it is no sign at all.
        """
        marked = (1 - shares[0]) * (1 - shares[-1])
        return max(1 - marked, BAREST)

    def class_of(self, score: int) -> Class:
        """What a score says."""
        return "same" if score >= self.same else "review" if score >= self.review else "apart"


def hundredths(ratio: Any) -> int:
    """log2 of a ratio in whole hundredths."""
    return round(100 * math.log2(ratio))


@lru_cache(maxsize=1)
def model() -> Model:
    """The model as it is kept beside this file."""
    return read(json.loads(resources.files(__package__).joinpath("model.json").read_text("utf-8")))


def read(kept: dict[str, Any]) -> Model:
    """A model from the JSON it is kept in."""
    return Model(
        tuple(
            Comparison(one["name"], one["label"], {level["name"]: _level(level) for level in one["levels"]})
            for one in kept["comparisons"]
        ),
        tuple(kept["blocking"]), kept["common"], kept["shared"], kept["thresholds"]["same"],
        kept["thresholds"]["review"],
    )  # fmt: skip


def _level(kept: dict[str, Any]) -> Level:
    missing, rarity = kept.get("missing", False), kept.get("rarity", "")
    m, u = kept.get("m"), kept.get("u")
    weight = 0 if missing or m is None else hundredths(m if rarity else m / u)
    return Level(kept["name"], kept["label"], kept["sql"], missing, rarity, weight, m, u)
