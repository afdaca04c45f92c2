"""Help a household was given for a need."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql" / "poverty_help.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0030_poverty_targets"),
    ]

    operations = [
        migrations.CreateModel(
            name="HouseholdHelp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.TextField(help_text="chỉ số thiếu hụt được giúp")),
                ("what", models.TextField()),
                ("on", models.DateField()),
                ("amount", models.BigIntegerField(default=0)),
                ("source", models.TextField(blank=True, help_text="nguồn kinh phí")),
                ("giver", models.TextField(help_text="ai giúp: dự án, đoàn thể, nhà hảo tâm")),
                ("paper", models.TextField(blank=True)),
                ("solved", models.BooleanField(default=True, help_text="hết thiếu hụt này")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("voided_reason", models.TextField(blank=True)),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="helps", to="record.household"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
                (
                    "voided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "poverty_help",
                "ordering": ["-on", "-pk"],
                "indexes": [models.Index(fields=["unit", "on"], name="poverty_help_by_unit")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="poverty_help_not_negative"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("voided_by__isnull", True), models.Q(("voided_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="poverty_help_voided_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]
