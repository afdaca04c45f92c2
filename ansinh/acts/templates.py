"""An office's own Word templates: tried with a made-up paper before they are used, kept when they are replaced."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from ansinh.acts import fund_papers, inspection_papers, merit_slips, permit, recovery_papers, writing
from ansinh.acts.children import papers as child_papers
from ansinh.acts.disability import papers
from ansinh.acts.poverty import blank_papers
from ansinh.acts.reporting import writing as reporting
from ansinh.law.procedure import procedures
from ansinh.reckoning.numbers import MANNERS
from ansinh.record.models.decisions import Act, Decision, Effect, Template
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User
from ansinh.world.documents.filling import render


def own(unit: Unit) -> dict[str, Template]:
    """The templates a place put in the stead of ours, by name."""
    return {row.name: row for row in Template.objects.filter(unit=unit, replaced_at__isnull=True)}


def use(unit: Unit, name: str, content: bytes, *, by: User) -> Template:
    """Use this template from now on. Raises ``BadTemplate`` when it cannot be filled in, ``ValueError``."""
    permit.check(by, "register", unit)
    if name not in writing.NAMES:
        raise ValueError("Không có mẫu văn bản ấy.")
    render(content, _sample(unit, name), MANNERS if name.startswith("report_") else None)
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        withdraw(unit, name, by=by)
        return Template.objects.create(unit=unit, name=name, content=content, uploaded_by=by)


def withdraw(unit: Unit, name: str, *, by: User) -> None:
    """Back to the template that comes along."""
    permit.check(by, "register", unit)
    Template.objects.filter(unit=unit, name=name, replaced_at__isnull=True).update(replaced_at=timezone.now())


def _sample(unit: Unit, name: str) -> dict[str, object]:
    """The fields of a paper that is kept nowhere: everything a template may ask is there."""
    if name.startswith("disability"):
        return papers.empty("03" if name == "disability_form" else "")
    day = datetime.date(2026, 1, 5)
    person = Person(pk=0, full_name="Nguyễn Văn Mẫu", birth_year=1940, unit=unit, village="thôn Mẫu")
    dossier = Dossier(
        unit=unit,
        year=2026,
        number=1,
        procedure=procedures(day)[0].slug,
        procedure_on=day,
        person=person,
        received_on=day,
        step_since=day,
    )
    if name.startswith("report_"):
        return reporting.sample(name, unit, day)
    if name.startswith("children_"):
        return child_papers.sample(unit, day)
    if name.startswith("fund_"):
        return fund_papers.sample(unit, day)
    if name.startswith("inspection_"):
        return inspection_papers.sample(unit, day)
    if name.startswith("poverty_"):
        return blank_papers.sample(unit, day)
    if name.startswith("recovery_"):
        return recovery_papers.sample(unit, person, day)
    if name.startswith("merit_"):
        return merit_slips.slip_fields(person, unit, day, number=1, symbol="GXN", lines=["Thương binh: 61%"]) | {
            "purpose": "…", "to_place": "…", "paid": ["…"], "paid_through": "1/2026", "next_month": "2/2026",
        }  # fmt: skip
    if name in ("decision", "refusal"):
        decision = Decision(authority=unit, act=Act.AWARD, title="về việc mẫu", basis=["Căn cứ mẫu"], dossier=dossier)
        effect = Effect(person=person, act=Act.AWARD, kind="allowance", code="K5", from_month=24312, amount=500_000)
        return writing.fields(decision, [effect])
    return writing.slip_fields(dossier, day) | {
        "papers": ["Tờ khai"], "due_on": "05/02/2026", "reason": "thiếu giấy tờ", "posted_on": "06/01/2026",
        "until": "08/01/2026", "group": "Người cao tuổi", "results": ["…"],
    }  # fmt: skip
