"""Who signs what: the people's committee of the commune or of the district, and how it is called on paper."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import Q

from ansinh.acts import permit
from ansinh.acts.placing import placing
from ansinh.law.procedure import Actor
from ansinh.reckoning.months import month_of
from ansinh.record.models.people import Person
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.users import User

LEVELS = {"district": Level.DISTRICT, "province": Level.PROVINCE}


def signing(actor: Actor, unit: Unit, on: datetime.date) -> Unit:
    """The unit whose step or signature this is: the commune itself, or the district or province above it."""
    wanted = LEVELS.get(actor.partition("_")[0])
    above = unit
    while wanted is not None and above.level != wanted and above.parent is not None:
        above = above.parent
    return above


def home(person: Person, on: datetime.date) -> Unit:
    """The commune a person lives in as it is called on a day. Raises ``ValueError`` when the old one was divided."""
    now = placing(month_of(on))
    unit = now.of(person.unit_id)
    if unit in now.divided:
        raise ValueError("Xã cũ đã chia cho nhiều xã mới: ghi nơi cư trú mới của người này trước.")
    return Unit.objects.select_related("parent__parent").get(pk=unit)


def called(units: Iterable[Unit], on: datetime.date) -> dict[int, Unit]:
    """What each of these communes is on a day, by its id, with all above it; one that was divided stays itself."""
    now = placing(month_of(on))
    today = {unit.pk: unit.pk if now.of(unit.pk) in now.divided else now.of(unit.pk) for unit in units}
    found = Unit.objects.select_related("parent__parent").in_bulk(set(today.values()))
    return {pk: found[end] for pk, end in today.items()}


def whole_name(unit: Unit) -> str:
    """``xã Quang Hưng, tỉnh Hưng Yên``: a unit within a sentence, with all above it."""
    names = []
    above: Unit | None = unit
    while above is not None:
        names.append(f"{above.kind.lower()} {above.name}")
        above = above.parent
    return ", ".join(names)


def offices(by: User, on: datetime.date) -> list[Unit]:
    """The offices of a day a user works for: places given to them that still are, and the communes under them."""
    mine = Unit.objects.valid_on(on).filter(Q(pk__in=by.places.values("pk")) | Q(pk__in=permit.cover(by)))
    return list(mine.order_by("level", "name"))


def verb_of(actor: Actor) -> str:
    """What a user must be allowed in order to do an actor's step."""
    return "approve" if actor.endswith("_chair") else "register"


def title_of(unit: Unit) -> str:
    """``ỦY BAN NHÂN DÂN XÃ TAM ĐA``."""
    return f"Ủy ban nhân dân {unit}".upper()
