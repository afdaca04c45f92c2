"""How a debt is to be paid back: the share an office allows, a plan proposed by one and approved by another.

A plan in force is ended and another one made, never edited. Whoever is in hardship pays less, or nothing for a while.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from ansinh.acts import debts, permit
from ansinh.acts.deducting import cap
from ansinh.acts.placing import placing
from ansinh.acts.recovery_books import locked, open_amount, restate
from ansinh.reckoning.money import format_dong
from ansinh.reckoning.months import month_of, month_text
from ansinh.record.models.places import Unit
from ansinh.record.models.recovery import DEDUCTED, Ceiling, Debt, Plan, Way
from ansinh.record.models.users import User


class NotNow(ValueError):
    """It cannot be done as things stand; the text says why and what to do, for the user."""


NO_CAP = (
    "Cơ quan chưa đặt mức trừ tối đa cho địa bàn này nên chưa trừ vào trợ cấp được: quản trị đặt mức ấy trước, hoặc"
    " chọn cách nộp tiền."
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """How to pay: so many đồng or so many percent a month from a month on, or all by a day; and hardship, if told."""

    way: Way
    from_month: int
    amount: int | None = None
    percent: int | None = None
    pay_by_day: datetime.date | None = None
    hardship: str = ""
    hardship_paper: str = ""
    paused_until: int | None = None


def set_ceiling(unit: Unit, *, percent: int, from_month: int, basis: str, by: User) -> Ceiling:
    """The most that may be taken of each month's benefit in a place from a month on, with the office's own paper."""
    permit.check(by, "administer", unit)
    if not 0 <= percent <= 99:
        raise ValueError("Mức tối đa từ 0 đến 99 %: mỗi tháng người hưởng phải còn được nhận một phần.")
    if not basis.strip():
        raise ValueError("Ghi văn bản của cơ quan đặt mức này.")
    try:
        with transaction.atomic():
            made = Ceiling.objects.create(
                unit=unit, percent=percent, from_month=from_month, basis=basis.strip(), entered_by=by
            )
    except IntegrityError:
        raise ValueError(f"Địa bàn này đã có mức từ tháng {month_text(from_month)}.") from None
    with permit.whole(by):
        here = permit.communes_of([unit])
        by_share = Plan.objects.filter(way__in=DEDUCTED, approved_at__isnull=False, ended_at__isnull=True)
        for plan in by_share.filter(person__unit__in=here).select_related("debt"):
            debts.touch(plan.debt)
    return made


def propose(debt: Debt, proposal: Proposal, *, by: User, on: datetime.date) -> Plan:
    """A plan for whoever approves to look at. Raises ``NotNow`` and, with the reason, ``ValueError``."""
    permit.check(by, "register", debt.person.unit)
    with transaction.atomic():
        debt = locked(debt)
        left = open_amount(debt)
        if not left:
            raise NotNow("Khoản này đã xong, không cần phương án.")
        _check(debt, proposal, left, on)
        if debt.plans.filter(approved_at__isnull=True, ended_at__isnull=True).exists():
            raise NotNow("Đã có một phương án đang chờ duyệt: người duyệt quyết định phương án ấy trước.")
        return Plan.objects.create(
            debt=debt, person_id=debt.person_id, way=proposal.way, from_month=proposal.from_month,
            amount=proposal.amount, percent=proposal.percent, pay_by_day=proposal.pay_by_day,
            hardship=proposal.hardship.strip(), hardship_paper=proposal.hardship_paper.strip(),
            paused_until=proposal.paused_until, proposed_by=by,
        )  # fmt: skip


def approve(plan: Plan, *, by: User, on: datetime.date) -> Plan:
    """The plan is in force, in the place of the one before; somebody who did not propose it must say so."""
    permit.check(by, "approve", plan.person.unit)
    if plan.proposed_by_id == by.pk:
        raise NotNow("Người lập phương án không được tự duyệt; người khác phải duyệt.")
    with transaction.atomic():
        debt = locked(plan.debt)
        plan = _fresh(plan)
        if plan.way in DEDUCTED and cap_for(debt, month_of(on)) is None:
            raise NotNow(NO_CAP)
        for before in debt.plans.filter(approved_at__isnull=False, ended_at__isnull=True):
            _end(before, "Thay bằng phương án khác.", by)
        plan.approved_by, plan.approved_at = by, timezone.now()
        plan.save(update_fields=["approved_by", "approved_at"])
        _changed(debt, on)
    return plan


def refuse(plan: Plan, *, by: User, reason: str) -> None:
    """The plan does not come into force; the reason is for whoever proposed it."""
    permit.check(by, "approve", plan.person.unit)
    if not reason.strip():
        raise ValueError("Ghi lý do không duyệt để người lập biết phải sửa gì.")
    with transaction.atomic():
        locked(plan.debt)
        _end(_fresh(plan), reason.strip(), by)


def end(plan: Plan, *, by: User, reason: str, on: datetime.date) -> None:
    """A plan in force ends: nothing is taken by it from the next list on."""
    permit.check(by, "register", plan.person.unit)
    if not reason.strip():
        raise ValueError("Ghi lý do dừng phương án.")
    with transaction.atomic():
        debt = locked(plan.debt)
        plan = Plan.objects.get(pk=plan.pk)
        if not plan.in_force:
            raise NotNow("Phương án này không còn hiệu lực; xem lại tình hình hiện tại.")
        _end(plan, reason.strip(), by)
        _changed(debt, on)


def cap_for(debt: Debt, month: int) -> int | None:
    """The percent of each month's benefit that may be taken where whoever pays lives; None while no office set one."""
    payer = debt.person.merged_into or debt.person
    return cap(placing(month).of(payer.unit_id), month)


