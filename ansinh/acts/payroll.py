"""The monthly run from preparing to closing: who may move it, and what must be true before it moves.

prepared → checked → approved → sent → results → closed (record.models.payroll.TRANSITIONS). While a run is
open it follows every new fact; once approved its lines never change, and what is learnt later is a line of the
open month.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from contextlib import ExitStack
from typing import NamedTuple

import polars as pl
from django.db import connection, transaction
from django.utils import timezone

from ansinh.acts import assistance, lookback, permit, reckon
from ansinh.acts.placing import placing
from ansinh.acts.rulings import Desk
from ansinh.reckoning.months import month_text
from ansinh.record import ledger
from ansinh.record.branches import province_of
from ansinh.record.models.payroll import (
    SETTLING,
    TRANSITIONS,
    EntryKind,
    Line,
    Outcome,
    Position,
    Problem,
    Result,
    Run,
    State,
    Touch,
)  # fmt: skip
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User


class NotNow(Exception):
    """The run cannot go that way now; the text says why and what to do, for the user."""


class ResultRow(NamedTuple):
    """What the Post or the bank says became of one person's payment."""

    person_id: int
    outcome: Outcome
    reason: str


def prepare(
    *, month: int, scope: Unit, by: User | None, on: datetime.date, progress: reckon.Progress = lambda lines: None
) -> Run:
    """The month's list for a place, prepared on a day by the law in force that day; an open one is brought up to date.

    ``by`` None is the system itself (the command line). Raises ``permit.Refused`` and ``NotNow``.
    """
    if by is not None:
        permit.check(by, "prepare", scope)
    _refuse_far(month, on)
    with permit.whole(by), transaction.atomic():
        _lock()
        run = Run.objects.filter(month=month, scope=scope).first()
        if run is not None:
            return refresh(run, by=by, on=on, progress=progress) if run.state == State.PREPARED else run
        units = permit.communes_of([scope])
        _refuse_overlap(month, scope, units)
        desk = Desk(on, month)
        run = Run.objects.create(month=month, scope=scope, prepared_on=on, prepared_by=by, book=_book_key(desk))
        _reckon(run, desk, sorted(units), None, progress)
    return run


def refresh(run: Run, *, by: User | None, on: datetime.date, progress: reckon.Progress = lambda lines: None) -> Run:
    """Bring an open list up to date with every fact recorded since; nothing is written when there is none."""
    if by is not None:
        permit.check(by, "prepare", run.scope)
    with permit.whole(by), transaction.atomic():
        _lock()
        run = Run.objects.select_for_update().get(pk=run.pk)
        if run.state != State.PREPARED:
            raise NotNow("Danh sách đã qua bước lập; trả lại để lập lại trước khi cập nhật.")
        desk = Desk(on, run.month)
        units = sorted(permit.communes_of([run.scope]))
        lookback.leave_problems(run, units)
        if _book_key(desk) != run.book:
            run.prepared_on, run.book = on, _book_key(desk)
            lookback.hand_over(run, units)
            Line.objects.filter(run_month=run.month, run=run).delete()
            Touch.objects.filter(run=run).update(run=None)
            run.problems.filter(settled_at__isnull=True).delete()
            _reckon(run, desk, units, None, progress)
        elif awards := stale(run, units):
            people = list(Touch.objects.filter(award__in=awards).values_list("award__person", flat=True).distinct())
            awards = list(_awards_of(people))
            Line.objects.filter(run_month=run.month, run=run, person__in=people).delete()
            run.problems.filter(person__in=people, settled_at__isnull=True).delete()
            Touch.objects.filter(run=run, award__in=awards).update(run=None)
            _reckon(run, desk, units, awards, progress)
    return run


def follow(runs: Iterable[Run]) -> None:
    """Open lists follow every new fact by themselves: brought up to date whenever somebody looks at them."""
    for run in runs:
        if run.state == State.PREPARED and stale(run, sorted(permit.communes_of([run.scope]))):
            refresh(run, by=None, on=run.prepared_on)


def stale(run: Run, units: list[int]) -> list[int]:
    """Awards of the run's place that something touched since it was reckoned."""
    with permit.whole(None):
        return lookback.touched(run, units, None, unseen_only=True)["award_id"].unique().sort().to_list()


def other_law(run: Run, on: datetime.date) -> bool:
    """Whether an open list was prepared by other decrees than those that pay its month as known on a day."""
    return run.state == State.PREPARED and _book_key(Desk(on, run.month)) != run.book


def awards_in(month: int, scope: Unit) -> int:
    """How many awards run in a place in a month: what progress is told against."""
    held = Position.objects.filter(unit__in=permit.communes_of([scope]), from_month__lte=month, until_month__gt=month)
    return held.count()


