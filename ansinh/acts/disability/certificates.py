"""Certificates of disability: signed by the chair, numbered without gaps, changed, issued again, withdrawn.

What a certificate says becomes a fact of the person from the month in which it is signed: the allowance and every
list follow from that.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from django.db import transaction

from ansinh.acts import clock, crossing, dossiers, facts, numbering, people, permit
from ansinh.acts.days_off import calendar_of
from ansinh.acts.disability.forms import latest
from ansinh.acts.dossiers import NotNow
from ansinh.law.disability import certificate as law
from ansinh.law.disability.forms import all_forms, conclusions, degrees, kinds
from ansinh.law.disability.rules import rule
from ansinh.reckoning.months import month_of
from ansinh.record.models.disability import Assessment, Certificate, Complaint, Held
from ansinh.record.models.dossiers import Dossier, Outcome, Standing
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User


def certify(assessment: Assessment, *, by: User, on: datetime.date) -> Certificate:
    """The chair signs the certificate a conclusion gives; one held before is replaced. Raises ``NotNow``."""
    with transaction.atomic():
        assessment = (
            Assessment.objects.select_for_update(of=("self",))
            .select_related("dossier__unit", "person", "minutes_by")
            .get(pk=assessment.pk)
        )
        dossier = assessment.dossier
        place = crossing.holder(dossier, on)
        permit.check(by, "approve", place)
        if (why_not := hindrance(assessment, by)) is not None:
            raise NotNow(why_not)
        degree, of, source = _given(assessment)
        before = _valid(assessment.person)
        asked = dossier.answers.get("reason")
        reason = (asked if asked == "six" else "degree") if before else ""
        made = _sign(
            unit=place, person=assessment.person, dossier=dossier, assessment=assessment, source=source,
            degree=degree, kinds=of, form=assessment.form if source == "council" else "",
            signs=assessment.signs if source == "council" else None, minutes_by=assessment.minutes_by, by=by, on=on,
            before=before, reason=reason,
        )  # fmt: skip
        _state(made)
        if dossier.state == Standing.OPEN:
            dossiers.conclude(dossier, outcome=Outcome.GRANTED, by=by, on=on)
    return made


def overruled(assessment: Assessment) -> bool:
    """Whether a certificate given by this conclusion holds and the board, asked since, said another thing."""
    referral = getattr(assessment, "referral", None)
    if referral is None or referral.received_on is None or referral.degree not in degrees():
        return False
    held = assessment.certificates.filter(state=Held.VALID).exclude(source="board").first()
    return held is not None and (held.degree, held.kinds) != (referral.degree, referral.kinds)


def hindrance(assessment: Assessment, by: User | None = None) -> str | None:
    """Why no certificate can be signed yet, with what to do; None when it can."""
    dossier = assessment.dossier
    if latest(dossier) != assessment:
        return "Hội đồng đã xem lại lần sau: ký theo kết luận mới nhất."
    if not assessment.outcome or assessment.minutes_on is None:
        return "Hội đồng chưa kết luận và ghi biên bản."
    again = overruled(assessment)
    if dossier.state != Standing.OPEN and not again:
        return "Hồ sơ này không chờ ký giấy xác nhận."
    referral = getattr(assessment, "referral", None)
    if referral is not None and referral.received_on is None:
        return "Đang chờ kết quả giám định y khoa."
    if referral is None and Complaint.objects.filter(assessment__dossier=dossier, answered_on__isnull=True).exists():
        return "Còn khiếu nại chưa trả lời."
    degree, _, _ = _given(assessment)
    if degree == "unable":
        return f"Hội đồng không đưa ra được kết luận: chuyển giám định y khoa. {rule('ground_a').because.place}."
    if degree not in degrees():
        return "Kết luận là không khuyết tật: trả lời bằng văn bản từ chối, không cấp giấy xác nhận."
    if dossier.step not in ("post", "certify") and not again:
        return "Hồ sơ chưa đến bước cấp giấy."
    if by is not None and by == assessment.minutes_by:
        return f"Người ghi biên bản không ký giấy xác nhận. {rule('minutes').sentence}"
    return None


def renew(
    certificate: Certificate, *, reason: str, by: User, on: datetime.date, dossier: Dossier | None = None
) -> Certificate:
    """A new paper with the same conclusion: data wrong, damaged, lost (circular 01/2019 Article 8).

    Raises ``NotNow``.
    """
    permit.check(by, "approve", certificate.unit)
    with transaction.atomic():
        certificate = _held(certificate)
        try:
            why = law.reason(reason)
        except KeyError:
            raise NotNow("Chọn lý do đổi hoặc cấp lại.") from None
        if why.again:
            raise NotNow(f"{why.label}: lập hồ sơ xác định lại. {rule('reissue_again').sentence}")
        made = _sign(
            unit=certificate.unit, person=certificate.person, dossier=dossier, assessment=certificate.assessment,
            source="council" if certificate.source == "paper" else certificate.source, degree=certificate.degree,
            kinds=certificate.kinds, form=certificate.form, signs=certificate.signs, minutes_by=None, by=by, on=on,
            before=certificate, reason=reason,
        )  # fmt: skip
        if dossier is not None:
            dossiers.conclude(dossier, outcome=Outcome.GRANTED, by=by, on=on)
    return made


def withdraw(
    certificate: Certificate, *, finding: str, finding_on: datetime.date, by: User, on: datetime.date
) -> Certificate:
    """A competent body found in writing that the certificate is wrong; what it gave ends after this month."""
    permit.check(by, "approve", certificate.unit)
    if not finding.strip():
        raise NotNow(f"Ghi số văn bản kết luận và nội dung. {rule('withdrawal').sentence}")
    if finding_on > on:
        raise NotNow("Ngày văn bản kết luận sau hôm nay.")
    with transaction.atomic():
        certificate = _held(certificate)
        certificate.state, certificate.ended_on = Held.WITHDRAWN, on
        certificate.ended_why = f"{finding.strip()} (ngày {finding_on:%d/%m/%Y})"
        certificate.save()
        people.change(
            certificate.person, "disability", "none", from_month=month_of(on) + 1, by=None,
            source=f"Thu hồi giấy xác nhận khuyết tật {certificate.code}",
        )  # fmt: skip
    return certificate


def withdraw_by(unit: Unit, finding_on: datetime.date) -> datetime.date:
    """The last day to withdraw a certificate found wrong (circular 01/2019 Article 9 clause 3)."""
    return calendar_of(unit).add(finding_on, rule("withdrawal").days or 0)


def record_paper(
    person: Person, *, number: str, signed_on: datetime.date, degree: str, of: Collection[str], by: User,
    signs: Collection[str] | None = None, form: str = "",
) -> Certificate:  # fmt: skip
    """A certificate issued before An Sinh, as its paper says it. Raises ``NotNow``."""
    permit.check(by, "register", person.unit)
    if not number.strip():
        raise NotNow("Ghi số hiệu của giấy xác nhận.")
    if degree not in degrees() or not of or not set(of) <= set(kinds()):
        raise NotNow("Chọn mức độ và dạng khuyết tật ghi trên giấy.")
    if form and (form not in all_forms() or any(all_forms()[form].sign(sign) is None for sign in signs or ())):
        raise NotNow("Phiếu ấy không có dấu hiệu này.")
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        if (held := _valid(person)) is not None:
            raise NotNow(_holds(held))
        made = Certificate.objects.create(
            unit=person.unit, year=signed_on.year, paper_number=number.strip(), person=person, source="paper",
            kinds=[kind for kind in kinds() if kind in of], degree=degree, signed_on=signed_on, form=form,
            signs=None if signs is None else sorted(signs),
        )  # fmt: skip
        _state(made)
    return made


def due_on(dossier: Dossier, assessment: Assessment) -> datetime.date | None:
    """The last day to sign: five working days from the minutes, or from the board's result."""
    referral = getattr(assessment, "referral", None)
    start = referral.received_on if referral is not None else assessment.minutes_on
    named = "posting" if referral is None else "board_certificate"
    return None if start is None else clock.limit(dossier, start, rule(named).days)


