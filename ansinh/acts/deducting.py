"""What a list takes of benefits to pay back debts: lines of the list while it is open, the books once it is approved.

Only people with an approved plan are looked at; a debt is taken only of benefits of its own purse. Nothing is taken
beyond the share the office set for the place, nor beyond what is still owed; the month itself counts as given in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from ansinh.acts.debts import to_be_relieved
from ansinh.acts.facts import ONE_OFF
from ansinh.acts.recovery_books import balances, locked, open_months, post, restate
from ansinh.reckoning import recovery
from ansinh.reckoning.months import first_day
from ansinh.reckoning.recovery import Benefit, Months, Taken, TooMuch, oldest_first
from ansinh.record.ledger import first_free_id
from ansinh.record.models.payroll import FAMILIES, SETTLING, EntryKind, Line, Run
from ansinh.record.models.recovery import DEDUCTED, Debt, Deduction, Plan
from ansinh.record.models.recovery_books import BookEntry, LedgerAccount, PostingKind
from ansinh.record.models.users import User

Payer = tuple[int, int]
"""Who pays, and of which purse's benefits."""


class Overtaken(ValueError):
    """A debt was paid off by something else since the list was prepared; the text says whose."""


class _Row(NamedTuple):
    """A line of benefit of somebody with a plan."""

    person: int
    award: int
    for_month: int
    amount: int
    unit: int
    kind: int
    pay_by: int
    ruling: int


def cap(unit: int, month: int) -> int | None:
    """The percent of each month's benefit that may be taken in a place; None while no office over it set one."""
    with connection.cursor() as cursor:
        cursor.execute("select recovery_cap(%s, %s)", [unit, month])
        return cursor.fetchone()[0]


def take(run: Run, people: list[int] | None) -> None:
    """Write what an open list takes (of these people, when they are named), and bring its sums up to date."""
    plans = _plans(run, people)
    if not plans:
        return
    taken: list[tuple[_Row, Plan, Taken]] = []
    caps: dict[int, int | None] = {}
    left = _open(run, plans)
    for payer, rows in _benefits(run, sorted({person for person, _ in plans})).items():
        if payer not in plans:
            continue
        unit = rows[0].unit
        if unit not in caps:
            caps[unit] = cap(unit, run.month)
        named = {plan.debt_id: plan for plan in plans[payer]}
        found = recovery.deductions(
            [Benefit(row.award, row.for_month, row.amount) for row in rows],
            [recovery.Plan(p.debt_id, left[p.debt_id], p.from_month, p.amount, p.percent) for p in plans[payer]],
            caps[unit],
        )
        at = {(row.award, row.for_month): row for row in rows}
        taken += [(at[one.award_id, one.for_month], named[one.debt_id], one) for one in found]
    if taken:
        _write(run, taken)


def forget(run: Run, people: list[int] | None = None) -> None:
    """What an open list takes (of these people) is thrown away with its lines."""
    mine = Deduction.objects.filter(run=run)
    (mine if people is None else mine.filter(payer__in=people)).delete()


def _plans(run: Run, people: list[int] | None) -> dict[Payer, list[Plan]]:
    """The plans by which this list may take something, by whoever pays from which purse, the oldest debt first."""
    ready = Q(paused_until__isnull=True) | Q(paused_until__lte=run.month)
    found = Plan.objects.filter(
        ready, way__in=DEDUCTED, approved_at__isnull=False, ended_at__isnull=True, from_month__lte=run.month
    ).annotate(payer=Coalesce("person__merged_into", "person"), kind=F("debt__kind"))
    by_payer: dict[Payer, list[Plan]] = defaultdict(list)
    for plan in (found if people is None else found.filter(payer__in=people)).order_by("debt_id"):
        by_payer[plan.payer, FAMILIES[plan.kind]].append(plan)
    return by_payer


def _open(run: Run, plans: dict[Payer, list[Plan]]) -> dict[int, int]:
    """What is still open of each debt, without what other lists not yet approved take and what this one takes off."""
    debts = [plan.debt_id for own in plans.values() for plan in own]
    held = balances(debts)
    waiting = Deduction.objects.filter(debt__in=debts).exclude(run=run).exclude(run__state__in=SETTLING)
    taken = dict(waiting.values_list("debt").annotate(Sum("amount")).order_by())
    off = to_be_relieved(run, {plan.person_id for own in plans.values() for plan in own})
    return {
        debt: sum(held[debt].get(LedgerAccount.RECEIVABLE, {}).values()) - taken.get(debt, 0) - off.get(debt, 0)
        for debt in debts
    }


def _benefits(run: Run, people: list[int]) -> dict[Payer, list[_Row]]:
    """The months' benefits each purse pays these people: this month's and what was carried over, no single grants."""
    lines = Line.objects.filter(
        run_month=run.month, run=run, person__in=people, entry__in=(EntryKind.DUE, EntryKind.CARRIED)
    ).exclude(kind__in=ONE_OFF)
    rows: dict[Payer, list[_Row]] = defaultdict(list)
    for row in lines.order_by("person", "id").values_list(
        "person", "award", "for_month", "amount", "unit", "kind", "pay_by", "ruling"
    ):
        one = _Row(*row)
        rows[one.person, FAMILIES[one.kind]].append(one)
    return rows