def check(run: Run, *, by: User) -> Run:
    """The preparer has gone through the list: it may go to whoever approves."""
    permit.check(by, "prepare", run.scope)
    run = refresh(run, by=by, on=run.prepared_on)
    open_problems = run.problems.filter(settled_at__isnull=True)
    seen = open_problems.count()
    with permit.whole(by):
        left = open_problems.count()
    if left > seen:
        raise NotNow(
            f"Còn {left} vướng mắc chưa giải quyết, trong đó {left - seen} người ở nơi ngoài địa bàn được giao:"
            " nhờ cấp trên ghi nơi cư trú mới của họ."
        )
    if left:
        raise NotNow(f"Còn {left} vướng mắc chưa giải quyết; giải quyết hết rồi mới chuyển kiểm.")
    return _move(run, State.CHECKED, checked_by=by, checked_at=timezone.now())


def give_back(run: Run, *, by: User, reason: str) -> Run:
    """Whoever approves sends the list back, with a reason."""
    permit.check(by, "approve", run.scope)
    if not reason.strip():
        raise NotNow("Ghi lý do trả lại để người lập biết phải sửa gì.")
    return _move(run, State.PREPARED, returned_reason=reason.strip(), checked_by=None, checked_at=None)


def approve(run: Run, *, by: User, accept_provisional: bool = False) -> Run:
    """Approve the list: from here on its lines cannot change. Somebody other than the preparer must do it."""
    permit.check(by, "approve", run.scope)
    if run.prepared_by_id == by.pk:
        raise NotNow("Người lập danh sách không được tự duyệt; người khác phải duyệt.")
    if run.provisional and not accept_provisional:
        raise NotNow("Danh sách dựa trên văn bản tạm: phải đánh dấu đồng ý áp dụng văn bản tạm rồi mới duyệt.")
    units = sorted(permit.communes_of([run.scope]))
    if stale(run, units):
        raise NotNow("Có dữ kiện mới sau khi kiểm; trả lại để cập nhật danh sách rồi duyệt.")
    accepted = by if run.provisional else None
    with permit.whole(by), transaction.atomic():
        Run.objects.select_for_update().get(pk=run.pk)
        return _move(
            run, State.APPROVED, approved_by=by, approved_at=timezone.now(), provisional_accepted_by=accepted,
            digest=ledger.digest_of(run.month, run.pk),
        )  # fmt: skip


def send(run: Run, *, by: User) -> Run:
    """The list has gone to the Post and the banks."""
    permit.check(by, "prepare", run.scope)
    return _move(run, State.SENT, sent_at=timezone.now(), sent_by=by)


def record_results(run: Run, rows: Iterable[ResultRow], *, by: User | None) -> int:
    """What came back; the latest word on a person counts. An unpaid month is owed again. Gives how many changed."""
    if by is not None:
        permit.check(by, "prepare", run.scope)
    with permit.whole(by), transaction.atomic():
        run = Run.objects.select_for_update().get(pk=run.pk)
        if run.state not in (State.SENT, State.RESULTS):
            raise NotNow("Chỉ ghi kết quả chi trả sau khi đã gửi danh sách và trước khi chốt kỳ.")
        wanted = {row.person_id: row for row in rows}
        if strangers := wanted.keys() - _paid_in(run):
            raise ValueError(f"Danh sách này không chi cho người mang mã {', '.join(map(str, sorted(strangers)[:5]))}.")
        held = Result.objects.filter(run=run).values_list("person_id", "outcome", "reason")
        before = {person: (outcome, reason) for person, outcome, reason in held}
        changed = [r for r in wanted.values() if before.get(r.person_id) != (r.outcome, r.reason)]
        turned = [r for r in changed if _came_back(before.get(r.person_id)) != (r.outcome != Outcome.PAID)]
        Result.objects.bulk_create(
            [Result(run=run, person_id=r.person_id, outcome=r.outcome, reason=r.reason, by=by) for r in changed],
            update_conflicts=True, unique_fields=["run", "person"], update_fields=["outcome", "reason", "by"],
        )  # fmt: skip
        _touch_payments(run, [row.person_id for row in turned])
        _stop_unclaimed(run, [row for row in changed if row.outcome == Outcome.UNPAID_STOP])
        if run.state == State.SENT:
            _move(run, State.RESULTS)
    return len(changed)


