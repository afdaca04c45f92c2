"""The run from preparing to closing: only declared steps are taken, each by whom and when it may be."""

from __future__ import annotations

import itertools

import pytest
from django.db import DatabaseError, transaction

from ansinh.acts import payroll, people, permit, preparing
from ansinh.record.models.payroll import TRANSITIONS, Line, Outcome, Result, Run, State, Voucher
from ansinh.record.models.users import Role
from tests.acts.people import (
    NUMBER,
    approved,
    closed,
    day_prepared,
    do,
    elder,
    kept,
    lines,
    month,
    paid,
    person,
    prepared,
)
from tests.cast import Office, PhuCu


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


def test_whoever_checked_the_list_does_not_approve_it(town: PhuCu, office: Office) -> None:
    run = payroll.check(prepared(NUMBER, town.district, office), by=office.lan)
    Run.objects.filter(pk=run.pk).update(prepared_by=None)
    run.refresh_from_db()
    office.lan.role = Role.APPROVER
    office.lan.save()
    with pytest.raises(payroll.NotNow, match="người khác phải duyệt"):
        payroll.approve(run, by=office.lan)


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
        preparing.refresh(run, by=office.lan, on=run.prepared_on)
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
    preparing.discard(run, by=office.lan, reason="lập nhầm")
    assert (Run.objects.count(), Line.objects.count(), Voucher.objects.count()) == (0, 0, 0)
    again = prepared(NUMBER, town.district, office)
    assert (lines(again), again.total) == before
    with pytest.raises(payroll.NotNow, match="Danh sách đã duyệt"):
        preparing.discard(approved(again, office), by=office.lan, reason="lập nhầm")


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
