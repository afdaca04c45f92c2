"""What must be paid back, as offices read it: every debt, by commune and by age; whether the books agree. Reads only.

Every figure is a sum of the books' entries, so a person's sums, a commune's and the district's are the same sums.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from ansinh.reckoning.months import month_of
from ansinh.reckoning.recovery import age_of
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.recovery import OPEN_STATES, Debt, Plan
from ansinh.record.models.recovery_books import LedgerAccount, PostingKind
from ansinh.reports.places import called

WAITS = (
    "(exists (select 1 from recovery_plan n where n.debt_id = d.id and n.ended_at is null and n.approved_at is null)"
    " or exists (select 1 from recovery_write_off w where w.debt_id = d.id and w.decided_on is null))"
)
"""SQL: a plan or a write-off waits for whoever approves."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One debt with its sums, whole đồng; ``owed`` = ``recovered`` + ``written_off`` + ``open``.

    ``opened``: the month of the list that found it; ``age``: 0 for 0-3 months … 3 for more than 12.
    """

    pk: int
    person_id: int
    name: str
    birth: str
    unit_id: int
    unit: str
    state: str
    cause: str
    opened: int
    age: int
    owed: int
    recovered: int
    written_off: int
    open: int
    planned: bool
    to_decide: bool

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class ByAge(NamedTuple):
    """What is still open in one commune, by age; ``debts``: how many."""

    unit_id: int
    unit: str
    debts: int
    ages: tuple[int, int, int, int]

    @property
    def open(self) -> int:
        return sum(self.ages)


def debts(on: datetime.date, *, person: Person | None = None) -> list[Owed]:
    """Every debt of the branch entered (of one person), in the order of names, reckoned on a day."""
    of_person = "where d.person_id = %s" if person else ""
    rows = _rows(
        f"""
        select d.id, p.id, p.full_name, concat_ws('/', lpad(p.birth_day::text, 2, '0'),
               lpad(p.birth_month::text, 2, '0'), p.birth_year::text), p.unit_id, d.state, d.cause,
               coalesce(r.month, extract(year from d.opened_on) * 12 + extract(month from d.opened_on) - 1)::int,
               coalesce(-sum(e.amount) filter (where e.account = 'overpaid'), 0)::bigint,
               coalesce(sum(e.amount) filter (where e.account in ('withheld', 'cash', 'returned')), 0)::bigint,
               coalesce(sum(e.amount) filter (where e.account = 'written_off'), 0)::bigint,
               coalesce(sum(e.amount) filter (where e.account = 'receivable'), 0)::bigint,
               exists (select 1 from recovery_plan n where n.debt_id = d.id and n.ended_at is null),
               {WAITS}
        from recovery_debt d join people_person p on p.id = d.person_id
        left join payroll_run r on r.id = d.run_id left join recovery_entry e on e.debt_id = d.id
        {of_person} group by d.id, p.id, r.month order by p.name_sort, d.id""",
        [person.pk] if person else [],
    )
    units = {unit.pk: called(unit, on) for unit in Unit.objects.filter(pk__in={row[4] for row in rows})}
    this = month_of(on)
    return [
        Owed(pk, who, name, birth, units[unit].pk, str(units[unit]), state, cause, opened, age_of(opened, this), *sums)
        for pk, who, name, birth, unit, state, cause, opened, *sums in rows
    ]  # fmt: skip


def by_commune(found: Iterable[Owed]) -> list[ByAge]:
    """What is still open by commune and age, in the order of communes."""
    held: dict[int, ByAge] = {}
    for one in found:
        if not one.open:
            continue
        before = held.get(one.unit_id, ByAge(one.unit_id, one.unit, 0, (0, 0, 0, 0)))
        ages = tuple(amount + (one.open if at == one.age else 0) for at, amount in enumerate(before.ages))
        held[one.unit_id] = before._replace(debts=before.debts + 1, ages=ages)  # type: ignore[arg-type]
    return sorted(held.values(), key=lambda row: row.unit)


def without_plan() -> int:
    """How many open debts nobody has made a plan for."""
    planned = Plan.objects.filter(ended_at__isnull=True).values("debt")
    return Debt.objects.filter(state__in=OPEN_STATES).exclude(pk__in=planned).count()


def to_decide() -> int:
    """Of how many debts a plan or a write-off waits for whoever approves."""
    return int(_rows(f"select count(*) from recovery_debt d where {WAITS}", [])[0][0])


class Month(NamedTuple):
    """One month of a debt: paid too much, come back, given up, still open; and the ruling of the line that said so."""

    month: int
    owed: int
    recovered: int
    written_off: int
    open: int


def months(debt: Debt) -> list[Month]:
    """A debt month by month, the oldest first; months that turned out due after all are left out."""
    rows = _rows(
        """
        select for_month, coalesce(-sum(amount) filter (where account = 'overpaid'), 0)::bigint,
               coalesce(sum(amount) filter (where account in ('withheld', 'cash', 'returned')), 0)::bigint,
               coalesce(sum(amount) filter (where account = 'written_off'), 0)::bigint,
               coalesce(sum(amount) filter (where account = 'receivable'), 0)::bigint
        from recovery_entry where debt_id = %s group by 1 order by 1""",
        [debt.pk],
    )
    return [Month(*row) for row in rows if any(row[1:])]


class Moved(NamedTuple):
    """One movement: on which day, what it was, how much the debt grew (or shrank), what was left after it, by whom."""

    on: datetime.date
    kind: str
    amount: int
    left: int
    by: str
    run_id: int | None
    receipt_id: int | None


def movements(debt: Debt) -> list[Moved]:
    """Everything that moved a debt, the oldest first."""
    found, left = [], 0
    postings = debt.postings.select_related("by").prefetch_related("entries").order_by("pk")
    for posting in postings:
        amount = sum(leg.amount for leg in posting.entries.all() if leg.account == LedgerAccount.RECEIVABLE)
        left += amount
        by = posting.by.full_name_vi if posting.by else ""
        kind = str(PostingKind(posting.kind).label)
        found.append(Moved(posting.on, kind, amount, left, by, posting.run_id, posting.receipt_id))
    return found


def disagreements() -> list[str]:
    """Where the books do not say what the lists, receipts and decisions say; empty when all adds up."""
    return [sentence for query, sentence in _CHECKS for _ in [_rows(query, [])] if _]


_CHECKS: Sequence[tuple[str, str]] = (
    ("select 1 from recovery_entry group by posting_id, for_month having sum(amount) <> 0 limit 1",
     "Có bút toán không cân."),
    ("select 1 from recovery_entry where account <> 'overpaid' group by debt_id, for_month, account"
     " having sum(amount) < 0 limit 1", "Có tài khoản âm."),
    ("select 1 from (select l.person_id, l.kind, l.for_month, sum(l.amount) as amount from payroll_line l"
     " join payroll_run r on r.id = l.run_id and r.state in ('approved', 'sent', 'results', 'closed')"
     " where l.entry in (4, 5) group by 1, 2, 3) lines full join (select d.person_id, d.kind, e.for_month,"
     " sum(e.amount) as amount from recovery_entry e join recovery_debt d on d.id = e.debt_id and d.run_id is not null"
     " where e.account = 'overpaid' group by 1, 2, 3) books using (person_id, kind, for_month)"
     " where coalesce(lines.amount, 0) <> coalesce(books.amount, 0) limit 1",
     "Khoản chi quá trong sổ khác các dòng của danh sách."),
    ("select 1 from (select n.run_id, n.debt_id, sum(n.amount - n.excess) as amount from recovery_deduction n"
     " join payroll_run r on r.id = n.run_id and r.state in ('approved', 'sent', 'results', 'closed')"
     " left join payroll_result back on back.run_id = n.run_id and back.person_id = n.payer_id"
     " and back.family = payroll_family(n.kind) and back.outcome <> 'paid'"
     " where back.id is null group by 1, 2) taken full join (select p.run_id, e.debt_id,"
     " sum(e.amount) as amount from recovery_entry e join recovery_posting p on p.id = e.posting_id"
     " where e.account = 'withheld' group by 1, 2) books using (run_id, debt_id)"
     " where coalesce(taken.amount, 0) <> coalesce(books.amount, 0) limit 1",
     "Khoản đã trừ trong sổ khác các danh sách đã nhận."),
    ("select 1 from (select debt_id, sum(amount) as amount from recovery_receipt where voided_at is null group by 1)"
     " given full join (select debt_id, sum(amount) as amount from recovery_entry where account in ('cash', 'returned')"
     " group by 1) books using (debt_id) where coalesce(given.amount, 0) <> coalesce(books.amount, 0) limit 1",
     "Khoản đã nộp trong sổ khác các phiếu thu."),
    ("select 1 from decisions_series b where symbol = 'PT' and last > 0 and last - first + 1 <> (select count(*)"
     " from recovery_receipt r where r.office_id = b.authority_id and r.year = b.year) limit 1",
     "Số phiếu thu cách quãng."),
)  # fmt: skip
"""What must find nothing, and what is said when it does."""


def _rows(query: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()
