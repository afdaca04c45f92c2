"""Jobs found, inspections with what they found, events, teams, guidance sent; who drafted a document."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ansinh.record.models.activities import FINDING_STATES

SQL = Path(__file__).parent.parent / "sql" / "activities.sql"


def _states() -> str:
    pairs = [(str(start), str(end)) for start, ends in FINDING_STATES.items() for end in ends]
    rows = ", ".join(f"('{start}', '{end}')" for start, end in pairs)
    return (
        "create function inspection_finding_states() returns table (start text, finish text)"
        f" language sql immutable as $$ select * from (values {rows}) t (start, finish) $$"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0034_reporting"),
    ]

    operations = [
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("asked", models.TextField(help_text="yêu cầu khắc phục")),
                ("who", models.TextField(help_text="ai phải làm")),
                ("due", models.DateField()),
                (
                    "state",
                    models.TextField(
                        choices=[("open", "Chờ khắc phục"), ("mended", "Đã báo khắc phục"), ("closed", "Đã đóng")],
                        default="open",
                    ),
                ),
            ],
            options={
                "db_table": "inspection_finding",
                "ordering": ["due", "pk"],
            },
        ),
        migrations.AddField(
            model_name="officedocument",
            name="drafted_by",
            field=models.TextField(blank=True, help_text="đơn vị tham mưu soạn thảo"),
        ),
        migrations.AlterField(
            model_name="trainingsession",
            name="kind",
            field=models.TextField(
                choices=[
                    ("poverty", "Tập huấn giảm nghèo"),
                    ("farming", "Kỹ thuật nông nghiệp"),
                    ("trade", "Dạy nghề"),
                    ("officers", "Bồi dưỡng cán bộ"),
                    ("children", "Công tác trẻ em"),
                    ("equality", "Bình đẳng giới"),
                    ("other", "Khác"),
                ]
            ),
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "field",
                    models.TextField(
                        choices=[
                            ("children", "Trẻ em"),
                            ("equality", "Bình đẳng giới"),
                            ("evils", "Phòng, chống tệ nạn xã hội"),
                            ("merit", "Người có công"),
                            ("work", "Lao động, việc làm"),
                            ("other", "Khác"),
                        ]
                    ),
                ),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("contest", "Hội thi"),
                            ("propaganda", "Tuyên truyền"),
                            ("visit", "Thăm viếng"),
                            ("campaign", "Phát động"),
                            ("meeting", "Hội nghị"),
                            ("other", "Khác"),
                        ]
                    ),
                ),
                ("title", models.TextField()),
                ("place", models.TextField()),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("people", models.IntegerField(default=0, help_text="lượt người dự")),
                ("cost", models.BigIntegerField(default=0)),
                ("source", models.TextField(blank=True)),
                ("partners", models.TextField(blank=True, help_text="phối hợp với")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
            ],
            options={
                "db_table": "activity_event",
                "ordering": ["-first_day", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="EventFile",
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
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="record.event"
                    ),
                ),
            ],
            options={
                "db_table": "activity_file",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="FindingStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "to",
                    models.TextField(
                        choices=[("open", "Chờ khắc phục"), ("mended", "Đã báo khắc phục"), ("closed", "Đã đóng")]
                    ),
                ),
                ("words", models.TextField()),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="record.finding"
                    ),
                ),
            ],
            options={
                "db_table": "inspection_step",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("plan", models.TextField(help_text="số, ngày kế hoạch kiểm tra")),
                ("about", models.TextField(help_text="nội dung kiểm tra")),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("team", models.JSONField(default=list, help_text="thành viên: họ tên, chức vụ")),
                ("conclusion", models.TextField(blank=True, help_text="số, ngày kết luận")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        help_text="xã được kiểm tra",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.unit",
                    ),
                ),
            ],
            options={
                "db_table": "inspection_inspection",
                "ordering": ["-first_day", "unit__name"],
            },
        ),
        migrations.AddField(
            model_name="finding",
            name="inspection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="record.inspection"
            ),
        ),
        migrations.CreateModel(
            name="JobPlacement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("birth_year", models.SmallIntegerField(null=True)),
                ("woman", models.BooleanField(default=False)),
                ("on", models.DateField(help_text="ngày bắt đầu làm")),
                ("employer", models.TextField()),
                ("job", models.TextField(blank=True)),
                ("abroad", models.BooleanField(default=False)),
                ("through", models.TextField(help_text="nhờ đâu: phiên giao dịch, lớp nghề, vốn vay…")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        help_text="xã của người lao động",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.unit",
                    ),
                ),
            ],
            options={
                "db_table": "work_placement",
                "ordering": ["-on", "name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SentDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("read_on", models.DateField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sent", to="record.officedocument"
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
            ],
            options={
                "db_table": "documents_sent",
                "ordering": ["-on", "unit__name"],
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "field",
                    models.TextField(
                        choices=[
                            ("children", "Trẻ em"),
                            ("equality", "Bình đẳng giới"),
                            ("evils", "Phòng, chống tệ nạn xã hội"),
                            ("merit", "Người có công"),
                            ("work", "Lao động, việc làm"),
                            ("other", "Khác"),
                        ]
                    ),
                ),
                ("name", models.TextField()),
                ("formed_on", models.DateField()),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
            ],
            options={
                "db_table": "activity_team",
                "ordering": ["unit__name", "name"],
            },
        ),
        migrations.CreateModel(
            name="TeamChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("paper", models.TextField(help_text="số, ngày quyết định")),
                ("members", models.JSONField(help_text="thành viên: họ tên, nhiệm vụ")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="record.team"
                    ),
                ),
            ],
            options={
                "db_table": "activity_team_change",
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                fields=("unit", "kind", "title", "first_day"), name="activity_event_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gte", models.F("first_day"))), name="activity_event_days_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost__gte", 0), ("people__gte", 0)), name="activity_event_counts"
            ),
        ),
        migrations.AddConstraint(
            model_name="eventfile",
            constraint=models.UniqueConstraint(fields=("event", "digest"), name="activity_file_once"),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.UniqueConstraint(fields=("unit", "plan", "first_day"), name="inspection_once"),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gte", models.F("first_day"))), name="inspection_days_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("plan", ""), _negated=True), models.Q(("about", ""), _negated=True)),
                name="inspection_planned",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True),
                    models.Q(("asked", ""), _negated=True),
                    models.Q(("who", ""), _negated=True),
                ),
                name="inspection_finding_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobplacement",
            constraint=models.UniqueConstraint(
                fields=("unit", "name", "birth_year", "on", "employer"),
                name="work_placement_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="jobplacement",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("name", ""), _negated=True), models.Q(("employer", ""), _negated=True)),
                name="work_placement_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="sentdocument",
            constraint=models.UniqueConstraint(fields=("document", "unit"), name="documents_sent_once"),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.UniqueConstraint(fields=("unit", "name"), name="activity_team_once"),
        ),
        migrations.AddConstraint(
            model_name="teamchange",
            constraint=models.UniqueConstraint(fields=("team", "on"), name="activity_team_change_once"),
        ),
        migrations.RunSQL(_states()),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]
