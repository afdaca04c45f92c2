"""The ledger's lines in bulk: written into a month's partition, read beside it, and fingerprinted.

A month's first large run goes into a bare table that is indexed and then attached as the month's partition;
smaller ones go straight in. Whatever a killed run leaves is a bare table nobody reads, dropped by the next one.
"""

from __future__ import annotations

import hashlib
import queue
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import psycopg
from django.db import connection
from psycopg.conninfo import make_conninfo

from ansinh.record import columns

LINE: list[columns.Column] = [
    ("id", "int8"), ("run_id", "int8"), ("run_month", "int4"), ("award_id", "int8"), ("person_id", "int8"),
    ("unit_id", "int8"), ("kind", "int2"), ("entry", "int2"), ("pay_by", "int2"), ("for_month", "int4"),
    ("amount", "int8"), ("ruling_id", "int8"),
]  # fmt: skip
"""A line of the ledger, column by column."""


IDS_A_MONTH = 10**10
"""Line ids are unique over all months: run_month × this + the line's number within its month."""

TURNS = 10_000
"""How often a second Python lets the other thread go on while lines are read and sent, both in small pieces."""

LARGE = 20_000
"""From so many positions on, the month's partition is loaded bare, indexed and attached."""


def raw_cursor() -> psycopg.Cursor:
    """The driver's own cursor of Django's connection: COPY is not in Django's interface."""
    connection.ensure_connection()
    return connection.connection.cursor()


def begins_large(month: int) -> bool:
    """Whether the month has no partition yet and there are so many positions that it is loaded bare."""
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass(%s) is null", [f"payroll_line_{month}"])
        is_new = cursor.fetchone()[0]
        cursor.execute("select reltuples from pg_class where relname = 'payroll_position'")
        return bool(is_new and cursor.fetchone()[0] >= LARGE)


def first_free_id(month: int) -> int:
    """The id the next line of a month takes."""
    with connection.cursor() as cursor:
        cursor.execute("select max(id) from payroll_line where run_month = %s", [month])
        return (cursor.fetchone()[0] or month * IDS_A_MONTH) + 1


@contextmanager
def beside() -> Iterator[psycopg.Cursor]:
    """A cursor that reads what this transaction sees, on a connection of its own, so that this one stays free."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
    with psycopg.connect(_address()) as other, other.cursor() as reader:
        reader.execute("set transaction isolation level repeatable read, read only")
        reader.execute(f"set transaction snapshot '{snapshot}'")
        reader.execute("select set_config('ansinh.everywhere', 'on', true)")
        yield reader


def _address() -> str:
    """Where this connection's server is, for one more connection to it on the same terms."""
    said = raw_cursor().connection.pgconn.info
    return make_conninfo(**{one.keyword.decode(): one.val.decode() for one in said if one.val})


VOUCHER: list[columns.Column] = [
    ("run_id", "int8"), ("unit_id", "int8"), ("pay_by", "int2"), ("family", "int2"), ("people", "int4"),
    ("lines", "int4"), ("total", "int8"),
]  # fmt: skip


def write_vouchers(run_id: int, vouchers: dict[str, list[int]]) -> None:
    """A run's vouchers, column by column: unit_id, pay_by, family, people, lines, total (whole đồng)."""
    values = {name: np.array(column, dtype=np.int64) for name, column in vouchers.items()}
    values["run_id"] = np.full(len(values["total"]), run_id)
    with columns.Writer(raw_cursor(), "payroll_voucher", VOUCHER) as writer:
        writer.write(values)


def digest_of(month: int, run_id: int) -> str:
    """sha256 over the run's lines in order of their ids: what the trail keeps of an approved list."""
    names = ", ".join(name for name, _ in LINE)
    query = f"select {names} from payroll_line where run_month = {int(month)} and run_id = {int(run_id)} order by id"
    digest = hashlib.sha256()
    for rows in columns.read(raw_cursor(), query, LINE):
        digest.update(rows.tobytes())
    return digest.hexdigest()


