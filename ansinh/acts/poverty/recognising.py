"""What those above think of the list, and the decision that gives every household its class and its certificate.

From the class all else follows by itself: each member's fact of the household is changed from the month it begins, and
with it assistance, health insurance, electricity and gifts.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ansinh.acts import facts, permit
from ansinh.acts.days_off import calendar_of
from ansinh.acts.poverty.opening import held
from ansinh.acts.poverty.village import posted_until
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.law import deprivation
from ansinh.law.review import rules
from ansinh.reckoning.months import month_of
from ansinh.record.models.people import Fact, Person
from ansinh.record.models.poverty import (
    HouseholdClass,
    HouseholdMember,
    Klass,
    Review,
    ReviewCase,
    ReviewStage,
    RoundKind,
    Survey,
)
from ansinh.record.models.users import User

FACT = {Klass.POOR: "poor", Klass.NEAR: "near_poor", Klass.AVERAGE: "average", Klass.NONE: "other"}
"""What a class is called among the facts of a person."""

CHILD = 16


def ask(review: Review, *, of: str, asked_on: datetime.date, by: User, on: datetime.date) -> Review:
    """The list goes up for an opinion once the posting is over. Raises ``NotNow``, ``Wrong``."""
    permit.check(by, "prepare", review.unit)
    with transaction.atomic():
        review = held(review, ReviewStage.POSTED)
        _posted(review, asked_on)
        if not of.strip():
            raise Wrong("of", "Ghi nơi xin ý kiến.")
        if asked_on > on:
            raise Wrong("asked_on", "Ngày gửi ở sau hôm nay.")
        review.stage, review.asked_on, review.asked_of = ReviewStage.ASKED, asked_on, of.strip()
        review.save(update_fields=["stage", "asked_on", "asked_of"])
    return review


def answered(review: Review, *, answer: str, answered_on: datetime.date, by: User, on: datetime.date) -> Review:
    """What came back from above."""
    permit.check(by, "prepare", review.unit)
    with transaction.atomic():
        review = held(review, ReviewStage.ASKED)
        assert review.asked_on is not None
        if not answer.strip():
            raise Wrong("answer", "Ghi ý kiến trả lời.")
        if not review.asked_on <= answered_on <= on:
            raise Wrong("answered_on", "Ngày trả lời phải từ ngày gửi đến hôm nay.")
        review.answer, review.answered_on = answer.strip(), answered_on
        review.save(update_fields=["answer", "answered_on"])
    return review


def answer_due(review: Review) -> datetime.date | None:
    """By when those above answer; None: they were not asked."""
    return None if review.asked_on is None else calendar_of(review.unit).add(review.asked_on, rules().opinion_days)


def _posted(review: Review, day: datetime.date) -> None:
    """Raise ``NotNow`` while a complaint waits or the list is still posted."""
    if left := review.complaints.filter(answered_on__isnull=True).count():
        raise NotNow(f"Còn {left} khiếu nại chưa trả lời.")
    until = posted_until(review)
    if day <= until:
        raise NotNow(f"Danh sách còn niêm yết đến hết ngày {until:%d/%m/%Y}.")


def decide(review: Review, *, number: str, decided_on: datetime.date, by: User, on: datetime.date) -> Review:
    """The chair recognises the list: classes, certificates, facts of every member. Who made it may not."""
    permit.check(by, "approve", review.unit)
    with transaction.atomic():
        review = held(review, ReviewStage.POSTED, ReviewStage.ASKED)
        if review.made_by_id == by.pk:
            raise NotNow("Người lập danh sách không được tự ký; người khác phải ký.")
        if not number.strip():
            raise Wrong("number", "Ghi số quyết định.")
        if decided_on > on:
            raise Wrong("decided_on", "Ngày ký ở sau hôm nay.")
        if review.stage == ReviewStage.POSTED:
            _posted(review, decided_on)
            if rules().asks_above(decided_on):
                raise NotNow("Chưa xin ý kiến cấp trên.")
        elif decided_on < (last := review.answered_on or review.asked_on or decided_on):
            raise Wrong("decided_on", f"Ngày ký không thể trước ngày xin ý kiến, trả lời: {last:%d/%m/%Y}.")
        elif review.answered_on is None and decided_on <= (answer_due(review) or decided_on):
            raise NotNow(f"Cấp trên chưa trả lời; hạn trả lời {answer_due(review):%d/%m/%Y}.")
        cases = list(review.cases.select_related("survey", "household").order_by("village", "household__head", "pk"))
        if not cases or any(case.survey is None for case in cases):
            raise NotNow("Còn hộ chưa có phiếu được dùng.")
        review.stage, review.number = ReviewStage.DECIDED, number.strip()
        review.decided_by, review.decided_on = by, decided_on
        review.save()
        _recognise(review, cases)
    return review


def begins(review: Review) -> int:
    """From which month the classes hold: January of the data year, or, within the year, the decision's own."""
    assert review.decided_on is not None
    if review.round.kind == RoundKind.YEARLY:
        return review.round.data_year * 12
    return month_of(review.decided_on)


