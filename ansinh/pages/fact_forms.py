"""One fact the law asks of a person, as an officer changes or corrects it: the law's own choices, in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ansinh.acts import facts
from ansinh.law.facts import Facts
from ansinh.law.merit import outside
from ansinh.law.schema import FactField
from ansinh.pages.fields import MoneyField, MonthField
from ansinh.pages.person_forms import REQUIRED, Change
from ansinh.record.models.payroll import thawed
from ansinh.record.models.people import Fact
from ansinh.reports.situation import MONEY, OF_ONE_MONTH, of_merit, recorded

DERIVED = frozenset({"age", "birthday_month", "born", "claims", "began", "ended", "died", "emergency"})
"""Facts that follow from the birth, the awards, the months or a death, and are not changed by themselves."""


def changeable() -> dict[str, FactField]:
    """The facts an officer can change by themselves, the law's in its order, then those of programmes."""
    return {name: about for name, about in recorded().items() if name not in DERIVED}


class FactChange(Change):
    """One fact of the law that is different from a month on, or was recorded wrongly (``fact``: which)."""

    value = forms.CharField()
    from_month = MonthField(label=gettext_lazy("Đúng từ tháng"))
    source = forms.CharField(
        label=gettext_lazy("Theo giấy tờ nào"),
        max_length=300,
        help_text=gettext_lazy("Ví dụ: giấy xác nhận khuyết tật số 12 ngày 05/03/2026."),
    )

    def __init__(self, *args: Any, about: FactField, fact: Fact | None = None, **kwargs: Any) -> None:
        first = {"value": _written(fact.value), "from_month": fact.from_month} if fact else {}
        super().__init__(*args, initial=first, **kwargs)
        self.about, self.fact = about, fact
        self.fields["value"] = fact_field(about)
        self.fields["value"].error_messages |= REQUIRED

    def clean_value(self) -> Any:
        value = self.cleaned_data["value"]
        return value == "true" if self.about.type == "boolean" else value

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not {"value", "from_month"} <= said.keys():
            return said
        if self._holds(said["value"], said["from_month"]):
            self.add_error("value", _("Hồ sơ đang ghi đúng như vậy rồi."))
        elif wrong := self.outside().get(self.about.name):
            self.add_error("value", wrong)
        return said

    def outside(self) -> dict[str, str]:
        """What of merit would not fit its table, or its other half, with this value: a sentence a fact."""
        if self.about.name not in of_merit():
            return {}
        said = facts.in_month(self.person, self.cleaned_data["from_month"])
        said |= {self.about.name: self.cleaned_data["value"]}
        return dict(outside(Facts(age=0, **thawed(said))))

    def until(self) -> int | None:
        """The month from which it is so no more: the next, of what is asked for in one month."""
        return self.cleaned_data["from_month"] + 1 if self.about.name in OF_ONE_MONTH else None

    def _holds(self, value: Any, month: int) -> bool:
        """Whether the record says so already, from that month on."""
        if self.fact is not None:
            return bool(self.fact.value == value and self.fact.from_month == month)
        live = self.person.facts.filter(kind=self.about.name, superseded_at__isnull=True)
        return live.filter(from_month__lte=month, until_month__isnull=True, value=value).exists() and not (
            live.filter(from_month__gt=month).exists()
        )


def _written(value: Any) -> Any:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def fact_field(about: FactField) -> forms.Field:
    """The field in which a fact's value is chosen or typed."""
    english = get_language() == "en"
    label, hint = (about.label_en, about.en) if english else (about.label_vi, about.vi)
    words: dict[str, Any] = {"label": label, "help_text": hint}
    if about.type == "boolean":
        return forms.ChoiceField(**words, choices=[("", ""), ("true", _("có")), ("false", _("không"))])
    if about.type == "choices":
        several = [(choice.value, choice.en if english else choice.vi) for choice in about.choices]
        return forms.MultipleChoiceField(**words, choices=several, widget=forms.CheckboxSelectMultiple)
    if about.type == "choice":
        pairs = [(choice.value, choice.en if english else choice.vi) for choice in about.choices]
        return forms.ChoiceField(**words, choices=[("", ""), *pairs])
    if about.name in MONEY:
        return MoneyField(**words)
    return forms.IntegerField(
        **words,
        min_value=about.least,
        max_value=about.most,
        error_messages={"invalid": _("Hãy nhập một số nguyên.")},
    )
