"""What moves a fund: pledges, numbered receipts, spending that one proposes and another approves; each only voided."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Sum

from ansinh.acts import numbering, permit
from ansinh.acts.attaching import keep
from ansinh.acts.fund_limits import fits, lowest, share_without
from ansinh.acts.funds import locked, voided, waits
from ansinh.acts.soliciting import not_asked
from ansinh.acts.wrong import Wrong
from ansinh.law import funds as law
from ansinh.reckoning.money import format_dong
from ansinh.record.models.funds import Fund, FundFile, FundReceipt, FundWay, Pledge, Spending
from ansinh.record.models.people import Person
from ansinh.record.models.users import User


class Whom(NamedTuple):
    """Who gives or is given: by name, and in the register when they stand there."""

    name: str
    person: Person | None = None


class Free(Wrong):
    """Somebody nobody may ask by law: it must be said that they give of their own will."""

    def __init__(self, reasons: list[str]) -> None:
        said = "Luật không cho vận động: " + " ".join(reasons) + " Nếu đây là tự nguyện thì đánh dấu xác nhận."
        super().__init__("freely", said)


def pledge(
    fund: Fund, who: Whom, *, amount: int, pledged_on: datetime.date, due_on: datetime.date | None = None,
    freely: bool = False, by: User, on: datetime.date,
) -> Pledge:  # fmt: skip
    """Somebody promises to give. Raises ``Wrong``, and ``Free`` when nobody may ask them."""
    permit.check(by, "register", fund.unit)
    _entry(fund, who, amount, pledged_on, on, named="name", dated="pledged_on")
    if due_on is not None and due_on < pledged_on:
        raise Wrong("due_on", "Hạn nộp không thể trước ngày ủng hộ.")
    free = _of_own_will(fund, who, freely, pledged_on)
    return Pledge.objects.create(
        fund=fund, person=who.person, name=who.name.strip(), amount=amount, pledged_on=pledged_on, due_on=due_on,
        freely=free, recorded_by=by,
    )  # fmt: skip


def receive(
    fund: Fund, who: Whom | None, *, amount: int, received_on: datetime.date, way: str = FundWay.CASH, paper: str = "",
    promised: Pledge | None = None, freely: bool = False, by: User, on: datetime.date,
) -> FundReceipt:  # fmt: skip
    """Money comes in: a receipt with the next number of the fund's book. Raises ``Wrong``, ``Free``."""
    permit.check(by, "register", fund.unit)
    who = who or (Whom(promised.name, promised.person) if promised else Whom(""))
    _entry(fund, who, amount, received_on, on, named="name", dated="received_on")
    if way == FundWay.TRANSFER and not paper.strip():
        raise Wrong("paper", "Chuyển khoản thì ghi số chứng từ.")
    free = _of_own_will(fund, who, freely, received_on) if promised is None else False
    with transaction.atomic():
        fund = locked(fund)
        if promised is not None and amount > (left := still_due(promised)):
            raise Wrong(
                "amount", f"Lời ủng hộ này chỉ còn {format_dong(left)}; phần hơn ghi phiếu khác, không theo lời."
            )
        return FundReceipt.objects.create(
            fund=fund, pledge=promised, year=received_on.year, person=who.person, payer=who.name.strip(), amount=amount,
            number=numbering.held(fund.unit, received_on.year, fund.symbol), received_on=received_on, way=way,
            paper=paper.strip(), freely=free, recorded_by=by,
        )  # fmt: skip


class Bill(NamedTuple):
    """What money is to be spent on: purpose, in words, for whom, how much, on which day and paper."""

    purpose: str
    what: str
    payee: Whom
    amount: int
    spent_on: datetime.date
    paper: str
    paper_on: datetime.date


def propose(fund: Fund, bill: Bill, *, by: User, on: datetime.date) -> Spending:
    """A spending waits for whoever approves. Raises ``Wrong`` as it would be refused then."""
    permit.check(by, "register", fund.unit)
    if bill.purpose not in {one.code for one in law.fund(fund.code).purposes}:
        raise Wrong("purpose", "Chọn mục chi.")
    if not bill.what.strip():
        raise Wrong("what", "Ghi nội dung chi.")
    _entry(fund, bill.payee, bill.amount, bill.spent_on, on, named="name", dated="spent_on",
           after=bill.purpose == law.HANDOVER)  # fmt: skip
    if not bill.paper.strip():
        raise Wrong("paper", "Ghi số chứng từ hoặc quyết định chi.")
    if bill.paper_on > on:
        raise Wrong("paper_on", "Ngày chứng từ không thể sau hôm nay.")
    with transaction.atomic():
        fits(locked(fund), bill.purpose, bill.amount, bill.spent_on, bill.payee.person)
        return Spending.objects.create(
            fund=fund, purpose=bill.purpose, what=bill.what.strip(), person=bill.payee.person,
            payee=bill.payee.name.strip(), spent_on=bill.spent_on, amount=bill.amount, paper=bill.paper.strip(),
            paper_on=bill.paper_on, proposed_by=by, proposed_on=on,
        )  # fmt: skip


