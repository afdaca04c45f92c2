"""Documents of an office: entered, corrected, replaced; those of the law are there already, not entered again."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from ansinh.acts import permit
from ansinh.acts.attaching import keep
from ansinh.acts.wrong import Wrong
from ansinh.law import documents as law
from ansinh.record.models.documents import DocumentFile, OfficeDocument
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User


def enter(
    unit: Unit, *, number: str, kind: str, issuer: str, subject: str, by: User, on: datetime.date,
    issued: datetime.date | None = None, in_force: datetime.date | None = None, until: datetime.date | None = None,
    replaced_by: str = "", programmes: Sequence[str] = (), drafted_by: str = "",
) -> OfficeDocument:  # fmt: skip
    """A document of a place. Raises ``Wrong``."""
    permit.check(by, "prepare", unit)
    told = _checked(
        number=number, kind=kind, issuer=issuer, subject=subject, issued=issued, in_force=in_force, until=until,
        replaced_by=replaced_by, programmes=programmes, drafted_by=drafted_by, on=on,
    )  # fmt: skip
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        if OfficeDocument.objects.filter(unit=unit, number=told["number"]).exists():
            raise Wrong("number", f"Đã có văn bản số {told['number']} của {unit}.")
        return OfficeDocument.objects.create(unit=unit, entered_by=by, **told)


def correct(document: OfficeDocument, *, by: User, on: datetime.date, **said: Any) -> OfficeDocument:
    """What was entered wrongly, or became known: in force until, replaced by. Raises ``Wrong``."""
    permit.check(by, "prepare", document.unit)
    told = _checked(on=on, **said)
    with transaction.atomic():
        others = OfficeDocument.objects.filter(unit=document.unit, number=told["number"]).exclude(pk=document.pk)
        if others.exists():
            raise Wrong("number", f"Đã có văn bản số {told['number']} của {document.unit}.")
        for name, value in told.items():
            setattr(document, name, value)
        document.save(update_fields=list(told))
    return document


def attach(document: OfficeDocument, *, name: str, content: bytes, by: User) -> DocumentFile:
    """The document itself as a PDF or pictures. Raises ``scans.Unreadable``."""
    permit.check(by, "prepare", document.unit)
    return keep(DocumentFile, name=name, content=content, by=by, document=document)


def _checked(
    *, number: str, kind: str, issuer: str, subject: str, issued: datetime.date | None, in_force: datetime.date | None,
    until: datetime.date | None, replaced_by: str, programmes: Sequence[str], drafted_by: str = "", on: datetime.date,
) -> dict[str, Any]:  # fmt: skip
    number = number.strip()
    for field, text, sentence in (
        ("number", number, "Ghi số, ký hiệu văn bản."), ("issuer", issuer, "Ghi cơ quan ban hành."),
        ("subject", subject, "Ghi trích yếu."),
    ):  # fmt: skip
        if not text.strip():
            raise Wrong(field, sentence)
    if (of_law := law.known(number)) is not None:
        raise Wrong("number", f"{of_law.number} là văn bản của luật, đã có sẵn ở đây: không phải nhập.")
    if kind not in law.KINDS:
        raise Wrong("kind", "Chọn loại văn bản.")
    if issued is not None and issued > on:
        raise Wrong("issued", "Ngày ban hành ở sau hôm nay.")
    if issued is not None and in_force is not None and in_force < issued:
        raise Wrong("in_force", "Ngày có hiệu lực không thể trước ngày ban hành.")
    if until is not None and (begun := in_force or issued) is not None and until < begun:
        raise Wrong("until", "Ngày hết hiệu lực không thể trước ngày có hiệu lực.")
    return {
        "number": number, "kind": kind, "issuer": issuer.strip(), "subject": subject.strip(), "issued": issued,
        "in_force": in_force, "until": until, "replaced_by": replaced_by.strip(), "programmes": list(programmes),
        "drafted_by": drafted_by.strip(),
    }  # fmt: skip
