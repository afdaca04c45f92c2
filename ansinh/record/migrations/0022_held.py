"""A dossier open when the tiers change is held, and seen, by the office that goes on with it."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql" / "held.sql"
WHATS = [
    ("receive", "tiếp nhận"), ("forward", "chuyển bước"), ("back", "trả lại"), ("ask", "yêu cầu bổ sung"),
    ("complete", "đã bổ sung"), ("post", "niêm yết"), ("complain", "có khiếu nại"), ("answer", "trả lời khiếu nại"),
    ("draft", "dự thảo quyết định"), ("sign", "ký quyết định"), ("refuse", "từ chối"), ("hand_over", "trả kết quả"),
    ("withdraw", "rút hồ sơ"), ("note", "ghi chú"), ("over", "chuyển sang cơ quan mới"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("record", "0021_decided")]

    operations = [
        migrations.AddField(
            "dossier",
            "holder",
            models.ForeignKey(
                help_text="xã giữ từ khi đổi cấp", null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="+", to="record.unit",
            ),
        ),
        migrations.AlterField("move", "what", models.TextField(choices=WHATS)),
        migrations.RunSQL(SQL.read_text("utf-8")),
    ]  # fmt: skip
