"""Who sent and closed a list, why one was dropped, files of results that were read, passwords that were given."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql" / "results.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0007_trail_households"),
    ]

    operations = [
        migrations.AddField(
            model_name="run",
            name="closed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="run",
            name="dropped_reason",
            field=models.TextField(blank=True, help_text="lý do bỏ danh sách; còn đọc được trong dấu vết"),
        ),
        migrations.AddField(
            model_name="run",
            name="sent_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="password_is_given",
            field=models.BooleanField(
                default=False, help_text="mật khẩu do người quản trị giao, phải đổi ở lần đăng nhập đầu"
            ),
        ),
        migrations.CreateModel(
            name="ResultFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("changed", models.IntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="result_files", to="record.run"
                    ),
                ),
            ],
            options={
                "db_table": "payroll_resultfile",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.IntegerField(null=True)),
                ("person_code", models.TextField(blank=True)),
                ("full_name", models.TextField(blank=True)),
                ("sentence", models.TextField()),
                (
                    "person",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="record.person"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="remarks", to="record.resultfile"
                    ),
                ),
            ],
            options={
                "db_table": "payroll_remark",
                "ordering": ["id"],
            },
        ),
        migrations.RunSQL(SQL.read_text("utf-8"), migrations.RunSQL.noop),
    ]
