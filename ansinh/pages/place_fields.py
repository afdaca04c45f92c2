"""Places as forms and addresses choose them: by name, and one that is off the map says until when it was on it."""

from __future__ import annotations

import datetime

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from ansinh.acts import permit
from ansinh.pages.door import Signed
from ansinh.pages.fields import key
from ansinh.record.branches import communes_of
from ansinh.record.models.places import Unit


def named(place: Unit) -> str:
    """Huyện Phù Cừ (đến 30/06/2025)."""
    if place.valid_to is None:
        return str(place)
    last = place.valid_to - datetime.timedelta(days=1)
    return _("%(place)s (đến %(day)s)") % {"place": place, "day": f"{last:%d/%m/%Y}"}


class PlaceField(forms.ModelChoiceField):
    """One place."""

    def offer(self, places: QuerySet[Unit]) -> None:
        """These may be chosen; the first is."""
        self.queryset, self.empty_label = places, None

    def label_from_instance(self, obj: Unit) -> str:
        return named(obj)


class PlacesField(forms.ModelMultipleChoiceField):
    """Some places."""

    def label_from_instance(self, obj: Unit) -> str:
        return named(obj)


def asked_place(request: Signed) -> Unit | None:
    """The place the address narrows to (``noi=`` its id), None without one. Raises ``Http404`` outside the branch."""
    pk = key(request.GET.get("noi", ""))
    if pk is None:
        return None
    place = Unit.objects.filter(pk=pk).first()
    if place is None or not communes_of([place]) or not communes_of([place]) <= permit.cover(request.user):
        raise Http404
    return place


def communes_asked(request: Signed, place: Unit | None) -> frozenset[int]:
    """The communes of a place, of either map; of the whole branch without one."""
    return permit.cover(request.user) if place is None else communes_of([place])