@contextmanager
def straight(month: int) -> Iterator[columns.Sink]:
    """Lines go into the month's partition as it stands (made when it is not there), and are there once closed.

    By way of a staging table: COPY is not allowed straight into a table with row-level security.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"drop table if exists payroll_fresh_{month}")  # what a killed run left
        cursor.execute("select to_regclass(%s)", [f"payroll_line_{month}"])
        if cursor.fetchone()[0] is None:
            cursor.execute(f"create table payroll_line_{month} partition of payroll_line for values in ({month})")
            cursor.execute("select payroll_line_guard(%s::regclass)", [f"payroll_line_{month}"])
    yield _Staged()


class _Staged:
    """Lines kept until there are no more, then written at once."""

    def __init__(self) -> None:
        self.chunks: list[dict[str, np.ndarray]] = []

    def write(self, values: dict[str, np.ndarray]) -> None:
        self.chunks.append(values)

    def close(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("create temporary table payroll_staging (like payroll_line) on commit drop")
            with columns.Writer(raw_cursor(), "payroll_staging", LINE) as writer:
                for values in self.chunks:
                    writer.write(values)
            cursor.execute("insert into payroll_line select * from payroll_staging")
            cursor.execute("drop table payroll_staging")


@contextmanager
def bare(month: int) -> Iterator[columns.Sink]:
    """Lines go into a bare table by a connection of its own; it is indexed, then attached as the partition."""
    table = f"payroll_line_{month}"
    fresh = f"payroll_fresh_{month}"
    with psycopg.connect(_address(), autocommit=True) as other:
        other.execute(f"drop table if exists {fresh}")  # what a killed run left
        other.execute(f"create table {fresh} (like payroll_line including constraints)")
        behind = _Behind(other, fresh, month)
        patience = sys.getswitchinterval()
        sys.setswitchinterval(1 / TURNS)
        try:
            yield behind
        finally:
            behind.end()
            sys.setswitchinterval(patience)
    with connection.cursor() as cursor:
        cursor.execute(f"alter table {fresh} rename to {table}")
        cursor.execute(f"alter table payroll_line attach partition {table} for values in ({month})")
        cursor.execute("select payroll_line_guard(%s::regclass)", [table])


class _Behind:
    """Lines packed, sent and, once closed, indexed by a thread of its own, while the caller goes on."""

    def __init__(self, other: psycopg.Connection, table: str, month: int) -> None:
        self.other, self.table, self.month = other, table, month
        self.waiting: queue.Queue[dict[str, np.ndarray] | None] = queue.Queue(maxsize=2)
        self.closed = False
        self.failure: BaseException | None = None
        self.thread = threading.Thread(target=self._work, daemon=True)
        self.thread.start()

    def _work(self) -> None:
        try:
            with (
                self.other.transaction(),
                self.other.cursor() as loading,
                columns.Writer(loading, self.table, LINE) as writer,
            ):
                while (values := self.waiting.get()) is not None:
                    writer.write(values)
            if self.closed:
                index(self.other, self.table, self.month)
                self.other.execute(f"analyze {self.table} (run_id, unit_id, person_id, award_id, for_month, entry)")
        except BaseException as failure:  # noqa: BLE001 - handed to the caller
            self.failure = failure
            while self.waiting.get() is not None:
                pass

    def write(self, values: dict[str, np.ndarray]) -> None:
        if self.failure is not None:
            raise self.failure
        self.waiting.put(values)

    def close(self) -> None:
        self.closed = True
        self.waiting.put(None)

    def end(self) -> None:
        """Wait for the thread; what became of a list given up before it was closed does not matter."""
        if not self.closed:
            self.waiting.put(None)
        self.thread.join()
        if self.failure is not None and self.closed:
            raise self.failure


def index(other: psycopg.Connection, table: str, month: int) -> None:
    """The indexes and the constraint a partition of the ledger needs, on a loaded bare table."""
    other.execute("set maintenance_work_mem = '512MB'")
    other.execute(f"alter table {table} add primary key (run_month, id)")
    other.execute(f"create index on {table} (person_id)")
    other.execute(f"create index on {table} (unit_id, run_id)")
    other.execute(f"alter table {table} add check (run_month = {month})")
