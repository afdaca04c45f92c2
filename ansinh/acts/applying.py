"""What a signed decision does: one line at a time, by the register's own verbs, with the decision's number."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ansinh.acts import assistance, facts, merit_moving, obstacles, people
from ansinh.law.schema import fact_fields
from ansinh.reckoning.months import month_of
from ansinh.record.models.assistance import AT_DEATH, Award, Family, family_of
from ansinh.record.models.decisions import DIED_ON, RECEIVER, Act, Decision, Effect
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.people import PayBy, Person

ONCE = frozenset({"emergency", "died", "burial_cost", "household_size", "rice_months", "emergency_days", "merit_once"})
"""Facts of one month only: what happened, not how the person lives."""


class Decided(NamedTuple):
    """The decision a line is done by: signed here (``row``), or by another office, of which the number is known."""

    number_text: str
    signed_on: datetime.date
    dossier: Dossier | None
    row: Decision | None = None


def apply(effect: Effect, decision: Decided) -> None:
    """Do one line of a decision that is signed in this very transaction. Raises what the register's verbs raise."""
    _DO[Act(effect.act)](effect, decision)


def signed_here(decision: Decision) -> Decided:
    """A decision as its lines are done by it, once it has its number and day."""
    assert decision.signed_on is not None
    return Decided(decision.number_text, decision.signed_on, decision.dossier, decision)


def apply_all(effects: Iterable[Effect], decision: Decided) -> None:
    """Do every line; of thousands that change a level and record nothing, only the group named is written."""
    lines = list(effects)
    plain = [effect for effect in lines if effect.act == Act.ADJUST and not effect.facts and effect.award is not None]
    _adjust_all(plain)
    done = {effect.pk for effect in plain}
    for effect in lines:
        if effect.pk not in done:
            apply(effect, decision)


def _adjust_all(effects: Sequence[Effect]) -> None:
    """The decision names the group the law gives; what is paid follows from the facts, so nothing is laid anew."""
    named: dict[str, list[int]] = defaultdict(list)
    for effect in effects:
        award = effect.award
        assert award is not None
        obstacles.check_ended(award, effect.from_month)
        if award.code != effect.code:
            named[effect.code].append(award.pk)
    for code, awards in named.items():
        Award.objects.filter(pk__in=awards).update(code=code)


def _award(effect: Effect, decision: Decided) -> None:
    _record(effect, decision)
    made = assistance.award(
        effect.person, kind=effect.kind, code=effect.code, from_month=effect.from_month, by=None,
        until_month=effect.until_month, number=decision.number_text, decided_on=decision.signed_on,
        decision=decision.row,
    )  # fmt: skip
    _names(effect, made)


def _grant(effect: Effect, decision: Decided) -> None:
    if effect.kind in AT_DEATH:
        _end_by_death(effect, decision)
        _paid_to(effect, decision)
    _award(effect, decision)


def _adjust(effect: Effect, decision: Decided) -> None:
    award = _held(effect)
    obstacles.check_ended(award, effect.from_month)
    _record(effect, decision)
    award.code = effect.code
    if decision.row is None:  # of another office: the award names the decision it stands by now
        award.decision_number, award.decided_on = decision.number_text, decision.signed_on
    award.save(update_fields=["code", "decision_number", "decided_on"])


def _stop(effect: Effect, decision: Decided) -> None:
    if DIED_ON in effect.facts:
        _end_by_death(effect, decision)
        return
    assistance.stop(
        _held(effect), until_month=effect.from_month, reason=effect.reason, by=None, number=decision.number_text,
        decided_on=decision.signed_on, decision=decision.row,
    )  # fmt: skip


def _end_by_death(effect: Effect, decision: Decided) -> None:
    """The death the decision rests on, once: everything drawn ends with its month."""
    person = Person.objects.get(pk=effect.person_id)
    if person.died_on is not None:
        return
    died = datetime.date.fromisoformat(effect.facts[DIED_ON])
    assistance.end_by_death(
        person, died, by=None, funeral=False, number=decision.number_text, decided_on=decision.signed_on
    )


