"""Documents an office works by, its own and its province's, beside those of the law (law/documents)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from .attached import Attached
from .places import Unit
from .users import User


class OfficeDocument(models.Model):
    """One document of a place; days that nobody knows are left out. A correction is kept in the trail."""

    number = models.TextField()
    kind = models.TextField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="documents", help_text="nơi ban hành")
    issuer = models.TextField()
    subject = models.TextField(help_text="trích yếu")
    issued = models.DateField(null=True)
    in_force = models.DateField(null=True)
    until = models.DateField(null=True, help_text="ngày cuối còn hiệu lực")
    replaced_by = models.TextField(blank=True)
    drafted_by = models.TextField(blank=True, help_text="đơn vị tham mưu soạn thảo")
    programmes = ArrayField(models.TextField(), default=list)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "documents_document"
        ordering = ["-issued", "number"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="documents_once"),
            models.CheckConstraint(condition=~Q(number="") & ~Q(subject=""), name="documents_named"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(in_force__isnull=True) | Q(until__gte=F("in_force")),
                name="documents_days_in_order",
            ),
        ]


class DocumentFile(Attached):
    """The document itself as it was sent: a PDF or a picture; a newer one stands beside the older."""

    document = models.ForeignKey(OfficeDocument, models.PROTECT, related_name="files")

    class Meta:
        db_table = "documents_file"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["document", "digest"], name="documents_file_once")]
