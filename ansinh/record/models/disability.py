"""The disability council's records: members, sessions, forms, votes, conclusions, complaints, referrals, certificates.

A determination is a dossier; what the council does hangs on it. The database holds that a session without two thirds
of its council concludes nothing, that the medical board is asked in three cases only, that numbers of certificates
have no gaps and that nobody has two valid ones (record/sql/disability.sql).
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from .dossiers import Dossier
from .people import Person
from .places import Unit
from .users import User

WRITTEN = r"\S"
"""Something was written, not only spaces."""


class Conclusion(models.TextChoices):
    """What a council may conclude; the words stand in law/disability."""

    OPEN = "", "Chưa kết luận"
    EXTREME = "extreme", "Đặc biệt nặng"
    SEVERE = "severe", "Nặng"
    MILD = "mild", "Nhẹ"
    NONE = "none", "Không khuyết tật"
    UNABLE = "unable", "Không đưa ra được kết luận"


DEGREES = (Conclusion.EXTREME, Conclusion.SEVERE, Conclusion.MILD)


class Held(models.TextChoices):
    """The states of a certificate."""

    VALID = "valid", "Còn giá trị"
    REPLACED = "replaced", "Đã đổi, cấp lại"
    WITHDRAWN = "withdrawn", "Đã thu hồi"


CERTIFICATE_STATES: dict[str, tuple[str, ...]] = {
    Held.VALID: (Held.REPLACED, Held.WITHDRAWN),
    Held.REPLACED: (),
    Held.WITHDRAWN: (),
}
"""Declared once; the database's trigger holds the same."""


class Council(models.Model):
    """A commune's council (Hội đồng xác định mức độ khuyết tật), by the decision that established it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="councils")
    number = models.TextField(help_text="số quyết định thành lập")
    decided_on = models.DateField()
    until_day = models.DateField(null=True, help_text="ngày thôi, khi lập Hội đồng khác")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "disability_council"
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], name="disability_council_one_at_a_time", condition=Q(until_day__isnull=True)
            ),
            models.CheckConstraint(condition=Q(number__regex=WRITTEN), name="disability_council_has_a_decision"),
        ]


class Member(models.Model):
    """One member of a council and the offices that person holds; whoever left stays for the sessions attended."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="members")
    full_name = models.TextField()
    offices = ArrayField(models.TextField(), help_text="như law/disability gọi; một người có thể giữ nhiều chức danh")
    title = models.TextField(blank=True, help_text="chức vụ ghi trong quyết định")
    from_day = models.DateField()
    until_day = models.DateField(null=True)

    class Meta:
        db_table = "disability_member"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(full_name__regex=WRITTEN), name="disability_member_has_a_name"),
            models.CheckConstraint(condition=Q(offices__len__gt=0), name="disability_member_has_an_office"),
        ]


class Session(models.Model):
    """One meeting of a council: the day, the place, and who attended."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="sessions")
    on = models.DateField()
    place = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    present: models.ManyToManyField[Member, Attendance] = models.ManyToManyField(
        Member, through="Attendance", related_name="sessions"
    )

    class Meta:
        db_table = "disability_session"
        ordering = ["-on", "-pk"]


class Attendance(models.Model):
    session = models.ForeignKey(Session, models.CASCADE)
    member = models.ForeignKey(Member, models.PROTECT)

    class Meta:
        db_table = "disability_attendance"
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="disability_attendance_once")]


class Assessment(models.Model):
    """One person before the council: the form as filled in, what the law says of it, the conclusion, the minutes.

    A dossier has another round when its conclusion is looked at again after a complaint.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="assessments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="assessments")
    round = models.SmallIntegerField(default=1)
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="assessments")
    form = models.TextField(help_text="02, 03; như law/disability gọi")
    features = ArrayField(models.TextField(), default=list, help_text="dấu hiệu dạng tật, Mục III")
    signs = ArrayField(models.TextField(), default=list, help_text="dấu hiệu mức độ, Mục IV")
    points = models.JSONField(default=dict, help_text="hoạt động và điểm: 0, 1, 2 hoặc X")
    earlier = models.JSONField(default=dict, help_text="kết luận giám định trước 01/6/2012: on, percent, self_care")
    kinds = ArrayField(models.TextField(), default=list)
    form_degree = models.TextField(blank=True, help_text="mức độ phiếu cho thấy; trống khi để Hội đồng")
    outcome = models.TextField(choices=Conclusion.choices, default=Conclusion.OPEN, blank=True)
    how = models.TextField(blank=True, help_text="majority, president")
    reason = models.TextField(blank=True, help_text="vì sao kết luận khác phiếu, hoặc không kết luận được")
    concluded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    minutes_on = models.DateField(null=True)
    minutes_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    opinions = models.TextField(blank=True, help_text="ý kiến của các thành viên")

    class Meta:
        db_table = "disability_assessment"
        ordering = ["dossier", "round"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "round"], name="disability_assessment_round_once"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(session__isnull=False), name="disability_concluded_in_a_session"
            ),
            models.CheckConstraint(
                condition=Q(minutes_on__isnull=True) | (~Q(outcome="") & Q(minutes_by__isnull=False)),
                name="disability_minutes_of_a_conclusion",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="unable") | Q(reason__regex=WRITTEN), name="disability_unable_says_why"
            ),
        ]


