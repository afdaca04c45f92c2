"""An approved list stays: no line, voucher, problem or result of it changes, whoever asks and however."""

from __future__ import annotations

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from ansinh.record.models.payroll import Line, Run, Voucher
from ansinh.reports import trail
from tests.acts.people import NUMBER, do, elder, kept, month, paid, prepared
from tests.cast import Office, PhuCu

LINES = "run_month = %s and run_id = %s"
ATTACKS = {
    "a line's amount": "update payroll_line set amount = amount + 1 where run_id = {run}",
    "a line taken away": "delete from payroll_line where run_id = {run}",
    "a line added": "insert into payroll_line select id + 100, {run}, run_month, award_id, person_id, unit_id, kind,"
    " entry, pay_by, for_month, amount, ruling_id from payroll_line where run_id = {run} limit 1",
    "a line from another run": "update payroll_line set run_id = {run} where run_id = {other}",
    "a line of another month": "update payroll_line set run_id = {other} where run_id = {run}",
    "all lines": "truncate payroll_line",
    "the month's lines": "truncate payroll_line_{month}",
    "a voucher's total": "update payroll_voucher set total = total + 1 where run_id = {run}",
    "a voucher taken away": "delete from payroll_voucher where run_id = {run}",
    "a voucher given to another run": "update payroll_voucher set run_id = {other} where run_id = {run}",
    "a voucher added": "insert into payroll_voucher (run_id, unit_id, pay_by, people, lines, total)"
    " select {run}, unit_id, 7, 1, 1, 1 from payroll_voucher where run_id = {run} limit 1",
    "all vouchers": "truncate payroll_voucher",
    "the run's total": "update payroll_run set total = total + 1 where id = {run}",
    "the run's day": "update payroll_run set prepared_on = prepared_on - 9 where id = {run}",
    "who approved": "update payroll_run set approved_by_id = null where id = {run}",
    "the fingerprint": "update payroll_run set digest = 'x' where id = {run}",
    "the run taken away": "delete from payroll_run where id = {run}",
    "all runs": "truncate payroll_run cascade",
    "a problem added": "insert into payroll_problem (run_id, person_id, code, sentence, settled_how)"
    " select {run}, person_id, 'x', 'x', '' from payroll_line where run_id = {run} limit 1",
    "a result too early": "insert into payroll_result (run_id, person_id, outcome, reason, at)"
    " select {run}, person_id, 'paid', '', now() from payroll_line where run_id = {run} limit 1",
}  # fmt: skip


@pytest.fixture
def standing_run(town: PhuCu, office: Office) -> tuple[Run, Run]:
    """An approved list of May 2022 and an open one of June."""
    return paid(NUMBER, town.district, office), prepared(NUMBER + 1, town.district, office)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_of_an_approved_run_can_be_changed_in_sql(standing_run: tuple[Run, Run], attack: str) -> None:
    run, other = standing_run
    before = kept(run)
    statement = ATTACKS[attack].format(run=run.pk, other=other.pk, month=run.month)
    with pytest.raises(DatabaseError):
        do(statement)
    assert kept(run) == before


def test_nothing_of_an_approved_run_can_be_changed_by_models(standing_run: tuple[Run, Run]) -> None:
    run, _ = standing_run
    line = Line.objects.filter(run=run, run_month=run.month).first()
    assert line is not None
    line.amount += 1
    for change in (
        lambda: line.save(update_fields=["amount"]),
        lambda: Line.objects.filter(run=run).update(amount=1),
        lambda: Line.objects.filter(run=run).delete(),
        lambda: Voucher.objects.filter(run=run).update(total=1),
        lambda: Run.objects.filter(pk=run.pk).update(total=1),
        lambda: run.delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_no_line_goes_from_another_places_open_list_into_an_approved_one(phu_cu: PhuCu, office: Office) -> None:
    number, one, other = month("2025-08"), phu_cu.today["Tống Trân"], phu_cu.today["Quang Hưng"]
    for place in (one, other):
        elder(f"Người {place}", place, since=number)
    run, still_open = paid(number, one, office), prepared(number, other, office)
    before = kept(run)
    for to, of in ((run, still_open), (still_open, run)):
        with pytest.raises(DatabaseError, match="approved run"):
            do("update payroll_line set run_id = %s where run_id = %s", to.pk, of.pk)
    assert kept(run) == before


def test_lines_are_not_copied_past_the_guards(standing_run: tuple[Run, Run]) -> None:
    run, _ = standing_run
    for table in ("payroll_line", f"payroll_line_{run.month}"):
        with (
            pytest.raises(psycopg.Error, match="row-level security"),
            transaction.atomic(),
            connection.cursor() as cursor,
            cursor.copy(f"copy {table} from stdin") as copy,
        ):
            copy.write_row((1, run.pk, run.month, 1, 1, 1, 0, 1, 0, run.month, 1, 1))


def test_a_month_taken_apart_and_put_back_is_found_by_its_fingerprint(standing_run: tuple[Run, Run]) -> None:
    """Detaching is the owner's right in PostgreSQL and cannot be refused; the fingerprint in the trail tells."""
    run, _ = standing_run
    assert trail.altered() == []
    part = f"payroll_line_{run.month}"
    do(f"alter table payroll_line detach partition {part}")
    do(f"alter table {part} disable row level security")
    do(f"update {part} set amount = amount + 1000 where id = (select min(id) from {part})")
    do(f"alter table payroll_line attach partition {part} for values in ({run.month})")
    assert trail.altered() == [run]
