"""A row in every table of what must be paid back, for somebody on the tests' lists."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from ansinh.acts import debts, plans, receipts, write_offs
from ansinh.record.models.payroll import Run
from ansinh.record.models.recovery import Cause, Deduction, Way
from ansinh.record.models.recovery_papers import Notice, ReceiptWay

if TYPE_CHECKING:
    from ansinh.record.models.people import Person
    from tests.cast import Office

DAY = datetime.date(2022, 5, 4)
MONTH = 2022 * 12 + 4


def everything(who: Person, office: Office) -> None:
    """A debt of before An Sinh with its limit, plan, deduction, heir, receipt, notice and proposal to write it off."""
    plans.set_ceiling(who.unit, percent=20, from_month=MONTH - 12, basis="12/QĐ-UBND", by=office.admin)
    debt = debts.open_by_hand(
        who, kind="allowance", months={MONTH - 40: 270_000}, cause=Cause.DOUBLE, note="hưởng hai nơi", paper="BB 01",
        on=DAY, by=office.lan,
    )  # fmt: skip
    plan = plans.propose(debt, plans.Proposal(Way.SHARE, MONTH + 9, percent=5), by=office.lan, on=DAY)
    last = Run.objects.order_by("month").last()
    Deduction.objects.create(
        run=last, line=1, debt=debt, person=who, payer=who, plan=plan, kind=0, for_month=MONTH, amount=1
    )
    heir = receipts.name_heir(debt, name="Con", relation="con", address="Ngũ Phúc", share=0, accepted="", by=office.lan)
    paid = receipts.Paid(10_000, DAY, ReceiptWay.CASH, "Con", heir=heir)
    receipts.receive(debt, paid, by=office.lan, on=DAY)
    Notice.objects.create(
        debt=debt, person=who, noticed_on=DAY, addressee=who.full_name, document=b"x", made_by=office.lan
    )
    write_offs.propose(debt, reason="không còn ai", by=office.lan, on=DAY)