def _given(assessment: Assessment) -> tuple[str, list[str], str]:
    """Degree, kinds and source: the board's word where it was asked, else the council's."""
    referral = getattr(assessment, "referral", None)
    if referral is not None and referral.received_on is not None:
        return referral.degree, referral.kinds, "board"
    return assessment.outcome, assessment.kinds, "earlier" if assessment.earlier else "council"


def _sign(
    *, unit: Unit, person: Person, by: User, on: datetime.date, before: Certificate | None, reason: str, **said: Any
) -> Certificate:
    """A numbered certificate; the one before it ends, replaced by it."""
    number = numbering.held(unit, on.year, numbering.CERTIFICATE)
    if before is not None:
        before.state, before.ended_on = Held.REPLACED, on
        before.ended_why = law.reason(reason).label if reason else "Xác định lại"
        before.save()
    made = Certificate.objects.create(
        unit=unit, person=person, year=on.year, number=number, signed_on=on, signed_by=by,
        signer_name=by.full_name_vi, reason=reason, **said,
    )  # fmt: skip
    if before is not None:
        before.replaced_by = made
        before.save(update_fields=["replaced_by"])
    return made


def _state(made: Certificate) -> None:
    """The degree becomes a fact from the certificate's month, unless it is recorded alike."""
    month = law.holds_from(made.signed_on).number
    if facts.in_month(made.person, month).get("disability", "none") == made.degree:
        return
    people.change(
        made.person, "disability", made.degree, from_month=month, by=None,
        source=f"Giấy xác nhận khuyết tật {made.code}, {made.unit}, ngày {made.signed_on:%d/%m/%Y}",
    )  # fmt: skip


def _held(certificate: Certificate) -> Certificate:
    fresh = (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("unit", "person__unit", "assessment")
        .get(pk=certificate.pk)
    )
    if fresh.state != Held.VALID:
        raise NotNow("Giấy này không còn giá trị.")
    return fresh


def _valid(person: Person) -> Certificate | None:
    return Certificate.objects.select_for_update().filter(person=person, state=Held.VALID).first()


def _holds(held: Certificate) -> str:
    degree = conclusions()[held.degree]
    return (
        f"{held.person} đang có giấy xác nhận khuyết tật còn giá trị: số {held.code}, {degree}, ngày"
        f" {held.signed_on:%d/%m/%Y}. Mỗi người chỉ có một giấy còn giá trị."
    )
