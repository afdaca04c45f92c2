"""The map of tiles: the communes of a place by one measure, which the reader chooses (``do``)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.pages import pictures, tiles
from ansinh.pages.glance.asked import Asked, communes
from ansinh.pages.glance.trend import Look
from ansinh.pages.tables import Column, Table
from ansinh.pages.templatetags.ansinh import month_iso, rate
from ansinh.reckoning.poverty import rate as share
from ansinh.record.models.places import Unit
from ansinh.reports import glance
from ansinh.reports.places import in_a_sentence
from ansinh.reports.poverty import Rate, rates
from ansinh.reports.receiving import Lacking


class Known(NamedTuple):
    """What other parts of the page have read already: what is lacking, and running and late dossiers, by commune."""

    lacking: dict[int, Lacking]
    dossiers: dict[int, tuple[int, int]]


class Value(NamedTuple):
    """A commune's value of a measure, the two numbers it is made of, and where it leads."""

    value: int | None
    part: int
    whole: int | None
    href: str


class Measure(NamedTuple):
    """One measure: its name, what its two numbers are, how its value is written, its values by commune."""

    name: Any
    part: Any
    whole: Any
    kind: str
    values: Callable[[Asked, Known], dict[int, Value]]


def _recipients(asked: Asked, known: Known) -> dict[int, Value]:
    """People on the lists of the last month for each thousand of the commune, where the office counted its people."""
    people = glance.people(asked.units, asked.month, asked.now)
    residents = glance.population(asked.units, asked.year, asked.now)
    listed = reverse("month_listed", args=[month_iso(asked.month)])
    return {
        unit: Value(number * 1000 * 100 // residents[unit] if residents.get(unit) else None, number,
                    residents.get(unit), f"{listed}?noi={unit}")
        for unit, number in people.items()
    }  # fmt: skip


def _money(asked: Asked, known: Known) -> dict[int, Value]:
    found = glance.money(asked.units, asked.months, asked.now)
    people = glance.people(asked.units, asked.month, asked.now)
    return {
        unit: Value(amount, people.get(unit, 0), None, f"?noi={unit}&nam={asked.year}")
        for unit, amount in found.items()
    }


def _number(asked: Asked, known: Known) -> dict[int, Value]:
    """Of those who draw something today; who has no identity number."""
    door = reverse("glance_people")
    return {
        unit: Value(share(one.lacks["number"], one.people), one.lacks["number"], one.people,
                    f"{door}?thieu=number&noi={unit}")
        for unit, one in known.lacking.items()
    }  # fmt: skip


def _late(asked: Asked, known: Known) -> dict[int, Value]:
    door = f"{reverse('dossiers')}?loc=open&han=qua"
    return {
        unit: Value(share(late, open_), late, open_, f"{door}&noi={unit}")
        for unit, (open_, late) in known.dossiers.items()
    }


def _poverty(asked: Asked, known: Known) -> dict[int, Value]:
    """By the classes of January of the year; a commune that merged counts under what it became."""
    found: dict[int, Rate] = {}
    for one in rates(asked.units, asked.year):
        here = asked.now.get(one.unit, one.unit)
        found[here] = (found[here] + one if here in found else one)._replace(unit=here)
    door = f"{reverse('poverty_classes')}?nam={asked.year}&hang=poor"
    return {
        unit: Value(one.poor_rate, one.poor, one.households or None, f"{door}&noi={unit}")
        for unit, one in found.items()
    }


MEASURES: dict[str, Measure] = {
    "tien": Measure(gettext_lazy("Tiền đã duyệt chi trong năm"), gettext_lazy("Người nhận tháng cuối"), "", "money",
                    _money),
    "nguoi": Measure(gettext_lazy("Người nhận trên 1.000 dân"), gettext_lazy("Người nhận tháng cuối"),
                     gettext_lazy("Dân số đã nhập"), "each", _recipients),
    "dinh-danh": Measure(gettext_lazy("Chưa có số định danh"), gettext_lazy("Chưa có số"), gettext_lazy("Đang hưởng"),
                         "rate", _number),
    "tre-han": Measure(gettext_lazy("Hồ sơ quá hạn"), gettext_lazy("Quá hạn"), gettext_lazy("Đang xử lý"), "rate",
                       _late),
    "ngheo": Measure(gettext_lazy("Tỷ lệ hộ nghèo đầu năm"), gettext_lazy("Hộ nghèo"), gettext_lazy("Số hộ"), "rate",
                     _poverty),
}  # fmt: skip
USUAL = "tien"


def written(kind: str, value: int | None) -> str:
    """A value as a tile says it: 1,5 tỷ, 78,25, 12,34 %."""
    if value is None:
        return "–"
    return pictures.short(value) if kind == "money" else rate(value) if kind == "each" else f"{rate(value)} %"


def look(asked: Asked, name: str, known: Known) -> Look:
    """The map by a measure, its sentence, its table."""
    measure = MEASURES[name]
    units, found = communes(asked), measure.values(asked, known)
    found |= {pk: Value(None, 0, None, "") for pk in units if pk not in found}
    units |= {one.pk: one for one in Unit.objects.filter(pk__in=[pk for pk in found if pk not in units])}
    shown = {
        pk: tiles.Shown(one.value, written(measure.kind, one.value),
                        f"{units[pk]}: {written(measure.kind, one.value)}", one.href if one.value is not None else "")
        for pk, one in found.items()
    }  # fmt: skip
    told = _told(measure, {in_a_sentence(units[pk]): one.value for pk, one in found.items() if one.value is not None})
    anybody = any(one.value is not None for one in found.values())
    squares = tiles.squares(shown, units) if anybody else []
    table = Table(f"xa-theo-{name}-{asked.year}", _columns(measure), _rows(measure, found, units), sortable=False)
    return Look(pictures.tiles("ban-do", str(measure.name), told, squares), told, table, str(measure.name))


def _told(measure: Measure, values: dict[str, int]) -> str:
    """Where it is most and least."""
    if not values:
        return _("Chưa có số liệu nào để so các xã theo cách này.")
    most, least = max(values, key=values.__getitem__), min(values, key=values.__getitem__)
    words = {"most": most, "a": written(measure.kind, values[most]), "least": least,
             "b": written(measure.kind, values[least])}  # fmt: skip
    if len(values) == 1 or values[most] == values[least]:
        return _("Ở %(most)s: %(a)s.") % words if len(values) == 1 else _("Các xã như nhau: %(a)s.") % words
    return _("Cao nhất %(most)s: %(a)s; thấp nhất %(least)s: %(b)s.") % words


def _columns(measure: Measure) -> list[Column]:
    kind = "money" if measure.kind == "money" else "rate"
    unit = {"money": _("đồng"), "rate": "%", "each": _("trên 1.000 dân")}[measure.kind]
    heading = str(measure.name) if measure.kind == "each" else f"{measure.name} ({unit})"
    return [
        Column("unit", _("Xã")), Column("part", str(measure.part), "count", True),
        *([Column("whole", str(measure.whole), "count", True)] if measure.whole else []),
        Column("value", heading, kind, kind == "money"),
    ]  # fmt: skip


def _rows(measure: Measure, found: dict[int, Value], units: dict[int, Unit]) -> list[dict[str, Any]]:
    ordered = sorted(found.items(), key=lambda pair: (-(pair[1].value or -1), str(units[pair[0]])))
    return [
        {"unit": str(units[pk]), "href": one.href, "part": one.part, "whole": one.whole, "value": one.value}
        for pk, one in ordered
    ]  # fmt: skip


__all__ = ["MEASURES", "USUAL", "Known", "look", "written"]
