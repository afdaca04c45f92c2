"""The books of what must be paid back, double entry: of every movement the entries add up to nothing, month by month.

Whatever is owed, recovered or written off is a sum of entries; no balance is kept anywhere else.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .payroll import Run
from .people import Person
from .recovery import Debt
from .recovery_papers import Receipt, WriteOff
from .users import User


class LedgerAccount(models.TextChoices):
    """The accounts; of every posting the entries add up to nothing."""

    RECEIVABLE = "receivable", "phải hoàn trả"
    OVERPAID = "overpaid", "đã chi quá"
    WITHHELD = "withheld", "trừ vào trợ cấp"
    CASH = "cash", "đã nộp"
    RETURNED = "returned", "đơn vị chi trả nộp lại"
    WRITTEN_OFF = "written_off", "đã xoá"


RECOVERED = (LedgerAccount.WITHHELD, LedgerAccount.CASH, LedgerAccount.RETURNED)
"""Accounts of money that really came back."""


class PostingKind(models.TextChoices):
    """What a movement in the books is."""

    OPENED = "opened", "phát sinh"
    RELIEVED = "relieved", "bớt nợ"
    DEDUCTED = "deducted", "trừ vào trợ cấp"
    NOT_RECEIVED = "not_received", "danh sách chưa nhận: khoản trừ ghi lại"
    TAKEN_AFTER_ALL = "taken_after_all", "danh sách đã nhận sau: vẫn trừ"
    RECEIVED = "received", "nộp tiền"
    VOIDED = "voided", "huỷ phiếu thu"
    WRITTEN_OFF = "written_off", "xoá"


class Posting(models.Model):
    """One movement in the books: what it was, on which day, because of which list, receipt or write-off."""

    debt = models.ForeignKey(Debt, models.PROTECT, related_name="postings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.TextField(choices=PostingKind.choices)
    on = models.DateField()
    run = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+")
    receipt = models.ForeignKey(Receipt, models.PROTECT, null=True, related_name="postings")
    write_off = models.ForeignKey(WriteOff, models.PROTECT, null=True, related_name="postings")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "recovery_posting"
        ordering = ["pk"]


class BookEntry(models.Model):
    """One leg of a posting: an account, the month of the overpayment, whole đồng with its sign."""

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="entries")
    debt = models.ForeignKey(Debt, models.PROTECT, related_name="entries")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    account = models.TextField(choices=LedgerAccount.choices)
    for_month = models.IntegerField()
    amount = models.BigIntegerField()

    class Meta:
        db_table = "recovery_entry"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="recovery_entry_moves_something")]
