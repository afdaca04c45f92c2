"""Who stands twice: lists from outside, pairs that may be one person, merges that can be taken back."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql" / "linkage.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0017_recovery"),
    ]

    operations = [
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.IntegerField(help_text="từ tháng này mọi chế độ ở hồ sơ giữ lại")),
                ("done", models.JSONField(default=dict, help_text="những gì lần gộp đã đổi, để hoàn lại")),
                ("reason", models.TextField(blank=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_reason", models.TextField(blank=True)),
            ],
            options={
                "db_table": "linkage_merge",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="OutsideList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("pension", "Người hưởng lương hưu, trợ cấp BHXH (Bảo hiểm xã hội)"),
                            ("merit", "Người hưởng ưu đãi người có công"),
                            ("elsewhere", "Người đang hưởng trợ cấp xã hội ở nơi khác"),
                            ("deaths", "Người đã chết (hộ tịch)"),
                        ]
                    ),
                ),
                ("name", models.TextField()),
                ("digest", models.TextField()),
                ("people", models.IntegerField(default=0)),
                ("nameless", models.IntegerField(default=0, help_text="dòng không đọc được họ tên")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "communes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), null=True, size=None
                    ),
                ),
            ],
            options={
                "db_table": "linkage_list",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="OutsideRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sheet", models.TextField()),
                ("row", models.IntegerField()),
                ("full_name", models.TextField()),
                ("sex", models.TextField(null=True)),
                ("birth", models.TextField(blank=True)),
                ("number", models.TextField(blank=True)),
                ("old_number", models.TextField(blank=True)),
                ("place", models.TextField(blank=True)),
                ("from_month", models.IntegerField(null=True)),
                ("died_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "linkage_row",
            },
        ),
        migrations.CreateModel(
            name="Pair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.IntegerField(help_text="phần trăm bit")),
                ("sure", models.BooleanField(help_text="rất giống; nếu không thì cần xem")),
                ("held", models.TextField(blank=True, help_text="quy tắc giữ lại: twins, homonyms …")),
                ("why", models.JSONField(default=list)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("open", "Chờ xem"),
                            ("asked", "Đã hỏi lại xã"),
                            ("same", "Cùng một người"),
                            ("different", "Hai người khác nhau"),
                        ],
                        default="open",
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("found_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "db_table": "linkage_pair",
                "ordering": ["-score", "id"],
            },
        ),
        migrations.AddField(
            model_name="person",
            name="merged_into",
            field=models.ForeignKey(
                db_index=False,
                help_text="hồ sơ giữ lại, khi hai hồ sơ là một người",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="record.person",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["birth_year", "birth_month", "birth_day"], name="people_person_birth"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)),
                fields=["merged_into"],
                name="people_person_by_merged",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="merge",
            name="gone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="merges_gone", to="record.person"
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="kept",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="merges_kept", to="record.person"
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="undone_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="outsidelist",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="outsiderow",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="record.outsidelist"
            ),
        ),
        migrations.AddField(
            model_name="pair",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="pair",
            name="left",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="pairs_left", to="record.person"
            ),
        ),
        migrations.AddField(
            model_name="pair",
            name="right",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="pairs_right", to="record.person"
            ),
        ),
        migrations.AddField(
            model_name="pair",
            name="row",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="pairs", to="record.outsiderow"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)), fields=("gone",), name="linkage_merge_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("gone")), _negated=True), name="linkage_merge_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                    models.Q(
                        ("undone_at__isnull", False),
                        ("undone_by__isnull", False),
                        models.Q(("undone_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="linkage_merge_undone_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="outsiderow",
            constraint=models.UniqueConstraint(fields=("source", "sheet", "row"), name="linkage_row_once"),
        ),
        migrations.AddIndex(
            model_name="pair",
            index=models.Index(fields=["state", "-score"], name="linkage_pair_queue"),
        ),
        migrations.AddConstraint(
            model_name="pair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("left__lt", models.F("right")), ("right__isnull", False), ("row__isnull", True)),
                    models.Q(("right__isnull", True), ("row__isnull", False)),
                    _connector="OR",
                ),
                name="linkage_pair_of_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="pair",
            constraint=models.UniqueConstraint(fields=("left", "right"), name="linkage_pair_people_once"),
        ),
        migrations.AddConstraint(
            model_name="pair",
            constraint=models.UniqueConstraint(fields=("left", "row"), name="linkage_pair_row_once"),
        ),
        migrations.AddConstraint(
            model_name="pair",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "open"), ("decided_at__isnull", False), _connector="OR"),
                name="linkage_pair_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="pair",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), ("state", "asked"), _negated=True), name="linkage_pair_asked_why"
            ),
        ),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]
