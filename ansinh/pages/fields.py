"""Fields of forms as offices type them: months 6/2021, money 1.234.000."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ansinh.pages.months import read_month
from ansinh.pages.templatetags.ansinh import month_figures
from ansinh.reckoning.money import parse_dong


class MonthField(forms.CharField):
    """A month number, typed as 6/2021 (or 2021-06)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"widget": forms.TextInput(attrs={"placeholder": "6/2021", "inputmode": "numeric"})} | kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        return month_figures(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        month = read_month(text)
        if month is None:
            raise forms.ValidationError(_("Tháng viết như 6/2021; đang có “%(typed)s”.") % {"typed": text})
        return month


class MoneyField(forms.CharField):
    """Whole đồng, typed with or without dots between thousands."""

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = parse_dong(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
        if amount < 0:
            raise forms.ValidationError(_("Số tiền không thể âm."))
        return amount
