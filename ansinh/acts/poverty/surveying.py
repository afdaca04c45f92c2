"""A household's form: who lives there, what it lacks, its points; two interviewers side by side, one accepted.

Nothing is guessed: an indicator that was not answered is asked for, B1 comes of the office's confirmed score table or
of a signed paper form, and nobody is a member of two households of one round.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection, transaction

from ansinh.acts import permit
from ansinh.acts.poverty.opening import held, within
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.law import deprivation, poverty, score_table
from ansinh.law.deprivation import Home
from ansinh.law.poverty import NotClassed, Standard, area_of
from ansinh.law.review import rules
from ansinh.reckoning.names import fold
from ansinh.record.branches import province_of
from ansinh.record.models.people import Person
from ansinh.record.models.poverty import (
    HouseholdMember,
    KeptScores,
    OwnStandard,
    Review,
    ReviewCase,
    ReviewRound,
    ReviewStage,
    Survey,
    SurveyWay,
)
from ansinh.record.models.users import User

MARKS: Mapping[str, str] = {
    "minority": "Hộ dân tộc thiểu số", "local_minority": "Dân tộc thiểu số tại chỗ",
    "no_labour": "Không có khả năng lao động", "merit": "Có thành viên là người có công",
    "woman_head": "Chủ hộ là nữ", "farming": "Làm nông, lâm, ngư, diêm nghiệp",
}  # fmt: skip
"""What the official tables tell households apart by."""


MOST_B1, MOST_INCOME = 1_000, 1_000_000_000
"""More than any paper form has: a slip of the pen."""

Lives = tuple[int | None, str, str, int | None]
"""Somebody of a household: the person's id or None, name, relation, year of birth."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form as it was filled in.

    ``said``: what was answered of each, by the names of ``law.deprivation.Member``; empty for a form of ticks.
    """

    interviewer: str
    taken_on: datetime.date
    home: Home
    way: str = SurveyWay.TYPED
    reference: str = ""
    people: Sequence[Lives] = ()
    said: Sequence[Mapping[str, Any]] = ()
    b1: int | None = None
    chosen: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    income: int | None = None
    causes: Sequence[str] = ()
    marks: Sequence[str] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """What every form of one commune's review is held against, looked up once."""

    review: Review
    of: Standard
    scores: KeptScores | None
    own: Standard | None
    lives: Mapping[int, ReviewCase]
    """In which household of the round each person already is."""
    named: Mapping[str, ReviewCase]
    """In which household of the round whoever the register does not have already is, by identity number."""
    read: frozenset[tuple[int, str]]
    """The forms that were read before: household and number of the form."""
    on: datetime.date
    may_change: Callable[[int], bool]
    """Whether the form of a household, by its case, may still be taken."""


def record(case: ReviewCase, form: Form, *, by: User | None, on: datetime.date) -> Survey:
    """Keep a form. Raises ``Wrong`` with the field, ``NotNow``; nothing is kept then."""
    [made] = record_all(case.review, [(case, form)], by=by, on=on)
    if isinstance(made, Wrong):
        raise made
    return made


def record_all(
    review: Review, forms: Sequence[tuple[ReviewCase, Form]], *, by: User | None, on: datetime.date
) -> list[Survey | Wrong]:
    """Keep many forms of one commune's review: each is kept, or is a ``Wrong`` at its place. Raises ``NotNow``."""
    if by is not None:
        permit.check(by, "prepare", review.unit)
    forms = _recognised(forms)
    with transaction.atomic():
        desk = _desk(held(review, ReviewStage.LISTED, ReviewStage.POSTED), forms, on)
        told: list[Survey | Wrong] = []
        for case, form in forms:
            try:
                told.append(_survey(desk, case, form, by))
            except Wrong as wrong:
                told.append(wrong)
        Survey.objects.bulk_create([one for one in told if isinstance(one, Survey)], batch_size=1_000)
    return told


