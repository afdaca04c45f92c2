"""Sắp đổi: who changes soon, or has changed without a decision; to what, and the drafts for all of them."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts import foreseen
from ansinh.acts.rulings import book_of
from ansinh.law.decree import label_of
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key
from ansinh.pages.months import read_month
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.pages.templatetags.ansinh import count
from ansinh.reckoning.months import month_of
from ansinh.record.models.places import Unit
from ansinh.reports import upcoming as reports
from ansinh.reports.forecast import Books
from ansinh.reports.happened import happened, to_decide
from ansinh.reports.places import called
from ansinh.reports.upcoming import Level, Upcoming

WHAT = {
    "adjust": gettext_lazy("đổi mức"),
    "stop": gettext_lazy("thôi hưởng"),
    "may_apply": gettext_lazy("có thể đề nghị"),
}
LENGTHS = (1, 3, 6, 12)
USUAL = 3
PAST = "da-doi"
"""So many months ahead are shown when nothing is asked."""


class Wanted(NamedTuple):
    """What the address narrows to: so many months ahead (or what has happened), one month, one commune, one sort."""

    months: int
    month: int | None
    unit: int | None
    what: str
    past: bool = False


def books_ahead(on: datetime.date, last: int) -> Books:
    """The book of a province for months up to ``last``, as known on a day."""
    return lambda province: book_of(province, on, last)


def soon(on: datetime.date) -> int:
    """How many people change or stop next month without a decision yet (the first screen's figure)."""
    month = month_of(on)
    found = reports.of_holders(month, month + 1, books_ahead(on, month + 1))
    return len({one.person.pk for one in foreseen.undecided(found)})


def overdue(on: datetime.date) -> int:
    """How many people have changed already without a decision or a draft of one (the first screen's figure)."""
    month = month_of(on)
    found = happened(month, books_ahead(on, month))
    return len({one.person.pk for one in foreseen.undecided(found)})


def decided(found: Sequence[Upcoming]) -> set[tuple[int, str, int]]:
    """Which of these changes stand in a decision already: award, act, month."""
    return foreseen.waiting([one.award.pk for one in found if one.award])


def arrive(request: Signed, units: Collection[int]) -> None:
    """What changes next month or has changed already in these communes is drafted by itself, and said."""
    today = timezone.localdate()
    month = month_of(today)
    found = [one for one in to_decide(month, books_ahead(today, month + 1)) if one.person.unit_id in units]
    _said(request, foreseen.arrive(found, by=request.user, on=today))


def arrive_for(request: Signed, person: int) -> None:
    """The same for one person, of whom something was just recorded."""
    today = timezone.localdate()
    month = month_of(today)
    found = to_decide(month, books_ahead(today, month + 1), [person])
    _said(request, foreseen.arrive(found, by=request.user, on=today, ahead="event"))


@may("see")
def listed(request: Signed) -> HttpResponse:
    """The list; ``luc=da-doi`` shows what has happened; ``so-thang``, ``thang``, ``xa`` and ``viec`` narrow it."""
    wanted, found = _asked(request)
    places = _places(found)
    shown = _narrowed(found, wanted, places)
    done = decided(shown)
    table = Table.of(request, "sap-doi", _columns(), [_row(one, done, places) for one in shown], paged=True)
    if wants_workbook(request, table):
        return table.workbook()
    context = {
        "table": table,
        "wanted": wanted,
        "lengths": LENGTHS,
        "months": sorted({one.month for one in found}),
        "communes": sorted(set(places.values()), key=lambda unit: unit.name),
        "kinds": [
            (key, words, sum(one.act == key for one in found))
            for key, words in WHAT.items()
            if not (wanted.past and key == "may_apply")
        ],
        "to_draft": len(foreseen.undecided(shown)),
        "names": _names(shown),
        "tab": "upcoming",
    }
    return render(request, "law/upcoming.html", context)


@may("register")
def draft(request: Signed) -> HttpResponse:
    """Drafts of the list as it is shown, one for each authority and act."""
    back = f"{reverse('upcoming')}?{request.POST.get('loc', '')}"
    if request.method == "POST":
        wanted, found = _asked(request, request.POST)
        shown = _narrowed(found, wanted, _places(found))
        wanted_drafts, origin = foreseen.undecided(shown), "event" if wanted.past else "age"
        drafts = foreseen.draft(wanted_drafts, by=request.user, on=timezone.localdate(), origin=origin)
        _tell(request, drafts)
    return redirect(back)


def _tell(request: Signed, drafts: foreseen.Drafts) -> None:
    _said(request, drafts)
    if not drafts.made and not drafts.left:
        messages.info(request, _("Không còn ai chưa có dự thảo."))


def _said(request: Signed, drafts: foreseen.Drafts) -> None:
    people = sum(decision.effects.count() for decision in drafts.made)
    if drafts.made:
        said = _("Đã soạn %(n)s dự thảo cho %(people)s người, chờ người có thẩm quyền ký.")
        messages.success(request, said % {"n": len(drafts.made), "people": count(people)})
    for person, why in drafts.left:
        messages.warning(request, f"{person}: {why}")


def _asked(request: Signed, given: Any = None) -> tuple[Wanted, list[Upcoming]]:
    asked = request.GET if given is None else given
    typed = asked.get("so-thang", "")
    months = int(typed) if typed.isdecimal() and len(typed) < 3 and 1 <= int(typed) <= 12 else USUAL
    wanted = Wanted(
        months,
        read_month(asked.get("thang")),
        key(asked.get("xa", "")),
        asked.get("viec", "") if asked.get("viec", "") in WHAT else "",
        asked.get("luc", "") == PAST,
    )
    today = timezone.localdate()
    month = month_of(today)
    if wanted.past:
        return wanted, happened(month, books_ahead(today, month))
    return wanted, reports.upcoming(month, months, books_ahead(today, month + months))


def _places(found: Sequence[Upcoming]) -> dict[int, Unit]:
    """What the communes these people live in are called today, by the id of each."""
    today = timezone.localdate()
    return {unit.pk: called(unit, today) for unit in {one.person.unit for one in found}}


def _narrowed(found: Sequence[Upcoming], wanted: Wanted, places: dict[int, Unit]) -> list[Upcoming]:
    """The changes the address asks for."""
    return [
        one
        for one in found
        if wanted.month in (None, one.month)
        and wanted.unit in (None, places[one.person.unit_id].pk)
        and wanted.what in ("", one.act)
    ]


def _columns() -> list[Column]:
    return [
        Column("name", _("Họ và tên"), "name"),
        Column("birth", _("Năm sinh"), "date"),
        Column("place", _("Nơi ở")),
        Column("month", _("Từ tháng"), "month"),
        Column("old", _("Đang hưởng")),
        Column("new", _("Sẽ là")),
        Column("why", _("Vì sao"), law=True),
        Column("decision", _("Quyết định")),
    ]


def _row(one: Upcoming, done: set[tuple[int, str, int]], places: dict[int, Unit]) -> dict[str, Any]:
    person = one.person
    has_one = one.settled or (one.award is not None and (one.award.pk, one.act, one.month) in done)
    return {
        "name": person.full_name,
        "href": reverse("person", args=[person.pk]),
        "birth": person.birth_text,
        "place": ", ".join(part for part in (person.village, str(places[person.unit_id])) if part),
        "month": one.month,
        "old": _held(one) or _("không hưởng gì"),
        "tag:old": "warn" if one.held else "",
        "new": _new(one),
        "tag:new": {"stop": "bad", "may_apply": "note"}.get(one.act, ""),
        "why": one.sentence,
        "decision": _("không cần") if one.act == "may_apply" else _("đã có") if has_one else _("chưa có"),
        "tag:decision": "" if one.act == "may_apply" else "good" if has_one else "warn",
    }


def _new(one: Upcoming) -> str:
    if one.new is None:
        return _("thôi hưởng")
    return _("có thể: %(level)s") % {"level": _level(one.new)} if one.act == "may_apply" else _level(one.new)


def _held(one: Upcoming) -> str:
    """What is drawn now; of a suspended award that too."""
    return _("%(level)s, đang tạm dừng") % {"level": _level(one.old)} if one.held else _level(one.old)


def _names(shown: Sequence[Upcoming]) -> list[tuple[str, str]]:
    """What the law calls each group of the list."""
    codes = {level.code for one in shown for level in (one.old, one.new) if level and level.code}
    return [(code, name) for code in sorted(codes) if (name := label_of(code))]


def _level(level: Level) -> str:
    """K6.N: 810.000."""
    return f"{level.code}: {count(level.amount)}" if level.code else ""