def assume_paid(run: Run, *, by: User) -> Run:
    """Everybody without a word is taken as paid: an assumption, recorded as one, until it is settled."""
    permit.check(by, "prepare", run.scope)
    with transaction.atomic():
        run = Run.objects.select_for_update().get(pk=run.pk)
        if run.state not in (State.SENT, State.RESULTS):
            raise NotNow("Chỉ đánh dấu đã trả sau khi đã gửi danh sách và trước khi chốt kỳ.")
        run.assumed_paid_at, run.assumed_paid_by = timezone.now(), by
        run.save(update_fields=["assumed_paid_at", "assumed_paid_by"])
        return _move(run, State.RESULTS) if run.state == State.SENT else run


def close(run: Run, *, by: User | None) -> Run:
    """Close the period for good. Whoever has no result must have been taken as paid, in so many words."""
    if by is not None:
        permit.check(by, "prepare", run.scope)
    with permit.whole(by):
        silent = len(_paid_in(run) - set(run.results.values_list("person_id", flat=True)))
    if silent and run.assumed_paid_at is None:
        raise NotNow(f"Còn {silent} người chưa cập nhật kết quả; ghi kết quả hoặc đánh dấu “coi như đã trả”.")
    return _move(run, State.CLOSED, closed_at=timezone.now(), closed_by=by)


def settle_problem(problem: Problem, *, by: User, how: str) -> None:
    """The officer has dealt with a problem and says how; the person is not paid by it unless the facts changed."""
    permit.check(by, "prepare", problem.run.scope)
    if not how.strip():
        raise NotNow("Ghi cách giải quyết vướng mắc.")
    if problem.run.state in SETTLING:
        raise NotNow("Danh sách đã duyệt.")
    problem.settled_at, problem.settled_by, problem.settled_how = timezone.now(), by, how.strip()
    problem.save(update_fields=["settled_at", "settled_by", "settled_how"])


def discard(run: Run, *, by: User, reason: str) -> None:
    """Throw away an open list, to be prepared anew; the trail keeps why."""
    permit.check(by, "prepare", run.scope)
    if not reason.strip():
        raise NotNow("Ghi lý do bỏ danh sách.")
    with permit.whole(by), transaction.atomic():
        _lock()
        run = Run.objects.select_for_update().get(pk=run.pk)
        if run.state in SETTLING:
            raise NotNow("Danh sách đã duyệt thì không bỏ được.")
        run.dropped_reason = reason.strip()
        run.save(update_fields=["dropped_reason"])
        lookback.hand_over(run, sorted(permit.communes_of([run.scope])))
        Line.objects.filter(run_month=run.month, run=run).delete()
        run.delete()


def _reckon(run: Run, desk: Desk, units: list[int], awards: list[int] | None, progress: reckon.Progress) -> None:
    """Reckon the run (or some awards of it), write the lines, then vouchers, problems and totals from them."""
    last_runs = lookback.last_runs(run, units)
    touched = lookback.touched(run, units, awards)
    resumed = lookback.resumed(run, last_runs, units, awards)
    elsewhere = lookback.settled_elsewhere(run, units, awards)
    reach = lookback.reach(run, desk, last_runs)
    with ExitStack() as kept:
        large = awards is None and ledger.begins_large(run.month)
        reader = kept.enter_context(ledger.beside()) if large else None
        reckoner = reckon.Reckoner(run, desk, units, placing(run.month), province_of(units), reader)
        if strays := lookback.astray(run, units):
            reckoner.stranded(strays, awards)
        chunks = reckoner.lines(awards, pl.concat([touched, resumed]), elsewhere, reach)
        sink = kept.enter_context(ledger.bare(run.month) if large else ledger.straight(run.month))
        reckoner.write(chunks, sink, ledger.first_free_id(run.month), progress)
        sink.close()
        _conclude(run, reckoner, awards, touched["touch"].to_list())


def _conclude(run: Run, reckoner: reckon.Reckoner, awards: list[int] | None, touches: list[int]) -> None:
    vouchers = _vouchers_of(run) if awards is not None else reckoner.vouchers()
    run.vouchers.all().delete()
    ledger.write_vouchers(run.pk, vouchers.to_dict(as_series=False))
    settled = set(run.problems.filter(settled_at__isnull=False).values_list("award_id", "code"))
    found = {(f.award_id, f.code): f for f in reckoner.problems if (f.award_id, f.code) not in settled}
    Problem.objects.bulk_create(
        Problem(run=run, person_id=f.person_id, award_id=f.award_id, code=f.code, sentence=f.sentence)
        for f in found.values()
    )
    with connection.cursor() as cursor:
        cursor.execute("update payroll_touch set run_id = %s where id = any(%s)", [run.pk, touches])
    run.lines, run.total = int(vouchers["lines"].sum()), int(vouchers["total"].sum())
    run.people = reckoner.people() if awards is None else _people_of(run)
    run.provisional = reckoner.provisional if awards is None else _provisional(run)
    run.save()


