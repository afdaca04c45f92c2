"""The review of poor and near-poor households: rounds, surveys, meetings, and the class a decision gives."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ansinh.record.models.poverty import REVIEW_STAGES

SQL = Path(__file__).parent.parent / "sql" / "poverty.sql"


def _stages() -> str:
    pairs = [(str(start), str(end)) for start, ends in REVIEW_STAGES.items() for end in ends]
    rows = ", ".join(f"('{start}', '{end}')" for start, end in pairs)
    return (
        "create function poverty_stages() returns table (start text, finish text)"
        f" language sql immutable as $$ select * from (values {rows}) t (start, finish) $$"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0028_yearly_lists"),
    ]

    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.TextField(
                        choices=[
                            ("listed", "Lập danh sách, rà soát"),
                            ("surveyed", "Đã rà soát, họp thôn"),
                            ("posted", "Đang niêm yết"),
                            ("asked", "Đã xin ý kiến cấp trên"),
                            ("decided", "Đã công nhận"),
                        ],
                        default="listed",
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("posted_on", models.DateField(null=True)),
                ("asked_on", models.DateField(null=True)),
                ("asked_of", models.TextField(blank=True, help_text="nơi xin ý kiến")),
                ("answered_on", models.DateField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("decided_on", models.DateField(null=True)),
                ("number", models.TextField(blank=True, help_text="số quyết định công nhận")),
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
                "db_table": "poverty_review",
            },
        ),
        migrations.CreateModel(
            name="ReviewCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.TextField()),
                (
                    "why",
                    models.TextField(
                        choices=[
                            ("poor", "Đang là hộ nghèo"),
                            ("near_poor", "Đang là hộ cận nghèo"),
                            ("asked", "Có giấy đề nghị"),
                            ("escape", "Đề nghị công nhận thoát nghèo"),
                            ("found", "Thôn, xã đưa vào"),
                        ]
                    ),
                ),
                (
                    "before",
                    models.TextField(
                        choices=[
                            ("poor", "Hộ nghèo"),
                            ("near_poor", "Hộ cận nghèo"),
                            ("average", "Hộ có mức sống trung bình"),
                            ("none", "Hộ không nghèo"),
                        ],
                        default="none",
                        help_text="hạng khi mở đợt",
                    ),
                ),
                ("asked_on", models.DateField(help_text="ngày nhận giấy đề nghị", null=True)),
                ("refusal", models.TextField(blank=True, help_text="vì sao không công nhận")),
                ("certificate", models.TextField(blank=True)),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviewed", to="record.household"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cases", to="record.review"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
            ],
            options={
                "db_table": "poverty_case",
            },
        ),
        migrations.CreateModel(
            name="ReviewRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[("yearly", "Rà soát định kỳ hằng năm"), ("monthly", "Rà soát thường xuyên")]
                    ),
                ),
                ("year", models.SmallIntegerField(help_text="năm rà soát")),
                ("month", models.SmallIntegerField(help_text="tháng, của rà soát thường xuyên", null=True)),
                ("data_year", models.SmallIntegerField(help_text="năm dùng kết quả")),
                ("region", models.TextField(help_text="vùng nông thôn của bảng điểm B1")),
                ("begins", models.DateField()),
                ("ends", models.DateField()),
                ("opened_on", models.DateField()),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="review_rounds", to="record.unit"
                    ),
                ),
            ],
            options={
                "db_table": "poverty_round",
                "ordering": ["-begins", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="review",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="record.reviewround"
            ),
        ),
        migrations.CreateModel(
            name="HouseholdMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("relation", models.TextField(blank=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="people", to="record.reviewcase"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.reviewround"
                    ),
                ),
            ],
            options={
                "db_table": "poverty_member",
            },
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("interviewer", models.TextField()),
                ("taken_on", models.DateField()),
                (
                    "way",
                    models.TextField(
                        choices=[
                            ("typed", "Nhập tại đây"),
                            ("paper", "Phiếu giấy đã ký: điểm và chỉ số"),
                            ("workbook", "Bảng tính"),
                            ("field", "Biểu mẫu điện tử (ODK, Kobo)"),
                        ]
                    ),
                ),
                ("reference", models.TextField(blank=True, help_text="số phiếu, hoặc mã bản ghi của biểu mẫu điện tử")),
                ("answers", models.JSONField(default=dict)),
                (
                    "members",
                    models.JSONField(
                        default=list, help_text="từng người: hồ sơ, họ tên, năm sinh, quan hệ, điều đã trả lời"
                    ),
                ),
                ("b1", models.SmallIntegerField(null=True)),
                (
                    "b1_of_table",
                    models.BooleanField(default=False, help_text="cộng theo bảng điểm; không thì theo phiếu đã ký"),
                ),
                (
                    "lacks",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("income", models.IntegerField(null=True)),
                (
                    "klass",
                    models.TextField(
                        choices=[
                            ("poor", "Hộ nghèo"),
                            ("near_poor", "Hộ cận nghèo"),
                            ("average", "Hộ có mức sống trung bình"),
                            ("none", "Hộ không nghèo"),
                        ]
                    ),
                ),
                ("local", models.TextField(blank=True, help_text="hạng theo chuẩn riêng của tỉnh")),
                (
                    "causes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "marks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        default=list,
                        help_text="dân tộc thiểu số, không khả năng lao động…",
                        size=None,
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="surveys", to="record.reviewcase"
                    ),
                ),
                (
                    "recorded_by",
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
                "db_table": "poverty_survey",
                "ordering": ["taken_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReviewComplaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.TextField(help_text="người khiếu nại")),
                ("text", models.TextField()),
                ("received_on", models.DateField()),
                ("due_on", models.DateField()),
                ("answer", models.TextField(blank=True)),
                ("answered_on", models.DateField(help_text="ngày niêm yết kết quả phúc tra", null=True)),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="complaints",
                        to="record.reviewcase",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="complaints", to="record.review"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        help_text="phiếu phúc tra",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.survey",
                    ),
                ),
            ],
            options={
                "db_table": "poverty_complaint",
                "ordering": ["received_on", "pk"],
            },
        ),
        migrations.AddField(
            model_name="reviewcase",
            name="survey",
            field=models.ForeignKey(
                help_text="phiếu được dùng",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="record.survey",
            ),
        ),
        migrations.CreateModel(
            name="VillageMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.TextField()),
                ("held_on", models.DateField()),
                ("chair", models.TextField()),
                ("secretary", models.TextField()),
                ("representative", models.TextField(help_text="đại diện hộ dân ký biên bản")),
                ("present", models.SmallIntegerField()),
                ("agreeing", models.SmallIntegerField()),
                ("said", models.TextField(blank=True, help_text="ý kiến")),
                ("agreed", models.BooleanField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="meetings", to="record.review"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
            ],
            options={
                "db_table": "poverty_meeting",
                "ordering": ["held_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HouseholdCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("data_year", models.SmallIntegerField()),
                ("households", models.IntegerField()),
                ("members", models.IntegerField()),
                ("minority", models.IntegerField(default=0, help_text="hộ dân tộc thiểu số")),
                ("source", models.TextField()),
                (
                    "counted_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="household_counts", to="record.unit"
                    ),
                ),
            ],
            options={
                "db_table": "poverty_count",
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "data_year"), name="poverty_count_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("households__gte", 0),
                            ("members__gte", 0),
                            ("minority__gte", 0),
                            ("minority__lte", models.F("households")),
                        ),
                        name="poverty_count_is_some",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptScores",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decree", models.TextField(help_text="văn bản, phụ lục")),
                ("first_year", models.SmallIntegerField(help_text="năm dữ liệu đầu")),
                ("last_year", models.SmallIntegerField()),
                ("groups", models.JSONField(help_text="như law/score_table.py đọc")),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                ("confirmed_on", models.DateField(null=True)),
                ("replaced_at", models.DateTimeField(null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "poverty_scores",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="poverty_scores_second_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnStandard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_year", models.SmallIntegerField()),
                ("last_year", models.SmallIntegerField()),
                ("rural", models.IntegerField(help_text="đồng một người một tháng")),
                ("urban", models.IntegerField()),
                ("min_indicators", models.SmallIntegerField()),
                ("basis", models.TextField()),
                (
                    "province",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="own_standards", to="record.unit"
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
                "db_table": "poverty_own_standard",
                "constraints": [
                    models.UniqueConstraint(fields=("province", "first_year"), name="poverty_own_standard_once"),
                    models.CheckConstraint(
                        condition=models.Q(("last_year__gte", models.F("first_year"))),
                        name="poverty_own_standard_years",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseholdClass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("data_year", models.SmallIntegerField()),
                ("from_month", models.IntegerField()),
                ("until_month", models.IntegerField(help_text="tháng đầu tiên không còn hạng này")),
                (
                    "klass",
                    models.TextField(
                        choices=[
                            ("poor", "Hộ nghèo"),
                            ("near_poor", "Hộ cận nghèo"),
                            ("average", "Hộ có mức sống trung bình"),
                            ("none", "Hộ không nghèo"),
                        ]
                    ),
                ),
                ("local", models.TextField(blank=True)),
                ("b1", models.SmallIntegerField(null=True)),
                ("income", models.IntegerField(null=True, help_text="đồng một người một tháng, khi đã hỏi")),
                (
                    "lacks",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "causes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "marks",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("members", models.SmallIntegerField()),
                ("children", models.SmallIntegerField(default=0)),
                (
                    "children_lack",
                    models.JSONField(default=dict, help_text="số trẻ em thiếu: bảo hiểm y tế, dinh dưỡng, đi học"),
                ),
                ("ethnicity", models.TextField(blank=True, help_text="dân tộc của chủ hộ")),
                ("came", models.TextField(blank=True, help_text="tái nghèo, phát sinh mới, chuyển đến, tách, nhập")),
                ("left", models.TextField(blank=True, help_text="vì sao không còn: chuyển đi, nhập hộ, mất")),
                ("certificate", models.TextField(blank=True)),
                ("basis", models.TextField(blank=True, help_text="văn bản, khi không do đợt rà soát ở đây quyết định")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="classes", to="record.household"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.unit"),
                ),
                (
                    "review",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="classes",
                        to="record.review",
                    ),
                ),
            ],
            options={
                "db_table": "poverty_class",
                "indexes": [models.Index(fields=["unit", "data_year"], name="poverty_class_by_unit")],
                "constraints": [
                    models.UniqueConstraint(fields=("household", "unit", "from_month"), name="poverty_class_once"),
                    models.CheckConstraint(
                        condition=models.Q(("until_month__gte", models.F("from_month"))),
                        name="poverty_class_ends_after",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("review__isnull", False), models.Q(("basis", ""), _negated=True), _connector="OR"
                        ),
                        name="poverty_class_has_a_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("children__gte", 0), ("members__gte", 0)), name="poverty_class_counts"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="reviewround",
            constraint=models.UniqueConstraint(
                fields=("scope", "kind", "year", "month"), name="poverty_round_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewround",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gte", models.F("begins"))), name="poverty_round_has_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "yearly"), ("month__isnull", True)),
                    models.Q(("kind", "monthly"), ("month__range", (1, 12))),
                    _connector="OR",
                ),
                name="poverty_round_month_of_its_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(fields=("round", "unit"), name="poverty_one_review_a_commune"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("made_by")), _negated=True),
                    _connector="OR",
                ),
                name="poverty_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "decided"), _negated=True),
                    models.Q(
                        ("decided_by__isnull", False),
                        ("decided_on__isnull", False),
                        models.Q(("number", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="poverty_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="householdmember",
            constraint=models.UniqueConstraint(fields=("round", "person"), name="poverty_one_household_a_round"),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("b1__isnull", True), ("b1__gte", 0), _connector="OR"),
                name="poverty_b1_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("b1__isnull", False), ("income__isnull", False), _connector="OR"),
                name="poverty_measured",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reference", ""), _negated=True),
                fields=("case", "reference"),
                name="poverty_survey_read_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewcase",
            constraint=models.UniqueConstraint(fields=("review", "household"), name="poverty_case_once"),
        ),
        migrations.AddConstraint(
            model_name="villagemeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("agreeing__gte", 0), ("agreeing__lte", models.F("present")), ("present__gt", 0)),
                name="poverty_meeting_counts",
            ),
        ),
        migrations.RunSQL(_stages()),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]
