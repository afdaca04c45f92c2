"""After a conclusion: complaints and their answers, and the medical board in the only three cases it opens for."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db import transaction

from ansinh.acts import clock, dossiers, permit
from ansinh.acts.disability.forms import age_on, latest
from ansinh.acts.dossiers import NotNow
from ansinh.law.disability import board
from ansinh.law.disability.forms import conclusions, degrees, kinds
from ansinh.law.disability.rules import rule
from ansinh.record.models.disability import Assessment, Complaint, Referral
from ansinh.record.models.dossiers import Standing
from ansinh.record.models.users import User


class Refused(NotNow):
    """The medical board does not open for this; the text cites the article."""


def complain(assessment: Assessment, *, from_whom: str, own: bool, text: str, by: User, on: datetime.date) -> Complaint:
    """Somebody does not agree; the council has five working days to answer (circular 01/2019 Article 6 clause 1)."""
    permit.check(by, "register", assessment.dossier.unit)
    if not assessment.outcome:
        raise NotNow("Hội đồng chưa kết luận: chưa có gì để khiếu nại.")
    if not from_whom.strip() or not text.strip():
        raise NotNow("Ghi ai khiếu nại và nội dung khiếu nại.")
    with transaction.atomic():
        made = Complaint.objects.create(
            assessment=assessment, person_id=assessment.person_id, from_whom=from_whom.strip(), own=own,
            text=text.strip(), on=on, due_on=clock.limit(assessment.dossier, on, rule("complaint").days), by=by,
        )  # fmt: skip
        if assessment.dossier.step == "post" and assessment.dossier.state == Standing.OPEN:
            said = f"{made.from_whom}: {made.text}"
            assessment.dossier = dossiers.advance(
                assessment.dossier, to="complaint", by=by, on=on, reason=said, what="complain"
            )
    return made


def answer(complaint: Complaint, *, text: str, by: User, on: datetime.date) -> Complaint:
    """The council's answer in writing; when the last one is answered the dossier goes on."""
    assessment = complaint.assessment
    permit.check(by, "register", assessment.dossier.unit)
    if complaint.answered_on is not None:
        raise NotNow("Khiếu nại này đã được trả lời.")
    if not text.strip():
        raise NotNow("Ghi trả lời của Hội đồng.")
    newest = latest(assessment.dossier)
    if newest is not None and not newest.outcome:
        raise NotNow("Hội đồng đang xem lại: có kết luận rồi mới trả lời.")
    with transaction.atomic():
        complaint.answer, complaint.answered_on, complaint.answered_by = text.strip(), on, by
        complaint.save()
        left = Complaint.objects.filter(assessment__dossier=assessment.dossier, answered_on__isnull=True)
        dossier = assessment.dossier
        dossier.refresh_from_db()
        if not left.exists() and dossier.step == "complaint" and dossier.state == Standing.OPEN:
            assessment.dossier = dossiers.advance(
                dossier, to="certify", by=by, on=on, reason="Hội đồng đã trả lời khiếu nại."
            )
    return complaint


def refer(
    assessment: Assessment, *, ground: str, reason: str, by: User, on: datetime.date, evidence: str = ""
) -> Referral:
    """Send the case to the medical board: in the three cases of the law only, with a reason. Raises ``Refused``."""
    permit.check(by, "register", assessment.dossier.unit)
    if latest(assessment.dossier) != assessment:
        raise NotNow("Hội đồng đã xem lại lần sau: chuyển theo kết luận mới nhất.")
    disagreed = assessment.complaints.filter(own=True).exists()
    if said := board.refusal(ground, conclusion=assessment.outcome, disagreed=disagreed, evidence=evidence):
        raise Refused(said)
    if not reason.strip():
        raise Refused(f"Ghi lý do chuyển giám định y khoa. {rule('grounds').sentence}")
    if assessment.minutes_on is None:
        raise NotNow("Ghi biên bản họp trước: hồ sơ giám định có bản sao biên bản (Điều 5, TTLT 34/2012).")
    if Referral.objects.filter(assessment=assessment).exists():
        raise NotNow("Kết luận này đã chuyển giám định y khoa rồi.")
    return Referral.objects.create(
        assessment=assessment, person_id=assessment.person_id, ground=ground, reason=reason.strip(),
        evidence=evidence.strip(), asked_on=on, by=by,
        send_by=clock.limit(assessment.dossier, on, board.steps(on)[0].days),
    )  # fmt: skip


def send(referral: Referral, *, by: User, on: datetime.date) -> Referral:
    """The whole file has left for the board."""
    with transaction.atomic():
        referral = _waiting(referral, by)
        if on < referral.asked_on:
            raise NotNow("Ngày gửi trước ngày lập hồ sơ giám định.")
        referral.sent_on = on
        referral.save()
    return referral


def take_result(
    referral: Referral, *, degree: str, of: Collection[str], number: str, issued_on: datetime.date,
    upheld: bool | None, by: User, on: datetime.date,
) -> Referral:  # fmt: skip
    """The board's minutes arrived: its kind and degree hold; who pays is now known. Raises ``NotNow``."""
    with transaction.atomic():
        referral = _waiting(referral, by)
        assessment = referral.assessment
        _whole(referral, degree, of, number, issued_on, on)
        if referral.ground == "a":
            upheld = None
        elif upheld is None:
            raise NotNow(f"Ghi kết quả có đúng như khiếu nại không: từ đó biết ai trả phí. {board.pays('b').sentence}")
        elif upheld and degree == assessment.outcome and set(of) == set(assessment.kinds):
            raise NotNow("Kết quả giám định giống kết luận của Hội đồng: không phải đúng như khiếu nại.")
        referral.degree, referral.kinds = degree, [kind for kind in kinds() if kind in of]
        referral.board_number, referral.issued_on, referral.received_on = number.strip(), issued_on, on
        referral.upheld = upheld
        referral.valid_until = board.valid_until(issued_on, age_on(assessment.person, issued_on))
        referral.save()
        dossier = assessment.dossier
        if dossier.state == Standing.OPEN and dossier.step in ("conclude", "post", "complaint") and degree in degrees():
            assessment.dossier = dossiers.advance(
                dossier, to="certify", by=by, on=on, reason=f"Biên bản giám định y khoa {number.strip()}."
            )
    return referral


def payer(referral: Referral) -> str:
    """Who pays the board's fee, as far as it is known (joint circular 34/2012 Article 13)."""
    return board.payer(referral.ground, upheld=referral.upheld)


def _whole(
    referral: Referral, degree: str, of: Collection[str], number: str, issued_on: datetime.date, on: datetime.date
) -> None:
    if degree not in (*degrees(), "none"):
        raise NotNow(f"Chọn mức độ trong biên bản giám định; “{conclusions().get(degree, degree)}” không dùng được.")
    if degree in degrees() and (not of or not set(of) <= set(kinds())):
        raise NotNow("Chọn dạng khuyết tật trong biên bản giám định.")
    if not number.strip():
        raise NotNow("Ghi số biên bản giám định.")
    if not referral.asked_on <= issued_on <= on:
        raise NotNow("Ngày biên bản giám định nằm giữa ngày chuyển hồ sơ và hôm nay.")


def _waiting(referral: Referral, by: User) -> Referral:
    fresh = (
        Referral.objects.select_for_update(of=("self",))
        .select_related("assessment__dossier__unit", "assessment__person")
        .get(pk=referral.pk)
    )
    permit.check(by, "register", fresh.assessment.dossier.unit)
    if fresh.received_on is not None:
        raise NotNow("Kết quả giám định đã ghi rồi.")
    return fresh
