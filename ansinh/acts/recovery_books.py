"""The books of what must be paid back: every movement one posting, its entries adding up to nothing, month by month.

What is owed, recovered and written off is read here and nowhere else. The database refuses a posting that does not
add up, and one that takes more than is there.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Max, Sum

from ansinh.reckoning.months import month_of
from ansinh.reckoning.recovery import Months
from ansinh.record.models.recovery import OPEN_STATES, Debt, DebtState
from ansinh.record.models.recovery_books import RECOVERED, BookEntry, LedgerAccount, Posting, PostingKind
from ansinh.record.models.users import User


def post(
    debt: Debt, kind: PostingKind, months: Mapping[int, int], *, frm: LedgerAccount, to: LedgerAccount,
    on: datetime.date, by: User | None, **because: Any,
) -> Posting:  # fmt: skip
    """Move these amounts (đồng by month, each above nothing) from one account to another."""
    posting = Posting.objects.create(debt=debt, person_id=debt.person_id, kind=kind, on=on, by=by, **because)
    BookEntry.objects.bulk_create(
        BookEntry(
            posting=posting, debt=debt, person_id=debt.person_id, account=account, for_month=month, amount=sign * amount
        )
        for month, amount in months.items() if amount
        for account, sign in ((to, 1), (frm, -1))
    )  # fmt: skip
    return posting


def balances(debts: Iterable[int]) -> dict[int, dict[str, Months]]:
    """What stands on each account of each debt, by month; accounts and months of nothing are left out."""
    found: dict[int, dict[str, Months]] = {debt: defaultdict(dict) for debt in debts}
    sums = BookEntry.objects.filter(debt__in=list(found)).values_list("debt", "account", "for_month")
    for debt, account, month, amount in sums.annotate(Sum("amount")).order_by("for_month"):
        if amount:
            found[debt][account][month] = amount
    return found


def balance(debt: Debt) -> dict[str, Months]:
    """What stands on each account of one debt, by month."""
    return balances([debt.pk])[debt.pk]


def open_months(debt: Debt) -> Months:
    """What is still owed, by month."""
    return balance(debt).get(LedgerAccount.RECEIVABLE, {})


def open_amount(debt: Debt) -> int:
    """What is still owed, đồng."""
    return sum(open_months(debt).values())


def restate(debt: Debt, *, on: datetime.date) -> None:
    """The debt's state as its books, plan and notices make it; written when it is another one."""
    state = _state(debt, on)
    if debt.state != state:
        debt.state = state
        debt.save(update_fields=["state"])


def _state(debt: Debt, on: datetime.date) -> DebtState:
    standing = balance(debt)
    if not standing.get(LedgerAccount.RECEIVABLE):
        return DebtState.WRITTEN_OFF if standing.get(LedgerAccount.WRITTEN_OFF) else DebtState.SETTLED
    plan = debt.plans.filter(approved_at__isnull=False, ended_at__isnull=True).first()
    if plan is not None and plan.paused_until is not None and plan.paused_until > month_of(on):
        return DebtState.SUSPENDED
    if any(standing.get(account) for account in RECOVERED):
        return DebtState.RECOVERING
    if plan is not None:
        return DebtState.PLANNED
    return DebtState.NOTIFIED if debt.notices.exists() else DebtState.NEW


def locked(debt: Debt) -> Debt:
    """The debt as it is by now, held until all is recorded."""
    return Debt.objects.select_for_update(of=("self",)).select_related("person").get(pk=debt.pk)


def next_in_line(person: int) -> list[Debt]:
    """A person's debts still open, the oldest first."""
    return list(Debt.objects.filter(person=person, state__in=OPEN_STATES).order_by("pk"))


def last_day(debt: Debt) -> datetime.date | None:
    """The day of the last movement."""
    return debt.postings.aggregate(last=Max("on"))["last"]
