"""How whole the register is, by commune: what is known of those who draw something, and whom it is lacking of."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts import permit
from ansinh.pages import pictures
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key
from ansinh.pages.glance.ages import called as age_words
from ansinh.pages.glance.trend import Look
from ansinh.pages.months import read_month
from ansinh.pages.place_fields import asked_place, communes_asked
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.templatetags.ansinh import count
from ansinh.reckoning.months import month_of
from ansinh.record.branches import became
from ansinh.record.models.people import Sex
from ansinh.record.models.places import Unit
from ansinh.reports import receiving
from ansinh.reports.places import in_a_sentence
from ansinh.reports.receiving import LACKS, STEP, Lacking, Wanted

KNOWN = {
    "number": gettext_lazy("Số định danh (%)"), "check": gettext_lazy("Đã đối chiếu (%)"),
    "birth": gettext_lazy("Đủ ngày sinh (%)"), "village": gettext_lazy("Thôn (%)"),
    "paid": gettext_lazy("Tài khoản, nhận thay (%)"), "card": gettext_lazy("Thẻ BHYT (%)"),
}  # fmt: skip
"""What is known, as the headings of the table of shares say it."""

LACKING = {
    "number": gettext_lazy("chưa có số định danh"), "check": gettext_lazy("chưa đối chiếu định danh"),
    "birth": gettext_lazy("chưa đủ ngày, tháng, năm sinh"), "village": gettext_lazy("chưa ghi thôn"),
    "paid": gettext_lazy("chưa có tài khoản, cũng chưa có người nhận thay"),
    "card": gettext_lazy("chưa có thẻ BHYT do cơ quan lập danh sách"),
    "household": gettext_lazy("nghèo, cận nghèo nhưng chưa gắn hộ"),
    "account": gettext_lazy("nhận qua ngân hàng nhưng chưa có số tài khoản"),
}  # fmt: skip
"""What is lacking, as it is said of somebody."""

URGENT = ("household", "account")
"""Of these it is told how many, not which share."""

UNKNOWN = "chua-ro"


def look(request: Signed, found: dict[int, Lacking]) -> tuple[Look, Table]:
    """Bars of what is lacking, the table of shares, and the table of what is to be put right one by one."""
    known = Unit.objects.in_bulk(list(found))
    names = {pk: str(unit) for pk, unit in known.items()}
    ordered = sorted(found.values(), key=lambda one: names[one.unit])
    whole = sum(ordered, Lacking(0, 0, {}))
    told = _told(ordered, whole, {pk: in_a_sentence(unit) for pk, unit in known.items()})
    title = _("Dữ liệu còn thiếu")
    place = asked_place(request)
    bars = [
        pictures.Bar(_capital(words), whole.lacks.get(name, 0), _people(whole.lacks.get(name, 0)),
                     _door(name, place.pk if place else None))
        for name, words in LACKING.items() if whole.lacks.get(name)
    ]  # fmt: skip
    shares = Table("du-lieu-theo-xa", _columns(), [_row(one, names[one.unit]) for one in ordered], sortable=False)
    shares.whole = _row(whole, "") | {f"href:{name}": _door(name, place.pk if place else None) for name in KNOWN}
    picture = pictures.bars("con-thieu", title, told, bars) if bars else pictures.EMPTY
    return Look(picture, told, shares, title), _to_mend(request, ordered, names)


def _capital(words: Any) -> str:
    return f"{str(words)[:1].upper()}{str(words)[1:]}"


def _people(number: int) -> str:
    return _("%(n)s người") % {"n": count(number)}


def _door(name: str, unit: int | None) -> str:
    return f"{reverse('glance_people')}?thieu={name}" + (f"&noi={unit}" if unit is not None else "")


def _told(ordered: list[Lacking], whole: Lacking, names: dict[int, str]) -> str:
    """What is lacking of the most people, and where the identity number is."""
    if not whole.people:
        return _("Chưa có ai đang hưởng hằng tháng ở đây.")
    told = [_("%(n)s người đang hưởng.") % {"n": count(whole.people)}]
    most = max(LACKING, key=lambda name: whole.lacks[name])
    if not whole.lacks[most]:
        return told[0] + " " + _("Không thiếu gì.")
    told.append(_("Thiếu nhiều nhất: %(n)s người %(what)s.") % {"n": count(whole.lacks[most]), "what": LACKING[most]})
    if number := whole.lacks["number"]:
        worst = max(ordered, key=lambda one: one.lacks["number"])
        words = {"n": count(number), "most": names[worst.unit], "m": count(worst.lacks["number"])}
        told.append(_("%(n)s người chưa có số định danh, nhiều nhất %(most)s: %(m)s.") % words)
    return " ".join(told)


def _columns() -> list[Column]:
    shares = [Column(name, str(heading), "rate") for name, heading in KNOWN.items()]
    return [Column("unit", _("Xã")), Column("people", _("Đang hưởng"), "count", True), *shares]


def _row(one: Lacking, name: str) -> dict[str, Any]:
    """Shares of those it is known of; a share that is not all leads to whom it is lacking of."""
    row: dict[str, Any] = {"unit": name, "href": f"?noi={one.unit}", "people": one.people}
    for what in KNOWN:
        row |= {what: one.known(what), f"href:{what}": _door(what, one.unit) if one.lacks.get(what) else ""}
    return row


def _to_mend(request: Signed, ordered: list[Lacking], names: dict[int, str]) -> Table:
    """Poor people without a household, payments to no account, and rows of workbooks that wait; by commune."""
    place = asked_place(request)
    waits = receiving.rows_waiting(communes_asked(request, place), became(timezone.localdate()))
    door = reverse("imports") if permit.allowed(request.user, "register") else ""
    told = {one.unit: one for one in ordered}
    named = names | {one.pk: str(one) for one in Unit.objects.filter(pk__in=[pk for pk in waits if pk])}
    rows = []
    for unit in sorted({*told, *waits}, key=lambda unit: (unit is None, named.get(unit or 0, ""))):
        one = told.get(unit or 0, Lacking(unit or 0, 0, {}))
        row: dict[str, Any] = {"unit": _("tệp không ghi mã xã") if unit is None else named[unit]}
        for name in URGENT:
            row |= {name: one.lacks.get(name, 0), f"href:{name}": _door(name, unit) if one.lacks.get(name) else ""}
        rows.append(row | {"rows": waits.get(unit, 0), "href:rows": door if waits.get(unit) else ""})
    columns = [
        Column("unit", _("Xã")), Column("household", _("Chưa gắn hộ"), "count", True),
        Column("account", _("Thiếu tài khoản"), "count", True), Column("rows", _("Dòng chờ sửa"), "count", True),
    ]  # fmt: skip
    return Table("can-bo-sung", columns, rows, sortable=False)


@may("see")
def people(request: Signed) -> HttpResponse:
    """The very people: ``thieu`` what is lacking, ``tuoi`` and ``gioi`` a band of ages and a sex, ``noi`` a place,
    ``thang`` a month (this one when none is asked)."""
    place, wanted = asked_place(request), _wanted(request)
    today = timezone.localdate()
    month = read_month(request.GET.get("thang")) or month_of(today)
    found = receiving.who(communes_asked(request, place), month, wanted)
    units = Unit.objects.in_bulk({one.unit for one in found})
    rows = [_who(one, str(units[one.unit])) for one in found]
    table = Table.of(request, "nguoi-dang-huong", _who_columns(), rows, paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    context = {
        "table": table, "place": place, "month": month, "wanted": wanted, "lacks": list(LACKING.items()),
        "ages": [(age, age_words(age)) for age in range(0, receiving.OLDEST + 1, STEP)],
        "sexes": [*((sex.value, _(str(sex.label))) for sex in Sex), ("unknown", _("chưa rõ"))], "tab": "glance",
        "unknown": UNKNOWN,
    }  # fmt: skip
    return render(request, "glance/people.html", context)


def _wanted(request: Signed) -> Wanted:
    lack, age, sex = (request.GET.get(name, "") for name in ("thieu", "tuoi", "gioi"))
    if lack and lack not in LACKS or sex and sex not in (*Sex.values, "unknown"):
        raise Http404
    band = -1 if age == UNKNOWN else key(age) if age else None
    if age and (band is None or band > receiving.OLDEST or band > 0 and band % STEP):
        raise Http404
    return Wanted(lack, band, sex)


def _who_columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"), Column("birth", _("Ngày sinh"), "date"), Column("sex", _("Giới")),
        Column("village", _("Thôn")), Column("unit", _("Xã")), Column("number", _("Số định danh")),
        Column("lacks", _("Còn thiếu")),
    ]  # fmt: skip


def _who(one: receiving.Who, unit: str) -> dict[str, Any]:
    return {
        "name": one.name, "href": reverse("person", args=[one.person_id]), "birth": one.birth,
        "sex": _(str(Sex(one.sex).label)) if one.sex else "", "village": one.village, "unit": unit,
        "number": one.number, "lacks": "; ".join(str(LACKING[name]) for name in one.lacks),
    }  # fmt: skip
