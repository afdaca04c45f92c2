"""What the address of a look asks for: a place (``noi``), a year (``nam``); and the places and years there are."""

from __future__ import annotations

import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils import timezone

from ansinh.acts import permit
from ansinh.pages.door import Signed
from ansinh.pages.fields import year_of
from ansinh.pages.place_fields import asked_place, communes_asked, named
from ansinh.reckoning.months import month_of
from ansinh.record.branches import became
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.poverty import HouseholdClass
from ansinh.reports import glance


class Asked(NamedTuple):
    """A place (None: the whole branch) with its communes, a year, and how communes are called in it.

    ``on``: today, or the last day of a year gone by; ``month``: the last month of the year with a list, else that of
    ``on``; ``now``: what a commune became by that day.
    """

    place: Unit | None
    units: frozenset[int]
    year: int
    on: datetime.date
    month: int
    now: dict[int, int]

    @property
    def months(self) -> range:
        """The months of the year."""
        return range(self.year * 12, self.year * 12 + 12)

    def narrowed(self, **more: object) -> str:
        """What an address adds to stay at the place: ``?noi=5&thang=2026-10``."""
        query = ({"noi": self.place.pk} if self.place else {}) | more
        return "?" + urlencode(query) if query else ""


def asked(request: Signed) -> Asked:
    """What the address asks for. Raises ``Http404`` for a place outside the branch."""
    today = timezone.localdate()
    year = year_of(request.GET.get("nam", ""), today.year)
    place = asked_place(request)
    units = communes_asked(request, place)
    on = min(max(today, datetime.date(year, 1, 1)), datetime.date(year, 12, 31))
    months = range(year * 12, year * 12 + 12)
    return Asked(place, units, year, on, glance.last_month(units, months) or month_of(on), became(on))


def places(request: Signed, asked: Asked) -> list[tuple[int, str]]:
    """The places that can be looked at: districts of the reader's, then communes, as they were on the day; and the
    one that is looked at, of whichever map."""
    on = asked.on
    cover = permit.cover(request.user)
    mine = [place.pk for place in request.user.places.all()]
    under = Unit.objects.filter(parent__in=mine, level=Level.DISTRICT).valid_on(on)
    communes = Unit.objects.communes().valid_on(on).filter(pk__in=cover)
    found = [*under.order_by("name"), *communes.order_by("name")]
    if asked.place is not None and asked.place not in found:
        found.append(asked.place)
    return [(one.pk, named(one)) for one in found if one.pk not in mine or one == asked.place]


def years(units: frozenset[int], asked: int) -> list[int]:
    """The years with lists or classes of households here, this year and the one asked for; the newest first."""
    classes = HouseholdClass.objects.filter(unit__in=units).order_by().values_list("data_year", flat=True).distinct()
    return sorted({*glance.years(units), *classes, timezone.localdate().year, asked}, reverse=True)


def communes(asked: Asked) -> dict[int, Unit]:
    """The communes of the place as they were on the day, by id, in order of names."""
    found = Unit.objects.communes().valid_on(asked.on).filter(pk__in=asked.units).order_by("name")
    return {one.pk: one for one in found}
