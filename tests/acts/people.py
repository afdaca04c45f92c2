"""People for the tests of acts, and a month's list walked through as an office does it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from ansinh.acts import assistance, facts, payroll, preparing
from ansinh.reckoning.names import fold, sort_key
from ansinh.record.models.payroll import EntryKind, Line, Run
from ansinh.record.models.people import Fact, Person, Residence

if TYPE_CHECKING:
    from ansinh.record.models.assistance import Award
    from ansinh.record.models.places import Unit
    from tests.cast import Office

KEPT_SINCE = 2010 * 12
NUMBER = 2022 * 12 + 4
"""The month most lists of these tests are of: May 2022."""


def month(text: str) -> int:
    """``"2024-07"`` as a month number."""
    year, number = text.split("-")
    return int(year) * 12 + int(number) - 1


def day_prepared(number: int) -> datetime.date:
    """The 25th of the month before."""
    return datetime.date((number - 1) // 12, (number - 1) % 12 + 1, 25)


def person(name: str, unit: Unit, *, born: str | None = "1930", **details: Any) -> Person:
    """Somebody who has lived in a commune as long as the register goes back; ``born`` as ``"1930-05-02"`` or less."""
    made = unsaved(name, unit, born=born, **details)
    made.save()
    Residence.objects.create(person=made, unit=unit, from_month=KEPT_SINCE)
    return made


def unsaved(name: str, unit: Unit, *, born: str | None, **details: Any) -> Person:
    """The same, not in the register yet."""
    parts = [int(part) for part in born.split("-")] if born else []
    year, in_month, day = [*parts, None, None, None][:3]
    return Person(
        full_name=name, name_folded=fold(name), name_sort=sort_key(name), unit=unit, birth_year=year,
        birth_month=in_month, birth_day=day, **details,
    )  # fmt: skip


def fact(who: Person, kind: str, value: Any, since: int = KEPT_SINCE, until: int | None = None) -> Fact:
    """One thing known of a person, for months [since, until)."""
    made = Fact.objects.create(
        person=who, kind=kind, value=value, from_month=since, until_month=until, source="tests",
        recorded_at=datetime.datetime.now(datetime.UTC),
    )  # fmt: skip
    facts.rebuild([who.pk])
    return made


def elder(name: str, unit: Unit, *, since: int, born: str = "1930-05-02", **details: Any) -> Award:
    """Somebody of 80 or more without a pension, with the decision that gives the allowance."""
    return assistance.award(
        person(name, unit, born=born, **details), kind="allowance", code="K5c", from_month=since, by=None, number="1/QĐ"
    )


def approved(run: Run, office: Office) -> Run:
    """The list checked by Lan and approved by Minh; its problems settled in a word."""
    for problem in run.problems.filter(settled_at__isnull=True):
        payroll.settle_problem(problem, by=office.lan, how="Đã xem.")
    run = payroll.check(run, by=office.lan)
    return payroll.approve(run, by=office.minh, accept_provisional=True)


def prepared(number: int, scope: Unit, office: Office) -> Run:
    return preparing.prepare(month=number, scope=scope, by=office.lan, on=day_prepared(number))


def paid(number: int, scope: Unit, office: Office) -> Run:
    """The month's list prepared, checked and approved."""
    return approved(prepared(number, scope, office), office)


def closed(run: Run, office: Office, *rows: payroll.ResultRow) -> Run:
    """The approved list sent, these results read, the rest taken as paid, the period closed."""
    run = payroll.send(run, by=office.lan)
    payroll.record_results(run, rows, by=office.lan)
    return payroll.close(payroll.assume_paid(run, by=office.lan), by=office.lan)


def lines(run: Run) -> list[tuple[str, int, int]]:
    """A run's lines as (entry, month, amount), in order."""
    rows = Line.objects.filter(run_month=run.month, run=run).order_by("award", "for_month", "entry")
    return [(EntryKind(line.entry).name, line.for_month, line.amount) for line in rows]


def level(text: str) -> int:
    """What an elder of 80 or more is due in a month: the standard amount × 1,0, or the social pension."""
    return next(amount for since, amount in reversed(ELDERS) if month(text) >= month(since))


ELDERS = (("2015-01", 270_000), ("2021-07", 360_000), ("2024-07", 500_000))


def do(statement: str, *values: object) -> list[tuple]:
    """SQL as somebody at the database would type it; what it gives, if anything."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def kept(run: Run) -> list[list[tuple]]:
    """Everything that is kept of a list, to be held against later."""
    return [
        do(f"select * from {table} where {column} = %s order by id", run.pk)
        for table, column in (("payroll_run", "id"), ("payroll_line", "run_id"), ("payroll_voucher", "run_id"),
                              ("payroll_problem", "run_id"), ("payroll_result", "run_id"))
    ]  # fmt: skip
