"""The demo's overpayments at every stage: told of, planned, taken bit by bit, paid in, inherited, given up."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from ansinh.acts import debts, permit, plans, receipts, recovery_papers, write_offs
from ansinh.acts.recovery_books import open_amount
from ansinh.acts.sentences import called
from ansinh.reckoning.months import month_of
from ansinh.record.models.assistance import Award
from ansinh.record.models.places import Unit
from ansinh.record.models.recovery import OPEN_STATES, Cause, Ceiling, Debt, Way
from ansinh.record.models.recovery_papers import ReceiptWay
from ansinh.record.models.users import User

BASIS = "Quyết định 35/QĐ-UBND (bản dùng thử)"
STAGES = 9
NOTICED = 45
"""So many of the debts get their notice: each is a Word document."""


def live(today: datetime.date, echo: Callable[[str], object]) -> None:
    """Each debt taken to one of the stages, in turn; nothing when a limit was ever set."""
    if Ceiling.objects.exists():
        return
    lan, minh, admin = (User.objects.get(username=name) for name in ("lan", "minh", "quan.tri"))
    for place in Unit.objects.communes().valid_on(today).filter(pk__in=permit.cover(admin)):
        plans.set_ceiling(place, percent=20, from_month=month_of(today) - 12, basis=BASIS, by=admin)
    drawing = set(Award.objects.filter(until_month__isnull=True).values_list("person_id", flat=True))
    found = Debt.objects.filter(state__in=OPEN_STATES).select_related("person__unit").order_by("pk")
    for at, debt in enumerate(found):
        _told(debt, at % STAGES if at < NOTICED else min(at % STAGES, 1), lan, today)
        if debt.person_id in drawing:
            _taken(debt, at % STAGES, lan, minh, today)
        elif at % STAGES > 2:
            _returned(debt, at % STAGES, lan, minh, today)
    echo(f"Thu hồi: {len(found)} khoản chi quá ở mọi chặng")


def _told(debt: Debt, stage: int, lan: User, today: datetime.date) -> None:
    """All but every ninth have their cause; from the second stage on the notice went out."""
    if stage == 0:
        return
    if not debt.cause:
        debts.say_cause(debt, cause=Cause.DEATH if debt.person.died_on else Cause.CORRECTED, note="", by=lan)
    if stage > 1:
        who = called(debt.person)
        recovery_papers.give_notice(
            debt, number="", addressee=f"{who[:1].upper()}{who[1:]}", address="", on=today, by=lan
        )


def _taken(debt: Debt, stage: int, lan: User, minh: User, today: datetime.date) -> None:
    """Who still draws pays back by a share of each month, in instalments, or rests for a while."""
    if stage < 3:
        return
    month = month_of(today)
    hard = {"hardship": "Đang nằm viện, neo đơn", "hardship_paper": "Xác nhận của thôn", "paused_until": month + 3}
    proposal = {
        3: plans.Proposal(Way.SHARE, month, percent=10, **hard),  # type: ignore[arg-type]
        4: plans.Proposal(Way.CASH, month, amount=min(100_000, open_amount(debt))),
        5: plans.Proposal(Way.INSTALMENT, month, amount=min(50_000, open_amount(debt))),
    }.get(stage, plans.Proposal(Way.SHARE, month, percent=10))
    plan = plans.propose(debt, proposal, by=lan, on=today)
    if stage != 8:
        plans.approve(plan, by=minh, on=today)
    if stage == 4:
        paid = receipts.Paid(proposal.amount or 1, today, ReceiptWay.CASH, debt.person.full_name)
        receipts.receive(debt, paid, by=lan, on=today)


def _returned(debt: Debt, stage: int, lan: User, minh: User, today: datetime.date) -> None:
    """Of the dead: the Post returned the money, an heir pays some, or what is left is given up."""
    left = open_amount(debt)
    if stage in (3, 4):
        paid = receipts.Paid(left, today, ReceiptWay.RETURNED, "Bưu điện huyện Phù Cừ", paper=f"PC {debt.pk}")
        receipts.receive(debt, paid, by=lan, on=today)
    elif stage in (5, 6) and debt.person.died_on:
        heir = receipts.name_heir(
            debt, name=f"Người nhà ông bà {debt.person.full_name.split()[-1]}", relation="con", share=left,
            address=f"{debt.person.village}, {debt.person.unit}", accepted="biên bản làm việc", by=lan,
        )  # fmt: skip
        paid = receipts.Paid(max(left // 2, 1), today, ReceiptWay.CASH, heir.name, heir=heir)
        receipts.receive(debt, paid, by=lan, on=today)
    elif stage > 6:
        proposal = write_offs.propose(debt, reason="Người hưởng đã mất, không có di sản.", by=lan, on=today)
        if stage == 7:
            write_offs.decide(proposal, number=f"{debt.pk}/QĐ-UBND", by=minh, on=today)
