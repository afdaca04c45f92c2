"""Targets of a place's plans of emulation in force in the period: how many, or what one of them asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from ansinh.reckoning.values import Value
from ansinh.record.models.child_friendly import EmulationPlan, EmulationTarget
from ansinh.reports.indicator import Asked, Heading, Row

TAKES = {"of": str}
"""``of``: the value asked of this indicator; none: how many targets there are."""

HEADINGS = (Heading("Kế hoạch"), Heading("Chỉ tiêu số", "count"), Heading("Nội dung"), Heading("Đến năm"))
NAMES = 0
"""The column that names what was counted."""


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    found = _found(asked, given)
    if given.get("of"):
        return Value(found[0].value) if found else Value()
    return Value(len(found))


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    return [
        Row((str(one.plan.last_year) if given.get("of") else called(one.plan),
             one.number, one.text, str(one.plan.last_year)), None, reverse("emulation_plan", args=[one.plan_id]))
        for one in _found(asked, given)
    ]  # fmt: skip


def called(plan: EmulationPlan) -> str:
    """683/KH-UBND ngày 08/03/2021 về Phát động Phong trào thi đua “…”, giai đoạn 2021-2025."""
    span = f"{plan.first_year}-{plan.last_year}"
    return f"{plan.number} ngày {plan.issued:%d/%m/%Y} về {plan.title}, giai đoạn {span}"


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    found = _found(asked, given)
    return reverse("emulation_plan", args=[found[0].plan_id]) if found else reverse("emulation")


def _found(asked: Asked, given: Mapping[str, Any]) -> list[EmulationTarget]:
    year = asked.period.year
    held = EmulationTarget.objects.filter(
        plan__unit=asked.place,
        plan__first_year__lte=year,
        plan__last_year__gte=year,
        plan__issued__lte=asked.period.last,
    )
    held = held.filter(code=given["of"]) if given.get("of") else held
    return list(held.select_related("plan").order_by("plan__issued", "number"))
