"""What the funds of a kind of the place mean to raise in the year, by the plans in force."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from ansinh.reckoning.values import Value
from ansinh.record.models.funds import FundPlan
from ansinh.record.models.places import Level
from ansinh.reports import funds
from ansinh.reports.indicator import Asked, Heading, Row

TAKES = {"fund": str}
HEADINGS = (Heading("Quỹ của"), Heading("Kế hoạch theo"), Heading("Số thu kế hoạch (đồng)", "money"))


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    found = _found(asked, given)
    return Value(len(found), sum(one.to_raise for one in found)) if found else Value()


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    return [
        Row((str(one.fund.unit), one.paper, one.to_raise), None, reverse("fund", args=[one.fund_id]))
        for one in _found(asked, given)
    ]


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    return f"{reverse('funds')}?nam={asked.period.year}"


def _found(asked: Asked, given: Mapping[str, Any]) -> list[FundPlan]:
    """Plans of the place's own funds and of those below it; not of a larger place."""
    found = FundPlan.objects.filter(funds.SPENT, fund__code=given["fund"], year=asked.period.year)
    near = found.select_related("fund__unit").order_by("fund__unit__level", "fund__unit__name")
    own = [one for one in near if one.fund.unit_id in asked.units or one.fund.unit_id == asked.place.pk]
    if asked.place.level != Level.COMMUNE:
        own += [one for one in near if one not in own and one.fund.unit.parent_id == asked.place.pk]
    return own
