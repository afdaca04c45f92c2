"""The run from preparing to closing: every total agrees, only declared steps are taken, an approved list stays."""

from __future__ import annotations

import itertools
from random import Random

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from ansinh.acts import payroll, people, permit
from ansinh.reckoning.words import in_words
from ansinh.record.models.payroll import TRANSITIONS, Line, Outcome, Result, Run, State, Voucher
from ansinh.record.models.users import Role
from ansinh.reports import lists, trail
from ansinh.reports import payroll as standing
from ansinh.world.payments import summary
from tests.acts import lives
from tests.acts.people import approved, closed, day_prepared, elder, lines, month, paid, person, prepared
from tests.cast import Office, PhuCu

NUMBER = month("2022-05")


@pytest.fixture
def town(phu_cu: PhuCu, office: Office) -> PhuCu:
    """A dozen elders in three communes, paid by the Post and by banks."""
    for at in range(12):
        elder(
            f"Người Thứ {at}", phu_cu.communes[lives.OLD_COMMUNES[at % 3]], since=NUMBER - at % 4,
            pay_by="bank" if at % 5 == 0 else "post",
        )  # fmt: skip
    return phu_cu


def do(statement: str, *values: object) -> list[tuple]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


# --- totals


def by_group_on_the_sheet(run: Run) -> list[tuple]:
    """The rows of the month's printed summary by group, in figures."""
    made = list(lists.payment_lists(run))
    rows = summary.summarise(made, total_in_words=in_words).by_group if made else ()
    return [(r.code, r.sums.people, r.sums.level, r.sums.arrears, r.sums.carried, r.sums.net) for r in rows]


@pytest.mark.parametrize("seed", range(2))
def test_lists_lines_vouchers_and_the_run_give_one_total(phu_cu: PhuCu, office: Office, seed: int) -> None:
    lives.live(lives.town(Random(seed), lives.WINDOWS[1 + seed], size=25), phu_cu, office)
    for run in Run.objects.all():
        sums = {
            "lists": sum(one.total for one in lists.payment_lists(run)),
            "people on lists": sum(line.net for one in lists.payment_lists(run) for line in one.lines),
            "lines": sum(line.amount for line in Line.objects.filter(run=run, entry__lt=4)),
            "vouchers": sum(Voucher.objects.filter(run=run).values_list("total", flat=True)),
            "standing": standing.standing(run).whole.total,
            "by commune": sum(one.total for one in standing.by_commune(run)),
            "by group": sum(one.total for one in standing.by_group(run)),
            "by channel": sum(one.total for one in standing.by_channel(run)),
        }
        assert sums == dict.fromkeys(sums, run.total)
        assert standing.standing(run).agrees
        assert by_group_on_the_sheet(run) == [
            (one.key, one.people, one.due, one.arrears, one.carried, one.total) for one in standing.by_group(run)
        ]
        assert run.people == len(set(Line.objects.filter(run=run, entry__lt=4).values_list("person", flat=True)))
    assert sum(run.total for run in Run.objects.all()) > 5_000_000


def written() -> dict[str, list[tuple]]:
    """Every row of the run's tables with the transaction that wrote it."""
    tables = ("payroll_line", "payroll_run", "payroll_voucher", "payroll_problem", "payroll_touch", "payroll_ruling",
              "payroll_position", "trail_entry")  # fmt: skip
    return {table: sorted(do(f"select tableoid::text, ctid::text, xmin::text from {table}")) for table in tables}


def test_preparing_again_writes_nothing(town: PhuCu, office: Office) -> None:
    elder("Không Rõ", town.communes["Tống Trân"], since=NUMBER, born=None)
    prepared(NUMBER, town.district, office)
    before = written()
    run = prepared(NUMBER, town.district, office)
    assert written() == before
    approved(run, office)
    before = written()
    assert prepared(NUMBER, town.district, office) == run
    assert written() == before


# --- an approved run stays


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


def kept(run: Run) -> list[list[tuple]]:
    return [
        do(f"select * from {table} where {column} = %s order by id", run.pk)
        for table, column in (("payroll_run", "id"), ("payroll_line", "run_id"), ("payroll_voucher", "run_id"),
                              ("payroll_problem", "run_id"), ("payroll_result", "run_id"))
    ]  # fmt: skip


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


# --- steps


def walk_to(state: str, run: Run, office: Office) -> Run:
    steps = {
        State.CHECKED: lambda one: payroll.check(one, by=office.lan),
        State.APPROVED: lambda one: payroll.approve(one, by=office.minh),
        State.SENT: lambda one: payroll.send(one, by=office.lan),
        State.RESULTS: lambda one: payroll.assume_paid(one, by=office.lan),
        State.CLOSED: lambda one: payroll.close(one, by=office.lan),
    }
    for name, step in steps.items():
        if run.state == state:
            break
        run = step(run)
        assert run.state == name
    return run


