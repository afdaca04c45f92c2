"""People and what is known of them: corrected ("typed wrongly before") or changed ("truly different from then").

Both keep what was believed before: a correction supersedes the fact it corrects, a change ends it and begins
another. The positions are laid anew in the same transaction, and the run's difference does the rest.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from ansinh.acts import facts, permit
from ansinh.reckoning.months import month_text
from ansinh.reckoning.names import fold, sort_key
from ansinh.record.models.people import Account, Collector, Fact, IdentityStatus, Person, Residence
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User

DETAILS = frozenset({
    "full_name", "sex", "birth_year", "birth_month", "birth_day", "ethnicity", "identity_number", "old_number",
    "identity_status", "phone", "village", "pay_by", "note",
})  # fmt: skip
"""What can be corrected of a person by hand."""


class NumberTaken(ValueError):
    """Somebody else holds this identity number; the text says who, or where when the user may not know who."""


def change(
    person: Person, kind: str, value: Any, *, from_month: int, by: User | None, source: str = "",
    until_month: int | None = None,
) -> Fact:  # fmt: skip
    """From this month on the fact is truly different; what held before ends there.

    With ``until_month`` it is so until then only, and what is recorded of later months stays.
    """
    _may(by, person)
    with transaction.atomic():
        now = timezone.now()
        for old in _live(person, kind).filter(from_month__lt=from_month):
            if old.until_month is None or old.until_month > from_month:
                _supersede(old, now)
                _again(old, now, until_month=from_month)
        later = _live(person, kind).filter(from_month__gte=from_month)
        for old in later if until_month is None else later.filter(from_month__lt=until_month):
            _supersede(old, now)
        made = Fact.objects.create(
            person=person, kind=kind, value=value, from_month=from_month, until_month=until_month, source=source,
            recorded_at=now, recorded_by=by,
        )  # fmt: skip
        facts.rebuild([person.pk])
    return made


def correct(fact: Fact, value: Any, *, by: User | None, source: str = "", from_month: int | None = None) -> Fact:
    """The fact was recorded wrongly: it never held, this one did, for the same months (or from another one).

    Raises ``ValueError`` when it was corrected meanwhile, or its months would be none or those of another of its kind.
    """
    _may(by, fact.person)
    with transaction.atomic():
        if not Fact.objects.select_for_update().filter(pk=fact.pk, superseded_at__isnull=True).exists():
            raise ValueError("Dữ kiện này vừa được sửa ở nơi khác: xem lại hồ sơ.")
        _has_room(fact, fact.from_month if from_month is None else from_month)
        now = timezone.now()
        _supersede(fact, now)
        made = Fact.objects.create(
            person=fact.person, kind=fact.kind, value=value, until_month=fact.until_month, source=source,
            from_month=fact.from_month if from_month is None else from_month, recorded_at=now, recorded_by=by,
        )  # fmt: skip
        facts.rebuild([fact.person_id])
    return made


def correct_details(person: Person, *, by: User | None, **details: Any) -> Person:
    """Name, birth, numbers, how paid … were typed wrongly or changed; the trail keeps what stood before.

    A number that changes has yet to be checked, unless its status is given too. Raises ``NumberTaken``.
    """
    _may(by, person)
    if unknown := details.keys() - DETAILS:
        raise ValueError(f"Không sửa được mục {', '.join(sorted(unknown))}.")
    number = details.get("identity_number", person.identity_number)
    if number != person.identity_number:
        if number:
            _free(number, by)
        status = IdentityStatus.NOT_SENT if number else IdentityStatus.NO_NUMBER
        details = {"identity_status": status} | details
    with transaction.atomic():
        for name, value in details.items():
            setattr(person, name, value)
        person.name_folded, person.name_sort = fold(person.full_name), sort_key(person.full_name)
        try:
            with transaction.atomic():
                person.save()
        except IntegrityError:  # somebody else was given the number at this very moment
            raise NumberTaken("Số định danh này vừa được ghi cho một người khác: xem lại.") from None
        facts.rebuild([person.pk])
    return person


def pay_how(
    person: Person, *, pay_by: str, from_month: int, by: User | None, account: Mapping[str, str] | None = None,
    collector: Mapping[str, str] | None = None,
) -> Person:  # fmt: skip
    """How the money reaches the person from a month on: the way, the account, who collects; None: none from then.

    ``account`` and ``collector`` are the fields of those records. What held before ends there.
    """
    _may(by, person)
    with transaction.atomic():
        _instead(Account, person, from_month, account)
        _instead(Collector, person, from_month, collector)
        if person.pay_by != pay_by:
            correct_details(person, by=by, pay_by=pay_by)
    return person


def enrol(*, full_name: str, unit: Unit, from_month: int, by: User, village: str = "", **details: Any) -> Person:
    """Somebody new in the register, living here from a month on. Raises ``NumberTaken``."""
    permit.check(by, "register", unit)
    if unknown := details.keys() - DETAILS:
        raise ValueError(f"Không ghi được mục {', '.join(sorted(unknown))}.")
    if number := details.get("identity_number"):
        _free(number, by)
    with transaction.atomic():
        made = Person.objects.create(
            full_name=full_name, name_folded=fold(full_name), name_sort=sort_key(full_name), unit=unit, village=village,
            identity_status=IdentityStatus.NOT_SENT if number else IdentityStatus.NO_NUMBER, **details,
        )  # fmt: skip
        Residence.objects.create(person=made, unit=unit, village=village, from_month=from_month)
    return made


def move(person: Person, unit: Unit, *, from_month: int, by: User | None, village: str = "") -> Person:
    """The person lives elsewhere from a month on; the new place's list pays from then, in whatever branch it lies."""
    _may(by, person)
    with permit.whole(by), transaction.atomic():
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


def _free(number: str, by: User | None) -> None:
    """Refuse a number that somebody holds, in this branch or in another."""
    with permit.whole(by):
        holder = Person.objects.filter(identity_number=number).select_related("unit").first()
    if holder is None:
        return
    if by is None or holder.unit_id in permit.cover(by):
        raise NumberTaken(f"Số định danh này đang là của {holder.full_name} ({holder.birth_text}), {holder.unit}.")
    raise NumberTaken(f"Số định danh này đang là của một người ở {holder.unit}, ngoài địa bàn được giao.")


def _instead(
    model: type[Account] | type[Collector], person: Person, from_month: int, values: Mapping[str, str] | None
) -> None:
    """What the person has of this from a month on; the same again changes nothing."""
    running = model._default_manager.filter(person=person, until_month__isnull=True)
    for old in running.order_by("from_month"):
        if values is not None and all(getattr(old, name) == value for name, value in values.items()):
            values = None
        elif old.from_month < from_month:
            old.until_month = from_month
            old.save(update_fields=["until_month"])
        else:
            old.delete()
    if values is not None:
        model._default_manager.create(person=person, from_month=from_month, **values)


def _has_room(fact: Fact, from_month: int) -> None:
    """Refuse a fact begun anew after its end, or in the months of another of its kind."""
    if fact.until_month is not None and from_month >= fact.until_month:
        raise ValueError(f"Dữ kiện này chỉ đúng đến hết tháng {month_text(fact.until_month - 1)}: ghi tháng trước đó.")
    earlier = _live(fact.person, fact.kind).exclude(pk=fact.pk).filter(from_month__lt=fact.from_month)
    if last := earlier.filter(until_month__gt=from_month).last():
        raise ValueError(f"Đến hết tháng {month_text(last.until_month - 1)} đang ghi điều khác: sửa điều ấy trước.")


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
