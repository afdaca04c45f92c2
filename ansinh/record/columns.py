"""Whole columns of whole numbers in and out of PostgreSQL, by COPY in its binary form.

A row of fixed-width integers without nulls has one size, so a chunk of rows is one numpy array laid over the
bytes: nothing is parsed a value at a time. Numbers only; money stays whole đồng.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Protocol

import numpy as np
import psycopg
from psycopg.pq import ExecStatus

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


def read(cursor: psycopg.Cursor, query: str, columns: Sequence[Column], rows: int = 65_536) -> Iterator[np.ndarray]:
    """Arrays of at most ``rows`` rows of what ``query`` selects; fields by name, still big-endian.

    Every selected value must be of the type named and not null (else ValueError). Raises ``psycopg.Error`` when the
    server refuses. A reader that stops halfway has the rest read and thrown away.

    COPY sends a row a piece. They are taken from libpq itself and laid end to end at once: a Python frame or an
    object kept for each row would cost more than the row.
    """
    blank = _blank(tuple(columns))
    wanted = ", ".join(f"{name}::{kind} as {name}" for name, kind in columns)
    server = cursor.connection.pgconn
    begun = server.exec_(f"copy (select {wanted} from ({query}) q) to stdout (format binary)".encode())
    if begun.status != ExecStatus.COPY_OUT:
        raise psycopg.errors.error_from_result(begun)
    take, left, skip = server.get_copy_data, True, len(HEADER)
    try:
        while left:
            gathered = bytearray()
            for _ in repeat(None, rows):
                size, piece = take(0)
                if size <= 0:
                    left = False
                    break
                gathered += piece
            over = (len(gathered) - skip) % blank.itemsize
            if over == len(TRAILER) and gathered.endswith(TRAILER):  # the last piece, whether the end was met or not
                del gathered[-over:]
            if len(gathered) > skip:
                yield _rows(gathered, blank, skip)
            skip = 0
    finally:
        while left:
            left = take(0)[0] > 0
        ended = server.get_result()
        while server.get_result() is not None:
            pass
    if ended is not None and ended.status != ExecStatus.COMMAND_OK:
        raise psycopg.errors.error_from_result(ended)


def _rows(data: bytearray, blank: np.ndarray, skip: int) -> np.ndarray:
    """The array laid over the bytes, once every count and length in them is what the columns say."""
    if (len(data) - skip) % blank.itemsize == 0:
        rows = np.frombuffer(data, dtype=blank.dtype, offset=skip)
        if all((rows[name] == blank[name]).all() for name in rows.dtype.names or () if name.endswith("#")):
            return rows
    raise ValueError("a value was null or of another width than its column says")


def pack(columns: Sequence[Column], values: dict[str, np.ndarray]) -> memoryview:
    """The rows of these columns as COPY's binary form, without its header."""
    table = np.repeat(_blank(tuple(columns)), len(values[columns[0][0]]))
    for name, _ in columns:
        table[name] = values[name]
    return table.view(np.uint8).data


@lru_cache
def _blank(columns: tuple[Column, ...]) -> np.ndarray:
    """One row with everything but the values."""
    row = np.zeros(1, dtype=layout(columns))
    row["#"] = len(columns)
    for name, kind in columns:
        row[f"{name}#"] = WIDTHS[kind]
    return row


class Sink(Protocol):
    """Whatever takes rows column by column, until it is closed."""

    def write(self, values: dict[str, np.ndarray]) -> None: ...

    def close(self) -> None: ...


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
