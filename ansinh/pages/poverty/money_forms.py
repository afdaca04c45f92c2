"""The forms of the programme's money: given, handed on, adjusted, carried over, committed, paid, settled."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ansinh.law.poverty_programme import CAPITAL, SOURCES, Programme
from ansinh.pages.fields import DayField, MoneyField
from ansinh.pages.poverty.forms import Asked
from ansinh.record.models.places import Unit


class Paid(Asked):
    """An amount on a paper."""

    amount = MoneyField(label=gettext_lazy("Số tiền (đồng)"))
    paper = forms.CharField(label=gettext_lazy("Số, ngày văn bản hoặc chứng từ"), max_length=200)


class Given(Paid):
    """Money given to a place for a part of the programme."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Giao cho"))
    part = forms.ChoiceField(label=gettext_lazy("Dự án, tiểu dự án"))
    source = forms.ChoiceField(label=gettext_lazy("Nguồn"), choices=list(SOURCES.items()))
    capital = forms.ChoiceField(label=gettext_lazy("Loại vốn"), choices=list(CAPITAL.items()))
    given_on = DayField(label=gettext_lazy("Ngày giao"))
    field_order = ["unit", "part", "source", "capital", "amount", "given_on", "paper"]

    def __init__(self, *args: Any, places: Any, phase: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place, part = self.fields["unit"], self.fields["part"]
        assert isinstance(place, forms.ModelChoiceField) and isinstance(part, forms.ChoiceField)
        place.queryset, place.empty_label = places, None
        part.choices = [(one.code, f"{one.code}. {one.name}") for one in phase.lowest()]


class Handed(Paid):
    """Part of a place's money given on to a place under it."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Phân bổ cho"))
    given_on = DayField(label=gettext_lazy("Ngày giao"))
    field_order = ["unit", "amount", "given_on", "paper"]

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["unit"]
        assert isinstance(place, forms.ModelChoiceField)
        place.queryset = places


class Adjusted(Paid):
    """More or less than was given."""

    less = forms.BooleanField(label=gettext_lazy("Giảm đi"), required=False)
    given_on = DayField(label=gettext_lazy("Ngày văn bản"))
    field_order = ["amount", "less", "given_on", "paper"]


class Carried(Paid):
    """Carried over to a later year."""

    to_year = forms.IntegerField(label=gettext_lazy("Kéo dài sang năm"), min_value=2016, max_value=2040)
    carried_on = DayField(label=gettext_lazy("Ngày văn bản"))
    field_order = ["to_year", "amount", "carried_on", "paper"]


class Committed(Paid):
    """Bound by a contract."""

    to = forms.CharField(label=gettext_lazy("Hợp đồng, công việc"), max_length=200)
    committed_on = DayField(label=gettext_lazy("Ngày cam kết"))
    field_order = ["to", "amount", "committed_on", "paper"]


class Disbursed(Paid):
    """Paid out."""

    to = forms.CharField(label=gettext_lazy("Chi cho ai, việc gì"), max_length=200)
    paid_on = DayField(label=gettext_lazy("Ngày chi"))
    field_order = ["to", "amount", "paid_on", "paper"]


class Settled(Paid):
    """Accepted by the finance authority."""

    settled_on = DayField(label=gettext_lazy("Ngày quyết toán"))
    field_order = ["amount", "settled_on", "paper"]


class Voided(Asked):
    """Why an entry is taken back."""

    reason = forms.CharField(label=gettext_lazy("Vì sao bỏ"), max_length=300)
