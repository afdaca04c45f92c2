"""Decisions on social assistance of the period: what gave, changed or ended a benefit, each number and day once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ansinh.reckoning.values import Value
from ansinh.reports import decided
from ansinh.reports.indicator import Asked, Heading, Row

TAKES: Mapping[str, type] = {}
HEADINGS = (Heading("Số quyết định"), Heading("Ngày", "day"), Heading("Việc"), Heading("Số người", "count"),
            Heading("Xã"))  # fmt: skip


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    return Value(len(_found(asked)))


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    link = page(asked, given)
    return [Row((one.number, one.on, one.what, one.people, one.unit), one.unit_id, link) for one in _found(asked)]


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    told = {"tu": f"{asked.period.first:%d/%m/%Y}", "den": f"{asked.period.last:%d/%m/%Y}"}
    return f"{reverse('decided')}?{urlencode(told)}"


def _found(asked: Asked) -> list[decided.Decided]:
    return decided.decided(asked.period.first, asked.period.last, asked.units)
