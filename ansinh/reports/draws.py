"""What people receive now, in a few words each: the group and its monthly amount, or since when nothing. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ansinh.law.decree import label_of
from ansinh.record.models.assistance import ONCE, Award, Kind, Suspension
from ansinh.record.models.payroll import KINDS, EntryKind, Line, Run

MONTHLY = tuple(kind for kind in Kind if kind not in ONCE)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One award as it stands: what it is called, whole đồng a month, or since which month it is held or stopped.

    ``amount`` None: no list holds it yet; ``held_from`` and ``ended_from`` are month numbers.
    """

    name: str
    code: str
    amount: int | None = None
    held_from: int | None = None
    ended_from: int | None = None


def draws(people: Iterable[int], month: int) -> dict[int, list[Drawn]]:
    """The awards of each person that run in a month; of somebody with none, the one that ended last."""
    ids = list(people)
    awards: dict[int, list[Award]] = defaultdict(list)
    for award in Award.objects.filter(person__in=ids, kind__in=MONTHLY, from_month__lte=month).order_by("from_month"):
        awards[award.person_id].append(award)
    paid, held = _last_lines(ids, month), _held(ids, month)
    found = {}
    for person, own in awards.items():
        running = [a for a in own if a.until_month is None or a.until_month > month]
        last = max(own, key=lambda a: a.until_month or 0)
        found[person] = [_running(a, paid, held) for a in running] or [
            Drawn(label_of(last.code) or _kind(last), last.code, ended_from=last.until_month)
        ]
    return found


def _running(award: Award, paid: dict[int, Line], held: dict[int, int]) -> Drawn:
    line = paid.get(award.pk)
    given = line.ruling.ruling.get("benefits", []) if line else []
    benefit = next((b for b in given if b["kind"] == award.kind), None)
    name = benefit["name"] if benefit else label_of(award.code) or _kind(award)
    code = line.ruling.code if line and line.ruling.code else award.code
    return Drawn(name, code, line.amount if line else None, held.get(award.pk))


def _kind(award: Award) -> str:
    return str(Kind(award.kind).label)


def _last_lines(people: list[int], month: int) -> dict[int, Line]:
    """The newest line of a whole month of each award, from the lists of the last two months there are."""
    newest = Run.objects.filter(month__lte=month + 1).order_by("-month").values_list("month", flat=True).first()
    if newest is None:
        return {}
    monthly = [number for number, kind in enumerate(KINDS) if kind in MONTHLY]
    lines = Line.objects.filter(
        run_month__in=(newest, newest - 1), person__in=people, entry=EntryKind.DUE, kind__in=monthly
    )
    return {line.award_id: line for line in lines.prefetch_related("ruling").order_by("run_month")}


def _held(people: list[int], month: int) -> dict[int, int]:
    """Since which month each suspended award is held."""
    rows = Suspension.objects.filter(award__person__in=people, from_month__lte=month)
    rows = rows.exclude(until_month__isnull=False, until_month__lte=month)
    return dict(rows.values_list("award_id", "from_month"))
