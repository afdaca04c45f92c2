"""Health insurance: covers over months, the lists sent to Social Insurance and their lines."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql" / "insurance.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0024_merit"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.IntegerField()),
                ("made_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("approved_on", models.DateField(null=True)),
                ("lines", models.IntegerField(default=0)),
                ("digest", models.TextField(help_text="băm của mọi dòng: dấu vết giữ con số này thay cho từng dòng")),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
            ],
            options={
                "db_table": "insurance_sent",
                "ordering": ["-month", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.TextField(
                        choices=[("add", "Tăng"), ("remove", "Giảm"), ("change", "Đổi nhóm"), ("move", "Chuyển xã")]
                    ),
                ),
                ("before", models.TextField(blank=True, help_text="nhóm trước")),
                ("after", models.TextField(blank=True, help_text="nhóm sau")),
                (
                    "reason",
                    models.TextField(
                        choices=[
                            ("first", "Danh sách đầu tiên"),
                            ("born", "Mới sinh"),
                            ("moved_in", "Chuyển đến"),
                            ("gained", "Mới thuộc nhóm"),
                            ("died", "Đã mất"),
                            ("merged", "Trùng, đã gộp hồ sơ"),
                            ("moved_out", "Chuyển đi"),
                            ("elsewhere", "Đã có thẻ ở nơi khác"),
                            ("lost", "Không còn thuộc nhóm nào"),
                            ("precedes", "Thuộc thêm nhóm được xếp trước"),
                            ("changed", "Không còn thuộc nhóm cũ"),
                            ("moved", "Chuyển xã trong địa bàn"),
                        ]
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="record.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="record.unit",
                    ),
                ),
                (
                    "sent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="record.sent"
                    ),
                ),
            ],
            options={
                "db_table": "insurance_change",
            },
        ),
        migrations.CreateModel(
            name="Cover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("group", models.TextField()),
                ("from_month", models.IntegerField()),
                ("until_month", models.IntegerField(default=2147483647)),
                (
                    "reason_in",
                    models.TextField(
                        choices=[
                            ("first", "Danh sách đầu tiên"),
                            ("born", "Mới sinh"),
                            ("moved_in", "Chuyển đến"),
                            ("gained", "Mới thuộc nhóm"),
                            ("died", "Đã mất"),
                            ("merged", "Trùng, đã gộp hồ sơ"),
                            ("moved_out", "Chuyển đi"),
                            ("elsewhere", "Đã có thẻ ở nơi khác"),
                            ("lost", "Không còn thuộc nhóm nào"),
                            ("precedes", "Thuộc thêm nhóm được xếp trước"),
                            ("changed", "Không còn thuộc nhóm cũ"),
                            ("moved", "Chuyển xã trong địa bàn"),
                        ]
                    ),
                ),
                (
                    "reason_out",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("first", "Danh sách đầu tiên"),
                            ("born", "Mới sinh"),
                            ("moved_in", "Chuyển đến"),
                            ("gained", "Mới thuộc nhóm"),
                            ("died", "Đã mất"),
                            ("merged", "Trùng, đã gộp hồ sơ"),
                            ("moved_out", "Chuyển đi"),
                            ("elsewhere", "Đã có thẻ ở nơi khác"),
                            ("lost", "Không còn thuộc nhóm nào"),
                            ("precedes", "Thuộc thêm nhóm được xếp trước"),
                            ("changed", "Không còn thuộc nhóm cũ"),
                            ("moved", "Chuyển xã trong địa bàn"),
                        ],
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="covers",
                        to="record.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="record.unit",
                    ),
                ),
            ],
            options={
                "db_table": "insurance_cover",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until_month", 2147483647)), fields=("person",), name="insurance_one_card"
                    ),
                    models.UniqueConstraint(fields=("person", "from_month"), name="insurance_cover_once"),
                    models.CheckConstraint(
                        condition=models.Q(("until_month__gt", models.F("from_month"))),
                        name="insurance_cover_has_months",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="sent",
            constraint=models.UniqueConstraint(fields=("scope", "month"), name="insurance_one_list_a_month"),
        ),
        migrations.AddConstraint(
            model_name="sent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("made_by")), _negated=True),
                    _connector="OR",
                ),
                name="insurance_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="sent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("approved_at__isnull", True), ("approved_by__isnull", True), ("approved_on__isnull", True)
                    ),
                    models.Q(
                        ("approved_at__isnull", False), ("approved_by__isnull", False), ("approved_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="insurance_approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.UniqueConstraint(fields=("sent", "person"), name="insurance_once_a_list"),
        ),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]
