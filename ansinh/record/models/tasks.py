"""Long work that can be left and found again, and the files that were imported."""

from django.db import models


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

    class Meta:
        db_table = "tasks_import"
