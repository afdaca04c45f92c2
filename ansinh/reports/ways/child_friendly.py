"""Communes recognised as child-friendly in the last round decided by the period's end, or in the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from ansinh.reckoning.values import Value
from ansinh.reports import child_friendly
from ansinh.reports.indicator import Asked, Heading, Row

TAKES = {"what": str, "before": int}
"""``what``: ``count``, ``rate``, or what fell since the round before (``fall``, ``rate_fall``); ``before``: rounds."""

HEADINGS = (Heading("Xã"), Heading("Kết quả"), Heading("Tổng điểm", "count"), Heading("So với ngưỡng"),
            Heading("Vì sao"))  # fmt: skip


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    what, before = given["what"], given.get("before", 0)
    now = _year(asked, before)
    if now is None:
        return Value()
    if what in ("fall", "rate_fall"):
        then = _year(asked, before + 1)
        if then is None:
            return Value()
        number = {"fall": _count, "rate_fall": child_friendly.share}[what]
        return Value((number(asked.units, then) or 0) - (number(asked.units, now) or 0))
    return Value(_count(asked.units, now) if what == "count" else child_friendly.share(asked.units, now))


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    year = _year(asked, given.get("before", 0))
    if year is None:
        return []
    found = child_friendly.stands(asked.units, year)
    if given["what"] == "count":
        found = [one for one in found if one.recognised]
    return [
        Row((str(one.unit), one.file.get_stage_display(), one.judged.total, f"{one.judged.margin:+d}",
             "; ".join(why for _, why in one.judged.why)), one.file.unit_id,
            reverse("friendly_file", args=[one.file.pk]))
        for one in found
    ]  # fmt: skip


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    year = _year(asked, given.get("before", 0))
    said = "&so-sanh=1" if given["what"] in ("fall", "rate_fall") else ""
    return f"{reverse('friendly')}?nam={year or asked.period.year}{said}"


def _year(asked: Asked, before: int) -> int | None:
    return child_friendly.latest(asked.units, asked.period.year, before=before)


def _count(units: frozenset[int], year: int) -> int:
    return len(child_friendly.recognised(units, year))
