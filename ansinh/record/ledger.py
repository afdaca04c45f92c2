"""The fingerprint of a run's lines: taken when it is approved, taken again whenever somebody asks."""

from __future__ import annotations

import hashlib

from django.db import connection

from ansinh.record import columns

LINE: list[columns.Column] = [
    ("id", "int8"), ("run_id", "int8"), ("run_month", "int4"), ("award_id", "int8"), ("person_id", "int8"),
    ("unit_id", "int8"), ("kind", "int2"), ("entry", "int2"), ("pay_by", "int2"), ("for_month", "int4"),
    ("amount", "int8"), ("ruling_id", "int8"),
]  # fmt: skip
"""A line of the ledger, column by column."""


def digest_of(month: int, run_id: int) -> str:
    """sha256 over the run's lines in order of their ids: what the trail keeps of an approved list."""
    names = ", ".join(name for name, _ in LINE)
    query = f"select {names} from payroll_line where run_month = {int(month)} and run_id = {int(run_id)} order by id"
    digest = hashlib.sha256()
    connection.ensure_connection()
    for rows in columns.read(connection.connection.cursor(), query, LINE):
        digest.update(rows.tobytes())
    return digest.hexdigest()
