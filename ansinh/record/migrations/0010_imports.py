"""Imports and long work have a place and are seen there alone; rows to be looked at; the number that resumes payment."""

from pathlib import Path
from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ansinh.record.branches import communes_of

SQL = Path(__file__).parent.parent / "sql" / "imports.sql"
UNDO = """
drop policy branch on tasks_import; drop policy branch on tasks_task; drop policy branch on tasks_row;
alter table tasks_import disable row level security; alter table tasks_task disable row level security;
"""


def place(apps: Any, editor: Any) -> None:
    """What was imported before is its officer's branch; of the command line, wherever somebody lives."""
    editor.execute("select set_config('ansinh.everywhere', 'on', true)")
    lived_in = sorted(set(apps.get_model("record", "Person").objects.values_list("unit_id", flat=True)))
    for name in ("Import", "Task"):
        for kept in apps.get_model("record", name).objects.select_related("by"):
            kept.communes = sorted(communes_of(list(kept.by.places.all()))) if kept.by else lived_in
            kept.save(update_fields=["communes"])


class Migration(migrations.Migration):
    dependencies = [("record", "0009_results_and_users")]

    operations = [
        migrations.AddField(
            "import",
            "communes",
            django.contrib.postgres.fields.ArrayField(models.BigIntegerField(), null=True, size=None),
        ),
        migrations.AddField(
            "import", "place", models.TextField(blank=True, help_text="nơi được giao cho người nhập, như gọi khi nhập")
        ),
        migrations.AddField(
            "task",
            "communes",
            django.contrib.postgres.fields.ArrayField(models.BigIntegerField(), null=True, size=None),
        ),
        migrations.AddField(
            "suspension", "resumed_number", models.TextField(blank=True, help_text="số quyết định chi trả lại")
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sheet", models.TextField()),
                ("row", models.IntegerField()),
                (
                    "outcome",
                    models.TextField(choices=[("held", "giữ lại chờ sửa"), ("remarked", "vào sổ, có ghi chú")]),
                ),
                ("full_name", models.TextField(blank=True)),
                ("values", models.JSONField(default=dict)),
                ("remarks", models.JSONField(default=list)),
                ("origin", models.TextField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "held_again",
                    models.BooleanField(default=False, help_text="đã gửi lại nhưng tệp trả lời vẫn giữ dòng ấy"),
                ),
                ("aside_at", models.DateTimeField(null=True)),
                ("aside_reason", models.TextField(blank=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="answers",
                        to="record.import",
                    ),
                ),
                (
                    "aside_by",
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
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="record.person"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="record.import"
                    ),
                ),
            ],
            options={
                "db_table": "tasks_row",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["origin"], name="tasks_row_by_origin")],
                "constraints": [models.UniqueConstraint(fields=("source", "sheet", "row"), name="tasks_row_once")],
            },
        ),
        migrations.RunPython(place, migrations.RunPython.noop),
        migrations.RunSQL(SQL.read_text("utf-8"), UNDO),
    ]
