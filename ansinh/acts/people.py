"""People and what is known of them: corrected ("typed wrongly before") or changed ("truly different from then").

Both keep what was believed before: a correction supersedes the fact it corrects, a change ends it and begins
another. The positions are laid anew in the same transaction, and the run's difference does the rest.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ansinh.acts import facts, permit
from ansinh.reckoning.names import fold, sort_key
from ansinh.record.models.people import Fact, Person, Residence
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User

DETAILS = frozenset({
    "full_name", "sex", "birth_year", "birth_month", "birth_day", "ethnicity", "identity_number", "old_number",
    "identity_status", "phone", "village", "pay_by", "note",
})  # fmt: skip
"""What can be corrected of a person by hand."""


def change(person: Person, kind: str, value: Any, *, from_month: int, by: User | None, source: str = "") -> Fact:
    """From this month on the fact is truly different; what held before ends there."""
    _may(by, person)
    with transaction.atomic():
        now = timezone.now()
        for old in _live(person, kind).filter(from_month__lt=from_month):
            if old.until_month is None or old.until_month > from_month:
                _supersede(old, now)
                _again(old, now, until_month=from_month)
        for old in _live(person, kind).filter(from_month__gte=from_month):
            _supersede(old, now)
        made = Fact.objects.create(
            person=person, kind=kind, value=value, from_month=from_month, source=source, recorded_at=now, recorded_by=by
        )
        facts.rebuild([person.pk])
    return made


def correct(fact: Fact, value: Any, *, by: User | None, source: str = "", from_month: int | None = None) -> Fact:
    """The fact was recorded wrongly: it never held, this one did, for the same months (or from another one)."""
    _may(by, fact.person)
    with transaction.atomic():
        now = timezone.now()
        _supersede(fact, now)
        made = Fact.objects.create(
            person=fact.person, kind=fact.kind, value=value, until_month=fact.until_month, source=source,
            from_month=fact.from_month if from_month is None else from_month, recorded_at=now, recorded_by=by,
        )  # fmt: skip
        facts.rebuild([fact.person_id])
    return made


def correct_details(person: Person, *, by: User | None, **details: Any) -> Person:
    """Name, birth, numbers, how paid … were typed wrongly or changed; the trail keeps what stood before."""
    _may(by, person)
    if unknown := details.keys() - DETAILS:
        raise ValueError(f"Không sửa được mục {', '.join(sorted(unknown))}.")
    with transaction.atomic():
        for name, value in details.items():
            setattr(person, name, value)
        person.name_folded, person.name_sort = fold(person.full_name), sort_key(person.full_name)
        person.save()
        facts.rebuild([person.pk])
    return person


def move(person: Person, unit: Unit, *, from_month: int, by: User | None, village: str = "") -> Person:
    """The person lives elsewhere from a month on; the new place's list pays from then."""
    _may(by, person)
    with transaction.atomic():
        last = person.residences.last()
        if last is not None and last.from_month >= from_month:
            raise ValueError("Tháng chuyển phải sau tháng bắt đầu ở nơi đang ghi.")
        person.residences.filter(until_month__isnull=True).update(until_month=from_month)
        Residence.objects.create(person=person, unit=unit, village=village, from_month=from_month)
        person.unit, person.village = unit, village
        person.save(update_fields=["unit", "village"])
        facts.rebuild([person.pk])
    return person


def record_death(person: Person, on: datetime.date | None, *, by: User | None) -> Person:
    """The person died on this day (None: a death recorded by mistake is taken back). Nothing is due after its month."""
    _may(by, person)
    with transaction.atomic():
        person.died_on = on
        person.save(update_fields=["died_on"])
        facts.rebuild([person.pk])
    return person


def _live(person: Person, kind: str) -> Any:
    return Fact.objects.filter(person=person, kind=kind, superseded_at__isnull=True)


def _supersede(fact: Fact, at: datetime.datetime) -> None:
    fact.superseded_at = at
    fact.save(update_fields=["superseded_at"])


def _again(fact: Fact, at: datetime.datetime, *, until_month: int) -> None:
    """The same belief, known to end in a month."""
    Fact.objects.create(
        person=fact.person, kind=fact.kind, value=fact.value, from_month=fact.from_month, until_month=until_month,
        source=fact.source, recorded_at=at, recorded_by=fact.recorded_by,
    )  # fmt: skip


def _may(by: User | None, person: Person) -> None:
    if by is not None:
        permit.check(by, "register", person.unit)
