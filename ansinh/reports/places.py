"""What a place is called on a day: the map changed in July 2025, and an old name is told with what it is now."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from ansinh.record.branches import communes_of
from ansinh.record.models.places import Unit, UnitChange


def called(unit: Unit, on: datetime.date) -> Unit:
    """What a unit is called on a day when the whole of it went into another; itself otherwise."""
    seen = {unit.pk}
    while (
        step := UnitChange.objects.filter(old=unit, whole=True, on__lte=on)
        .exclude(new__in=seen)
        .select_related("new")
        .first()
    ):
        unit = step.new
        seen.add(unit.pk)
    return unit


def called_now(units: Iterable[Unit], on: datetime.date) -> dict[int, str]:
    """The name on a day of each of these units that went whole into another of another name."""
    gone = {unit.pk: unit for unit in units if unit.valid_to is not None and unit.valid_to <= on}
    found = {pk: called(unit, on) for pk, unit in gone.items()}
    return {pk: in_a_sentence(unit) for pk, unit in found.items() if str(unit) != str(gone[pk])}


def covered(place: Unit, on: datetime.date) -> list[Unit]:
    """The units that stand for a place on a day: itself, what it became, or the communes it fell into."""
    now = called(place, on)
    if now.valid_from <= on and (now.valid_to is None or now.valid_to > on):
        return [now]
    return list(Unit.objects.communes().valid_on(on).filter(pk__in=communes_of([place])).order_by("name"))


def office(place: Unit, on: datetime.date) -> str:
    """A place as an office of that day says it: the commune or district with its province; an old one as "… cũ"."""
    units = covered(place, on)
    if not units:
        return str(place)
    named = str(units[0]) if len(units) == 1 else f"{len(units)} {_kinds(units)}"
    province = _province(units[0])
    whole = f"{named}, {in_a_sentence(province)}" if province.pk != units[0].pk else named
    return whole if len(units) == 1 else f"{whole} ({in_a_sentence(place)} cũ)"


def in_a_sentence(unit: Unit) -> str:
    """The name as it stands inside a sentence: "xã Tam Đa"."""
    return f"{unit.kind[:1].lower()}{unit.kind[1:]} {unit.name}"


def _kinds(units: list[Unit]) -> str:
    return ", ".join(dict.fromkeys(unit.kind.lower() for unit in units))


def _province(unit: Unit) -> Unit:
    while unit.parent is not None:
        unit = unit.parent
    return unit
