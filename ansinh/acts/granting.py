"""Money once by decision: the grants of a death, emergency aid of its month, what merit gives once."""

from __future__ import annotations

import datetime
from typing import Any

from ansinh.acts import entitlement, funerals
from ansinh.acts.entitlement import Offer
from ansinh.acts.obstacles import Nothing
from ansinh.acts.offered import cited, day_of, kinds_of, line, refused
from ansinh.law.month import Month
from ansinh.law.procedure import Procedure
from ansinh.reckoning.months import month_of, month_text
from ansinh.record.models.assistance import AT_DEATH
from ansinh.record.models.decisions import DIED_ON, RECEIVER, Act, Effect
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.people import Person


def grant(person: Person, dossier: Dossier, law: Procedure, on: datetime.date) -> list[Effect]:
    """What a death gives, all of it on one decision; else the one grant of the month in which something happened."""
    if not set(AT_DEATH).isdisjoint(law.kinds):
        return _at_death(person, dossier, law, on)
    kinds, month = kinds_of(dossier, law), dossier.answers.get("happened") or month_of(on)
    if person.died_on is not None and month > month_of(person.died_on):
        raise Nothing(f"{person.full_name} đã mất ngày {person.died_on:%d/%m/%Y}: việc xảy ra sau tháng ấy.")
    _check_new(person, kinds, month)
    stated = dict(dossier.answers.get("facts", {}))
    found = entitlement.offer(person, kinds=kinds, on=on, month=month, stated=stated, code=dossier.group)
    if found.due is None:
        raise Nothing(refused(found, law, dossier.group))
    return [_once(person, found, month, stated)]


def _at_death(person: Person, dossier: Dossier, law: Procedure, on: datetime.date) -> list[Effect]:
    """The funeral grant of the month of death; of merit the three months beside it."""
    said = dossier.answers
    died = person.died_on or day_of(said.get("died_on"))
    if died is None:
        raise Nothing("Chưa ghi ngày mất.")
    month, stated = month_of(died), dict(said.get("facts", {})) | {"died": True}
    _check_begun(person, law, month)
    _check_new(person, law.kinds, month)
    offers = [
        entitlement.offer(person, kinds=[kind], on=on, month=month, stated=stated, code=dossier.group)
        for kind in law.kinds
    ]
    given = [found for found in offers if found.due is not None]
    if not given:
        raise Nothing(refused(offers[0], law, dossier.group))
    for found in given:
        assert found.due is not None
        fits = funerals.of_grant(found.due.kind, found.due.code, on)
        if fits is not None and fits.slug != law.slug:
            raise Nothing(funerals.instead(fits))
    return [_died(_once(person, found, month, stated), said) for found in given]


def _check_begun(person: Person, law: Procedure, month: int) -> None:
    """Merit that begins only after the month of death was not drawn by the dead: one of the two days is wrong."""
    late = person.awards.filter(kind__startswith="merit_", from_month__gt=month).order_by("from_month").first()
    if law.of_merit and late is not None:
        raise Nothing(
            f"Ngày mất trước tháng bắt đầu hưởng {month_text(late.from_month)}: xem lại ngày mất hoặc quyết định."
        )


def _check_new(person: Person, kinds: tuple[str, ...] | list[str], month: int) -> None:
    if person.awards.filter(kind__in=kinds, from_month=month).exclude(reckoned_from__gt=month).exists():
        raise Nothing(f"Tháng {month_text(month)} đã có quyết định khoản này cho {person.full_name}.")


def _once(person: Person, found: Offer, month: int, stated: dict[str, Any]) -> Effect:
    """One line of one month; no rule of the start is asked, a grant is of the month it happened."""
    assert found.due is not None and found.timing is not None
    timing = found.timing._replace(month=Month.from_number(month))
    effect = line(person, Act.GRANT, found._replace(timing=timing), facts=stated)
    effect.because = cited([*found.due.because])
    effect.until_month, effect.amount = month + 1, found.ruling.amount(found.due.kind)
    return effect


def _died(effect: Effect, said: dict[str, Any]) -> Effect:
    """With the day of death that is not recorded yet, and who is paid."""
    if said.get("died_on"):
        effect.facts[DIED_ON] = said["died_on"]
    if said.get("receiver_name"):
        own = {name.removeprefix("receiver_"): value for name, value in said.items() if name.startswith("receiver_")}
        effect.facts[RECEIVER] = own
    return effect
