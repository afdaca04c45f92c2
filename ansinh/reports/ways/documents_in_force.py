"""Documents of the centre and the place itself in force for a programme when the period ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ansinh.reckoning.values import Value
from ansinh.reports import documents
from ansinh.reports.indicator import Asked, Heading, Row

TAKES = {"programme": str}
HEADINGS = (Heading("Số, ký hiệu"), Heading("Ngày", "day"), Heading("Nơi ban hành"), Heading("Trích yếu"))


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    return Value(len(_found(asked, given)))


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    return [
        Row((one.text.number, one.text.issued, one.text.issuer, one.text.subject), None,
            reverse("document", args=[one.own.pk]) if one.own else "")
        for one in _found(asked, given)
    ]  # fmt: skip


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    told = {"gd": given["programme"], "ngay": asked.period.last.isoformat()}
    return f"{reverse('documents')}?{urlencode(told)}"


def _found(asked: Asked, given: Mapping[str, Any]) -> list[documents.Found]:
    return documents.search([asked.place.pk], programme=given["programme"], on=asked.period.last)
