"""People with merit stand in the same register, run and lists; each purse has its own lists and results."""

import hashlib
import json
from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql" / "merit.sql"
FAMILIES = [(0, "Trợ giúp xã hội"), (1, "Ưu đãi người có công")]
BEFORE = ("allowance", "single_parent", "care", "care_mother", "funeral", "emergency", "facility")
KIND = [
    ("allowance", "Trợ cấp xã hội hoặc hưu trí xã hội hằng tháng"),
    ("single_parent", "Người đơn thân nuôi con"),
    ("care", "Kinh phí chăm sóc, nuôi dưỡng"),
    ("care_mother", "Kinh phí chăm sóc người khuyết tật mang thai, nuôi con nhỏ"),
    ("funeral", "Mai táng phí"),
    ("emergency", "Trợ giúp khẩn cấp"),
    ("facility", "Nuôi dưỡng tại cơ sở"),
    ("merit_revolution", "Trợ cấp người hoạt động cách mạng"),
    ("merit_mother", "Trợ cấp Bà mẹ Việt Nam anh hùng"),
    ("merit_hero", "Trợ cấp Anh hùng"),
    ("merit_wounded", "Trợ cấp thương binh, thương binh loại B"),
    ("merit_sick", "Trợ cấp bệnh binh"),
    ("merit_toxic", "Trợ cấp người nhiễm chất độc hóa học"),
    ("merit_toxic_child", "Trợ cấp con đẻ người nhiễm chất độc hóa học"),
    ("merit_prisoner", "Trợ cấp người bị địch bắt tù, đày"),
    ("merit_helper", "Trợ cấp người có công giúp đỡ cách mạng"),
    ("merit_attendant", "Trợ cấp người phục vụ"),
    ("merit_survivor", "Trợ cấp tuất người có công"),
    ("merit_nurture", "Trợ cấp tuất nuôi dưỡng"),
    ("merit_study", "Ưu đãi giáo dục hằng tháng"),
    ("merit_service", "Trợ cấp hằng tháng theo thời gian phục vụ"),
    ("merit_death", "Trợ cấp ba tháng khi người có công chết"),
    ("merit_once", "Trợ cấp ưu đãi một lần"),
    ("merit_funeral", "Mai táng phí người có công"),
]


def claims_into_profiles(apps, schema_editor):
    """Which kinds of award a person holds was a number of the position; now it is one of the profile's facts."""
    profiles = apps.get_model("record", "Profile").objects
    positions = apps.get_model("record", "Position").objects
    schema_editor.execute("select set_config('ansinh.everywhere', 'on', true)")
    pairs = list(positions.order_by("profile_id", "claims").values_list("profile_id", "claims").distinct())
    told = dict(profiles.filter(pk__in={profile for profile, _ in pairs}).values_list("pk", "facts"))
    for profile, claims in pairs:
        held = sorted(kind for bit, kind in enumerate(BEFORE) if claims >> bit & 1)
        facts = told[profile] | {"claims": held}
        digest = hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
        now, _ = profiles.get_or_create(digest=digest, defaults={"facts": facts})
        positions.filter(profile_id=profile, claims=claims).update(profile_id=now.pk)
    schema_editor.execute("set constraints all immediate")


class Migration(migrations.Migration):
    dependencies = [("record", "0023_programmes")]

    operations = [
        migrations.AlterField("award", "kind", models.TextField(choices=KIND)),
        migrations.AlterField("effect", "kind", models.TextField(choices=KIND)),
        migrations.AddField("voucher", "family", models.SmallIntegerField(choices=FAMILIES, default=0)),
        migrations.RemoveConstraint("voucher", "payroll_voucher_once"),
        migrations.AddConstraint(
            "voucher",
            models.UniqueConstraint(fields=["run", "unit", "pay_by", "family"], name="payroll_voucher_once"),
        ),
        migrations.AddField("result", "family", models.SmallIntegerField(choices=FAMILIES, default=0)),
        migrations.RemoveConstraint("result", "payroll_result_once"),
        migrations.AddConstraint(
            "result",
            models.UniqueConstraint(fields=["run", "person", "family"], name="payroll_result_once"),
        ),
        migrations.RunPython(claims_into_profiles),
        migrations.RunSQL(SQL.read_text("utf-8")),
        migrations.RemoveField("position", "claims"),
    ]
