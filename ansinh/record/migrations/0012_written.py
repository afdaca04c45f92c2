"""A list's lines are held against their run once as they are written, instead of one by one."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql" / "written.sql"


class Migration(migrations.Migration):
    dependencies = [("record", "0010_imports")]

    operations = [migrations.RunSQL(SQL.read_text("utf-8"))]
