"""What every paper kept as a file has in common: its name, kind, bytes, and who brought it when."""

from __future__ import annotations

from django.db import models

from .users import User


class Attached(models.Model):
    """A scan or photo as it came; kind and size were checked when it came (world/scans)."""

    name = models.TextField()
    mime = models.TextField()
    digest = models.TextField()
    content = models.BinaryField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
