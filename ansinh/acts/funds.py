"""The funds of an office: opened with what the books on paper held; the plan of each year, decided by two people."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from ansinh.acts import permit
from ansinh.acts.wrong import Wrong
from ansinh.law import funds as law
from ansinh.record.models.funds import Fund, FundPlan
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User


def open_fund(
    code: str, unit: Unit, *, opened_on: datetime.date, opening: int, paper: str, by: User, on: datetime.date
) -> Fund:
    """A fund of a place begins in An Sinh with the balance its books on paper held. Raises ``Wrong``."""
    permit.check(by, "register", unit)
    told = law.fund(code)
    if opened_on > on:
        raise Wrong("opened_on", "Ngày mở sổ không thể sau hôm nay.")
    if opened_on < unit.valid_from or unit.valid_to is not None and opened_on >= unit.valid_to:
        raise Wrong("opened_on", f"Ngày ấy không có {unit}: xem lại ngày hoặc nơi.")
    if opening < 0:
        raise Wrong("opening", "Số dư không thể âm.")
    if opening and not paper.strip():
        raise Wrong("paper", "Có số dư thì ghi biên bản hoặc sổ cũ mang số dư ấy.")
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        if Fund.objects.filter(code=code, unit=unit).exists():
            raise Wrong("unit", f"{unit} đã có {told.name}.")
        return Fund.objects.create(
            code=code, symbol=told.symbol, unit=unit, communes=sorted(permit.communes_of([unit])), opened_on=opened_on,
            opening=opening, opening_paper=paper.strip(), opened_by=by,
        )  # fmt: skip


def unopen(fund: Fund, *, by: User) -> None:
    """A fund opened by mistake goes while nothing is written in it. Raises ``Wrong``."""
    permit.check(by, "register", fund.unit)
    with transaction.atomic():
        fund = locked(fund)
        if any(rows.exists() for rows in (fund.plans, fund.pledges, fund.receipts, fund.spendings)):
            raise Wrong("", "Quỹ đã có kế hoạch hoặc khoản ghi: không bỏ được nữa.")
        fund.delete()


def plan(
    fund: Fund, year: int, *, to_raise: int, to_spend: Mapping[str, int], paper: str, by: User, on: datetime.date
) -> FundPlan:
    """The plan of a year is proposed; once approved it takes the place of the one before. Raises ``Wrong``."""
    permit.check(by, "register", fund.unit)
    purposes = {one.code for one in law.fund(fund.code).purposes} - {law.HANDOVER}
    spend = {code: amount for code, amount in to_spend.items() if amount}
    if year < on.year:
        raise Wrong("year", f"Năm {year} đã khoá sổ: chỉ lập kế hoạch cho năm nay hoặc năm sau.")
    if year > on.year + 1:
        raise Wrong("year", "Chỉ lập kế hoạch cho năm nay hoặc năm sau.")
    if fund.unit.valid_to is not None and datetime.date(year, 1, 1) >= fund.unit.valid_to:
        raise Wrong("year", f"Năm {year} không còn {fund.unit}: lập cho quỹ của xã mới.")
    if to_raise < 0 or any(amount < 0 for amount in spend.values()):
        raise Wrong("to_raise", "Số tiền không thể âm.")
    if unknown := set(spend) - purposes:
        raise Wrong("to_spend", f"Không có mục chi {', '.join(sorted(unknown))}.")
    if not to_raise and not spend:
        raise Wrong("to_raise", "Kế hoạch phải có số thu hoặc số chi.")
    if not paper.strip():
        raise Wrong("paper", "Ghi số, ngày văn bản quyết định kế hoạch.")
    with transaction.atomic():
        fund = locked(fund)
        if fund.plans.filter(year=year, voided_at__isnull=True, approved_by__isnull=True).exists():
            raise Wrong("year", f"Kế hoạch năm {year} đang chờ duyệt: duyệt hoặc trả lại trước.")
        return FundPlan.objects.create(
            fund=fund, year=year, to_raise=to_raise, to_spend=spend, paper=paper.strip(), proposed_by=by, proposed_on=on
        )


def approve_plan(proposed: FundPlan, *, by: User, on: datetime.date) -> FundPlan:
    """Somebody who did not propose it approves; the plan in force until now is replaced. Raises ``Wrong``."""
    permit.check(by, "approve", proposed.fund.unit)
    with transaction.atomic():
        fund = locked(proposed.fund)
        proposed = FundPlan.objects.get(pk=proposed.pk)
        waits(proposed, by)
        fund.plans.filter(year=proposed.year, voided_at__isnull=True, approved_by__isnull=False).update(
            voided_at=timezone.now(), voided_by=by, voided_reason=f"Thay bằng kế hoạch theo {proposed.paper}"
        )
        proposed.approved_by, proposed.approved_on = by, on
        proposed.save(update_fields=["approved_by", "approved_on"])
    return proposed


def refuse_plan(proposed: FundPlan, *, reason: str, by: User) -> None:
    """A plan goes back to whoever proposed it, and why. Raises ``Wrong``."""
    permit.check(by, "approve", proposed.fund.unit)
    with transaction.atomic():
        locked(proposed.fund)
        proposed = FundPlan.objects.get(pk=proposed.pk)
        waits(proposed)
        voided(proposed, reason, by)


def locked(fund: Fund) -> Fund:
    """The fund, held until all is recorded."""
    return Fund.objects.select_for_update(of=("self",)).select_related("unit").get(pk=fund.pk)


def waits(proposed: FundPlan | object, by: User | None = None) -> None:
    """Raises ``Wrong`` unless what was proposed still waits, and, told who approves, was proposed by somebody else."""
    if getattr(proposed, "voided_at", None) is not None or getattr(proposed, "approved_on", None) is not None:
        raise Wrong("", "Đã có người duyệt hoặc trả lại: xem lại tình hình hiện tại.")
    if by is not None and getattr(proposed, "proposed_by_id", None) == by.pk:
        raise Wrong("", "Người đề nghị không được tự duyệt: người khác phải duyệt.")


def voided(entry: object, reason: str, by: User) -> None:
    """An entry counts no more, and why; the row stays. Raises ``Wrong``."""
    if not reason.strip():
        raise Wrong("reason", "Ghi lý do.")
    entry.voided_at, entry.voided_by, entry.voided_reason = timezone.now(), by, reason.strip()  # type: ignore[attr-defined]
    entry.save(update_fields=["voided_at", "voided_by", "voided_reason"])  # type: ignore[attr-defined]
