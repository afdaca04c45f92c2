"""Who stands twice: the register compared with itself or with a list from outside, and what is decided of each pair.

Nothing merges and nothing stops by itself: a pair waits until a person has looked at it. The comparing itself is
``reckoning.linkage``; it is loaded here only when a list is really compared.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import polars as pl
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from ansinh.acts import inquiries, outside, permit, stepping
from ansinh.reckoning.linkage.model import model
from ansinh.reckoning.linkage.records import Record, frame
from ansinh.reckoning.linkage.score import Weighed
from ansinh.record.branches import Version, map_version
from ansinh.record.models.linkage import OutsideList, OutsideRow, Pair, PairState
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User
from ansinh.world.units.present import Place, present

Progress = Callable[[int], None]
NOWHERE = Place(0, None)
FIELDS = ("pk", "full_name", "sex", "birth_year", "birth_month", "birth_day", "identity_number", "old_number",
          "unit_id", "village", "household_id")  # fmt: skip


class NotNow(ValueError):
    """The pair cannot be decided so; the text says why."""


def places() -> dict[int, Place]:
    """Where each recorded commune lies on the newest map, by its id."""
    return _places(map_version())


@lru_cache(maxsize=2)
def _places(version: Version) -> dict[int, Place]:
    """The same, remembered until the map grows."""
    known = present()
    units = Unit.objects.communes().values_list("pk", "code", "valid_from")
    return {pk: known.get((code, since), NOWHERE) for pk, code, since in units}


def people(wanted: Iterable[tuple[Any, ...]]) -> Iterable[Record]:
    """People as records to compare, from rows of ``FIELDS``."""
    where = places()
    for pk, name, sex, year, month, day, number, old, unit, village, household in wanted:
        place = where.get(unit, NOWHERE)
        yield Record(
            pk, name, sex, year, month, day, number, old, place.commune or None, place.province, village, household
        )


def register() -> pl.DataFrame:
    """Everybody the session sees, the dead too, but not who was merged into another."""
    return frame(people(Person.objects.filter(merged_into=None).values_list(*FIELDS).iterator(20_000)))


def search_register(*, by: User, progress: Progress = lambda done: None) -> dict[str, int]:
    """Compare the whole register with itself; pairs that touch the branch of ``by`` wait to be looked at.

    What was decided stays decided. Raises ``permit.Refused``.
    """
    permit.check(by, "register")
    from ansinh.reckoning.linkage import lists

    with permit.whole(by), transaction.atomic():
        _one_at_a_time()
        everybody = register()
        progress(everybody.height // 2)
        mine = set(Person.objects.filter(unit__in=permit.cover(by)).values_list("pk", flat=True))
        pairs = [pair for pair in lists.link(model(), everybody) if pair.left in mine or pair.right in mine]
        found = {(min(p.left, p.right), max(p.left, p.right)): p.weighed for p in pairs}
        standing = Pair.objects.filter(right__isnull=False)
        known = {
            (pair.left_id, pair.right_id or 0): pair for pair in standing.filter(Q(left__in=mine) | Q(right__in=mine))
        }
        _refresh({key: known[key] for key in known.keys() & found.keys()}, found)
        gone = [pair.pk for key, pair in known.items() if key not in found and pair.state == PairState.OPEN]
        Pair.objects.filter(pk__in=gone).delete()
        fresh = found.keys() - known.keys()
        Pair.objects.bulk_create(
            (_pair(found[key], left_id=key[0], right_id=key[1]) for key in fresh), batch_size=2_000
        )
    return {"people": everybody.height, "pairs": len(found), "new": len(fresh)}


def search_list(
    data: bytes, *, kind: str, name: str, on: datetime.date, by: User, progress: Progress = lambda done: None
) -> OutsideList:
    """Compare a list from outside with the people of the branch of ``by``; only rows that may be somebody are kept.

    The same file again is the same list. Raises ``permit.Refused``, and ``ValueError`` for a file that cannot be read
    or names nobody.
    """
    permit.check(by, "register")
    from ansinh.reckoning.linkage import lists

    here = (places().get(pk, NOWHERE).province for pk in permit.cover(by))
    near = {province for province in here if province is not None}
    read = outside.read(data, on=on, progress=progress, near=near)
    if not read.people:
        raise ValueError("Tệp không có dòng nào là người: xem lại dòng tiêu đề cột (Họ tên, Ngày sinh, CCCD …).")
    with permit.acting(by), transaction.atomic():
        _one_at_a_time()
        pairs = lists.link(model(), register(), frame(listed.record for listed in read.people))
        kept, _ = OutsideList.objects.update_or_create(
            digest=hashlib.sha256(data).hexdigest(), kind=kind, by=by, communes=sorted(permit.cover(by)),
            defaults={"name": name, "people": len(read.people), "nameless": read.nameless},
        )  # fmt: skip
        rows = {
            at: _row(kept, read.people[at]) for at in {pair.right for pair in pairs}
        }  # a row already kept stays as it is
        known = {(pair.left_id, pair.row_id or 0): pair for pair in Pair.objects.filter(row__source=kept)}
        found = {(pair.left, rows[pair.right].pk): pair.weighed for pair in pairs}
        _refresh({key: known[key] for key in known.keys() & found.keys()}, found)
        Pair.objects.bulk_create(
            (_pair(found[key], left_id=key[0], row_id=key[1]) for key in found.keys() - known.keys()), batch_size=2_000
        )
    return kept


def ask_again(pair: Pair, *, reason: str, by: User) -> Pair:
    """The commune is asked by a dossier what is true of the two; the pair waits until it is decided."""
    if not reason.strip():
        raise NotNow("Ghi điều cần xã xác minh.")
    with transaction.atomic():
        held = _decided(pair, PairState.ASKED, reason=reason.strip(), by=by)
        try:
            inquiries.ask(held, reason=reason.strip(), by=by, on=timezone.localdate())
        except stepping.NotNow as why:
            raise NotNow(str(why)) from why
    return held


def different(pair: Pair, *, by: User, reason: str = "") -> Pair:
    """Two people: the pair is not asked about again."""
    return _decided(pair, PairState.DIFFERENT, reason=reason, by=by)


def same(pair: Pair, *, by: User, reason: str = "") -> Pair:
    """One person under two records; what follows (a merge, an end) is an act of its own."""
    return _decided(pair, PairState.SAME, reason=reason, by=by)


def reopen(pair: Pair, *, by: User) -> Pair:
    """What was decided by mistake waits again."""
    return _decided(pair, PairState.OPEN, reason="", by=by)


def may_decide(pair: Pair, by: User) -> bool:
    """Whether the user covers both people: what is elsewhere is decided where both can be seen."""
    with permit.whole(by):
        homes = {pair.left.unit_id} | ({pair.right.unit_id} if pair.right else set())
    return permit.allowed(by, "register") and homes <= permit.cover(by)


def _decided(pair: Pair, state: str, *, reason: str, by: User) -> Pair:
    permit.check(by, "register")
    if not may_decide(pair, by):
        raise permit.Refused("Một trong hai người ở ngoài địa bàn được giao: cấp quản lý cả hai nơi quyết định.")
    with transaction.atomic():
        held = Pair.objects.select_for_update().get(pk=pair.pk)
        if held.right is not None and (held.right.merged_into_id or held.left.merged_into_id):
            raise NotNow("Hai hồ sơ này đã gộp: hoàn lại việc gộp trước.")
        held.state, held.reason, held.decided_by, held.decided_at = state, reason, by, timezone.now()
        held.save()
        if state in (PairState.SAME, PairState.DIFFERENT):
            inquiries.close(held, words=str(PairState(state).label), by=by, on=timezone.localdate())
    return held


def _pair(weighed: Weighed, **of: int) -> Pair:
    return Pair(**of, **_told(weighed))


def _told(weighed: Weighed) -> dict[str, Any]:
    """A weighed pair as its row keeps it."""
    return {"score": weighed.score, "sure": weighed.decided == "same", "held": weighed.held,
            "why": [one._asdict() for one in weighed.why]}  # fmt: skip


def _refresh(known: dict[tuple[int, int], Pair], found: dict[tuple[int, int], Weighed]) -> None:
    """Open pairs are weighed anew; what was decided keeps the reasons it was decided by."""
    changed = []
    for key, pair in known.items():
        told = _told(found[key])
        if pair.state in (PairState.OPEN, PairState.ASKED) and any(getattr(pair, name) != told[name] for name in told):
            for name, value in told.items():
                setattr(pair, name, value)
            changed.append(pair)
    Pair.objects.bulk_update(changed, ["score", "sure", "held", "why"], batch_size=2_000)


def _row(source: OutsideList, listed: outside.Listed) -> OutsideRow:
    said = listed.read
    row, _ = OutsideRow.objects.get_or_create(
        source=source, sheet=listed.sheet, row=listed.row,
        defaults={
            "full_name": said.full_name or "", "sex": said.sex, "birth": listed.birth,
            "number": said.identity_number or "", "old_number": said.old_number or "",
            "place": ", ".join(part for part in (said.village, said.commune) if part),
            "from_month": said.from_month, "died_on": said.died_on,
        },
    )  # fmt: skip
    return row


def _one_at_a_time() -> None:
    """Two searches at once would each find the same pairs."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('linkage'))")
