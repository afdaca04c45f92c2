"""Whom a fund may not ask to give, asked of one person of the register; their own free gift is taken."""

from __future__ import annotations

import datetime

from ansinh.acts import asking
from ansinh.law.funds import Fund
from ansinh.reckoning.months import month_of
from ansinh.record.models.people import Person


def not_asked(fund: Fund, person: Person, *, on: datetime.date) -> list[str]:
    """Why by law nobody asks this person to give on a day, a sentence each, wherever they lived then; else empty."""
    if not fund.exempt:
        return []
    questions = [(str(at), one.who) for at, one in enumerate(fund.exempt)]
    homes = {person.unit_id, *person.residences.values_list("unit_id", flat=True)}
    found = asking.ask_many(questions, to="person", month=month_of(on), units=homes, by=None)
    mine = next((row for row in found.rows() if row.person_id == person.pk), None)
    return [fund.exempt[int(at)].sentence for at in mine.groups] if mine else []
