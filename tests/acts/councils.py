"""A disability council at work, for the tests of acts and pages: seated, called, a person assessed and voted on."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from ansinh.acts import dossiers, people
from ansinh.acts.disability import certificates, council, forms
from ansinh.acts.disability.council import Seated
from ansinh.law.disability import DETERMINATION

if TYPE_CHECKING:
    from ansinh.record.models.disability import Assessment, Certificate, Council, Session
    from ansinh.record.models.dossiers import Dossier
    from ansinh.record.models.people import Person
    from ansinh.record.models.places import Unit
    from tests.cast import Office

DAY = datetime.date(2026, 3, 2)
MEETING = datetime.date(2026, 3, 12)
MEMBERS = (
    Seated("Đỗ Văn Chủ", ["chair"]), Seated("Bùi Thị Y", ["health"]), Seated("Nguyễn Thị Lan", ["officer"]),
    Seated("Trần Mặt Trận", ["front", "veterans"]), Seated("Lê Thị Phụ", ["women"]), Seated("Hà Văn Thanh", ["youth"]),
)  # fmt: skip
NOTHING = "0" * 10
SEVEN = "1111111000"
FOURTEEN = "2222222000"


def seated(unit: Unit, office: Office, on: datetime.date = datetime.date(2026, 1, 5)) -> Council:
    """Six people holding the seven offices."""
    return council.establish(unit=unit, number="8/QĐ-UBND", decided_on=on, members=MEMBERS, by=office.lan)


def somebody(unit: Unit, office: Office, *, born: str = "1980-05-06", name: str = "Phạm Thị Mùi") -> Person:
    year, month, day = (int(part) for part in born.split("-"))
    return people.enrol(
        full_name=name, unit=unit, from_month=2018 * 12, by=office.lan, birth_year=year, birth_month=month,
        birth_day=day, sex="female",
    )  # fmt: skip


def asked(person: Person, office: Office, on: datetime.date = DAY, **answers: Any) -> Dossier:
    """A request with its papers, received."""
    dossier = dossiers.start(procedure=DETERMINATION, unit=person.unit, by=office.lan, on=on, person=person)
    papers = {paper.name: "given" for paper in dossier.papers.all()}
    dossiers.fill(dossier, by=office.lan, answers=answers, papers=papers)
    return dossiers.receive(dossier, by=office.lan, on=on)


def met(held: Council, office: Office, *, present: int = 6, on: datetime.date = MEETING) -> Session:
    session = council.open_session(held, on=on, place="Trạm y tế xã", by=office.lan)
    council.attend(session, council.members_on(held, on)[:present], by=office.lan)
    return session


def filled(dossier: Dossier, session: Session, office: Office, *, points: str = SEVEN, signs: tuple[str, ...] = (),
           features: tuple[str, ...] = ("1.4",)) -> Assessment:  # fmt: skip
    """The form filled in: ten activities as a string of points, or signs."""
    one = forms.take_up(dossier, session, by=office.lan)
    written = dict(enumerate(points, 1)) if one.form == "03" and not signs else {}
    forms.fill(one, features=features, signs=signs, points=written, by=office.lan)
    one.refresh_from_db()
    return one


def voted(assessment: Assessment, office: Office, *choices: str) -> Assessment:
    """Attending members vote in order; fewer choices than members: the last one goes on."""
    members = list(assessment.session.present.order_by("pk"))
    said = [choices[min(at, len(choices) - 1)] for at in range(len(members))]
    forms.vote(assessment, dict(zip(members, said, strict=True)), by=office.lan)
    return assessment


def concluded(
    dossier: Dossier, session: Session, office: Office, choice: str = "severe", *, minutes: bool = True,
    reason: str = "", **form: Any,
) -> Assessment:  # fmt: skip
    """From a request to the minutes of a conclusion."""
    one = voted(filled(dossier, session, office, **form), office, choice)
    one = forms.conclude(one, by=office.lan, on=session.on, reason=reason)
    if minutes:
        one = forms.write_minutes(one, opinions="Nhất trí.", by=office.lan, on=session.on)
    one.dossier.refresh_from_db()
    return one


def certified(dossier: Dossier, session: Session, office: Office, choice: str = "severe", **form: Any) -> Certificate:
    """From a request to a signed certificate."""
    one = concluded(dossier, session, office, choice, **form)
    dossiers.forward(one.dossier, by=office.lan, on=session.on)
    return certificates.certify(one, by=office.minh, on=session.on + datetime.timedelta(days=5))
