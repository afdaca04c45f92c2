"""Decisions drafted for a whole list: levels that change, awards that end, by age, by what happened, by a new text."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from django.db import transaction

from ansinh.acts import authority, drafting, permit
from ansinh.law.procedure import procedures
from ansinh.law.ruling import Because
from ansinh.reckoning.months import month_of
from ansinh.record.models.assistance import Award
from ansinh.record.models.decisions import Act, Decision, Drafted, Effect
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User


class Foreseen(NamedTuple):
    """One change to decide: an award gets another group and level from a month on, or (``amount`` None) ends.

    ``facts`` are recorded with the decision.
    """

    person: Person
    award: Award
    month: int
    old_code: str
    old_amount: int
    code: str
    amount: int | None
    reason: str
    because: tuple[Because, ...]
    provisional: bool
    facts: Mapping[str, Any] = {}

    @property
    def act(self) -> str:
        return Act.STOP if self.amount is None else Act.ADJUST


class Given(Protocol):
    """A group and its whole đồng a month."""

    @property
    def code(self) -> str: ...
    @property
    def amount(self) -> int: ...


class Told(Protocol):
    """A change as the reports tell it: ``award`` None draws nothing yet, ``settled`` has its decision already."""

    @property
    def person(self) -> Person: ...
    @property
    def award(self) -> Award | None: ...
    @property
    def month(self) -> int: ...
    @property
    def old(self) -> Given: ...
    @property
    def new(self) -> Given | None: ...
    @property
    def sentence(self) -> str: ...
    @property
    def because(self) -> tuple[Because, ...]: ...
    @property
    def provisional(self) -> bool: ...
    @property
    def settled(self) -> bool: ...
    @property
    def facts(self) -> Mapping[str, Any]: ...


class Drafts(NamedTuple):
    """What was drafted, how many changes had a decision already, and who could not be put in one (with the reason)."""

    made: list[Decision]
    already: int
    left: list[tuple[Person, str]]


def undecided(found: Iterable[Told]) -> list[Foreseen]:
    """The changes a decision must make and none does yet, signed or drafted."""
    told = [
        Foreseen(
            one.person, one.award, one.month, one.old.code, one.old.amount, one.new.code if one.new else "",
            one.new.amount if one.new else None, one.sentence, one.because, one.provisional, one.facts,
        )
        for one in found
        if one.award is not None and not one.settled
    ]  # fmt: skip
    done = waiting([one.award.pk for one in told])
    return [one for one in told if (one.award.pk, one.act, one.month) not in done]


def arrive(found: Iterable[Told], *, by: User | None, on: datetime.date, ahead: str = "age") -> Drafts:
    """What the reports found is drafted by itself, where the user may: what has happened, and what is to come.

    ``by`` None is the system itself (the daily job); ``ahead``: the origin of what is to come.
    """
    wanted = undecided(found)
    if by is not None:
        here = permit.cover(by) if permit.allowed(by, "register") else frozenset()
        wanted = [one for one in wanted if one.person.unit_id in here]
    now = month_of(on)
    past = draft([one for one in wanted if one.month <= now], by=by, on=on, origin="event")
    coming = draft([one for one in wanted if one.month > now], by=by, on=on, origin=ahead)
    return Drafts(past.made + coming.made, past.already + coming.already, past.left + coming.left)


def draft(
    changes: Sequence[Foreseen], *, by: User | None, on: datetime.date, origin: str = "age",
    progress: Callable[[int], None] = lambda done: None,
) -> Drafts:  # fmt: skip
    """One draft for each authority and act, with all its people on its list; nothing is drafted twice.

    ``progress`` is told how many lines are drafted; ``origin`` says why (``decisions.Decision.origin``). Whoever is
    decided of above the user's place is left with the reason. Raises ``permit.Refused`` when the user drafts nothing.
    """
    if by is not None and changes:
        permit.check(by, "register")
    decided = waiting([change.award.pk for change in changes])
    wanted = [change for change in changes if (change.award.pk, change.act, change.month) not in decided]
    places: dict[tuple[int, str], list[Foreseen]] = defaultdict(list)
    signers: dict[int, Unit] = {}
    known: dict[tuple[int, str], Unit] = {}
    left: list[tuple[Person, str]] = []
    for change in wanted:
        try:
            at = (change.person.unit_id, change.act)
            signs = known[at] if at in known else known.setdefault(at, _drafted_at(change, by, on))
        except (ValueError, permit.Refused) as why:
            left.append((change.person, str(why)))
            continue
        signers[signs.pk] = signs
        places[signs.pk, change.act].append(change)
    made: list[Decision] = []
    done = 0
    with transaction.atomic():
        for (place, act), mine in places.items():
            lines = [_effect(one) for one in mine]
            made.append(drafting.draft_of(lines, act=act, signs=signers[place], by=by, origin=origin, on=on))
            progress(done := done + len(mine))
    return Drafts(made, len(changes) - len(wanted), left)


def waiting(awards: Sequence[int]) -> set[tuple[int, str, int]]:
    """The changes of these awards that stand in a decision already, drafted or signed: award, act, month."""
    lines = Effect.objects.filter(award__in=awards, act__in=(Act.ADJUST, Act.STOP))
    return set(lines.exclude(decision__state=Drafted.DROPPED).values_list("award_id", "act", "from_month"))


def _drafted_at(change: Foreseen, by: User | None, on: datetime.date) -> Unit:
    """The office whose draft it is. Raises ``permit.Refused`` when it lies outside the user's place."""
    signs = _signing(change, on)
    if by is not None:
        permit.check(by, "register", signs)
    return signs


def _signing(change: Foreseen, on: datetime.date) -> Unit:
    """Who signs a change of this sort of somebody living there, by the law of the day."""
    outcome = "stop" if change.amount is None else "adjust"
    law = next((one for one in procedures(on) if one.outcome == outcome), None)
    if law is None:
        raise ValueError(f"Chưa biết thủ tục của ngày {on:%d/%m/%Y}: ghi bằng quyết định giấy.")
    return authority.signing(law.signer, authority.home(change.person, on), on)


def _effect(change: Foreseen) -> Effect:
    return Effect(
        person=change.person, act=change.act, kind=change.award.kind, code=change.code or change.old_code,
        award=change.award, from_month=change.month, amount=change.amount or 0, old_code=change.old_code,
        old_amount=change.old_amount, reason=change.reason, provisional=change.provisional,
        because=[reason._asdict() | {"place": reason.place} for reason in change.because], facts=dict(change.facts),
    )  # fmt: skip
