"""Help a household was given for a need, outside the lists and projects: a house built, a well dug, work found."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .people import Household
from .places import Unit
from .users import User


class HouseholdHelp(models.Model):
    """One thing done for one household; it is only voided, with the reason. ``amount``: đồng, 0 when none was spent."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="helps")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    indicator = models.TextField(help_text="chỉ số thiếu hụt được giúp")
    what = models.TextField()
    on = models.DateField()
    amount = models.BigIntegerField(default=0)
    source = models.TextField(blank=True, help_text="nguồn kinh phí")
    giver = models.TextField(help_text="ai giúp: dự án, đoàn thể, nhà hảo tâm")
    paper = models.TextField(blank=True)
    solved = models.BooleanField(default=True, help_text="hết thiếu hụt này")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    voided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    voided_reason = models.TextField(blank=True)

    class Meta:
        db_table = "poverty_help"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="poverty_help_not_negative"),
            models.CheckConstraint(
                condition=Q(voided_by__isnull=True) | ~Q(voided_reason=""), name="poverty_help_voided_with_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["unit", "on"], name="poverty_help_by_unit")]
