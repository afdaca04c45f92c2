"""What a place is asked to reach in a year of the rate of poor households."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0029_poverty"),
    ]

    operations = [
        migrations.CreateModel(
            name="PovertyTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.SmallIntegerField()),
                (
                    "measure",
                    models.TextField(
                        choices=[("poor", "Hộ nghèo"), ("near_poor", "Hộ cận nghèo"), ("both", "Hộ nghèo và cận nghèo")]
                    ),
                ),
                (
                    "kind",
                    models.TextField(choices=[("fall", "Tỷ lệ giảm trong năm"), ("rate", "Tỷ lệ cuối năm không quá")]),
                ),
                ("least", models.SmallIntegerField()),
                ("most", models.SmallIntegerField(null=True)),
                ("paper", models.TextField(help_text="văn bản giao chỉ tiêu")),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="poverty_targets", to="record.unit"
                    ),
                ),
            ],
            options={
                "db_table": "poverty_target",
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "year", "measure", "kind"), name="poverty_target_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("least__range", (0, 10000)),
                            models.Q(
                                ("most__isnull", True), ("most__range", (models.F("least"), 10000)), _connector="OR"
                            ),
                        ),
                        name="poverty_target_is_a_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("paper", ""), _negated=True), name="poverty_target_has_a_paper"
                    ),
                ],
            },
        ),
        migrations.RunSQL("select trail_keep('poverty_target')", "select 1"),
    ]
