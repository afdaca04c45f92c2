"""Only a decision makes, changes or ends an award, by any way of writing."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql" / "decided.sql"


class Migration(migrations.Migration):
    dependencies = [("record", "0020_signed")]

    operations = [migrations.RunSQL(SQL.read_text("utf-8"))]