def _paid_to(effect: Effect, decision: Decided) -> None:
    """From the month of signing the lists name who buried the person: what is still paid is paid to them."""
    said = effect.facts.get(RECEIVER)
    if not said:
        return
    bank = said.get("way") == "bank"
    account = {"number": said.get("account", ""), "holder": said["name"], "bank": said.get("bank", ""), "branch": ""}
    people.pay_how(
        Person.objects.get(pk=effect.person_id), pay_by=PayBy.BANK if bank else PayBy.POST, by=None,
        from_month=month_of(decision.signed_on), account=account if bank else None,
        collector={"full_name": said["name"], "relation": said.get("relation", ""),
                   "identity_number": said.get("number", ""), "phone": ""},
    )  # fmt: skip


def _suspend(effect: Effect, decision: Decided) -> None:
    assistance.suspend_award(
        _held(effect), from_month=effect.from_month, until_month=effect.until_month, reason=effect.reason,
        number=decision.number_text,
    )  # fmt: skip


def _resume(effect: Effect, decision: Decided) -> None:
    pauses = list(_held(effect).suspensions.filter(until_month__isnull=True).order_by("from_month"))
    if not pauses:
        raise ValueError(f"{effect.person}: khoản này không còn tạm dừng.")
    for pause in pauses:
        assistance.resume(
            pause, until_month=effect.from_month, pay_back=effect.pay_back, by=None, number=decision.number_text
        )


def move(effect: Effect) -> None:
    """Who moves is paid by the new place from the line's month on."""
    assert effect.unit is not None
    people.move(effect.person, effect.unit, from_month=effect.from_month, by=None, village=effect.village)


def _move(effect: Effect, decision: Decided) -> None:
    if family_of(effect.kind) != Family.MERIT:
        move(effect)
        return
    try:
        merit_moving.move_out(
            effect.person, on=decision.signed_on, by=None, to_unit=effect.unit, to_place=effect.reason,
            village=effect.village,
        )  # fmt: skip
    except merit_moving.Wrong as wrong:
        raise ValueError(str(wrong)) from wrong


def _list(effect: Effect, decision: Decided) -> None:
    """What the yearly list asks is recorded; the list of each year then pays."""
    _record(effect, decision)


def _nothing(effect: Effect, decision: Decided) -> None:
    """A refusal changes nothing."""


_DO: dict[Act, Callable[[Effect, Decided], None]] = {
    Act.AWARD: _award, Act.ADJUST: _adjust, Act.STOP: _stop, Act.SUSPEND: _suspend, Act.RESUME: _resume,
    Act.MOVE: _move, Act.GRANT: _grant, Act.LIST: _list, Act.REFUSE: _nothing,
}  # fmt: skip


def _record(effect: Effect, decision: Decided) -> None:
    """The facts the dossier stated, from the first month due; what is recorded alike is left as it is."""
    known = facts.in_month(effect.person, effect.from_month)
    supposed = {field.name: field.default for field in fact_fields()}
    dossier = decision.dossier
    source = ", ".join(filter(None, [f"hồ sơ {dossier.whole_code}" if dossier else "", decision.number_text]))
    source = ", ".join(filter(None, [source, dossier.answers.get("recognised_by", "") if dossier else ""]))
    for name, value in effect.facts.items():
        if name in ("died", DIED_ON, RECEIVER) or known.get(name, _plain(supposed.get(name))) == value:
            continue
        people.change(effect.person, name, value, from_month=effect.from_month, by=None, source=source)
        if name in ONCE:
            people.change(
                effect.person, name, _plain(supposed[name]), from_month=effect.from_month + 1, by=None, source=source
            )


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


def _held(effect: Effect) -> Award:
    if effect.award is None:
        raise ValueError(f"{effect.person}: quyết định không ghi khoản đang hưởng.")
    return Award.objects.select_related("person").get(pk=effect.award.pk)


def _names(effect: Effect, made: Award) -> None:
    """A line of a signed decision keeps the award it made."""
    effect.award = made
    Effect.objects.filter(pk=effect.pk or 0).update(award=made)
