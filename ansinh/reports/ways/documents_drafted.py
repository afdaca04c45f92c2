"""Documents of the place issued in the period that its bureau drafted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ansinh.reckoning.values import Value
from ansinh.record.models.documents import OfficeDocument
from ansinh.reports.indicator import Asked, Heading, Row

TAKES: Mapping[str, type] = {}

HEADINGS = (
    Heading("Số, ký hiệu"),
    Heading("Ngày", "day"),
    Heading("Nơi ban hành"),
    Heading("Trích yếu"),
    Heading("Tham mưu"),
)


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    return Value(_found(asked, given).count())


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    return [
        Row((one.number, one.issued, one.issuer, one.subject, one.drafted_by), None, reverse("document", args=[one.pk]))
        for one in _found(asked, given)
    ]  # fmt: skip


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    told = {"tu": f"{asked.period.first:%d/%m/%Y}", "den": f"{asked.period.last:%d/%m/%Y}", "tham-muu": "1"}
    return f"{reverse('documents')}?{urlencode(told, doseq=True)}"


def _found(asked: Asked, given: Mapping[str, Any]) -> Any:
    found = OfficeDocument.objects.filter(unit=asked.place, issued__range=(asked.period.first, asked.period.last))
    return found.exclude(drafted_by="").order_by("issued", "number")
