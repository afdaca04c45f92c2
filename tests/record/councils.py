"""A council written straight into the tables, for the tests of what the database itself refuses."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from ansinh.record.models.decisions import Series
from ansinh.record.models.disability import (
    Assessment,
    Attendance,
    Certificate,
    Complaint,
    Council,
    Member,
    Referral,
    Session,
    Vote,
)
from ansinh.record.models.dossiers import Dossier

if TYPE_CHECKING:
    from ansinh.record.models.people import Person
    from ansinh.record.models.places import Unit
    from tests.cast import Office

DAY = datetime.date(2022, 5, 10)
OFFICES = ["chair", "health", "officer", "front", "women", "youth"]


def council(unit: Unit) -> Council:
    """Six members; the last one leads youth and veterans at once."""
    made = Council.objects.create(unit=unit, number="8/QĐ-UBND", decided_on=datetime.date(2022, 1, 4))
    for at, office in enumerate(OFFICES):
        held = [office, "veterans"] if office == "youth" else [office]
        Member.objects.create(council=made, full_name=f"Thành viên {at}", offices=held, from_day=made.decided_on)
    return made


def meeting(council: Council, present: int) -> Session:
    made = Session.objects.create(council=council, on=DAY, place="Trạm y tế")
    for member in council.members.all()[:present]:
        Attendance.objects.create(session=made, member=member)
    return made


def assessed(who: Person, session: Session, *, choice: str = "severe", round: int = 1) -> Assessment:
    """A form filled in and voted on by all who attended; nothing is concluded yet."""
    dossier, _ = Dossier.objects.get_or_create(
        unit=who.unit, year=2022, number=40, procedure="disability-determination", procedure_on=DAY, person=who,
        received_on=DAY, state="open",
    )  # fmt: skip
    made = Assessment.objects.create(
        dossier=dossier, person=who, session=session, form="03", signs=["2.1"], kinds=["hearing"], round=round
    )
    for member in session.present.all():
        Vote.objects.create(assessment=made, person=who, member=member, choice=choice)
    return made


def concluded(assessment: Assessment, outcome: str = "severe") -> Assessment:
    assessment.outcome, assessment.how, assessment.reason = outcome, "majority", "thử"
    assessment.save()
    return assessment


def certificate(who: Person, office: Office, *, number: int = 1, year: int = 2022, **more: object) -> Certificate:
    Series.objects.get_or_create(authority=who.unit, year=year, symbol="GXNKT")
    said = {
        "unit": who.unit, "year": year, "number": number, "source": "council", "kinds": ["hearing"], "degree": "severe",
        "signed_on": DAY.replace(year=year), "signed_by": office.minh, "minutes_by": office.lan,
    }  # fmt: skip
    return Certificate.objects.create(person=who, **(said | more))


def everything(who: Person, office: Office) -> None:
    """A row in every table of the council."""
    one = concluded(assessed(who, meeting(council(who.unit), 6)))
    Complaint.objects.create(assessment=one, person=who, from_whom="Vũ Văn Con", own=True, on=DAY, text="không đồng ý")
    Referral.objects.create(assessment=one, person=who, ground="b", reason="không đồng ý", asked_on=DAY)
    certificate(who, office)
