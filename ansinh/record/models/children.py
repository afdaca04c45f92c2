"""Children in special circumstances, care in another home, families who offer it.

Names in some groups are for few to read: record/sql/children.sql holds which (law/child_groups.toml).
"""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from .people import Person
from .places import Unit
from .users import User

WRITTEN = r"\S"
"""Something was written, not only spaces."""


def _days() -> Func:
    """Both days count."""
    return Func(F("from_day"), F("until_day"), Value("[]"), function="daterange")


class Circumstance(models.Model):
    """A child is in a group of the law (law/child_groups) from a day until a day, both counted.

    ``part``: the case of the decree; ``words``: what the officer wrote of it. Written by mistake: voided, with why.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="circumstances")
    group = models.TextField(help_text="mã nhóm, theo law/child_groups")
    part = models.TextField(blank=True)
    words = models.TextField(blank=True)
    paper = models.TextField(help_text="căn cứ: giấy tờ, người cho biết")
    from_day = models.DateField()
    until_day = models.DateField(null=True)
    why_ended = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    voided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    voided_reason = models.TextField(blank=True)

    class Meta:
        db_table = "children_circumstance"
        ordering = ["from_day", "pk"]
        constraints = [
            ExclusionConstraint(
                name="children_circumstance_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("group", RangeOperators.EQUAL),
                    (_days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(voided_by__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=F("from_day")),
                name="children_circumstance_days_in_order",
            ),
            models.CheckConstraint(condition=Q(paper__regex=WRITTEN), name="children_circumstance_rests_on_something"),
            models.CheckConstraint(
                condition=Q(voided_by__isnull=True) | Q(voided_reason__regex=WRITTEN),
                name="children_circumstance_voided_with_a_reason",
            ),
        ]


class CareOffer(models.Model):
    """Somebody who asks to take a child into care (Mẫu số 08); of the register, or named."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.TextField()
    address = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    wishes = models.TextField(blank=True, help_text="nguyện vọng, điều kiện của gia đình")
    offered_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "children_offer"
        ordering = ["-offered_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(name__regex=WRITTEN), name="children_offer_has_a_name")]


class CareKind(models.TextChoices):
    """Who cares for the child."""

    RELATIVE = "relative", "Người thân thích"
    FOSTER = "foster", "Cá nhân, gia đình không thân thích"
    FACILITY = "facility", "Cơ sở trợ giúp xã hội"


class Care(models.Model):
    """A child in another home by a decision, from a day until a day, both counted."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="cared")
    kind = models.TextField(choices=CareKind.choices)
    carer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="caring")
    carer_name = models.TextField()
    carer_address = models.TextField(blank=True)
    relation = models.TextField(blank=True)
    offer = models.ForeignKey(CareOffer, models.PROTECT, null=True, related_name="cares")
    decision = models.TextField(help_text="số quyết định")
    decided_on = models.DateField()
    from_day = models.DateField()
    until_day = models.DateField(null=True)
    why_ended = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "children_care"
        ordering = ["-from_day", "-pk"]
        constraints = [
            ExclusionConstraint(
                name="children_care_one_home_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), (_days(), RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=F("from_day")),
                name="children_care_days_in_order",
            ),
            models.CheckConstraint(condition=Q(carer_name__regex=WRITTEN), name="children_care_has_a_carer"),
            models.CheckConstraint(condition=Q(decision__regex=WRITTEN), name="children_care_has_a_decision"),
            models.CheckConstraint(
                condition=Q(carer__isnull=True) | ~Q(carer=F("person")), name="children_care_is_another_s"
            ),
        ]


class CareVisit(models.Model):
    """Somebody looked how a child in care fares; ``month``: the visit the decree asks for, empty for any other."""

    care = models.ForeignKey(Care, models.PROTECT, related_name="visits")
    month = models.SmallIntegerField(null=True)
    on = models.DateField()
    who = models.TextField()
    words = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "children_visit"
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["care", "month"], name="children_visit_each_once", condition=Q(month__isnull=False)
            ),
            models.CheckConstraint(condition=Q(words__regex=WRITTEN), name="children_visit_says_something"),
        ]