@pytest.mark.parametrize("state", State.values)
def test_only_declared_steps_are_taken(town: PhuCu, office: Office, state: str) -> None:
    run = walk_to(state, prepared(NUMBER, town.district, office), office)
    for other in set(State.values) - {state, *TRANSITIONS[state]}:
        with pytest.raises(DatabaseError, match="does not go|closed run"):
            do("update payroll_run set state = %s, approved_by_id = %s where id = %s", other, office.minh.pk, run.pk)
    run.refresh_from_db()
    assert run.state == state


def test_a_run_begins_as_prepared(town: PhuCu, office: Office) -> None:
    for state in set(State.values) - {State.PREPARED}:
        with pytest.raises(DatabaseError), transaction.atomic():
            Run.objects.create(
                month=NUMBER, scope=town.district, state=state, prepared_on=day_prepared(NUMBER), book="x"
            )


def test_the_preparer_approves_neither_by_the_act_nor_in_the_database(town: PhuCu, office: Office) -> None:
    run = payroll.check(prepared(NUMBER, town.district, office), by=office.lan)
    with pytest.raises(permit.Refused):
        payroll.approve(run, by=office.lan)
    office.lan.role = Role.APPROVER
    office.lan.save()
    with pytest.raises(payroll.NotNow, match="người khác phải duyệt"):
        payroll.approve(run, by=office.lan)
    with pytest.raises(DatabaseError, match="payroll_run_approved_by_somebody_else"):
        do("update payroll_run set state = 'approved', approved_by_id = %s where id = %s", office.lan.pk, run.pk)
    with pytest.raises(DatabaseError, match="approved by somebody"):
        do("update payroll_run set state = 'approved' where id = %s", run.pk)


def test_provisional_law_is_accepted_in_so_many_words_and_by_whom(phu_cu: PhuCu, office: Office) -> None:
    here, number = phu_cu.today["Tống Trân"], month("2026-12")
    elder("Phạm Thị Ngọ", here, since=number)
    run = payroll.check(prepared(number, here, office), by=office.lan)
    with pytest.raises(payroll.NotNow, match="văn bản tạm"):
        payroll.approve(run, by=office.minh)
    with pytest.raises(DatabaseError, match="provisional_law_accepted"):
        do("update payroll_run set state = 'approved', approved_by_id = %s where id = %s", office.minh.pk, run.pk)
    run = payroll.approve(run, by=office.minh, accept_provisional=True)
    assert run.provisional_accepted_by == office.minh


def test_an_open_problem_blocks_the_act_and_the_database(town: PhuCu, office: Office) -> None:
    elder("Không Rõ", town.communes["Tống Trân"], since=NUMBER, born=None)
    run = prepared(NUMBER, town.district, office)
    with pytest.raises(payroll.NotNow, match="1 vướng mắc"):
        payroll.check(run, by=office.lan)
    do("update payroll_run set state = 'checked' where id = %s", run.pk)
    with pytest.raises(DatabaseError, match="with problems"):
        do("update payroll_run set state = 'approved', approved_by_id = %s where id = %s", office.minh.pk, run.pk)


@pytest.mark.parametrize("change", ["update payroll_line set amount = amount + 1", "delete from payroll_line",
                                    "update payroll_voucher set lines = lines + 1", "delete from payroll_voucher",
                                    "update payroll_run set total = total - 1"])  # fmt: skip
def test_a_list_that_does_not_add_up_is_not_approved(town: PhuCu, office: Office, change: str) -> None:
    run = payroll.check(prepared(NUMBER, town.district, office), by=office.lan)
    do(change)
    with pytest.raises(DatabaseError), transaction.atomic():
        payroll.approve(run, by=office.minh)


def test_facts_that_arrive_after_the_check_send_the_list_back(town: PhuCu, office: Office) -> None:
    run = payroll.check(prepared(NUMBER, town.district, office), by=office.lan)
    before = run.total
    elder("Người Đến Muộn", town.communes["Tống Trân"], since=NUMBER)
    with pytest.raises(payroll.NotNow, match="dữ kiện mới"):
        payroll.approve(run, by=office.minh)
    with pytest.raises(payroll.NotNow, match="trả lại"):
        payroll.refresh(run, by=office.lan, on=run.prepared_on)
    with pytest.raises(payroll.NotNow, match="lý do"):
        payroll.give_back(run, by=office.minh, reason=" ")
    run = payroll.give_back(run, by=office.minh, reason="có người mới")
    run = payroll.approve(payroll.check(run, by=office.lan), by=office.minh)
    assert run.total == before + 360_000


def test_a_fact_after_approval_is_a_line_of_the_next_list(town: PhuCu, office: Office) -> None:
    run = paid(NUMBER, town.district, office)
    before = kept(run)
    held = elder("Người Đến Muộn", town.communes["Tống Trân"], since=NUMBER)
    later = prepared(NUMBER + 1, town.district, office)
    mine = Line.objects.filter(run=later, award=held).order_by("for_month").values_list("entry", "for_month")
    assert list(mine) == [(2, NUMBER), (1, NUMBER + 1)]
    assert kept(run) == before


# --- places and months


