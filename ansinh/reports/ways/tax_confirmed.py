"""Which share of a place's poor households stands on the year's list of the tax exemption, in hundredths of 1 %."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from ansinh.reckoning.poverty import rate
from ansinh.reckoning.values import Value
from ansinh.record.models.people import Fact
from ansinh.reports.indicator import Asked
from ansinh.reports.ways import shares

TAKES = shares.TAKES
HEADINGS = shares.HEADINGS
rows = shares.rows
page = shares.page


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    return Value(rate(shares.value(asked, given).number or 0, len(poor(asked))))


def poor(asked: Asked) -> set[int]:
    """The poor households of the year's first month by what is known of their members; who lives alone by person."""
    month = asked.period.year * 12
    held = Fact.objects.filter(
        Q(until_month=None) | Q(until_month__gt=month), kind="household", value="poor", from_month__lte=month,
        superseded_at=None, person__unit__in=asked.units,
    )  # fmt: skip
    lives = held.filter(Q(person__died_on=None) | Q(person__died_on__gte=asked.period.first))
    return {home or -person for home, person in lives.values_list("person__household", "person")}
