"""One person before the council: the form filled in, the vote, the conclusion, the minutes."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Mapping

from django.db import transaction

from ansinh.acts import dossiers, permit
from ansinh.acts.disability import council
from ansinh.acts.dossiers import NotNow
from ansinh.law.disability import DETERMINATION
from ansinh.law.disability import council as law
from ansinh.law.disability import earlier as old
from ansinh.law.disability.assess import Finding, FormError, assess, complete
from ansinh.law.disability.forms import Form, all_forms, conclusions, degrees, form_for, kinds
from ansinh.law.disability.rules import rule
from ansinh.record.models.disability import Assessment, Member, Session, Vote
from ansinh.record.models.dossiers import Dossier, Standing
from ansinh.record.models.people import Person
from ansinh.record.models.users import User

WAITING = ("meet", "complaint")
"""Steps at which a person may come before the council."""


def age_on(person: Person, day: datetime.date) -> int:
    """Full years on a day; a birth known to the year counts from 1 January (open reading R3). Raises ``NotNow``."""
    if person.birth_year is None:
        raise NotNow("Chưa biết năm sinh: ghi năm sinh vào hồ sơ để chọn đúng phiếu.")
    born = (person.birth_year, person.birth_month or 1, person.birth_day or 1)
    return day.year - born[0] - ((day.month, day.day) < born[1:])


def take_up(dossier: Dossier, session: Session, *, by: User) -> Assessment:
    """The person's dossier comes before a session, with the form of the age on that day. Raises ``NotNow``."""
    permit.check(by, "register", dossier.unit)
    with transaction.atomic():
        dossier = Dossier.objects.select_for_update(of=("self",)).select_related("person", "unit").get(pk=dossier.pk)
        if dossier.procedure != DETERMINATION or dossier.person is None:
            raise NotNow("Hồ sơ này không phải hồ sơ xác định mức độ khuyết tật.")
        if dossier.state != Standing.OPEN or dossier.step not in WAITING:
            raise NotNow("Hồ sơ này không chờ Hội đồng họp.")
        if session.council.unit_id != dossier.unit_id:
            raise NotNow("Phiên họp là của Hội đồng xã khác.")
        if dossier.received_on is not None and session.on < dossier.received_on:
            raise NotNow(f"Phiên họp trước ngày nhận hồ sơ ({dossier.received_on:%d/%m/%Y}).")
        form = form_for(age_on(dossier.person, session.on), session.on).name
        last = latest(dossier)
        if last is not None and last.outcome == "":
            if last.session_id != session.pk:
                last.votes.all().delete()
            last.session, last.form = session, form
            last.save()
            return last
        return Assessment.objects.create(
            dossier=dossier,
            person=dossier.person,
            session=session,
            form=form,
            round=1 if last is None else last.round + 1,
        )


def fill(
    assessment: Assessment, *, by: User, features: Collection[str] = (), signs: Collection[str] = (),
    points: Mapping[int, str] | None = None, form: str = "",
) -> Finding:  # fmt: skip
    """The form as the council filled it in; what it says of the degree. Raises ``NotNow``.

    ``form``: the one that was on the table, when not simply the one of the person's age.
    """
    with transaction.atomic():
        assessment = _open(assessment, by)
        if form and form != assessment.form:
            raise NotNow(_other_form(assessment))
        try:
            found = assess(form_of(assessment), features=features, signs=signs, points=points or {})
        except FormError as fault:
            raise NotNow(str(fault)) from None
        assessment.features, assessment.signs = sorted(features), sorted(signs)
        assessment.points = {str(at): value for at, value in sorted((points or {}).items())}
        assessment.earlier, assessment.kinds, assessment.form_degree = {}, list(found.kinds), found.degree or ""
        assessment.save()
    return found


def fill_from_earlier(
    assessment: Assessment, *, concluded: datetime.date, percent: int | None, self_care: str, of: Collection[str],
    by: User,
) -> Finding:  # fmt: skip
    """A board's conclusion from before June 2012 stands in for the form (decree 28/2012 Article 4 clause 3)."""
    with transaction.atomic():
        assessment = _open(assessment, by)
        try:
            found = old.convert(concluded, percent=percent, self_care=self_care)
        except ValueError as fault:
            raise NotNow(str(fault)) from None
        if found.degree is None:
            raise NotNow(found.open[0])
        if not of or not set(of) <= set(kinds()):
            raise NotNow("Chọn dạng khuyết tật ghi trong kết luận cũ.")
        assessment.features, assessment.signs, assessment.points = [], [], {}
        assessment.earlier = {"on": concluded.isoformat(), "percent": percent, "self_care": self_care}
        assessment.kinds, assessment.form_degree = [kind for kind in kinds() if kind in of], found.degree
        assessment.save()
    return found


def form_of(assessment: Assessment) -> Form:
    """The form of an assessment, as law."""
    return all_forms()[assessment.form]


def finding(assessment: Assessment) -> Finding:
    """What the law says of what is filled in."""
    if said := assessment.earlier:
        day = datetime.date.fromisoformat(said["on"])
        return old.convert(day, percent=said["percent"], self_care=said["self_care"])
    points = {int(at): value for at, value in assessment.points.items()}
    return assess(form_of(assessment), features=assessment.features, signs=assessment.signs, points=points)


