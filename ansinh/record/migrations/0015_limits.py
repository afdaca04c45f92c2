"""Where somebody moves to, and the days an office set for a procedure of which the law fixes none."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql" / "limits.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0014_dossiers"),
    ]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="to_unit",
            field=models.ForeignKey(
                help_text="xã chuyển đến",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="record.unit",
            ),
        ),
        migrations.CreateModel(
            name="Limit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("procedure", models.TextField()),
                ("days", models.SmallIntegerField(help_text="ngày làm việc")),
                ("basis", models.TextField(help_text="quyết định công bố thủ tục của tỉnh")),
                ("from_day", models.DateField()),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
            ],
            options={
                "db_table": "dossiers_limit",
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "procedure", "from_day"), name="dossiers_limit_once"),
                    models.CheckConstraint(condition=models.Q(("days__gt", 0)), name="dossiers_limit_positive"),
                ],
            },
        ),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]
