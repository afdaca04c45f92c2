"""Teams formed or reorganised in the period, each once with its last decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ansinh.reckoning.values import Value
from ansinh.reports import activities
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
    return Value(len(_found(asked, given)))


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    link = page(asked, given)
    return [
        Row(
            (one.team.name, str(one.team.unit), one.now.paper, one.now.on, len(one.now.members)), one.team.unit_id, link
        )
        for one in _found(asked, given)
    ]


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    told = {"tu": f"{asked.period.first:%d/%m/%Y}", "den": f"{asked.period.last:%d/%m/%Y}", "linh-vuc": given["field"]}
    return f"{reverse('teams')}?{urlencode(told, doseq=True)}"


def _found(asked: Asked, given: Mapping[str, Any]) -> list[activities.Standing]:
    """Each team once, with its last decision of the period."""
    return activities.teams(given["field"], (asked.period.first, asked.period.last), asked.units)