def vote(assessment: Assessment, choices: Mapping[Member, str], *, by: User) -> None:
    """Each attending member's vote; those not named have not voted. Raises ``NotNow``."""
    with transaction.atomic():
        assessment = _open(assessment, by)
        assert assessment.session is not None
        present = set(assessment.session.present.values_list("pk", flat=True))
        if any(member.pk not in present for member in choices):
            raise NotNow("Chỉ thành viên dự họp được biểu quyết.")
        if any(choice not in conclusions() for choice in choices.values()):
            raise NotNow("Chọn một trong các nội dung biểu quyết của Mẫu 05.")
        assessment.votes.all().delete()
        for member, choice in choices.items():
            Vote.objects.create(assessment=assessment, person_id=assessment.person_id, member=member, choice=choice)


def verdict(assessment: Assessment) -> law.Verdict:
    """What the votes cast so far decide."""
    ballots = {ballot.member_id: ballot.choice for ballot in assessment.votes.all()}
    president = council.chairing(assessment.session) if assessment.session else None
    return law.decide(Counter(ballots.values()), ballots.get(president.pk) if president else None)


def conclude(assessment: Assessment, *, by: User, on: datetime.date, reason: str = "") -> Assessment:
    """What the council voted for becomes its conclusion, if it may: quorum, a whole form, every vote, a majority."""
    with transaction.atomic():
        assessment = _open(assessment, by)
        if (why_not := hindrance(assessment, on)) is not None:
            raise NotNow(why_not)
        decided = verdict(assessment)
        assert decided.choice is not None
        if decided.choice == "unable" and not reason.strip():
            raise NotNow("Ghi vì sao Hội đồng không đưa ra được kết luận.")
        if differs(assessment, decided.choice) and not reason.strip():
            raise NotNow(
                f"Phiếu cho thấy mức {degrees()[assessment.form_degree]}, Hội đồng biểu quyết"
                f" “{conclusions()[decided.choice]}”: ghi vì sao khác phiếu."
            )
        assessment.outcome, assessment.how, assessment.reason = decided.choice, decided.how, reason.strip()
        assessment.concluded_by = by
        assessment.save()
        if assessment.dossier.step == "meet":
            said = f"Hội đồng kết luận: {conclusions()[decided.choice]}."
            assessment.dossier = dossiers.advance(assessment.dossier, to="conclude", by=by, on=on, reason=said)
    return assessment


def differs(assessment: Assessment, choice: str) -> bool:
    """Whether the council concludes another thing than its form shows."""
    return bool(assessment.form_degree) and choice != assessment.form_degree


def hindrance(assessment: Assessment, on: datetime.date) -> str | None:
    """Why the council cannot conclude yet, with what to do; None when it can."""
    session = assessment.session
    if session is None or on < session.on:
        return "Phiên họp chưa diễn ra."
    held = council.quorum(session)
    if not held.enough:
        return (
            f"Chưa đủ người dự họp: có {held.present}/{held.members}, cần ít nhất {held.needed}."
            f" {rule('quorum').sentence}"
        )
    votes = {ballot.member_id: ballot.choice for ballot in assessment.votes.all()}
    if len(votes) < held.present:
        return f"Còn {held.present - len(votes)} thành viên dự họp chưa biểu quyết."
    decided = verdict(assessment)
    if decided.choice is None:
        return (
            f"Không nội dung nào được quá nửa số phiếu: biểu quyết lại. {rule('majority').sentence}"
            " Không thống nhất được thì biểu quyết “không đưa ra được kết luận”."
        )
    return _unfinished(assessment) if decided.choice in degrees() else None


def write_minutes(assessment: Assessment, *, opinions: str, by: User, on: datetime.date) -> Assessment:
    """The minutes of a conclusion; it is posted from that day, unless the council could not conclude."""
    permit.check(by, "register", assessment.dossier.unit)
    with transaction.atomic():
        assessment = Assessment.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=assessment.pk)
        if not assessment.outcome:
            raise NotNow("Hội đồng chưa kết luận: chưa có gì để ghi biên bản.")
        if assessment.minutes_on is not None:
            raise NotNow("Biên bản đã ghi rồi.")
        if not opinions.strip():
            raise NotNow("Ghi ý kiến của các thành viên dự họp.")
        assessment.minutes_on, assessment.minutes_by, assessment.opinions = on, by, opinions.strip()
        assessment.save()
        if assessment.outcome != "unable" and assessment.dossier.step == "conclude":
            assessment.dossier = dossiers.advance(
                assessment.dossier, to="post", by=by, on=on, reason="Niêm yết kết luận của Hội đồng."
            )
    return assessment


def latest(dossier: Dossier) -> Assessment | None:
    """The last round of a dossier: the one that counts."""
    return Assessment.objects.filter(dossier=dossier).last()


def _unfinished(assessment: Assessment) -> str | None:
    if not assessment.kinds:
        return "Chưa đánh dấu dạng khuyết tật ở Mục III của phiếu."
    points = {int(at): value for at, value in assessment.points.items()}
    if not assessment.earlier and not complete(form_of(assessment), points, assessment.signs):
        return "Phiếu chưa ghi xong: " + " ".join(finding(assessment).open)
    return None


def _open(assessment: Assessment, by: User) -> Assessment:
    """The assessment as it is by now, held; refused once it has concluded."""
    fresh = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("dossier__unit", "session__council", "person")
        .get(pk=assessment.pk)
    )
    permit.check(by, "register", fresh.dossier.unit)
    if fresh.outcome:
        raise NotNow("Hội đồng đã kết luận: phiếu và biểu quyết giữ nguyên.")
    return fresh


def _other_form(assessment: Assessment) -> str:
    named = rule("under_six" if assessment.form == "02" else "from_six")
    return f"Người này dùng Mẫu {assessment.form}. {named.sentence}"
