"""Nhìn nhanh: a place in a year, each picture with its sentence, its table, and a door behind every mark."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ansinh.acts import permit
from ansinh.pages.door import Signed, may
from ansinh.pages.glance import ages, completeness, due, maps, trend
from ansinh.pages.glance.asked import Asked, asked, places, years
from ansinh.pages.tables import Table, wants_workbook
from ansinh.reckoning.months import month_of
from ansinh.record.branches import became
from ansinh.record.models.places import Unit
from ansinh.record.models.programme_money import Allocation
from ansinh.reports import receiving


@may("see")
def home(request: Signed) -> HttpResponse:
    """``noi`` a place of the branch, ``nam`` a year, ``do`` the measure of the map."""
    wanted, today = asked(request), timezone.localdate()
    measure = request.GET.get("do", "")
    measure = measure if measure in maps.MEASURES else maps.USUAL
    late = due.due(wanted.units, today)
    lacking = receiving.lacking(wanted.units, month_of(today), became(today))
    known = maps.Known(lacking, {pk: (one.running, one.late) for pk, one in late.items() if one.running})
    looks = {
        "people": (lines := trend.trend(wanted))[0], "money": lines[1], "ages": ages.look(wanted),
        "map": maps.look(wanted, measure, known), "sources": trend.sources(wanted, _seen(wanted)),
        "due": due.look(late, today),
    }  # fmt: skip
    looks["whole"], mend = completeness.look(request, lacking)
    tables: list[Table] = [*(one.table for one in looks.values()), mend]
    for table in tables:
        if wants_workbook(request, table):
            return table.workbook()
    context: dict[str, Any] = looks | {
        "asked": wanted, "mend": mend, "today": today, "places": places(request, wanted), "measure": measure,
        "years": years(wanted.units, wanted.year), "measures": [(key, one.name) for key, one in maps.MEASURES.items()],
        "tab": "glance", "place": wanted.place,
    }  # fmt: skip
    return render(request, "glance/home.html", context)


def _seen(wanted: Asked) -> list[int]:
    """The places whose money of the programme is the place's own: all of whose communes lie in it."""
    units = Unit.objects.filter(pk__in=Allocation.objects.order_by().values("unit").distinct())
    return [one.pk for one in units if (under := permit.communes_of([one])) and under <= wanted.units]
