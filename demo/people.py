"""The people of the demo district: who they are, what was awarded to them, and how it ended."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from demo.months import month
from demo.names import Sex
from demo.places import Commune

Group = Literal["K1", "K2", "K3", "K4", "K5a", "K5c", "K5d", "K6.N", "K6.ĐBN", "K8", "HTXH", "C2", "C3", "C5", "C6"]
Kind = Literal["allowance", "single_parent", "care", "care_mother"]
Ending = Literal["death", "moved", "escaped", "child16", "age16", "left_school", "age22", "better", "changed"]

KINDS: dict[Group, Kind] = {"K4": "single_parent", "C2": "care", "C3": "care_mother", "C5": "care", "C6": "care"}


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth as far as it is known: the year, perhaps the month, perhaps the day."""

    year: int
    month: int | None = None
    day: int | None = None

    def reaches(self, age: int) -> int:
        """The month in which the person is `age` years old; an unknown month is January."""
        return month(self.year + age, self.month or 1)

    def age(self, when: int) -> int:
        """Full years reached by the last day of the month."""
        return (when - self.reaches(0)) // 12


@dataclass(slots=True)
class Award:
    """One benefit of one person: months `first` to `last` are due; `last` is None while it runs.

    `decided` and `number` are the decision that gave it; `ended_on` and `ended_number` the one that ended it.
    `adjusts` says that it took the place of the award before it, by a decision to change. The certificate is the
    one of disability.
    """

    group: Group
    first: int
    decided: date
    number: str = ""
    last: int | None = None
    ending: Ending | None = None
    ended_on: date | None = None
    ended_number: str = ""
    children: int = 0
    adjusts: bool = False
    certified_on: date | None = None
    certificate: str = ""

    @property
    def kind(self) -> Kind:
        return KINDS.get(self.group, "allowance")

    def covers(self, when: int) -> bool:
        return self.first <= when and (self.last is None or when <= self.last)


@dataclass(frozen=True, slots=True)
class Collector:
    """Who collects for somebody who cannot come."""

    name: str
    relation: str
    number: str


@dataclass(frozen=True, slots=True)
class Account:
    """Where the bank pays."""

    bank: str
    branch: str
    number: str
    holder: str


@dataclass(slots=True)
class Standing:
    """One allowance of merit of one person (diện): its sort in merit.toml, of which degree, since and until when."""

    sort: str
    first: int
    decided: date
    degree: int | None = None
    number: str = ""
    last: int | None = None
    ending: Literal["death", "moved"] | None = None
    ended_on: date | None = None
    ended_number: str = ""

    def covers(self, when: int) -> bool:
        return self.first <= when and (self.last is None or when <= self.last)


@dataclass(slots=True)
class Person:
    """Somebody of the register. `key` is stable for a seed and is in no file: offices have no such number."""

    key: str
    name: str
    sex: Sex
    birth: Birth
    commune: Commune
    village: str
    awards: list[Award] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)
    worships: int = 0
    identity: str | None = None
    old_number: str | None = None
    died_on: date | None = None
    household: Literal["poor", "near_poor"] | None = None
    disability_kind: str | None = None
    collector: Collector | None = None
    account: Account | None = None

    def draws(self, when: int) -> bool:
        return any(one.covers(when) for one in self.awards)

    def draws_group(self, group: Group) -> bool:
        """Whether any of the person's awards, past or to come, is of the group."""
        return any(one.group == group for one in self.awards)

    @property
    def number(self) -> str | None:
        """The identity number the office holds: of twelve digits, else the old one of nine."""
        return self.identity or self.old_number
