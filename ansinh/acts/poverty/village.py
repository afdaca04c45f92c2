"""The village's meeting on the draft, the posting, complaints and the surveys taken again because of them.

Decision 24/2021/QĐ-TTg Article 4: half of those present agree, two minutes are signed, three working days of posting.
"""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Max

from ansinh.acts import permit
from ansinh.acts.days_off import calendar_of
from ansinh.acts.poverty.opening import held, within
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.law.review import rules
from ansinh.record.models.poverty import (
    HouseholdMember,
    Review,
    ReviewCase,
    ReviewComplaint,
    ReviewStage,
    Survey,
    VillageMeeting,
)
from ansinh.record.models.users import User


def meet(
    review: Review, village: str, *, held_on: datetime.date, chair: str, secretary: str, representative: str,
    present: int, agreeing: int, said: str = "", by: User, on: datetime.date,
) -> VillageMeeting:  # fmt: skip
    """A village met. When less than half agree its households are surveyed again, and it meets again."""
    permit.check(by, "prepare", review.unit)
    with transaction.atomic():
        review = held(review, ReviewStage.SURVEYED)
        cases = review.cases.filter(village=village)
        if not cases.exists():
            raise Wrong("village", "Thôn này không có hộ nào trong danh sách rà soát.")
        within(review.round, held_on, "held_on")
        if held_on > on:
            raise Wrong("held_on", "Ngày họp ở sau hôm nay.")
        last = cases.aggregate(day=Max("survey__taken_on"))["day"]
        if last is not None and held_on < last:
            raise Wrong("held_on", f"Họp sau khi rà soát xong: phiếu cuối của thôn ngày {last:%d/%m/%Y}.")
        for field, name in (("chair", chair), ("secretary", secretary), ("representative", representative)):
            if not name.strip():
                raise Wrong(field, "Ghi người ký biên bản: chủ trì, thư ký, đại diện hộ dân.")
        try:
            agreed = rules().agreed(present, agreeing)
        except ValueError as wrong:
            raise Wrong("present" if present <= 0 else "agreeing", str(wrong)) from wrong
        made = VillageMeeting.objects.create(
            review=review, unit=review.unit, village=village, held_on=held_on, chair=chair.strip(),
            secretary=secretary.strip(), representative=representative.strip(), present=present, agreeing=agreeing,
            said=said.strip(), agreed=agreed, recorded_by=by,
        )  # fmt: skip
        if not agreed:
            HouseholdMember.objects.filter(case__in=cases).delete()
            cases.update(survey=None)
            review.stage = ReviewStage.LISTED
            review.save(update_fields=["stage"])
    return made


def to_meet(review: Review) -> list[str]:
    """The villages whose households nobody agreed on yet, or not on all as they are now, in order."""
    villages = review.cases.order_by("village").values_list("village").annotate(
        surveyed=Max("survey__taken_on"), added=Max("asked_on"))  # fmt: skip
    latest: dict[str, VillageMeeting] = {one.village: one for one in review.meetings.all()}
    return [
        one for one, *days in villages
        if one not in latest or not latest[one].agreed or any(day and day > latest[one].held_on for day in days)
    ]  # fmt: skip


def post(review: Review, *, posted_on: datetime.date, by: User, on: datetime.date) -> Review:
    """The list is posted in the villages and at the commune. Raises ``NotNow``, ``Wrong``."""
    permit.check(by, "prepare", review.unit)
    with transaction.atomic():
        review = held(review, ReviewStage.SURVEYED)
        if left := to_meet(review):
            raise NotNow(f"Còn thôn chưa họp xong: {', '.join(left)}.")
        within(review.round, posted_on, "posted_on")
        last = review.meetings.aggregate(day=Max("held_on"))["day"]
        if posted_on > on or (last is not None and posted_on < last):
            raise Wrong("posted_on", "Ngày niêm yết phải từ ngày họp thôn cuối cùng đến hôm nay.")
        review.stage, review.posted_on = ReviewStage.POSTED, posted_on
        review.save(update_fields=["stage", "posted_on"])
    return review


def posted_until(review: Review) -> datetime.date:
    """The last day of the posting, that of a survey taken again included: three working days after each."""
    assert review.posted_on is not None
    calendar = calendar_of(review.unit)
    answered = [one.answered_on for one in review.complaints.all() if one.answered_on and one.survey_id]
    return max(calendar.add(day, rules().posting_days) for day in (review.posted_on, *answered))


def complain(
    review: Review, *, case: ReviewCase | None, who: str, text: str, received_on: datetime.date, by: User,
    on: datetime.date,
) -> ReviewComplaint:  # fmt: skip
    """Somebody complains while the list is posted; it is answered within seven working days."""
    permit.check(by, "prepare", review.unit)
    with transaction.atomic():
        review = held(review, ReviewStage.POSTED)
        assert review.posted_on is not None
        if not who.strip():
            raise Wrong("who", "Ghi người khiếu nại.")
        if not text.strip():
            raise Wrong("text", "Ghi nội dung khiếu nại.")
        if not review.posted_on <= received_on <= min(on, posted_until(review)):
            until = f"{posted_until(review):%d/%m/%Y}"
            raise Wrong("received_on", f"Khiếu nại nhận trong thời gian niêm yết, đến hết ngày {until}.")
        return ReviewComplaint.objects.create(
            review=review, unit=review.unit, case=case, by=who.strip(), text=text.strip(), received_on=received_on,
            due_on=calendar_of(review.unit).add(received_on, rules().complaint_days), recorded_by=by,
        )  # fmt: skip


def answer(
    complaint: ReviewComplaint, *, text: str, answered_on: datetime.date, survey: Survey | None = None, by: User,
    on: datetime.date,
) -> ReviewComplaint:  # fmt: skip
    """What the survey taken again found, posted on a day; without one, why there is none."""
    permit.check(by, "prepare", complaint.unit)
    with transaction.atomic():
        held(complaint.review, ReviewStage.POSTED)
        if complaint.answered_on is not None:
            raise NotNow("Khiếu nại này đã trả lời.")
        if not text.strip():
            raise Wrong("answer", "Ghi kết quả phúc tra.")
        if not complaint.received_on <= answered_on <= on:
            raise Wrong("answered_on", "Ngày trả lời phải từ ngày nhận khiếu nại đến hôm nay.")
        if survey is not None and (complaint.case is None or complaint.case.survey_id != survey.pk):
            raise Wrong("survey", "Chọn phiếu phúc tra làm phiếu được dùng của hộ trước.")
        complaint.answer, complaint.answered_on, complaint.survey = text.strip(), answered_on, survey
        complaint.save(update_fields=["answer", "answered_on", "survey"])
    return complaint
