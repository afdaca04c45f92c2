"""A debt of a record that went into another is paid off by that other one's lines."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql" / "payers.sql"


class Migration(migrations.Migration):
    dependencies = [("record", "0018_linkage")]

    operations = [
        migrations.AddField(
            model_name="deduction",
            name="payer",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
            ),
        ),
        migrations.RunSQL(
            SQL.read_text("utf-8"),
            state_operations=[
                migrations.AlterField(
                    model_name="deduction",
                    name="payer",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
                    ),
                ),
            ],
        ),
    ]
