"""What may be done with a debt: in which words, by whom, with which form, and which act does it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy

from ansinh.acts import debts, plans, receipts, recovery_papers, write_offs
from ansinh.pages.recovery_forms import Deciding, Inheriting, Nothing, Noticing, Paying, Planning, Reasoned, Told, Why
from ansinh.reckoning.months import month_of
from ansinh.record.models.recovery import Debt, Plan
from ansinh.record.models.recovery_papers import WriteOff
from ansinh.record.models.users import User

Save = Callable[[Debt, dict[str, Any], User, datetime.date], object]


class Verb(NamedTuple):
    """One thing that may be done with a debt: its words, what it will do, the button, who may, the form, the act."""

    title: Any
    will: Any
    button: Any
    right: str
    form: type[Told]
    save: Save


def proposed(debt: Debt) -> Plan:
    """The plan that waits for whoever approves."""
    found = debt.plans.filter(ended_at__isnull=True, approved_at__isnull=True).first()
    if found is None:
        raise plans.NotNow("Không có phương án nào đang chờ duyệt.")
    return found


def _in_force(debt: Debt) -> Plan:
    found = debt.plans.filter(ended_at__isnull=True, approved_at__isnull=False).first()
    if found is None:
        raise plans.NotNow("Không có phương án nào đang có hiệu lực.")
    return found


def _to_write_off(debt: Debt) -> WriteOff:
    found = debt.write_offs.filter(decided_on__isnull=True).first()
    if found is None:
        raise plans.NotNow("Không có đề nghị xoá nào đang chờ.")
    return found


def _why(debt: Debt, told: dict[str, Any], by: User, on: datetime.date) -> None:
    debts.say_cause(debt, cause=told["cause"], note=told["note"], by=by)


def _notice(debt: Debt, told: dict[str, Any], by: User, on: datetime.date) -> object:
    return recovery_papers.give_notice(debt, **told, on=on, by=by)


def _plan(debt: Debt, told: dict[str, Any], by: User, on: datetime.date) -> object:
    told = told | {"from_month": told["from_month"] or month_of(on), "percent": told.get("percent")}
    needed = {"once": "pay_by_day", "share": "percent"}.get(told["way"], "amount")
    for name in {"pay_by_day", "percent", "amount"} - {needed}:
        told[name] = None
    return plans.propose(debt, plans.Proposal(**told), by=by, on=on)


def _receipt(debt: Debt, told: dict[str, Any], by: User, on: datetime.date) -> object:
    heir = told.get("heir")
    payer = told["payer"] or (heir.name if heir else debt.person.full_name)
    paid = receipts.Paid(told["amount"], told["received_on"], told["way"], payer, heir, told["paper"])
    return receipts.receive(debt, paid, by=by, on=on)


def _heir(debt: Debt, told: dict[str, Any], by: User, on: datetime.date) -> object:
    return receipts.name_heir(debt, **(told | {"share": told["share"] or 0}), by=by)


VERBS: dict[str, Verb] = {
    "nguyen-nhan": Verb(
        gettext_lazy("Ghi nguyên nhân"), gettext_lazy("Nguyên nhân được nói trong thông báo và trên trang này."),
        gettext_lazy("Ghi nguyên nhân"), "register", Why, _why,
    ),
    "thong-bao": Verb(
        gettext_lazy("Lập thông báo"),
        gettext_lazy("Thông báo nói rõ số tiền, từng tháng, vì sao, và cách xin xem lại, trả dần hoặc hoãn."),
        gettext_lazy("Lập thông báo"), "register", Noticing, _notice,
    ),
    "phuong-an": Verb(
        gettext_lazy("Lập phương án hoàn trả"),
        gettext_lazy("Bàn với người ấy hoặc gia đình trước. Người duyệt xem rồi phương án mới có hiệu lực."),
        gettext_lazy("Chuyển duyệt phương án"), "register", Planning, _plan,
    ),
    "duyet": Verb(
        gettext_lazy("Duyệt phương án"),
        gettext_lazy("Phương án có hiệu lực ngay và thay phương án trước; danh sách đang mở trừ theo phương án này."),
        gettext_lazy("Duyệt phương án"), "approve", Nothing,
        lambda debt, told, by, on: plans.approve(proposed(debt), by=by, on=on),
    ),
    "khong-duyet": Verb(
        gettext_lazy("Không duyệt phương án"), gettext_lazy("Người lập sẽ thấy lý do và lập phương án khác."),
        gettext_lazy("Không duyệt"), "approve", Reasoned,
        lambda debt, told, by, on: plans.refuse(proposed(debt), by=by, reason=told["reason"]),
    ),
    "dung": Verb(
        gettext_lazy("Dừng phương án"), gettext_lazy("Từ danh sách đang mở trở đi không trừ theo phương án này nữa."),
        gettext_lazy("Dừng phương án"), "register", Reasoned,
        lambda debt, told, by, on: plans.end(_in_force(debt), by=by, reason=told["reason"], on=on),
    ),
    "phieu-thu": Verb(
        gettext_lazy("Ghi phiếu thu"),
        gettext_lazy("Phiếu lấy số tiếp theo trong sổ của năm. Ghi nhầm thì huỷ phiếu, số vẫn giữ."),
        gettext_lazy("Ghi phiếu thu"), "register", Paying, _receipt,
    ),
    "thua-ke": Verb(
        gettext_lazy("Ghi người thừa kế"),
        gettext_lazy("Khi người hưởng đã mất: ghi ai nhận hoàn trả thay, bao nhiêu, theo giấy tờ gì."),
        gettext_lazy("Ghi người thừa kế"), "register", Inheriting, _heir,
    ),
    "de-nghi-xoa": Verb(
        gettext_lazy("Đề nghị xoá"),
        gettext_lazy("Xoá phần còn lại khi không thể thu. Một người khác quyết định, có số quyết định."),
        gettext_lazy("Gửi đề nghị xoá"), "register", Reasoned,
        lambda debt, told, by, on: write_offs.propose(debt, reason=told["reason"], by=by, on=on),
    ),
    "quyet-dinh-xoa": Verb(
        gettext_lazy("Quyết định xoá"), gettext_lazy("Không hoàn lại được: phần còn lại không thu nữa."),
        gettext_lazy("Xoá phần còn lại"), "approve", Deciding,
        lambda debt, told, by, on: write_offs.decide(_to_write_off(debt), number=told["number"], by=by, on=on),
    ),
    "khong-xoa": Verb(
        gettext_lazy("Không xoá"), gettext_lazy("Khoản này vẫn phải hoàn trả; người đề nghị sẽ thấy lý do."),
        gettext_lazy("Không xoá"), "approve", Reasoned,
        lambda debt, told, by, on: write_offs.refuse(_to_write_off(debt), reason=told["reason"], by=by, on=on),
    ),
}  # fmt: skip
"""What may be done with a debt, by the word in its address."""
