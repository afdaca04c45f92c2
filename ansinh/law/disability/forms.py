"""The forms a council fills in: signs of each kind and degree, activities, and what a number of points means."""

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from ansinh.law.decree import PROVISIONAL_MARKS, read_place
from ansinh.law.disability.rules import data, marked
from ansinh.law.ruling import Because

SIX = 6
"""From this age, in full years, the other form is used."""


class Sign(NamedTuple):
    """One line of a form: its number and words, and the kind or degree it speaks of."""

    number: str
    words: str
    of: str


class Band(NamedTuple):
    """A degree with the least and the most points that mean it."""

    degree: str
    least: int
    most: int


class Form(NamedTuple):
    """One form as it stood from `since` to `until`; a form without activities knows signs only."""

    name: str
    title: str
    since: date | None
    until: date | None
    features: tuple[Sign, ...]
    signs: tuple[Sign, ...]
    activities: tuple[str, ...]
    bands: tuple[Band, ...]
    because: Because
    mark: str

    @property
    def provisional(self) -> bool:
        """Whether its annex was not read in its official form."""
        return self.mark in PROVISIONAL_MARKS

    @property
    def most(self) -> int:
        """The most points a person can have."""
        return 2 * len(self.activities)

    def sign(self, number: str) -> Sign | None:
        """A sign of a degree by its number."""
        return next((sign for sign in self.signs if sign.number == number), None)

    def feature(self, number: str) -> Sign | None:
        """A sign of a kind by its number."""
        return next((sign for sign in self.features if sign.number == number), None)


def degrees() -> dict[str, str]:
    """The three degrees and their words, gravest first (law Article 3 clause 2; decree 28/2012 Article 3)."""
    return dict(data("forms.toml")["degrees"])


def conclusions() -> dict[str, str]:
    """What a council may vote for: a degree, not disabled, or that it cannot conclude."""
    return {**degrees(), **data("forms.toml")["conclusions"]}


def kinds() -> dict[str, str]:
    """The six kinds and their words (law Article 3 clause 1; decree 28/2012 Article 2)."""
    return dict(data("forms.toml")["kinds"])


def scores() -> dict[str, str]:
    """What may be written beside an activity: points, or X for what cannot be told."""
    return {entry["value"]: entry["label"] for entry in data("forms.toml")["score"]}


@lru_cache(maxsize=1)
def all_forms() -> dict[str, Form]:
    """Every form by its name."""
    return {entry["name"]: _form(entry) for entry in data("forms.toml")["form"]}


def form_for(age: int, on: date) -> Form:
    """The form for somebody of so many full years on a day (circular 01/2019 Article 3 clauses 2 and 3)."""
    found = [form for form in all_forms().values() if (form.since or on) <= on <= (form.until or on)]
    if len(found) == 1:
        return found[0]
    return next(form for form in found if bool(form.activities) == (age >= SIX))


def _form(entry: dict[str, Any]) -> Form:
    name = entry["name"]
    features = [
        Sign(number, words, group["kind"])
        for group in data("forms.toml")["feature"]
        if "from" in entry and name in group.get("forms", [name])
        for number, words in group["signs"]
    ]
    signs = [Sign(number, words, degree) for degree in degrees() for number, words in entry.get(degree, ())]
    return Form(
        name, entry["title"], entry.get("from"), entry.get("until"), tuple(features), tuple(signs),
        tuple(entry.get("activities", ())), tuple(Band(*band) for band in entry.get("bands", ())),
        Because(entry["decree"], *read_place(entry["at"]), entry["title"]), marked(entry["mark"]),
    )  # fmt: skip
