"""The funds of an office: plans, pledges, receipts, spending and its papers."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql" / "funds.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0025_insurance"),
    ]

    operations = [
        migrations.CreateModel(
            name="Fund",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.TextField(help_text="quỹ nào, theo law/funds")),
                ("symbol", models.TextField(help_text="ký hiệu phiếu thu")),
                ("communes", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("opened_on", models.DateField()),
                ("opening", models.BigIntegerField(help_text="số dư khi mở sổ, đồng")),
                ("opening_paper", models.TextField(blank=True, help_text="biên bản, sổ cũ mang số dư ấy")),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="funds", to="record.unit"
                    ),
                ),
            ],
            options={
                "db_table": "funds_fund",
                "ordering": ["code", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FundPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("voided_at", models.DateTimeField(null=True)),
                ("voided_reason", models.TextField(blank=True)),
                ("year", models.SmallIntegerField()),
                ("to_raise", models.BigIntegerField(help_text="số thu kế hoạch, đồng")),
                ("to_spend", models.JSONField(help_text="mục chi: đồng")),
                ("paper", models.TextField(help_text="số, ngày văn bản quyết định kế hoạch")),
                ("proposed_on", models.DateField()),
                ("approved_on", models.DateField(null=True)),
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
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="record.fund"
                    ),
                ),
                (
                    "proposed_by",
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
                "db_table": "funds_plan",
                "ordering": ["year", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Pledge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("voided_at", models.DateTimeField(null=True)),
                ("voided_reason", models.TextField(blank=True)),
                ("name", models.TextField(help_text="họ tên hoặc cơ quan, tổ chức")),
                ("amount", models.BigIntegerField()),
                ("pledged_on", models.DateField()),
                ("due_on", models.DateField(null=True)),
                ("freely", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pledges", to="record.fund"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
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
                "db_table": "funds_pledge",
                "ordering": ["pledged_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FundReceipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("voided_at", models.DateTimeField(null=True)),
                ("voided_reason", models.TextField(blank=True)),
                ("year", models.SmallIntegerField()),
                ("number", models.IntegerField()),
                ("payer", models.TextField(help_text="người hoặc cơ quan nộp")),
                ("received_on", models.DateField()),
                ("way", models.TextField(choices=[("cash", "tiền mặt"), ("transfer", "chuyển khoản")])),
                ("amount", models.BigIntegerField()),
                ("paper", models.TextField(blank=True, help_text="số chứng từ chuyển khoản")),
                ("freely", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="record.fund"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
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
                (
                    "pledge",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="record.pledge",
                    ),
                ),
            ],
            options={
                "db_table": "funds_receipt",
                "ordering": ["received_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Spending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("voided_at", models.DateTimeField(null=True)),
                ("voided_reason", models.TextField(blank=True)),
                ("purpose", models.TextField()),
                ("what", models.TextField(help_text="nội dung chi")),
                ("payee", models.TextField(help_text="người hoặc cơ quan nhận")),
                ("spent_on", models.DateField()),
                ("amount", models.BigIntegerField()),
                ("paper", models.TextField(help_text="số chứng từ, quyết định chi")),
                ("paper_on", models.DateField()),
                ("proposed_on", models.DateField()),
                ("approved_on", models.DateField(null=True)),
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
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="spendings", to="record.fund"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
                    ),
                ),
                (
                    "proposed_by",
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
                "db_table": "funds_spending",
                "ordering": ["spent_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FundFile",
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
                    "fund",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.fund"),
                ),
                (
                    "spending",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="record.spending"
                    ),
                ),
            ],
            options={
                "db_table": "funds_file",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="fund",
            constraint=models.UniqueConstraint(fields=("code", "unit"), name="funds_one_a_place"),
        ),
        migrations.AddConstraint(
            model_name="fund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opening", 0),
                    models.Q(("opening__gt", 0), models.Q(("opening_paper", ""), _negated=True)),
                    _connector="OR",
                ),
                name="funds_opening_has_a_paper",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_raise__gte", 0), models.Q(("paper", ""), _negated=True)),
                name="funds_plan_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("approved_by__isnull", False), ("voided_at__isnull", True)),
                fields=("fund", "year"),
                name="funds_plan_one_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("approved_by__isnull", True), ("voided_at__isnull", True)),
                fields=("fund", "year"),
                name="funds_plan_one_proposed",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("voided_at__isnull", True),
                    models.Q(("voided_by__isnull", False), models.Q(("voided_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="funds_plan_voided_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_by__isnull", True), ("approved_on__isnull", True)),
                    models.Q(("approved_by__isnull", False), ("approved_on__isnull", False)),
                    _connector="OR",
                ),
                name="funds_plan_approved_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="funds_plan_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0), models.Q(("name", ""), _negated=True)),
                name="funds_pledge_is_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("voided_at__isnull", True),
                    models.Q(("voided_by__isnull", False), models.Q(("voided_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="funds_pledge_voided_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundreceipt",
            constraint=models.UniqueConstraint(fields=("fund", "year", "number"), name="funds_receipt_number_once"),
        ),
        migrations.AddConstraint(
            model_name="fundreceipt",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0), models.Q(("payer", ""), _negated=True)),
                name="funds_receipt_is_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundreceipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("way", "transfer"), _negated=True),
                    models.Q(("paper", ""), _negated=True),
                    _connector="OR",
                ),
                name="funds_receipt_transfer_proved",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundreceipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("voided_at__isnull", True),
                    models.Q(("voided_by__isnull", False), models.Q(("voided_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="funds_receipt_voided_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="spending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gt", 0),
                    models.Q(("payee", ""), _negated=True),
                    models.Q(("what", ""), _negated=True),
                    models.Q(("paper", ""), _negated=True),
                ),
                name="funds_spending_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="spending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("voided_at__isnull", True),
                    models.Q(("voided_by__isnull", False), models.Q(("voided_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="funds_spending_voided_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="spending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_by__isnull", True), ("approved_on__isnull", True)),
                    models.Q(("approved_by__isnull", False), ("approved_on__isnull", False)),
                    _connector="OR",
                ),
                name="funds_spending_approved_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="spending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="funds_spending_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundfile",
            constraint=models.UniqueConstraint(fields=("spending", "digest"), name="funds_file_once"),
        ),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]
