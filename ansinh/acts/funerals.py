"""Mai táng phí: which procedure fits what somebody drew when they died."""

from __future__ import annotations

import datetime

from ansinh.acts import entitlement
from ansinh.law.procedure import Procedure, procedures
from ansinh.reckoning.months import month_of
from ansinh.record.models.assistance import Kind
from ansinh.record.models.people import Person


def fitting(person: Person, on: datetime.date) -> Procedure | None:
    """The procedure whose grant the law gives of a death on record, or of one today; None when it gives none."""
    month = month_of(person.died_on or on)
    try:
        due = entitlement.offer(person, kinds=[Kind.FUNERAL], on=on, month=month, stated={"died": True}).due
    except entitlement.Unknown:
        return None
    return None if due is None else of_grant(due.code, on)


def of_grant(code: str, on: datetime.date) -> Procedure | None:
    """The procedure of a funeral grant: of several, the one whose group is nearest to its code."""
    near = [
        (len(group.code), law)
        for law in procedures(on)
        if Kind.FUNERAL in law.kinds
        for group in law.groups
        if code == group.code or code.startswith(f"{group.code}.")
    ]
    return max(near, key=lambda one: one[0])[1] if near else None


def instead(fits: Procedure) -> str:
    """What is said to whoever chose the other procedure."""
    return f"Theo khoản người này đang hưởng thì làm thủ tục “{fits.name}” ({fits.because.place})."
