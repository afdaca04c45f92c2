"""What a fund may spend: never more than there is, on running itself and on one person no more than the law says."""

from __future__ import annotations

import datetime

from django.db import connection
from django.db.models import Sum

from ansinh.acts.rulings import book_of
from ansinh.acts.wrong import Wrong
from ansinh.law import funds as law
from ansinh.law.month import Month
from ansinh.reckoning.money import format_dong
from ansinh.reckoning.months import month_of
from ansinh.record.branches import province_of
from ansinh.record.models.funds import Fund, FundReceipt
from ansinh.record.models.people import Person


def lowest(fund: Fund, since: datetime.date) -> int:
    """The lowest the fund stands at from a day on, đồng: so much may still be spent on that day."""
    with connection.cursor() as cursor:
        cursor.execute("select funds_lowest(%s, %s)", [fund.pk, since])
        return int(cursor.fetchone()[0])


def fits(fund: Fund, purpose: str, amount: int, day: datetime.date, person: Person | None) -> None:
    """Raises ``Wrong`` when there is not so much, or the law gives no more for it."""
    left = lowest(fund, day)
    if amount > left:
        raise Wrong("amount", f"Quỹ chỉ còn {format_dong(left)} từ ngày {day:%d/%m/%Y}: không chi quá số ấy.")
    if purpose == law.ADMIN:
        _within_share(fund, amount, day)
    cap = law.fund(fund.code).purpose(purpose).cap
    if cap is not None and day >= cap.since:
        _within_cap(fund, purpose, cap, amount, day, person)


def _within_share(fund: Fund, amount: int, day: datetime.date) -> None:
    """Running the fund: no more than the law's share of the year's receipts, else what the plan says."""
    spent = _spent(fund, law.ADMIN, day.year)
    rule = law.fund(fund.code).rule(day)
    if rule is not None and rule.admin_percent is not None:
        came = _came(fund, day.year)
        most, why = came * rule.admin_percent // 100, f"{rule.admin_percent} % số thu năm {day.year} ({rule.place})"
    else:
        planned = fund.plans.filter(year=day.year, voided_at__isnull=True, approved_by__isnull=False).first()
        most, why = planned.to_spend.get(law.ADMIN, 0) if planned else 0, f"kế hoạch năm {day.year} đã duyệt"
    if spent + amount > most:
        raise Wrong("amount", f"Chi quản lý năm {day.year} đã {format_dong(spent)}; nhiều nhất {format_dong(most)},"
                    f" theo {why}.")  # fmt: skip


def _came(fund: Fund, year: int) -> int:
    return fund.receipts.filter(year=year, voided_at__isnull=True).aggregate(n=Sum("amount"))["n"] or 0


def share_without(fund: Fund, receipt: FundReceipt) -> str:
    """Why a receipt cannot be voided: what running the fund has cost would be over its share. Empty: it can."""
    rule = law.fund(fund.code).rule(receipt.received_on)
    if rule is None or rule.admin_percent is None:
        return ""
    most = (_came(fund, receipt.year) - receipt.amount) * rule.admin_percent // 100
    spent = _spent(fund, law.ADMIN, receipt.year)
    if spent <= most:
        return ""
    return (
        f"Chi quản lý năm {receipt.year} đã {format_dong(spent)}, bỏ phiếu này thì nhiều nhất {format_dong(most)}"
        f" ({rule.admin_percent} % số thu, {rule.place}): huỷ khoản chi quản lý trước."
    )


def _within_cap(fund: Fund, purpose: str, cap: law.Cap, amount: int, day: datetime.date, person: Person | None) -> None:
    """What one person is given for a purpose: no more than so many times a figure of the law, in all."""
    if person is None:
        said = "Khoản này có mức cao nhất cho một người: ghi tên trẻ, chọn trong sổ; ai nhận tiền ghi ở nội dung chi."
        raise Wrong("name", said)
    book = book_of(province_of([fund.unit_id])[fund.unit_id], day, month_of(day))
    figure = book.level(cap.figure, Month.from_number(month_of(day)))
    if figure is None:
        return
    before = _spent(fund, purpose, None, person)
    most = figure.amount * cap.times
    if before + amount > most:
        named = f"{cap.times} lần {figure.figure.label.lower()}, Nghị định {cap.decree}"
        said = f"Nhiều nhất {format_dong(most)} cho một người ({named}); đã chi {format_dong(before)}."
        raise Wrong("amount", said)


def _spent(fund: Fund, purpose: str, year: int | None, person: Person | None = None) -> int:
    rows = fund.spendings.filter(purpose=purpose, voided_at__isnull=True, approved_by__isnull=False)
    if year is not None:
        rows = rows.filter(spent_on__year=year)
    if person is not None:
        rows = rows.filter(person=person)
    return rows.aggregate(n=Sum("amount"))["n"] or 0