class Vote(models.Model):
    """What one member voted for."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="votes")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="votes")
    choice = models.TextField(choices=Conclusion.choices)

    class Meta:
        db_table = "disability_vote"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "member"], name="disability_vote_once"),
            models.CheckConstraint(condition=~Q(choice=""), name="disability_vote_says_something"),
        ]


class Complaint(models.Model):
    """Somebody does not agree with a conclusion, and what the council answered in writing."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="complaints")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    from_whom = models.TextField()
    own = models.BooleanField(default=False, help_text="của chính người khuyết tật hoặc người đại diện hợp pháp")
    on = models.DateField()
    due_on = models.DateField(null=True)
    text = models.TextField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "disability_complaint"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answer__regex=WRITTEN), name="disability_answered_in_writing"
            )
        ]


class Referral(models.Model):
    """A case sent to the medical board: in which of the three cases, why, what came of it, and who pays."""

    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="referral")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ground = models.TextField(choices=[("a", "Hội đồng không kết luận được"), ("b", "Không đồng ý với kết luận"),
                                       ("c", "Có bằng chứng không khách quan, chính xác")])  # fmt: skip
    reason = models.TextField()
    evidence = models.TextField(blank=True)
    asked_on = models.DateField()
    send_by = models.DateField(null=True, help_text="hạn hoàn chỉnh hồ sơ")
    sent_on = models.DateField(null=True)
    board_number = models.TextField(blank=True, help_text="số biên bản giám định")
    issued_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    kinds = ArrayField(models.TextField(), default=list)
    degree = models.TextField(blank=True)
    upheld = models.BooleanField(null=True, help_text="kết quả đúng như khiếu nại")
    valid_until = models.DateField(null=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "disability_referral"
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ground__in=["a", "b", "c"]), name="disability_referral_three_cases"),
            models.CheckConstraint(condition=Q(reason__regex=WRITTEN), name="disability_referral_says_why"),
            models.CheckConstraint(
                condition=~Q(ground="c") | Q(evidence__regex=WRITTEN), name="disability_referral_has_evidence"
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True)
                | (Q(degree__in=[*DEGREES, "none"]) & Q(board_number__regex=WRITTEN) & Q(issued_on__isnull=False)),
                name="disability_result_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(ground="a") | Q(upheld__isnull=False),
                name="disability_result_says_who_was_right",
            ),
        ]


class Certificate(models.Model):
    """A certificate of disability (giấy xác nhận khuyết tật): numbered here, or an older one known from paper."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="certificates")
    year = models.SmallIntegerField()
    number = models.IntegerField(null=True, help_text="số cấp từ An Sinh; trống với giấy cấp từ trước")
    paper_number = models.TextField(blank=True, help_text="số hiệu của giấy cấp từ trước")
    person = models.ForeignKey(Person, models.PROTECT, related_name="certificates")
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="certificates")
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, related_name="certificates")
    source = models.TextField(choices=[("council", "kết luận của Hội đồng"), ("board", "kết luận giám định y khoa"),
                                       ("earlier", "kết luận giám định trước 01/6/2012"),
                                       ("paper", "giấy cấp từ trước")])  # fmt: skip
    form = models.TextField(blank=True, help_text="phiếu đã dùng; trống khi chưa biết")
    signs = ArrayField(models.TextField(), null=True, help_text="dấu hiệu Mục IV; trống khi chưa biết")
    kinds = ArrayField(models.TextField())
    degree = models.TextField(choices=Conclusion.choices)
    reason = models.TextField(blank=True, help_text="vì sao đổi, cấp lại; trống với giấy đầu tiên")
    signed_on = models.DateField()
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    signer_name = models.TextField(blank=True)
    minutes_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    state = models.TextField(choices=Held.choices, default=Held.VALID)
    ended_on = models.DateField(null=True)
    ended_why = models.TextField(blank=True)
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaces")

    class Meta:
        db_table = "disability_certificate"
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], name="disability_one_valid_certificate", condition=Q(state="valid")
            ),
            models.UniqueConstraint(
                fields=["unit", "year", "number"], name="disability_certificate_number_once",
                condition=Q(number__isnull=False),
            ),
            models.CheckConstraint(condition=Q(degree__in=DEGREES), name="disability_certificate_has_a_degree"),
            models.CheckConstraint(condition=Q(kinds__len__gt=0), name="disability_certificate_has_a_kind"),
            models.CheckConstraint(
                condition=Q(source="paper", number__isnull=True, paper_number__regex=WRITTEN)
                | (~Q(source="paper") & Q(number__isnull=False, signed_by__isnull=False, paper_number="")),
                name="disability_certificate_numbered_and_signed",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | Q(minutes_by__isnull=True) | ~Q(signed_by=F("minutes_by")),
                name="disability_signed_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(state="valid", ended_on__isnull=True)
                | (~Q(state="valid") & Q(ended_on__isnull=False, ended_why__regex=WRITTEN)),
                name="disability_certificate_ended_with_a_reason",
            ),
        ]  # fmt: skip

    @property
    def code(self) -> str:
        """``17/2026`` of its commune, or the number of an older paper."""
        return f"{self.number}/{self.year}" if self.number else self.paper_number
