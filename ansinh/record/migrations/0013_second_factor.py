"""The trail tells of second factors; an award that ended by a death remembers the end it had before."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql" / "second_factor.sql"


class Migration(migrations.Migration):
    dependencies = [("record", "0012_written"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [
        migrations.AddField(
            "award",
            "until_but_for_death",
            models.IntegerField(null=True, help_text="tháng hết hạn đã định trước khi mất"),
        ),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]
