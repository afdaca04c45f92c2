"""Events of a field held in the period."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ansinh.reckoning.values import Value
from ansinh.record.models.activities import Event
from ansinh.reports.indicator import Asked, Heading, Row

TAKES = {"field": str, "kind": str}

HEADINGS = (
    Heading("Hoạt động"),
    Heading("Nơi tổ chức"),
    Heading("Từ ngày", "day"),
    Heading("Lượt người", "count"),
    Heading("Kinh phí (đồng)", "money"),
)
NAMES = 1
"""The column that names what was counted."""


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    return Value(_found(asked, given).count())


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    return [
        Row((one.title, one.place, one.first_day, one.people, one.cost), one.unit_id, reverse("event", args=[one.pk]))
        for one in _found(asked, given)
    ]  # fmt: skip


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    told = {"tu": f"{asked.period.first:%d/%m/%Y}", "den": f"{asked.period.last:%d/%m/%Y}", "linh-vuc": given["field"],
            "loai": given.get("kind", "")}  # fmt: skip
    return f"{reverse('events')}?{urlencode(told, doseq=True)}"


def _found(asked: Asked, given: Mapping[str, Any]) -> Any:
    found = Event.objects.filter(
        unit__in=asked.units, field=given["field"], first_day__range=(asked.period.first, asked.period.last)
    )
    found = found.filter(kind=given["kind"]) if given.get("kind") else found
    return found.order_by("first_day", "pk")
