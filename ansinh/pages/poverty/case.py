"""A household of a review: its forms side by side, one of them used, and what each says it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import permit
from ansinh.acts.poverty import opening, surveying
from ansinh.acts.poverty.surveying import MARKS
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.law import score_table
from ansinh.law.poverty import standard
from ansinh.law.review import rules
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key
from ansinh.pages.poverty.forms import Surveying
from ansinh.record.models.people import Person
from ansinh.record.models.poverty import ReviewCase, ReviewStage, Survey


@may("see")
def shown(request: Signed, pk: int) -> HttpResponse:
    """The household with its forms; a new one is typed here."""
    this = get_object_or_404(
        ReviewCase.objects.select_related("review__round", "review__unit", "household", "survey"), pk=pk
    )
    of = standard(this.review.round.data_year)
    people = list(Person.objects.filter(household=this.household, merged_into=None).order_by("birth_year", "pk"))
    kept = surveying.scores(this.review.round.data_year)
    form = Surveying(request.POST or None, of=of, people=people, scores=score_table.read(kept.groups) if kept else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = surveying.record(this, form.form(), by=request.user, on=timezone.localdate())
            if this.survey is None:
                surveying.accept(this, made, by=request.user)
        except Wrong as wrong:
            form.told({"members": "people"}.get(wrong.field, wrong.field), str(wrong))
        except (NotNow, permit.Refused) as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Đã ghi phiếu: %(klass)s.") % {"klass": _(made.get_klass_display()).lower()})
            return redirect("poverty_case", pk)
    may_prepare = permit.allowed(request.user, "prepare")
    surveys = list(this.surveys.select_related("recorded_by"))
    context = {
        "case": this, "review": this.review, "form": form, "people": people, "standard": of, "tab": "poverty",
        "surveys": surveys, "rows": _side_by_side(surveys, of), "title": opening.title(this.review.round),
        "may_survey": may_prepare and this.review.stage in (ReviewStage.LISTED, ReviewStage.POSTED)
        and surveying.open_to(this.review)(this.pk),
        "may_drop": may_prepare and this.review.stage == ReviewStage.LISTED,
        "decided": this.review.stage == ReviewStage.DECIDED,
    }  # fmt: skip
    return render(request, "poverty/case.html", context, status=422 if form.errors else 200)


def _side_by_side(surveys: list[Survey], of: Any) -> list[tuple[str, list[str], bool]]:
    """What each form says, a line a thing: its name, the answers, whether they differ."""
    if not surveys:
        return []
    rows: list[tuple[str, list[str]]] = [
        (_("Rà soát viên"), [one.interviewer for one in surveys]),
        (_("Ngày"), [f"{one.taken_on:%d/%m/%Y}" for one in surveys]),
        (_("Số người"), [str(len(one.members)) for one in surveys]),
        (_("Điểm B1"), ["" if one.b1 is None else str(one.b1) for one in surveys]),
        (_("Điểm B2"), [str(len(one.lacks) * of.points_each) for one in surveys]),
        *((one.name, [_("thiếu") if one.code in survey.lacks else "" for survey in surveys]) for one in of.indicators),
        (_("Nguyên nhân"), ["; ".join(rules().causes[code].lower() for code in one.causes) for one in surveys]),
        (_("Đặc điểm"), ["; ".join(MARKS[code].lower() for code in one.marks) for one in surveys]),
        (_("Hạng"), [_(one.get_klass_display()) for one in surveys]),
    ]
    skipped = {_("Rà soát viên"), _("Ngày")}
    return [(name, said, name not in skipped and len(set(said)) > 1) for name, said in rows if any(said)]


@require_POST
@may("prepare")
def accept(request: Signed, pk: int) -> HttpResponse:
    """Use one of the forms."""
    this = get_object_or_404(ReviewCase.objects.select_related("review"), pk=pk)
    survey = get_object_or_404(this.surveys, pk=key(request.POST.get("survey", "")))
    try:
        surveying.accept(this, survey, by=request.user)
    except (NotNow, Wrong) as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Đã dùng phiếu của %(who)s.") % {"who": survey.interviewer})
    return redirect("poverty_case", pk)


@require_POST
@may("prepare")
def drop(request: Signed, pk: int) -> HttpResponse:
    """The household comes off the list, with the reason."""
    this = get_object_or_404(ReviewCase.objects.select_related("review", "household"), pk=pk)
    try:
        opening.drop(this, reason=request.POST.get("reason", "")[:300], by=request.user)
    except (NotNow, Wrong) as why:
        messages.error(request, str(why))
        return redirect("poverty_case", pk)
    messages.success(request, _("Đã bỏ hộ %(head)s khỏi danh sách.") % {"head": this.household.head})
    return redirect("poverty_review", this.review_id)
