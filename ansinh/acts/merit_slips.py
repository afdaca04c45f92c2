"""Slips of people with merit: what the record says of status, degree and decision, numbered and kept as given."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction

from ansinh.acts import authority, facts, numbering, permit, sentences, writing
from ansinh.acts.merit_drawn import TOLD_BY
from ansinh.acts.merit_running import monthly
from ansinh.acts.wrong import Wrong
from ansinh.law.decree import label_of
from ansinh.law.facts import Facts
from ansinh.law.merit import drawn
from ansinh.law.schema import FactField, fact_fields
from ansinh.reckoning.months import month_of, month_text
from ansinh.record.models.assistance import Award, Kind
from ansinh.record.models.merit import Slip, SlipKind
from ansinh.record.models.payroll import thawed
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User
from ansinh.world.documents.filling import render

LONGEST = 200
"""Letters of what a confirmation is for."""


def status_lines(person: Person, on: datetime.date) -> list[str]:
    """What the register says of a person's merit on a day, a line a status or award; empty: nothing."""
    month = month_of(min(on, person.died_on) if person.died_on else on)
    known = facts.in_month(person, month)
    fields = {field.name: field for field in fact_fields()}
    told = [name for name in fields if name in TOLD_BY and known.get(name) not in (None, [], False, 0, "none")]
    if drawn(Facts(age=0, **thawed({name: known[name] for name in told}))) == "none":
        told = []
    by_source: dict[str, list[str]] = {}
    for name in told:
        by_source.setdefault(_source(person, name, month), []).append(_fact(fields[name], known[name]))
    lines = ["; ".join(facts) + (f" (theo {source})" if source else "") for source, facts in by_source.items()]
    return lines + [_award(award) for award in monthly(person, month)]


def confirm(person: Person, *, purpose: str, on: datetime.date, by: User) -> Slip:
    """A confirmation of what is recorded, for a purpose. Raises ``Wrong``."""
    permit.check(by, "register", person.unit)
    purpose = " ".join(purpose.split())
    if not purpose:
        raise Wrong("purpose", "Ghi giấy này dùng để làm gì.")
    if len(purpose) > LONGEST:
        raise Wrong("purpose", f"Mục đích dài quá {LONGEST} chữ: viết ngắn lại.")
    lines = status_lines(person, on)
    if not lines:
        raise Wrong(
            "purpose",
            f"Sổ chưa ghi {person.full_name} là người có công hoặc thân nhân: ghi nhận quyết định công nhận trước.",
        )
    office = authority.home(person, on)
    return keep(
        person, kind=SlipKind.CONFIRMED, office=office, communes={office.pk, person.unit_id}, lines=lines, on=on,
        by=by, fields={"purpose": purpose}, purpose=purpose,
    )  # fmt: skip


def keep(
    person: Person, *, kind: SlipKind, office: Unit, communes: Collection[int], lines: Sequence[str], on: datetime.date,
    by: User | None, fields: dict[str, Any], bureau: str = "", **told: Any,
) -> Slip:  # fmt: skip
    """The slip with the next number of its book; whoever calls has made sure that it may be given."""
    symbol = numbering.CONFIRMED if kind == SlipKind.CONFIRMED else numbering.MOVED
    with transaction.atomic():
        number = numbering.held(office, on.year, symbol)
        content = render(
            writing.template(f"merit_{kind.value}", office),
            slip_fields(person, office, on, number=number, symbol=symbol, lines=lines, bureau=bureau) | fields,
        )
        return Slip.objects.create(
            person=person, kind=kind, authority=office, communes=sorted(communes), year=on.year, symbol=symbol,
            number=number, issued_on=on, unit=person.unit, said=list(lines), document=content,
            digest=hashlib.sha256(content).hexdigest(), by=by, **told,
        )  # fmt: skip


def slip_fields(
    person: Person, office: Unit, on: datetime.date, *, number: int, symbol: str, lines: Sequence[str], bureau: str = ""
) -> dict[str, Any]:
    """What the template of a slip may say."""
    return writing.head(office, on, bureau) | {
        "number": str(number), "symbol": symbol, "who": sentences.called(person), "full_name": person.full_name,
        "birth": person.birth_text, "identity_number": person.identity_number or "chưa có",
        "address": sentences.address(person, on), "lines": list(lines), "purpose": "", "to_place": "", "paid": [],
        "paid_through": "", "next_month": "", "recipients": ["Như trên", "Lưu: VT"],
        "signer_title": writing.title_of(bureau), "signer_name": "",
    }  # fmt: skip


def _source(person: Person, name: str, month: int) -> str:
    """The paper a fact was recorded from."""
    held = person.facts.filter(kind=name, superseded_at__isnull=True, from_month__lte=month)
    return held.order_by("-from_month").values_list("source", flat=True).first() or ""


def _fact(field: FactField, value: Any) -> str:
    """“Tỷ lệ bệnh binh: 61%”; of a choice its words alone when they say it all."""
    said = _worded(field, value)
    if field.type == "boolean":
        return field.label_vi
    return said[:1].upper() + said[1:] if said.startswith(field.label_vi.lower()) else f"{field.label_vi}: {said}"


def _worded(field: FactField, value: Any) -> str:
    words = {choice.value: choice.vi for choice in field.choices}
    if field.type == "choices":
        return ", ".join(words.get(one, one) for one in sorted(value))
    return words.get(value, f"{value}%" if field.name.endswith("degree") else str(value))


def _award(award: Award) -> str:
    """“Đang hưởng …, quyết định số … ngày …, từ tháng …”."""
    name = label_of(award.code) or str(Kind(award.kind).label)
    number = f", quyết định số {award.decision_number}" if award.decision_number else ""
    day = f" ngày {award.decided_on:%d/%m/%Y}" if award.decision_number and award.decided_on else ""
    return f"Hưởng hằng tháng: {name}{number}{day}, từ tháng {month_text(award.from_month)}"
