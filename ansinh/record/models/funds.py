"""The funds of an office: the plan of each year, what was promised, what came in, what was spent on which papers.

A balance is kept nowhere: it is what the fund opened with and received less what it spent. Entries are only voided.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from .attached import Attached
from .people import Person
from .places import Unit
from .users import User


class Fund(models.Model):
    """A fund of one place; ``communes`` are those it covers, for row-level security."""

    code = models.TextField(help_text="quỹ nào, theo law/funds")
    symbol = models.TextField(help_text="ký hiệu phiếu thu")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="funds")
    communes = ArrayField(models.BigIntegerField())
    opened_on = models.DateField()
    opening = models.BigIntegerField(help_text="số dư khi mở sổ, đồng")
    opening_paper = models.TextField(blank=True, help_text="biên bản, sổ cũ mang số dư ấy")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "funds_fund"
        ordering = ["code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code", "unit"], name="funds_one_a_place"),
            models.CheckConstraint(
                condition=Q(opening=0) | (Q(opening__gt=0) & ~Q(opening_paper="")), name="funds_opening_has_a_paper"
            ),
        ]


class Entered(models.Model):
    """What is written once into the books of a fund, and only voided, with the reason."""

    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    voided_reason = models.TextField(blank=True)

    class Meta:
        abstract = True


def _voided(table: str) -> models.CheckConstraint:
    """Nothing is voided without saying why and by whom."""
    return models.CheckConstraint(
        condition=Q(voided_at__isnull=True) | (Q(voided_by__isnull=False) & ~Q(voided_reason="")),
        name=f"{table}_voided_with_a_reason",
    )


def _approved(table: str) -> list[models.BaseConstraint]:
    """Approved by somebody else than who proposed it, on a day."""
    return [
        models.CheckConstraint(
            condition=Q(approved_by__isnull=True, approved_on__isnull=True)
            | Q(approved_by__isnull=False, approved_on__isnull=False),
            name=f"{table}_approved_whole",
        ),
        models.CheckConstraint(
            condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")), name=f"{table}_second_person"
        ),
    ]


class FundPlan(Entered):
    """A year's plan: how much is to be raised and spent on what (purpose: đồng). A changed one replaces it."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="plans")
    year = models.SmallIntegerField()
    to_raise = models.BigIntegerField(help_text="số thu kế hoạch, đồng")
    to_spend = models.JSONField(help_text="mục chi: đồng")
    paper = models.TextField(help_text="số, ngày văn bản quyết định kế hoạch")
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)

    class Meta:
        db_table = "funds_plan"
        ordering = ["year", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(to_raise__gte=0) & ~Q(paper=""), name="funds_plan_whole"),
            models.UniqueConstraint(
                fields=["fund", "year"], name="funds_plan_one_in_force",
                condition=Q(voided_at__isnull=True, approved_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["fund", "year"], name="funds_plan_one_proposed",
                condition=Q(voided_at__isnull=True, approved_by__isnull=True),
            ),
            _voided("funds_plan"),
            *_approved("funds_plan"),
        ]  # fmt: skip


class Pledge(Entered):
    """What somebody promised; ``freely``: one nobody asks by law, who gives of their own will."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="pledges")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.TextField(help_text="họ tên hoặc cơ quan, tổ chức")
    amount = models.BigIntegerField()
    pledged_on = models.DateField()
    due_on = models.DateField(null=True)
    freely = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "funds_pledge"
        ordering = ["pledged_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0) & ~Q(name=""), name="funds_pledge_is_something"),
            _voided("funds_pledge"),
        ]


class FundWay(models.TextChoices):
    CASH = "cash", "tiền mặt"
    TRANSFER = "transfer", "chuyển khoản"


class FundReceipt(Entered):
    """Money that came in, numbered by fund and year without gaps; against a pledge, or by itself."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="receipts")
    pledge = models.ForeignKey(Pledge, models.PROTECT, null=True, related_name="receipts")
    year = models.SmallIntegerField()
    number = models.IntegerField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    payer = models.TextField(help_text="người hoặc cơ quan nộp")
    received_on = models.DateField()
    way = models.TextField(choices=FundWay.choices)
    amount = models.BigIntegerField()
    paper = models.TextField(blank=True, help_text="số chứng từ chuyển khoản")
    freely = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "funds_receipt"
        ordering = ["received_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "year", "number"], name="funds_receipt_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=0) & ~Q(payer=""), name="funds_receipt_is_something"),
            models.CheckConstraint(condition=~Q(way="transfer") | ~Q(paper=""), name="funds_receipt_transfer_proved"),
            _voided("funds_receipt"),
        ]

    @property
    def number_text(self) -> str:
        """``12/PT-BTTE``."""
        return f"{self.number}/{self.fund.symbol}"


class Spending(Entered):
    """Money that goes out for a purpose, on a paper: proposed by one person, approved by another."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="spendings")
    purpose = models.TextField()
    what = models.TextField(help_text="nội dung chi")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    payee = models.TextField(help_text="người hoặc cơ quan nhận")
    spent_on = models.DateField()
    amount = models.BigIntegerField()
    paper = models.TextField(help_text="số chứng từ, quyết định chi")
    paper_on = models.DateField()
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)

    class Meta:
        db_table = "funds_spending"
        ordering = ["spent_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) & ~Q(payee="") & ~Q(what="") & ~Q(paper=""), name="funds_spending_whole"
            ),
            _voided("funds_spending"),
            *_approved("funds_spending"),
        ]


class FundFile(Attached):
    """A scan or photo of the paper money was spent on."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+")
    spending = models.ForeignKey(Spending, models.PROTECT, related_name="files")

    class Meta:
        db_table = "funds_file"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["spending", "digest"], name="funds_file_once")]
