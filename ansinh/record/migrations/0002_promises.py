"""What the database itself keeps: the ledger's partitions and states, the trail, and who sees what."""

from pathlib import Path

from django.db import migrations

from ansinh.record.models.payroll import TRANSITIONS

SQL = Path(__file__).parent.parent / "sql"


def _transitions() -> str:
    pairs = [(str(start), str(end)) for start, ends in TRANSITIONS.items() for end in ends]
    rows = ", ".join(f"('{start}', '{end}')" for start, end in pairs)
    return (
        "create function payroll_transitions() returns table (start text, finish text)"
        f" language sql immutable as $$ select * from (values {rows}) t (start, finish) $$"
    )


class Migration(migrations.Migration):
    dependencies = [("record", "0001_first")]

    operations = [
        migrations.RunSQL(_transitions(), migrations.RunSQL.noop),
        *[migrations.RunSQL((SQL / f"{name}.sql").read_text("utf-8")) for name in ("trail", "payroll", "places")],
    ]
