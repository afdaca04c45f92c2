"""Child-friendly communes: rounds, files, points; emulation plans with their targets."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ansinh.record.models.child_friendly import FRIENDLY_STAGES

SQL = Path(__file__).parent.parent / "sql" / "child_friendly.sql"


def _states() -> str:
    pairs = [(str(start), str(end)) for start, ends in FRIENDLY_STAGES.items() for end in ends]
    rows = ", ".join(f"('{start}', '{end}')" for start, end in pairs)
    return (
        "create function child_friendly_stages() returns table (start text, finish text)"
        f" language sql immutable as $$ select * from (values {rows}) t (start, finish) $$"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0035_activities"),
    ]

    operations = [
        migrations.CreateModel(
            name="EmulationPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField()),
                ("issued", models.DateField()),
                ("title", models.TextField()),
                ("first_year", models.SmallIntegerField()),
                ("last_year", models.SmallIntegerField()),
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
                "db_table": "emulation_plan",
                "ordering": ["-issued"],
            },
        ),
        migrations.CreateModel(
            name="EmulationTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.SmallIntegerField()),
                ("text", models.TextField()),
                ("measure", models.TextField(help_text="đơn vị tính")),
                ("value", models.IntegerField(help_text="phần trăm của 1 %, hoặc số lượng")),
                ("at_most", models.BooleanField(default=False, help_text="không quá")),
                ("code", models.TextField(blank=True)),
                ("mark", models.TextField(blank=True, help_text="nguồn của lời chỉ tiêu khi chưa đọc kế hoạch")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="targets", to="record.emulationplan"
                    ),
                ),
            ],
            options={
                "db_table": "emulation_target",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="EmulationProgress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.SmallIntegerField()),
                ("value", models.IntegerField()),
                ("source", models.TextField()),
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
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="progress",
                        to="record.emulationtarget",
                    ),
                ),
            ],
            options={
                "db_table": "emulation_progress",
                "ordering": ["-year", "unit__name"],
            },
        ),
        migrations.CreateModel(
            name="FriendlyFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField(help_text="loại xã, theo ngưỡng của tiêu chuẩn")),
                (
                    "stage",
                    models.TextField(
                        choices=[
                            ("scored", "Đang tự chấm"),
                            ("posted", "Đã lấy ý kiến, niêm yết"),
                            ("sent", "Đã gửi cấp trên"),
                            ("appraised", "Đã thẩm định"),
                            ("recognised", "Được công nhận"),
                            ("refused", "Không được công nhận"),
                        ],
                        default="scored",
                    ),
                ),
                ("asked", models.IntegerField(help_text="số phiếu lấy ý kiến", null=True)),
                ("agreed", models.IntegerField(help_text="số phiếu đồng ý", null=True)),
                ("posted_on", models.DateField(null=True)),
                ("sent_on", models.DateField(null=True)),
                ("appraised_on", models.DateField(null=True)),
                ("returned_reason", models.TextField(blank=True)),
                ("decided_on", models.DateField(null=True)),
                ("number", models.TextField(blank=True)),
                (
                    "decided_by",
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
            ],
            options={
                "db_table": "child_friendly_file",
                "ordering": ["unit__name"],
            },
        ),
        migrations.CreateModel(
            name="FriendlyEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("criterion", models.SmallIntegerField()),
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
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="record.friendlyfile"
                    ),
                ),
            ],
            options={
                "db_table": "child_friendly_evidence",
                "ordering": ["criterion", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FriendlyRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.SmallIntegerField()),
                ("on", models.DateField(help_text="ngày xét, theo tiêu chuẩn của ngày ấy")),
                ("decider", models.TextField(help_text="cấp công nhận: district, province, commune")),
                ("paper", models.TextField(help_text="kế hoạch xét")),
                (
                    "bands",
                    models.JSONField(default=dict, help_text="điểm tối đa và mức điểm từng tiêu chí, nhập từ phụ lục"),
                ),
                ("bands_from", models.TextField(blank=True, help_text="điểm tối đa, mức điểm lấy ở đâu")),
                (
                    "opened_by",
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
                "db_table": "child_friendly_round",
                "ordering": ["-year"],
            },
        ),
        migrations.AddField(
            model_name="friendlyfile",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="files", to="record.friendlyround"
            ),
        ),
        migrations.CreateModel(
            name="FriendlyScore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("criterion", models.SmallIntegerField()),
                ("own", models.SmallIntegerField()),
                ("appraised", models.SmallIntegerField(null=True)),
                ("value", models.TextField(blank=True, help_text="số liệu, tỷ lệ làm căn cứ")),
                ("note", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="record.friendlyfile"
                    ),
                ),
            ],
            options={
                "db_table": "child_friendly_score",
                "ordering": ["criterion"],
            },
        ),
        migrations.AddConstraint(
            model_name="emulationplan",
            constraint=models.UniqueConstraint(fields=("unit", "number"), name="emulation_plan_once"),
        ),
        migrations.AddConstraint(
            model_name="emulationplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_year__gte", models.F("first_year"))), name="emulation_years_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="emulationtarget",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="emulation_target_once"),
        ),
        migrations.AddConstraint(
            model_name="emulationprogress",
            constraint=models.UniqueConstraint(fields=("target", "unit", "year"), name="emulation_progress_once"),
        ),
        migrations.AddConstraint(
            model_name="emulationprogress",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__gte", 0), models.Q(("source", ""), _negated=True)),
                name="emulation_progress_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="friendlyevidence",
            constraint=models.UniqueConstraint(
                fields=("file", "criterion", "digest"), name="child_friendly_evidence_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="friendlyround",
            constraint=models.UniqueConstraint(fields=("scope", "year"), name="child_friendly_round_once"),
        ),
        migrations.AddConstraint(
            model_name="friendlyround",
            constraint=models.CheckConstraint(
                condition=models.Q(("paper", ""), _negated=True), name="child_friendly_round_has_a_paper"
            ),
        ),
        migrations.AddConstraint(
            model_name="friendlyfile",
            constraint=models.UniqueConstraint(fields=("round", "unit"), name="child_friendly_file_once"),
        ),
        migrations.AddConstraint(
            model_name="friendlyfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage__in", ("recognised", "refused")), _negated=True),
                    models.Q(
                        ("decided_by__isnull", False),
                        ("decided_on__isnull", False),
                        models.Q(("number", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="child_friendly_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="friendlyfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("made_by")), _negated=True),
                    _connector="OR",
                ),
                name="child_friendly_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="friendlyfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asked__isnull", True),
                    models.Q(("agreed__gte", 0), ("agreed__lte", models.F("asked"))),
                    _connector="OR",
                ),
                name="child_friendly_opinions",
            ),
        ),
        migrations.AddConstraint(
            model_name="friendlyscore",
            constraint=models.UniqueConstraint(fields=("file", "criterion"), name="child_friendly_score_once"),
        ),
        migrations.AddConstraint(
            model_name="friendlyscore",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("own__gte", 0), models.Q(("appraised__isnull", True), ("appraised__gte", 0), _connector="OR")
                ),
                name="child_friendly_points",
            ),
        ),
        migrations.RunSQL(_states()),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]
