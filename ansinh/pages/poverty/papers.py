"""The papers of a review as Word files, by village and household, and the lists with every member."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ansinh.acts import permit
from ansinh.acts.poverty import household_papers, opening, papers, village_papers
from ansinh.acts.preparing import NotNow
from ansinh.pages.door import Signed, may
from ansinh.pages.fields import key
from ansinh.pages.lists import file_answer
from ansinh.pages.poverty.classes import asked_year, office
from ansinh.pages.poverty.review import the_review
from ansinh.pages.tables import Column, Table
from ansinh.record.models.poverty import HouseholdClass, Klass, Review, ReviewCase, ReviewStage, WhyListed
from ansinh.reports import poverty_lists
from ansinh.world.poverty_list import Detailed, write_document, write_workbook


@may("see")
def of_review(request: Signed, pk: int) -> HttpResponse:
    """Which papers there are now, village by village."""
    this = the_review(pk)
    decided, listed = this.stage == ReviewStage.DECIDED, this.stage == ReviewStage.LISTED
    table = Table("giay-to", _columns(), _rows(this, _villages(this)), sortable=False)
    asked = this.cases.filter(why__in=(WhyListed.ASKED, WhyListed.ESCAPE)) if decided else this.cases.none()
    context = {
        "review": this, "title": opening.title(this.round), "tab": "poverty", "decided": decided, "listed": listed,
        "table": table, "surveyed": this.cases.filter(survey__isnull=False).exists(),
        "refused": [one for one in asked.select_related("review__round", "household", "survey")
                    .order_by("village", "household__head") if household_papers.refused(one)],
    }  # fmt: skip
    return render(request, "poverty/papers.html", context)


class Village(NamedTuple):
    """A village of a review: its households, those with a form, with a certificate; its last meeting."""

    name: str
    cases: int
    surveyed: int
    certified: int
    meeting: int | None
    meeting_on: str


def _villages(this: Review) -> list[Village]:
    met = {one.village: one for one in this.meetings.all()}
    counts: dict[str, list[int]] = {}
    for village, survey, certificate in this.cases.order_by("village").values_list("village", "survey", "certificate"):
        row = counts.setdefault(village, [0, 0, 0])
        row[0] += 1
        row[1] += survey is not None
        row[2] += certificate != ""
    return [
        Village(name, cases, surveyed, certified, met[name].pk if name in met else None,
                f"{met[name].held_on:%d/%m/%Y}" if name in met else "")
        for name, (cases, surveyed, certified) in counts.items()
    ]  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column("village", _("Thôn")), Column("cases", _("Hộ rà soát"), "count", True),
        Column("blank", _("Biên bản để điền")), Column("minutes", _("Biên bản đã họp")),
        Column("posting", _("Niêm yết")), Column("certificates", _("Giấy chứng nhận")),
    ]  # fmt: skip


def _rows(this: Review, villages: Sequence[Village]) -> list[dict[str, Any]]:
    listed = this.stage == ReviewStage.LISTED
    found = []
    for one in villages:
        ready = not listed and one.surveyed > 0
        row: dict[str, Any] = {
            "village": one.name, "cases": one.cases, "blank": _("tải") if ready else "", "minutes": one.meeting_on,
            "posting": _("tải") if ready else "",
            "certificates": _("%(n)s giấy") % {"n": one.certified} if one.certified else "",
        }  # fmt: skip
        if ready:
            row |= {"href:blank": _at(this, "bien-ban", thon=one.name), "href:posting": _at(this, "niem-yet",
                                                                                            thon=one.name)}  # fmt: skip
        if one.meeting is not None:
            row["href:minutes"] = _at(this, "bien-ban", thon=one.name, hop=str(one.meeting))
        if one.certified:
            row["href:certificates"] = _at(this, "giay-chung-nhan", thon=one.name)
        found.append(row)
    return found


def _at(this: Review, kind: str, **asked: str) -> str:
    return f"{reverse('poverty_paper', args=[this.pk, kind])}?{urlencode(asked)}"


@may("see")
def paper(request: Signed, pk: int, kind: str) -> HttpResponse:
    """One paper of the review; what cannot be written yet is said on the page of papers."""
    if kind not in MAKE:
        raise Http404
    this = the_review(pk)
    try:
        made = MAKE[kind](request, this, request.GET.get("thon", ""))
    except NotNow as why:
        messages.error(request, str(why))
        return redirect("poverty_papers", pk)
    return file_answer(made, f"{kind}-{this.unit.code}-{this.round.year}.docx")


def _minutes(request: Signed, this: Review, village: str) -> bytes:
    held = request.GET.get("hop", "")
    meeting = get_object_or_404(this.meetings, pk=key(held), village=village) if held else None
    return village_papers.minutes(this, village, meeting)


def _certificates(request: Signed, this: Review, village: str) -> bytes:
    classes = _recognised(this)
    return _certified(this, [one for one in classes if not village or one.household.village == village])


def _certified(this: Review, classes: Sequence[HouseholdClass]) -> bytes:
    return household_papers.certificates(this, classes, poverty_lists.homes(classes))


def _recognised(this: Review) -> list[HouseholdClass]:
    return poverty_lists.ordered(this.classes.filter(klass__in=(Klass.POOR, Klass.NEAR)))


MAKE: dict[str, Callable[[Signed, Review, str], bytes]] = {
    "quyet-dinh": lambda request, this, village: papers.decision(this),
    "niem-yet": lambda request, this, village: papers.posting(this, village),
    "bien-ban": _minutes, "giay-chung-nhan": _certificates,
}  # fmt: skip
"""The papers of a review, by the word their address has."""


@may("see")
def household_paper(request: Signed, pk: int, kind: str) -> HttpResponse:
    """A household's own paper: its certificate, or why it was not recognised."""
    this = get_object_or_404(
        ReviewCase.objects.select_related("review__round", "review__unit", "review__decided_by", "household", "survey"),
        pk=pk,
    )
    if kind not in ("giay-chung-nhan", "tu-choi"):
        raise Http404
    try:
        if kind == "tu-choi":
            made = household_papers.refusal(this)
        else:
            mine = this.review.classes.filter(household=this.household_id)
            made = _certified(this.review, poverty_lists.ordered(mine))
    except NotNow as why:
        messages.error(request, str(why))
        return redirect("poverty_case", pk)
    return file_answer(made, f"{kind}-{this.pk}.docx")


