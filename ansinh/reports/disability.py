"""The disability council's work as lists: who waits, which sessions, which certificates, who turns six. Reads only."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet

from ansinh.law.disability import CHANGING, DETERMINATION
from ansinh.law.disability.certificate import determined_again_at_six
from ansinh.law.disability.forms import SIX
from ansinh.reckoning.months import month_of
from ansinh.record.models.disability import Assessment, Certificate, Council, Held, Session
from ansinh.record.models.dossiers import Dossier, Standing
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit


class Turning(NamedTuple):
    """A child whose certificate was given under six: the month of turning six, and whether it is issued again.

    ``again`` None: the signs on its form are not known here.
    """

    certificate: Certificate
    month: int
    again: bool | None


def requests() -> QuerySet[Dossier]:
    """Determinations and changes not ended yet, the one due first on top."""
    return (
        Dossier.objects.filter(
            procedure__in=[DETERMINATION, CHANGING], state__in=[Standing.OPEN, Standing.PAPERS, Standing.READY]
        )
        .select_related("person", "unit__parent__parent")
        .order_by("due_on", "pk")
    )


def rounds(dossiers: list[Dossier]) -> dict[int, Assessment]:
    """The last round of each of these dossiers, by the dossier's id."""
    found = Assessment.objects.filter(dossier__in=dossiers).select_related("session", "referral", "dossier__unit")
    return {one.dossier_id: one for one in found.order_by("dossier", "round")}


def waiting(session: Session) -> list[Dossier]:
    """Determinations of the session's commune that wait for a meeting and are in none yet."""
    waits = Dossier.objects.filter(
        procedure=DETERMINATION, state=Standing.OPEN, step__in=["meet", "complaint"], unit=session.council.unit_id
    )
    taken = Assessment.objects.filter(dossier__in=waits, outcome="", session__isnull=False).values("dossier")
    return list(waits.exclude(pk__in=taken).select_related("person", "unit").order_by("due_on", "pk"))


def sessions() -> QuerySet[Session]:
    """Sessions with how many people came before them, the newest first."""
    return Session.objects.select_related("council__unit").annotate(
        people=Count("assessments", distinct=True),
        open=Count("assessments", filter=Q(assessments__outcome=""), distinct=True),
    )


def meeting(first: datetime.date, last: datetime.date) -> list[Session]:
    """Sessions called for these days, the first on top."""
    return list(sessions().filter(on__range=(first, last)).order_by("on", "pk"))


def unmet(on: datetime.date) -> int:
    """How many requests no session has decided although its days are over."""
    waits = Dossier.objects.filter(procedure=DETERMINATION, state=Standing.OPEN, step="meet", step_due_on__lt=on)
    return waits.count()


def coming(unit: Unit) -> Session | None:
    """The last session of a commune that has concluded nothing yet."""
    found = Session.objects.filter(council__unit=unit, council__until_day__isnull=True)
    return found.exclude(assessments__in=Assessment.objects.exclude(outcome="")).first()


def councils() -> QuerySet[Council]:
    """The councils in being."""
    return Council.objects.filter(until_day__isnull=True).select_related("unit").order_by("unit__name")


def register(state: str = "", degree: str = "", unit: int | None = None) -> QuerySet[Certificate]:
    """The register of certificates, the newest first."""
    found = Certificate.objects.select_related("person__unit", "unit", "signed_by", "replaced_by")
    found = found.filter(state=state) if state in Held.values else found
    found = found.filter(degree=degree) if degree else found
    return found.filter(unit=unit) if unit is not None else found


def of_person(person: Person) -> QuerySet[Certificate]:
    """Everything a person was certified, the newest first."""
    return Certificate.objects.filter(person=person).select_related("unit", "replaced_by")


def turning_six(until: int) -> list[Turning]:
    """Children with a certificate given under six who are six by a month, the one longest past first."""
    certified = (
        Certificate.objects.filter(state=Held.VALID, person__died_on__isnull=True, person__birth_year__isnull=False)
        .filter(signed_on__year__lte=F("person__birth_year") + SIX)
        .select_related("person__unit", "unit")
    )
    found = [child for one in certified if (child := turning(one)) is not None and child.month <= until]
    return sorted(found, key=lambda child: (child.month, child.certificate.pk))


def turning(one: Certificate) -> Turning | None:
    """Of a valid certificate given under six: when its child turns six and what that asks; None of any other."""
    if one.state != Held.VALID or one.person.birth_year is None or one.person.died_on is not None:
        return None
    month = (one.person.birth_year + SIX) * 12 + (one.person.birth_month or 1) - 1
    if month_of(one.signed_on) >= month:
        return None
    signs = one.signs if one.form == "02" else None
    return Turning(one, month, determined_again_at_six(one.degree, signs))