def approve(spending: Spending, *, by: User, on: datetime.date) -> Spending:
    """Somebody who did not propose it lets the money go. Raises ``Wrong``."""
    permit.check(by, "approve", spending.fund.unit)
    with transaction.atomic():
        fund = locked(spending.fund)
        spending = Spending.objects.select_related("person").get(pk=spending.pk)
        waits(spending, by)
        fits(fund, spending.purpose, spending.amount, spending.spent_on, spending.person)
        spending.approved_by, spending.approved_on = by, on
        spending.save(update_fields=["approved_by", "approved_on"])
    return spending


def void(entry: Pledge | FundReceipt | Spending, *, reason: str, by: User) -> None:
    """An entry made by mistake counts no more; money that was let go comes back only by who approves.

    A spending that waits goes back to whoever proposed it. Raises ``Wrong``.
    """
    permit.check(by, "see", entry.fund.unit)
    with transaction.atomic():
        fund = locked(entry.fund)
        entry = type(entry).objects.get(pk=entry.pk)
        of_approver = isinstance(entry, Spending) and (entry.approved_on is not None or permit.allowed(by, "approve"))
        permit.check(by, "approve" if of_approver else "register", fund.unit)
        if entry.voided_at is not None:
            raise Wrong("", "Khoản này đã huỷ rồi.")
        if isinstance(entry, FundReceipt) and entry.amount > (left := lowest(fund, entry.received_on)):
            raise Wrong("reason", f"Quỹ chỉ còn {format_dong(left)}: tiền của phiếu này đã chi, huỷ khoản chi trước.")
        if isinstance(entry, FundReceipt) and (why := share_without(fund, entry)):
            raise Wrong("reason", why)
        if isinstance(entry, Pledge) and still_due(entry) < entry.amount:
            raise Wrong("reason", "Đã có phiếu thu theo lời ủng hộ này: huỷ phiếu thu trước.")
        voided(entry, reason, by)


def attach(spending: Spending, *, name: str, content: bytes, by: User) -> FundFile:
    """The paper of a spending as a scan or photo. Raises ``scans.Unreadable``."""
    permit.check(by, "register", spending.fund.unit)
    return keep(FundFile, name=name, content=content, by=by, fund=spending.fund, spending=spending)


def still_due(promised: Pledge) -> int:
    """What of a pledge has not come in, đồng."""
    return promised.amount - (promised.receipts.filter(voided_at__isnull=True).aggregate(n=Sum("amount"))["n"] or 0)


def _entry(
    fund: Fund, who: Whom, amount: int, day: datetime.date, on: datetime.date, *, named: str, dated: str,
    after: bool = False,
) -> None:  # fmt: skip
    """What every entry must be; ``after``: it may be of a day after the place was no more."""
    if not who.name.strip():
        raise Wrong(named, "Ghi họ tên hoặc tên cơ quan, tổ chức.")
    if amount <= 0:
        raise Wrong("amount", "Số tiền phải lớn hơn 0.")
    if day > on:
        raise Wrong(dated, "Ngày này ở sau hôm nay.")
    if day < fund.opened_on:
        raise Wrong(dated, f"Quỹ mở sổ ngày {fund.opened_on:%d/%m/%Y}: ngày ghi không thể trước đó.")
    if not after and fund.unit.valid_to is not None and day >= fund.unit.valid_to:
        raise Wrong(dated, f"Từ ngày {fund.unit.valid_to:%d/%m/%Y} không còn {fund.unit}: ghi vào quỹ của xã mới.")


def _of_own_will(fund: Fund, who: Whom, freely: bool, on: datetime.date) -> bool:
    """Whether somebody nobody may ask gives of their own will; raises ``Free`` when that was not said."""
    reasons = not_asked(law.fund(fund.code), who.person, on=on) if who.person is not None else []
    if reasons and not freely:
        raise Free(reasons)
    return bool(reasons)