def _check(debt: Debt, proposal: Proposal, left: int, on: datetime.date) -> None:
    """Raise unless the proposal says what its way needs, within the office's limit."""
    if proposal.way == Way.ONCE:
        if proposal.pay_by_day is None or proposal.pay_by_day < on:
            raise ValueError("Ghi hạn nộp, không sớm hơn hôm nay.")
    elif proposal.from_month < month_of(on):
        raise ValueError("Tháng bắt đầu không thể là tháng đã qua.")
    if proposal.way in (Way.CASH, Way.INSTALMENT) and not 0 < (proposal.amount or 0) <= left:
        raise ValueError(f"Số tiền mỗi tháng lớn hơn 0 và không quá số còn phải hoàn trả ({format_dong(left)}).")
    if proposal.way in DEDUCTED:
        most = cap_for(debt, max(proposal.from_month, month_of(on)))
        if not most:
            raise NotNow(NO_CAP)
        if proposal.way == Way.SHARE and not 1 <= (proposal.percent or 0) <= most:
            raise ValueError(f"Phần trăm trừ mỗi tháng từ 1 đến {most}, là mức tối đa cơ quan đặt cho địa bàn này.")
    if proposal.paused_until is not None:
        if not proposal.hardship.strip():
            raise ValueError("Tạm hoãn thì ghi hoàn cảnh khó khăn.")
        if proposal.paused_until <= month_of(on):
            raise ValueError("Tạm hoãn đến một tháng sau tháng này.")
    if proposal.hardship.strip() and not proposal.hardship_paper.strip():
        raise ValueError("Ghi giấy tờ chứng tỏ khó khăn (đơn, xác nhận của thôn, bệnh án …).")


def _fresh(plan: Plan) -> Plan:
    """The proposal as it is by now. Raises ``NotNow`` when somebody has decided it."""
    plan = Plan.objects.get(pk=plan.pk)
    if plan.approved_at is not None or plan.ended_at is not None:
        raise NotNow("Phương án này đã được quyết định; xem lại tình hình hiện tại.")
    return plan


def _end(plan: Plan, reason: str, by: User) -> None:
    plan.ended_at, plan.ended_by, plan.ended_reason = timezone.now(), by, reason
    plan.save(update_fields=["ended_at", "ended_by", "ended_reason"])


def _changed(debt: Debt, on: datetime.date) -> None:
    restate(debt, on=on)
    debts.touch(debt)
