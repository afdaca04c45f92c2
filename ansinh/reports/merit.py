"""Files of people with merit that came and went in a period, and the slips a person was given."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import NamedTuple

from ansinh.law.procedure import all_versions
from ansinh.record.models.dossiers import Dossier, Outcome
from ansinh.record.models.merit import Slip, SlipKind
from ansinh.record.models.people import Person


class Moved(NamedTuple):
    """One file that moved: whose, from where to where, the last month paid before, the day and the slip's number."""

    person: Person
    from_place: str
    to_place: str
    paid_through: int | None
    on: datetime.date
    number: str
    slip: Slip | None = None


def moved_out(first: datetime.date, last: datetime.date, communes: Collection[int]) -> list[Moved]:
    """Files that left these communes for a place outside them, on the days from ``first`` to ``last``."""
    return [
        _moved(slip) for slip in _slips(first, last) if slip.unit_id in communes and slip.to_unit_id not in communes
    ]


def moved_in(first: datetime.date, last: datetime.date, communes: Collection[int]) -> list[Moved]:
    """Files that came: from another place of this register by its slip, from elsewhere by the dossier that took it."""
    here = [slip for slip in _slips(first, last) if slip.to_unit_id in communes and slip.unit_id not in communes]
    taking = {law.slug for law in all_versions() if law.of_merit and any(paper.name == "slip" for paper in law.papers)}
    taken = Dossier.objects.filter(
        procedure__in=taking, outcome=Outcome.GRANTED, ended_on__range=(first, last), unit__in=communes
    )
    came = [_taken(dossier) for dossier in taken.select_related("person", "unit") if dossier.person is not None]
    return sorted([_moved(slip) for slip in here] + came, key=lambda one: one.on)


def slips_of(person: Person) -> list[Slip]:
    """The slips a person was given, newest first."""
    return list(Slip.objects.filter(person=person).defer("document"))


def _slips(first: datetime.date, last: datetime.date) -> list[Slip]:
    found = Slip.objects.filter(kind=SlipKind.MOVED, issued_on__range=(first, last)).select_related("person", "unit")
    return list(found.defer("document").order_by("issued_on", "pk"))


def _moved(slip: Slip) -> Moved:
    return Moved(slip.person, str(slip.unit), slip.to_place, slip.paid_through, slip.issued_on, slip.number_text, slip)


def _taken(dossier: Dossier) -> Moved:
    said = dossier.answers
    assert dossier.person is not None and dossier.ended_on is not None
    return Moved(
        dossier.person, said.get("moved_from", ""), str(dossier.unit), said.get("paid_through"), dossier.ended_on,
        said.get("moved_slip", ""),
    )  # fmt: skip