def test_two_lists_of_overlapping_places_are_refused_in_one_month(town: PhuCu, office: Office) -> None:
    prepared(NUMBER, town.district, office)
    for place in (town.communes["Tống Trân"], town.today["Tống Trân"], town.province):
        office.lan.places.add(town.province)
        with pytest.raises(payroll.NotNow, match="trùng địa bàn"):
            prepared(NUMBER, place, office)
    assert Run.objects.count() == 1


def test_the_next_month_waits_for_the_one_before_and_no_month_is_prepared_behind(town: PhuCu, office: Office) -> None:
    run = prepared(NUMBER, town.district, office)
    with pytest.raises(payroll.NotNow, match="chưa duyệt"):
        prepared(NUMBER + 1, town.district, office)
    approved(run, office)
    prepared(NUMBER + 1, town.district, office)
    with pytest.raises(payroll.NotNow, match="đã có danh sách tháng 6/2022"):
        prepared(NUMBER - 1, town.district, office)


def test_an_open_list_is_thrown_away_whole_and_comes_back_the_same(town: PhuCu, office: Office) -> None:
    run = prepared(NUMBER, town.district, office)
    before = (lines(run), run.total)
    payroll.discard(run, by=office.lan, reason="lập nhầm")
    assert (Run.objects.count(), Line.objects.count(), Voucher.objects.count()) == (0, 0, 0)
    again = prepared(NUMBER, town.district, office)
    assert (lines(again), again.total) == before
    with pytest.raises(payroll.NotNow, match="Danh sách đã duyệt"):
        payroll.discard(approved(again, office), by=office.lan, reason="lập nhầm")


# --- results


def test_results_are_of_people_on_the_list_sent_and_not_yet_closed(town: PhuCu, office: Office) -> None:
    run = paid(NUMBER, town.district, office)
    on_list = Line.objects.filter(run=run).first()
    assert on_list is not None
    word = payroll.ResultRow(on_list.person_id, Outcome.UNPAID, "đi vắng")
    with pytest.raises(payroll.NotNow):
        payroll.record_results(run, [word], by=office.lan)
    run = payroll.send(run, by=office.lan)
    stranger = person("Người Lạ", town.communes["Tống Trân"])
    with pytest.raises(ValueError, match=str(stranger.pk)):
        payroll.record_results(run, [payroll.ResultRow(stranger.pk, Outcome.PAID, "")], by=office.lan)
    assert payroll.record_results(run, [word], by=office.lan) == 1
    assert payroll.record_results(run, [word], by=office.lan) == 0
    run.refresh_from_db()
    with pytest.raises(payroll.NotNow, match="Còn 11 người"):
        payroll.close(run, by=office.lan)
    run = payroll.close(payroll.assume_paid(run, by=office.lan), by=office.lan)
    for statement in ("update payroll_result set outcome = 'paid'", "delete from payroll_result"):
        with pytest.raises(DatabaseError, match="before it is closed"):
            do(statement)
    assert Result.objects.get().outcome == Outcome.UNPAID


def test_a_new_reason_is_kept_and_a_word_that_changes_nothing_moves_nothing(town: PhuCu, office: Office) -> None:
    run = payroll.send(paid(NUMBER, town.district, office), by=office.lan)
    who = Line.objects.filter(run=run).values_list("person", flat=True)[0]
    payroll.record_results(run, [payroll.ResultRow(who, Outcome.UNPAID, "đi vắng")], by=office.lan)
    touches = do("select count(*) from payroll_touch")
    assert payroll.record_results(run, [payroll.ResultRow(who, Outcome.UNPAID, "ốm")], by=office.lan) == 1
    assert Result.objects.get(person=who).reason == "ốm"
    assert do("select count(*) from payroll_touch") == touches


def test_a_closed_month_is_never_reopened(town: PhuCu, office: Office) -> None:
    run = closed(paid(NUMBER, town.district, office), office)
    before = kept(run)
    for step in (lambda: payroll.send(run, by=office.lan), lambda: payroll.assume_paid(run, by=office.lan),
                 lambda: payroll.give_back(run, by=office.minh, reason="x")):  # fmt: skip
        with pytest.raises((payroll.NotNow, DatabaseError)), transaction.atomic():
            step()
    with pytest.raises(DatabaseError, match="closed run"):
        do("update payroll_run set returned_reason = 'x' where id = %s", run.pk)
    people.correct_details(Line.objects.filter(run=run)[0].person, birth_year=1999, by=office.lan)
    assert kept(run) == before


def test_the_declared_steps_lead_from_preparing_to_closing(town: PhuCu) -> None:
    """The machine has one beginning and one end, and every state is reached."""
    reached, layer = {State.PREPARED.value}, {State.PREPARED.value}
    while layer:
        layer = set(itertools.chain.from_iterable(TRANSITIONS[state] for state in layer)) - reached
        reached |= layer
    assert reached == set(State.values)
    assert [state for state, ends in TRANSITIONS.items() if not ends] == [State.CLOSED]
