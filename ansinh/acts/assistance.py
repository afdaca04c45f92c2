"""Awards: made, stopped, suspended and resumed by decision; the difference of due and settled does the rest.

Each verb keeps what was believed before in the trail, lays the person's positions anew and touches the award.
"""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from ansinh.acts import facts, permit
from ansinh.record.models.assistance import Award, Kind, Suspension
from ansinh.record.models.people import Person
from ansinh.record.models.users import User


class Overlaps(Exception):
    """The person already holds an award of this kind in those months; the text says which, since when."""


def award(
    person: Person, *, kind: str, code: str, from_month: int, by: User | None, until_month: int | None = None,
    reckoned_from: int | None = None, number: str = "", decided_on: datetime.date | None = None,
) -> Award:  # fmt: skip
    """A signed decision gives a benefit over months [from, until). Raises ``Overlaps`` and ``permit.Refused``."""
    _may(by, person)
    try:
        with transaction.atomic():
            made = Award.objects.create(
                person=person, kind=kind, code=code, from_month=from_month, until_month=until_month,
                reckoned_from=reckoned_from if reckoned_from is not None else from_month,
                decision_number=number, decided_on=decided_on,
            )  # fmt: skip
            facts.rebuild([person.pk])
    except IntegrityError as refused:
        raise Overlaps(_overlap(person, kind, from_month, until_month)) from refused
    return made


def stop(
    held: Award, *, until_month: int, reason: str, by: User | None, number: str = "",
    decided_on: datetime.date | None = None,
) -> Award:  # fmt: skip
    """A decision stops an award: ``until_month`` is the first month no longer due."""
    _may(by, held.person)
    with transaction.atomic():
        if until_month <= held.from_month:
            raise ValueError("Tháng thôi hưởng phải sau tháng bắt đầu hưởng.")
        held.until_month = until_month
        held.stop_reason, held.stop_number, held.stop_decided_on = reason, number, decided_on
        held.save()
        facts.rebuild([held.person_id])
    return held


def suspend(
    person: Person, *, from_month: int, reason: str, by: User | None, until_month: int | None = None, number: str = ""
) -> list[Suspension]:
    """Suspend everything a person draws monthly from a month on (TT 02/2021 Điều 2 khoản 3; open reading R6)."""
    _may(by, person)
    with transaction.atomic():
        running = person.awards.filter(Q(until_month__isnull=True) | Q(until_month__gt=from_month)).exclude(
            kind__in=[Kind.FUNERAL, Kind.EMERGENCY]
        )
        already = Q(until_month__isnull=True) | Q(until_month__gt=from_month)
        made = [
            Suspension.objects.create(
                award=held, from_month=max(from_month, held.from_month), until_month=until_month, reason=reason,
                decision_number=number,
            )
            for held in running
            if not held.suspensions.filter(already).exists()
        ]  # fmt: skip
        facts.rebuild([person.pk])
    return made


def resume(pause: Suspension, *, until_month: int, pay_back: bool, by: User | None) -> Suspension:
    """End a suspension: due again from ``until_month``, and for the months between when the decision says so."""
    _may(by, pause.award.person)
    with transaction.atomic():
        pause.until_month, pause.paid_back = until_month, pay_back
        if until_month <= pause.from_month:
            pause.until_month, pause.paid_back = pause.from_month + 1, True
        pause.save()
        facts.rebuild([pause.award.person_id])
    return pause


def _may(by: User | None, person: Person) -> None:
    if by is not None:
        permit.check(by, "register", person.unit)


def _overlap(person: Person, kind: str, from_month: int, until_month: int | None) -> str:
    """Who, what, where and since when: the refusal an officer can act on."""
    held = person.awards.filter(kind=kind).filter(Q(until_month__isnull=True) | Q(until_month__gt=from_month))
    if until_month is not None:
        held = held.filter(from_month__lt=until_month)
    other = held.first()
    if other is None:
        return f"{person.full_name}: tháng hưởng không hợp lệ."
    since = f"{other.from_month % 12 + 1:02}/{other.from_month // 12}"
    decision = f", quyết định {other.decision_number}" if other.decision_number else ""
    return (
        f"{person.full_name} ({person.birth_text}), {person.unit}: đang hưởng “{Kind(kind).label}”"
        f" nhóm {other.code} từ {since}{decision}; không thể hưởng hai lần cùng loại."
    )
