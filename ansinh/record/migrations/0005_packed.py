"""What the run reads of a position packed into one number; new touches are found by an index."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql" / "packed.sql"


class Migration(migrations.Migration):
    dependencies = [("record", "0004_guards")]

    operations = [
        migrations.RunSQL(
            SQL.read_text("utf-8"), "drop index payroll_touch_new; alter table payroll_position drop column packed"
        )
    ]