def _recognise(review: Review, cases: Sequence[ReviewCase]) -> None:
    first = begins(review)
    until = max((review.round.data_year + 1) * 12, first + 1)
    people, ethnicity, once, came = _people(cases), _ethnicity(cases), _once(cases), _came_in(cases, first)
    _end(cases, first)
    made, numbered = [], []
    number = _numbered(review)
    for case in cases:
        assert case.survey is not None
        survey = case.survey
        if survey.klass in (Klass.POOR, Klass.NEAR):
            number += 1
            case.certificate = rules().forms["number"].format(n=f"{number:02d}")
            numbered.append(case)
        made.append(
            HouseholdClass(
                household=case.household,
                unit=review.unit,
                review=review,
                data_year=review.round.data_year,
                from_month=first,
                until_month=until,
                klass=survey.klass,
                local=survey.local,
                b1=survey.b1,
                income=survey.income,
                lacks=survey.lacks,
                causes=survey.causes,
                marks=survey.marks,
                members=len(survey.members),
                children=len(young := _children(survey)),
                children_lack=_lack(young, survey.taken_on),
                ethnicity=ethnicity.get(case.household_id, ""),
                came=_came(case, once, came),
                certificate=case.certificate,
            )  # fmt: skip
        )
    HouseholdClass.objects.bulk_create(made, batch_size=1_000)
    ReviewCase.objects.bulk_update(numbered, ["certificate"], batch_size=1_000)
    state({person: FACT[Klass(case.survey.klass)] for case in cases for person in people[case.pk] if case.survey},
          first, f"QĐ {review.number} ngày {review.decided_on:%d/%m/%Y}")  # fmt: skip
    _later(cases, people, first)


def _later(cases: Sequence[ReviewCase], people: Mapping[int, Sequence[int]], first: int) -> None:
    """What is decided already of months after the first stays: the next year's class, of a review within this one."""
    case_of = {case.household_id: case.pk for case in cases}
    held = HouseholdClass.objects.filter(household__in=case_of, from_month__gt=first, left="").select_related("review")
    said: dict[tuple[int, str], dict[int, str]] = {}
    for one in held.order_by("from_month"):
        source = f"QĐ {one.review.number} ngày {one.review.decided_on:%d/%m/%Y}" if one.review else one.basis
        mine = said.setdefault((one.from_month, source), {})
        mine |= dict.fromkeys(people[case_of[one.household_id]], FACT[Klass(one.klass)])
    for (month, source), who in said.items():
        state(who, month, source)


def _numbered(review: Review) -> int:
    """The last number of a certificate the commune gave in the year of the decision; they begin again each year."""
    assert review.decided_on is not None
    given = ReviewCase.objects.filter(review__unit=review.unit, review__decided_on__year=review.decided_on.year)
    told = given.exclude(certificate="").values_list("certificate", flat=True)
    return max((int(one.partition("/")[0]) for one in told), default=0)


def _children(survey: Survey) -> list[dict[str, Any]]:
    """A form's members under sixteen on its day, as its indicators count; whose year of birth is not told is none."""
    return [one for one in survey.members if one["born"] and survey.taken_on.year - one["born"] < CHILD]


