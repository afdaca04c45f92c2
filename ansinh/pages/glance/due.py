"""What is late or waits, commune by commune: dossiers past their limit or near it, lists not approved, debts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from ansinh.pages import dossiers, pictures
from ansinh.pages.glance.trend import Look
from ansinh.pages.tables import Column, Table
from ansinh.pages.templatetags.ansinh import count
from ansinh.reckoning.months import month_of
from ansinh.record.branches import became
from ansinh.record.models.places import Unit
from ansinh.reports import glance
from ansinh.reports.places import in_a_sentence


class Due(NamedTuple):
    """One commune today: dossiers running, late, near their limit; lists that wait; debts without a plan."""

    unit: int
    running: int = 0
    late: int = 0
    soon: int = 0
    lists: tuple[glance.Unapproved, ...] = ()
    debts: int = 0


def due(units: frozenset[int], on: datetime.date) -> dict[int, Due]:
    """Each commune of the place that has any of it, as communes are called on the day."""
    now = became(on)
    found: dict[int, Due] = {}

    def of(unit: int) -> Due:
        here = now.get(unit, unit)
        return found.get(here, Due(here))

    for unit, clock in dossiers.running(on):
        if unit in units:
            one = of(unit)
            found[one.unit] = one._replace(running=one.running + 1, late=one.late + clock.late,
                                           soon=one.soon + clock.soon)  # fmt: skip
    for waits in glance.unapproved(units, month_of(on)):
        one = of(waits.unit)
        found[one.unit] = one._replace(lists=(*one.lists, waits))
    for unit, debts in glance.unplanned(units, now).items():
        found[unit] = of(unit)._replace(debts=debts)
    return found


def late_told(found: Iterable[Due], names: dict[int, str]) -> str:
    """Where dossiers are late: "4 xã chậm hồ sơ, nhiều nhất Tam Đa: 6"; empty when nowhere."""
    late = sorted((one for one in found if one.late), key=lambda one: (-one.late, names[one.unit]))
    if not late:
        return ""
    words = {"n": count(len(late)), "most": names[late[0].unit], "m": count(late[0].late)}
    one, more = _("%(most)s chậm hồ sơ: %(m)s"), _("%(n)s xã chậm hồ sơ, nhiều nhất %(most)s: %(m)s")
    return (one if len(late) == 1 else more) % words


def look(found: dict[int, Due], on: datetime.date) -> Look:
    """Bars of late dossiers, the sentence, and the table of everything that waits."""
    known = Unit.objects.in_bulk(list(found))
    names, said_as = ({pk: how(unit) for pk, unit in known.items()} for how in (str, in_a_sentence))
    ordered = sorted(found.values(), key=lambda one: (-one.late, -one.soon, -len(one.lists), names[one.unit]))
    late = late_told(ordered, said_as)
    told = [f"{late[:1].upper()}{late[1:]}." if late else _("Không xã nào chậm hồ sơ.")]
    if soon := sum(one.soon for one in ordered):
        told.append(_("%(n)s hồ sơ còn từ 3 ngày làm việc trở xuống.") % {"n": count(soon)})
    if lists := len({(one.run, one.round) for row in ordered for one in row.lists}):
        told.append(_("%(n)s danh sách chưa duyệt.") % {"n": count(lists)})
    if debts := sum(one.debts for one in ordered):
        told.append(_("%(n)s khoản phải thu hồi chưa có phương án.") % {"n": count(debts)})
    bars = [
        pictures.Bar(names[one.unit], one.late, _("%(n)s hồ sơ") % {"n": count(one.late)}, _dossiers(one, "qua"))
        for one in ordered if one.late
    ]  # fmt: skip
    if len(bars) > pictures.MOST:
        told.append(_("Hình vẽ %(n)s xã chậm nhất, bảng có đủ.") % {"n": pictures.MOST})
    title, said = _("Hồ sơ quá hạn theo xã"), " ".join(told)
    picture = pictures.bars("qua-han", title, said, bars[: pictures.MOST]) if bars else pictures.EMPTY
    table = Table(f"den-han-{on:%Y-%m-%d}", _columns(), [_row(one, names[one.unit]) for one in ordered], sortable=False)
    return Look(picture, said, table, title)


def _columns() -> list[Column]:
    return [
        Column("unit", _("Xã")), Column("running", _("Hồ sơ"), "count", True),
        Column("late", _("Quá hạn"), "count", True), Column("soon", _("Còn ≤ 3 ngày"), "count", True),
        Column("lists", _("Danh sách chờ"), "count", True),
        Column("debts", _("Nợ chưa tính"), "count", True),
    ]  # fmt: skip


def _row(one: Due, name: str) -> dict[str, Any]:
    return {
        "unit": name, "href": f"?noi={one.unit}", "running": one.running, "late": one.late, "soon": one.soon,
        "lists": len(one.lists), "debts": one.debts, "href:running": _dossiers(one) if one.running else "",
        "href:late": _dossiers(one, "qua") if one.late else "", "href:soon": _dossiers(one, "sap") if one.soon else "",
        "href:lists": _lists(one), "href:debts": f"{reverse('recovery')}?loc=chua&xa={one.unit}" if one.debts else "",
    }  # fmt: skip


def _dossiers(one: Due, limit: str = "") -> str:
    narrowed = f"&han={limit}" if limit else ""
    return f"{reverse('dossiers')}?loc=open{narrowed}&noi={one.unit}"


def _lists(one: Due) -> str:
    """The list itself when one waits; else where lists of its sort stand."""
    if not one.lists:
        return ""
    first = one.lists[0]
    if len(one.lists) == 1:
        return reverse("run", args=[first.run]) if first.run else reverse("round", args=[first.round])
    return reverse("runs") if first.run else reverse("programmes")
