"""The year's contribution, paid ahead, of everybody insured in the period whom the budget pays for whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ansinh.reckoning.months import month_iso
from ansinh.reckoning.values import Value
from ansinh.reports import insurance
from ansinh.reports.indicator import Asked, Heading, Row

TAKES: Mapping[str, type] = {}
HEADINGS = (Heading("Nhóm"), Heading("Số người", "count"), Heading("Ngân sách đóng (đồng)", "money"))


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    found = insurance.ahead(asked.period.months, asked.units, asked.book_of)
    return Value(sum(one.people for one in found), sum(one.money.budget for one in found))


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    told = page(asked, given)
    found = insurance.ahead(asked.period.months, asked.units, asked.book_of)
    return [Row((one.name, one.people, one.money.budget), None, told) for one in found]


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    months = asked.period.months
    return f"{reverse('insured_ahead')}?{urlencode({'tu': month_iso(months[0]), 'den': month_iso(months[-1])})}"
