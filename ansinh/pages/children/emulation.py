"""Thi đua: plans with their targets, what each place reached, beside what the records reckon themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ansinh.acts import emulation as acts
from ansinh.acts import permit
from ansinh.acts.rulings import books
from ansinh.acts.wrong import Wrong
from ansinh.law.indicator import indicator, indicators
from ansinh.law.report_periods import Period
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import DayField, key
from ansinh.pages.place_fields import PlaceField
from ansinh.pages.poverty.forms import Asked
from ansinh.pages.reporting.forms import CountField, places_of
from ansinh.pages.templatetags.ansinh import count, rate
from ansinh.record.branches import communes_of
from ansinh.record.models.child_friendly import EmulationPlan, EmulationTarget
from ansinh.record.models.places import Unit
from ansinh.reports import indicator as reckoned


class Planning(Asked):
    """A plan."""

    unit = PlaceField(Unit.objects.none(), label=gettext_lazy("Nơi phát động"))
    number = forms.CharField(label=gettext_lazy("Số kế hoạch"), max_length=80)
    issued = DayField(label=gettext_lazy("Ngày ban hành"), latest=0)
    title = forms.CharField(label=gettext_lazy("Tên phong trào"), max_length=400)
    first_year = forms.IntegerField(label=gettext_lazy("Từ năm"), min_value=2000, max_value=2100)
    last_year = forms.IntegerField(label=gettext_lazy("Đến năm"), min_value=2000, max_value=2100)


class Aiming(Asked):
    """A target."""

    number = forms.IntegerField(label=gettext_lazy("Chỉ tiêu số"), min_value=1, max_value=99)
    text = forms.CharField(label=gettext_lazy("Nội dung"), max_length=400)
    measure = forms.ChoiceField(
        label=gettext_lazy("Đơn vị tính"), choices=[("%", "%"), ("số", gettext_lazy("số lượng"))]
    )
    value = forms.CharField(label=gettext_lazy("Phải đạt"))
    at_most = forms.BooleanField(label=gettext_lazy("Không quá (càng thấp càng tốt)"), required=False)
    code = forms.ChoiceField(label=gettext_lazy("Hệ thống tự tính theo"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(code, one.name) for code, one in indicators().items() if one.measure != "money"]
        self.fields["code"].choices = [("", "–"), *names]  # type: ignore[attr-defined]
        self.fields["value"] = CountField(
            "rate" if self.data.get("measure", "%") == "%" else "number", label=_("Phải đạt")
        )


class TargetField(forms.ModelChoiceField):
    """A target by its number and words."""

    def label_from_instance(self, obj: EmulationTarget) -> str:
        return f"{obj.number}. {obj.text}"


class Reaching(Asked):
    """What a place reached."""

    unit = PlaceField(Unit.objects.none(), label=gettext_lazy("Nơi đạt"))
    year = forms.IntegerField(label=gettext_lazy("Năm"), min_value=2000, max_value=2100)
    target = TargetField(EmulationTarget.objects.none(), label=gettext_lazy("Chỉ tiêu"))
    value = forms.CharField(label=gettext_lazy("Kết quả"))
    source = forms.CharField(label=gettext_lazy("Số liệu lấy ở đâu"), max_length=200)

    def __init__(self, *args: Any, plan: EmulationPlan, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["target"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset, chosen.empty_label = plan.targets.all(), None
        self.fields["unit"].offer(places)  # type: ignore[attr-defined]
        of = plan.targets.filter(pk=key(str(self.data.get("target", ""))) or 0).first()
        self.fields["value"] = CountField("rate" if of is None or of.measure == "%" else "number", label=_("Kết quả"))


@may("see")
def plans(request: Signed) -> HttpResponse:
    """Every plan; a new one."""
    today = timezone.localdate()
    form = Planning(request.POST or None)
    form.fields["unit"].offer(places_of(request.user, today))  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = acts.plan(told.pop("unit"), by=request.user, **told)
        except (Wrong, permit.Refused) as why:
            form.told(getattr(why, "field", "unit"), str(why))
        else:
            return redirect("emulation_plan", made.pk)
    cover = permit.cover(request.user)
    found = [one for one in EmulationPlan.objects.select_related("unit") if communes_of([one.unit]) & cover]
    context = {"plans": found, "form": form, "tab": "children", "may_prepare": permit.allowed(request.user, "prepare")}
    return render(request, "children/plans.html", context, status=422 if form.errors else 200)


@may("see")
def plan(request: Signed, pk: int) -> HttpResponse:
    """One plan: its targets with each year's result, typed or reckoned; targets and results are entered."""
    this = get_object_or_404(EmulationPlan.objects.select_related("unit"), pk=pk)
    if not communes_of([this.unit]) & permit.cover(request.user):
        raise permit.Refused(_("Kế hoạch này nằm ngoài địa bàn của anh chị."))
    today = timezone.localdate()
    aiming = Aiming(request.POST if "aim" in request.POST else None)
    reaching = Reaching(request.POST if "reach" in request.POST else None, plan=this,
                        places=places_of(request.user, today))  # fmt: skip
    if (
        request.method == "POST"
        and permit.allowed(request.user, "prepare")
        and _entered(request, this, aiming, reaching)
    ):
        return redirect("emulation_plan", pk)
    years = list(range(this.first_year, min(this.last_year, today.year) + 1))
    rows = [_row(one, this, years, today) for one in this.targets.prefetch_related("progress__unit")]
    context = {
        "this": this, "rows": rows, "years": years, "aiming": aiming, "reaching": reaching, "tab": "children",
        "may_prepare": permit.allowed(request.user, "prepare"),
    }  # fmt: skip
    return render(request, "children/plan.html", context, status=422 if aiming.errors or reaching.errors else 200)


def _entered(request: Signed, this: EmulationPlan, aiming: Aiming, reaching: Reaching) -> bool:
    form: Any = aiming if "aim" in request.POST else reaching
    if not form.is_valid():
        return False
    told = form.cleaned_data
    try:
        if form is aiming:
            acts.aim(this, told.pop("number"), by=request.user, **told)
        else:
            acts.reach(
                told["target"], told["unit"], told["year"], value=told["value"], source=told["source"], by=request.user
            )
    except (Wrong, permit.Refused) as why:
        form.told(getattr(why, "field", ""), str(why))
        return False
    messages.success(request, _("Đã ghi."))
    return True


def _row(one: EmulationTarget, this: EmulationPlan, years: list[int], today: Any) -> dict[str, Any]:
    """A target with each year: what was typed for the place of the plan, and what the records reckon."""
    typed = {each.year: each for each in one.progress.all() if each.unit_id == this.unit_id}
    units, law = communes_of([this.unit]), books(today)
    cells = []
    for year in years:
        value = typed[year].value if year in typed else None
        own, page = None, ""
        if one.code:
            asked = reckoned.Asked(this.unit, units, Period("year", year), today, law)
            own, page = reckoned.value(indicator(one.code), asked).number, reckoned.page(indicator(one.code), asked)
        shown = own if own is not None else value
        met = None if shown is None else (shown <= one.value if one.at_most else shown >= one.value)
        cells.append({"year": year, "typed": _said(value, one), "own": _said(own, one), "page": page, "met": met,
                      "source": typed[year].source if year in typed else ""})  # fmt: skip
    return {"target": one, "asked": _said(one.value, one), "cells": cells}


def _said(value: int | None, one: EmulationTarget) -> str:
    if value is None:
        return ""
    return f"{rate(value)} %" if one.measure == "%" else count(value)
