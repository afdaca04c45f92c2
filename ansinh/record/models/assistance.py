"""Awards of social assistance: what a signed decision gives a person, from which month until which."""

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


class Award(models.Model):
    """An award runs over months [from_month, until_month). A funeral or emergency grant is an award of one month.

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
