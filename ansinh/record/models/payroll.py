"""The monthly run and its ledger: positions read, lines written, rulings kept, results read back.

The ledger is ``payroll_line``: every line names the month it belongs to. What was settled for an award and a
month is the sum of the lines of runs approved or later, without the payments that came back unpaid.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from .assistance import Award, Family, Kind, family_of
from .people import PayBy, Person
from .places import Unit
from .users import User

OPEN_END = 2**31 - 1
"""The until-month of a position that has no end yet (positions are read in bulk, so no nulls)."""


KINDS = tuple(Kind.values)
"""Kinds of award by the number positions and lines hold."""

FAMILIES = tuple(family_of(kind) for kind in KINDS)
"""The purse of each kind, by the same number; record/sql/merit.sql says the same to the database."""

MERIT_FROM = FAMILIES.index(Family.MERIT)
"""The number from which on kinds are merit."""

CHANNELS = tuple(PayBy.values)
"""Ways of payment by the number positions and lines hold."""

UNBORN = -1
"""The month of birth of somebody whose year of birth nobody knows: a problem on the run."""


class State(models.TextChoices):
    """The states of a run, in the words officers know."""

    PREPARED = "prepared", "Đã lập"
    CHECKED = "checked", "Đã kiểm"
    APPROVED = "approved", "Đã duyệt"
    SENT = "sent", "Đã gửi đơn vị chi trả"
    RESULTS = "results", "Đã nhận kết quả"
    CLOSED = "closed", "Đã chốt kỳ"


TRANSITIONS: dict[str, tuple[str, ...]] = {
    State.PREPARED: (State.CHECKED,),
    State.CHECKED: (State.PREPARED, State.APPROVED),
    State.APPROVED: (State.SENT,),
    State.SENT: (State.RESULTS,),
    State.RESULTS: (State.CLOSED,),
    State.CLOSED: (),
}
"""Declared once: the acts, the database's trigger and the documentation all read this table."""

SETTLING = (State.APPROVED, State.SENT, State.RESULTS, State.CLOSED)
"""States in which a run's lines count as settled; in them its lines can no longer change."""


class EntryKind(IntEnum):
    """What a line is. The first three are given, less what is deducted; a debt and its relief move the ledger only."""

    DUE = 1  # tiền tháng này
    ARREARS = 2  # truy lĩnh
    CARRIED = 3  # tháng trước chưa nhận, mang sang (TTMS)
    DEBT = 4  # đã chi quá mức: phải thu hồi
    RELIEF = 5  # bớt nợ: khoản tưởng chi quá hoá ra đúng
    DEDUCTION = 6  # truy thu trừ kỳ này: một phần trợ cấp trả vào khoản phải thu hồi


PAYABLE = (EntryKind.DUE, EntryKind.ARREARS, EntryKind.CARRIED)
"""What a list gives."""

LISTED = (*PAYABLE, EntryKind.DEDUCTION)
"""What a list's lists hold: their sum is what is handed out."""

LISTED_SQL = f"({', '.join(str(entry.value) for entry in LISTED)})"
"""The same for SQL."""


class Outcome(models.TextChoices):
    """What became of a payment; no row at all is "Chưa cập nhật"."""

    PAID = "paid", "Đã trả"
    UNPAID = "unpaid", "Chưa trả"
    UNPAID_STOP = "unpaid_stop", "Chưa trả và dừng chi trả"


class Run(models.Model):
    """The list of one month for one place (kỳ chi trả)."""

    month = models.IntegerField()
    scope = models.ForeignKey(Unit, models.PROTECT)
    state = models.TextField(choices=State.choices, default=State.PREPARED)
    prepared_on = models.DateField(help_text="ngày lập: pháp luật đã có hiệu lực đến ngày này được áp dụng")
    prepared_at = models.DateTimeField(auto_now_add=True)
    prepared_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    assumed_paid_at = models.DateTimeField(null=True, help_text="coi như mọi người đã nhận, cho tới khi quyết toán")
    assumed_paid_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    returned_reason = models.TextField(blank=True, help_text="lý do trả lại để lập lại")
    dropped_reason = models.TextField(blank=True, help_text="lý do bỏ danh sách; còn đọc được trong dấu vết")
    book = models.TextField(help_text="các văn bản đã áp dụng, theo Book.key")
    provisional = models.BooleanField(default=False)
    provisional_accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    people = models.IntegerField(default=0)
    lines = models.IntegerField(default=0)
    total = models.BigIntegerField(default=0, help_text="đồng")
    digest = models.TextField(blank=True, help_text="sha256 các dòng của danh sách")

    class Meta:
        db_table = "payroll_run"
        ordering = ["-month", "id"]
        constraints = [
            models.UniqueConstraint(fields=["month", "scope"], name="payroll_run_once_a_month_and_place"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("prepared_by")),
                name="payroll_run_approved_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SETTLING) | Q(provisional=False) | Q(provisional_accepted_by__isnull=False),
                name="payroll_run_provisional_law_accepted",
            ),
        ]

    @property
    def settled(self) -> bool:
        return self.state in SETTLING


def payment_code(person: int, family: int) -> str:
    """The mã chi trả of a person's line on the lists of one purse."""
    return f"{'NC' if family == Family.MERIT else ''}{person:08}"


