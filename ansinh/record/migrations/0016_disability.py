"""The disability council: members, sessions, forms, votes, conclusions, complaints, referrals, certificates."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql" / "disability.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0015_limits"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.SmallIntegerField(default=1)),
                ("form", models.TextField(help_text="02, 03; như law/disability gọi")),
                (
                    "features",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, help_text="dấu hiệu dạng tật, Mục III", size=None
                    ),
                ),
                (
                    "signs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, help_text="dấu hiệu mức độ, Mục IV", size=None
                    ),
                ),
                ("points", models.JSONField(default=dict, help_text="hoạt động và điểm: 0, 1, 2 hoặc X")),
                (
                    "earlier",
                    models.JSONField(
                        default=dict, help_text="kết luận giám định trước 01/6/2012: on, percent, self_care"
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("form_degree", models.TextField(blank=True, help_text="mức độ phiếu cho thấy; trống khi để Hội đồng")),
                (
                    "outcome",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", "Chưa kết luận"),
                            ("extreme", "Đặc biệt nặng"),
                            ("severe", "Nặng"),
                            ("mild", "Nhẹ"),
                            ("none", "Không khuyết tật"),
                            ("unable", "Không đưa ra được kết luận"),
                        ],
                        default="",
                    ),
                ),
                ("how", models.TextField(blank=True, help_text="majority, president")),
                (
                    "reason",
                    models.TextField(blank=True, help_text="vì sao kết luận khác phiếu, hoặc không kết luận được"),
                ),
                ("minutes_on", models.DateField(null=True)),
                ("opinions", models.TextField(blank=True, help_text="ý kiến của các thành viên")),
                (
                    "concluded_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="assessments", to="record.dossier"
                    ),
                ),
                (
                    "minutes_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="assessments", to="record.person"
                    ),
                ),
            ],
            options={
                "db_table": "disability_assessment",
                "ordering": ["dossier", "round"],
            },
        ),
        migrations.CreateModel(
            name="Council",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField(help_text="số quyết định thành lập")),
                ("decided_on", models.DateField()),
                ("until_day", models.DateField(help_text="ngày thôi, khi lập Hội đồng khác", null=True)),
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="councils", to="record.unit"
                    ),
                ),
            ],
            options={
                "db_table": "disability_council",
                "ordering": ["-decided_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("full_name", models.TextField()),
                (
                    "offices",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        help_text="như law/disability gọi; một người có thể giữ nhiều chức danh",
                        size=None,
                    ),
                ),
                ("title", models.TextField(blank=True, help_text="chức vụ ghi trong quyết định")),
                ("from_day", models.DateField()),
                ("until_day", models.DateField(null=True)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="record.council"
                    ),
                ),
            ],
            options={
                "db_table": "disability_member",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("member", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="record.member")),
            ],
            options={
                "db_table": "disability_attendance",
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ground",
                    models.TextField(
                        choices=[
                            ("a", "Hội đồng không kết luận được"),
                            ("b", "Không đồng ý với kết luận"),
                            ("c", "Có bằng chứng không khách quan, chính xác"),
                        ]
                    ),
                ),
                ("reason", models.TextField()),
                ("evidence", models.TextField(blank=True)),
                ("asked_on", models.DateField()),
                ("send_by", models.DateField(help_text="hạn hoàn chỉnh hồ sơ", null=True)),
                ("sent_on", models.DateField(null=True)),
                ("board_number", models.TextField(blank=True, help_text="số biên bản giám định")),
                ("issued_on", models.DateField(null=True)),
                ("received_on", models.DateField(null=True)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("degree", models.TextField(blank=True)),
                ("upheld", models.BooleanField(help_text="kết quả đúng như khiếu nại", null=True)),
                ("valid_until", models.DateField(null=True)),
                (
                    "assessment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="referral", to="record.assessment"
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
                    ),
                ),
            ],
            options={
                "db_table": "disability_referral",
                "ordering": ["-asked_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("place", models.TextField()),
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
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="record.council"
                    ),
                ),
                (
                    "present",
                    models.ManyToManyField(related_name="sessions", through="record.Attendance", to="record.member"),
                ),
            ],
            options={
                "db_table": "disability_session",
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="attendance",
            name="session",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="record.session"),
        ),
        migrations.AddField(
            model_name="assessment",
            name="session",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="assessments", to="record.session"
            ),
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "choice",
                    models.TextField(
                        choices=[
                            ("", "Chưa kết luận"),
                            ("extreme", "Đặc biệt nặng"),
                            ("severe", "Nặng"),
                            ("mild", "Nhẹ"),
                            ("none", "Không khuyết tật"),
                            ("unable", "Không đưa ra được kết luận"),
                        ]
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="votes", to="record.assessment"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="votes", to="record.member"
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
                "db_table": "disability_vote",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.SmallIntegerField()),
                ("number", models.IntegerField(help_text="số cấp từ An Sinh; trống với giấy cấp từ trước", null=True)),
                ("paper_number", models.TextField(blank=True, help_text="số hiệu của giấy cấp từ trước")),
                (
                    "source",
                    models.TextField(
                        choices=[
                            ("council", "kết luận của Hội đồng"),
                            ("board", "kết luận giám định y khoa"),
                            ("earlier", "kết luận giám định trước 01/6/2012"),
                            ("paper", "giấy cấp từ trước"),
                        ]
                    ),
                ),
                ("form", models.TextField(blank=True, help_text="phiếu đã dùng; trống khi chưa biết")),
                (
                    "signs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        help_text="dấu hiệu Mục IV; trống khi chưa biết",
                        null=True,
                        size=None,
                    ),
                ),
                ("kinds", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                (
                    "degree",
                    models.TextField(
                        choices=[
                            ("", "Chưa kết luận"),
                            ("extreme", "Đặc biệt nặng"),
                            ("severe", "Nặng"),
                            ("mild", "Nhẹ"),
                            ("none", "Không khuyết tật"),
                            ("unable", "Không đưa ra được kết luận"),
                        ]
                    ),
                ),
                ("reason", models.TextField(blank=True, help_text="vì sao đổi, cấp lại; trống với giấy đầu tiên")),
                ("signed_on", models.DateField()),
                ("signer_name", models.TextField(blank=True)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("valid", "Còn giá trị"),
                            ("replaced", "Đã đổi, cấp lại"),
                            ("withdrawn", "Đã thu hồi"),
                        ],
                        default="valid",
                    ),
                ),
                ("ended_on", models.DateField(null=True)),
                ("ended_why", models.TextField(blank=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="record.assessment",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="record.dossier",
                    ),
                ),
                (
                    "minutes_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="certificates", to="record.person"
                    ),
                ),
                (
                    "replaced_by",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="record.certificate",
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="certificates", to="record.unit"
                    ),
                ),
            ],
            options={
                "db_table": "disability_certificate",
                "ordering": ["-signed_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "valid")),
                        fields=("person",),
                        name="disability_one_valid_certificate",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False)),
                        fields=("unit", "year", "number"),
                        name="disability_certificate_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("degree__in", ("extreme", "severe", "mild"))),
                        name="disability_certificate_has_a_degree",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kinds__len__gt", 0)), name="disability_certificate_has_a_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number__isnull", True), ("paper_number__regex", "\\S"), ("source", "paper")),
                            models.Q(
                                models.Q(("source", "paper"), _negated=True),
                                ("number__isnull", False),
                                ("paper_number", ""),
                                ("signed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="disability_certificate_numbered_and_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_by__isnull", True),
                            ("minutes_by__isnull", True),
                            models.Q(("signed_by", models.F("minutes_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="disability_signed_by_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("state", "valid")),
                            models.Q(
                                models.Q(("state", "valid"), _negated=True),
                                ("ended_on__isnull", False),
                                ("ended_why__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="disability_certificate_ended_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_whom", models.TextField()),
                (
                    "own",
                    models.BooleanField(
                        default=False, help_text="của chính người khuyết tật hoặc người đại diện hợp pháp"
                    ),
                ),
                ("on", models.DateField()),
                ("due_on", models.DateField(null=True)),
                ("text", models.TextField()),
                ("answer", models.TextField(blank=True)),
                ("answered_on", models.DateField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="complaints", to="record.assessment"
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
                    ),
                ),
            ],
            options={
                "db_table": "disability_complaint",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answered_on__isnull", True), ("answer__regex", "\\S"), _connector="OR"),
                        name="disability_answered_in_writing",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_day__isnull", True)),
                fields=("unit",),
                name="disability_council_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__regex", "\\S")), name="disability_council_has_a_decision"
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("full_name__regex", "\\S")), name="disability_member_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("offices__len__gt", 0)), name="disability_member_has_an_office"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground__in", ["a", "b", "c"])), name="disability_referral_three_cases"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__regex", "\\S")), name="disability_referral_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ground", "c"), _negated=True), ("evidence__regex", "\\S"), _connector="OR"
                ),
                name="disability_referral_has_evidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("received_on__isnull", True),
                    models.Q(
                        ("degree__in", ["extreme", "severe", "mild", "none"]),
                        ("board_number__regex", "\\S"),
                        ("issued_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="disability_result_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("received_on__isnull", True), ("ground", "a"), ("upheld__isnull", False), _connector="OR"
                ),
                name="disability_result_says_who_was_right",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(fields=("session", "member"), name="disability_attendance_once"),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(fields=("dossier", "round"), name="disability_assessment_round_once"),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", ""), ("session__isnull", False), _connector="OR"),
                name="disability_concluded_in_a_session",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("minutes_on__isnull", True),
                    models.Q(models.Q(("outcome", ""), _negated=True), ("minutes_by__isnull", False)),
                    _connector="OR",
                ),
                name="disability_minutes_of_a_conclusion",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "unable"), _negated=True), ("reason__regex", "\\S"), _connector="OR"
                ),
                name="disability_unable_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.UniqueConstraint(fields=("assessment", "member"), name="disability_vote_once"),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.CheckConstraint(
                condition=models.Q(("choice", ""), _negated=True), name="disability_vote_says_something"
            ),
        ),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]
