"""Finding people by name under row-level security: a table of words that follows people_person."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("record", "0002_promises")]

    operations = [migrations.RunSQL((SQL / "search.sql").read_text("utf-8"), migrations.RunSQL.noop)]
