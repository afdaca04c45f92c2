"""Who stands twice, as the queue and one pair's page show it. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from ansinh.record.models.assistance import Award
from ansinh.record.models.linkage import Merge, OutsideList, OutsideRow, Pair, PairState
from ansinh.record.models.people import Person

REGISTER = "register"
"""Pairs of two people of the register, beside the kinds of lists from outside."""

WAITING = (PairState.OPEN, PairState.ASKED)


class Side(NamedTuple):
    """One half of a pair: somebody of the register, or a row of a list; neither where the branch does not reach."""

    person: Person | None = None
    row: OutsideRow | None = None

    @property
    def hidden(self) -> bool:
        return self.person is None and self.row is None

    @property
    def name(self) -> str:
        return self.person.full_name if self.person else self.row.full_name if self.row else ""

    @property
    def birth(self) -> str:
        return self.person.birth_text if self.person else self.row.birth if self.row else ""

    @property
    def number(self) -> str:
        return (self.person.identity_number or "") if self.person else self.row.number if self.row else ""

    @property
    def old_number(self) -> str:
        return (self.person.old_number or "") if self.person else self.row.old_number if self.row else ""

    @property
    def sex(self) -> str:
        one = self.person or self.row
        return {"male": "nam", "female": "nữ"}.get(one.sex or "", "") if one else ""

    @property
    def place(self) -> str:
        if self.person:
            return ", ".join(filter(None, [self.person.village, str(self.person.unit)]))
        return self.row.place if self.row else ""


def queue(state: str = "", kind: str = "") -> QuerySet[Pair]:
    """Pairs in the branch entered, likeliest first; without a state those that wait."""
    found = Pair.objects.filter(state__in=[state] if state else WAITING)
    if kind == REGISTER:
        return found.filter(row__isnull=True)
    return found.filter(row__source__kind=kind) if kind else found


def counts() -> dict[str, int]:
    """How many pairs are in each state."""
    return dict(Pair.objects.order_by().values_list("state").annotate(n=Count("pk")))


def waiting() -> int:
    return queue().count()


def sides(pairs: Iterable[Pair]) -> dict[int, tuple[Side, Side]]:
    """Both halves of each pair, as far as the session sees them."""
    held = list(pairs)
    ids = {pk for pair in held for pk in (pair.left_id, pair.right_id) if pk}
    people = Person.objects.select_related("unit", "household").in_bulk(ids)
    rows = OutsideRow.objects.select_related("source").in_bulk({pair.row_id for pair in held if pair.row_id})
    return {
        pair.pk: (
            Side(people.get(pair.left_id)),
            Side(people.get(pair.right_id or 0), rows.get(pair.row_id or 0)),
        )
        for pair in held
    }


def lists() -> QuerySet[OutsideList]:
    """Lists that were sent in, the newest first, each with how many of its pairs wait."""
    waits = Q(rows__pairs__state__in=WAITING)
    return OutsideList.objects.select_related("by").annotate(
        pairs=Count("rows__pairs"), waiting=Count("rows__pairs", filter=waits)
    )


def awards(person: Person) -> list[Award]:
    """What somebody draws and drew, running ones first."""
    return sorted(person.awards.all(), key=lambda award: (award.until_month is not None, award.from_month))


def merged_into(person: Person) -> QuerySet[Merge]:
    """The merges that stand by which other records are now this person's."""
    return Merge.objects.filter(kept=person, undone_at__isnull=True).select_related("gone__unit")
