"""Who found work in the period."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ansinh.reckoning.values import Value
from ansinh.record.models.activities import JobPlacement
from ansinh.reports.indicator import Asked, Heading, Row

TAKES = {"abroad": bool}
"""``abroad``: only those under contract abroad."""

HEADINGS = (
    Heading("Họ và tên", "name"),
    Heading("Năm sinh"),
    Heading("Xã"),
    Heading("Nơi làm việc"),
    Heading("Từ ngày", "day"),
)


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    return Value(_found(asked, given).count())


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    return [
        Row((one.name, str(one.birth_year or ""), str(one.unit), one.employer, one.on), one.unit_id,
            reverse("person", args=[one.person_id]) if one.person_id else "")
        for one in _found(asked, given)
    ]  # fmt: skip


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    told = {"tu": f"{asked.period.first:%d/%m/%Y}", "den": f"{asked.period.last:%d/%m/%Y}"}
    if given.get("abroad"):
        told["nuoc-ngoai"] = "1"
    return f"{reverse('jobs')}?{urlencode(told, doseq=True)}"


def _found(asked: Asked, given: Mapping[str, Any]) -> Any:
    found = JobPlacement.objects.filter(unit__in=asked.units, on__range=(asked.period.first, asked.period.last))
    found = found.filter(abroad=True) if given.get("abroad") else found
    return found.select_related("unit").order_by("unit__name", "on", "name")
