"""Tính thử: choose facts and a month, see amounts and reasons. Nothing is saved; the address carries the choice."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ansinh.law.book import LocalFigure, open_book
from ansinh.law.facts import Facts
from ansinh.law.merit import outside, with_drawn
from ansinh.law.month import Month
from ansinh.law.rule import rule
from ansinh.law.ruling import Ruling
from ansinh.law.schema import FactField
from ansinh.pages.fields import MoneyField, MonthField
from ansinh.reckoning.months import month_of
from ansinh.reports.situation import MONEY, asked, of_merit

FIRST = (
    "age",
    "household",
    "disability",
    "pension",
    "pension_amount",
    "merit",
    "children_raised",
    "marital",
    "children_under_36_months",
    "pregnant",
    "cared_at_home",
    "orphan",
    "studying",
    "no_supporter",
    "hard_area",
    "hiv",
)
"""What is asked of most people, in the order of the questions; everything else waits under "Thêm tình huống"."""

WHEN = {
    "pension_amount": "pension!=none",
    "marital": "children_raised>0",
    "children_under_36_months": "disability=severe,extreme",
    "pregnant": "disability=severe,extreme",
    "spouse_draws_c3_c4": "disability=severe,extreme",
    "cared_at_home": "disability=extreme",
    "orphan": "age<23",
    "studying": "age>15 age<23",
    "was_k1_at_16": "age>15 age<23",
    "k2_since_136": "age>15 age<23",
    "no_supporter": "age>59",
    "qualifies_for_facility": "age>59",
    "hard_area": "household!=other",
    "unable_to_work": "hiv",
    "stable_income": "hiv",
    "merit_attendant": "merit!=none",
    "child_of_single_parent": "died",
    "applied": "died",
    "other_funeral_grant": "died",
    "burial_cost": "emergency=burial_by_others",
    "household_size": "emergency=hunger",
    "rice_months": "emergency=hunger",
    "emergency_days": "emergency=temporary_care",
    "seniority_years": "revolution!=none",
    "wounded_extreme": "wounded_degree>80",
    "sick_extreme": "sick_degree>80",
    "toxic_extreme": "toxic_degree>80",
}
"""A question is put only when these answers call for it (ansinh.js hides it otherwise, and it is not sent)."""


class Situation(forms.Form):
    """The law's own facts as a form: made from their description, so that a new fact is asked by itself."""

    month = MonthField(label=_("Tháng"))
    known_on = forms.DateField(
        label=_("Theo những gì biết đến ngày"),
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.TextInput(attrs={"placeholder": "dd/mm/yyyy"}),
        error_messages={"invalid": _("Ngày viết như 31/08/2026.")},
    )
    standard_amount = MoneyField(label=_("Mức chuẩn của tỉnh (đồng)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for about in asked().values():
            english = get_language() == "en"
            self.fields[about.name] = situation_field(about, english)
            self.fields[about.name].tip = about.en if english else about.vi  # type: ignore[attr-defined]

    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in FIRST]

    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in asked() if name not in (*FIRST, *of_merit(), "claims")]

    def for_merit(self) -> list[forms.BoundField]:
        return [self[name] for name in of_merit()]

    def clean(self) -> dict[str, Any]:
        """A degree outside its table is said at its field."""
        if not self.errors:
            for name, sentence in outside(self.facts()):
                self.add_error(name, _(sentence))
        return self.cleaned_data

    def facts(self) -> Facts:
        """The law's facts; what was left empty is what the law supposes."""
        given: dict[str, Any] = {}
        for about in asked().values():
            value = self.cleaned_data[about.name]
            value = frozenset(value) if about.type == "choices" else value
            if value not in (None, "") and not (about.name == "claims" and not value):
                given[about.name] = value
        facts = Facts(**given)
        return with_drawn(facts)


def situation_field(about: FactField, english: bool) -> forms.Field:
    """The field in which one fact of a situation is chosen or typed."""
    words: dict[str, Any] = {"label": about.label_en if english else about.label_vi, "required": False}
    shown = {"aria-describedby": f"id_{about.name}_tip"}
    if about.name in WHEN:
        shown["data-when"] = WHEN[about.name]
    pairs = [(choice.value, choice.en if english else choice.vi) for choice in about.choices]
    if about.type == "boolean":
        return forms.BooleanField(**words, widget=forms.CheckboxInput(attrs=shown))
    if about.type == "choice":
        return forms.ChoiceField(**words, choices=pairs, initial=about.default, widget=forms.Select(attrs=shown))
    if about.type == "choices":
        return forms.MultipleChoiceField(**words, choices=pairs, widget=forms.CheckboxSelectMultiple(attrs=shown))
    shown["inputmode"] = "numeric"
    if about.name in MONEY:
        return MoneyField(**words, widget=forms.TextInput(attrs=shown))
    words["required"] = about.required
    return forms.IntegerField(
        **words,
        min_value=about.least,
        max_value=about.most,
        initial=None if about.required else about.default,
        widget=forms.NumberInput(attrs=shown),
        error_messages={"required": _("Hãy nhập tuổi."), "invalid": _("Hãy nhập một số nguyên.")},
    )


def answer(form: Situation) -> Ruling:
    """What the law gives the situation of a form that was found right."""
    month = Month.from_number(form.cleaned_data["month"])
    level = form.cleaned_data["standard_amount"]
    local = (LocalFigure("standard_amount", month, level, str(_("mức nhập khi tính thử"))),) if level else ()
    return rule(form.facts(), month, open_book(known_on=form.cleaned_data["known_on"], local=local))


@login_required
def try_it(request: HttpRequest) -> HttpResponse:
    """The form, and beside it the answer; HTMX asks for the answer alone."""
    data = request.GET if "age" in request.GET else None
    form = Situation(data, initial={"month": month_of(_today())})
    context: dict[str, Any] = {"form": form, "tab": "try"}
    if data is not None and form.is_valid():
        context |= {"ruling": answer(form), "month": form.cleaned_data["month"]}
    return render(
        request, "assistance/answer.html" if request.headers.get("HX-Request") else "assistance/try.html", context
    )


def _today() -> datetime.date:
    return timezone.localdate()
