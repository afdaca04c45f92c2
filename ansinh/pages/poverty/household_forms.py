"""The forms of a household's page: help it was given, who joins, splits off, moves."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ansinh.law.needs import answers
from ansinh.law.poverty import Standard
from ansinh.law.poverty_programme import SOURCES
from ansinh.pages.fields import DayField, MoneyField, MonthField
from ansinh.pages.moving import the_commune
from ansinh.pages.poverty.forms import Asked
from ansinh.reckoning.months import first_day
from ansinh.record.models.people import Person


class Helping(Asked):
    """One thing done for the household."""

    indicator = forms.ChoiceField(label=gettext_lazy("Giúp về"))
    what = forms.CharField(
        label=gettext_lazy("Đã giúp gì"),
        max_length=300,
        help_text=gettext_lazy("Ví dụ: xây nhà cấp 4 diện tích 40 m²."),
    )
    given_on = DayField(label=gettext_lazy("Ngày giúp xong"))
    giver = forms.CharField(label=gettext_lazy("Ai giúp"), max_length=200)
    amount = MoneyField(label=gettext_lazy("Số tiền (đồng)"), required=False)
    source = forms.ChoiceField(
        label=gettext_lazy("Nguồn"), required=False, choices=[("", ""), *((name, name) for name in SOURCES.values())]
    )
    paper = forms.CharField(label=gettext_lazy("Giấy tờ"), max_length=200, required=False)
    solved = forms.BooleanField(label=gettext_lazy("Hộ hết thiếu hụt này"), required=False, initial=True)

    def __init__(self, *args: Any, of: Standard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.code, one.name) for one in of.indicators if one.code in answers()]
        field = self.fields["indicator"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = known


class Voiding(Asked):
    """Why something written is taken back."""

    reason = forms.CharField(label=gettext_lazy("Vì sao bỏ"), max_length=300)


class Since(Asked):
    """From which month, and by which paper."""

    from_month = MonthField(label=gettext_lazy("Từ tháng"))
    paper = forms.CharField(
        label=gettext_lazy("Giấy tờ làm căn cứ"), max_length=200,
        help_text=gettext_lazy("Số, ngày: đơn, biên bản, giấy chuyển cư trú."),
    )  # fmt: skip


class Joining(Since):
    """Somebody of the register comes to live in the household."""

    who = forms.CharField(
        label=gettext_lazy("Ai"), max_length=120, help_text=gettext_lazy("Số định danh, hoặc họ tên và năm sinh.")
    )
    field_order = ["who"]


class Splitting(Since):
    """Some of the household live on their own."""

    head = forms.CharField(label=gettext_lazy("Chủ hộ mới"), max_length=120)
    village = forms.CharField(label=gettext_lazy("Thôn"), max_length=120, required=False)
    field_order = ["people", "head", "village"]

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"] = forms.MultipleChoiceField(
            label=gettext_lazy("Ai ra ở riêng"), widget=forms.CheckboxSelectMultiple,
            choices=[(str(one.pk), f"{one.full_name}, {one.birth_text}") for one in people],
        )  # fmt: skip
        self.order_fields(self.field_order)


class Merging(Since):
    """The whole household goes to live in another of the commune."""

    into = forms.CharField(
        label=gettext_lazy("Vào hộ của"), max_length=120,
        help_text=gettext_lazy("Một người của hộ kia: số định danh, hoặc họ tên và năm sinh."),
    )  # fmt: skip
    field_order = ["into"]


class Leaving(Since):
    """The whole household moves to another commune."""

    place = forms.CharField(
        label=gettext_lazy("Đến xã, phường"), max_length=200,
        help_text=gettext_lazy("Nơi ngoài địa bàn thì ghi cả tỉnh: phường Hồng Bàng, thành phố Hải Phòng."),
    )  # fmt: skip
    village = forms.CharField(label=gettext_lazy("Thôn"), max_length=120, required=False)
    field_order = ["place", "village"]

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "place" in said and said.get("from_month") is not None:
            try:
                said["unit"] = the_commune(said["place"], first_day(said["from_month"]), self.on)
            except forms.ValidationError as wrong:
                self.add_error("place", wrong)
        return said
