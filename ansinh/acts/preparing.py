"""The month's list prepared for a place and kept up to date while it is open: lines, vouchers, problems, totals.

One list is prepared at a time. An open list follows every new fact; only what something touched is reckoned anew,
and the whole of it when other decrees pay the month.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from contextlib import ExitStack, suppress

import polars as pl
from django.db import connection, transaction

from ansinh.acts import deducting, lookback, permit, reckon
from ansinh.acts.placing import placing
from ansinh.acts.rulings import Desk
from ansinh.acts.written import Progress, Written
from ansinh.reckoning.months import month_of, month_text
from ansinh.record import ledger
from ansinh.record.branches import province_of
from ansinh.record.models.payroll import LISTED, LISTED_SQL, SETTLING, Line, Position, Problem, Run, State, Touch
from ansinh.record.models.places import Unit
from ansinh.record.models.trail import Entry
from ansinh.record.models.users import User

GONE = "Danh sách này đã được bỏ; xem lại các kỳ chi trả."


class NotNow(Exception):
    """The run cannot go that way now; the text says why and what to do, for the user."""


def prepare(
    *, month: int, scope: Unit, by: User | None, on: datetime.date, progress: Progress = lambda lines: None
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


def refresh(run: Run, *, by: User | None, on: datetime.date, progress: Progress = lambda lines: None) -> Run:
    """Bring an open list up to date with every fact recorded since; nothing is written when there is none."""
    if by is not None:
        permit.check(by, "prepare", run.scope)
    with permit.whole(by), transaction.atomic():
        _lock()
        run = locked(run)
        if run.state != State.PREPARED:
            raise NotNow("Danh sách đã qua bước lập; trả lại để lập lại trước khi cập nhật.")
        desk = Desk(on, run.month)
        units = sorted(permit.communes_of([run.scope]))
        lookback.leave_problems(run, units)
        if _book_key(desk) != run.book:
            run.prepared_on, run.book = on, _book_key(desk)
            lookback.hand_over(run, units)
            _throw_away(run)
            Touch.objects.filter(run=run).update(run=None)
            run.problems.filter(settled_at__isnull=True).delete()
            _reckon(run, desk, units, None, progress)
        elif awards := stale(run, units):
            people = list(Touch.objects.filter(award__in=awards).values_list("award__person", flat=True).distinct())
            awards = list(_awards_of(people))
            _throw_away(run, people)
            run.problems.filter(person__in=people, settled_at__isnull=True).delete()
            Touch.objects.filter(run=run, award__in=awards).update(run=None)
            _reckon(run, desk, units, awards, progress)
    return run


def follow(runs: Iterable[Run]) -> None:
    """Open lists follow every new fact by themselves: brought up to date whenever somebody looks at them."""
    for run in runs:
        if run.state == State.PREPARED and stale(run, sorted(permit.communes_of([run.scope]))):
            with suppress(NotNow):  # it went to its next step, or was thrown away, at this very moment
                refresh(run, by=None, on=run.prepared_on)


def locked(run: Run) -> Run:
    """The list as it is by now, held until all is recorded. Raises ``NotNow`` when somebody threw it away."""
    fresh = Run.objects.select_for_update().filter(pk=run.pk).first()
    if fresh is None:
        raise NotNow(GONE)
    return fresh


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


def discard(run: Run, *, by: User, reason: str) -> None:
    """Throw away an open list, to be prepared anew; the trail keeps why."""
    permit.check(by, "prepare", run.scope)
    if not reason.strip():
        raise NotNow("Ghi lý do bỏ danh sách.")
    with permit.whole(by), transaction.atomic():
        _lock()
        run = locked(run)
        if run.state in SETTLING:
            raise NotNow("Danh sách đã duyệt thì không bỏ được.")
        run.dropped_reason = reason.strip()
        run.save(update_fields=["dropped_reason"])
        lookback.hand_over(run, sorted(permit.communes_of([run.scope])))
        _throw_away(run)
        run.delete()


def discarded(pk: int) -> bool:
    """Whether a list of this key was thrown away, as the trail says."""
    with permit.whole(None):
        return Entry.objects.filter(table="payroll_run", row=str(pk), op="delete").exists()


def _throw_away(run: Run, people: list[int] | None = None) -> None:
    """The lines of an open list (of these people), with what they take."""
    deducting.forget(run, people)
    lines = Line.objects.filter(run_month=run.month, run=run)
    (lines if people is None else lines.filter(person__in=people)).delete()


def _reckon(run: Run, desk: Desk, units: list[int], awards: list[int] | None, progress: Progress) -> None:
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
        made = Written(run)
        made.write(chunks, sink, ledger.first_free_id(run.month), progress)
        sink.close()
        _conclude(run, reckoner, made, awards, touched["touch"].to_list())
    deducting.take(run, None if awards is None else reckoner.people_of(awards))


def _conclude(run: Run, reckoner: reckon.Reckoner, made: Written, awards: list[int] | None, touches: list[int]) -> None:
    vouchers = _vouchers_of(run) if awards is not None else made.vouchers()
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
    run.people = made.people() if awards is None else _people_of(run)
    run.provisional = bool(made.rulings & reckoner.asked.provisional) if awards is None else _provisional(run)
    run.save()


def _people_of(run: Run) -> int:
    return Line.objects.filter(run_month=run.month, run=run, entry__in=LISTED).values("person").distinct().count()


def _provisional(run: Run) -> bool:
    return Line.objects.filter(run_month=run.month, run=run, ruling__provisional=True).exists()


def _vouchers_of(run: Run) -> pl.DataFrame:
    with connection.cursor() as cursor:
        cursor.execute(
            "select unit_id, pay_by, payroll_family(kind), count(distinct person_id), count(*), sum(amount)::bigint"
            " from payroll_line"
            f" where run_month = %s and run_id = %s and entry in {LISTED_SQL} group by 1, 2, 3",
            [run.month, run.pk],
        )
        rows = cursor.fetchall()
    columns = ("unit_id", "pay_by", "family", "people", "lines", "total")
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.Int64), orient="row")  # whole numbers, of no rows too


def _awards_of(people: list[int]) -> Iterable[int]:
    with connection.cursor() as cursor:
        cursor.execute("select id from assistance_award where person_id = any(%s)", [people])
        return [award for (award,) in cursor.fetchall()]


def _refuse_far(month: int, on: datetime.date) -> None:
    """A month mistyped far ahead would stand in the way of every month before it."""
    if month > month_of(on) + 1:
        raise NotNow(f"Tháng {month_text(month)} chưa đến lúc lập: chỉ lập danh sách đến hết tháng sau của ngày lập.")


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


def _book_key(desk: Desk) -> str:
    return " ".join(book.key for book in desk.books)


def _lock() -> None:
    """One list is prepared at a time: whether another is open, or a later one was made, must stay true."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('payroll'))")
