"""Columns in and out of PostgreSQL: every row once whatever the chunk, and a connection fit for use after any end."""

from __future__ import annotations

import numpy as np
import psycopg
import pytest
from django.db import connection

from ansinh.record.columns import Column, Writer, pack, read

pytestmark = pytest.mark.django_db

NUMBERS: tuple[Column, ...] = (("n", "int8"), ("low", "int2"))


def numbers(upto: int) -> str:
    """The numbers from 1, each beside -1: two bytes that are those of COPY's own end."""
    return f"select n, -1 as low from generate_series(1, {upto}) n order by n"


def server() -> psycopg.Cursor:
    connection.ensure_connection()
    return connection.connection.cursor()


def usable() -> bool:
    return server().execute("select 7").fetchone() == (7,)


@pytest.mark.parametrize("chunk", [1, 2, 7, 65_536])
@pytest.mark.parametrize("rows", [0, 1, 5, 6, 7, 8, 13, 14, 15])
def test_every_row_comes_once_and_in_order_whatever_the_chunk(rows: int, chunk: int) -> None:
    chunks = list(read(server(), numbers(rows), NUMBERS, chunk))
    assert [int(n) for part in chunks for n in part["n"]] == list(range(1, rows + 1))
    assert all(int(low) == -1 for part in chunks for low in part["low"])
    assert all(0 < len(part) <= chunk for part in chunks)
    assert usable()


def test_the_widest_and_the_least_numbers_come_whole() -> None:
    ends: dict[str, tuple[int, int]] = {kind: (-(2 ** (8 * w - 1)), 2 ** (8 * w - 1) - 1)
                                        for kind, w in (("int2", 2), ("int4", 4), ("int8", 8))}  # fmt: skip
    for kind, (least, most) in ends.items():
        query = f"select '{least}'::{kind} as n union all select '{most}'::{kind} order by n"
        (part,) = read(server(), query, [("n", kind)])
        assert [int(n) for n in part["n"]] == [least, most]


@pytest.mark.parametrize("at", [1, 5, 9])
def test_a_null_is_refused_and_the_connection_lives_on(at: int) -> None:
    query = f"select case when n <> {at} then n end as n, 0 as low from generate_series(1, 9) n"
    with pytest.raises(ValueError, match="null"):
        list(read(server(), query, NUMBERS, 3))
    assert usable()


def test_nulls_that_together_are_as_long_as_rows_are_refused_too() -> None:
    """Eleven nulls of two bytes are missing one row of 22: the length alone would look right."""
    query = "select n, case when n > 11 then 0 end as low from generate_series(1, 22) n"
    with pytest.raises(ValueError, match="null"):
        list(read(server(), query, NUMBERS))


def test_a_refusal_before_the_first_row_is_the_servers_own_error() -> None:
    with connection.cursor() as cursor:
        cursor.execute("savepoint here")
        with pytest.raises(psycopg.errors.UndefinedTable):
            next(read(server(), "select n, low from no_such_table", NUMBERS))
        cursor.execute("rollback to here")
    assert usable()


def test_an_error_in_the_middle_is_raised_after_the_rows_before_it() -> None:
    """A list cut short by the server must never pass for a whole one."""
    query = "select n, 1 / (n - 5) as low from generate_series(1, 9) n"
    got: list[int] = []
    with connection.cursor() as cursor:
        cursor.execute("savepoint here")
        with pytest.raises(psycopg.errors.DivisionByZero):
            for part in read(server(), query, NUMBERS, 2):
                got += [int(n) for n in part["n"]]
        cursor.execute("rollback to here")
    assert got == [1, 2, 3, 4]
    assert usable()


def test_a_reader_that_stops_halfway_leaves_the_connection_free() -> None:
    chunks = read(server(), numbers(100_000), NUMBERS, 10)
    assert len(next(chunks)) == 10
    chunks.close()  # type: ignore[attr-defined]
    assert usable()


def test_columns_written_are_the_columns_read() -> None:
    cursor = server()
    cursor.execute("create temporary table kept (n int8 not null, low int2 not null) on commit drop")
    n = np.array([3, 1, 2**62], dtype=np.int64)
    low = np.array([-1, 0, 32_767], dtype=np.int16)
    with Writer(cursor, "kept", NUMBERS) as writer:
        writer.write({"n": n[:2], "low": low[:2]})
        writer.write({"n": n[:0], "low": low[:0]})
        writer.write({"n": n[2:], "low": low[2:]})
    assert cursor.execute("select n, low from kept").fetchall() == [(3, -1), (1, 0), (2**62, 32_767)]
    (part,) = read(cursor, "select n, low from kept", NUMBERS)
    assert bytes(pack(NUMBERS, {"n": n, "low": low})) == part.tobytes()


def test_a_writer_that_fails_leaves_nothing_of_its_rows() -> None:
    cursor = server()
    cursor.execute("create temporary table kept (n int8 not null, low int2 not null) on commit drop")
    cursor.execute("savepoint here")
    with pytest.raises(KeyError, match="slip"), Writer(cursor, "kept", NUMBERS) as writer:
        writer.write({"n": np.array([1]), "low": np.array([1])})
        raise KeyError("slip")
    cursor.execute("rollback to here")
    assert cursor.execute("select count(*) from kept").fetchone() == (0,)
