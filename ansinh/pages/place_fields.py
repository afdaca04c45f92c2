"""Fields that choose places: by name, and one that is off the map says until when it was on it."""

from __future__ import annotations

import datetime

from django import forms
from django.utils.translation import gettext as _

from ansinh.record.models.places import Unit


def named(place: Unit) -> str:
    """Huyện Phù Cừ (đến 30/06/2025)."""
    if place.valid_to is None:
        return str(place)
    last = place.valid_to - datetime.timedelta(days=1)
    return _("%(place)s (đến %(day)s)") % {"place": place, "day": f"{last:%d/%m/%Y}"}


class PlaceField(forms.ModelChoiceField):
    """One place."""

    def label_from_instance(self, obj: Unit) -> str:
        return named(obj)


class PlacesField(forms.ModelMultipleChoiceField):
    """Some places."""

    def label_from_instance(self, obj: Unit) -> str:
        return named(obj)
