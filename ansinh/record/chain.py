"""The chain of the trail's seals, worked out again from plain rows: no database, no framework.

A seal closes one transaction's entries: digest = sha256 of their lines, hash = sha256(previous hash + digest). So
no entry can be changed, added or taken away later without every later hash changing too. Whoever notes the newest
hash on paper can tell, later, that nothing before it was rewritten.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import Any, NamedTuple


class Entry(NamedTuple):
    """One entry as text, exactly as the database hashes it (``trail_line`` in record/sql/trail.sql)."""

    id: str
    tx: str
    at: str
    by: str
    table: str
    row: str
    op: str
    before: str
    after: str

    @property
    def line(self) -> str:
        return "|".join(self)


class Seal(NamedTuple):
    """One link of the chain."""

    id: int
    tx: int
    entries: int
    first: int
    last: int
    digest: str
    previous: str
    hash: str


FIELDS = {"seal": Seal._fields, "entry": Entry._fields}


class Broken(NamedTuple):
    """Where the trail is not what was sealed: the first seal that fails (None: an entry no seal covers), and why."""

    seal: int | None
    sentence: str


class Checked(NamedTuple):
    """What a check found: how much was looked at, the newest hash, and the first break, if any."""

    entries: int
    seals: int
    newest: str
    broken: Broken | None
    hashes: frozenset[str]


def check(links: Iterable[Seal], written: Iterable[Entry]) -> Checked:
    """Work every hash out again. ``links`` in order of ids, ``written`` in order of transaction and id."""
    links = list(links)
    ranges: dict[int, list[Seal]] = defaultdict(list)
    for link in links:
        ranges[link.tx].append(link)
    sums = {link.id: hashlib.sha256() for link in links}
    counts = dict.fromkeys(sums, 0)
    seen, loose = 0, None
    for entry in written:
        seen += 1
        number = int(entry.id)
        seal = next((s for s in ranges.get(int(entry.tx), ()) if s.first <= number <= s.last), None)
        if seal is None:
            loose = loose or Broken(None, f"Mục nhật ký {entry.id} không thuộc niêm phong nào: ghi thêm về sau.")
            continue
        sums[seal.id].update(("\n" if counts[seal.id] else "").encode() + entry.line.encode())
        counts[seal.id] += 1
    digests = {key: one.hexdigest() for key, one in sums.items()}
    broken = _first_break(links, digests, counts) or loose
    newest = links[-1].hash if links else ""
    return Checked(seen, len(links), newest, broken, frozenset(link.hash for link in links))


def _first_break(links: list[Seal], digests: dict[int, str], counts: dict[int, int]) -> Broken | None:
    previous = ""
    for link in links:
        if link.previous != previous:
            return Broken(link.id, f"Niêm phong {link.id} không nối tiếp niêm phong trước nó.")
        if counts[link.id] != link.entries:
            sentence = f"Niêm phong {link.id} ghi {link.entries} mục nhưng còn {counts[link.id]} mục."
            return Broken(link.id, sentence)
        if digests[link.id] != link.digest:
            return Broken(link.id, f"Có mục của niêm phong {link.id} đã bị sửa.")
        if hashlib.sha256((link.previous + link.digest).encode()).hexdigest() != link.hash:
            return Broken(link.id, f"Mã của niêm phong {link.id} không đúng.")
        previous = link.hash
    return None


def check_file(lines: Iterable[str]) -> Checked:
    """The same check of a trail that was written out. Raises ``ValueError`` for a file that is none."""
    rows = (_row(line) for line in lines)
    links: list[Seal] = []
    first: list[Entry] = []
    for name, values in rows:
        if name == "entry":
            first.append(Entry(*values))
            break
        links.append(Seal(*values))
    return check(links, chain(first, (Entry(*values) for _, values in rows)))


def _row(line: str) -> tuple[str, list[Any]]:
    """One line of a trail that was written out: what it is (seal or entry), and its values."""
    try:
        ((name, values),) = json.loads(line).items()
        fields = FIELDS[name]
    except (ValueError, AttributeError, KeyError):
        raise ValueError(f"Dòng này không phải của tệp nhật ký: {line[:60]!r}.") from None
    if len(values) != len(fields):
        raise ValueError(f"Dòng này thiếu hoặc thừa mục: {line[:60]!r}.")
    return name, values
