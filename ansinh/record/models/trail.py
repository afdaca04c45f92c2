"""The trail: what was changed, by whom, before and after, chained by hash; and who looked at whom.

The database writes it (migrations/sql/trail.sql); nothing here is ever updated or deleted.
"""

from django.db import models


class Entry(models.Model):
    at = models.DateTimeField()
    tx = models.BigIntegerField()
    by = models.TextField(blank=True)
    table = models.TextField(db_column="table_name")
    row = models.TextField(db_column="row_key")
    op = models.TextField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        db_table = "trail_entry"
        indexes = [models.Index(fields=["table", "row"], name="trail_entry_by_row"),
                   models.Index(fields=["tx"], name="trail_entry_by_tx")]  # fmt: skip


class Seal(models.Model):
    """One transaction's entries, sealed at its commit: hash = sha256(previous hash, digest of the entries)."""

    tx = models.BigIntegerField()
    entries = models.IntegerField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    digest = models.TextField()
    previous = models.TextField()
    hash = models.TextField(unique=True)

    class Meta:
        db_table = "trail_seal"


class Look(models.Model):
    """Somebody opened a person's page."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("record.User", models.PROTECT)
    person = models.ForeignKey("record.Person", models.CASCADE)

    class Meta:
        db_table = "trail_look"
        indexes = [models.Index(fields=["person", "at"], name="trail_look_by_person")]
