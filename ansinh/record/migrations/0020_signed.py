"""What a signed decision does and its document stay as they were signed, by any way of writing."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql" / "signed.sql"


class Migration(migrations.Migration):
    dependencies = [("record", "0019_payers")]

    operations = [migrations.RunSQL(SQL.read_text("utf-8"))]
