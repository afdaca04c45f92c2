"""Debts from the list that finds them to the last đồng: opened, planned, taken of benefits, paid in, given up."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction

from ansinh.acts import (
    assistance,
    debts,
    merging,
    payroll,
    people,
    permit,
    plans,
    preparing,
    receipts,
    write_offs,
)
from ansinh.acts.preparing import NotNow
from ansinh.reckoning.months import first_day
from ansinh.record.models.payroll import EntryKind, Line, Outcome
from ansinh.record.models.recovery import Cause, Debt, Plan, Way
from ansinh.record.models.recovery_papers import Receipt, ReceiptWay
from tests.acts.owing import LEVEL, NUMBER, allow, day, died, overpaid, settle_deferred, share, standing
from tests.acts.people import approved, closed, do, elder, fact, lines, paid, person, prepared

if TYPE_CHECKING:
    from tests.cast import Office, PhuCu


def deducted(run: payroll.Run) -> int:
    return -sum(amount for entry, _, amount in lines(run) if entry == "DEDUCTION")


# --- from beginning to end


def test_death_reported_late_is_recovered_from_the_heirs_and_the_post(phu_cu: PhuCu, office: Office) -> None:
    award = elder("Lê Văn Cần", phu_cu.communes["Tống Trân"], since=NUMBER - 4)
    for number in range(NUMBER - 4, NUMBER):
        closed(paid(number, phu_cu.district, office), office)
    died(award, office, f"{first_day(NUMBER - 3):%Y-%m-%d}")
    run = paid(NUMBER, phu_cu.district, office)
    debt = Debt.objects.get(person=award.person)
    assert debt.cause == Cause.DEATH and debt.run == run
    assert standing(debt) == {"receivable": 2 * LEVEL}
    on = day(NUMBER + 1)
    post_office = receipts.Paid(LEVEL, on, ReceiptWay.RETURNED, "Bưu điện Phù Cừ", paper="PC 12")
    receipts.receive(debt, post_office, by=office.lan, on=on)
    heir = receipts.name_heir(
        debt, name="Lê Thị Con", relation="con gái", address="thôn Ngũ Phúc", share=LEVEL, accepted="biên bản 01",
        by=office.lan,
    )  # fmt: skip
    receipts.receive(debt, receipts.Paid(200_000, on, ReceiptWay.CASH, heir.name, heir=heir), by=office.lan, on=on)
    debt.refresh_from_db()
    assert debt.state == "recovering"
    proposal = write_offs.propose(debt, reason="Gia đình con gái thuộc hộ nghèo.", by=office.lan, on=on)
    write_offs.decide(proposal, number="15/QĐ-UBND", by=office.minh, on=on)
    debt.refresh_from_db()
    assert debt.state == "written_off"
    assert standing(debt) == {"returned": LEVEL, "cash": 200_000, "written_off": LEVEL - 200_000}
    assert [r.number for r in Receipt.objects.order_by("pk")] == [1, 2]
    settle_deferred()


def test_double_benefit_is_recovered_by_a_share_of_each_month(phu_cu: PhuCu, office: Office) -> None:
    allow(phu_cu.district, office)
    _, debt, run = overpaid(phu_cu, office)
    assert standing(debt) == {"receivable": 3 * LEVEL}
    assert debt.state == "new"
    share(debt, office, percent=20)
    debt.refresh_from_db()
    assert debt.state == "planned"
    owed, number = 3 * LEVEL, NUMBER + 1
    while owed:
        run = closed(paid(number, phu_cu.district, office), office)
        part = min(owed, LEVEL // 5)
        assert deducted(run) == part and run.total == LEVEL - part
        owed, number = owed - part, number + 1
        assert standing(debt).get("receivable", 0) == owed
    debt.refresh_from_db()
    assert debt.state == "settled" and standing(debt) == {"withheld": 3 * LEVEL}
    assert deducted(paid(number, phu_cu.district, office)) == 0
    settle_deferred()


def test_a_debt_of_before_an_sinh_is_written_by_hand_and_paid_in_cash(phu_cu: PhuCu, office: Office) -> None:
    who = person("Đỗ Thị Gái", phu_cu.communes["Tống Trân"])
    on = day(NUMBER)
    debt = debts.open_by_hand(
        who, kind="allowance", months={NUMBER - 30: 270_000, NUMBER - 29: 270_000}, cause=Cause.DOUBLE,
        note="Hưởng cả hai nơi", paper="Biên bản 03/2020", on=on, by=office.lan,
    )  # fmt: skip
    receipts.receive(
        debt, receipts.Paid(540_000, on, ReceiptWay.TRANSFER, who.full_name, paper="UNC 1"), by=office.lan, on=on
    )
    debt.refresh_from_db()
    assert debt.state == "settled" and standing(debt) == {"cash": 540_000}


# --- the list


def test_a_deduction_does_not_change_what_was_given_for_the_month(phu_cu: PhuCu, office: Office) -> None:
    allow(phu_cu.district, office)
    _, debt, _ = overpaid(phu_cu, office)
    share(debt, office)
    closed(paid(NUMBER + 1, phu_cu.district, office), office)
    assert lines(paid(NUMBER + 2, phu_cu.district, office)) == [
        ("DUE", NUMBER + 2, LEVEL), ("DEDUCTION", NUMBER + 2, -LEVEL // 5),
    ]  # fmt: skip


def test_the_same_month_again_takes_nothing_new_and_an_open_list_follows(phu_cu: PhuCu, office: Office) -> None:
    allow(phu_cu.district, office)
    _, debt, _ = overpaid(phu_cu, office)
    plan = share(debt, office)
    run = prepared(NUMBER + 1, phu_cu.district, office)
    before = lines(run)
    assert deducted(prepared(NUMBER + 1, phu_cu.district, office)) == LEVEL // 5
    assert lines(run) == before
    on = day(NUMBER + 1)
    rest = receipts.Paid(3 * LEVEL - 10_000, on, ReceiptWay.CASH, "Trần Thị Mơ")
    receipts.receive(debt, rest, by=office.lan, on=on)
    run = preparing.refresh(run, by=office.lan, on=on)
    assert deducted(run) == 10_000 and run.total == LEVEL - 10_000
    plans.end(plan, by=office.lan, reason="Ốm nặng", on=on)
    run = preparing.refresh(run, by=office.lan, on=on)
    assert deducted(run) == 0 and run.total == LEVEL
    assert approved(run, office).total == LEVEL


def test_a_list_not_received_gives_nothing_and_the_next_one_takes_both_months(phu_cu: PhuCu, office: Office) -> None:
    allow(phu_cu.district, office)
    award, debt, _ = overpaid(phu_cu, office)
    share(debt, office)
    run = payroll.send(paid(NUMBER + 1, phu_cu.district, office), by=office.lan)
    assert standing(debt)["receivable"] == 3 * LEVEL - LEVEL // 5
    row = payroll.ResultRow(award.person_id, Outcome.UNPAID, "vắng nhà")
    payroll.record_results(run, [row], by=office.lan)
    assert standing(debt) == {"receivable": 3 * LEVEL}
    run.refresh_from_db()
    payroll.close(run, by=office.lan)
    after = paid(NUMBER + 2, phu_cu.district, office)
    assert lines(after) == [
        ("CARRIED", NUMBER + 1, LEVEL), ("DEDUCTION", NUMBER + 1, -LEVEL // 5),
        ("DUE", NUMBER + 2, LEVEL), ("DEDUCTION", NUMBER + 2, -LEVEL // 5),
    ]  # fmt: skip
    assert standing(debt)["receivable"] == 3 * LEVEL - 2 * (LEVEL // 5)
    settle_deferred()


def test_a_payment_said_unpaid_and_then_paid_counts_once(phu_cu: PhuCu, office: Office) -> None:
    allow(phu_cu.district, office)
    award, debt, _ = overpaid(phu_cu, office)
    share(debt, office)
    run = payroll.send(paid(NUMBER + 1, phu_cu.district, office), by=office.lan)
    for outcome in (Outcome.UNPAID, Outcome.PAID, Outcome.UNPAID, Outcome.PAID):
        payroll.record_results(run, [payroll.ResultRow(award.person_id, outcome, "")], by=office.lan)
        run.refresh_from_db()
    assert standing(debt) == {"receivable": 3 * LEVEL - LEVEL // 5, "withheld": LEVEL // 5}
    settle_deferred()


def test_what_was_taken_too_much_is_given_back_by_the_next_list(phu_cu: PhuCu, office: Office) -> None:
    allow(phu_cu.district, office)
    award, debt, _ = overpaid(phu_cu, office)
    share(debt, office)
    run = payroll.send(paid(NUMBER + 1, phu_cu.district, office), by=office.lan)
    payroll.record_results(run, [payroll.ResultRow(award.person_id, Outcome.UNPAID, "")], by=office.lan)
    on = day(NUMBER + 2)
    receipts.receive(debt, receipts.Paid(3 * LEVEL, on, ReceiptWay.CASH, "Mơ"), by=office.lan, on=on)
    run.refresh_from_db()
    payroll.record_results(run, [payroll.ResultRow(award.person_id, Outcome.PAID, "")], by=office.lan)
    assert standing(debt) == {"cash": 3 * LEVEL}
    run.refresh_from_db()
    payroll.close(run, by=office.lan)
    after = closed(paid(NUMBER + 2, phu_cu.district, office), office)
    assert lines(after) == [("ARREARS", NUMBER + 1, LEVEL // 5), ("DUE", NUMBER + 2, LEVEL)]
    assert lines(paid(NUMBER + 3, phu_cu.district, office)) == [("DUE", NUMBER + 3, LEVEL)]


def test_money_paid_back_for_what_was_due_after_all_is_paid_out_again(phu_cu: PhuCu, office: Office) -> None:
    award, debt, _ = overpaid(phu_cu, office)
    on = day(NUMBER + 1)
    receipts.receive(debt, receipts.Paid(LEVEL, on, ReceiptWay.CASH, "Mơ"), by=office.lan, on=on)
    wrong = award.person.facts.get(kind="pension", superseded_at__isnull=True, value="retirement")
    people.correct(wrong, "none", by=office.lan, source="BHXH trả lời lại")
    run = paid(NUMBER + 1, phu_cu.district, office)
    assert sorted(lines(run)) == sorted([
        ("ARREARS", NUMBER - 3, LEVEL), ("RELIEF", NUMBER - 2, LEVEL), ("RELIEF", NUMBER - 1, LEVEL),
        ("ARREARS", NUMBER, LEVEL), ("DUE", NUMBER + 1, LEVEL),
    ])  # fmt: skip
    debt.refresh_from_db()
    assert debt.state == "settled" and standing(debt) == {"cash": LEVEL}
    settle_deferred()


def test_what_was_written_off_is_not_paid_out_again(phu_cu: PhuCu, office: Office) -> None:
    award, debt, _ = overpaid(phu_cu, office)
    on = day(NUMBER + 1)
    proposal = write_offs.propose(debt, reason="Không còn khả năng.", by=office.lan, on=on)
    write_offs.decide(proposal, number="15/QĐ-UBND", by=office.minh, on=on)
    wrong = award.person.facts.get(kind="pension", superseded_at__isnull=True, value="retirement")
    people.correct(wrong, "none", by=office.lan, source="BHXH trả lời lại")
    run = paid(NUMBER + 1, phu_cu.district, office)
    assert sum(amount for _, _, amount in lines(run) if amount) == 5 * LEVEL  # three months relieved, May, June
    assert run.total == 2 * LEVEL
    assert standing(debt) == {}
    settle_deferred()


def test_hardship_pauses_what_is_taken_until_its_month(phu_cu: PhuCu, office: Office) -> None:
    allow(phu_cu.district, office)
    _, debt, _ = overpaid(phu_cu, office)
    share(debt, office)
    on = day(NUMBER + 1)
    pause = plans.Proposal(
        Way.SHARE,
        NUMBER + 1,
        percent=5,
        hardship="Đang nằm viện",
        hardship_paper="Giấy ra viện",
        paused_until=NUMBER + 2,
    )
    plans.approve(plans.propose(debt, pause, by=office.lan, on=on), by=office.minh, on=on)
    debt.refresh_from_db()
    assert debt.state == "suspended" and debt.plans.filter(ended_at__isnull=True).count() == 1
    assert deducted(closed(paid(NUMBER + 1, phu_cu.district, office), office)) == 0
    assert deducted(paid(NUMBER + 2, phu_cu.district, office)) == LEVEL * 5 // 100
    debt.refresh_from_db()
    assert debt.state == "recovering"


def test_single_grants_are_left_whole(phu_cu: PhuCu, office: Office) -> None:
    allow(phu_cu.district, office)
    award, debt, _ = overpaid(phu_cu, office)
    share(debt, office)
    assistance.award(award.person, kind="emergency", code="KC1", from_month=NUMBER + 1, by=office.lan, number="6/QĐ")
    fact(award.person, "emergency", ["house_lost"], since=NUMBER + 1, until=NUMBER + 2)
    run = prepared(NUMBER + 1, phu_cu.district, office)
    taken = Line.objects.filter(run_month=run.month, run=run, entry=EntryKind.DEDUCTION)
    assert {line.award_id for line in taken} == {award.pk}


# --- refusals


def test_no_share_is_taken_while_the_office_set_no_limit(phu_cu: PhuCu, office: Office) -> None:
    _, debt, _ = overpaid(phu_cu, office)
    with pytest.raises(plans.NotNow, match="chưa đặt mức"):
        share(debt, office)


def test_more_than_the_limit_is_refused(phu_cu: PhuCu, office: Office) -> None:
    allow(phu_cu.district, office)
    _, debt, _ = overpaid(phu_cu, office)
    with pytest.raises(ValueError, match="từ 1 đến 30"):
        share(debt, office, percent=31)


def test_an_instalment_beyond_the_limit_takes_only_the_limit(phu_cu: PhuCu, office: Office) -> None:
    allow(phu_cu.district, office)
    _, debt, _ = overpaid(phu_cu, office)
    on = day(NUMBER + 1)
    proposal = plans.Proposal(Way.INSTALMENT, NUMBER + 1, amount=LEVEL)
    plans.approve(plans.propose(debt, proposal, by=office.lan, on=on), by=office.minh, on=on)
    assert deducted(paid(NUMBER + 1, phu_cu.district, office)) == LEVEL * 30 // 100


def test_a_limit_lowered_after_checking_sends_the_list_back(phu_cu: PhuCu, office: Office) -> None:
    allow(phu_cu.district, office)
    _, debt, _ = overpaid(phu_cu, office)
    share(debt, office)
    run = payroll.check(prepared(NUMBER + 1, phu_cu.district, office), by=office.lan)
    allow(phu_cu.district, office, percent=10, since=NUMBER)
    with pytest.raises(NotNow, match="dữ kiện mới"):
        payroll.approve(run, by=office.minh)
    run = payroll.give_back(run, by=office.minh, reason="Mức mới")
    assert deducted(approved(preparing.refresh(run, by=office.lan, on=run.prepared_on), office)) == LEVEL // 10


def test_who_proposed_a_plan_does_not_approve_it(phu_cu: PhuCu, office: Office) -> None:
    _, debt, _ = overpaid(phu_cu, office)
    on = day(NUMBER + 1)
    proposal = plans.Proposal(Way.CASH, NUMBER + 1, amount=50_000)
    plan = plans.propose(debt, proposal, by=office.lan, on=on)
    with pytest.raises(permit.Refused):
        plans.approve(plan, by=office.lan, on=on)
    Plan.objects.filter(pk=plan.pk).exists()
    with pytest.raises(DatabaseError, match="approved_by_somebody_else"):
        do("update recovery_plan set approved_by_id = proposed_by_id, approved_at = now() where id = %s", plan.pk)


@pytest.mark.parametrize("refused", [
    plans.Proposal(Way.CASH, NUMBER + 1, amount=0),
    plans.Proposal(Way.CASH, NUMBER + 1, amount=4 * LEVEL),
    plans.Proposal(Way.CASH, NUMBER - 5, amount=50_000),
    plans.Proposal(Way.ONCE, NUMBER + 1),
    plans.Proposal(Way.ONCE, NUMBER + 1, pay_by_day=datetime.date(2020, 1, 1)),
    plans.Proposal(Way.CASH, NUMBER + 1, amount=50_000, paused_until=NUMBER + 3),
    plans.Proposal(Way.CASH, NUMBER + 1, amount=50_000, hardship="Ốm nặng"),
])  # fmt: skip
def test_a_plan_that_does_not_say_enough_is_refused(phu_cu: PhuCu, office: Office, refused: plans.Proposal) -> None:
    _, debt, _ = overpaid(phu_cu, office, months=1)
    with pytest.raises(ValueError, match=r"\.$"):
        plans.propose(debt, refused, by=office.lan, on=day(NUMBER + 1))
    assert not debt.plans.exists()


def test_a_receipt_over_the_balance_is_refused_and_gives_no_number(phu_cu: PhuCu, office: Office) -> None:
    _, debt, _ = overpaid(phu_cu, office)
    on = day(NUMBER + 1)
    with pytest.raises(ValueError, match="Chỉ còn phải hoàn trả 1.080.000 đ"):
        receipts.receive(debt, receipts.Paid(3 * LEVEL + 1, on, ReceiptWay.CASH, "Mơ"), by=office.lan, on=on)
    given = [
        receipts.receive(debt, receipts.Paid(10_000, on, ReceiptWay.CASH, "Mơ"), by=office.lan, on=on).number
        for _ in range(3)
    ]
    assert given == [1, 2, 3]


def test_a_voided_receipt_keeps_its_number_and_counts_no_more(phu_cu: PhuCu, office: Office) -> None:
    _, debt, _ = overpaid(phu_cu, office)
    on = day(NUMBER + 1)
    receipt = receipts.receive(debt, receipts.Paid(3 * LEVEL, on, ReceiptWay.CASH, "Mơ"), by=office.lan, on=on)
    with pytest.raises(ValueError, match="lý do"):
        receipts.void(receipt, by=office.lan, reason=" ", on=on)
    receipts.void(receipt, by=office.lan, reason="Ghi nhầm người", on=on)
    with pytest.raises(ValueError, match="đã huỷ"):
        receipts.void(receipt, by=office.lan, reason="Lần nữa", on=on)
    debt.refresh_from_db()
    assert debt.state == "new" and standing(debt) == {"receivable": 3 * LEVEL}
    again = receipts.receive(debt, receipts.Paid(10_000, on, ReceiptWay.CASH, "Mơ"), by=office.lan, on=on)
    assert again.number == 2


def test_a_write_off_needs_a_reason_a_number_and_another_person(phu_cu: PhuCu, office: Office) -> None:
    _, debt, _ = overpaid(phu_cu, office)
    on = day(NUMBER + 1)
    with pytest.raises(ValueError, match="lý do"):
        write_offs.propose(debt, reason="  ", by=office.lan, on=on)
    proposal = write_offs.propose(debt, reason="Không còn ai.", by=office.lan, on=on)
    with pytest.raises(ValueError, match="số quyết định"):
        write_offs.decide(proposal, number="", by=office.minh, on=on)
    with pytest.raises(permit.Refused):
        write_offs.decide(proposal, number="15/QĐ-UBND", by=office.lan, on=on)
    with pytest.raises(DatabaseError, match="decided_by_somebody_else"):
        do("update recovery_write_off set decided_by_id = proposed_by_id, decided_on = now(), amount = 1,"
           " decision_number = '1' where id = %s", proposal.pk)  # fmt: skip
    write_offs.refuse(proposal, reason="Còn con cháu.", by=office.minh, on=on)
    assert standing(debt) == {"receivable": 3 * LEVEL}


def test_heirs_agree_to_no_more_than_is_owed(phu_cu: PhuCu, office: Office) -> None:
    _, debt, _ = overpaid(phu_cu, office)
    named = {"relation": "con", "address": "Ngũ Phúc", "by": office.lan}
    receipts.name_heir(debt, name="Con cả", share=2 * LEVEL, accepted="biên bản", **named)
    with pytest.raises(ValueError, match="quá số còn phải hoàn trả"):
        receipts.name_heir(debt, name="Con út", share=2 * LEVEL, accepted="biên bản", **named)
    with pytest.raises(ValueError, match="đã nhận thế nào"):
        receipts.name_heir(debt, name="Con út", share=LEVEL, accepted="", **named)


def test_a_month_the_ledger_holds_is_not_written_by_hand(phu_cu: PhuCu, office: Office) -> None:
    award, _, _ = overpaid(phu_cu, office)
    with pytest.raises(ValueError, match="do An Sinh chi"):
        debts.open_by_hand(
            award.person, kind="allowance", months={NUMBER - 1: 1}, cause=Cause.DOUBLE, note="?", paper="?",
            on=day(NUMBER), by=office.lan,
        )  # fmt: skip


@pytest.mark.parametrize("statement", [
    "update recovery_entry set amount = amount + 1",
    "delete from recovery_entry",
    "truncate recovery_entry",
    "update recovery_posting set kind = 'received'",
    "delete from recovery_posting",
    "delete from recovery_debt",
    "update recovery_debt set kind = kind + 1",
    "update recovery_debt set state = 'nonsense'",
])  # fmt: skip
def test_the_books_are_only_written_on(phu_cu: PhuCu, office: Office, statement: str) -> None:
    overpaid(phu_cu, office, months=1)
    with pytest.raises(DatabaseError):
        do(statement)


@pytest.mark.parametrize("amounts", [(1, -2), (-5_000_000, 5_000_000)])
def test_a_posting_that_does_not_add_up_or_takes_too_much_is_refused_at_commit(
    phu_cu: PhuCu, office: Office, amounts: tuple[int, int]
) -> None:
    _, debt, _ = overpaid(phu_cu, office, months=1)
    settle_deferred()
    with pytest.raises(DatabaseError, match="add up to nothing|more than there is"), transaction.atomic():
        do(
            "with p as (insert into recovery_posting (debt_id, person_id, kind, \"on\", at)"
            " values (%s, %s, 'received', now(), now()) returning id)"
            " insert into recovery_entry (posting_id, debt_id, person_id, account, for_month, amount)"
            " select id, %s, %s, account, %s, amount from p,"
            " (values ('receivable', %s), ('cash', %s)) l (account, amount)",
            debt.pk, debt.person_id, debt.pk, debt.person_id, NUMBER - 1, *amounts,
        )  # fmt: skip
        settle_deferred()


@pytest.mark.parametrize(("change", "said"), [
    ("update payroll_line set amount = -200000 where entry = 6", "takes what its deductions say|voucher"),
    ("with l as (update payroll_line set amount = -200000 where entry = 6 returning run_id),"
     " d as (update recovery_deduction set amount = 200000), v as (update payroll_voucher set total = 160000"
     " where run_id in (select id from payroll_run where state = 'checked'))"
     " update payroll_run set total = 160000 where id in (select run_id from l)", "no more of a month than the cap"),
    ("update recovery_plan set ended_at = now(), ended_reason = 'x' where ended_at is null", "by a plan in force"),
    ("insert into recovery_limit (unit_id, percent, from_month, basis, entered_by_id, entered_at)"
     " select scope_id, 1, month, 'x', prepared_by_id, now() from payroll_run order by month desc limit 1",
     "no more of a month than the cap"),
])  # fmt: skip
def test_a_list_that_takes_otherwise_is_not_approved_by_the_database(
    phu_cu: PhuCu, office: Office, change: str, said: str
) -> None:
    allow(phu_cu.district, office)
    _, debt, _ = overpaid(phu_cu, office, months=1)
    share(debt, office)
    run = payroll.check(prepared(NUMBER + 1, phu_cu.district, office), by=office.lan)
    do(change)
    with pytest.raises(DatabaseError, match=said):
        do("update payroll_run set state = 'approved', approved_by_id = %s where id = %s", office.minh.pk, run.pk)


def test_a_list_approved_past_the_books_is_refused_at_commit(phu_cu: PhuCu, office: Office) -> None:
    allow(phu_cu.district, office)
    _, debt, _ = overpaid(phu_cu, office, months=1)
    share(debt, office)
    run = payroll.check(prepared(NUMBER + 1, phu_cu.district, office), by=office.lan)
    settle_deferred()
    with pytest.raises(DatabaseError, match="in the books"), transaction.atomic():
        do("update payroll_run set state = 'approved', approved_by_id = %s where id = %s", office.minh.pk, run.pk)
        settle_deferred()


def test_debts_are_seen_only_where_the_debtor_is(phu_cu: PhuCu, office: Office) -> None:
    _, debt, _ = overpaid(phu_cu, office, months=1)
    office.hoa.places.set([phu_cu.communes["Quang Hưng"]])
    with permit.acting(office.hoa):
        for table in ("debt", "posting", "entry"):
            assert do(f"select count(*) from recovery_{table}") == [(0,)]
    office.hoa.places.set([phu_cu.communes["Tống Trân"]])
    with permit.acting(office.hoa):
        assert do("select id from recovery_debt") == [(debt.pk,)]
    with pytest.raises(permit.Refused):
        debts.say_cause(debt, cause=Cause.PENSION, note="", by=office.hoa)


def test_a_debt_of_a_record_that_went_into_another_is_taken_of_the_one_that_stays(
    phu_cu: PhuCu, office: Office
) -> None:
    allow(phu_cu.district, office)
    kept = elder("Trần Thị Mơ", phu_cu.communes["Tống Trân"], since=NUMBER - 3)
    gone = elder("Trần Thị Mơ", phu_cu.communes["Quang Hưng"], since=NUMBER - 2)
    for number in range(NUMBER - 3, NUMBER):
        closed(paid(number, phu_cu.district, office), office)
    merging.merge(kept.person, gone.person, month=NUMBER, by=office.lan, on=day(NUMBER), number="9/QĐ",
                  decided_on=day(NUMBER))  # fmt: skip
    closed(paid(NUMBER, phu_cu.district, office), office)
    debt = Debt.objects.get(person=gone.person)
    assert standing(debt) == {"receivable": 2 * LEVEL}
    share(debt, office)
    run = payroll.send(paid(NUMBER + 1, phu_cu.district, office), by=office.lan)
    assert lines(run) == [("DUE", NUMBER + 1, LEVEL), ("DEDUCTION", NUMBER + 1, -LEVEL // 5)]
    assert standing(debt)["withheld"] == LEVEL // 5
    payroll.record_results(run, [payroll.ResultRow(kept.person_id, Outcome.UNPAID, "")], by=office.lan)
    assert standing(debt) == {"receivable": 2 * LEVEL}
    settle_deferred()
