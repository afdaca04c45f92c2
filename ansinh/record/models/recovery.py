"""What must be paid back: debts, the plans to pay them, what a list takes, receipts, heirs, write-offs; and the books.

The books are double entry: every amount that moves is one posting whose entries add up to nothing, month by month.
Whatever is owed, recovered or written off is a sum of entries; no balance is kept anywhere else.
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


class ReceiptBook(models.Model):
    """The last number given in an office's book of receipts of a year; only a receipt moves it on."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        db_table = "recovery_receipt_book"
        constraints = [models.UniqueConstraint(fields=["office", "year"], name="recovery_receipt_book_once")]


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
