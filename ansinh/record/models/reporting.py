"""Reporting: what places plan, what communes are asked and answer, and reports with their numbers as they were signed.

Periods are those of law/report_periods, indicators those of law/indicators; numbers of a rate are in hundredths of
1 %, money in whole đồng.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ansinh.record.models.places import Unit
from ansinh.record.models.users import User


class InPeriod(models.Model):
    """What is of a period: its kind, year and number, as law/report_periods names it."""

    kind = models.TextField()
    year = models.SmallIntegerField()
    number = models.SmallIntegerField()

    class Meta:
        abstract = True


class IndicatorPlan(InPeriod):
    """What a place is to reach of an indicator in a period: at least so much, or from so much to so much."""

    code = models.TextField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    least = models.BigIntegerField()
    most = models.BigIntegerField(null=True)
    paper = models.TextField(help_text="văn bản giao")
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "reporting_plan"
        constraints = [
            models.UniqueConstraint(fields=["code", "unit", "kind", "year", "number"], name="reporting_plan_once"),
            models.CheckConstraint(
                condition=Q(least__gte=0) & (Q(most__isnull=True) | Q(most__gte=F("least"))) & ~Q(paper=""),
                name="reporting_plan_whole",
            ),
        ]


class ReportAsk(InPeriod):
    """What a place asks its communes to tell for a period, by a day."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="nơi yêu cầu")
    codes = ArrayField(models.TextField())
    due = models.DateField()
    words = models.TextField(blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "reporting_ask"
        ordering = ["-due", "-pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "year", "number"], name="reporting_ask_once")]


class AnswerState(models.TextChoices):
    """Where a commune's answer stands."""

    OPEN = "open", "Chưa gửi"
    SENT = "sent", "Đã gửi lên"
    RETURNED = "returned", "Bị trả lại"
    ACCEPTED = "accepted", "Đã nhận"


ANSWER_STATES: dict[str, tuple[str, ...]] = {
    AnswerState.OPEN: (AnswerState.SENT,),
    AnswerState.SENT: (AnswerState.RETURNED, AnswerState.ACCEPTED),
    AnswerState.RETURNED: (AnswerState.SENT,),
    AnswerState.ACCEPTED: (AnswerState.RETURNED,),
}


class ReportAnswer(models.Model):
    """What one commune tells; its numbers change only while it is with the commune."""

    ask = models.ForeignKey(ReportAsk, models.PROTECT, related_name="answers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.TextField(choices=AnswerState.choices, default=AnswerState.OPEN)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    returned_reason = models.TextField(blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "reporting_answer"
        ordering = ["unit__name"]
        constraints = [
            models.UniqueConstraint(fields=["ask", "unit"], name="reporting_answer_once"),
            models.CheckConstraint(
                condition=Q(state__in=("open", "returned")) | Q(sent_by__isnull=False, sent_at__isnull=False),
                name="reporting_answer_sent_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(returned_reason=""), name="reporting_answer_returned_with_a_reason"
            ),
        ]


class ReportedValue(models.Model):
    """One number a commune tells; ``why``: explains one that differs much from last time."""

    answer = models.ForeignKey(ReportAnswer, models.PROTECT, related_name="values")
    code = models.TextField()
    number = models.BigIntegerField()
    why = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "reporting_value"
        constraints = [models.UniqueConstraint(fields=["answer", "code"], name="reporting_value_once")]


class ReportState(models.TextChoices):
    """Whether a report is still being written."""

    DRAFTED = "drafted", "Đang soạn"
    SIGNED = "signed", "Đã ký"


REPORT_STATES: dict[str, tuple[str, ...]] = {ReportState.DRAFTED: (ReportState.SIGNED,), ReportState.SIGNED: ()}


class Report(InPeriod):
    """A report of a place on a period, by a form (law/report_forms); signed, it stays as it was."""

    form = models.TextField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    on = models.DateField(help_text="số liệu tính đến ngày")
    words = models.JSONField(default=dict, help_text="lời từng mục")
    state = models.TextField(choices=ReportState.choices, default=ReportState.DRAFTED)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    paper_number = models.TextField(blank=True)
    signed_on = models.DateField(null=True)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    signer_title = models.TextField(blank=True)
    document = models.BinaryField(null=True, help_text="văn bản .docx như đã ký")
    digest = models.TextField(blank=True, help_text="SHA-256 của văn bản")

    class Meta:
        db_table = "reporting_report"
        ordering = ["-year", "-number", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "unit", "kind", "year", "number", "on"], name="reporting_report_once"
            ),
            models.CheckConstraint(
                condition=Q(state="drafted")
                | Q(signed_by__isnull=False, signed_on__isnull=False, document__isnull=False)
                & ~Q(paper_number="") & ~Q(digest=""),
                name="reporting_signed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("made_by")), name="reporting_second_person"
            ),
        ]  # fmt: skip


class ReportNumber(models.Model):
    """One number of a report: what the officer says instead, with the reason; when signed, what the records gave.

    ``space``: of this period, the one before, or the whole year before (acts/reporting/numbers).
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="numbers")
    space = models.TextField()
    code = models.TextField()
    own = models.BigIntegerField(null=True, help_text="số cán bộ ghi thay")
    part = models.TextField(blank=True, help_text="ghi thay số (number) hay tiền (money)")
    why = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    number = models.BigIntegerField(null=True)
    money = models.BigIntegerField(null=True)
    most = models.BigIntegerField(null=True)
    estimate = models.TextField(blank=True)
    names = models.TextField(blank=True, help_text="tên những gì đã đếm")
    headings = models.JSONField(default=list)
    page = models.TextField(blank=True)

    class Meta:
        db_table = "reporting_number"
        constraints = [
            models.UniqueConstraint(fields=["report", "space", "code"], name="reporting_number_once"),
            models.CheckConstraint(
                condition=Q(own__isnull=True) | (Q(by__isnull=False) & ~Q(why="") & Q(part__in=("number", "money"))),
                name="reporting_own_number_with_a_reason",
            ),
        ]


class NumberBehind(models.Model):
    """What a signed number was counted from, a commune's part: seen by whoever sees that commune."""

    number = models.ForeignKey(ReportNumber, models.PROTECT, related_name="behind")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    rows = models.JSONField(help_text="từng dòng: các ô và địa chỉ")

    class Meta:
        db_table = "reporting_behind"
