"""Whom groups insured: on cards held in some month, or newly brought in by the lists of the period."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from ansinh.reckoning.months import month_iso
from ansinh.reckoning.values import Value
from ansinh.record.models.people import Fact
from ansinh.reports import insurance
from ansinh.reports.indicator import Asked, Heading, Row

TAKES = {"groups": list, "month": int, "new": bool, "degree": str}
"""``month``: cards held in this one of the year, none: in any of the period; ``degree``: of disability, then."""

DEGREES = {"mild": "nhẹ", "severe": "nặng", "extreme": "đặc biệt nặng"}
HEADINGS = (Heading("Họ và tên", "name"), Heading("Năm sinh", "date"), Heading("Nơi ở"), Heading("Nhóm"))


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    return Value(_found(asked, given).values("person").distinct().count())


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    group = "after" if given.get("new") else "group"
    found = _found(asked, given).select_related("person", "unit").order_by("unit__name", "person__name_sort", "-pk")
    return [
        Row((one.person.full_name, one.person.birth_text, ", ".join(filter(None, (one.person.village, str(one.unit)))),
             getattr(one, group)), one.unit_id, reverse("person", args=[one.person_id]))
        for one in {one.person_id: one for one in found}.values()
    ]  # fmt: skip


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    months = _months(asked, given)
    told = {"tu": month_iso(months[0]), "den": month_iso(months[-1]), "nhom": given["groups"]}
    if given.get("new"):
        told["moi"] = 1
    if degree := given.get("degree"):
        told["hoi"] = f"khuyết tật = {DEGREES[degree]}"
    return f"{reverse('insured')}?{urlencode(told, doseq=True)}"


def _months(asked: Asked, given: Mapping[str, Any]) -> range:
    if (only := given.get("month")) is not None:
        first = asked.period.year * 12 + only - 1
        return range(first, first + 1)
    return asked.period.months


def _found(asked: Asked, given: Mapping[str, Any]) -> Any:
    months = _months(asked, given)
    if given.get("new"):
        found: Any = insurance.brought(months, given["groups"]).filter(unit__in=asked.units)
    else:
        found = insurance.held(months, asked.units, given["groups"])
    if degree := given.get("degree"):
        held = Fact.objects.filter(
            Q(until_month=None) | Q(until_month__gt=months[0]), kind="disability", value=degree,
            from_month__lte=months[0], superseded_at=None,
        )  # fmt: skip
        found = found.filter(person__in=held.values("person"))
    return found
