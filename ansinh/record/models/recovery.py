"""What must be paid back: debts, the plans to pay them, the share an office allows, and what a list takes.

The papers stand in ``recovery_papers``, the books in ``recovery_books``: no balance is kept here.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .payroll import KINDS, Run
from .people import Person
from .places import Unit
from .users import User


class DebtState(models.TextChoices):
    """Where a debt stands, in the words officers know."""

    NEW = "new", "Mới phát sinh"
    NOTIFIED = "notified", "Đã thông báo"
    PLANNED = "planned", "Đã có phương án"
    RECOVERING = "recovering", "Đang hoàn trả"
    SUSPENDED = "suspended", "Tạm hoãn vì khó khăn"
    SETTLED = "settled", "Đã xong"
    WRITTEN_OFF = "written_off", "Đã xoá"


_OPEN = (DebtState.NEW, DebtState.NOTIFIED, DebtState.PLANNED, DebtState.RECOVERING, DebtState.SUSPENDED)
_ENDED = (DebtState.SETTLED, DebtState.WRITTEN_OFF)

DEBT_TRANSITIONS: dict[str, tuple[str, ...]] = {
    DebtState.NEW: (DebtState.NOTIFIED, DebtState.PLANNED, DebtState.RECOVERING, DebtState.SUSPENDED, *_ENDED),
    DebtState.NOTIFIED: (DebtState.PLANNED, DebtState.RECOVERING, DebtState.SUSPENDED, *_ENDED),
    DebtState.PLANNED: (DebtState.NEW, DebtState.NOTIFIED, DebtState.RECOVERING, DebtState.SUSPENDED, *_ENDED),
    DebtState.RECOVERING: (
        DebtState.NEW,
        DebtState.NOTIFIED,
        DebtState.PLANNED,
        DebtState.SUSPENDED,
        *_ENDED,
    ),
    DebtState.SUSPENDED: (DebtState.NEW, DebtState.NOTIFIED, DebtState.PLANNED, DebtState.RECOVERING, *_ENDED),
    DebtState.SETTLED: (*_OPEN, DebtState.WRITTEN_OFF),
    DebtState.WRITTEN_OFF: (*_OPEN, DebtState.SETTLED),
}
"""Declared once: the acts, the database's trigger and the documentation all read this table. An ended debt comes back
only when money that was counted does: a list that was not received, a receipt that was recorded by mistake."""

OPEN_STATES = tuple(map(str, _OPEN))


class Cause(models.TextChoices):
    """Why too much was paid."""

    DEATH = "death", "báo chết muộn"
    DOUBLE = "double", "hưởng trùng chế độ"
    PENSION = "pension", "đã có lương hưu hoặc trợ cấp bảo hiểm xã hội"
    CORRECTED = "corrected", "dữ kiện ghi sai, đã sửa"
    WRONG_PAYMENT = "wrong_payment", "chi nhầm"
    OTHER = "other", "lý do khác"


class Debt(models.Model):
    """One person's overpayment of one kind of benefit: found by one list, or of a time before An Sinh."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="debts")
    kind = models.SmallIntegerField(help_text="thứ tự trong assistance.Kind")
    run = models.ForeignKey(Run, models.PROTECT, null=True, related_name="debts", help_text="trống: ghi bằng tay")
    state = models.TextField(choices=DebtState.choices, default=DebtState.NEW)
    cause = models.TextField(choices=Cause.choices, blank=True)
    note = models.TextField(blank=True)
    paper = models.TextField(blank=True, help_text="giấy tờ làm căn cứ của khoản ghi bằng tay")
    opened_on = models.DateField()
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "recovery_debt"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "person", "kind"], name="recovery_debt_once_a_run"),
            models.CheckConstraint(
                condition=Q(run__isnull=False) | (~Q(paper="") & ~Q(note="") & ~Q(cause="")),
                name="recovery_debt_by_hand_has_paper_and_reason",
            ),
            models.UniqueConstraint(fields=["id", "person"], name="recovery_debt_person"),
        ]

    @property
    def kind_code(self) -> str:
        return KINDS[self.kind]