def _write(run: Run, taken: list[tuple[_Row, Plan, Taken]]) -> None:
    first = first_free_id(run.month)
    Line.objects.bulk_create(
        Line(
            id=first + at, run=run, run_month=run.month, award_id=row.award, person_id=row.person, unit_id=row.unit,
            kind=row.kind, entry=EntryKind.DEDUCTION, pay_by=row.pay_by, for_month=row.for_month, amount=-one.amount,
            ruling_id=row.ruling,
        )
        for at, (row, _, one) in enumerate(taken)
    )  # fmt: skip
    Deduction.objects.bulk_create(
        Deduction(run=run, line=first + at, debt_id=one.debt_id, person_id=plan.person_id, payer_id=row.person,
                  plan=plan, kind=row.kind, for_month=row.for_month, amount=one.amount)
        for at, (row, plan, one) in enumerate(taken)
    )  # fmt: skip
    sums: dict[tuple[int, int, int], list[int]] = defaultdict(lambda: [0, 0])
    for row, _, one in taken:
        of_list = sums[row.unit, row.pay_by, FAMILIES[row.kind]]
        of_list[0] += 1
        of_list[1] += one.amount
    for (unit, pay_by, family), (lines, amount) in sums.items():
        voucher = run.vouchers.filter(unit=unit, pay_by=pay_by, family=family)
        voucher.update(lines=F("lines") + lines, total=F("total") - amount)
    run.lines += len(taken)
    run.total -= sum(one.amount for _, _, one in taken)
    run.save(update_fields=["lines", "total"])


# --- once approved


def book(run: Run, *, by: User) -> None:
    """What an approved list took is in the books. Raises ``Overtaken`` when a debt is no longer so large."""
    for debt, amount in Deduction.objects.filter(run=run).values_list("debt").annotate(Sum("amount")).order_by("debt"):
        owed = locked(Debt(pk=debt))
        try:
            _deducted(run, owed, oldest_first(amount, open_months(owed)), PostingKind.DEDUCTED, by)
        except TooMuch:
            raise Overtaken(
                f"Khoản phải hoàn trả của {owed.person} đã giảm từ khi lập: trả lại để cập nhật danh sách rồi duyệt."
            ) from None


def _deducted(run: Run, debt: Debt, months: Months, kind: PostingKind, by: User | None) -> None:
    post(
        debt, kind, months, frm=LedgerAccount.RECEIVABLE, to=LedgerAccount.WITHHELD,
        on=run.prepared_on, by=by, run=run,
    )  # fmt: skip
    restate(debt, on=first_day(run.month))


def results(run: Run, received: dict[Payer, bool], *, by: User | None) -> None:
    """What became of payments: who did not receive the list gave nothing either, and whoever did after all, gave it."""
    mine = Deduction.objects.filter(run=run, payer__in={person for person, _ in received})
    for debt, person, kind in mine.order_by("debt").values_list("debt", "payer", "debt__kind").distinct():
        payer = (person, FAMILIES[kind])
        if payer not in received:
            continue
        owed = locked(Debt(pk=debt))
        counted = _counted(run, owed)
        if not received[payer] and counted:
            post(
                owed, PostingKind.NOT_RECEIVED, counted, frm=LedgerAccount.WITHHELD, to=LedgerAccount.RECEIVABLE,
                on=run.prepared_on, by=by, run=run,
            )  # fmt: skip
            mine.filter(debt=owed).update(excess=0)
            restate(owed, on=first_day(run.month))
        elif received[payer] and not counted:
            _taken_after_all(run, owed, mine.filter(debt=owed).order_by("for_month"), by)


def _counted(run: Run, debt: Debt) -> Months:
    """What of this list counts as taken by now, by month of the debt."""
    entries = BookEntry.objects.filter(debt=debt, account=LedgerAccount.WITHHELD, posting__run=run)
    return {month: amount for month, amount in entries.values_list("for_month").annotate(Sum("amount")) if amount}


def _taken_after_all(run: Run, debt: Debt, taken: Iterable[Deduction], by: User | None) -> None:
    """As much as is still owed is booked; the rest was taken too much, and the next list gives it back."""
    taken = list(taken)
    still = open_months(debt)
    amount = min(sum(one.amount for one in taken), sum(still.values()))
    if amount:
        _deducted(run, debt, oldest_first(amount, still), PostingKind.TAKEN_AFTER_ALL, by)
    for one in taken:
        part = min(one.amount, amount)
        amount -= part
        if one.excess != one.amount - part:
            one.excess = one.amount - part
            one.save(update_fields=["excess"])
