"""Mai táng phí: which procedure fits what somebody drew when they died; of merit with the three months beside it."""

from __future__ import annotations

import datetime

from ansinh.acts import entitlement
from ansinh.law.procedure import Procedure, procedures
from ansinh.reckoning.months import month_of
from ansinh.record.models.assistance import AT_DEATH, Family, family_of
from ansinh.record.models.people import Person


def fitting(person: Person, on: datetime.date) -> Procedure | None:
    """The procedure whose grant the law gives of a death on record, or of one today; None when it gives none."""
    month = month_of(person.died_on or on)
    try:
        ruling = entitlement.offer(person, kinds=AT_DEATH, on=on, month=month, stated={"died": True}).ruling
    except entitlement.Unknown:
        return None
    given = sorted(
        (due for due in ruling.due if due.kind in AT_DEATH), key=lambda due: family_of(due.kind) != Family.MERIT
    )
    return of_grant(given[0].kind, given[0].code, on) if given else None


def of_grant(kind: str, code: str, on: datetime.date) -> Procedure | None:
    """The procedure of a grant at death: of several that give its kind, the one whose group is nearest to its code."""
    near = [
        (len(group.code) if code == group.code or code.startswith(f"{group.code}.") else 0, law)
        for law in procedures(on)
        if kind in law.kinds
        for group in law.groups
    ]
    return max(near, key=lambda one: one[0])[1] if near else None


def instead(fits: Procedure) -> str:
    """What is said to whoever chose the other procedure."""
    return f"Theo khoản người này đang hưởng thì làm thủ tục “{fits.name}” ({fits.because.place})."
