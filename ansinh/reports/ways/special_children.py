"""Children in special circumstances on the period's last day, each once; of one group, or in care in another home."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ansinh.reckoning.values import Value
from ansinh.reports import children
from ansinh.reports.indicator import Asked, Heading, Row

TAKES = {"group": str, "care": bool}
HEADINGS = (Heading("Nhóm hoặc xã"), Heading("Số em", "count"))


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    if given.get("care"):
        return Value(len(children.in_care(asked.units, _on(asked))))
    group = given.get("group", "")
    if not group:
        return Value(children.total(asked.units, _on(asked)))
    found = {one.group.code: one.children for one in children.by_group(asked.units, _on(asked))}
    return Value(found.get(group, 0))


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    """By group or commune, without names: a report keeps its rows, and names are for whoever is entrusted with them.

    A child of two groups stands in both.
    """
    link = page(asked, given)
    if given.get("care"):
        homes = Counter(one.care.person.unit_id for one in children.in_care(asked.units, _on(asked)))
        named = children.names(homes)
        return [Row((named[unit], number), unit, link) for unit, number in homes.items()]
    found = [one for one in children.by_group(asked.units, _on(asked)) if one.children]
    wanted = given.get("group", "")
    return [Row((one.group.titled, one.children), None, link) for one in found if wanted in ("", one.group.code)]


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    told = {"ngay": f"{_on(asked):%d/%m/%Y}"} | ({"nhom": given["group"]} if given.get("group") else {})
    return f"{reverse('child_cares' if given.get('care') else 'children_list')}?{urlencode(told)}"


def _on(asked: Asked) -> datetime.date:
    return min(asked.period.last, asked.on)
