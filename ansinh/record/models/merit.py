"""Slips of people with merit: confirmations given to them, and files moved from one place to another."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from .people import Person
from .places import Unit
from .users import User


class SlipKind(models.TextChoices):
    """What a slip is."""

    CONFIRMED = "confirmed", "Giấy xác nhận"
    MOVED = "moved", "Phiếu di chuyển hồ sơ"


class Slip(models.Model):
    """One slip as it was given: never changed; ``communes`` say whom it tells of, for row-level security."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="slips")
    kind = models.TextField(choices=SlipKind.choices)
    authority = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    communes = ArrayField(models.BigIntegerField())
    year = models.SmallIntegerField()
    symbol = models.TextField()
    number = models.IntegerField()
    issued_on = models.DateField()
    purpose = models.TextField(blank=True, help_text="giấy xác nhận: để làm gì")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="xã của người ấy khi lập phiếu")
    to_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", help_text="xã chuyển đến")
    to_place = models.TextField(blank=True, help_text="nơi chuyển đến, như ghi trên phiếu")
    paid_through = models.IntegerField(null=True, help_text="tháng cuối nơi đi chi")
    said = models.JSONField(default=list, help_text="những dòng phiếu ghi")
    document = models.BinaryField(help_text="văn bản .docx như đã lập")
    digest = models.TextField(help_text="SHA-256 của văn bản")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "merit_slip"
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "year", "symbol", "number"], name="merit_slip_number_once"),
            models.CheckConstraint(
                condition=~Q(kind="moved") | (Q(paid_through__isnull=False) & ~Q(to_place="")),
                name="merit_slip_moved_somewhere",
            ),
        ]

    @property
    def number_text(self) -> str:
        """``7/PDC``."""
        return f"{self.number}/{self.symbol}"
