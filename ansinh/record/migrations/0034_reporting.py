"""Plans of indicators, what communes are asked and answer, reports and their numbers as they were signed."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ansinh.record.models.reporting import ANSWER_STATES

SQL = Path(__file__).parent.parent / "sql" / "reporting.sql"


def _states() -> str:
    pairs = [(str(start), str(end)) for start, ends in ANSWER_STATES.items() for end in ends]
    rows = ", ".join(f"('{start}', '{end}')" for start, end in pairs)
    return (
        "create function reporting_answer_states() returns table (start text, finish text)"
        f" language sql immutable as $$ select * from (values {rows}) t (start, finish) $$"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0033_production"),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField()),
                ("year", models.SmallIntegerField()),
                ("number", models.SmallIntegerField()),
                ("form", models.TextField()),
                ("on", models.DateField(help_text="số liệu tính đến ngày")),
                ("words", models.JSONField(default=dict, help_text="lời từng mục")),
                ("state", models.TextField(choices=[("drafted", "Đang soạn"), ("signed", "Đã ký")], default="drafted")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("paper_number", models.TextField(blank=True)),
                ("signed_on", models.DateField(null=True)),
                ("signer_title", models.TextField(blank=True)),
                ("document", models.BinaryField(help_text="văn bản .docx như đã ký", null=True)),
                ("digest", models.TextField(blank=True, help_text="SHA-256 của văn bản")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "signed_by",
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
                "db_table": "reporting_report",
                "ordering": ["-year", "-number", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReportAsk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField()),
                ("year", models.SmallIntegerField()),
                ("number", models.SmallIntegerField()),
                ("codes", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("due", models.DateField()),
                ("words", models.TextField(blank=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        help_text="nơi yêu cầu",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.unit",
                    ),
                ),
            ],
            options={
                "db_table": "reporting_ask",
                "ordering": ["-due", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReportAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("open", "Chưa gửi"),
                            ("sent", "Đã gửi lên"),
                            ("returned", "Bị trả lại"),
                            ("accepted", "Đã nhận"),
                        ],
                        default="open",
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True)),
                ("returned_reason", models.TextField(blank=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
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
                (
                    "ask",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="record.reportask"
                    ),
                ),
            ],
            options={
                "db_table": "reporting_answer",
                "ordering": ["unit__name"],
            },
        ),
        migrations.CreateModel(
            name="ReportedValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.TextField()),
                ("number", models.BigIntegerField()),
                ("why", models.TextField(blank=True)),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="values", to="record.reportanswer"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "reporting_value",
            },
        ),
        migrations.CreateModel(
            name="ReportNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("space", models.TextField()),
                ("code", models.TextField()),
                ("own", models.BigIntegerField(help_text="số cán bộ ghi thay", null=True)),
                ("part", models.TextField(blank=True, help_text="ghi thay số (number) hay tiền (money)")),
                ("why", models.TextField(blank=True)),
                ("number", models.BigIntegerField(null=True)),
                ("money", models.BigIntegerField(null=True)),
                ("most", models.BigIntegerField(null=True)),
                ("estimate", models.TextField(blank=True)),
                ("names", models.TextField(blank=True, help_text="tên những gì đã đếm")),
                ("headings", models.JSONField(default=list)),
                ("page", models.TextField(blank=True)),
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="numbers", to="record.report"
                    ),
                ),
            ],
            options={
                "db_table": "reporting_number",
            },
        ),
        migrations.CreateModel(
            name="NumberBehind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rows", models.JSONField(help_text="từng dòng: các ô và địa chỉ")),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"
                    ),
                ),
                (
                    "number",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="behind", to="record.reportnumber"
                    ),
                ),
            ],
            options={
                "db_table": "reporting_behind",
            },
        ),
        migrations.CreateModel(
            name="IndicatorPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField()),
                ("year", models.SmallIntegerField()),
                ("number", models.SmallIntegerField()),
                ("code", models.TextField()),
                ("least", models.BigIntegerField()),
                ("most", models.BigIntegerField(null=True)),
                ("paper", models.TextField(help_text="văn bản giao")),
                (
                    "set_by",
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
                "db_table": "reporting_plan",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "unit", "kind", "year", "number"), name="reporting_plan_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("least__gte", 0),
                            models.Q(("most__isnull", True), ("most__gte", models.F("least")), _connector="OR"),
                            models.Q(("paper", ""), _negated=True),
                        ),
                        name="reporting_plan_whole",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                fields=("form", "unit", "kind", "year", "number", "on"), name="reporting_report_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "drafted"),
                    models.Q(
                        ("document__isnull", False),
                        ("signed_by__isnull", False),
                        ("signed_on__isnull", False),
                        models.Q(("paper_number", ""), _negated=True),
                        models.Q(("digest", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="reporting_signed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signed_by__isnull", True),
                    models.Q(("signed_by", models.F("made_by")), _negated=True),
                    _connector="OR",
                ),
                name="reporting_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportask",
            constraint=models.UniqueConstraint(fields=("unit", "kind", "year", "number"), name="reporting_ask_once"),
        ),
        migrations.AddConstraint(
            model_name="reportanswer",
            constraint=models.UniqueConstraint(fields=("ask", "unit"), name="reporting_answer_once"),
        ),
        migrations.AddConstraint(
            model_name="reportanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("open", "returned")),
                    models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                    _connector="OR",
                ),
                name="reporting_answer_sent_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True),
                    models.Q(("returned_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="reporting_answer_returned_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedvalue",
            constraint=models.UniqueConstraint(fields=("answer", "code"), name="reporting_value_once"),
        ),
        migrations.AddConstraint(
            model_name="reportnumber",
            constraint=models.UniqueConstraint(fields=("report", "space", "code"), name="reporting_number_once"),
        ),
        migrations.AddConstraint(
            model_name="reportnumber",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("own__isnull", True),
                    models.Q(
                        ("by__isnull", False), models.Q(("why", ""), _negated=True), ("part__in", ("number", "money"))
                    ),
                    _connector="OR",
                ),
                name="reporting_own_number_with_a_reason",
            ),
        ),
        migrations.RunSQL(_states()),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]
