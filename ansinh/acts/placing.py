"""Which commune a payment belongs to: residences are kept as they were given, the map of the month decides."""

from __future__ import annotations

from typing import NamedTuple

from ansinh.reckoning.months import first_day
from ansinh.record.branches import whole_map


class Placing(NamedTuple):
    """The communes of one month: what each recorded commune is called then, and which were divided meanwhile."""

    today: dict[int, int]
    divided: frozenset[int]

    def of(self, unit_id: int) -> int:
        return self.today.get(unit_id, unit_id)


def placing(month: int) -> Placing:
    """Follow whole changes up to the first day of the month; a commune of which only parts went on is divided."""
    day = first_day(month)
    steps: dict[int, int] = {}
    divided: set[int] = set()
    for change in whole_map().changes:
        if change.on <= day and change.whole:
            steps[change.old] = change.new
        elif change.on <= day:
            divided.add(change.old)
    today = {}
    for start in steps:
        end = start
        seen = {start}
        while end in steps and steps[end] not in seen:
            end = steps[end]
            seen.add(end)
        today[start] = end
    return Placing(today, frozenset(divided | {old for old, end in today.items() if end in divided}))
