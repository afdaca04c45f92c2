"""Who was paid from a purse by approved lists of the period's months, monthly or once, and all it paid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ansinh.reckoning.months import month_iso
from ansinh.reckoning.values import Value
from ansinh.record.models.assistance import Family
from ansinh.reports import paid
from ansinh.reports.indicator import Asked, Heading, Row

TAKES = {"purse": str, "who": str}
"""``purse``: assistance or merit; ``who``: monthly, once; none: everybody."""

PURSES = {"assistance": Family.ASSISTANCE, "merit": Family.MERIT}
WAYS = {"monthly": "hang-thang", "once": "mot-lan"}
HEADINGS = (
    Heading("Họ và tên", "name"), Heading("Năm sinh", "date"), Heading("Nơi ở"), Heading("Nhóm"),
    Heading("Số tháng", "count"), Heading("Hằng tháng (đồng)", "money"), Heading("Một lần (đồng)", "money"),
)  # fmt: skip


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    found = _found(asked, given)
    return Value(len(found), sum(one.total for one in found))


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    return [
        Row((one.name, one.birth, one.place, one.groups, one.months, one.monthly, one.once), one.unit_id,
            reverse("person", args=[one.person_id]))
        for one in _found(asked, given)
    ]  # fmt: skip


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    months = asked.period.months
    told = {"tu": month_iso(months[0]), "den": month_iso(months[-1]), "nguon": int(PURSES[given["purse"]]),
            "loai": WAYS.get(given.get("who", ""), "")}  # fmt: skip
    return f"{reverse('paid')}?{urlencode(told)}"


def _found(asked: Asked, given: Mapping[str, Any]) -> list[paid.Paid]:
    every = paid.paid(asked.period.months, PURSES[given["purse"]], asked.units)
    who = given.get("who", "")
    return [one for one in every if not who or (one.months if who == "monthly" else one.once)]