def _people_of(run: Run) -> int:
    return Line.objects.filter(run_month=run.month, run=run, entry__lt=4).values("person").distinct().count()


def _provisional(run: Run) -> bool:
    return Line.objects.filter(run_month=run.month, run=run, ruling__provisional=True).exists()


def _vouchers_of(run: Run) -> pl.DataFrame:
    with connection.cursor() as cursor:
        cursor.execute(
            "select unit_id, pay_by, count(distinct person_id), count(*), sum(amount)::bigint from payroll_line"
            " where run_month = %s and run_id = %s and entry < 4 group by 1, 2",
            [run.month, run.pk],
        )
        rows = cursor.fetchall()
    columns = ("unit_id", "pay_by", "people", "lines", "total")
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.Int64), orient="row")  # whole numbers, of no rows too


def _paid_in(run: Run) -> set[int]:
    """Ids of everybody the run pays anything."""
    lines = Line.objects.filter(run_month=run.month, run=run, entry__lt=EntryKind.DEBT)
    return set(lines.values_list("person_id", flat=True).distinct())


def _came_back(before: tuple[str, str] | None) -> bool:
    """Whether a payment counted as undelivered by the last word on it (no word: it did not come back)."""
    return before is not None and before[0] != Outcome.PAID


def _awards_of(people: list[int]) -> Iterable[int]:
    with connection.cursor() as cursor:
        cursor.execute("select id from assistance_award where person_id = any(%s)", [people])
        return [award for (award,) in cursor.fetchall()]


def _touch_payments(run: Run, people: list[int]) -> None:
    """Awards whose payment came back (or turned out paid after all) are compared again from their earliest month."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into payroll_touch (award_id, from_month, at) select award_id, min(for_month), now()"
            " from unnest(%s::bigint[]) p (id) join payroll_line l on l.person_id = p.id"
            " where run_month = %s and run_id = %s group by 1",
            [people, run.month, run.pk],
        )


def _refuse_far(month: int, on: datetime.date) -> None:
    """A month mistyped far ahead would stand in the way of every month before it."""
    if month > on.year * 12 + on.month:
        said = month_text(month)
        raise NotNow(f"Tháng {said} chưa đến lúc lập: chỉ lập danh sách đến hết tháng sau của ngày lập.")


def _refuse_overlap(month: int, scope: Unit, units: frozenset[int]) -> None:
    for other in Run.objects.filter(month=month).exclude(scope=scope).select_related("scope"):
        if units & permit.communes_of([other.scope]):
            raise NotNow(f"Tháng này đã có danh sách của {other.scope} trùng địa bàn.")
    for other in Run.objects.filter(month__gt=month).select_related("scope"):
        if units & permit.communes_of([other.scope]):
            raise NotNow(
                f"{other.scope} đã có danh sách tháng {month_text(other.month)}: khoản của tháng"
                " trước được truy lĩnh trong danh sách đang mở."
            )
    earlier = Run.objects.filter(month__lt=month).exclude(state__in=SETTLING).select_related("scope")
    for other in earlier:
        if units & permit.communes_of([other.scope]):
            raise NotNow(
                f"Danh sách tháng {month_text(other.month)} của {other.scope} chưa duyệt: "
                "duyệt hoặc bỏ danh sách ấy trước."
            )


def _stop_unclaimed(run: Run, rows: list[ResultRow]) -> None:
    """Chưa trả và dừng chi trả: the awards are suspended from the next month until somebody decides."""
    reasons = {row.person_id: row.reason or "Đơn vị chi trả báo chưa trả và dừng chi trả" for row in rows}
    assistance.suspend_each(reasons, from_month=run.month + 1)


def _book_key(desk: Desk) -> str:
    return " ".join(book.key for book in desk.books)


def _lock() -> None:
    """One list is prepared at a time: whether another is open, or a later one was made, must stay true."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('payroll'))")


def _move(run: Run, state: State, **also: object) -> Run:
    """One step of the declared table, from where the list is by now; the database refuses any other."""
    with transaction.atomic():
        fresh = Run.objects.select_for_update().get(pk=run.pk)
        if state not in TRANSITIONS[fresh.state]:
            now = State(fresh.state).label.lower()
            raise NotNow(f"Danh sách đã sang bước khác ({now}); xem lại tình hình hiện tại rồi làm bước tiếp.")
        for name, value in also.items():
            setattr(fresh, name, value)
        fresh.state = state
        fresh.save()
    return fresh
