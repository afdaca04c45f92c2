"""Whole columns of whole numbers in and out of PostgreSQL, by COPY in its binary form.

A row of fixed-width integers without nulls has one size, so a chunk of rows is one numpy array laid over the
bytes: nothing is parsed a value at a time. Numbers only; money stays whole đồng.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np
import psycopg
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn

HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"
WIDTHS = {"int2": 2, "int4": 4, "int8": 8}

Column = tuple[str, str]
"""A column's name and PostgreSQL type, ``("award_id", "int8")``."""


def layout(columns: Sequence[Column]) -> np.dtype[np.void]:
    """The bytes of one row: a count of fields, then for each its length and its value, big-endian."""
    fields: list[tuple[str, str]] = [("", ">i2")]
    for name, kind in columns:
        fields += [(f"{name}#", ">i4"), (name, f">i{WIDTHS[kind]}")]
    return np.dtype([(name or "#", form) for name, form in fields])


def read(cursor: psycopg.Cursor, query: str, columns: Sequence[Column], rows: int = 250_000) -> Iterator[np.ndarray]:
    """Arrays of at most about ``rows`` rows of what ``query`` selects; fields by name, still big-endian.

    Every selected value must be of the type named and not null (else ValueError).
    """
    row = layout(columns)
    wanted = ", ".join(f"{name}::{kind} as {name}" for name, kind in columns)
    limit = rows * row.itemsize
    gathered: list[bytes] = []
    size = 0
    for piece in _pieces(
        cursor.connection.pgconn, f"copy (select {wanted} from ({query}) q) to stdout (format binary)"
    ):
        gathered.append(piece)
        size += len(piece)
        if size >= limit:
            yield _rows(b"".join(gathered), row)
            gathered, size = [], 0
    last = b"".join(gathered).removesuffix(TRAILER)
    if last:
        yield _rows(last, row)


def _pieces(server: PGconn, statement: str) -> Iterator[bytes]:
    """What COPY sends, a row a piece, read from libpq itself: a Python frame a row would cost more than the row.

    Raises ``psycopg.Error`` when the server refuses. A reader that stops halfway has the rest read and thrown away.
    """
    begun = server.exec_(statement.encode())
    if begun.status != ExecStatus.COPY_OUT:
        raise psycopg.errors.error_from_result(begun)
    take = server.get_copy_data
    size, piece = take(0)
    try:
        skip = len(HEADER)
        while size > 0:
            yield bytes(piece[skip:]) if skip else bytes(piece)
            skip = 0
            size, piece = take(0)
    finally:
        while size > 0:
            size, _ = take(0)
        ended = server.get_result()
        while server.get_result() is not None:
            pass
    if ended is not None and ended.status != ExecStatus.COMMAND_OK:
        raise psycopg.errors.error_from_result(ended)


def _rows(data: bytes, row: np.dtype[np.void]) -> np.ndarray:
    if len(data) % row.itemsize:
        raise ValueError("a value was null or of another width than its column says")
    return np.frombuffer(data, dtype=row)


def pack(columns: Sequence[Column], values: dict[str, np.ndarray]) -> bytes:
    """The rows of these columns as COPY's binary form, without its header."""
    table = np.empty(len(values[columns[0][0]]), dtype=layout(columns))
    table["#"] = len(columns)
    for name, kind in columns:
        table[f"{name}#"] = WIDTHS[kind]
        table[name] = values[name]
    return table.tobytes()


class Sink(Protocol):
    """Whatever takes rows column by column."""

    def write(self, values: dict[str, np.ndarray]) -> None: ...


class Writer:
    """One COPY into one table, chunk after chunk."""

    def __init__(self, cursor: psycopg.Cursor, table: str, columns: Sequence[Column]) -> None:
        self.columns = columns
        names = ", ".join(name for name, _ in columns)
        self.context = cursor.copy(f"copy {table} ({names}) from stdin (format binary)")

    def __enter__(self) -> Writer:
        self.copy = self.context.__enter__()
        self.copy.write(HEADER)
        return self

    def write(self, values: dict[str, np.ndarray]) -> None:
        if len(values[self.columns[0][0]]):
            self.copy.write(pack(self.columns, values))

    def __exit__(self, *failure: object) -> None:
        if failure[0] is None:
            self.copy.write(TRAILER)
        self.context.__exit__(*failure)  # type: ignore[arg-type]
