"""Shares that lists of programmes handed out in the period: how many, how much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Sum
from django.urls import reverse

from ansinh.reckoning.months import month_iso
from ansinh.reckoning.values import Value
from ansinh.record.models.programmes import Given
from ansinh.reports import shares
from ansinh.reports.indicator import Asked, Heading, Row

TAKES = {"programmes": list, "groups": list, "but": list, "least": int, "most": int, "months": list, "since": int}
"""``months``: only these of the year; ``since``: so many months before the period count too."""

HEADINGS = (
    Heading("Họ và tên", "name"), Heading("Nơi ở"), Heading("Đợt"), Heading("Ngày nhận", "day"),
    Heading("Số tiền (đồng)", "money"),
)  # fmt: skip


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    found = shares.shares(wanted(asked, given)).order_by()
    return Value(found.count(), found.aggregate(money=Sum("amount", default=0))["money"])


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    return [
        Row((one.person.full_name, ", ".join(filter(None, (one.person.village, str(one.unit)))),
             one.sheet.round.title, one.on, one.amount), one.unit_id, reverse("person", args=[one.person_id]))
        for one in shares.shares(wanted(asked, given))
    ]  # fmt: skip


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    of = wanted(asked, given)
    told = {
        "tu": month_iso(of.months[0]), "den": month_iso(of.months[-1]), "ct": of.slugs, "nhom": of.groups,
        "tru": of.but, "tumuc": of.least or (), "denmuc": () if of.most is None else of.most, "nhan": of.state,
    }  # fmt: skip
    return f"{reverse('shares')}?{urlencode(told, doseq=True)}"


def wanted(asked: Asked, given: Mapping[str, Any]) -> shares.Wanted:
    """The shares an indicator means."""
    months = asked.period.months
    if only := given.get("months"):
        year = asked.period.year * 12
        months = range(year + min(only) - 1, year + max(only))
    return shares.Wanted(
        range(months[0] - given.get("since", 0), months[-1] + 1), tuple(given["programmes"]),
        tuple(given.get("groups", ())), tuple(given.get("but", ())), least=given.get("least", 0),
        most=given.get("most"), state=Given.HANDED, units=tuple(sorted(asked.units)),
    )  # fmt: skip
