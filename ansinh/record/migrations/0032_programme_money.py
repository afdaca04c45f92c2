"""Documents of an office, and money of the national target programme."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql" / "programme_money.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0031_household_help"),
    ]

    operations = [
        migrations.CreateModel(
            name="Allocation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programme", models.TextField(help_text="giai đoạn, theo law/poverty_programme")),
                ("part", models.TextField(help_text="dự án, tiểu dự án")),
                ("source", models.TextField()),
                (
                    "capital",
                    models.TextField(
                        choices=[("investment", "Vốn đầu tư phát triển"), ("recurrent", "Kinh phí sự nghiệp")]
                    ),
                ),
                ("year", models.SmallIntegerField()),
                (
                    "above",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="below",
                        to="record.allocation",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="allocations", to="record.unit"
                    ),
                ),
            ],
            options={
                "db_table": "programme_allocation",
                "ordering": ["year", "part", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MoneyEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.TextField(
                        choices=[
                            ("given", "Giao, điều chỉnh"),
                            ("carried", "Kéo dài sang năm sau"),
                            ("committed", "Cam kết, hợp đồng"),
                            ("disbursed", "Giải ngân"),
                            ("settled", "Quyết toán"),
                        ]
                    ),
                ),
                ("amount", models.BigIntegerField()),
                ("on", models.DateField()),
                ("year", models.SmallIntegerField(help_text="năm ngân sách: của ngày, hoặc năm được kéo dài sang")),
                ("paper", models.TextField()),
                ("to", models.TextField(blank=True, help_text="chi cho ai, hợp đồng nào")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("voided_reason", models.TextField(blank=True)),
                (
                    "allocation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="record.allocation"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
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
                "db_table": "programme_entry",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="OfficeDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField()),
                ("kind", models.TextField()),
                ("issuer", models.TextField()),
                ("subject", models.TextField(help_text="trích yếu")),
                ("issued", models.DateField(null=True)),
                ("in_force", models.DateField(null=True)),
                ("until", models.DateField(help_text="ngày cuối còn hiệu lực", null=True)),
                ("replaced_by", models.TextField(blank=True)),
                (
                    "programmes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        help_text="nơi ban hành",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="record.unit",
                    ),
                ),
            ],
            options={
                "db_table": "documents_document",
                "ordering": ["-issued", "number"],
            },
        ),
        migrations.CreateModel(
            name="DocumentFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("mime", models.TextField()),
                ("digest", models.TextField()),
                ("content", models.BinaryField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="record.officedocument"
                    ),
                ),
            ],
            options={
                "db_table": "documents_file",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.UniqueConstraint(
                fields=("programme", "part", "unit", "source", "capital", "year"), name="programme_allocation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("above", models.F("pk")), _negated=True), name="programme_allocation_not_of_itself"
            ),
        ),
        migrations.AddConstraint(
            model_name="moneyentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gt", 0),
                    models.Q(("way", "given"), models.Q(("amount", 0), _negated=True)),
                    _connector="OR",
                ),
                name="programme_entry_is_money",
            ),
        ),
        migrations.AddConstraint(
            model_name="moneyentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("paper", ""), _negated=True), name="programme_entry_has_a_paper"
            ),
        ),
        migrations.AddConstraint(
            model_name="moneyentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("voided_by__isnull", True), models.Q(("voided_reason", ""), _negated=True), _connector="OR"
                ),
                name="programme_entry_voided_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="officedocument",
            constraint=models.UniqueConstraint(fields=("unit", "number"), name="documents_once"),
        ),
        migrations.AddConstraint(
            model_name="officedocument",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("number", ""), _negated=True), models.Q(("subject", ""), _negated=True)),
                name="documents_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="officedocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True),
                    ("in_force__isnull", True),
                    ("until__gte", models.F("in_force")),
                    _connector="OR",
                ),
                name="documents_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentfile",
            constraint=models.UniqueConstraint(fields=("document", "digest"), name="documents_file_once"),
        ),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]
