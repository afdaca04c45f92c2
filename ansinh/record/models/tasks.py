"""Long work that can be left and found again, the workbooks that were imported, and their rows to be looked at.

``communes`` of a task or an import say whom it may tell of: communes of either map by id, null for the whole map.
The database shows it to those alone who cover them all (record/sql/imports.sql).
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from .people import Person


class Task(models.Model):
    """One piece of long work: how far it is, and what came of it."""

    kind = models.TextField()
    state = models.TextField(default="waiting", choices=[("waiting", "chờ"), ("running", "đang chạy"), ("done", "xong"),
                                                         ("failed", "hỏng")])  # fmt: skip
    done = models.IntegerField(default=0)
    total = models.IntegerField(null=True)
    message = models.TextField(blank=True)
    arguments = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    by = models.ForeignKey("record.User", models.PROTECT, null=True)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    communes = ArrayField(models.BigIntegerField(), null=True)

    class Meta:
        db_table = "tasks_task"


class Import(models.Model):
    """One workbook that was read: its digest, its rows by outcome, and the rows held for correction."""

    name = models.TextField()
    digest = models.TextField()
    format = models.TextField()
    counts = models.JSONField(default=dict)
    differences = models.JSONField(default=list, help_text="chênh lệch giữa mức hồ sơ ghi và mức theo luật")
    corrections = models.BinaryField(null=True, help_text="sổ các dòng cần sửa, để tải về và gửi lại")
    by = models.ForeignKey("record.User", models.PROTECT, null=True)
    at = models.DateTimeField(auto_now_add=True)
    place = models.TextField(blank=True, help_text="nơi được giao cho người nhập, như gọi khi nhập")
    communes = ArrayField(models.BigIntegerField(), null=True)

    class Meta:
        db_table = "tasks_import"


class Landed(models.TextChoices):
    """What a workbook's row that has something to say became."""

    HELD = "held", "giữ lại chờ sửa"
    REMARKED = "remarked", "vào sổ, có ghi chú"


class RowSet(models.QuerySet["ImportRow"]):
    def open(self) -> RowSet:
        """Held rows nobody has answered: not landed since by another workbook, not put aside."""
        return self.filter(outcome=Landed.HELD, answered_by__isnull=True, aside_at__isnull=True)


class ImportRow(models.Model):
    """One row of a workbook that was held, or landed with remarks; a held one is answered or put aside in time.

    ``values`` and ``remarks`` are as the dry run's report has them (world/registers/row.py). ``origin`` names the
    row in whatever workbook it is sent again (world/registers/corrections.py).
    """

    source = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    sheet = models.TextField()
    row = models.IntegerField()
    outcome = models.TextField(choices=Landed.choices)
    full_name = models.TextField(blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    values = models.JSONField(default=dict)
    remarks = models.JSONField(default=list)
    origin = models.TextField()
    answered_by = models.ForeignKey(Import, models.SET_NULL, null=True, related_name="answers")
    answered_at = models.DateTimeField(null=True)
    held_again = models.BooleanField(default=False, help_text="đã gửi lại nhưng tệp trả lời vẫn giữ dòng ấy")
    aside_by = models.ForeignKey("record.User", models.PROTECT, null=True, related_name="+")
    aside_at = models.DateTimeField(null=True)
    aside_reason = models.TextField(blank=True)

    objects = RowSet.as_manager()

    class Meta:
        db_table = "tasks_row"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["source", "sheet", "row"], name="tasks_row_once")]
        indexes = [models.Index(fields=["origin"], name="tasks_row_by_origin")]
