"""Decisions drafted for a whole list: levels that change, awards that end, by age, by what happened, by a new text."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import transaction

from ansinh.acts import authority, drafting
from ansinh.law.procedure import procedures
from ansinh.law.ruling import Because
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


class Drafts(NamedTuple):
    """What was drafted, how many changes had a decision already, and who could not be put in one (with the reason)."""

    made: list[Decision]
    already: int
    left: list[tuple[Person, str]]


def draft(
    changes: Sequence[Foreseen], *, by: User, on: datetime.date, origin: str = "age",
    progress: Callable[[int], None] = lambda done: None,
) -> Drafts:  # fmt: skip
    """One draft for each authority and act, with all its people on its list; nothing is drafted twice.

    ``progress`` is told how many lines are drafted; ``origin`` says why (``decisions.Decision.origin``). Raises
    ``permit.Refused`` when a place is not the user's.
    """
    decided = waiting([change.award.pk for change in changes])
    wanted = [change for change in changes if (change.award.pk, change.act, change.month) not in decided]
    places: dict[tuple[int, str], list[Foreseen]] = defaultdict(list)
    signers: dict[int, Unit] = {}
    known: dict[tuple[int, str], Unit] = {}
    left: list[tuple[Person, str]] = []
    for change in wanted:
        try:
            at = (change.person.unit_id, change.act)
            signs = known[at] if at in known else known.setdefault(at, _signing(change, on))
        except ValueError as why:
            left.append((change.person, str(why)))
            continue
        signers[signs.pk] = signs
        places[signs.pk, change.act].append(change)
    made: list[Decision] = []
    done = 0
    with transaction.atomic():
        for (place, act), mine in places.items():
            lines = [_effect(one) for one in mine]
            made.append(drafting.draft_of(lines, act=act, signs=signers[place], by=by, origin=origin))
            progress(done := done + len(mine))
    return Drafts(made, len(changes) - len(wanted), left)


def waiting(awards: Sequence[int]) -> set[tuple[int, str, int]]:
    """The changes of these awards that stand in a decision already, drafted or signed: award, act, month."""
    lines = Effect.objects.filter(award__in=awards, act__in=(Act.ADJUST, Act.STOP))
    return set(lines.exclude(decision__state=Drafted.DROPPED).values_list("award_id", "act", "from_month"))


def _signing(change: Foreseen, on: datetime.date) -> Unit:
    """Who signs a change of this sort of somebody living there, by the law of the day."""
    outcome = "stop" if change.amount is None else "adjust"
    law = next(one for one in procedures(on) if one.outcome == outcome)
    return authority.signing(law.signer, authority.home(change.person, on), on)


def _effect(change: Foreseen) -> Effect:
    return Effect(
        person=change.person, act=change.act, kind=change.award.kind, code=change.code or change.old_code,
        award=change.award, from_month=change.month, amount=change.amount or 0, old_code=change.old_code,
        old_amount=change.old_amount, reason=change.reason, provisional=change.provisional,
        because=[reason._asdict() | {"place": reason.place} for reason in change.because], facts=dict(change.facts),
    )  # fmt: skip
