"""Child-friendly communes: rounds, each commune's points a criterion, the recognition; emulation plans and progress."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .attached import Attached
from .places import Unit
from .users import User


class FriendlyRound(models.Model):
    """A round of a province in a year, by the standard of its day; ``decider``: which level recognises."""

    scope = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    on = models.DateField(help_text="ngày xét, theo tiêu chuẩn của ngày ấy")
    decider = models.TextField(help_text="cấp công nhận: district, province, commune")
    paper = models.TextField(help_text="kế hoạch xét")
    bands = models.JSONField(default=dict, help_text="điểm tối đa và mức điểm từng tiêu chí, nhập từ phụ lục")
    bands_from = models.TextField(blank=True, help_text="điểm tối đa, mức điểm lấy ở đâu")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "child_friendly_round"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["scope", "year"], name="child_friendly_round_once"),
            models.CheckConstraint(condition=~Q(paper=""), name="child_friendly_round_has_a_paper"),
        ]


class FriendlyStage(models.TextChoices):
    """Where a commune's file stands."""

    SCORED = "scored", "Đang tự chấm"
    POSTED = "posted", "Đã lấy ý kiến, niêm yết"
    SENT = "sent", "Đã gửi cấp trên"
    APPRAISED = "appraised", "Đã thẩm định"
    RECOGNISED = "recognised", "Được công nhận"
    REFUSED = "refused", "Không được công nhận"


FRIENDLY_STAGES: dict[str, tuple[str, ...]] = {
    FriendlyStage.SCORED: (FriendlyStage.POSTED,), FriendlyStage.POSTED: (FriendlyStage.SENT, FriendlyStage.SCORED),
    FriendlyStage.SENT: (FriendlyStage.APPRAISED, FriendlyStage.SCORED),
    FriendlyStage.APPRAISED: (FriendlyStage.RECOGNISED, FriendlyStage.REFUSED, FriendlyStage.SCORED),
    FriendlyStage.RECOGNISED: (), FriendlyStage.REFUSED: (),
}  # fmt: skip


class FriendlyFile(models.Model):
    """One commune in a round: its kind, opinions asked, days, the decision."""

    round = models.ForeignKey(FriendlyRound, models.PROTECT, related_name="files")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.TextField(help_text="loại xã, theo ngưỡng của tiêu chuẩn")
    stage = models.TextField(choices=FriendlyStage.choices, default=FriendlyStage.SCORED)
    asked = models.IntegerField(null=True, help_text="số phiếu lấy ý kiến")
    agreed = models.IntegerField(null=True, help_text="số phiếu đồng ý")
    posted_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    appraised_on = models.DateField(null=True)
    returned_reason = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    number = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "child_friendly_file"
        ordering = ["unit__name"]
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="child_friendly_file_once"),
            models.CheckConstraint(
                condition=~Q(stage__in=("recognised", "refused"))
                | Q(decided_on__isnull=False, decided_by__isnull=False) & ~Q(number=""),
                name="child_friendly_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("made_by")), name="child_friendly_second_person"
            ),
            models.CheckConstraint(
                condition=Q(asked__isnull=True) | Q(agreed__gte=0, agreed__lte=F("asked")),
                name="child_friendly_opinions",
            ),
        ]


class FriendlyScore(models.Model):
    """The points of one criterion: as the commune scored itself, and as appraised."""

    file = models.ForeignKey(FriendlyFile, models.PROTECT, related_name="scores")
    criterion = models.SmallIntegerField()
    own = models.SmallIntegerField()
    appraised = models.SmallIntegerField(null=True)
    value = models.TextField(blank=True, help_text="số liệu, tỷ lệ làm căn cứ")
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "child_friendly_score"
        ordering = ["criterion"]
        constraints = [
            models.UniqueConstraint(fields=["file", "criterion"], name="child_friendly_score_once"),
            models.CheckConstraint(
                condition=Q(own__gte=0) & (Q(appraised__isnull=True) | Q(appraised__gte=0)),
                name="child_friendly_points",
            ),
        ]


class FriendlyEvidence(Attached):
    """A scan or photo for a criterion."""

    file = models.ForeignKey(FriendlyFile, models.PROTECT, related_name="evidence")
    criterion = models.SmallIntegerField()

    class Meta:
        db_table = "child_friendly_evidence"
        ordering = ["criterion", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["file", "criterion", "digest"], name="child_friendly_evidence_once")
        ]


class EmulationPlan(models.Model):
    """A plan of emulation (kế hoạch thi đua) with its targets."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.TextField()
    issued = models.DateField()
    title = models.TextField()
    first_year = models.SmallIntegerField()
    last_year = models.SmallIntegerField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "emulation_plan"
        ordering = ["-issued"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="emulation_plan_once"),
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="emulation_years_in_order"),
        ]


class EmulationTarget(models.Model):
    """One target: what, how much by the plan's end; ``code`` an indicator the records reckon themselves."""

    plan = models.ForeignKey(EmulationPlan, models.PROTECT, related_name="targets")
    number = models.SmallIntegerField()
    text = models.TextField()
    measure = models.TextField(help_text="đơn vị tính")
    value = models.IntegerField(help_text="phần trăm của 1 %, hoặc số lượng")
    at_most = models.BooleanField(default=False, help_text="không quá")
    code = models.TextField(blank=True)
    mark = models.TextField(blank=True, help_text="nguồn của lời chỉ tiêu khi chưa đọc kế hoạch")

    class Meta:
        db_table = "emulation_target"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="emulation_target_once")]


class EmulationProgress(models.Model):
    """What a place reached of a target in a year."""

    target = models.ForeignKey(EmulationTarget, models.PROTECT, related_name="progress")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    value = models.IntegerField()
    source = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "emulation_progress"
        ordering = ["-year", "unit__name"]
        constraints = [
            models.UniqueConstraint(fields=["target", "unit", "year"], name="emulation_progress_once"),
            models.CheckConstraint(condition=Q(value__gte=0) & ~Q(source=""), name="emulation_progress_whole"),
        ]
