"""What is left of a debt, given up: proposed by one person with the reason, decided by another with a decision."""

from __future__ import annotations

import datetime

from django.db import transaction

from ansinh.acts import debts, permit
from ansinh.acts.plans import NotNow
from ansinh.acts.recovery_books import locked, open_months, post, restate
from ansinh.record.models.recovery import Debt
from ansinh.record.models.recovery_books import LedgerAccount, PostingKind
from ansinh.record.models.recovery_papers import WriteOff
from ansinh.record.models.users import User


def propose(debt: Debt, *, reason: str, by: User, on: datetime.date) -> WriteOff:
    """That what is left be given up. Raises ``ValueError`` without a reason, ``NotNow`` when there is nothing left."""
    permit.check(by, "register", debt.person.unit)
    if not reason.strip():
        raise ValueError("Ghi lý do đề nghị xoá.")
    with transaction.atomic():
        debt = locked(debt)
        if not open_months(debt):
            raise NotNow("Khoản này đã xong, không còn gì để xoá.")
        if debt.write_offs.filter(decided_on__isnull=True).exists():
            raise NotNow("Đã có một đề nghị xoá đang chờ quyết định.")
        return WriteOff.objects.create(
            debt=debt, person_id=debt.person_id, reason=reason.strip(), proposed_by=by, proposed_on=on
        )


def decide(write_off: WriteOff, *, number: str, by: User, on: datetime.date) -> WriteOff:
    """What is left is written off by a decision with a number; somebody who did not propose it must decide."""
    _may_decide(write_off, by)
    if not number.strip():
        raise ValueError("Ghi số quyết định xoá.")
    with transaction.atomic():
        debt = locked(write_off.debt)
        write_off = _fresh(write_off)
        left = open_months(debt)
        if not left:
            raise NotNow("Khoản này đã xong, không còn gì để xoá.")
        write_off.amount, write_off.decision_number = sum(left.values()), number.strip()
        write_off.decided_by, write_off.decided_on = by, on
        write_off.save()
        post(
            debt, PostingKind.WRITTEN_OFF, left, frm=LedgerAccount.RECEIVABLE, to=LedgerAccount.WRITTEN_OFF, on=on,
            by=by, write_off=write_off,
        )  # fmt: skip
        restate(debt, on=on)
        debts.touch(debt)
    return write_off


def refuse(write_off: WriteOff, *, reason: str, by: User, on: datetime.date) -> None:
    """It is not written off, and why."""
    _may_decide(write_off, by)
    if not reason.strip():
        raise ValueError("Ghi lý do không xoá.")
    with transaction.atomic():
        locked(write_off.debt)
        write_off = _fresh(write_off)
        write_off.decided_by, write_off.decided_on, write_off.refused_reason = by, on, reason.strip()
        write_off.save()


def _may_decide(write_off: WriteOff, by: User) -> None:
    permit.check(by, "approve", write_off.person.unit)
    if write_off.proposed_by_id == by.pk:
        raise NotNow("Người đề nghị xoá không được tự quyết định; người khác phải quyết định.")


def _fresh(write_off: WriteOff) -> WriteOff:
    fresh = WriteOff.objects.get(pk=write_off.pk)
    if fresh.decided_on is not None:
        raise NotNow("Đề nghị này đã được quyết định; xem lại tình hình hiện tại.")
    return fresh