def _recognised(forms: Sequence[tuple[ReviewCase, Form]]) -> list[tuple[ReviewCase, Form]]:
    """Whoever a form names by an identity number the register has is that person, when name or year of birth agrees."""
    numbers = {said.get("identity") for _, form in forms for said in form.said} - {None, ""}
    held = Person.objects.filter(identity_number__in=numbers, merged_into=None)
    known = {one.identity_number: one for one in held}

    def who(lives: Lives, said: Mapping[str, Any]) -> Lives:
        person, name, relation, born = lives
        found = known.get(said.get("identity")) if person is None else None
        same = found is not None and (found.name_folded == fold(name) or found.birth_year == born)
        return (found.pk, name, relation, born) if found is not None and same else lives

    return [(case, replace(form, people=[who(*each) for each in _each(form)])) for case, form in forms]


def _numbered(this: ReviewRound, numbers: Iterable[str]) -> dict[str, int]:
    """The household of a round, by its case, whose accepted form names each of these identity numbers."""
    wanted = [one for one in numbers if one]
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select m ->> 'identity', c.id from poverty_case c join poverty_review r on r.id = c.review_id"
            " join poverty_survey s on s.id = c.survey_id, jsonb_array_elements(s.members) m"
            " where r.round_id = %s and m ->> 'identity' = any(%s)",
            [this.pk, wanted],
        )
        return dict(cursor.fetchall())


def _desk(review: Review, forms: Sequence[tuple[ReviewCase, Form]], on: datetime.date) -> Desk:
    of = poverty.standard(review.round.data_year)
    known = {person for _, form in forms for person, _, _, _ in form.people if person is not None}
    with permit.whole(None):
        lives = HouseholdMember.objects.filter(round=review.round_id, person__in=known)
        found = {one.person_id: one.case for one in lives.select_related("person", "case__household", "case__unit")}
        numbered = _numbered(review.round, {said.get("identity", "") for _, form in forms for said in form.said})
        cases = ReviewCase.objects.select_related("household", "unit").in_bulk(set(numbered.values()))
    named = {number: cases[case] for number, case in numbered.items()}
    read = Survey.objects.filter(case__in={case.pk for case, _ in forms}).exclude(reference="")
    return Desk(
        review, of, scores(review.round.data_year), _raised(of, _own(review)), found, named,
        frozenset(read.values_list("case", "reference")), on, open_to(review),
    )  # fmt: skip


POSTED = "Danh sách đang niêm yết: chỉ phúc tra hộ có khiếu nại chưa trả lời."


def open_to(review: Review) -> Callable[[int], bool]:
    """While the list is posted only whoever a complaint is about, or all when it is about the whole list."""
    if Review.objects.values_list("stage", flat=True).get(pk=review.pk) != ReviewStage.POSTED:
        return lambda case: True
    about = set(review.complaints.filter(answered_on=None).values_list("case", flat=True))
    return lambda case: case in about or None in about


def _raised(of: Standard, own: OwnStandard | None) -> Standard | None:
    """The province's own standard, higher than the State's, if it set one."""
    if own is None:
        return None
    return poverty.raised(of, basis=own.basis, rural=own.rural, urban=own.urban, min_indicators=own.min_indicators)


def _survey(desk: Desk, case: ReviewCase, form: Form, by: User | None) -> Survey:
    """One form as it will be kept. Raises ``Wrong``."""
    of = desk.of
    if not desk.may_change(case.pk):
        raise Wrong("taken_on", POSTED)
    _dated(desk, form)
    if not form.interviewer.strip():
        raise Wrong("interviewer", "Ghi tên rà soát viên.")
    if (case.pk, form.reference.strip()) in desk.read:
        raise Wrong("reference", "Phiếu này đã đọc rồi.")
    _members(desk, case, form)
    found = deprivation.found(of, form.home)
    if found.unanswered:
        named = {one.code: one.name for one in of.indicators}
        raise Wrong(found.unanswered[0], f"Chưa trả lời đủ: {', '.join(named[one] for one in found.unanswered)}.")
    b1, of_table = _b1(desk, form)
    klass, local = _classes(desk, form, b1, found.lacking)
    _known(form)
    return Survey(
        case=case, unit_id=case.unit_id, interviewer=form.interviewer.strip(), taken_on=form.taken_on, way=form.way,
        reference=form.reference.strip(), answers=dict(form.answers), b1=b1, b1_of_table=of_table,
        members=[
            {"person": person, "name": name, "relation": relation, "born": born} | dict(said)
            for (person, name, relation, born), said in _each(form)
        ],
        lacks=list(found.lacking), income=form.income, klass=klass, local=local, causes=list(form.causes),
        marks=list(form.marks), recorded_by=by,
    )  # fmt: skip


