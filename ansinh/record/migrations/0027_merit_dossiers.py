"""Slips of people with merit: confirmations, files moved from place to place."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql" / "merit_slips.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0025_insurance"),
    ]

    operations = [
        migrations.CreateModel(
            name="Slip",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(choices=[("confirmed", "Giấy xác nhận"), ("moved", "Phiếu di chuyển hồ sơ")]),
                ),
                ("communes", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("year", models.SmallIntegerField()),
                ("symbol", models.TextField()),
                ("number", models.IntegerField()),
                ("issued_on", models.DateField()),
                ("purpose", models.TextField(blank=True, help_text="giấy xác nhận: để làm gì")),
                ("to_place", models.TextField(blank=True, help_text="nơi chuyển đến, như ghi trên phiếu")),
                ("paid_through", models.IntegerField(help_text="tháng cuối nơi đi chi", null=True)),
                ("said", models.JSONField(default=list, help_text="những dòng phiếu ghi")),
                ("document", models.BinaryField(help_text="văn bản .docx như đã lập")),
                ("digest", models.TextField(help_text="SHA-256 của văn bản")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "authority",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="slips", to="record.person"
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        help_text="xã chuyển đến",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        help_text="xã của người ấy khi lập phiếu",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.unit",
                    ),
                ),
            ],
            options={
                "db_table": "merit_slip",
                "ordering": ["-issued_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority", "year", "symbol", "number"), name="merit_slip_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "moved"), _negated=True),
                            models.Q(("paid_through__isnull", False), models.Q(("to_place", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="merit_slip_moved_somewhere",
                    ),
                ],
            },
        ),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]
