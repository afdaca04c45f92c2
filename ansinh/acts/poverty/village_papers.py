"""The minutes of a village's meeting on the review: as it was held, or blank with the households to be talked over.

Quyết định 24/2021/QĐ-TTg, Đ.4: half of those present agree; two copies signed by chair, secretary, a representative.
"""

from __future__ import annotations

from django.db.models import QuerySet

from ansinh.acts import authority, sentences
from ansinh.acts.poverty.papers import DOTS, called, row, village_name
from ansinh.acts.preparing import NotNow
from ansinh.acts.writing import head, template
from ansinh.law.review import rules
from ansinh.record.models.poverty import Review, ReviewCase, ReviewStage, Survey, VillageMeeting
from ansinh.world.documents.filling import render

LONG = "…… " * 12
"""Dots over about a line, with room to break."""


def minutes(review: Review, place: str, meeting: VillageMeeting | None = None) -> bytes:
    """The minutes of a village: of a meeting held, or blank. Raises ``NotNow`` when nothing can be talked over yet."""
    if meeting is None and review.stage == ReviewStage.LISTED:
        raise NotNow("Rà soát xong mới họp thôn.")
    cases = _as_read_out(list(_cases(review, place)), meeting)
    if not cases:
        raise NotNow(f"{village_name(place)[:1].upper()}{village_name(place)[1:]} không có hộ nào có phiếu được dùng.")
    named = village_name(place)
    return render(template("poverty_minutes", review.unit), head(review.unit, None) | {
        "about": f"Họp {named}, thống nhất kết quả {called(review)}",
        "place": f"{named}, {authority.whole_name(review.unit)}",
        "rows": [row(at, case) for at, case in enumerate(cases, 1)],
        "copies": f"{rules().minutes:02}", **(_held(meeting) if meeting else _blank()),
    })  # fmt: skip


def _as_read_out(cases: list[ReviewCase], meeting: VillageMeeting | None) -> list[ReviewCase]:
    """Each household with the form that was there when the village met; without a meeting, the one that counts now."""
    if meeting is None:
        found = [case for case in cases if case.survey]
    else:
        later = {case.pk: case for case in cases}
        before = Survey.objects.filter(case__in=later, taken_on__lte=meeting.held_on).order_by("taken_on", "pk")
        latest = {survey.case_id: survey for survey in before}
        found = []
        for case in cases:
            if case.survey is None or case.survey.taken_on > meeting.held_on:
                case.survey = latest.get(case.pk)
            found += [case] if case.survey else []
    return found


def _cases(review: Review, place: str) -> QuerySet[ReviewCase]:
    cases = review.cases.filter(village=place).select_related("household", "survey")
    return cases.order_by("household__head", "pk")


def _held(meeting: VillageMeeting) -> dict[str, str]:
    percent, present = rules().agree_percent, sentences.counted(meeting.present)
    conclusion = (
        f"từ {percent}% người dự họp trở lên đồng ý, thông qua kết quả rà soát của thôn."
        if meeting.agreed
        else f"chưa đủ {percent}% người dự họp đồng ý, rà soát lại các hộ của thôn và họp lại."
    )
    return {
        "when": sentences.long_day(meeting.held_on), "chair": meeting.chair, "secretary": meeting.secretary,
        "chair_name": meeting.chair, "secretary_name": meeting.secretary, "representative": meeting.representative,
        "present": present, "agreeing": sentences.counted(meeting.agreeing), "conclusion": conclusion,
        "said": meeting.said or "không có ý kiến khác",
    }  # fmt: skip


def _blank() -> dict[str, str]:
    return {
        "when": "…… giờ …… ngày …… tháng …… năm ………", "chair": LONG.strip(), "secretary": LONG.strip(),
        "chair_name": "", "secretary_name": "", "representative": "", "present": DOTS, "agreeing": DOTS,
        "said": (LONG * 3).strip(), "conclusion": (LONG * 2).strip(),
    }  # fmt: skip
