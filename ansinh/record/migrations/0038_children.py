"""Children in special circumstances, cases of children harmed or at risk, care in another home."""

from pathlib import Path

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ansinh.record.models.child_cases import CASE_STATES

SQL = Path(__file__).parent.parent / "sql" / "children.sql"


def _states() -> str:
    pairs = [(str(start), str(end)) for start, ends in CASE_STATES.items() for end in ends]
    rows = ", ".join(f"('{start}', '{end}')" for start, end in pairs)
    return (
        "create function children_states() returns table (start text, finish text)"
        f" language sql immutable as $$ select * from (values {rows}) t (start, finish) $$"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0037_class_put_aside"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="protects_children",
            field=models.BooleanField(
                default=False, help_text="được giao làm công tác bảo vệ trẻ em: xem và làm các vụ việc"
            ),
        ),
        migrations.CreateModel(
            name="CareOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("address", models.TextField(blank=True)),
                ("phone", models.TextField(blank=True)),
                ("wishes", models.TextField(blank=True, help_text="nguyện vọng, điều kiện của gia đình")),
                ("offered_on", models.DateField()),
                ("withdrawn_on", models.DateField(null=True)),
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
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
            ],
            options={
                "db_table": "children_offer",
                "ordering": ["-offered_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Care",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("relative", "Người thân thích"),
                            ("foster", "Cá nhân, gia đình không thân thích"),
                            ("facility", "Cơ sở trợ giúp xã hội"),
                        ]
                    ),
                ),
                ("carer_name", models.TextField()),
                ("carer_address", models.TextField(blank=True)),
                ("relation", models.TextField(blank=True)),
                ("decision", models.TextField(help_text="số quyết định")),
                ("decided_on", models.DateField()),
                ("from_day", models.DateField()),
                ("until_day", models.DateField(null=True)),
                ("why_ended", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "carer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="caring",
                        to="record.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cared", to="record.person"
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cares",
                        to="record.careoffer",
                    ),
                ),
            ],
            options={
                "db_table": "children_care",
                "ordering": ["-from_day", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CareVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.SmallIntegerField(null=True)),
                ("on", models.DateField()),
                ("who", models.TextField()),
                ("words", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "care",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="record.care"
                    ),
                ),
            ],
            options={
                "db_table": "children_visit",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ChildCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.SmallIntegerField()),
                ("number", models.IntegerField()),
                ("name", models.TextField(blank=True, help_text="trẻ em chưa có trong sổ; có thể chưa biết tên")),
                ("sex", models.TextField(blank=True, choices=[("male", "nam"), ("female", "nữ")])),
                ("birth_year", models.SmallIntegerField(null=True)),
                (
                    "told_by",
                    models.TextField(
                        choices=[
                            ("hotline", "Tổng đài 111"),
                            ("labour", "Cơ quan lao động, trẻ em"),
                            ("police", "Công an"),
                            ("commune", "Ủy ban nhân dân xã"),
                        ]
                    ),
                ),
                ("informed_at", models.DateTimeField(help_text="lúc nhận được thông tin")),
                ("group", models.TextField(blank=True)),
                ("danger", models.BooleanField(default=False)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("recorded", "Đã ghi thông tin"),
                            ("assessed", "Đã đánh giá ban đầu"),
                            ("protected", "Đã can thiệp khẩn cấp"),
                            ("detailed", "Đã đánh giá cụ thể"),
                            ("met", "Đã họp"),
                            ("planned", "Đã trình kế hoạch"),
                            ("approved", "Đã phê duyệt kế hoạch"),
                            ("carried", "Đang thực hiện"),
                            ("reviewed", "Đã rà soát"),
                            ("closed", "Đã kết thúc"),
                            ("aside", "Chuyển nơi khác, tin không đúng"),
                        ],
                        default="recorded",
                    ),
                ),
                ("due_at", models.DateTimeField(null=True)),
                ("due_for", models.TextField(blank=True, help_text="emergency, isolation, plan, approve, ends")),
                ("isolated_from", models.DateField(null=True)),
                ("isolated_until", models.DateField(null=True)),
                (
                    "longer_by",
                    models.TextField(blank=True, help_text="yêu cầu của cơ quan có thẩm quyền để cách ly lâu hơn"),
                ),
                ("plan_ends", models.DateField(help_text="dự kiến kết thúc kế hoạch", null=True)),
                ("approved_on", models.DateField(null=True)),
                ("decision", models.TextField(blank=True, help_text="số quyết định phê duyệt kế hoạch")),
                ("safe", models.BooleanField(help_text="rà soát: không còn nguy cơ và đã ổn định", null=True)),
                ("ended_on", models.DateField(null=True)),
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
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child_cases",
                        to="record.person",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        help_text="xã nơi xảy ra, nơi trẻ em ở",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.unit",
                    ),
                ),
            ],
            options={
                "db_table": "children_case",
                "ordering": ["-informed_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CaseStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.TextField(help_text="theo law/child_protection; thêm: send_back, close, aside, renew")),
                ("done_at", models.DateTimeField()),
                ("said", models.JSONField(default=dict)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="record.childcase"
                    ),
                ),
            ],
            options={
                "db_table": "children_step",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="CaseLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.TextField(
                        choices=[
                            ("case", "vụ việc"),
                            ("informant", "người báo tin"),
                            ("paper", "văn bản"),
                            ("file", "tệp"),
                        ]
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="looks", to="record.childcase"
                    ),
                ),
            ],
            options={
                "db_table": "children_look",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="CaseFile",
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="record.childcase"
                    ),
                ),
            ],
            options={
                "db_table": "children_file",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Circumstance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("group", models.TextField(help_text="mã nhóm, theo law/child_groups")),
                ("part", models.TextField(blank=True)),
                ("words", models.TextField(blank=True)),
                ("paper", models.TextField(help_text="căn cứ: giấy tờ, người cho biết")),
                ("from_day", models.DateField()),
                ("until_day", models.DateField(null=True)),
                ("why_ended", models.TextField(blank=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("voided_reason", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="circumstances", to="record.person"
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
                "db_table": "children_circumstance",
                "ordering": ["from_day", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Informant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField(blank=True)),
                ("contact", models.TextField(blank=True, help_text="điện thoại, địa chỉ")),
                ("relation", models.TextField(blank=True, help_text="quan hệ với trẻ em")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="informant", to="record.childcase"
                    ),
                ),
            ],
            options={
                "db_table": "children_informant",
            },
        ),
        migrations.AddConstraint(
            model_name="careoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(("name__regex", "\\S")), name="children_offer_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="care",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("person", "="),
                    (
                        models.Func(
                            models.F("from_day"), models.F("until_day"), models.Value("[]"), function="daterange"
                        ),
                        "&&",
                    ),
                ],
                name="children_care_one_home_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="care",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_day__isnull", True), ("until_day__gte", models.F("from_day")), _connector="OR"
                ),
                name="children_care_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="care",
            constraint=models.CheckConstraint(
                condition=models.Q(("carer_name__regex", "\\S")), name="children_care_has_a_carer"
            ),
        ),
        migrations.AddConstraint(
            model_name="care",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision__regex", "\\S")), name="children_care_has_a_decision"
            ),
        ),
        migrations.AddConstraint(
            model_name="care",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("carer__isnull", True), models.Q(("carer", models.F("person")), _negated=True), _connector="OR"
                ),
                name="children_care_is_another_s",
            ),
        ),
        migrations.AddConstraint(
            model_name="carevisit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("month__isnull", False)), fields=("care", "month"), name="children_visit_each_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="carevisit",
            constraint=models.CheckConstraint(
                condition=models.Q(("words__regex", "\\S")), name="children_visit_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="childcase",
            constraint=models.UniqueConstraint(fields=("unit", "year", "number"), name="children_case_number_once"),
        ),
        migrations.AddConstraint(
            model_name="childcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("planned_by")), _negated=True),
                    _connector="OR",
                ),
                name="children_case_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="childcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["approved", "carried", "reviewed", "closed"]), _negated=True),
                    models.Q(
                        ("approved_by__isnull", False), ("approved_on__isnull", False), ("decision__regex", "\\S")
                    ),
                    _connector="OR",
                ),
                name="children_case_approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="childcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("isolated_from__isnull", True), ("isolated_until__isnull", True)),
                    ("isolated_until__gte", models.F("isolated_from")),
                    _connector="OR",
                ),
                name="children_case_isolation_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="childcase",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "closed"), _negated=True), ("safe", True), _connector="OR"),
                name="children_case_closed_when_safe",
            ),
        ),
        migrations.AddConstraint(
            model_name="childcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", False), ("state__in", ("closed", "aside"))),
                    models.Q(models.Q(("state__in", ("closed", "aside")), _negated=True), ("ended_on__isnull", True)),
                    _connector="OR",
                ),
                name="children_case_ended_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="casefile",
            constraint=models.UniqueConstraint(fields=("case", "digest"), name="children_file_once"),
        ),
        migrations.AddConstraint(
            model_name="circumstance",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("voided_by__isnull", True)),
                expressions=[
                    ("person", "="),
                    ("group", "="),
                    (
                        models.Func(
                            models.F("from_day"), models.F("until_day"), models.Value("[]"), function="daterange"
                        ),
                        "&&",
                    ),
                ],
                name="children_circumstance_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="circumstance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_day__isnull", True), ("until_day__gte", models.F("from_day")), _connector="OR"
                ),
                name="children_circumstance_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="circumstance",
            constraint=models.CheckConstraint(
                condition=models.Q(("paper__regex", "\\S")), name="children_circumstance_rests_on_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="circumstance",
            constraint=models.CheckConstraint(
                condition=models.Q(("voided_by__isnull", True), ("voided_reason__regex", "\\S"), _connector="OR"),
                name="children_circumstance_voided_with_a_reason",
            ),
        ),
        migrations.RunSQL(_states()),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]
