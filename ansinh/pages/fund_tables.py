"""The tables of funds: every fund against its plan; purposes, months, pledges, receipts and spending of one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ansinh.law import funds as law
from ansinh.pages.door import Signed
from ansinh.pages.place_fields import named
from ansinh.pages.tables import Column, Table
from ansinh.pages.templatetags.ansinh import percent
from ansinh.record.models.funds import Fund, FundReceipt, FundWay, Spending
from ansinh.reports import funds as reports


def funds_table(request: Signed, found: Iterable[reports.Year], year: int) -> Table:
    """Each fund in a year: what it holds, raised and spent against its plan, what waits."""
    columns = [
        Column("unit", _("Nơi")), Column("name", _("Quỹ"), law=True),
        Column("plan", _("Kế hoạch thu (đồng)"), "money", True), Column("raised", _("Đã thu"), "money", True),
        Column("rate", _("Đạt")), Column("spent", _("Đã chi"), "money", True),
        Column("left", _("Số dư (đồng)"), "money", True), Column("waiting", _("Chờ duyệt"), "count", True),
    ]  # fmt: skip
    rows = [
        {"name": law.fund(one.fund.code).name, "href": f"{reverse('fund', args=[one.fund.pk])}?nam={year}",
         "unit": named(one.fund.unit), "plan": one.to_raise, "raised": one.raised,
         "rate": percent(reports.rate(one.raised, one.to_raise)), "spent": one.spent + one.handed, "left": one.left,
         "waiting": one.waiting}
        for one in found
    ]  # fmt: skip
    return Table.of(request, f"cac-quy-{year}", columns, rows)


def purposes_table(found: Iterable[reports.OnPurpose]) -> Table:
    columns = [
        Column("name", _("Nội dung chi"), law=True), Column("planned", _("Kế hoạch (đồng)"), "money", True),
        Column("spent", _("Đã chi (đồng)"), "money", True), Column("rate", _("Đạt")),
    ]  # fmt: skip
    rows = [row._asdict() | {"rate": percent(reports.rate(row.spent, row.planned))} for row in found]
    return Table("chi-theo-noi-dung", columns, rows, sortable=False)


def months_table(told: reports.Year, year: int) -> Table:
    columns = [
        Column("month", _("Tháng"), "month"), Column("raised", _("Thu (đồng)"), "money", True),
        Column("spent", _("Chi (đồng)"), "money", True), Column("left", _("Dư cuối tháng (đồng)"), "money"),
    ]  # fmt: skip
    rows = [row._asdict() | {"month": year * 12 + row.number - 1} for row in reports.by_month(told, year)]
    return Table("theo-thang", columns, rows, sortable=False)


def pledges_table(found: Iterable[reports.Due], *, may_write: bool) -> Table:
    """Pledges not paid in full; whoever writes receives and voids from here."""
    columns = [
        Column("name", _("Ai ủng hộ")), Column("on", _("Ngày nhận lời"), "day"),
        Column("due", _("Hẹn nộp trước"), "day"),
        Column("amount", _("Đã hứa (đồng)"), "money", True), Column("left", _("Còn lại (đồng)"), "money", True),
    ]  # fmt: skip
    doors = [Column("receive", _("Việc")), Column("void", _("Huỷ"))] if may_write else []
    return Table("loi-ung-ho-chua-nop", [*columns, *doors], [_pledge(one) for one in found], sortable=False)


def _pledge(one: reports.Due) -> dict[str, Any]:
    fund = one.pledge.fund_id
    return {
        "name": one.pledge.name, "href": _person(one.pledge.person_id), "on": one.pledge.pledged_on,
        "due": one.pledge.due_on, "amount": one.pledge.amount, "left": one.left, "receive": _("Ghi phiếu thu"),
        "href:receive": f"{reverse('fund_step', args=[fund, 'phieu-thu'])}?loi={one.pledge.pk}", "void": _("Huỷ"),
        "href:void": reverse("fund_void", args=[fund, "ung-ho", one.pledge.pk]),
    }  # fmt: skip


def receipts_table(request: Signed, fund: Fund, year: int, *, may_write: bool) -> Table:
    """The receipts of a year in their order; a voided one keeps its number and counts nothing."""
    columns = [
        Column("number", _("Số phiếu")), Column("on", _("Ngày"), "day"), Column("payer", _("Người nộp")),
        Column("way", _("Hình thức")), Column("amount", _("Số tiền (đồng)"), "money", True),
        Column("state", _("Tình trạng")), Column("void", _("Huỷ")),
    ]  # fmt: skip
    kept = fund.receipts.filter(year=year).select_related("fund").order_by("number")
    return Table.of(request, f"phieu-thu-{year}", columns, [_receipt(one, may_write) for one in kept], paged=True)


def _receipt(one: FundReceipt, may_write: bool) -> dict[str, Any]:
    voided = one.voided_at is not None
    here = [one.fund_id, one.pk]
    return {
        "number": one.number_text, "href": reverse("fund_receipt", args=here), "on": one.received_on,
        "payer": one.payer, "href:payer": _person(one.person_id), "way": _(str(FundWay(one.way).label)),
        "amount": None if voided else one.amount,
        "state": _("Đã huỷ: %(why)s") % {"why": one.voided_reason} if voided else _("Đã thu"),
        "tag:state": "" if voided else "good", "void": _("Huỷ") if may_write and not voided else "",
        "href:void": reverse("fund_void", args=[here[0], "phieu-thu", here[1]]) if may_write and not voided else "",
    }  # fmt: skip


def spendings_table(request: Signed, fund: Fund, year: int) -> Table:
    """What was spent in a year and what waits; what was sent back or voided counts nothing."""
    columns = [
        Column("what", _("Nội dung chi")), Column("on", _("Ngày"), "day"), Column("purpose", _("Mục"), law=True),
        Column("payee", _("Người nhận")), Column("paper", _("Chứng từ")),
        Column("amount", _("Số tiền (đồng)"), "money", True), Column("state", _("Tình trạng")),
    ]  # fmt: skip
    names = {one.code: one.name for one in law.fund(fund.code).purposes}
    rows = [_spending(one, names) for one in fund.spendings.filter(spent_on__year=year)]
    return Table.of(request, f"khoan-chi-{year}", columns, rows, paged=True)


def _spending(one: Spending, names: dict[str, str]) -> dict[str, Any]:
    state, tag = _("Đã chi"), "good"
    if one.voided_at is not None:
        state, tag = _("Đã huỷ: %(why)s") % {"why": one.voided_reason}, ""
    elif one.approved_on is None:
        state, tag = _("Chờ duyệt"), "warn"
    return {
        "what": one.what, "href": reverse("fund_decide", args=[one.fund_id, "chi", one.pk]), "on": one.spent_on,
        "purpose": names.get(one.purpose, one.purpose), "payee": one.payee, "href:payee": _person(one.person_id),
        "paper": one.paper, "amount": one.amount if tag == "good" else None, "state": state, "tag:state": tag,
    }  # fmt: skip


def _person(pk: int | None) -> str:
    return reverse("person", args=[pk]) if pk else ""
