"""What an officer may enter into a fund: in which words, with which form, and which act does it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy

from ansinh.acts import fund_money, funds
from ansinh.acts.wrong import Wrong
from ansinh.pages.fund_forms import OfFund, Planning, Pledging, Receiving, Spending
from ansinh.record.models.funds import Fund
from ansinh.record.models.users import User
from ansinh.world import scans

Save = Callable[[Fund, Any, User, datetime.date], object]


class Verb(NamedTuple):
    """One thing that may be entered: its words, what it will do, the button, the form, the act."""

    title: Any
    will: Any
    button: Any
    form: type[OfFund]
    save: Save


def _planned(fund: Fund, form: Planning, by: User, on: datetime.date) -> object:
    told = form.cleaned_data
    return funds.plan(
        fund, told["year"], to_raise=told["to_raise"], to_spend=form.to_spend(), paper=told["paper"], by=by, on=on
    )


def _promised(fund: Fund, form: Pledging, by: User, on: datetime.date) -> object:
    told = form.cleaned_data
    return fund_money.pledge(
        fund, form.whom(), amount=told["amount"], pledged_on=told["pledged_on"], due_on=told["due_on"],
        freely=told.get("freely", False), by=by, on=on,
    )  # fmt: skip


def _received(fund: Fund, form: Receiving, by: User, on: datetime.date) -> object:
    told = form.cleaned_data
    due = form.due.get(told.get("promised", ""))
    return fund_money.receive(
        fund, form.whom() if told["name"] or due is None else None, amount=told["amount"],
        received_on=told["received_on"], way=told["way"], paper=told["paper"], promised=due.pledge if due else None,
        freely=told.get("freely", False), by=by, on=on,
    )  # fmt: skip


def _spent(fund: Fund, form: Spending, by: User, on: datetime.date) -> object:
    upload = form.cleaned_data.get("file")
    if upload is not None and upload.size > scans.LARGEST:
        raise Wrong("file", scans.too_large(upload.name))
    with transaction.atomic():
        made = fund_money.propose(fund, form.bill(), by=by, on=on)
        if upload is not None:
            try:
                fund_money.attach(made, name=upload.name, content=upload.read(), by=by)
            except scans.Unreadable as why:
                raise Wrong("file", str(why)) from why
    return made


VERBS: dict[str, Verb] = {
    "ke-hoach": Verb(
        gettext_lazy("Lập kế hoạch năm"),
        gettext_lazy("Người duyệt xem rồi kế hoạch mới có hiệu lực; kế hoạch duyệt sau thay kế hoạch trước."),
        gettext_lazy("Chuyển duyệt kế hoạch"), Planning, _planned,
    ),
    "ung-ho": Verb(
        gettext_lazy("Ghi lời ủng hộ"), gettext_lazy("Ai hứa ủng hộ bao nhiêu; khi nộp thì ghi phiếu thu."),
        gettext_lazy("Ghi lời ủng hộ"), Pledging, _promised,
    ),
    "phieu-thu": Verb(
        gettext_lazy("Ghi phiếu thu"),
        gettext_lazy("Phiếu lấy số tiếp theo trong sổ của năm. Ghi nhầm thì huỷ phiếu, số vẫn giữ."),
        gettext_lazy("Ghi phiếu thu"), Receiving, _received,
    ),
    "chi": Verb(
        gettext_lazy("Đề nghị chi"), gettext_lazy("Người duyệt xem chứng từ rồi tiền mới trừ vào quỹ."),
        gettext_lazy("Chuyển duyệt khoản chi"), Spending, _spent,
    ),
}  # fmt: skip
"""What an officer enters into a fund, by the word in its address."""
