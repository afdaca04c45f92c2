"""The papers of a recovery: the notice to whoever owes, the receipt, the decision that writes off."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from ansinh.acts import permit, sentences
from ansinh.acts.receipts import office_of
from ansinh.acts.recovery_books import balance, locked, open_amount, restate
from ansinh.acts.writing import head, template
from ansinh.reckoning.money import format_dong
from ansinh.reckoning.months import month_text
from ansinh.reckoning.words import in_words
from ansinh.record.models.assistance import Kind
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.recovery import Cause, Debt, Plan, Way
from ansinh.record.models.recovery_books import LedgerAccount
from ansinh.record.models.recovery_papers import Notice, Receipt, ReceiptWay, WriteOff
from ansinh.record.models.users import User
from ansinh.world.documents.filling import render

NO_PLAN = "Mời ông (bà) hoặc người nhà đến Ủy ban nhân dân xã để bàn cách hoàn trả: nộp một lần, nộp dần hoặc trừ dần."


def give_notice(debt: Debt, *, number: str, addressee: str, address: str, on: datetime.date, by: User) -> Notice:
    """The notice goes out and is kept as it was written. Raises ``ValueError`` with the reason."""
    permit.check(by, "register", debt.person.unit)
    if not addressee.strip():
        raise ValueError("Ghi người nhận thông báo.")
    if not debt.cause:
        raise ValueError("Ghi nguyên nhân của khoản này trước, để thông báo nói rõ vì sao.")
    with transaction.atomic():
        debt = locked(debt)
        if not open_amount(debt):
            raise ValueError("Khoản này đã xong, không cần thông báo.")
        office = office_of(debt, by, on)
        fields = _common(debt, office, on) | _months(debt) | {
            "number": number.strip() or ".....", "symbol": "TB-UBND", "addressee": addressee.strip(),
            "address": address.strip() or sentences.address(debt.person, on), "recipients": ["Như trên", "Lưu: VT"],
            "signer_title": "CHỦ TỊCH", "signer_name": "",
        }  # fmt: skip
        notice = Notice.objects.create(
            debt=debt, person_id=debt.person_id, number=number.strip(), noticed_on=on, addressee=addressee.strip(),
            document=render(template("recovery_notice", office), fields), made_by=by,
        )  # fmt: skip
        restate(debt, on=on)
    return notice


def receipt(paid: Receipt) -> bytes:
    """The receipt as a Word document."""
    debt = paid.debt
    heir = paid.heir
    return render(template("recovery_receipt", paid.office), _common(debt, paid.office, paid.received_on) | {
        "number": str(paid.number), "symbol": "PT", "payer": paid.payer,
        "relation": f" ({heir.relation})" if heir else "",
        "address": heir.address if heir else sentences.address(debt.person, paid.received_on),
        "amount": format_dong(paid.amount), "amount_in_words": in_words(paid.amount),
        "way": str(ReceiptWay(paid.way).label), "paper": f", chứng từ {paid.paper}" if paid.paper else "",
        "open_amount": format_dong(_open_after(paid)), "signer_name": paid.recorded_by.full_name_vi,
    })  # fmt: skip


def write_off(decided: WriteOff, office: Unit) -> bytes:
    """The decision that gives up what was left; of one only proposed, with its number still open."""
    debt = decided.debt
    amount = decided.amount if decided.amount is not None else open_amount(debt)
    number, _, symbol = (decided.decision_number or ".....").partition("/")
    signer = decided.decided_by
    return render(template("recovery_write_off", office), _common(debt, office, decided.decided_on) | {
        "number": number, "symbol": symbol or "QĐ-UBND", "authority": f"ỦY BAN NHÂN DÂN {str(office).upper()}",
        "bases": ["Căn cứ ……………………………… (cơ quan ghi văn bản áp dụng);"],
        "proposed_on": f"{decided.proposed_on:%d/%m/%Y}",
        "address": sentences.address(debt.person, decided.decided_on or decided.proposed_on),
        "amount": format_dong(amount), "amount_in_words": in_words(amount),
        "reason": decided.reason.rstrip("."), "officers": "Công chức phụ trách và các đơn vị liên quan",
        "recipients": ["Như Điều 3", "Lưu: VT"], "signer_title": "CHỦ TỊCH",
        "signer_name": signer.full_name_vi if signer else "",
    })  # fmt: skip


def plan_in_words(plan: Plan) -> str:
    """One sentence on how it is to be paid back, for paper and page."""
    said = {
        Way.ONCE: lambda: f"Nộp một lần, hạn {plan.pay_by_day:%d/%m/%Y}",
        Way.CASH: lambda: f"Nộp {format_dong(plan.amount or 0)} mỗi tháng, từ tháng {month_text(plan.from_month)}",
        Way.INSTALMENT: lambda: (
            f"Trừ {format_dong(plan.amount or 0)} vào trợ cấp mỗi tháng, từ tháng {month_text(plan.from_month)}"
        ),
        Way.SHARE: lambda: f"Trừ {plan.percent} % trợ cấp mỗi tháng, từ tháng {month_text(plan.from_month)}",
    }[Way(plan.way)]()
    paused = f"; tạm hoãn đến hết tháng {month_text(plan.paused_until - 1)}" if plan.paused_until else ""
    return f"{said}{paused}."


def sample(unit: Unit, person: Person, on: datetime.date) -> dict[str, Any]:
    """The fields of every paper here, of a debt that is kept nowhere: a template is tried with them."""
    debt = Debt(person=person, kind=0, cause=Cause.OTHER, note="lý do mẫu", opened_on=on)
    row = {"no": "1", "month": "1/2026", "over_amount": "500.000", "back_amount": "0", "open_amount": "500.000"}
    words = dict.fromkeys(_FIELDS, "…")
    return words | _common(debt, unit, on) | {"rows": [row], "bases": ["Căn cứ mẫu;"], "recipients": ["Như trên"]}


_FIELDS = (
    "number", "symbol", "addressee", "address", "signer_title", "signer_name", "payer", "relation", "amount",
    "amount_in_words", "way", "paper", "open_amount", "open_in_words", "authority", "proposed_on", "reason", "officers",
    "sum_amount", "back_amount", "left_amount", "plan",
)  # fmt: skip
"""What the papers say beside their head, whose debt it is and its months."""


def _common(debt: Debt, office: Unit, on: datetime.date | None) -> dict[str, Any]:
    who = debt.person
    return head(office, on) | {
        "full_name": who.full_name, "birth": who.birth_text or "…", "cause": cause_in_words(debt),
        "kind": str(Kind(debt.kind_code).label)[:1].lower() + str(Kind(debt.kind_code).label)[1:],
    }  # fmt: skip


def cause_in_words(debt: Debt) -> str:
    """Why too much was paid, with what the officer added."""
    said = str(Cause(debt.cause).label) if debt.cause else ""
    if debt.cause == Cause.OTHER:
        return debt.note
    return f"{said} ({debt.note})" if debt.note else said


def _months(debt: Debt) -> dict[str, Any]:
    """The table of months: paid too much, paid back, still open."""
    standing = balance(debt)
    still = standing.get(LedgerAccount.RECEIVABLE, {})
    over = {month: -amount for month, amount in standing.get(LedgerAccount.OVERPAID, {}).items()}
    rows = [
        {"no": str(at), "month": month_text(month), "over_amount": format_dong(amount, ""),
         "back_amount": format_dong(amount - still.get(month, 0), ""),
         "open_amount": format_dong(still.get(month, 0), "")}
        for at, (month, amount) in enumerate(sorted(over.items()), 1)
    ]  # fmt: skip
    whole, left = sum(over.values()), sum(still.values())
    plan = debt.plans.filter(approved_at__isnull=False, ended_at__isnull=True).first()
    return {
        "rows": rows, "amount": format_dong(whole), "amount_in_words": in_words(whole),
        "sum_amount": format_dong(whole, ""), "back_amount": format_dong(whole - left, ""),
        "left_amount": format_dong(left, ""), "open_amount": format_dong(left), "open_in_words": in_words(left),
        "plan": f"Cách hoàn trả: {plan_in_words(plan)}" if plan else NO_PLAN,
    }  # fmt: skip


def _open_after(paid: Receipt) -> int:
    """What was left when this receipt was recorded."""
    posting = paid.postings.order_by("pk").first()
    entries = paid.debt.entries.filter(account=LedgerAccount.RECEIVABLE, posting__lte=posting.pk if posting else 0)
    return sum(entries.values_list("amount", flat=True))
