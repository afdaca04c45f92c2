"""Whom a fund may not ask to give, asked of one person of the register; their own free gift is taken."""

from __future__ import annotations

import datetime

from ansinh.acts import asking
from ansinh.law.funds import Fund
from ansinh.reckoning.months import month_of
from ansinh.record.models.people import Person
from ansinh.record.models.users import User


def not_asked(fund: Fund, person: Person, *, on: datetime.date, by: User) -> list[str]:
    """Why by law nobody asks this person to give, a sentence each; empty when they may be asked."""
    if not fund.exempt:
        return []
    questions = [(str(at), one.who) for at, one in enumerate(fund.exempt)]
    found = asking.ask_many(questions, to="person", month=month_of(on), units=[person.unit_id], by=by)
    mine = next((row for row in found.rows() if row.person_id == person.pk), None)
    return [fund.exempt[int(at)].sentence for at in mine.groups] if mine else []
