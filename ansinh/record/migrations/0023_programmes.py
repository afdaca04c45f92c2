"""Programmes, their rounds, the list of each commune and its lines."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ansinh.record.models.programmes import STAGES

SQL = Path(__file__).parent.parent / "sql" / "programmes.sql"


def _stages() -> str:
    pairs = [(str(start), str(end)) for start, ends in STAGES.items() for end in ends]
    rows = ", ".join(f"('{start}', '{end}')" for start, end in pairs)
    return (
        "create function programmes_stages() returns table (start text, finish text)"
        f" language sql immutable as $$ select * from (values {rows}) t (start, finish) $$"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0022_held"),
    ]

    operations = [
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60)),
                ("text", models.TextField(help_text="lời chương trình khi mở đợt")),
                ("title", models.TextField()),
                ("campaign", models.TextField()),
                ("month", models.IntegerField(help_text="tháng xét ai được hưởng")),
                ("levels", models.JSONField(default=dict, help_text="nhóm: đồng cho một người hoặc hộ")),
                ("basis", models.TextField(blank=True, help_text="văn bản quy định mức của đợt")),
                ("source", models.TextField(blank=True)),
                (
                    "money",
                    models.BigIntegerField(help_text="kinh phí được giao, đồng; trống: không giới hạn", null=True),
                ),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="record.unit"
                    ),
                ),
            ],
            options={
                "db_table": "programmes_round",
                "ordering": ["-month", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.TextField(
                        choices=[
                            ("prepared", "Đã lập"),
                            ("approved", "Đã duyệt"),
                            ("handed", "Đang cấp phát"),
                            ("settled", "Đã quyết toán"),
                        ],
                        default="prepared",
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("approved_on", models.DateField(null=True)),
                ("paper", models.TextField(blank=True, help_text="số văn bản phê duyệt")),
                ("settled_on", models.DateField(null=True)),
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="record.round"
                    ),
                ),
                (
                    "settled_by",
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
                "db_table": "programmes_sheet",
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("group", models.TextField()),
                ("also", models.JSONField(default=list, help_text="nhóm khác cũng thuộc")),
                ("answers", models.JSONField(default=dict)),
                ("amount", models.BigIntegerField()),
                ("campaign", models.TextField()),
                ("once", models.BooleanField(default=True)),
                ("added_for", models.TextField(blank=True, help_text="lý do đưa thêm vào danh sách bằng tay")),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("listed", "Chưa cấp"),
                            ("handed", "Đã cấp"),
                            ("returned", "Trả lại"),
                            ("struck", "Đưa ra khỏi danh sách"),
                        ],
                        default="listed",
                    ),
                ),
                ("on", models.DateField(help_text="ngày cấp, trả lại hoặc đưa ra", null=True)),
                ("received_by", models.TextField(blank=True, help_text="người ký nhận thay")),
                ("reason", models.TextField(blank=True)),
                (
                    "household",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given",
                        to="record.household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="given", to="record.person"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="record.sheet"
                    ),
                ),
            ],
            options={
                "db_table": "programmes_item",
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60)),
                ("text", models.TextField()),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("replaced_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        help_text="nơi lập chương trình",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="record.unit",
                    ),
                ),
            ],
            options={
                "db_table": "programmes_programme",
                "ordering": ["slug", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at__isnull", True)),
                        fields=("slug", "unit"),
                        name="programmes_one_wording_at_a_time",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("money__isnull", True), ("money__gte", 0), _connector="OR"),
                name="programmes_money_is_some",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(fields=("slug", "scope", "title"), name="programmes_round_once"),
        ),
        migrations.AddConstraint(
            model_name="sheet",
            constraint=models.UniqueConstraint(fields=("round", "unit"), name="programmes_one_list_a_commune"),
        ),
        migrations.AddConstraint(
            model_name="sheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("made_by")), _negated=True),
                    _connector="OR",
                ),
                name="programmes_second_person",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(fields=["person"], name="programmes_item_by_person"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0)), name="programmes_amount_is_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("household__isnull", True), ("once", True), models.Q(("state", "struck"), _negated=True)
                ),
                fields=("campaign", "person"),
                name="programmes_once_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("household__isnull", False), ("once", True), models.Q(("state", "struck"), _negated=True)
                ),
                fields=("campaign", "household"),
                name="programmes_once_a_household",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "struck"), _negated=True),
                fields=("sheet", "person"),
                name="programmes_once_a_list",
            ),
        ),
        migrations.RunSQL(_stages()),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]
