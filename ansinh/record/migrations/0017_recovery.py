"""What must be paid back: debts, plans, deductions of the list, receipts, heirs, write-offs, and their books."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ansinh.record.models.recovery import DEBT_TRANSITIONS

SQL = Path(__file__).parent.parent / "sql" / "recovery.sql"


def _transitions() -> str:
    pairs = [(str(start), str(end)) for start, ends in DEBT_TRANSITIONS.items() for end in ends]
    rows = ", ".join(f"('{start}', '{end}')" for start, end in pairs)
    return (
        "create function recovery_transitions() returns table (start text, finish text)"
        f" language sql immutable as $$ select * from (values {rows}) t (start, finish) $$"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0016_disability"),
    ]

    operations = [
        migrations.CreateModel(
            name="Debt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.SmallIntegerField(help_text="thứ tự trong assistance.Kind")),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("new", "Mới phát sinh"),
                            ("notified", "Đã thông báo"),
                            ("planned", "Đã có phương án"),
                            ("recovering", "Đang hoàn trả"),
                            ("suspended", "Tạm hoãn vì khó khăn"),
                            ("settled", "Đã xong"),
                            ("written_off", "Đã xoá"),
                        ],
                        default="new",
                    ),
                ),
                (
                    "cause",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("death", "báo chết muộn"),
                            ("double", "hưởng trùng chế độ"),
                            ("pension", "đã có lương hưu hoặc trợ cấp bảo hiểm xã hội"),
                            ("corrected", "dữ kiện ghi sai, đã sửa"),
                            ("wrong_payment", "chi nhầm"),
                            ("other", "lý do khác"),
                        ],
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("paper", models.TextField(blank=True, help_text="giấy tờ làm căn cứ của khoản ghi bằng tay")),
                ("opened_on", models.DateField()),
                (
                    "opened_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="debts", to="record.person"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        help_text="trống: ghi bằng tay",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="debts",
                        to="record.run",
                    ),
                ),
            ],
            options={
                "db_table": "recovery_debt",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Heir",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("relation", models.TextField()),
                ("address", models.TextField()),
                ("share", models.BigIntegerField(help_text="số tiền nhận hoàn trả, đồng; 0: chưa nhận")),
                ("accepted", models.TextField(blank=True, help_text="đã nhận thế nào, giấy tờ gì")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("removed_reason", models.TextField(blank=True)),
                (
                    "debt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="heirs", to="record.debt"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "recovery_heir",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField(blank=True)),
                ("noticed_on", models.DateField()),
                ("addressee", models.TextField()),
                ("document", models.BinaryField(help_text="văn bản .docx")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "debt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="record.debt"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
                    ),
                ),
            ],
            options={
                "db_table": "recovery_notice",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.TextField(
                        choices=[
                            ("once", "Nộp một lần"),
                            ("cash", "Nộp dần hằng tháng"),
                            ("instalment", "Trừ một số tiền vào trợ cấp mỗi tháng"),
                            ("share", "Trừ một phần trăm trợ cấp mỗi tháng"),
                        ]
                    ),
                ),
                ("amount", models.BigIntegerField(help_text="đồng mỗi tháng", null=True)),
                ("percent", models.SmallIntegerField(null=True)),
                ("from_month", models.IntegerField()),
                ("pay_by_day", models.DateField(help_text="hạn nộp một lần", null=True)),
                ("hardship", models.TextField(blank=True)),
                ("hardship_paper", models.TextField(blank=True)),
                ("paused_until", models.IntegerField(null=True)),
                ("proposed_at", models.DateTimeField(auto_now_add=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_reason", models.TextField(blank=True)),
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
                    "debt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="record.debt"
                    ),
                ),
                (
                    "ended_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "recovery_plan",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Deduction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.BigIntegerField(unique=True)),
                ("kind", models.SmallIntegerField()),
                ("for_month", models.IntegerField()),
                ("amount", models.BigIntegerField()),
                ("excess", models.BigIntegerField(default=0)),
                (
                    "debt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deductions", to="record.debt"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deductions", to="record.run"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deductions", to="record.plan"
                    ),
                ),
            ],
            options={
                "db_table": "recovery_deduction",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("opened", "phát sinh"),
                            ("relieved", "bớt nợ"),
                            ("deducted", "trừ vào trợ cấp"),
                            ("not_received", "danh sách chưa nhận: khoản trừ ghi lại"),
                            ("taken_after_all", "danh sách đã nhận sau: vẫn trừ"),
                            ("received", "nộp tiền"),
                            ("voided", "huỷ phiếu thu"),
                            ("written_off", "xoá"),
                        ]
                    ),
                ),
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
                    "debt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="postings", to="record.debt"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.run"
                    ),
                ),
            ],
            options={
                "db_table": "recovery_posting",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="BookEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "account",
                    models.TextField(
                        choices=[
                            ("receivable", "phải hoàn trả"),
                            ("overpaid", "đã chi quá"),
                            ("withheld", "trừ vào trợ cấp"),
                            ("cash", "đã nộp"),
                            ("returned", "đơn vị chi trả nộp lại"),
                            ("written_off", "đã xoá"),
                        ]
                    ),
                ),
                ("for_month", models.IntegerField()),
                ("amount", models.BigIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
                    ),
                ),
                (
                    "debt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="record.debt"
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="record.posting"
                    ),
                ),
            ],
            options={
                "db_table": "recovery_entry",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.SmallIntegerField()),
                ("number", models.IntegerField()),
                ("received_on", models.DateField()),
                (
                    "way",
                    models.TextField(
                        choices=[
                            ("cash", "tiền mặt"),
                            ("transfer", "chuyển khoản"),
                            ("returned", "đơn vị chi trả nộp lại"),
                        ]
                    ),
                ),
                ("amount", models.BigIntegerField()),
                ("payer", models.TextField(help_text="người nộp")),
                ("paper", models.TextField(blank=True, help_text="số chứng từ chuyển khoản hoặc của Bưu điện")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("voided_at", models.DateTimeField(null=True)),
                ("voided_reason", models.TextField(blank=True)),
                (
                    "debt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="record.debt"
                    ),
                ),
                (
                    "heir",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="record.heir",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
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
                "db_table": "recovery_receipt",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="posting",
            name="receipt",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="postings", to="record.receipt"
            ),
        ),
        migrations.CreateModel(
            name="WriteOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("proposed_on", models.DateField()),
                ("amount", models.BigIntegerField(help_text="số tiền đã xoá, đồng", null=True)),
                ("decided_on", models.DateField(null=True)),
                ("decision_number", models.TextField(blank=True)),
                ("refused_reason", models.TextField(blank=True)),
                (
                    "debt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="write_offs", to="record.debt"
                    ),
                ),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "recovery_write_off",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="posting",
            name="write_off",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="postings", to="record.writeoff"
            ),
        ),
        migrations.CreateModel(
            name="Ceiling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("percent", models.SmallIntegerField(help_text="0: không trừ vào trợ cấp")),
                ("from_month", models.IntegerField()),
                ("basis", models.TextField(help_text="văn bản của cơ quan")),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                (
                    "entered_by",
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
                "db_table": "recovery_limit",
                "ordering": ["-from_month"],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "from_month"), name="recovery_limit_once"),
                    models.CheckConstraint(
                        condition=models.Q(("percent__gte", 0), ("percent__lte", 99)), name="recovery_limit_leaves_some"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("basis", ""), _negated=True), name="recovery_limit_has_a_basis"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="debt",
            constraint=models.UniqueConstraint(fields=("run", "person", "kind"), name="recovery_debt_once_a_run"),
        ),
        migrations.AddConstraint(
            model_name="debt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("run__isnull", False),
                    models.Q(
                        models.Q(("paper", ""), _negated=True),
                        models.Q(("note", ""), _negated=True),
                        models.Q(("cause", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="recovery_debt_by_hand_has_paper_and_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="debt",
            constraint=models.UniqueConstraint(fields=("id", "person"), name="recovery_debt_person"),
        ),
        migrations.AddConstraint(
            model_name="heir",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("share__gte", 0),
                    models.Q(("share", 0), models.Q(("accepted", ""), _negated=True), _connector="OR"),
                ),
                name="recovery_heir_share_was_accepted",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("approved_at__isnull", False), ("ended_at__isnull", True)),
                fields=("debt",),
                name="recovery_plan_one_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("approved_at__isnull", True), ("ended_at__isnull", True)),
                fields=("debt",),
                name="recovery_plan_one_proposed",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="recovery_plan_approved_by_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="recovery_plan_approved_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("amount__isnull", True),
                        ("pay_by_day__isnull", False),
                        ("percent__isnull", True),
                        ("way", "once"),
                    ),
                    models.Q(("amount__gt", 0), ("percent__isnull", True), ("way__in", ("cash", "instalment"))),
                    models.Q(("amount__isnull", True), ("percent__gte", 1), ("percent__lte", 99), ("way", "share")),
                    _connector="OR",
                ),
                name="recovery_plan_says_how_much",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paused_until__isnull", True), models.Q(("hardship", ""), _negated=True), _connector="OR"
                ),
                name="recovery_plan_pause_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), models.Q(("ended_reason", ""), _negated=True), _connector="OR"
                ),
                name="recovery_plan_ended_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="deduction",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0), ("excess__gte", 0), ("excess__lte", models.F("amount"))),
                name="recovery_deduction_positive",
            ),
        ),
        migrations.AddConstraint(
            model_name="bookentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", 0), _negated=True), name="recovery_entry_moves_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.UniqueConstraint(
                fields=("office", "year", "number"), name="recovery_receipt_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="recovery_receipt_positive"),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("voided_at__isnull", True), models.Q(("voided_reason", ""), _negated=True), _connector="OR"
                ),
                name="recovery_receipt_voided_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="writeoff",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_on__isnull", True)),
                fields=("debt",),
                name="recovery_write_off_one_proposed",
            ),
        ),
        migrations.AddConstraint(
            model_name="writeoff",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="recovery_write_off_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="writeoff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="recovery_write_off_decided_by_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="writeoff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__isnull", True), ("decided_by__isnull", True), ("decided_on__isnull", True)),
                    models.Q(
                        ("amount__gt", 0),
                        ("decided_by__isnull", False),
                        models.Q(("decision_number", ""), _negated=True),
                    ),
                    models.Q(
                        ("amount__isnull", True),
                        ("decided_by__isnull", False),
                        models.Q(("refused_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="recovery_write_off_decided_whole",
            ),
        ),
        migrations.RunSQL(_transitions()),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]
