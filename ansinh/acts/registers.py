"""An office's workbook into the register: each row lands, or is held with its reason; twice changes nothing.

The reader (world/registers) says what each row is; here rows meet the people already held. Nothing is dropped and
nothing guessed: a row that could be two people, or gives somebody a second benefit of one kind, is held.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from ansinh.acts import kept_rows, permit
from ansinh.acts.landing import Landing
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.tasks import Import
from ansinh.record.models.users import User
from ansinh.world import registers
from ansinh.world.registers import corrections
from ansinh.world.registers.book import open_book
from ansinh.world.registers.row import SourceRow, UnitName

CHUNK = 1_000
Progress = Callable[[int], None]


class Report(NamedTuple):
    """What became of a workbook: rows by outcome, the rows themselves, and stated amounts the law does not give."""

    kept: Import | None
    rows: list[SourceRow]
    counts: dict[str, int]
    differences: list[dict[str, object]]
    digest: str


class _Rehearsal(Exception):
    """Ends a dry run's transaction, so that nothing of it stays."""


def import_workbook(
    data: bytes, *, name: str, on: datetime.date, by: User | None, paid_before: int | None = None,
    within: Sequence[Unit] = (), dry_run: bool = False, progress: Progress = lambda rows: None,
) -> Report:  # fmt: skip
    """Land a workbook's rows.

    ``paid_before``: months before it were paid by the office's old lists and are not reckoned; None: every month
    since each award began is owed. ``within`` narrows commune names to these units' branch. With ``dry_run``
    everything is tried and nothing kept. Raises ``permit.Refused`` and the reader's ``ValueError`` for a file
    that is no workbook.
    """
    if by is not None:
        permit.check(by, "register")
    places = list(within) or (list(by.places.all()) if by is not None else [])
    if by is not None and not places:
        raise permit.Refused("Tài khoản này chưa được giao địa bàn nào nên chưa nhập sổ được.")
    digest = hashlib.sha256(data).hexdigest()
    rows: list[SourceRow] = []
    differences: list[dict[str, object]] = []
    kept: Import | None = None
    try:
        with transaction.atomic():
            if not dry_run:
                _lock()
            landing = Landing(on=on, by=by, paid_before=paid_before, source=name, units=_communes(places))
            for chunk in _chunks(registers.read(data, units=unit_names(places), on=on)):
                rows += landing.land(chunk)
                progress(len(rows))
            differences = landing.differences()
            if dry_run:
                raise _Rehearsal
            report = Report(None, rows, counts_of(rows), differences, digest)
            kept = _keep(report, Path(name).name, registers.recognise(data), _place(landing, places, on), by)
            kept_rows.keep(kept, rows, landing.people)
    except _Rehearsal:
        pass
    return Report(kept, rows, counts_of(rows), differences, digest)


def months_said(data: bytes) -> list[int]:
    """The months a workbook's titles say it is of. Raises ``ValueError``."""
    return registers.months_said(data)


def rows_in(data: bytes) -> int:
    """How many rows a workbook's sheets have, blank ones too: what progress is told against. Raises ``ValueError``."""
    return sum(len(sheet.raw) for sheet in open_book(data) if isinstance(sheet.raw, Sized))


def counts_of(rows: Iterable[SourceRow]) -> dict[str, int]:
    """Rows by outcome: landed, landed with remarks, held, not a person (blank rows reported together count each)."""
    counts = {"landed": 0, "landed with remarks": 0, "held": 0, "not a person": 0}
    for row in rows:
        counts[row.landing] += row.rows
    return counts


def unit_names(places: Sequence[Unit]) -> list[UnitName]:
    """The communes a workbook of these places may name, of both maps; all of Vietnam when no place is given."""
    communes = Unit.objects.filter(level=Level.COMMUNE).select_related("parent__parent")
    if places:
        communes = communes.filter(pk__in=permit.communes_of(list(places)))
    return [
        UnitName(
            code=u.code, name=u.name, kind=u.kind.lower(),
            district=u.parent.name if u.parent and u.parent.level == Level.DISTRICT else "",
            province=_province(u), valid_from=u.valid_from, valid_to=u.valid_to,
        )
        for u in communes
    ]  # fmt: skip


def _province(unit: Unit) -> str:
    above = unit.parent
    while above is not None and above.parent is not None:
        above = above.parent
    return above.name if above else ""


def _communes(places: Sequence[Unit]) -> dict[tuple[str, datetime.date], Unit]:
    communes = Unit.objects.filter(level=Level.COMMUNE)
    if places:
        communes = communes.filter(pk__in=permit.communes_of(list(places)))
    return {(unit.code, unit.valid_from): unit for unit in communes}


def _chunks(rows: Iterable[SourceRow]) -> Iterator[list[SourceRow]]:
    chunk: list[SourceRow] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) >= CHUNK:
            yield chunk
            chunk = []
    yield chunk


def _lock() -> None:
    """One workbook lands at a time: two at once would each find nobody there and make the same people twice."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('registers'))")


class _Place(NamedTuple):
    """Where a workbook is from: in words, and all the communes it may tell of."""

    words: str
    communes: list[int] | None


def _place(landing: Landing, places: Sequence[Unit], on: datetime.date) -> _Place:
    """The places given; without any, wherever the workbook's own people live; None when it tells of nobody."""
    if places:
        gone = {place.pk for place in places if place.valid_to is not None and place.valid_to <= on}
        words = "; ".join(f"{place} cũ" if place.pk in gone else str(place) for place in places)
        return _Place(words, sorted(permit.communes_of(list(places))))
    homes = Unit.objects.filter(people__in=list(landing.people.values())).distinct()
    return _Place("", sorted(permit.communes_of(list(homes))) or None)


def _keep(report: Report, name: str, form: str, place: _Place, by: User | None) -> Import:
    """The import's own record, with the rows to correct as a workbook; a user's same file again is the same record."""
    kept, _ = Import.objects.update_or_create(
        digest=report.digest, by=by, communes=place.communes,
        defaults={
            "name": name, "format": form, "counts": report.counts, "differences": report.differences,
            "corrections": corrections_of(report), "place": place.words, "at": timezone.now(),
        },
    )  # fmt: skip
    return kept


def corrections_of(report: Report) -> bytes | None:
    """The held rows as a workbook to correct and send again; None when nothing is held."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "can-sua.xlsx"
        return path.read_bytes() if corrections.write(path, report.rows, source=report.digest) else None
