"""Money that comes back by hand: receipts from the debtor, an heir or the Post office, and the heirs themselves."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from ansinh.acts import authority, debts, numbering, permit
from ansinh.acts.recovery_books import locked, open_amount, open_months, post, restate
from ansinh.reckoning.money import format_dong
from ansinh.reckoning.recovery import oldest_first
from ansinh.record.models.places import Unit
from ansinh.record.models.recovery import Debt
from ansinh.record.models.recovery_books import BookEntry, LedgerAccount, PostingKind
from ansinh.record.models.recovery_papers import Heir, Receipt, ReceiptWay
from ansinh.record.models.users import User


@dataclass(frozen=True, slots=True)
class Paid:
    """What was handed in: đồng, which day, how, by whom (an heir, when one), with which paper of a bank or the Post."""

    amount: int
    received_on: datetime.date
    way: ReceiptWay
    payer: str
    heir: Heir | None = None
    paper: str = ""


def receive(debt: Debt, paid: Paid, *, by: User, on: datetime.date) -> Receipt:
    """A receipt with the next number of the office's book of that year. Raises ``ValueError`` with the reason."""
    permit.check(by, "register", debt.person.unit)
    _check(paid, on)
    with transaction.atomic():
        debt = locked(debt)
        left = open_amount(debt)
        if paid.amount > left:
            raise ValueError(f"Chỉ còn phải hoàn trả {format_dong(left)}: không thu quá số ấy.")
        office = office_of(debt, by, paid.received_on)
        receipt = Receipt.objects.create(
            debt=debt, person_id=debt.person_id, office=office, year=paid.received_on.year,
            number=numbering.held(office, paid.received_on.year, numbering.RECEIPT), received_on=paid.received_on,
            way=paid.way, amount=paid.amount, payer=paid.payer.strip(), heir=paid.heir, paper=paid.paper.strip(),
            recorded_by=by,
        )  # fmt: skip
        post(
            debt, PostingKind.RECEIVED, oldest_first(paid.amount, open_months(debt)), frm=LedgerAccount.RECEIVABLE,
            to=_account(receipt), on=paid.received_on, by=by, receipt=receipt,
        )  # fmt: skip
        _changed(debt, on)
    return receipt


def void(receipt: Receipt, *, by: User, reason: str, on: datetime.date) -> None:
    """A receipt recorded by mistake keeps its number and counts no more."""
    permit.check(by, "register", receipt.person.unit)
    if not reason.strip():
        raise ValueError("Ghi lý do huỷ phiếu thu.")
    with transaction.atomic():
        debt = locked(receipt.debt)
        receipt = Receipt.objects.get(pk=receipt.pk)
        if receipt.voided_at is not None:
            raise ValueError("Phiếu thu này đã huỷ rồi.")
        account = _account(receipt)
        entries = BookEntry.objects.filter(posting__receipt=receipt, account=account)
        months = dict(entries.values_list("for_month", "amount"))
        receipt.voided_at, receipt.voided_by, receipt.voided_reason = timezone.now(), by, reason.strip()
        receipt.save(update_fields=["voided_at", "voided_by", "voided_reason"])
        post(debt, PostingKind.VOIDED, months, frm=account, to=LedgerAccount.RECEIVABLE, on=on, by=by, receipt=receipt)
        _changed(debt, on)


def name_heir(debt: Debt, *, name: str, relation: str, address: str, share: int, accepted: str, by: User) -> Heir:
    """Somebody who answers for the debt of the dead: how much they agreed to, and by what."""
    permit.check(by, "register", debt.person.unit)
    if not (name.strip() and relation.strip() and address.strip()):
        raise ValueError("Ghi họ tên, quan hệ và nơi ở của người thừa kế.")
    if share and not accepted.strip():
        raise ValueError("Ghi người thừa kế đã nhận thế nào (biên bản, đơn).")
    with transaction.atomic():
        debt = locked(debt)
        agreed = sum(debt.heirs.filter(removed_reason="").values_list("share", flat=True))
        left = open_amount(debt)
        if agreed + share > left:
            raise ValueError(
                f"Những người thừa kế nhận cộng lại {format_dong(agreed + share)}, quá số còn phải hoàn trả"
                f" ({format_dong(left)})."
            )
        return Heir.objects.create(
            debt=debt, person_id=debt.person_id, name=name.strip(), relation=relation.strip(), address=address.strip(),
            share=share, accepted=accepted.strip(), recorded_by=by,
        )  # fmt: skip


def remove_heir(heir: Heir, *, by: User, reason: str) -> None:
    """Recorded by mistake, or does not answer for it: the reason is kept."""
    permit.check(by, "register", heir.person.unit)
    if not reason.strip():
        raise ValueError("Ghi lý do bỏ người thừa kế này.")
    heir.removed_reason = reason.strip()
    heir.save(update_fields=["removed_reason"])


def _check(paid: Paid, on: datetime.date) -> None:
    if paid.amount <= 0:
        raise ValueError("Số tiền nộp phải lớn hơn 0.")
    if paid.received_on > on:
        raise ValueError("Ngày nộp không thể sau hôm nay.")
    if not paid.payer.strip():
        raise ValueError("Ghi họ tên người nộp.")
    if paid.way != ReceiptWay.CASH and not paid.paper.strip():
        raise ValueError("Chuyển khoản hoặc đơn vị chi trả nộp lại thì ghi số chứng từ.")


def office_of(debt: Debt, by: User, on: datetime.date) -> Unit:
    """Whose paper it is on a day: the smallest place given to the user that the debtor lives in, if it still is.

    Of a place that is no more it is the commune's, as the debtor's is called then. Raises ``ValueError``.
    """
    here = [place for place in by.places.valid_on(on) if debt.person.unit_id in permit.communes_of([place])]
    if not here:
        return authority.home(debt.person, on)
    return min(here, key=lambda place: len(permit.communes_of([place])))


def _account(receipt: Receipt) -> LedgerAccount:
    return LedgerAccount.RETURNED if receipt.way == ReceiptWay.RETURNED else LedgerAccount.CASH


def _changed(debt: Debt, on: datetime.date) -> None:
    restate(debt, on=on)
    debts.touch(debt)
