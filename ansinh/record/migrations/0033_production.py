"""Projects that support production, and training sessions."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ansinh.record.models.production import PROJECT_STATES

SQL = Path(__file__).parent.parent / "sql" / "production.sql"


def _states() -> str:
    pairs = [(str(start), str(end)) for start, ends in PROJECT_STATES.items() for end in ends]
    rows = ", ".join(f"('{start}', '{end}')" for start, end in pairs)
    return (
        "create function production_states() returns table (start text, finish text)"
        f" language sql immutable as $$ select * from (values {rows}) t (start, finish) $$"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0032_programme_money"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProductionProject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programme", models.TextField()),
                ("part", models.TextField(help_text="dự án, tiểu dự án")),
                ("mode", models.TextField(help_text="cách hỗ trợ, theo law/poverty_programme/production")),
                ("place", models.TextField(help_text="loại địa bàn")),
                ("name", models.TextField()),
                ("content", models.TextField(help_text="nội dung hỗ trợ: bò sinh sản, máy cày…")),
                ("content_folded", models.TextField()),
                ("cost", models.BigIntegerField(help_text="tổng chi phí")),
                ("support", models.BigIntegerField(help_text="ngân sách hỗ trợ")),
                ("begins", models.DateField()),
                ("months", models.SmallIntegerField()),
                ("visit_months", models.SmallIntegerField(help_text="thăm, kiểm tra mỗi bao nhiêu tháng")),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("drafted", "Đang lập"),
                            ("approved", "Đã phê duyệt, đang làm"),
                            ("closed", "Đã kết thúc"),
                        ],
                        default="drafted",
                    ),
                ),
                ("approved_on", models.DateField(null=True)),
                ("number", models.TextField(blank=True, help_text="số quyết định phê duyệt")),
                ("closed_on", models.DateField(null=True)),
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
            ],
            options={
                "db_table": "production_project",
                "ordering": ["-begins", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ProjectHousehold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "why",
                    models.TextField(
                        choices=[
                            ("poor", "Hộ nghèo"),
                            ("near_poor", "Hộ cận nghèo"),
                            ("escaped", "Hộ mới thoát nghèo"),
                            ("other", "Hộ khác"),
                        ]
                    ),
                ),
                ("checked_on", models.DateField()),
                ("to_return", models.BigIntegerField(default=0)),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.household"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="households",
                        to="record.productionproject",
                    ),
                ),
            ],
            options={
                "db_table": "production_household",
            },
        ),
        migrations.CreateModel(
            name="ProductionVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("who", models.TextField()),
                (
                    "fares",
                    models.TextField(
                        choices=[
                            ("thrives", "Phát triển tốt"),
                            ("stands", "Còn, bình thường"),
                            ("sold", "Đã bán, đã chuyển"),
                            ("lost", "Chết, hỏng, mất"),
                        ]
                    ),
                ),
                ("income", models.BigIntegerField(default=0)),
                ("words", models.TextField(blank=True)),
                ("returned", models.BigIntegerField(default=0, help_text="hộ trả lại nhóm để quay vòng, đồng")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="record.projecthousehold"
                    ),
                ),
            ],
            options={
                "db_table": "production_visit",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HandedOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.TextField()),
                ("specification", models.TextField(blank=True, help_text="quy cách, nhãn hiệu, nơi sản xuất")),
                ("quantity", models.DecimalField(decimal_places=2, max_digits=10)),
                ("measure", models.TextField(help_text="đơn vị tính")),
                ("price", models.BigIntegerField()),
                ("amount", models.BigIntegerField(help_text="thành tiền, làm tròn đến đồng")),
                ("on", models.DateField()),
                ("receiver", models.TextField(help_text="người nhận")),
                ("identity", models.TextField(blank=True, help_text="số định danh, căn cước")),
                ("proof", models.TextField(help_text="ký nhận, điểm chỉ hoặc chứng từ thanh toán")),
                ("voided_reason", models.TextField(blank=True)),
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
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handed", to="record.projecthousehold"
                    ),
                ),
            ],
            options={
                "db_table": "production_handed",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TrainingSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("poverty", "Tập huấn giảm nghèo"),
                            ("farming", "Kỹ thuật nông nghiệp"),
                            ("trade", "Dạy nghề"),
                            ("officers", "Bồi dưỡng cán bộ"),
                            ("other", "Khác"),
                        ]
                    ),
                ),
                ("title", models.TextField()),
                ("programme", models.TextField(blank=True)),
                ("part", models.TextField(blank=True)),
                ("place", models.TextField()),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("hours", models.SmallIntegerField()),
                ("teacher", models.TextField()),
                ("cost", models.BigIntegerField(default=0)),
                ("source", models.TextField(blank=True)),
                ("paper", models.TextField(help_text="kế hoạch, quyết định mở lớp")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        help_text="nơi tổ chức",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.unit",
                    ),
                ),
            ],
            options={
                "db_table": "training_session",
                "ordering": ["-first_day", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="TrainingFile",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="record.trainingsession"
                    ),
                ),
            ],
            options={
                "db_table": "training_file",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Trainee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("office", models.TextField(blank=True, help_text="chức vụ, nơi làm việc, nơi ở")),
                ("came", models.BooleanField(default=True)),
                ("result", models.TextField(blank=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trainees",
                        to="record.trainingsession",
                    ),
                ),
            ],
            options={
                "db_table": "training_trainee",
            },
        ),
        migrations.AddConstraint(
            model_name="productionproject",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost__gt", 0), ("support__gt", 0), ("support__lte", models.F("cost"))),
                name="production_support_within_cost",
            ),
        ),
        migrations.AddConstraint(
            model_name="productionproject",
            constraint=models.CheckConstraint(
                condition=models.Q(("months__gt", 0), ("visit_months__gt", 0)), name="production_has_months"
            ),
        ),
        migrations.AddConstraint(
            model_name="productionproject",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("made_by")), _negated=True),
                    _connector="OR",
                ),
                name="production_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="productionproject",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "drafted"),
                    models.Q(
                        ("approved_by__isnull", False),
                        ("approved_on__isnull", False),
                        models.Q(("number", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="production_approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="projecthousehold",
            constraint=models.UniqueConstraint(fields=("project", "household"), name="production_household_once"),
        ),
        migrations.AddConstraint(
            model_name="projecthousehold",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_return__gte", 0)), name="production_return_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="productionvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(("income__gte", 0), ("returned__gte", 0)), name="production_visit_counts"
            ),
        ),
        migrations.AddConstraint(
            model_name="handedover",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0), ("price__gt", 0), ("quantity__gt", 0)),
                name="production_handed_some",
            ),
        ),
        migrations.AddConstraint(
            model_name="handedover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("voided_by__isnull", True), models.Q(("voided_reason", ""), _negated=True), _connector="OR"
                ),
                name="production_handed_voided_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="trainingsession",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gte", models.F("first_day"))), name="training_days_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="trainingsession",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost__gte", 0), ("hours__gt", 0)), name="training_counts"
            ),
        ),
        migrations.AddConstraint(
            model_name="trainingfile",
            constraint=models.UniqueConstraint(fields=("session", "digest"), name="training_file_once"),
        ),
        migrations.AddConstraint(
            model_name="trainee",
            constraint=models.UniqueConstraint(fields=("session", "person"), name="training_person_once"),
        ),
        migrations.AddConstraint(
            model_name="trainee",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", True)),
                fields=("session", "name", "office"),
                name="training_name_once",
            ),
        ),
        migrations.RunSQL(_states()),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]
