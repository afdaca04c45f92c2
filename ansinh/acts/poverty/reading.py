"""Survey forms read back from a workbook or the field: each is kept or refused by itself, and the report says which."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import transaction

from ansinh.acts import permit
from ansinh.acts.poverty import answers, opening, questions, surveying
from ansinh.acts.poverty.surveying import MARKS, Form
from ansinh.acts.wrong import Wrong
from ansinh.law import score_table
from ansinh.law.deprivation import Home
from ansinh.law.poverty import standard
from ansinh.law.review import rules
from ansinh.reckoning.names import fold
from ansinh.record.models.people import Person
from ansinh.record.models.poverty import Klass, Review, ReviewCase, Survey, SurveyWay
from ansinh.record.models.users import User
from ansinh.world import survey_answers, survey_workbook
from ansinh.world.survey_workbook import Columns, ToSurvey


class Told(NamedTuple):
    """What became of one row: kept with its draft class, or why not."""

    row: int
    head: str
    kept: bool
    sentence: str


def columns(review: Review) -> Columns:
    """What the workbook of a review ticks, by its standard."""
    of = standard(review.round.data_year)
    return Columns(
        [(one.code, one.name) for one in of.indicators],
        [(f"cause.{code}", name) for code, name in rules().causes.items()],
        [(f"mark.{code}", name) for code, name in MARKS.items()],
    )


def to_survey(review: Review) -> list[ToSurvey]:
    """The households of a review in the order of the workbook."""
    cases = review.cases.select_related("household").order_by("village", "household__head", "pk")
    return [ToSurvey(one.pk, one.household.head, one.village) for one in cases]


class Row(NamedTuple):
    """One row read: the household's form, or the sentence why it is none."""

    row: int
    head: str
    case: ReviewCase | None
    form: Form | None
    wrong: str


def read_back(review: Review, data: bytes, *, by: User, on: datetime.date) -> list[Told]:
    """Keep every row that can be kept. Raises ``ValueError`` for a file that is no such workbook."""
    permit.check(by, "prepare", review.unit)
    known = {case.pk: case for case in review.cases.select_related("household")}
    found: dict[int, list[Person]] = {}
    living = Person.objects.filter(household__in=[one.household_id for one in known.values()], died_on=None)
    for person in living.filter(merged_into=None).order_by("birth_year", "pk"):
        assert person.household_id is not None
        found.setdefault(person.household_id, []).append(person)
    rows = survey_workbook.read(data, columns(review))
    return keep(review, [_row(row, known, found) for row in rows], by=by, on=on)


def asked_of(review: Review) -> questions.Asked:
    """What the electronic form of a review is made for."""
    this, kept = review.round, surveying.scores(review.round.data_year)
    return questions.Asked(
        title=f"{opening.title(this)}, {review.unit}", code=f"ansinh-ra-soat-{review.pk}", homes=to_survey(review),
        of=standard(this.data_year), begins=this.begins, ends=this.ends, causes=rules().causes, marks=MARKS,
        scores=score_table.read(kept.groups) if kept else None,
    )  # fmt: skip


def read_export(review: Review, data: bytes, *, by: User, on: datetime.date) -> list[Told]:
    """Keep every form of an export of ODK Central or KoboToolbox. Raises ``ValueError`` for a file that is none."""
    permit.check(by, "prepare", review.unit)
    asked = asked_of(review)
    known = {case.pk: case for case in review.cases.select_related("household")}
    people: dict[int, dict[str, int]] = {}
    for person in Person.objects.filter(household__in=[one.household_id for one in known.values()], merged_into=None):
        mine = people.setdefault(person.household_id or 0, {})
        mine[f"{fold(person.full_name)}/{person.birth_year}"] = person.pk
        if person.identity_number:
            mine[person.identity_number] = person.pk
    rows = [
        _answered(answers.understood(one, asked.of, asked.scores), known, people) for one in survey_answers.read(data)
    ]
    return keep(review, rows, by=by, on=on)


def _answered(
    one: answers.Answer, known: Mapping[int, ReviewCase], people: Mapping[int, Mapping[str, int]]
) -> Row:  # fmt: skip
    case = known.get(one.case or 0)
    head = case.household.head if case else ""
    if one.wrong or case is None or one.taken_on is None or one.home is None:
        return Row(one.row, head, None, None, one.wrong or "Phiếu của một hộ không có trong danh sách của xã.")
    mine = people.get(case.household_id, {})
    lives = [
        (mine.get(told["identity"]) or mine.get(f"{fold(told['name'])}/{told['born']}"), told["name"],
         told["relation"], told["born"])
        for told in one.people
    ]  # fmt: skip
    form = Form(
        interviewer=one.interviewer, taken_on=one.taken_on, way=SurveyWay.FIELD, reference=one.key, home=one.home,
        people=lives, said=[{name: told[name] for name in SAID} for told in one.people], b1=one.b1,
        chosen=one.chosen, income=one.income, causes=one.causes, marks=one.marks,
    )  # fmt: skip
    return Row(one.row, head, case, form, "")


SAID = ("job", "allowance", "malnourished", "insured", "studying", "finished", "certified")
"""What is kept of each member's answers."""


def keep(review: Review, rows: Sequence[Row], *, by: User | None, on: datetime.date) -> list[Told]:
    """Keep the forms read, a word for each row; raises ``NotNow``.

    A household without a form yet uses the first one read; another interviewer's stands beside it.
    """
    forms = [(one.case, one.form) for one in rows if one.case is not None and one.form is not None]
    with transaction.atomic():
        made = surveying.record_all(review, forms, by=by, on=on)
        first: dict[int, tuple[ReviewCase, Survey]] = {}
        for (case, _form), survey in zip(forms, made, strict=True):
            if isinstance(survey, Survey) and case.survey_id is None:
                first.setdefault(case.pk, (case, survey))
        used = surveying.accept_all(review, list(first.values()), by=by)
    unused = {survey.pk: wrong for (_, survey), wrong in zip(first.values(), used, strict=True) if wrong is not None}
    answers = iter(made)
    return [_told(one, next(answers) if one.form is not None and one.case is not None else None, unused)
            for one in rows]  # fmt: skip


def _told(row: Row, made: Survey | Wrong | None, unused: Mapping[int, Wrong]) -> Told:
    if made is None:
        return Told(row.row, row.head, False, row.wrong)
    if isinstance(made, Wrong):
        return Told(row.row, row.head, False, str(made))
    if wrong := unused.get(made.pk):
        return Told(row.row, row.head, False, f"Phiếu đã ghi nhưng chưa dùng được: {wrong}")
    return Told(row.row, row.head, True, str(Klass(made.klass).label))


def _row(
    row: survey_workbook.Read, known: Mapping[int, ReviewCase], found: Mapping[int, Sequence[Person]]
) -> Row:  # fmt: skip
    case = known.get(row.case or 0)
    if row.wrong or case is None or row.taken_on is None:
        wrong = row.wrong or "Mã dòng này không có trong danh sách của xã."
        return Row(row.row, row.head, None, None, wrong)
    form = Form(
        interviewer=row.interviewer, taken_on=row.taken_on, way=SurveyWay.PAPER, b1=row.b1, income=row.income,
        reference=f"{row.interviewer}, {row.taken_on:%d/%m/%Y}", home=Home((), ticked=row.ticked),
        causes=[code.removeprefix("cause.") for code in row.causes],
        marks=[code.removeprefix("mark.") for code in row.marks],
        people=[(one.pk, one.full_name, "", one.birth_year) for one in found.get(case.household_id, [])],
    )  # fmt: skip
    return Row(row.row, row.head, case, form, "")
