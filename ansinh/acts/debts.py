"""Debts: opened by an approved list or by hand, their cause, and what a later list takes off them.

A debt of a list is what its lines say (record.models.payroll, entries 4 and 5). What turns out to be due after all
takes off what is still open, and then what had been written off; what had been paid back is paid out again.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import connection, transaction
from django.db.models import QuerySet, Sum

from ansinh.acts import permit
from ansinh.acts.recovery_books import balances, post, restate
from ansinh.reckoning.months import month_of, month_text
from ansinh.reckoning.recovery import Months, each_its_part
from ansinh.record.models.payroll import KINDS, EntryKind, Line, Run
from ansinh.record.models.people import Person
from ansinh.record.models.recovery import Cause, Debt
from ansinh.record.models.recovery_books import BookEntry, LedgerAccount, Posting, PostingKind
from ansinh.record.models.users import User

Holder = tuple[int, int]
"""A person's id and the number of a kind of award."""

MOST_MONTHS = 240
"""A debt written by hand is of at most so many months."""


def open_by_list(run: Run, *, by: User) -> None:
    """Everything an approved list found paid too much becomes a debt; what it found due after all is taken off."""
    _opened(run, _lines(run, EntryKind.DEBT), by)
    for holder, months in _lines(run, EntryKind.RELIEF).items():
        _relieve(run, holder, months, by)


def open_by_hand(
    person: Person, *, kind: str, months: Mapping[int, int], cause: Cause, note: str, paper: str,
    on: datetime.date, by: User,
) -> Debt:  # fmt: skip
    """A debt of payments made before An Sinh, with its paper and reason. ``months``: đồng by month number."""
    permit.check(by, "register", person.unit)
    if not months or min(months.values()) <= 0 or len(months) > MOST_MONTHS:
        raise ValueError("Ghi ít nhất một tháng, mỗi tháng một số tiền lớn hơn 0.")
    if max(months) > month_of(on):
        raise ValueError("Không ghi nợ cho tháng chưa đến.")
    if not paper.strip() or not note.strip():
        raise ValueError("Ghi giấy tờ làm căn cứ và lý do.")
    if twice := _reckoned_here(person, kind, months):
        raise ValueError(
            f"Tháng {month_text(twice)} do An Sinh chi: khoản chi quá của tháng ấy tự hiện ra khi dữ kiện được sửa."
        )
    with transaction.atomic():
        debt = Debt.objects.create(
            person=person, kind=KINDS.index(kind), cause=cause, note=note.strip(), paper=paper.strip(), opened_on=on,
            opened_by=by,
        )  # fmt: skip
        post(debt, PostingKind.OPENED, months, frm=LedgerAccount.OVERPAID, to=LedgerAccount.RECEIVABLE, on=on, by=by)
    return debt


def say_cause(debt: Debt, *, cause: Cause, note: str, by: User) -> None:
    """Why too much was paid, in the officer's word."""
    permit.check(by, "register", debt.person.unit)
    if cause == Cause.OTHER and not note.strip():
        raise ValueError("Lý do khác thì ghi rõ lý do gì.")
    debt.cause, debt.note = cause, note.strip()
    debt.save(update_fields=["cause", "note"])


def touch(debt: Debt) -> None:
    """Open lists are to look at this person again: what may be taken, or taken off, is another amount now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into payroll_touch (award_id, from_month, at) select id, (select coalesce(min(for_month), 0)"
            " from recovery_entry where debt_id = %s), now() from assistance_award where person_id in"
            " (select unnest(array[id, merged_into_id]) from people_person where id = %s)",
            [debt.pk, debt.person_id],
        )


def _lines(run: Run, entry: EntryKind, people: Iterable[int] | None = None) -> dict[Holder, Months]:
    """What the list says of one entry (of these people), by holder and month, đồng above nothing."""
    found: dict[Holder, Months] = defaultdict(dict)
    lines = Line.objects.filter(run_month=run.month, run=run, entry=entry)
    mine = lines if people is None else lines.filter(person__in=people)
    by_month = mine.values_list("person", "kind", "for_month")
    for person, kind, month, amount in by_month.annotate(Sum("amount")).order_by("person", "kind", "for_month"):
        found[person, kind][month] = abs(amount)
    return found


def _opened(run: Run, found: dict[Holder, Months], by: User) -> None:
    died = dict(
        Person.objects.filter(pk__in={person for person, _ in found}, died_on__isnull=False).values_list(
            "pk", "died_on"
        )
    )
    debts = Debt.objects.bulk_create(
        Debt(person_id=person, kind=kind, run=run, opened_on=run.prepared_on, cause=_cause(died.get(person), months))
        for (person, kind), months in found.items()
    )  # fmt: skip
    postings = Posting.objects.bulk_create(
        Posting(debt=debt, person_id=debt.person_id, kind=PostingKind.OPENED, on=run.prepared_on, run=run, by=by)
        for debt in debts
    )
    BookEntry.objects.bulk_create(
        BookEntry(posting=posting, debt=debt, person_id=debt.person_id, account=account, for_month=month,
                  amount=sign * amount)
        for debt, posting in zip(debts, postings, strict=True)
        for month, amount in found[debt.person_id, debt.kind].items()
        for account, sign in ((LedgerAccount.RECEIVABLE, 1), (LedgerAccount.OVERPAID, -1))
    )  # fmt: skip


def _cause(died: datetime.date | None, months: Months) -> str:
    """Death, when every month is after it; anything else is for the officer to say."""
    return Cause.DEATH if died is not None and min(months) > month_of(died) else ""


def _relieve(run: Run, holder: Holder, months: Months, by: User) -> None:
    """Take off debts of lists, the oldest first: what is open, then what was written off."""
    debts = {debt.pk: debt for debt in _of_lists(holder).select_for_update()}
    held = balances(debts)
    left = dict(months)
    for account in (LedgerAccount.RECEIVABLE, LedgerAccount.WRITTEN_OFF):
        parts = each_its_part(left, {debt: held[debt].get(account, {}) for debt in debts})
        for debt, part in parts.items():
            post(debts[debt], PostingKind.RELIEVED, part, frm=account, to=LedgerAccount.OVERPAID, on=run.prepared_on,
                 by=by, run=run)  # fmt: skip
            left = {month: amount - part.get(month, 0) for month, amount in left.items()}
    for one in debts.values():
        restate(one, on=run.prepared_on)


def to_be_relieved(run: Run, people: Iterable[int]) -> dict[int, int]:
    """What a list not yet approved takes off debts of these people, đồng by debt."""
    found: dict[int, int] = {}
    for holder, months in _lines(run, EntryKind.RELIEF, people).items():
        debts = [debt.pk for debt in _of_lists(holder)]
        held = balances(debts)
        parts = each_its_part(months, {debt: held[debt].get(LedgerAccount.RECEIVABLE, {}) for debt in debts})
        found |= {debt: sum(part.values()) for debt, part in parts.items()}
    return found


def _of_lists(holder: Holder) -> QuerySet[Debt]:
    """A holder's debts that lists found, the oldest first."""
    return Debt.objects.filter(person=holder[0], kind=holder[1], run__isnull=False).order_by("pk")


def _reckoned_here(person: Person, kind: str, months: Mapping[int, int]) -> int | None:
    """The first of the months the ledger itself holds of this kind: its overpayment comes by itself."""
    held = Line.objects.filter(person=person, kind=KINDS.index(kind), for_month__in=list(months))
    return held.order_by("for_month").values_list("for_month", flat=True).first()
