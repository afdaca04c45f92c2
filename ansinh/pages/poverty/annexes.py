"""What is entered from the annexes: the score table B1, a province's own standard, how many households there are."""

from __future__ import annotations

import io
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ansinh.acts import permit
from ansinh.acts.poverty import annexes
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.law.score_table import REGIONS
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import MoneyField, year_of
from ansinh.pages.lists import file_answer
from ansinh.pages.poverty.forms import Asked
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.poverty import HouseholdCount, KeptScores, OwnStandard
from ansinh.reports import poverty as reports
from ansinh.world import score_workbook


class Scores(Asked):
    """A score table filled in from the annex."""

    decree = forms.CharField(label=gettext_lazy("Văn bản, phụ lục"), max_length=200)
    first_year = forms.IntegerField(label=gettext_lazy("Từ năm dữ liệu"), min_value=2016, max_value=2040)
    last_year = forms.IntegerField(label=gettext_lazy("Đến năm dữ liệu"), min_value=2016, max_value=2040)
    file = forms.FileField(label=gettext_lazy("Bảng điểm đã điền (XLSX)"))


class Own(Asked):
    """A province's own standard."""

    province = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Tỉnh"))
    first_year = forms.IntegerField(label=gettext_lazy("Từ năm dữ liệu"), min_value=2016, max_value=2040)
    last_year = forms.IntegerField(label=gettext_lazy("Đến năm dữ liệu"), min_value=2016, max_value=2040)
    rural = MoneyField(label=gettext_lazy("Nông thôn, đồng một người một tháng"))
    urban = MoneyField(label=gettext_lazy("Thành thị, đồng một người một tháng"))
    min_indicators = forms.IntegerField(label=gettext_lazy("Thiếu từ mấy chỉ số là nghèo"), min_value=0, max_value=12)
    basis = forms.CharField(label=gettext_lazy("Nghị quyết của Hội đồng nhân dân tỉnh"), max_length=200)

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["province"]
        assert isinstance(place, forms.ModelChoiceField)
        place.queryset, place.empty_label = places, None


@may("see")
def kept(request: Signed) -> HttpResponse:
    """The score tables and own standards there are; new ones are entered here."""
    provinces = Unit.objects.filter(level=Level.PROVINCE, pk__in=request.user.places.values("pk"))
    wants = request.POST.get("viec", "")
    scores = Scores(request.POST if wants == "diem" else None, request.FILES or None)
    own = Own(request.POST if wants == "chuan" else None, places=provinces)
    if wants == "diem" and scores.is_valid() and _scored(request, scores):
        messages.success(request, _("Đã ghi bảng điểm; người thứ hai đối chiếu với phụ lục rồi xác nhận."))
        return redirect("poverty_annexes")
    if wants == "chuan" and own.is_valid() and _set(request, own):
        messages.success(request, _("Đã ghi chuẩn riêng của tỉnh."))
        return redirect("poverty_annexes")
    context = {
        "tables": KeptScores.objects.select_related("entered_by", "confirmed_by").order_by("-pk"), "tab": "poverty",
        "scores": scores, "own": own, "provinces": provinces, "regions": REGIONS.values(),
        "standards": OwnStandard.objects.filter(province__in=provinces).select_related("province"),
        "may_prepare": permit.allowed(request.user, "prepare"), "may_approve": permit.allowed(request.user, "approve"),
    }  # fmt: skip
    status = 422 if scores.errors or own.errors else 200
    return render(request, "poverty/annexes.html", context, status=status)


def _scored(request: Signed, form: Scores) -> bool:
    told = form.cleaned_data
    try:
        groups = score_workbook.read(told.pop("file").read(), REGIONS)
        annexes.keep_scores(groups, by=request.user, **told)
    except Wrong as wrong:
        form.told(wrong.field, str(wrong))
    except (ValueError, permit.Refused) as why:
        form.told("file", str(why))
    else:
        return True
    return False


def _set(request: Signed, form: Own) -> bool:
    told = form.cleaned_data
    try:
        annexes.set_own_standard(told.pop("province"), by=request.user, **told)
    except (Wrong, permit.Refused) as why:
        form.told(getattr(why, "field", "province"), str(why))
        return False
    return True


@may("see")
def scores_file(request: Signed, pk: int) -> HttpResponse:
    """A table as a workbook; 0: the blank to fill in."""
    groups = get_object_or_404(KeptScores, pk=pk).groups if pk else []
    out = io.BytesIO()
    score_workbook.write(groups, REGIONS, out)
    return file_answer(out.getvalue(), "bang-diem-b1.xlsx")


@require_POST
@may("approve")
def confirm(request: Signed, pk: int) -> HttpResponse:
    """The second person confirms a table."""
    try:
        annexes.confirm_scores(get_object_or_404(KeptScores, pk=pk), by=request.user, on=timezone.localdate())
    except NotNow as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Đã xác nhận bảng điểm: từ nay B1 được cộng theo bảng này."))
    return redirect("poverty_annexes")


@may("see")
def counts(request: Signed) -> HttpResponse:
    """How many households each commune of the branch has in a data year (``nam``), typed in one table."""
    year = year_of(request.GET.get("nam", ""), timezone.localdate().year)
    cover = permit.cover(request.user)
    units = list(
        Unit.objects.communes().filter(pk__in=cover, valid_from__lte=f"{year}-01-01")
        .exclude(valid_to__lte=f"{year}-01-01").order_by("name")
    )  # fmt: skip
    held = {one.unit_id: one for one in HouseholdCount.objects.filter(unit__in=units, data_year=year)}
    poor = {one.unit: one.poor + one.near for one in reports.rates(cover, year)}
    rows = [{"unit": unit, "poor": poor.get(unit.pk, 0), "wrong": "", "held": held.get(unit.pk)} for unit in units]
    source = next((one.source for one in held.values()), "")
    status = 200
    if request.method == "POST":
        source = request.POST.get("source", "")[:200]
        wrong = _counted(request, rows, year, source)
        if not wrong:
            messages.success(request, _("Đã ghi số hộ năm %(y)s.") % {"y": year})
            return redirect(f"{reverse('poverty_counts')}?nam={year}")
        status = 422
    context = {"rows": rows, "year": year, "source": source, "tab": "poverty",
               "faults": [row["wrong"] for row in rows if row["wrong"]],
               "may_prepare": permit.allowed(request.user, "prepare"), "asked": request.POST}  # fmt: skip
    return render(request, "poverty/counts.html", context, status=status)


def _counted(request: Signed, rows: list[dict[str, Any]], year: int, source: str) -> bool:
    """Whether something was wrong; every row that was filled in and is right is written."""
    told: dict[Unit, annexes.Counted] = {}
    for row in rows:
        unit = row["unit"]
        cells = [request.POST.get(f"{name}-{unit.pk}", "").replace(".", "").strip() for name in annexes.Counted._fields]
        row["typed"] = cells
        if not any(cells):
            continue
        if not all(cell.isdecimal() and len(cell) < 9 for cell in cells if cell) or not cells[0] or not cells[1]:
            row["wrong"] = _("%(unit)s: ghi số hộ và số người bằng chữ số.") % {"unit": unit}
            continue
        told[unit] = annexes.Counted(*(int(cell or 0) for cell in cells))
    try:
        found = annexes.count(told, data_year=year, source=source, by=request.user)
    except (Wrong, permit.Refused) as why:
        rows[0]["wrong"] = str(why)
        return True
    for row in rows:
        if row["unit"].pk in found:
            row["wrong"] = str(found[row["unit"].pk])
    return any(row["wrong"] for row in rows)
