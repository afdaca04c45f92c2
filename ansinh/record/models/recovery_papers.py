"""What comes back by hand or is given up: receipts and their numbers, heirs, notices, write-offs."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .people import Person
from .places import Unit
from .recovery import Debt
from .users import User


class ReceiptWay(models.TextChoices):
    CASH = "cash", "tiền mặt"
    TRANSFER = "transfer", "chuyển khoản"
    RETURNED = "returned", "đơn vị chi trả nộp lại"


class Heir(models.Model):
    """Who answers for the debt of somebody who died, and what they agreed to."""

    debt = models.ForeignKey(Debt, models.PROTECT, related_name="heirs")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.TextField()
    relation = models.TextField()
    address = models.TextField()
    share = models.BigIntegerField(help_text="số tiền nhận hoàn trả, đồng; 0: chưa nhận")
    accepted = models.TextField(blank=True, help_text="đã nhận thế nào, giấy tờ gì")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    removed_reason = models.TextField(blank=True)

    class Meta:
        db_table = "recovery_heir"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share__gte=0) & (Q(share=0) | ~Q(accepted="")), name="recovery_heir_share_was_accepted"
            )
        ]


class Receipt(models.Model):
    """Money that came back by hand: numbered by office and year without gaps, never changed, only voided."""

    debt = models.ForeignKey(Debt, models.PROTECT, related_name="receipts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    number = models.IntegerField()
    received_on = models.DateField()
    way = models.TextField(choices=ReceiptWay.choices)
    amount = models.BigIntegerField()
    payer = models.TextField(help_text="người nộp")
    heir = models.ForeignKey(Heir, models.PROTECT, null=True, related_name="receipts")
    paper = models.TextField(blank=True, help_text="số chứng từ chuyển khoản hoặc của Bưu điện")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    voided_reason = models.TextField(blank=True)

    class Meta:
        db_table = "recovery_receipt"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="recovery_receipt_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="recovery_receipt_positive"),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | ~Q(voided_reason=""), name="recovery_receipt_voided_with_a_reason"
            ),
        ]

    @property
    def number_text(self) -> str:
        """``12/PT``."""
        return f"{self.number}/PT"


class Notice(models.Model):
    """A notice that went out, kept as it was written."""

    debt = models.ForeignKey(Debt, models.PROTECT, related_name="notices")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.TextField(blank=True)
    noticed_on = models.DateField()
    addressee = models.TextField()
    document = models.BinaryField(help_text="văn bản .docx")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "recovery_notice"
        ordering = ["pk"]


class WriteOff(models.Model):
    """What is left of a debt, given up: proposed by one, decided by another with a decision's number."""

    debt = models.ForeignKey(Debt, models.PROTECT, related_name="write_offs")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.TextField()
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    amount = models.BigIntegerField(null=True, help_text="số tiền đã xoá, đồng")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    decision_number = models.TextField(blank=True)
    refused_reason = models.TextField(blank=True)

    class Meta:
        db_table = "recovery_write_off"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["debt"], condition=Q(decided_on__isnull=True), name="recovery_write_off_one_proposed"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="recovery_write_off_has_a_reason"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="recovery_write_off_decided_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_on__isnull=True, amount__isnull=True)
                | (Q(decided_by__isnull=False, amount__gt=0) & ~Q(decision_number=""))
                | (Q(decided_by__isnull=False, amount__isnull=True) & ~Q(refused_reason="")),
                name="recovery_write_off_decided_whole",
            ),
        ]
