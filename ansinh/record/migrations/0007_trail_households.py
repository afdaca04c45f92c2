"""The trail of a household is seen where the household is."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql" / "trail_households.sql"


class Migration(migrations.Migration):
    dependencies = [("record", "0006_households")]

    operations = [migrations.RunSQL(SQL.read_text("utf-8"), migrations.RunSQL.noop)]
