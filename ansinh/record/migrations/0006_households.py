"""Changes to a household leave a trail."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql" / "households.sql"
UNDO = "".join(f"drop trigger trail_{verb} on people_household;" for verb in ("insert", "update", "delete"))


class Migration(migrations.Migration):
    dependencies = [("record", "0005_packed")]

    operations = [migrations.RunSQL(SQL.read_text("utf-8"), UNDO)]