@may("see")
def review_lists(request: Signed, pk: int, kind: str) -> HttpResponse:
    """Lists 14 and 15 of what one review recognised."""
    this = the_review(pk)
    told = poverty_lists.lists(_recognised(this), this.round.data_year, office=f"ỦY BAN NHÂN DÂN {this.unit}".upper())
    back = reverse("poverty_papers", args=[pk])
    return _lists(request, told, kind, f"danh-sach-{this.unit.code}-{this.round.data_year}", back)


@may("see")
def lists(request: Signed, kind: str) -> HttpResponse:
    """Lists 14 and 15 of a year (``nam``), of every commune of the branch."""
    year = asked_year(request)
    told = poverty_lists.lists(poverty_lists.of_year(permit.cover(request.user), year), year, office=office(request))
    return _lists(request, told, kind, f"danh-sach-{year}", f"{reverse('poverty_tables')}?nam={year}")


def _lists(request: Signed, told: Sequence[Detailed], kind: str, name: str, back: str) -> HttpResponse:
    if kind not in ("xlsx", "docx"):
        raise Http404
    if not any(one.homes for one in told):
        messages.error(request, _("Chưa có hộ nghèo, hộ cận nghèo nào được công nhận."))
        return redirect(back)
    out = io.BytesIO()
    try:
        (write_workbook if kind == "xlsx" else write_document)(told, out)
    except ValueError as why:
        messages.error(request, str(why))
        return redirect(back)
    return file_answer(out.getvalue(), f"{name}.{kind}")
