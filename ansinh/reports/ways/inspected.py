"""Communes inspected in the period."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ansinh.reckoning.values import Value
from ansinh.record.models.activities import Inspection
from ansinh.reports.indicator import Asked, Heading, Row

TAKES: Mapping[str, type] = {}

HEADINGS = (Heading("Xã"), Heading("Kế hoạch"), Heading("Nội dung"), Heading("Từ ngày", "day"), Heading("Kết luận"))
NAMES = 0
"""The column that names what was counted."""


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    return Value(_found(asked, given).order_by().values("unit").distinct().count())


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    return [
        Row((one.unit.name, one.plan, one.about, one.first_day, one.conclusion), one.unit_id,
            reverse("inspection", args=[one.pk]))
        for one in _found(asked, given)
    ]  # fmt: skip


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    told = {"tu": f"{asked.period.first:%d/%m/%Y}", "den": f"{asked.period.last:%d/%m/%Y}"}
    return f"{reverse('inspections')}?{urlencode(told, doseq=True)}"


def _found(asked: Asked, given: Mapping[str, Any]) -> Any:
    found = Inspection.objects.filter(unit__in=asked.units, first_day__range=(asked.period.first, asked.period.last))
    return found.select_related("unit").order_by("first_day", "unit__name")
