"""People and money of the lists over the months of a year, social assistance and merit apart; and by what was paid."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ansinh.law import funds as law
from ansinh.law.poverty_programme import SOURCES
from ansinh.pages import pictures
from ansinh.pages.glance.asked import Asked
from ansinh.pages.tables import Column, Table
from ansinh.pages.templatetags.ansinh import count, money, month, month_figures, month_iso
from ansinh.record.models.assistance import Family
from ansinh.reports import glance, shares


class Look(NamedTuple):
    """A picture with its sentence in plain words and its table."""

    picture: SafeString
    told: str
    table: Table
    title: str


def trend(asked: Asked) -> tuple[Look, Look]:
    """People, and money, month by month."""
    found = glance.by_month(asked.units, asked.months)
    table = Table(f"tung-thang-{asked.year}", _columns(), _rows(asked, found), sortable=False)
    people = Look(
        _lines("nguoi-nhan", asked, found, "people"), _people_told(found), table, _("Người nhận qua các tháng")
    )
    paid = Look(_lines("tien-chi", asked, found, "money"), _money_told(asked, found), table, _("Tiền qua các tháng"))
    return people, paid


def _lines(name: str, asked: Asked, found: list[glance.OfMonth], what: str) -> SafeString:
    """Two lines over the twelve months; a month whose lists are not all approved is hollow."""
    known = {(one.month, one.family): one for one in found}
    said = count if what == "people" else money
    words = _("%(month)s, %(purse)s: %(n)s người") if what == "people" else _("%(month)s, %(purse)s: %(n)s")
    series = [
        pictures.Series(str(_(str(family.label))), [
            pictures.Point(
                str(number % 12 + 1), getattr(one, what) if one else None,
                words % {"month": month(number), "purse": _(str(family.label)), "n": said(getattr(one, what))}
                if one else "",
                _door(asked, number, family) if one else "", open=bool(one and not one.settled),
            )
            for number in asked.months for one in (known.get((number, family)),)
        ])
        for family in Family if any(one.family == family for one in found)
    ]  # fmt: skip
    title = _("Người nhận từng tháng") if what == "people" else _("Tiền từng tháng")
    told = _people_told(found) if what == "people" else _money_told(asked, found)
    return pictures.line(name, title, told, series)


def _door(asked: Asked, number: int, family: int) -> str:
    """Everybody on the lists of a month, of one purse."""
    return reverse("month_listed", args=[month_iso(number)]) + asked.narrowed(nguon=int(family))


def _people_told(found: list[glance.OfMonth]) -> str:
    """The last month against the first, purse by purse."""
    told = []
    for family in Family:
        mine = [one for one in found if one.family == family]
        if not mine:
            continue
        first, last = mine[0], mine[-1]
        step = last.people - first.people
        words = {"purse": _(str(family.label)), "n": count(last.people), "month": month(last.month),
                 "d": count(abs(step)), "first": month(first.month)}  # fmt: skip
        if first.month == last.month or not step:
            told.append(_("%(purse)s: %(n)s người %(month)s.") % words)
        elif step > 0:
            told.append(_("%(purse)s: %(n)s người %(month)s, nhiều hơn %(d)s so với %(first)s.") % words)
        else:
            told.append(_("%(purse)s: %(n)s người %(month)s, ít hơn %(d)s so với %(first)s.") % words)
    return " ".join(told) or _("Năm này chưa có danh sách chi trả nào.")


def _money_told(asked: Asked, found: list[glance.OfMonth]) -> str:
    """What approved lists paid in the year so far; which month is not approved yet."""
    told = []
    for family in Family:
        if mine := [one for one in found if one.family == family and one.settled]:
            told.append(_("%(purse)s: đã duyệt chi %(n)s.") % {
                "purse": _(str(family.label)), "n": money(sum(one.money for one in mine))})  # fmt: skip
    if waits := sorted({one.month for one in found if not one.settled}):
        named = ", ".join(map(month_figures, waits))
        told.append(_("Tháng %(months)s còn danh sách chưa duyệt: điểm rỗng trên hình.") % {"months": named})
    return " ".join(told) or _("Năm này chưa có danh sách chi trả nào.")


def _columns() -> list[Column]:
    return [
        Column("month", _("Tháng"), "month"),
        Column("people0", _("Người, trợ giúp xã hội"), "count"),
        Column("money0", _("Tiền, trợ giúp xã hội (đồng)"), "money", True),
        Column("people1", _("Người, người có công"), "count"),
        Column("money1", _("Tiền, người có công (đồng)"), "money", True),
        Column("state", _("Danh sách")),
    ]


def _rows(asked: Asked, found: list[glance.OfMonth]) -> list[dict[str, Any]]:
    rows: dict[int, dict[str, Any]] = {}
    for one in found:
        row = rows.setdefault(one.month, {
            "month": one.month, "href": reverse("month_listed", args=[month_iso(one.month)]) + asked.narrowed(),
            "people0": None, "money0": None, "people1": None, "money1": None, "state": _("đã duyệt"),
        })  # fmt: skip
        row |= {f"people{one.family}": one.people, f"money{one.family}": one.money,
                f"href:people{one.family}": _door(asked, one.month, one.family)}  # fmt: skip
        if not one.settled:
            row |= {"state": _("chưa duyệt hết"), "tag:state": "warn"}
    return list(rows.values())


def sources(asked: Asked, seen: list[int]) -> Look:
    """What was paid, handed out and spent in the year, a book and a name a bar; ``seen``: places whose money is."""
    rows = _from_lists(asked) + _handed_out(asked) + _from_funds(asked) + _of_programme(asked, seen)
    rows = sorted((row | {"year": str(asked.year)} for row in rows), key=lambda row: -row["money"])
    bars = [pictures.Bar(row["name"], row["money"], money(row["money"]), row["href"]) for row in rows[: pictures.MOST]]
    title = _("Tiền theo nguồn và chương trình")
    told = _("Nhiều nhất: %(name)s, %(n)s.") % {"name": rows[0]["name"], "n": money(rows[0]["money"])} if rows else ""
    if len(rows) > pictures.MOST:
        told += " " + _("Hình vẽ %(n)s khoản lớn nhất, bảng có đủ.") % {"n": pictures.MOST}
    columns = [
        Column("name", _("Khoản")),
        Column("book", _("Sổ")),
        Column("year", _("Năm")),
        Column("money", _("Tiền (đồng)"), "money"),
    ]
    table = Table(f"tien-theo-nguon-{asked.year}", columns, rows, sortable=False)
    return Look(pictures.bars("nguon", title, told, bars), told, table, title)


def _row(name: str, book: str, amount: int, href: str) -> dict[str, Any]:
    return {"name": name, "book": book, "money": amount, "href": href}


def _from_lists(asked: Asked) -> list[dict[str, Any]]:
    """Approved lists of payment: the door is the months of the year, each with its people."""
    found = glance.from_lists(asked.units, asked.months)
    return [
        _row(str(_(str(Family(family).label))), _("danh sách chi trả đã duyệt"), amount,
             asked.narrowed(nam=asked.year) + "#tung-thang")
        for family, amount in sorted(found.items()) if amount
    ]  # fmt: skip


def _handed_out(asked: Asked) -> list[dict[str, Any]]:
    """Programmes whose shares were handed out."""
    named = dict(shares.programmes(asked.months))
    period = {"tu": f"1/{asked.year}", "den": f"12/{asked.year}", "nhan": "handed"}
    return [
        _row(named.get(one.key, one.name), _("quà và hỗ trợ đã cấp"), one.money,
             reverse("shares") + asked.narrowed(**period, ct=one.key))
        for one in glance.handed_out(asked.units, asked.months)
    ]  # fmt: skip


def _from_funds(asked: Asked) -> list[dict[str, Any]]:
    """Funds that spent."""
    return [
        _row(law.fund(one.key).name, _("chi của quỹ"), one.money,
             f"{reverse('funds')}?nam={asked.year}&loai={one.key}")
        for one in glance.from_funds(asked.units, asked.year)
    ]  # fmt: skip


def _of_programme(asked: Asked, seen: list[int]) -> list[dict[str, Any]]:
    """The national programme's money, by source."""
    return [
        _row(_("Chương trình giảm nghèo: %(source)s") % {"source": SOURCES[source]}, _("giải ngân vốn chương trình"),
             amount, f"{reverse('programme_money')}?nam={asked.year}")
        for source, amount in glance.disbursed(seen, asked.year).items()
    ]  # fmt: skip
