"""Dossiers and decisions: their tables, who sees them, and numbers without gaps."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql" / "dossiers.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0013_second_factor"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("communes", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                (
                    "act",
                    models.TextField(
                        choices=[
                            ("award", "Hưởng"),
                            ("adjust", "Điều chỉnh"),
                            ("stop", "Thôi hưởng"),
                            ("suspend", "Tạm dừng"),
                            ("resume", "Chi trả lại"),
                            ("move", "Chuyển nơi chi trả"),
                            ("grant", "Trợ giúp một lần"),
                            ("refuse", "Từ chối"),
                        ]
                    ),
                ),
                ("title", models.TextField(help_text="trích yếu")),
                ("basis", models.JSONField(default=list, help_text="các căn cứ, mỗi dòng một câu")),
                (
                    "origin",
                    models.TextField(
                        default="dossier", help_text="dossier, age, event, decree, double: vì sao có dự thảo này"
                    ),
                ),
                ("note", models.TextField(blank=True, help_text="điều người soạn ghi thêm; không in")),
                (
                    "state",
                    models.TextField(
                        choices=[("draft", "Dự thảo, chờ ký"), ("signed", "Đã ký"), ("dropped", "Bỏ dự thảo")],
                        default="draft",
                    ),
                ),
                ("year", models.SmallIntegerField(null=True)),
                ("symbol", models.TextField(default="QĐ-UBND")),
                ("number", models.IntegerField(null=True)),
                ("drafted_at", models.DateTimeField(auto_now_add=True)),
                ("signed_on", models.DateField(null=True)),
                ("signer_name", models.TextField(blank=True)),
                ("signer_title", models.TextField(blank=True)),
                ("dropped_reason", models.TextField(blank=True)),
                ("document", models.BinaryField(help_text="văn bản .docx như đã ký", null=True)),
                ("digest", models.TextField(blank=True, help_text="SHA-256 của văn bản")),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="record.unit"
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "db_table": "decisions_decision",
                "ordering": ["-drafted_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="award",
            name="decision",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="awards", to="record.decision"
            ),
        ),
        migrations.AddField(
            model_name="award",
            name="stop_decision",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="stops", to="record.decision"
            ),
        ),
        migrations.CreateModel(
            name="Dossier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.SmallIntegerField()),
                ("number", models.IntegerField(help_text="số hồ sơ trong năm của xã; có khi tiếp nhận", null=True)),
                ("procedure", models.TextField()),
                ("procedure_on", models.DateField(help_text="ngày tiếp nhận: thủ tục áp dụng theo ngày này")),
                ("group", models.TextField(blank=True)),
                ("applicant_name", models.TextField(blank=True)),
                ("applicant_relation", models.TextField(blank=True)),
                ("applicant_phone", models.TextField(blank=True)),
                (
                    "channel",
                    models.TextField(
                        choices=[("direct", "trực tiếp"), ("post", "bưu chính"), ("online", "trực tuyến")],
                        default="direct",
                    ),
                ),
                ("answers", models.JSONField(default=dict, help_text="điều người nộp khai, như biểu mẫu hỏi")),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("draft", "Nháp"),
                            ("open", "Đã tiếp nhận và đang xử lý"),
                            ("papers", "Chờ bổ sung hồ sơ"),
                            ("ready", "Có kết quả chờ trả"),
                            ("done", "Đã trả kết quả"),
                            ("withdrawn", "Đã rút hồ sơ"),
                        ],
                        default="draft",
                    ),
                ),
                (
                    "outcome",
                    models.TextField(
                        blank=True,
                        choices=[("", "Chưa có kết quả"), ("granted", "Đồng ý"), ("refused", "Từ chối")],
                        default="",
                    ),
                ),
                ("step", models.TextField(blank=True, help_text="bước đang giữ, như law/procedures gọi")),
                ("received_on", models.DateField(null=True)),
                ("step_since", models.DateField(null=True)),
                ("due_on", models.DateField(help_text="hạn trả kết quả", null=True)),
                ("step_due_on", models.DateField(help_text="hạn của bước", null=True)),
                ("stopped_since", models.DateField(help_text="ngày dừng tính hạn vì thiếu giấy tờ", null=True)),
                ("posted_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("refusal", models.TextField(blank=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="record.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        help_text="xã nơi cư trú, nơi tiếp nhận",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="record.unit",
                    ),
                ),
            ],
            options={
                "db_table": "dossiers_dossier",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="dossier",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="record.dossier"
            ),
        ),
        migrations.CreateModel(
            name="Effect",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.TextField(
                        choices=[
                            ("award", "Hưởng"),
                            ("adjust", "Điều chỉnh"),
                            ("stop", "Thôi hưởng"),
                            ("suspend", "Tạm dừng"),
                            ("resume", "Chi trả lại"),
                            ("move", "Chuyển nơi chi trả"),
                            ("grant", "Trợ giúp một lần"),
                            ("refuse", "Từ chối"),
                        ]
                    ),
                ),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("allowance", "Trợ cấp xã hội hoặc hưu trí xã hội hằng tháng"),
                            ("single_parent", "Người đơn thân nuôi con"),
                            ("care", "Kinh phí chăm sóc, nuôi dưỡng"),
                            ("care_mother", "Kinh phí chăm sóc người khuyết tật mang thai, nuôi con nhỏ"),
                            ("funeral", "Mai táng phí"),
                            ("emergency", "Trợ giúp khẩn cấp"),
                            ("facility", "Nuôi dưỡng tại cơ sở"),
                        ]
                    ),
                ),
                ("code", models.TextField(blank=True)),
                ("from_month", models.IntegerField(help_text="tháng đầu tiên quyết định có tác dụng")),
                ("until_month", models.IntegerField(null=True)),
                ("amount", models.BigIntegerField(default=0, help_text="mức hằng tháng hoặc một lần, đồng")),
                ("old_code", models.TextField(blank=True)),
                ("old_amount", models.BigIntegerField(null=True)),
                ("ruling", models.JSONField(default=dict, help_text="vì sao, như luật trả lời")),
                ("because", models.JSONField(default=list, help_text="các câu dẫn điều, khoản in trong quyết định")),
                ("reason", models.TextField(blank=True)),
                ("village", models.TextField(blank=True)),
                ("pay_back", models.BooleanField(default=False, help_text="chi trả lại có chi bù các tháng tạm dừng")),
                ("provisional", models.BooleanField(default=False)),
                ("facts", models.JSONField(default=dict, help_text="dữ kiện hồ sơ khai, ghi vào sổ khi ký")),
                (
                    "award",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="effects",
                        to="record.award",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="effects", to="record.decision"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="effects", to="record.person"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        help_text="nơi chuyển đến",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.unit",
                    ),
                ),
            ],
            options={
                "db_table": "decisions_effect",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="File",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paper", models.TextField(blank=True)),
                ("name", models.TextField()),
                ("mime", models.TextField()),
                ("size", models.IntegerField()),
                ("digest", models.TextField()),
                ("content", models.BinaryField()),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="record.dossier"
                    ),
                ),
            ],
            options={
                "db_table": "dossiers_file",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.TextField(
                        choices=[
                            ("receive", "tiếp nhận"),
                            ("forward", "chuyển bước"),
                            ("back", "trả lại"),
                            ("ask", "yêu cầu bổ sung"),
                            ("complete", "đã bổ sung"),
                            ("post", "niêm yết"),
                            ("complain", "có khiếu nại"),
                            ("answer", "trả lời khiếu nại"),
                            ("draft", "dự thảo quyết định"),
                            ("sign", "ký quyết định"),
                            ("refuse", "từ chối"),
                            ("hand_over", "trả kết quả"),
                            ("withdraw", "rút hồ sơ"),
                            ("note", "ghi chú"),
                        ]
                    ),
                ),
                ("from_step", models.TextField(blank=True)),
                ("to_step", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True)),
                ("on", models.DateField()),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="record.dossier"
                    ),
                ),
            ],
            options={
                "db_table": "dossiers_move",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField(help_text="tên trong law/procedures")),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("missing", "còn thiếu"),
                            ("given", "đã nộp"),
                            ("looked_up", "đã tra cứu trong cơ sở dữ liệu"),
                        ],
                        default="missing",
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="papers", to="record.dossier"
                    ),
                ),
            ],
            options={
                "db_table": "dossiers_paper",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.SmallIntegerField()),
                ("symbol", models.TextField(default="QĐ-UBND")),
                (
                    "first",
                    models.IntegerField(default=1, help_text="số đầu tiên cấp từ An Sinh; các số trước ở sổ giấy"),
                ),
                ("last", models.IntegerField(default=0, help_text="số đã cấp gần nhất; 0 khi chưa cấp")),
                (
                    "authority",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
            ],
            options={
                "db_table": "decisions_series",
            },
        ),
        migrations.CreateModel(
            name="Template",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField(help_text="tên mẫu, như trong world/documents/templates")),
                ("content", models.BinaryField()),
                ("uploaded_at", models.DateTimeField(auto_now_add=True)),
                ("replaced_at", models.DateTimeField(null=True)),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "decisions_template",
            },
        ),
        migrations.CreateModel(
            name="DayOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("works", models.BooleanField(default=False, help_text="ngày làm bù; nếu không thì ngày nghỉ")),
                ("basis", models.TextField(help_text="thông báo nghỉ lễ của năm")),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
            ],
            options={
                "db_table": "dossiers_day_off",
                "constraints": [models.UniqueConstraint(fields=("unit", "on"), name="dossiers_day_off_once")],
            },
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["unit", "state", "due_on"], name="dossiers_by_place"),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number__isnull", False)),
                fields=("unit", "year", "number"),
                name="dossiers_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "withdrawn"]),
                    models.Q(("number__isnull", False), ("person__isnull", False), ("received_on__isnull", False)),
                    _connector="OR",
                ),
                name="dossiers_received_with_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["ready", "done"]), _negated=True),
                    models.Q(("outcome", ""), _negated=True),
                    _connector="OR",
                ),
                name="dossiers_ready_with_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "refused"), _negated=True),
                    models.Q(("refusal", ""), _negated=True),
                    _connector="OR",
                ),
                name="dossiers_refused_in_writing",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number__isnull", False)),
                fields=("authority", "year", "symbol", "number"),
                name="decisions_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("number__isnull", False),
                        ("signed_on__isnull", False),
                        ("state", "signed"),
                        ("year__isnull", False),
                    ),
                    models.Q(models.Q(("state", "signed"), _negated=True), ("number__isnull", True)),
                    _connector="OR",
                ),
                name="decisions_number_when_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signed_by__isnull", True),
                    ("drafted_by__isnull", True),
                    models.Q(("signed_by", models.F("drafted_by")), _negated=True),
                    _connector="OR",
                ),
                name="decisions_signed_by_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="effect",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0)), name="decisions_effect_amount_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="effect",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_month__isnull", True), ("until_month__gt", models.F("from_month")), _connector="OR"
                ),
                name="decisions_effect_has_months",
            ),
        ),
        migrations.AddConstraint(
            model_name="file",
            constraint=models.UniqueConstraint(fields=("dossier", "digest"), name="dossiers_file_once"),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(fields=("dossier", "name"), name="dossiers_paper_once"),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.UniqueConstraint(fields=("authority", "year", "symbol"), name="decisions_series_once"),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__gte", 1)), name="decisions_series_first_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="template",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at__isnull", True)),
                fields=("unit", "name"),
                name="decisions_template_one_in_use",
            ),
        ),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]