def payment_of(code: str) -> tuple[int, Family]:
    """The person and the purse a mã chi trả names."""
    merit = code.startswith("NC")
    return int(code.removeprefix("NC")), Family.MERIT if merit else Family.ASSISTANCE


def thawed(facts: Mapping[str, Any]) -> dict[str, Any]:
    """A profile's facts as the law takes them: lists become frozen sets."""
    return {name: frozenset(value) if isinstance(value, list) else value for name, value in facts.items()}


class Profile(models.Model):
    """One distinct set of facts other than age, and the kinds held (``claims``): a nation is a few thousand."""

    digest = models.TextField(unique=True)
    facts = models.JSONField()

    class Meta:
        db_table = "payroll_profile"


class Position(models.Model):
    """What the run reads: one award over months in which nothing but age changes.

    A projection of awards, facts and residence, rebuilt for a person by ``acts.facts`` in the same
    transaction as every change. ``born`` is a month number; months are [from, until).
    """

    pk = models.CompositePrimaryKey("award_id", "from_month")
    award = models.ForeignKey(Award, models.CASCADE, related_name="positions")
    person = models.ForeignKey(Person, models.CASCADE, related_name="positions")
    kind = models.SmallIntegerField(help_text="thứ tự trong assistance.Kind")
    from_month = models.IntegerField()
    until_month = models.IntegerField(default=OPEN_END)
    unit = models.ForeignKey(Unit, models.PROTECT)
    profile = models.ForeignKey(Profile, models.PROTECT)
    born = models.IntegerField(help_text="tháng sinh; UNBORN khi không biết năm sinh")
    pay_by = models.SmallIntegerField(help_text="thứ tự trong people.PayBy")
    held = models.BooleanField(default=False, help_text="đang tạm dừng: không chi, khoản còn thiếu chờ quyết định")

    class Meta:
        db_table = "payroll_position"
        indexes = [models.Index(fields=["person"], name="payroll_position_by_person")]


class Touch(models.Model):
    """An award whose past may have changed, from which month, and the run that has reckoned with it."""

    award = models.ForeignKey(Award, models.CASCADE)
    from_month = models.IntegerField()
    run = models.ForeignKey(Run, models.SET_NULL, null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "payroll_touch"


class Ruling(models.Model):
    """Why an amount is what it is: the ruling of one situation in one month, for one kind of benefit."""

    digest = models.TextField(unique=True)
    month = models.IntegerField()
    kind = models.SmallIntegerField()
    code = models.TextField(help_text="nhóm được hưởng; trống khi không được hưởng")
    amount = models.BigIntegerField()
    coefficient = models.TextField(blank=True)
    provisional = models.BooleanField()
    readings = ArrayField(models.TextField(), default=list)
    situation = models.JSONField()
    ruling = models.JSONField()

    class Meta:
        db_table = "payroll_ruling"


class Line(models.Model):
    """One amount of one award for one month, written by one run. Partitioned by ``run_month``."""

    id = models.BigIntegerField(primary_key=True)
    run = models.ForeignKey(Run, models.DO_NOTHING, related_name="line_set")
    run_month = models.IntegerField()
    award = models.ForeignKey(Award, models.DO_NOTHING, related_name="lines")
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="lines")
    unit = models.ForeignKey(Unit, models.DO_NOTHING)
    kind = models.SmallIntegerField()
    entry = models.SmallIntegerField()
    pay_by = models.SmallIntegerField()
    for_month = models.IntegerField()
    amount = models.BigIntegerField()
    ruling = models.ForeignKey(Ruling, models.DO_NOTHING)

    class Meta:
        db_table = "payroll_line"
        managed = False


class Voucher(models.Model):
    """What one commune's list of one channel and purse must add up to; the database compares it with the lines."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="vouchers")
    unit = models.ForeignKey(Unit, models.PROTECT)
    pay_by = models.SmallIntegerField()
    family = models.SmallIntegerField(choices=Family.choices, default=Family.ASSISTANCE)
    people = models.IntegerField()
    lines = models.IntegerField()
    total = models.BigIntegerField()

    class Meta:
        db_table = "payroll_voucher"
        constraints = [models.UniqueConstraint(fields=["run", "unit", "pay_by", "family"], name="payroll_voucher_once")]


class Problem(models.Model):
    """A person the law could not rule, or something that must be settled before the run is approved."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="problems")
    person = models.ForeignKey(Person, models.CASCADE)
    award = models.ForeignKey(Award, models.CASCADE, null=True)
    code = models.TextField()
    sentence = models.TextField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True)
    settled_how = models.TextField(blank=True)

    class Meta:
        db_table = "payroll_problem"


class Result(models.Model):
    """What became of one person's payment of one run from one purse; the latest word counts."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="results")
    person = models.ForeignKey(Person, models.PROTECT)
    family = models.SmallIntegerField(choices=Family.choices, default=Family.ASSISTANCE)
    outcome = models.TextField(choices=Outcome.choices)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, null=True)

    class Meta:
        db_table = "payroll_result"
        constraints = [models.UniqueConstraint(fields=["run", "person", "family"], name="payroll_result_once")]
