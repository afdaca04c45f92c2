"""Households as an office's lists name them: by commune and code, with a head; people join and leave them."""

from __future__ import annotations

from collections.abc import Iterable

from ansinh.reckoning.names import fold
from ansinh.record.models.people import Household, Person
from ansinh.world.registers.row import RegisterRow, SourceRow

HEAD = frozenset({"chu ho", "ban than", "chu"})
"""What a list writes of the head of a household under "Quan hệ với chủ hộ"."""


def join(rows: Iterable[tuple[SourceRow, Person]]) -> int:
    """Put the people of these rows into the households the rows name; how many are in another one now."""
    told = [(row.values, person) for row, person in rows if row.values is not None and row.values.household_code]
    if not told:
        return 0
    homes = _homes(told)
    changed = []
    for values, person in told:
        home = homes[person.unit_id, values.household_code or ""]
        if person.household_id != home.pk:
            person.household = home
            changed.append(person)
    Person.objects.bulk_update(changed, ["household"], batch_size=1_000)
    return len(changed)


def _homes(told: list[tuple[RegisterRow, Person]]) -> dict[tuple[int, str], Household]:
    """The households named, by commune and code; new ones are written, a head that was not known is told."""
    codes = {values.household_code for values, _ in told}
    units = {person.unit_id for _, person in told}
    found = {(home.unit_id, home.code): home for home in Household.objects.filter(unit__in=units, code__in=codes)}
    fresh: dict[tuple[int, str], Household] = {}
    headed: list[Household] = []
    for values, person in told:
        key = person.unit_id, values.household_code or ""
        if key not in found:
            found[key] = fresh[key] = Household(unit_id=key[0], code=key[1], village=values.village or "")
        home, head = found[key], _head(values)
        if head and home.head != head and (not home.head or _is_head(values)):
            home.head = head
            if home.pk is not None:
                headed.append(home)
    Household.objects.bulk_create(list(fresh.values()), batch_size=1_000)
    Household.objects.bulk_update(headed, ["head"], batch_size=1_000)
    return found


def _is_head(values: RegisterRow) -> bool:
    return fold(values.relation or "") in HEAD


def _head(values: RegisterRow) -> str:
    return (values.full_name or "") if _is_head(values) else (values.household_head or "")
