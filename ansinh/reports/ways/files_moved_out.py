"""Files of people with merit moved elsewhere in the period: the slips that went with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ansinh.reckoning.values import Value
from ansinh.reports import merit
from ansinh.reports.indicator import Asked, Heading, Row

TAKES: Mapping[str, type] = {}
HEADINGS = (Heading("Họ và tên", "name"), Heading("Từ"), Heading("Đến"), Heading("Ngày", "day"), Heading("Số phiếu"))


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    return Value(len(_found(asked)))


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    return [
        Row((one.person.full_name, one.from_place, one.to_place, one.on, one.number), one.person.unit_id,
            reverse("person", args=[one.person.pk]))
        for one in _found(asked)
    ]  # fmt: skip


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    told = {"tu": f"{asked.period.first:%d/%m/%Y}", "den": f"{asked.period.last:%d/%m/%Y}"}
    return f"{reverse('merit_moved')}?{urlencode(told)}"


def _found(asked: Asked) -> list[merit.Moved]:
    return merit.moved_out(asked.period.first, asked.period.last, asked.units)
