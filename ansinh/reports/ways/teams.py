"""Teams formed or reorganised in the period."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ansinh.reckoning.values import Value
from ansinh.record.models.activities import TeamChange
from ansinh.reports.indicator import Asked, Heading, Row

TAKES = {"field": str}

HEADINGS = (
    Heading("Đội"),
    Heading("Xã"),
    Heading("Quyết định"),
    Heading("Ngày", "day"),
    Heading("Số thành viên", "count"),
)
NAMES = 1
"""The column that names what was counted."""


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    return Value(_found(asked, given).order_by().values("team").distinct().count())


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    return [
        Row((one.team.name, str(one.team.unit), one.paper, one.on, len(one.members)), one.team.unit_id,
            reverse("teams"))
        for one in _found(asked, given)
    ]  # fmt: skip


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    told = {"tu": f"{asked.period.first:%d/%m/%Y}", "den": f"{asked.period.last:%d/%m/%Y}", "linh-vuc": given["field"]}
    return f"{reverse('teams')}?{urlencode(told, doseq=True)}"


def _found(asked: Asked, given: Mapping[str, Any]) -> Any:
    found = TeamChange.objects.filter(
        team__unit__in=asked.units, team__field=given["field"], on__range=(asked.period.first, asked.period.last)
    )
    return found.select_related("team__unit").order_by("on", "pk")