def _each(form: Form) -> Iterable[tuple[Lives, Mapping[str, Any]]]:
    """Everybody of the form with what was said of them, nothing when nothing was."""
    return zip(form.people, [*form.said, *[{}] * (len(form.people) - len(form.said))], strict=True)


def _dated(desk: Desk, form: Form) -> None:
    within(desk.review.round, form.taken_on, "taken_on")
    if form.taken_on > desk.on:
        raise Wrong("taken_on", "Ngày rà soát ở sau hôm nay.")


def _members(desk: Desk, case: ReviewCase, form: Form) -> None:
    """Somebody lives there, nobody is named twice, and nobody lives in another household of the round."""
    if not form.people:
        raise Wrong("members", "Ghi ít nhất một người trong hộ.")
    known = [person for person, _, _, _ in form.people if person is not None]
    if len(known) != len(set(known)):
        raise Wrong("members", "Có người được ghi hai lần trong hộ.")
    for (person, name, _, _), told in _each(form):
        home = desk.lives.get(person or 0) or desk.named.get(told.get("identity", ""))
        if home is not None and home.pk != case.pk:
            said = f"{name} đã được ghi trong hộ {home.household.head}, {home.village}, {home.unit}."
            raise Wrong("members", said)


def _b1(desk: Desk, form: Form) -> tuple[int | None, bool]:
    """The points of income: summed by the office's table, or as a signed paper form says."""
    review, kept = desk.review, desk.scores
    if form.chosen:
        if kept is None:
            raise Wrong("b1", "Chưa có bảng điểm B1 đã xác nhận: ghi tổng điểm của phiếu giấy đã ký.")
        region = "urban" if area_of(review.unit.kind) == "urban" else review.round.region
        try:
            total = score_table.read(kept.groups).total(region, form.chosen)
        except ValueError as wrong:
            raise Wrong("b1", str(wrong)) from wrong
        if form.b1 is not None and form.b1 != total:
            raise Wrong("b1", f"Tổng điểm B1 ghi {form.b1}, cộng theo bảng là {total}.")
        return total, True
    if form.b1 is None:
        return None, False
    if not 0 <= form.b1 <= MOST_B1:
        raise Wrong("b1", "Điểm B1 không được âm." if form.b1 < 0 else f"Điểm B1 quá {MOST_B1}: xem lại phiếu.")
    if kept is not None and form.way != SurveyWay.PAPER:
        raise Wrong("b1", "Đã có bảng điểm B1: chọn từng mục, máy cộng điểm.")
    return form.b1, False


def scores(year: int) -> KeptScores | None:
    """The confirmed score table of a data year."""
    kept = KeptScores.objects.filter(
        first_year__lte=year, last_year__gte=year, confirmed_by__isnull=False, replaced_at__isnull=True
    )
    return kept.order_by("-pk").first()


def _classes(desk: Desk, form: Form, b1: int | None, lacking: Sequence[str]) -> tuple[str, str]:
    """The class by the State's standard and by the province's own; both from the points, or from income."""
    of, area = desk.of, area_of(desk.review.unit.kind)
    if form.income is not None and form.income > MOST_INCOME:
        raise Wrong("income", "Thu nhập một người một tháng quá lớn: xem lại phiếu.")
    if b1 is None and form.income is None:
        raise Wrong("b1", "Ghi điểm B1, hoặc thu nhập bình quân một người một tháng.")
    try:
        if b1 is not None and of.areas[area].b1_line is not None:
            klass = poverty.class_by_points(of, area, b1, poverty.points(of, lacking))
            if klass == "none" and form.income is not None:
                by_income = poverty.class_by_income(of, area, form.income, lacking)
                klass = by_income if by_income == "average" else klass
        elif form.income is not None:
            klass = poverty.class_by_income(of, area, form.income, lacking)
        else:
            raise NotClassed(f"Chuẩn {of.decree} chưa biết điểm B1: ghi thu nhập.")
    except NotClassed as wrong:
        raise Wrong("b1" if form.income is None else "income", str(wrong)) from wrong
    local = ""
    if desk.own is not None and form.income is not None:
        local = poverty.class_by_income(desk.own, area, form.income, lacking)
    return klass, local


