"""Promises kept where they could have been walked around: direct ways into a month, TRUNCATE, a trail by hand."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("record", "0003_search")]

    operations = [migrations.RunSQL((SQL / "guards.sql").read_text("utf-8"), migrations.RunSQL.noop)]