class Way(models.TextChoices):
    """How a debt is paid back."""

    ONCE = "once", "Nộp một lần"
    CASH = "cash", "Nộp dần hằng tháng"
    INSTALMENT = "instalment", "Trừ một số tiền vào trợ cấp mỗi tháng"
    SHARE = "share", "Trừ một phần trăm trợ cấp mỗi tháng"


DEDUCTED = (Way.INSTALMENT, Way.SHARE)
"""Ways in which the month's list takes a part of the benefit."""


class Plan(models.Model):
    """How one debt is to be paid back (phương án); a plan in force is ended and another made, never edited.

    Hardship is told by ``hardship``, with its paper; nothing is taken or asked before the month ``paused_until``.
    """

    debt = models.ForeignKey(Debt, models.PROTECT, related_name="plans")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    way = models.TextField(choices=Way.choices)
    amount = models.BigIntegerField(null=True, help_text="đồng mỗi tháng")
    percent = models.SmallIntegerField(null=True)
    from_month = models.IntegerField()
    pay_by_day = models.DateField(null=True, help_text="hạn nộp một lần")
    hardship = models.TextField(blank=True)
    hardship_paper = models.TextField(blank=True)
    paused_until = models.IntegerField(null=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_reason = models.TextField(blank=True)

    class Meta:
        db_table = "recovery_plan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["debt"], condition=Q(ended_at__isnull=True, approved_at__isnull=False),
                name="recovery_plan_one_in_force",
            ),
            models.UniqueConstraint(
                fields=["debt"], condition=Q(ended_at__isnull=True, approved_at__isnull=True),
                name="recovery_plan_one_proposed",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="recovery_plan_approved_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="recovery_plan_approved_whole",
            ),
            models.CheckConstraint(
                condition=Q(way=Way.ONCE, amount__isnull=True, percent__isnull=True, pay_by_day__isnull=False)
                | Q(way__in=(Way.CASH, Way.INSTALMENT), amount__gt=0, percent__isnull=True)
                | Q(way=Way.SHARE, amount__isnull=True, percent__gte=1, percent__lte=99),
                name="recovery_plan_says_how_much",
            ),
            models.CheckConstraint(
                condition=Q(paused_until__isnull=True) | ~Q(hardship=""), name="recovery_plan_pause_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(ended_reason=""), name="recovery_plan_ended_with_a_reason"
            ),
        ]  # fmt: skip

    @property
    def in_force(self) -> bool:
        return self.approved_at is not None and self.ended_at is None


class Ceiling(models.Model):
    """How much of each month's benefit may be taken, at most, in a place from a month on: the office's own rule."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    percent = models.SmallIntegerField(help_text="0: không trừ vào trợ cấp")
    from_month = models.IntegerField()
    basis = models.TextField(help_text="văn bản của cơ quan")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "recovery_limit"
        ordering = ["-from_month"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "from_month"], name="recovery_limit_once"),
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=99), name="recovery_limit_leaves_some"),
            models.CheckConstraint(condition=~Q(basis=""), name="recovery_limit_has_a_basis"),
        ]


class Deduction(models.Model):
    """What one line of a list takes for one debt; the line itself is the ledger's, of entry 6.

    ``payer``: whose line it is, the debtor or the record theirs went into. ``excess``: taken although, by the last
    word on an earlier list, nothing was owed any more: due to the payer.
    """

    run = models.ForeignKey(Run, models.PROTECT, related_name="deductions")
    line = models.BigIntegerField(unique=True)
    debt = models.ForeignKey(Debt, models.PROTECT, related_name="deductions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    payer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="deductions")
    kind = models.SmallIntegerField()
    for_month = models.IntegerField()
    amount = models.BigIntegerField()
    excess = models.BigIntegerField(default=0)

    class Meta:
        db_table = "recovery_deduction"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, excess__gte=0) & Q(excess__lte=F("amount")),
                name="recovery_deduction_positive",
            )
        ]
