"""Communes inspected in the period, each once with all its inspections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    return Value(len(_found(asked)))


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    whole = page(asked, given)
    return [
        Row((of[0].unit.name, _each(one.plan for one in of), _each(one.about for one in of), of[0].first_day,
             _each(one.conclusion for one in of)), of[0].unit_id,
            reverse("inspection", args=[of[0].pk]) if len(of) == 1 else whole)
        for of in _found(asked)
    ]  # fmt: skip


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    told = {"tu": f"{asked.period.first:%d/%m/%Y}", "den": f"{asked.period.last:%d/%m/%Y}"}
    return f"{reverse('inspections')}?{urlencode(told, doseq=True)}"


def _found(asked: Asked) -> list[list[Inspection]]:
    """Each commune's inspections of the period, the commune inspected first at the top."""
    held = Inspection.objects.filter(unit__in=asked.units, first_day__range=(asked.period.first, asked.period.last))
    of: dict[int, list[Inspection]] = {}
    for one in held.select_related("unit").order_by("first_day", "unit__name", "pk"):
        of.setdefault(one.unit_id, []).append(one)
    return list(of.values())


def _each(said: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, said)))
