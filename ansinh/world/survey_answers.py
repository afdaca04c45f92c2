"""What came back from the field: an export of ODK Central (a ZIP of CSV) or KoboToolbox (XLSX, CSV), form by form.

Columns are known by their last part, whatever groups stand before it (``home-wall``, ``home/wall``); the members of a
form are in a table of their own, joined by the form's key.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ansinh.world.registers.book import UnreadableWorkbook, open_book

KEYS = ("key", "instanceid", "_uuid", "_id")
"""Columns that name a form, the surest first."""

PARENTS = ("parent_key", "_submission__uuid", "_parent_index")
LARGEST = 200 * 2**20
Cells = Mapping[str, str]


class Table(NamedTuple):
    """One table of an export: rows of cells by the last part of their heading, in lower case."""

    name: str
    rows: list[Cells]


class Answered(NamedTuple):
    """One form as it came: the row it stands on, its key, its cells, and those of its members."""

    row: int
    key: str
    cells: Cells
    members: list[Cells]


def is_export(data: bytes) -> bool:
    """Whether a file looks like an export of forms and not the office's workbook."""
    try:
        return any("taken_on" in row for table in tables(data) for row in table.rows[:1])
    except ValueError:
        return False


def read(data: bytes) -> list[Answered]:
    """Every form of an export. Raises ``ValueError`` for a file that is none."""
    found = tables(data)
    main = next((one for one in found if one.rows and "taken_on" in one.rows[0]), None)
    if main is None:
        raise ValueError("Tệp này không phải bản xuất của ODK Central hay KoboToolbox.")
    members: dict[str, list[Cells]] = {}
    for one in found:
        for row in one.rows if one is not main and one.rows and "full_name" in one.rows[0] else ():
            parent = next((row[name] for name in PARENTS if row.get(name)), "")
            members.setdefault(parent, []).append(row)
    return [_answered(at, row, members) for at, row in enumerate(main.rows, 2)]


def _answered(at: int, row: Cells, members: Mapping[str, list[Cells]]) -> Answered:
    key = next((row[name] for name in KEYS if row.get(name)), "")
    mine = next((members[row[name]] for name in (*KEYS, "_index") if row.get(name) in members), [])
    return Answered(at, key, row, mine)


def tables(data: bytes) -> list[Table]:
    """The tables of an export, whatever it comes as. Raises ``ValueError``."""
    if data[:2] == b"PK":
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                files = [one for one in packed.infolist() if one.filename.endswith(".csv")]
                if sum(one.file_size for one in files) > LARGEST:
                    raise ValueError("Tệp quá lớn.")
                if files:
                    return [Table(one.filename, _csv(packed.read(one))) for one in files]
        except zipfile.BadZipFile:
            raise ValueError("Tệp nén bị hỏng: tải lại bản xuất rồi gửi.") from None
        try:
            return [Table(sheet.name, _lines([line.texts for line in sheet.lines()])) for sheet in open_book(data)]
        except UnreadableWorkbook as unreadable:
            raise ValueError(str(unreadable)) from unreadable
    return [Table("", _csv(data))]


def _csv(data: bytes) -> list[Cells]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("Tệp CSV phải ở dạng UTF-8.") from None
    lines = text.splitlines()
    mark = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    return _lines(list(csv.reader(io.StringIO(text), delimiter=mark)))


def _lines(lines: Sequence[Sequence[str]]) -> list[Cells]:
    if not lines:
        return []
    heads = [_last(head) for head in lines[0]]
    return [dict(zip(heads, (cell.strip() for cell in line), strict=False)) for line in lines[1:] if any(line)]


def _last(head: str) -> str:
    """``meta-instanceID`` and ``meta/instanceID`` as ``instanceid``."""
    return head.strip().replace("/", "-").rpartition("-")[2].lower()
