"""Poor and near-poor households by decided classes when the period's year begins or ends: how many, at which rate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from ansinh.reckoning.values import Value
from ansinh.record.models.places import Unit
from ansinh.record.models.poverty import HouseholdClass
from ansinh.reports.indicator import Asked, Heading, Row
from ansinh.reports.poverty import Rate, rates

TAKES = {"of": str, "rate": bool, "at": str}
"""``of``: poor, near, both; ``at``: ``begin`` (January of the year) or ``end`` (January of the next)."""

CLASSES = {"poor": ("poor",), "near": ("near_poor",), "both": ("poor", "near_poor")}
NARROWED = {"poor": "&hang=poor", "near": "&hang=near_poor", "both": ""}
HEADINGS = (Heading("Chủ hộ", "name"), Heading("Nơi ở"), Heading("Hạng"), Heading("Số người", "count"))


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    found = rates(asked.units, _year(asked, given))
    if not found:
        return Value()
    whole, of = sum(found, Rate(0, 0, 0, 0, 0, 0, 0)), given["of"]
    if given.get("rate"):
        return Value(getattr(whole, f"{of}_rate"))
    return Value(whole.poor + whole.near if of == "both" else getattr(whole, of))


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    month = _year(asked, given) * 12
    held = HouseholdClass.objects.filter(
        unit__in=asked.units, from_month__lte=month, until_month__gt=month, klass__in=CLASSES[given["of"]]
    )
    ordered = held.select_related("household", "unit").order_by("unit__name", "household__village", "household__head")
    return [
        Row((one.household.head, _place(one.household.village, one.unit), one.get_klass_display(), one.members),
            one.unit_id, reverse("household", args=[one.household_id]))
        for one in ordered
    ]  # fmt: skip


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    where = "poverty_targets" if given.get("rate") else "poverty_classes"
    said = {"near": "&do=near_poor", "both": "&do=both"}.get(given["of"], "") if given.get("rate") else (
        NARROWED[given["of"]])  # fmt: skip
    return f"{reverse(where)}?nam={_year(asked, given)}{said}"


def _year(asked: Asked, given: Mapping[str, Any]) -> int:
    return asked.period.year + (given.get("at") == "end")


def _place(village: str, unit: Unit) -> str:
    return ", ".join(filter(None, (village, str(unit))))
