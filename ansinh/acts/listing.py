"""Into a yearly list by decision: who worships a martyr, who has education preference; the year's list then pays."""

from __future__ import annotations

import datetime

from django.db.models import Q

from ansinh.acts.obstacles import Nothing
from ansinh.acts.offered import cited
from ansinh.law.procedure import Group, Procedure
from ansinh.law.programme_facts import programme_facts
from ansinh.reckoning.months import month_of
from ansinh.record.models.decisions import Act, Effect
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.people import Person


def _since(group: Group | None, on: datetime.date) -> int:
    """From the year of the decision where the text says so, else from its month."""
    return on.year * 12 if group is not None and group.from_year else month_of(on)


def entered(person: Person, dossier: Dossier, law: Procedure, on: datetime.date) -> list[Effect]:
    """One line that records what the yearly list asks."""
    group = law.group(dossier.group)
    asked = {field.name: field for field in programme_facts() if group is not None and field.name in group.asks}
    stated = {name: value for name, value in dossier.answers.get("facts", {}).items() if name in asked}
    missing = [field.label_vi for name, field in asked.items() if stated.get(name, field.default) == field.default]
    if missing:
        raise Nothing(f"Chưa ghi “{missing[0]}”.")
    held = Q(until_month__isnull=True) | Q(until_month__gt=month_of(on))
    live = person.facts.filter(held, kind__in=stated, superseded_at__isnull=True, from_month__lte=month_of(on))
    known = dict(live.order_by("pk").values_list("kind", "value"))
    if known == stated:
        raise Nothing(f"{person.full_name} đã có trong danh sách hằng năm như hồ sơ khai.")
    return [
        Effect(
            person=person, act=Act.LIST, kind=law.kinds[0], code=dossier.group, from_month=_since(group, on),
            facts=stated, because=cited([law.because]), reason=group.label if group else law.name,
            provisional=law.provisional,
        )
    ]  # fmt: skip
