"""What a place is asked to reach in the year: the fall of its rate of poor households, from so much to so much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from ansinh.reckoning.values import Value
from ansinh.record.models.poverty import PovertyTarget
from ansinh.reports.indicator import Asked, Heading, Row

TAKES = {"of": str, "kind": str}
"""``of``: poor, near_poor or both; ``kind``: fall or rate."""

HEADINGS = (Heading("Nơi được giao"), Heading("Theo văn bản"), Heading("Từ (%)", "rate"), Heading("Đến (%)", "rate"))


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    one = _found(asked, given)
    return Value(one.least, None, one.most) if one else Value()


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    one = _found(asked, given)
    return [Row((str(one.unit), one.paper, one.least, one.most), None, page(asked, given))] if one else []


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    return f"{reverse('poverty_targets')}?nam={asked.period.year}"


def _found(asked: Asked, given: Mapping[str, Any]) -> PovertyTarget | None:
    held = PovertyTarget.objects.filter(
        unit=asked.place, year=asked.period.year, measure=given["of"], kind=given["kind"]
    )
    return held.select_related("unit").first()
