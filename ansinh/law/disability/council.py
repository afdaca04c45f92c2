"""The commune's council: who sits on it, when a meeting counts, and what a vote decides."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal, NamedTuple

from ansinh.law.disability.rules import Rule, data, marked, rule

CHAIR = "chair"
OFFICER = "officer"
How = Literal["majority", "president", "none"]


class Seat(NamedTuple):
    """One office of the council; an optional one only where there is such an organisation."""

    name: str
    label: str
    optional: bool
    mark: str


class Verdict(NamedTuple):
    """What a vote decides: the choice (None: nothing), how it was reached, and by which rule."""

    choice: str | None
    how: How
    rule: Rule


def seats(on: date) -> tuple[Seat, ...]:
    """The offices that make the council on a day (circular 01/2019 Article 2 clause 1; law Article 16 clause 2)."""
    return tuple(
        Seat(entry["name"], entry["label"], entry.get("optional", False), marked(entry.get("mark", "verified")))
        for entry in data("council.toml")["seat"]
        if entry.get("from", on) <= on <= entry.get("until", on)
    )


def lacking(offices: Collection[str], on: date) -> list[Seat]:
    """Offices the law wants of which nobody sits on the council; one person may hold several."""
    return [seat for seat in seats(on) if not seat.optional and seat.name not in offices]


def quorum(members: int) -> int:
    """How many members must attend: at least two thirds of all (law Article 16 clause 3)."""
    return -(-2 * members // 3)


def has_quorum(members: int, present: int) -> bool:
    """Whether a meeting counts; a council without members has none."""
    return members > 0 and present >= quorum(members)


def decide(votes: Mapping[str, int], president: str | None) -> Verdict:
    """More than half of the votes cast; of equal votes the one the president voted for (law Article 16 clause 3).

    Votes split among more choices, of which none has more than half and none equals another, decide nothing.
    """
    cast = sum(votes.values())
    if not cast:
        return Verdict(None, "none", rule("majority"))
    most = max(votes.values())
    first = sorted(choice for choice, count in votes.items() if count == most)
    if most * 2 > cast:
        return Verdict(first[0], "majority", rule("majority"))
    if len(first) > 1 and president in first:
        return Verdict(president, "president", rule("tie"))
    return Verdict(None, "none", rule("majority"))


def pay_cap(offices: Collection[str]) -> int:
    """The most a member is paid for a session, in đồng (circular 01/2019 Article 10 clause 2)."""
    return rule("pay_chair" if CHAIR in offices else "pay_member").amount or 0
