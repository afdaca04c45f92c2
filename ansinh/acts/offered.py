"""What the law answered as lines of a decision: one line of what is due, and in words why nothing is."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from ansinh.acts import entitlement
from ansinh.acts.entitlement import Offer
from ansinh.law.benefit import kind_of
from ansinh.law.procedure import Procedure
from ansinh.law.ruling import Because
from ansinh.law.schema import fact_fields
from ansinh.record.models.decisions import Effect
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.people import Person


def line(person: Person, act: str, found: Offer, *, facts: Mapping[str, Any]) -> Effect:
    """One line out of what the law answered."""
    due, timing = found.due, found.timing
    assert due is not None and timing is not None
    return Effect(
        person=person, act=act, kind=due.kind, code=due.code, from_month=timing.month.number, amount=due.amount,
        ruling=found.ruling.to_json(), because=cited([*due.because, timing.because]), facts=dict(facts),
        provisional=due.provisional or timing.provisional, reason=due.name,
    )  # fmt: skip


def cited(because: list[Because]) -> list[dict[str, str]]:
    return [reason._asdict() | {"place": reason.place} for reason in because]


def kinds_of(dossier: Dossier, law: Procedure) -> list[str]:
    """The kind asked for: that of the group; without one, all the procedure may give."""
    kind = kind_of(dossier.group) if dossier.group else None
    return [kind] if kind in law.kinds else list(law.kinds)


def refused(found: Offer, law: Procedure, group: str) -> str:
    """Why the law gives nothing, in its own sentences; the group asked for first.

    Where the law passes the group over in silence, the facts its form asks are named: one of them is not so.
    """
    barred = [line.reason for line in found.ruling.excluded if not group or line.code.startswith(group[:2])]
    looked = [line.reason for line in found.ruling.considered if line.code == entitlement.group_of(group)]
    open_ones = [question.sentence for question in found.ruling.questions]
    asked = law.group(group) if group else None
    labels = {field.name: f"“{field.label_vi}”" for field in fact_fields()}
    unmet = [f"xem lại {', '.join(labels[name] for name in asked.asks if name in labels)}"] if asked else []
    why = barred or looked or open_ones or unmet or ["không đủ điều kiện"]
    return f"Theo dữ kiện khai thì luật chưa cho khoản này: {'; '.join(why)}."


def day_of(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
