"""The papers of the funds: the receipt of what was given, the statement of a year."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

from ansinh.acts.writing import head, template
from ansinh.law import funds as law
from ansinh.reckoning.money import format_dong
from ansinh.reckoning.words import in_words
from ansinh.record.models.funds import Fund, FundReceipt, FundWay
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User
from ansinh.world.documents.filling import render


class Sums(NamedTuple):
    """A year of a fund as its statement tells it, whole đồng; rates are of the plan, in words."""

    year: int
    begun: int
    raised: int
    raised_rate: str
    spent: int
    spent_rate: str
    handed: int
    left: int


def receipt(given: FundReceipt) -> bytes:
    """The receipt as a Word document."""
    told = law.fund(given.fund.code)
    promised = given.pledge
    reason = f"theo lời ủng hộ ngày {promised.pledged_on:%d/%m/%Y}" if promised else "ủng hộ tự nguyện"
    return render(template("fund_receipt", given.fund.unit), head(given.fund.unit, given.received_on) | {
        "number": str(given.number), "symbol": given.fund.symbol, "fund": told.name, "payer": given.payer,
        "reason": reason, "amount": format_dong(given.amount), "amount_in_words": in_words(given.amount),
        "way": str(FundWay(given.way).label), "paper": f", chứng từ {given.paper}" if given.paper else "",
        "signer_name": given.recorded_by.full_name_vi,
    })  # fmt: skip


def statement(fund: Fund, sums: Sums, rows: Sequence[tuple[str, int, int]], *, by: User, on: datetime.date) -> bytes:
    """The statement of a year as a Word document; ``rows``: purpose, planned, spent."""
    return render(template("fund_statement", fund.unit), head(fund.unit, on) | {
        "number": ".....", "symbol": "BC-UBND", "fund": law.fund(fund.code).name, "year": str(sums.year),
        "begun_amount": format_dong(sums.begun), "raised_amount": format_dong(sums.raised),
        "raised_rate": sums.raised_rate, "spent_amount": format_dong(sums.spent), "spent_rate": sums.spent_rate,
        "handed": f" Bàn giao cho quỹ khác {format_dong(sums.handed)}." if sums.handed else "",
        "left_amount": format_dong(sums.left), "left_in_words": in_words(sums.left),
        "rows": [
            {"no": str(at), "purpose": name, "plan_amount": format_dong(planned, ""), "amount": format_dong(spent, "")}
            for at, (name, planned, spent) in enumerate(rows, 1)
        ],
        "sum_plan_amount": format_dong(sum(planned for _, planned, _ in rows), ""),
        "sum_amount": format_dong(sum(spent for _, _, spent in rows), ""), "signer_name": by.full_name_vi,
    })  # fmt: skip


def sample(unit: Unit, on: datetime.date) -> dict[str, Any]:
    """The fields of both papers, of a fund that is kept nowhere: a template is tried with them."""
    rows = [{"no": "1", "purpose": "Chi khác", "plan_amount": "500.000", "amount": "500.000"}]
    return dict.fromkeys(_FIELDS, "…") | head(unit, on) | {"rows": rows}


_FIELDS = (
    "number", "symbol", "fund", "payer", "reason", "amount", "amount_in_words", "way", "paper", "signer_name", "year",
    "begun_amount", "raised_amount", "raised_rate", "spent_amount", "spent_rate", "handed", "left_amount",
    "left_in_words", "sum_plan_amount", "sum_amount",
)  # fmt: skip