def _own(review: Review) -> OwnStandard | None:
    """The province's own standard of the data year, if it set one."""
    year, province = review.round.data_year, province_of([review.unit_id]).get(review.unit_id)
    return OwnStandard.objects.filter(province=province, first_year__lte=year, last_year__gte=year).first()


def _known(form: Form) -> None:
    if unknown := set(form.causes) - set(rules().causes):
        raise Wrong("causes", f"Không có nguyên nhân: {', '.join(sorted(unknown))}.")
    if unknown := set(form.marks) - set(MARKS):
        raise Wrong("marks", f"Không có dấu: {', '.join(sorted(unknown))}.")


def accept(case: ReviewCase, survey: Survey, *, by: User | None) -> ReviewCase:
    """Use this form of the household; of two interviewers' one is chosen, both stay. Raises ``Wrong``, ``NotNow``."""
    if survey.case_id != case.pk:
        raise Wrong("survey", "Phiếu này của hộ khác.")
    [wrong] = accept_all(case.review, [(case, survey)], by=by)
    if wrong is not None:
        raise wrong
    return case


def accept_all(review: Review, chosen: Sequence[tuple[ReviewCase, Survey]], *, by: User | None) -> list[Wrong | None]:
    """Use a form of each of these households of one commune; where somebody is in two, the first has them."""
    if by is not None:
        permit.check(by, "prepare", review.unit)
    with transaction.atomic():
        review = held(review, ReviewStage.LISTED, ReviewStage.POSTED)
        people = {survey.pk: {one["person"]: one for one in survey.members if one["person"]} for _, survey in chosen}
        named = {survey.pk: {one["identity"]: one for one in survey.members if one.get("identity")}
                 for _, survey in chosen}  # fmt: skip
        with permit.whole(None):
            here = HouseholdMember.objects.filter(
                round=review.round, person__in={p for one in people.values() for p in one}
            )
            taken: dict[int | str, int] = dict(here.values_list("person", "case"))
            taken.update(_numbered(review.round, {number for one in named.values() for number in one}).items())
        may_change = open_to(review)
        told: list[Wrong | None] = []
        used, lives = [], []
        for case, survey in chosen:
            if not may_change(case.pk):
                told.append(Wrong("survey", POSTED))
                continue
            mine = people[survey.pk]
            everybody: dict[int | str, Any] = {**mine, **named[survey.pk]}
            other = next((one for one in everybody if taken.get(one, case.pk) != case.pk), None)
            if other is not None:
                told.append(Wrong("members", f"{everybody[other]['name']} đã được ghi trong hộ khác của đợt."))
                continue
            told.append(None)
            taken |= dict.fromkeys(everybody, case.pk)
            case.survey = survey
            used.append(case)
            lives += [
                HouseholdMember(round=review.round, case=case, person_id=person, relation=one.get("relation", ""))
                for person, one in mine.items()
            ]
        HouseholdMember.objects.filter(case__in=used).delete()
        HouseholdMember.objects.bulk_create(lives, batch_size=1_000)
        ReviewCase.objects.bulk_update(used, ["survey"], batch_size=1_000)
    return told


def surveyed(review: Review, *, by: User) -> Review:
    """Every household has its form: the villages may meet. Raises ``NotNow``."""
    permit.check(by, "prepare", review.unit)
    with transaction.atomic():
        review = held(review, ReviewStage.LISTED)
        if left := review.cases.filter(survey__isnull=True).count():
            raise NotNow(f"Còn {left} hộ chưa có phiếu được dùng.")
        review.stage = ReviewStage.SURVEYED
        review.save(update_fields=["stage"])
    return review
