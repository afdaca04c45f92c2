"""Survey forms read back from a workbook: each row is kept or refused by itself, and the report says which."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.db import transaction

from ansinh.acts import permit
from ansinh.acts.poverty.opening import Wrong
from ansinh.acts.poverty.surveying import MARKS, Form, accept, record
from ansinh.acts.preparing import NotNow
from ansinh.law.deprivation import Home
from ansinh.law.poverty import standard
from ansinh.law.review import rules
from ansinh.record.models.people import Person
from ansinh.record.models.poverty import Klass, Review, ReviewCase, SurveyWay
from ansinh.record.models.users import User
from ansinh.world import survey_workbook
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


def read_back(review: Review, data: bytes, *, by: User, on: datetime.date) -> list[Told]:
    """Keep every row that can be kept. Raises ``ValueError`` for a file that is no such workbook.

    A household without a form yet uses the one read; a second interviewer's stands beside the first.
    """
    permit.check(by, "prepare", review.unit)
    known = {case.pk: case for case in review.cases.select_related("review__round", "review__unit", "household")}
    found: dict[int, list[Person]] = {}
    living = Person.objects.filter(household__in=[one.household_id for one in known.values()], died_on=None)
    for person in living.filter(merged_into=None).order_by("birth_year", "pk"):
        assert person.household_id is not None
        found.setdefault(person.household_id, []).append(person)
    return [_one(row, known, found, by=by, on=on) for row in survey_workbook.read(data, columns(review))]


def _one(
    row: survey_workbook.Read, known: dict[int, ReviewCase], found: dict[int, list[Person]], *, by: User,
    on: datetime.date,
) -> Told:  # fmt: skip
    case = known.get(row.case or 0)
    if row.wrong or case is None or row.taken_on is None:
        return Told(row.row, row.head, False, row.wrong or "Mã dòng này không có trong danh sách của xã.")
    form = Form(
        interviewer=row.interviewer, taken_on=row.taken_on, way=SurveyWay.PAPER, b1=row.b1, income=row.income,
        reference=f"{row.interviewer}, {row.taken_on:%d/%m/%Y}", home=Home((), ticked=row.ticked),
        causes=[code.removeprefix("cause.") for code in row.causes],
        marks=[code.removeprefix("mark.") for code in row.marks],
        people=[(one.pk, one.full_name, "", one.birth_year) for one in found.get(case.household_id, [])],
    )  # fmt: skip
    if case.surveys.filter(reference=form.reference).exists():
        return Told(row.row, row.head, False, "Phiếu này đã đọc rồi.")
    try:
        with transaction.atomic():
            made = record(case, form, by=by, on=on)
            if case.survey_id is None:
                accept(case, made, by=by)
    except (Wrong, NotNow) as why:
        return Told(row.row, row.head, False, str(why))
    return Told(row.row, row.head, True, str(Klass(made.klass).label))
