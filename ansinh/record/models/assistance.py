"""Awards of social assistance and of merit: what a signed decision gives a person, from which month until which."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from .people import Person


class Kind(models.TextChoices):
    """The exclusive classes of benefit: a person holds at most one award of each at a time."""

    ALLOWANCE = "allowance", "Trợ cấp xã hội hoặc hưu trí xã hội hằng tháng"
    SINGLE_PARENT = "single_parent", "Người đơn thân nuôi con"
    CARE = "care", "Kinh phí chăm sóc, nuôi dưỡng"
    CARE_MOTHER = "care_mother", "Kinh phí chăm sóc người khuyết tật mang thai, nuôi con nhỏ"
    FUNERAL = "funeral", "Mai táng phí"
    EMERGENCY = "emergency", "Trợ giúp khẩn cấp"
    FACILITY = "facility", "Nuôi dưỡng tại cơ sở"
    MERIT_REVOLUTION = "merit_revolution", "Trợ cấp người hoạt động cách mạng"
    MERIT_MOTHER = "merit_mother", "Trợ cấp Bà mẹ Việt Nam anh hùng"
    MERIT_HERO = "merit_hero", "Trợ cấp Anh hùng"
    MERIT_WOUNDED = "merit_wounded", "Trợ cấp thương binh, thương binh loại B"
    MERIT_SICK = "merit_sick", "Trợ cấp bệnh binh"
    MERIT_TOXIC = "merit_toxic", "Trợ cấp người nhiễm chất độc hóa học"
    MERIT_TOXIC_CHILD = "merit_toxic_child", "Trợ cấp con đẻ người nhiễm chất độc hóa học"
    MERIT_PRISONER = "merit_prisoner", "Trợ cấp người bị địch bắt tù, đày"
    MERIT_HELPER = "merit_helper", "Trợ cấp người có công giúp đỡ cách mạng"
    MERIT_ATTENDANT = "merit_attendant", "Trợ cấp người phục vụ"
    MERIT_SURVIVOR = "merit_survivor", "Trợ cấp tuất người có công"
    MERIT_NURTURE = "merit_nurture", "Trợ cấp tuất nuôi dưỡng"
    MERIT_STUDY = "merit_study", "Ưu đãi giáo dục hằng tháng"
    MERIT_SERVICE = "merit_service", "Trợ cấp hằng tháng theo thời gian phục vụ"
    MERIT_DEATH = "merit_death", "Trợ cấp ba tháng khi người có công chết"
    MERIT_ONCE = "merit_once", "Trợ cấp ưu đãi một lần"
    MERIT_FUNERAL = "merit_funeral", "Mai táng phí người có công"


AT_DEATH = (Kind.FUNERAL, Kind.MERIT_DEATH, Kind.MERIT_FUNERAL)
"""What a death gives whoever buries or is left."""

ONCE = (*AT_DEATH, Kind.EMERGENCY, Kind.MERIT_ONCE)
"""Kinds paid once, in a month of their own; all others are drawn monthly."""


class Family(models.IntegerChoices):
    """The two purses a run pays from, each with lists of its own."""

    ASSISTANCE = 0, "Trợ giúp xã hội"
    MERIT = 1, "Ưu đãi người có công"


def family_of(kind: str) -> Family:
    """The purse a kind of award is paid from."""
    return Family.MERIT if kind.startswith("merit_") else Family.ASSISTANCE


class Award(models.Model):
    """An award runs over months [from_month, until_month). What is paid once is an award of one month.

    ``code`` is the group the decision named; the law of each month may carry the person to another group
    of the same class without a new decision (open reading R11).
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="awards")
    kind = models.TextField(choices=Kind.choices)
    code = models.TextField()
    from_month = models.IntegerField()
    until_month = models.IntegerField(null=True)
    reckoned_from = models.IntegerField(help_text="tháng đầu An Sinh chi trả; các tháng trước do sổ cũ đã chi")
    decision_number = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    stop_number = models.TextField(blank=True)
    stop_decided_on = models.DateField(null=True)
    stop_reason = models.TextField(blank=True)
    decision = models.ForeignKey("record.Decision", models.PROTECT, null=True, related_name="awards")
    stop_decision = models.ForeignKey("record.Decision", models.PROTECT, null=True, related_name="stops")
    until_but_for_death = models.IntegerField(null=True, help_text="tháng hết hạn đã định trước khi mất")
    stated_amount = models.BigIntegerField(null=True, help_text="số tiền hồ sơ cũ của cơ quan ghi đang chi")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "assistance_award"
        ordering = ["from_month"]
        constraints = [
            ExclusionConstraint(
                name="assistance_award_one_of_a_kind_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (
                        Func(F("from_month"), F("until_month"), Value("[)"), function="int4range"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                condition=Q(until_month__isnull=True) | Q(until_month__gt=F("from_month")),
                name="assistance_award_has_months",
            ),
        ]


class Suspension(models.Model):
    """Months [from, until) in which an award is suspended; ``paid_back`` when the resumption gives them back (R6)."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="suspensions")
    from_month = models.IntegerField()
    until_month = models.IntegerField(null=True)
    reason = models.TextField()
    decision_number = models.TextField(blank=True)
    paid_back = models.BooleanField(default=False)
    resumed_number = models.TextField(blank=True, help_text="số quyết định chi trả lại")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "assistance_suspension"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_month__isnull=True) | Q(until_month__gt=F("from_month")),
                name="assistance_suspension_has_months",
            )
        ]
