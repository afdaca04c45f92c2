"""What a decision signed on paper changes of a person's awards: a death, an end, a suspension, payment resumed.

A dossier ends in a decision of An Sinh's own; what stands here is for one that was signed elsewhere: it has a number
and a day, because nothing but a decision gives, changes or ends an award.
"""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.pages.fields import DayField, MonthField
from ansinh.pages.person_forms import Change


class Decision(Change):
    """A change of what is drawn, with the decision that says so."""

    number = forms.CharField(
        label=gettext_lazy("Quyết định số"), max_length=60,
        help_text=gettext_lazy("Quyết định đã ký trên giấy. Chưa có quyết định thì lập hồ sơ."),
    )  # fmt: skip
    decided_on = DayField(label=gettext_lazy("Ngày quyết định"))

    def clean_decided_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["decided_on"]
        if day is not None and day > self.on:
            raise forms.ValidationError(_("Ngày quyết định sau hôm nay."))
        return day


class Death(Decision):
    """The day of death; a day recorded by mistake is taken back."""

    died_on = DayField(label=gettext_lazy("Ngày mất"))
    funeral = forms.BooleanField(
        label=gettext_lazy("Chi mai táng phí"),
        required=False,
        help_text=gettext_lazy(
            "Chỉ đánh dấu khi quyết định đã ký trên giấy. Chưa có thì ghi ngày mất, rồi lập hồ sơ mai táng phí."
        ),
    )
    field_order = ("died_on", "funeral", "number", "decided_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("number", "decided_on"):  # a death is what happened; the grant alone needs a decision
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("funeral") and not said.get("number") and "number" not in self.errors:
            self.add_error("number", _("Mai táng phí cần quyết định: ghi số, hoặc lập hồ sơ mai táng phí."))
        return said

    def clean_died_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["died_on"]
        if day > self.on:
            raise forms.ValidationError(_("Ngày mất sau hôm nay."))
        if self.person.birth_year and day < datetime.date(
            self.person.birth_year, self.person.birth_month or 1, self.person.birth_day or 1
        ):
            raise forms.ValidationError(_("Ngày mất trước ngày sinh đang ghi."))
        return day


class Stopping(Decision):
    """An award stops for good."""

    from_month = MonthField(
        label=gettext_lazy("Thôi hưởng từ tháng"), help_text=gettext_lazy("Tháng đầu tiên không còn được chi.")
    )
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)
    field_order = ("from_month", "reason", "number", "decided_on")


class Suspending(Decision):
    """Everything a person draws monthly is suspended."""

    from_month = MonthField(label=gettext_lazy("Tạm dừng từ tháng"))
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)
    field_order = ("from_month", "reason", "number", "decided_on")


class Resuming(Decision):
    """What was suspended is paid again, with or without the months between."""

    from_month = MonthField(label=gettext_lazy("Chi trả lại từ tháng"))
    pay_back = forms.ChoiceField(
        label=gettext_lazy("Các tháng đã tạm dừng"),
        choices=[
            ("", ""),
            ("yes", gettext_lazy("chi bù đủ các tháng ấy")),
            ("no", gettext_lazy("không chi bù")),
        ],
        help_text=gettext_lazy("Theo quyết định chi trả lại."),
    )
    field_order = ("from_month", "pay_back", "number", "decided_on")
