"""The monthly run from checking to closing: who may move it, and what must be true before it moves.

prepared → checked → approved → sent → results → closed (record.models.payroll.TRANSITIONS). While a run is
open it follows every new fact (acts.preparing); once approved its lines never change, and what is learnt later is a
line of the open month.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Case, Value, When
from django.utils import timezone

from ansinh.acts import assistance, debts, deducting, permit
from ansinh.acts.preparing import NotNow, locked, refresh, stale
from ansinh.record import ledger
from ansinh.record.models.assistance import Family
from ansinh.record.models.payroll import (
    MERIT_FROM,
    PAYABLE,
    SETTLING,
    TRANSITIONS,
        Line,
    Outcome,
    Problem,
    Result,
    Run,
    State,
    payment_code,
)  # fmt: skip
from ansinh.record.models.users import User


class ResultRow(NamedTuple):
    """What the Post or the bank says became of one person's payment from one purse."""

    person_id: int
    outcome: Outcome
    reason: str
    family: Family = Family.ASSISTANCE

    @property
    def payment(self) -> tuple[int, int]:
        """Whose payment, from which purse."""
        return self.person_id, self.family


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
    """Approve the list: from here on its lines cannot change. Somebody who neither prepared nor checked it must."""
    permit.check(by, "approve", run.scope)
    if by.pk in (run.prepared_by_id, run.checked_by_id):
        raise NotNow("Người lập hoặc kiểm danh sách không được tự duyệt; người khác phải duyệt.")
    if run.provisional and not accept_provisional:
        raise NotNow("Danh sách dựa trên văn bản tạm: phải đánh dấu đồng ý áp dụng văn bản tạm rồi mới duyệt.")
    units = sorted(permit.communes_of([run.scope]))
    if stale(run, units):
        raise NotNow("Có dữ kiện mới sau khi kiểm; trả lại để cập nhật danh sách rồi duyệt.")
    accepted = by if run.provisional else None
    with permit.whole(by), transaction.atomic():
        locked(run)
        approved = _move(
            run, State.APPROVED, approved_by=by, approved_at=timezone.now(), provisional_accepted_by=accepted,
            digest=ledger.digest_of(run.month, run.pk),
        )  # fmt: skip
        _book(approved, by)
        return approved


def send(run: Run, *, by: User) -> Run:
    """The list has gone to the Post and the banks."""
    permit.check(by, "prepare", run.scope)
    return _move(run, State.SENT, sent_at=timezone.now(), sent_by=by)


def record_results(run: Run, rows: Iterable[ResultRow], *, by: User | None) -> int:
    """What came back; the latest word on a person counts. An unpaid month is owed again. Gives how many changed."""
    if by is not None:
        permit.check(by, "prepare", run.scope)
    with permit.whole(by), transaction.atomic():
        run = locked(run)
        if run.state not in (State.SENT, State.RESULTS):
            raise NotNow("Chỉ ghi kết quả chi trả sau khi đã gửi danh sách và trước khi chốt kỳ.")
        wanted = {row.payment: row for row in rows}
        if strangers := wanted.keys() - _payments_of(run):
            said = ", ".join(payment_code(*payment) for payment in sorted(strangers)[:5])
            raise ValueError(f"Danh sách này không chi cho người mang mã {said}.")
        held = Result.objects.filter(run=run).values_list("person_id", "family", "outcome", "reason")
        before = {(person, family): (outcome, reason) for person, family, outcome, reason in held}
        changed = [r for r in wanted.values() if before.get(r.payment) != (r.outcome, r.reason)]
        turned = [r for r in changed if _came_back(before.get(r.payment)) != (r.outcome != Outcome.PAID)]
        Result.objects.bulk_create(
            [Result(run=run, person_id=r.person_id, family=r.family, outcome=r.outcome, reason=r.reason, by=by)
             for r in changed],
            update_conflicts=True, unique_fields=["run", "person", "family"],
            update_fields=["outcome", "reason", "by"],
        )  # fmt: skip
        _touch_payments(run, [row.person_id for row in turned])
        deducting.results(run, {row.payment: row.outcome == Outcome.PAID for row in turned}, by=by)
        _stop_unclaimed(run, [row for row in changed if row.outcome == Outcome.UNPAID_STOP])
        if run.state == State.SENT:
            _move(run, State.RESULTS)
    return len(changed)


def assume_paid(run: Run, *, by: User) -> Run:
    """Everybody without a word is taken as paid: an assumption, recorded as one, until it is settled."""
    permit.check(by, "prepare", run.scope)
    with transaction.atomic():
        run = locked(run)
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
        left = silent(run)
    if left and run.assumed_paid_at is None:
        raise NotNow(f"Còn {left} người chưa cập nhật kết quả; ghi kết quả hoặc đánh dấu “coi như đã trả”.")
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


def _book(run: Run, by: User) -> None:
    """What the list found paid too much, and what it takes, is in the books from the moment it is approved."""
    debts.open_by_list(run, by=by)
    try:
        deducting.book(run, by=by)
    except deducting.Overtaken as said:
        raise NotNow(str(said)) from None


def silent(run: Run) -> int:
    """Of how many people nobody has told yet what became of a payment, of the one purse or the other."""
    left = _payments_of(run) - set(run.results.values_list("person_id", "family"))
    return len({person for person, _ in left})


def _payments_of(run: Run) -> set[tuple[int, int]]:
    """Everybody the run pays anything, by person and purse."""
    lines = Line.objects.filter(run_month=run.month, run=run, entry__in=PAYABLE)
    merit = Case(When(kind__gte=MERIT_FROM, then=Value(Family.MERIT)), default=Value(Family.ASSISTANCE))
    return set(lines.values_list("person_id", merit).distinct())


def _came_back(before: tuple[str, str] | None) -> bool:
    """Whether a payment counted as undelivered by the last word on it (no word: it did not come back)."""
    return before is not None and before[0] != Outcome.PAID


def _touch_payments(run: Run, people: list[int]) -> None:
    """Awards whose payment came back (or turned out paid after all) are compared again from their earliest month."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into payroll_touch (award_id, from_month, at) select award_id, min(for_month), now()"
            " from unnest(%s::bigint[]) p (id) join payroll_line l on l.person_id = p.id"
            " where run_month = %s and run_id = %s group by 1",
            [people, run.month, run.pk],
        )


def _stop_unclaimed(run: Run, rows: list[ResultRow]) -> None:
    """Chưa trả và dừng chi trả: the awards are suspended from the next month until somebody decides."""
    reasons = {row.person_id: row.reason or "Đơn vị chi trả báo chưa trả và dừng chi trả" for row in rows}
    assistance.suspend_each(reasons, from_month=run.month + 1)


def _move(run: Run, state: State, **also: object) -> Run:
    """One step of the declared table, from where the list is by now; the database refuses any other."""
    with transaction.atomic():
        fresh = locked(run)
        if state not in TRANSITIONS[fresh.state]:
            now = State(fresh.state).label.lower()
            raise NotNow(f"Danh sách đã sang bước khác ({now}); xem lại tình hình hiện tại rồi làm bước tiếp.")
        for name, value in also.items():
            setattr(fresh, name, value)
        fresh.state = state
        fresh.save()
    return fresh
