"""Money of the national target programme: what each place was given for a part, and what became of it.

An allocation is a place's money of one part, source, capital and year; its entries say how much was given, handed on,
carried over, committed, disbursed and settled. Nothing is changed: an entry is voided, with the reason.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .places import Unit
from .users import User


class Capital(models.TextChoices):
    """Which kind of money (law/poverty_programme.CAPITAL)."""

    INVESTMENT = "investment", "Vốn đầu tư phát triển"
    RECURRENT = "recurrent", "Kinh phí sự nghiệp"


class Allocation(models.Model):
    """A place's money of one part of a programme, of one source, capital and year; ``above``: whose it was given of."""

    programme = models.TextField(help_text="giai đoạn, theo law/poverty_programme")
    part = models.TextField(help_text="dự án, tiểu dự án")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="allocations")
    source = models.TextField()
    capital = models.TextField(choices=Capital.choices)
    year = models.SmallIntegerField()
    above = models.ForeignKey("self", models.PROTECT, null=True, related_name="below")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "programme_allocation"
        ordering = ["year", "part", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "part", "unit", "source", "capital", "year"], name="programme_allocation_once"
            ),
            models.CheckConstraint(condition=~Q(above=F("pk")), name="programme_allocation_not_of_itself"),
        ]


class EntryWay(models.TextChoices):
    """What an entry says of an allocation's money."""

    GIVEN = "given", "Giao, điều chỉnh"
    CARRIED = "carried", "Kéo dài sang năm sau"
    COMMITTED = "committed", "Cam kết, hợp đồng"
    DISBURSED = "disbursed", "Giải ngân"
    SETTLED = "settled", "Quyết toán"


class MoneyEntry(models.Model):
    """One entry, whole đồng; only what is given may be less than nothing (taken back by a later paper)."""

    allocation = models.ForeignKey(Allocation, models.PROTECT, related_name="entries")
    way = models.TextField(choices=EntryWay.choices)
    amount = models.BigIntegerField()
    on = models.DateField()
    year = models.SmallIntegerField(help_text="năm ngân sách: của ngày, hoặc năm được kéo dài sang")
    paper = models.TextField()
    to = models.TextField(blank=True, help_text="chi cho ai, hợp đồng nào")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    voided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    voided_reason = models.TextField(blank=True)

    class Meta:
        db_table = "programme_entry"
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) | (Q(way="given") & ~Q(amount=0)), name="programme_entry_is_money"
            ),
            models.CheckConstraint(condition=~Q(paper=""), name="programme_entry_has_a_paper"),
            models.CheckConstraint(
                condition=Q(voided_by__isnull=True) | ~Q(voided_reason=""), name="programme_entry_voided_with_a_reason"
            ),
        ]
