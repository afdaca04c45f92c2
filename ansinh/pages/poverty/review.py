"""The review of one commune: its households with their draft class, and the one next step, to the signed decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.acts import permit
from ansinh.acts.poverty import enrolling, moving, opening, recognising, surveying, village
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.law.review import rules
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key
from ansinh.pages.poverty import forms
from ansinh.pages.poverty.home import TAGS
from ansinh.pages.tables import Column, Table, wants_workbook
from ansinh.record.models.poverty import Klass, Review, ReviewCase, ReviewStage, WhyListed
from ansinh.reports import people as people_reports

DRAFT = {Klass.POOR: "bad", Klass.NEAR: "warn", Klass.AVERAGE: "note", Klass.NONE: "good"}


@may("see")
def shown(request: Signed, pk: int) -> HttpResponse:
    """The review as it stands."""
    return _shown(request, the_review(pk))


def the_review(pk: int) -> Review:
    """A review of the branch entered."""
    return get_object_or_404(Review.objects.select_related("round__scope", "unit", "made_by", "decided_by"), pk=pk)


def _shown(request: Signed, this: Review, **given: Any) -> HttpResponse:
    cases = list(this.cases.select_related("household", "survey").order_by("village", "household__head", "pk"))
    table = Table.of(request, f"ra-soat-{this.unit.code}", _columns(this), [_row(one, this) for one in cases],
                     paged=True)  # fmt: skip
    if wants_workbook(request, table):
        return table.workbook()
    complaints = list(this.complaints.select_related("case__household", "survey"))
    context: dict[str, Any] = {
        "review": this, "round": this.round, "title": opening.title(this.round), "table": table, "cases": cases,
        "stage": ReviewStage(this.stage).label, "tag": TAGS[ReviewStage(this.stage)], "tab": "poverty",
        "left": [one for one in cases if one.survey is None], "meetings": list(this.meetings.all()),
        "to_meet": village.to_meet(this), "complaints": complaints,
        "open": [one for one in complaints if not one.answered_on],
        "posted_until": village.posted_until(this) if this.posted_on else None, "rules": rules(),
        "unsure": {part for part in rules().marks if rules().provisional(part)},
        "answer_due": recognising.answer_due(this), "asks_above": rules().asks_above(timezone.localdate()),
        "poor": sum(1 for one in cases if one.survey and one.survey.klass == Klass.POOR),
        "near": sum(1 for one in cases if one.survey and one.survey.klass == Klass.NEAR),
        "strangers": enrolling.strangers(this) if this.stage == ReviewStage.DECIDED else [],
        "may_prepare": permit.allowed(request.user, "prepare"),
        "may_decide": permit.allowed(request.user, "approve") and this.made_by_id != request.user.pk,
    }  # fmt: skip
    fresh = {name: make(this, None) for name, make in FORMS.items()}
    status = 422 if given else 200
    return render(request, "poverty/review.html", context | fresh | given, status=status)


def _columns(this: Review) -> list[Column]:
    decided = this.stage == ReviewStage.DECIDED
    return [
        Column("name", _("Chủ hộ"), "name"), Column("village", _("Thôn")), Column("why", _("Vì sao rà soát")),
        Column("before", _("Hạng trước")), Column("surveys", _("Phiếu"), "count"),
        Column("b1", _("B1"), "count"), Column("b2", _("Chỉ số thiếu"), "count"),
        Column("klass", _("Hạng") if decided else _("Dự kiến")),
    ]  # fmt: skip


def _row(one: ReviewCase, this: Review) -> dict[str, Any]:
    survey = one.survey
    klass = Klass(survey.klass) if survey else None
    return {
        "name": one.household.head or one.household.code or "?", "href": reverse("poverty_case", args=[one.pk]),
        "village": one.village, "why": _(str(WhyListed(one.why).label)), "before": _(str(Klass(one.before).label)),
        "surveys": one.surveys.count(), "b1": survey.b1 if survey else None,
        "b2": len(survey.lacks) if survey else None,
        "klass": _(str(klass.label)) if klass else _("chưa có phiếu"), "tag:klass": DRAFT[klass] if klass else "",
    }  # fmt: skip


def _cases(this: Review) -> list[tuple[str, str]]:
    return [(str(one.pk), f"{one.household.head}, {one.village}")
            for one in this.cases.select_related("household").order_by("village", "household__head")]  # fmt: skip


Make = Callable[[Review, Any], forms.Asked]
FORMS: dict[str, Make] = {
    "them": lambda this, data: forms.Adding(data),
    "hop": lambda this, data: forms.Meeting(data, villages=village.to_meet(this)),
    "niem": lambda this, data: forms.PostedOn(data),
    "khieu": lambda this, data: forms.Complaining(data, cases=_cases(this)),
    "traloi": lambda this, data: forms.Answering(data),
    "xin": lambda this, data: forms.Asking(data),
    "ykien": lambda this, data: forms.Answered(data),
    "ky": lambda this, data: forms.Deciding(data),
}
"""The form of each step, by the word its address has."""


@require_POST
@may("see")
def step(request: Signed, pk: int, verb: str) -> HttpResponse:
    """One step; what is refused is told at its field and nothing typed is lost."""
    if verb not in DO:
        raise Http404
    this = the_review(pk)
    form = FORMS[verb](this, request.POST) if verb in FORMS else None
    if form is not None and not form.is_valid():
        return _shown(request, this, **{verb: form}, wrong=verb)
    try:
        said = DO[verb](request, this, form.cleaned_data if form is not None else {})
    except Wrong as wrong:
        if form is None:
            return _shown(request, this, error=str(wrong), wrong=verb)
        form.told(wrong.field, str(wrong))
        return _shown(request, this, **{verb: form}, wrong=verb)
    except NotNow as why:
        return _shown(request, this, error=str(why), wrong=verb)
    messages.success(request, said)
    return redirect("poverty_review", pk)


Said = dict[str, Any]


def _add(request: Signed, this: Review, said: Said) -> str:
    if not said["who"]:
        home = moving.found(this.unit, head=said["head"], village=said["village"], by=request.user)
        opening.add(this, home, why=said["why"], asked_on=said["asked_on"], by=request.user)
        return _("Đã đưa hộ %(head)s vào danh sách.") % {"head": home.head}
    found = people_reports.search(said["who"], 2)
    if len(found.people) != 1:
        raise Wrong("who", _("Ghi số định danh, hoặc họ tên và năm sinh, sao cho đúng một người."))
    person = found.people[0]
    if person.household is None:
        raise Wrong("who", _("%(who)s chưa có hộ trong sổ.") % {"who": person.full_name})
    try:
        opening.add(this, person.household, why=said["why"], asked_on=said["asked_on"], by=request.user)
    except Wrong as wrong:
        raise Wrong("who" if wrong.field == "household" else wrong.field, str(wrong)) from wrong
    return _("Đã đưa hộ %(head)s vào danh sách.") % {"head": person.household.head}


def _surveyed(request: Signed, this: Review, said: Said) -> str:
    surveying.surveyed(this, by=request.user)
    return _("Đã rà soát xong. Bây giờ họp từng thôn.")


def _met(request: Signed, this: Review, said: Said) -> str:
    place = said.pop("village")
    place = "" if place == forms.UNNAMED else place
    made = village.meet(this, place, by=request.user, on=timezone.localdate(), **said)
    if made.agreed:
        return _("Thôn %(village)s đồng ý.") % {"village": place}
    return _("Thôn %(village)s chưa đủ một nửa đồng ý: rà soát lại các hộ của thôn, rồi họp lại.") % {"village": place}


def _posted(request: Signed, this: Review, said: Said) -> str:
    village.post(this, by=request.user, on=timezone.localdate(), **said)
    return _("Đã ghi niêm yết.")


def _complained(request: Signed, this: Review, said: Said) -> str:
    about = key(said.pop("case"))
    case = None if about is None else this.cases.filter(pk=about).first()
    made = village.complain(this, case=case, by=request.user, on=timezone.localdate(), **said)
    return _("Đã ghi khiếu nại; trả lời trước hết ngày %(day)s.") % {"day": f"{made.due_on:%d/%m/%Y}"}


def _answered(request: Signed, this: Review, said: Said) -> str:
    complaint = get_object_or_404(this.complaints, pk=key(request.POST.get("complaint", "")))
    taken = complaint.case.survey if complaint.case and complaint.case.survey else None
    fresh = taken if taken is not None and taken.taken_on >= complaint.received_on else None
    village.answer(complaint, text=said["answer"], answered_on=said["answered_on"], survey=fresh, by=request.user,
                   on=timezone.localdate())  # fmt: skip
    return _("Đã ghi kết quả phúc tra.")


def _asked(request: Signed, this: Review, said: Said) -> str:
    recognising.ask(this, by=request.user, on=timezone.localdate(), **said)
    return _("Đã ghi xin ý kiến.")


def _opinion(request: Signed, this: Review, said: Said) -> str:
    recognising.answered(this, by=request.user, on=timezone.localdate(), **said)
    return _("Đã ghi ý kiến trả lời.")


def _enrolled(request: Signed, this: Review, said: Said) -> str:
    made = enrolling.enrol(this, by=request.user)
    return _("Đã đưa %(n)s người vào sổ.") % {"n": len(made)}


def _decided(request: Signed, this: Review, said: Said) -> str:
    recognising.decide(this, by=request.user, on=timezone.localdate(), **said)
    return _("Đã công nhận. Hạng của từng hộ có hiệu lực theo quyết định này.")


DO: dict[str, Callable[[Signed, Review, Said], str]] = {
    "them": _add, "xong": _surveyed, "hop": _met, "niem": _posted, "khieu": _complained, "traloi": _answered,
    "xin": _asked, "ykien": _opinion, "ky": _decided, "vaoso": _enrolled,
}  # fmt: skip
