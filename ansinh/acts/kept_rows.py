"""A workbook's rows that did not simply land: kept to be looked at, answered by a later workbook, or put aside.

A held row is answered when a later workbook lands the same one: known by the code it came back with, or, without
one, because everything it said that was not at fault stands there again. What is not surely the same stays open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.utils import timezone

from ansinh.acts import permit
from ansinh.reckoning.names import fold
from ansinh.record.models.tasks import Import, ImportRow, Landed
from ansinh.record.models.users import User
from ansinh.world.registers.corrections import carried, origin_of
from ansinh.world.registers.row import HOLD, SourceRow

TOGETHER = (
    frozenset({"birth_year", "birth_month", "birth_day", "birth"}),
    frozenset({"identity_number", "old_number", "sex"}),
    frozenset({"commune", "commune_code", "commune_valid_from", "village"}),
    frozenset({"group", "group_text", "group_code", "kind", "decree", "coefficient", "stated_amount", "disability"}),
    frozenset({"from_month", "until_month", "decided_on", "decision_number", "stop_reason"}),
)
"""Fields read from one another: a fault of one leaves none of them certain."""

WHO = frozenset({"birth_year", "identity_number", "old_number"})
SINCE = frozenset({"from_month", "decision_number"})
"""Besides the name and the group (somebody may hold two benefits by one decision), one of each must surely say the same
for two rows without a code to be one; a row in its very place in the sheet is whom it was about."""


class NotNow(ValueError):
    """The row cannot be put aside; the text says why, for the officer."""


def keep(kept: Import, rows: Iterable[SourceRow], people: Mapping[tuple[str, int], int]) -> None:
    """Keep the rows of a workbook that were held or landed with remarks, and answer open ones of earlier workbooks.

    ``people``: who the rows that landed are about, by sheet and row.
    """
    rows = [row for row in rows if row.outcome == "person"]
    said: dict[tuple[str, int], ImportRow] = {}
    for row in rows:
        if row.remarks:
            one = _kept(kept, row, people)
            while (one.sheet, one.row) in said:  # two sheets whose names differ by a space alone
                one.sheet += " (2)"
            said[one.sheet, one.row] = one
    ImportRow.objects.bulk_create(
        said.values(), batch_size=1_000, update_conflicts=True, unique_fields=["source", "sheet", "row"],
        update_fields=["outcome", "full_name", "person", "values", "remarks"],
    )  # fmt: skip
    _answer(kept, rows)


def put_aside(row: ImportRow, *, reason: str, by: User) -> ImportRow:
    """The officer says why a held row does not belong in the register. Raises ``NotNow`` and ``permit.Refused``."""
    permit.check(by, "register")
    if not reason.strip():
        raise NotNow("Ghi lý do không đưa dòng này vào sổ.")
    if not ImportRow.objects.open().filter(pk=row.pk).exists():
        raise NotNow("Dòng này đã vào sổ hoặc đã được gác lại.")
    row.aside_by, row.aside_at, row.aside_reason = by, timezone.now(), reason.strip()
    row.save(update_fields=["aside_by", "aside_at", "aside_reason"])
    return row


def take_up(row: ImportRow, *, by: User) -> ImportRow:
    """A row put aside by mistake is open again; the trail keeps who had put it aside and why."""
    permit.check(by, "register")
    row.aside_by, row.aside_at, row.aside_reason = None, None, ""
    row.save(update_fields=["aside_by", "aside_at", "aside_reason"])
    return row


def _kept(kept: Import, row: SourceRow, people: Mapping[tuple[str, int], int]) -> ImportRow:
    told = row.to_json()
    return ImportRow(
        source=kept, sheet=row.sheet, row=row.row, outcome=Landed.HELD if row.held else Landed.REMARKED,
        full_name=(row.values.full_name if row.values else None) or "", person_id=people.get((row.sheet, row.row)),
        values=told["values"], origin=origin_of(row, kept.digest),
        remarks=[one | {"holds": remark.severity == HOLD}
                 for one, remark in zip(told["remarks"], row.remarks, strict=True)],
    )  # fmt: skip


def _answer(kept: Import, rows: list[SourceRow]) -> None:
    """Mark the open rows that these rows are: landed now, or sent again and held once more."""
    by_origin: dict[str, list[ImportRow]] = defaultdict(list)
    by_name: dict[str, list[ImportRow]] = defaultdict(list)
    codes = {code for row in rows if (code := carried(row))}
    with permit.whole(kept.by):  # a row held by another office comes back with its code wherever it is corrected
        for held in ImportRow.objects.open().filter(Q(origin__in=codes) | Q(source=kept)):
            by_origin[held.origin].append(held)
    for held in ImportRow.objects.open().exclude(source=kept):
        by_name[fold(held.full_name)].append(held)
    answered: dict[int, ImportRow] = {}
    for row in rows:
        same = [
            one for one in by_origin.get(origin_of(row, kept.digest), ()) if not (row.held and one.source_id == kept.pk)
        ]
        if not row.held and by_name:
            name = fold((row.values.full_name if row.values else None) or "")
            same += [one for one in by_name.get(name, ()) if _same(one, row)]
        for one in same:
            one.answered_by, one.answered_at, one.held_again = kept, timezone.now(), row.held
            answered[one.pk] = one
    with permit.whole(kept.by):
        ImportRow.objects.bulk_update(answered.values(), ["answered_by", "answered_at", "held_again"], batch_size=500)


def _same(held: ImportRow, row: SourceRow) -> bool:
    """Whether a row that landed says everything the held one said where it was not at fault."""
    unsure = {remark["field"] for remark in held.remarks if remark["holds"]}
    for fields in TOGETHER:
        if unsure & fields:
            unsure |= fields
    said: dict[str, Any] = row.to_json()["values"]
    both = (held.values.keys() & said.keys()) - unsure - {"full_name", "note"}
    in_place = (held.sheet, held.row) == (row.sheet, row.row)
    sure = bool((in_place or both & WHO) and both & SINCE and "group_code" in both)
    return sure and all(held.values[name] == said[name] for name in both)
