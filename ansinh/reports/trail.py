"""The trail of this database held against its own seals, and written out to be kept elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.db import connection, transaction

from ansinh.reckoning.months import month_text
from ansinh.record.chain import Checked, Entry, Seal, check
from ansinh.record.ledger import digest_of
from ansinh.record.models.payroll import SETTLING, Run


def checked() -> Checked:
    """The whole of it: how many entries and seals, the newest hash, the first break."""
    with _one_moment():
        return check(seals(), entries())


@contextmanager
def _one_moment() -> Iterator[None]:
    """Seals and entries of one and the same moment, though others go on writing."""
    outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if outermost:
            cursor.execute("set transaction isolation level repeatable read")
        yield


def altered() -> list[Run]:
    """Approved runs whose lines are no longer those that were approved."""
    approved = Run.objects.filter(state__in=SETTLING).exclude(digest="").select_related("scope").order_by("month")
    return [run for run in approved if digest_of(run.month, run.pk) != run.digest]


def altered_sentences() -> list[str]:
    """The same, a sentence a list."""
    return [f"Danh sách {run.scope}, tháng {month_text(run.month)} không còn như khi duyệt." for run in altered()]


def seals() -> Iterator[Seal]:
    """This database's seals, in order."""
    with connection.cursor() as cursor:
        cursor.execute("select id, tx, entries, first, last, digest, previous, hash from trail_seal order by id")
        yield from (Seal(*row) for row in cursor.fetchall())


def entries() -> Iterator[Entry]:
    """This database's entries as text, in order of transaction and id; a stream, inside a transaction."""
    with connection.connection.cursor(name="trail_entries") as cursor:
        cursor.itersize = 10_000
        cursor.execute(
            "select id::text, tx::text, extract(epoch from at)::text, by, table_name, row_key, op,"
            " coalesce(before::text, ''), coalesce(after::text, '') from trail_entry"
            " order by trail_entry.tx, trail_entry.id"  # as numbers: the bare names are the texts above
        )
        yield from (Entry(*row) for row in cursor)


def export(file: IO[str]) -> int:
    """The whole trail as JSON lines, seals first, to be kept elsewhere and checked offline; how many lines."""
    written = 0
    with _one_moment():
        for name, rows in (("seal", seals()), ("entry", entries())):
            for row in rows:
                file.write(json.dumps({name: row}, ensure_ascii=False) + "\n")
                written += 1
    return written