def _lack(children: Sequence[Mapping[str, Any]], on: datetime.date) -> dict[str, int]:
    """How many of the children lack what the official table of children asks, where it was answered."""
    return {
        "insurance": sum(1 for one in children if one.get("insured") is False),
        "nutrition": sum(1 for one in children if one.get("malnourished") is True),
        "schooling": sum(1 for one in children if deprivation.behind(on.year - one["born"], one.get("studying"))),
    }


def _ethnicity(cases: Sequence[ReviewCase]) -> dict[int, str]:
    """The ethnicity of each household's head, as the register has it, else as the form says."""
    heads = Person.objects.filter(household__in=[case.household_id for case in cases], full_name=F("household__head"))
    said = {case.household_id: case.survey.answers.get("ethnicity", "") for case in cases if case.survey}
    return said | dict(heads.exclude(ethnicity="").values_list("household", "ethnicity"))


def _people(cases: Sequence[ReviewCase]) -> dict[int, list[int]]:
    """Who lives in each household by the accepted form, else by the register."""
    found: dict[int, list[int]] = {case.pk: [] for case in cases}
    for case, person in HouseholdMember.objects.filter(case__in=cases).values_list("case", "person"):
        found[case].append(person)
    without = {case.household_id: case.pk for case in cases if not found[case.pk]}
    living = Person.objects.filter(household__in=without, died_on=None, merged_into=None)
    for home, person in living.values_list("household", "pk"):
        found[without[home]].append(person)
    return found


def _end(cases: Sequence[ReviewCase], first: int) -> None:
    """What held before ends where the new class begins."""
    homes = [case.household_id for case in cases]
    before = HouseholdClass.objects.filter(household__in=homes, from_month__lte=first, until_month__gt=first)
    before.update(until_month=first)


def _once(cases: Sequence[ReviewCase]) -> set[tuple[int, str]]:
    """What earlier decisions said of the households: each with every class it once had."""
    held = HouseholdClass.objects.filter(household__in=[case.household_id for case in cases])
    return set(held.values_list("household", "klass"))


def _came_in(cases: Sequence[ReviewCase], first: int) -> dict[int, str]:
    """How households came that were recognised, split off or moved here within the year that ends."""
    homes = [case.household_id for case in cases]
    held = HouseholdClass.objects.filter(household__in=homes, from_month__range=(first - 11, first - 1), left="")
    return dict(held.filter(until_month__gte=first).order_by("from_month").values_list("household", "came"))


def _came(case: ReviewCase, once: set[tuple[int, str]], came: Mapping[int, str]) -> str:
    """Fell back, or for the first time, by what earlier decisions said of it; or as it came within the year."""
    assert case.survey is not None
    klass = case.survey.klass
    if klass not in (Klass.POOR, Klass.NEAR):
        return ""
    if case.before in (Klass.POOR, Klass.NEAR):
        return came.get(case.household_id, "")
    return "back" if (case.household_id, klass) in once else "new"


def state(said: dict[int, str], first: int, source: str) -> None:
    """From a month on these people's households are so; what held before ends there, what is the same stays."""
    now = timezone.now()
    live = Fact.objects.filter(person__in=said, kind="household", superseded_at__isnull=True)
    again, gone, same = [], [], set()
    for old in live:
        ends = old.until_month
        if old.from_month <= first and (ends is None or ends > first) and old.value == said[old.person_id]:
            same.add(old.person_id)
            continue
        if ends is not None and ends <= first:
            continue
        gone.append(old.pk)
        if old.from_month < first:
            again.append(Fact(
                person_id=old.person_id, kind=old.kind, value=old.value, from_month=old.from_month, until_month=first,
                source=old.source, recorded_at=now, recorded_by=old.recorded_by,
            ))  # fmt: skip
    fresh = [
        Fact(person_id=person, kind="household", value=value, from_month=first, source=source, recorded_at=now)
        for person, value in said.items() if person not in same
    ]  # fmt: skip
    Fact.objects.filter(pk__in=gone).update(superseded_at=now)
    Fact.objects.bulk_create([*again, *fresh], batch_size=2_000)
    facts.rebuild([person for person in said if person not in same])
