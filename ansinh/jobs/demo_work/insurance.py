"""The demo office's health insurance lists: each month of the half-year of 2021, and one commune's of this month.

The list of December 2020 tells whom the office had insured before; what comes after is news to Social Insurance.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from ansinh.acts import insurance
from ansinh.jobs.replay import TWO_TIERS, day_prepared, scopes
from ansinh.reckoning.months import month_of, month_text
from ansinh.record.models.insurance import Cover, Sent
from ansinh.record.models.payroll import OPEN_END
from ansinh.record.models.places import Level, Unit
from ansinh.record.models.users import User

BEFORE, JUNE = 2020 * 12 + 11, 2021 * 12 + 5


def live(today: datetime.date, echo: Callable[[str], object]) -> None:
    """Every list of the half-year once it is over, sent; of this month one commune's, waiting for approval."""
    month = month_of(today)
    if month <= JUNE or Sent.objects.exists():
        return
    lan, minh = User.objects.get(username="lan"), User.objects.get(username="minh")
    district = Unit.objects.get(level=Level.DISTRICT, code="333")
    for when in range(BEFORE, JUNE + 1):
        _sent(district, when, lan, minh)
    if month > TWO_TIERS:
        commune = scopes(district, month)[0]
        _sent(commune, month - 1, lan, minh)
        insurance.prepare(month=month, scope=commune, by=lan, on=day_prepared(month))
    cards = Cover.objects.filter(until_month=OPEN_END).count()
    echo(f"Bảo hiểm y tế: {Sent.objects.count()} danh sách đến tháng {month_text(month)}, {cards} thẻ đang có.")


def _sent(scope: Unit, month: int, lan: User, minh: User) -> None:
    """A month's list prepared, and approved by the second person."""
    made = insurance.prepare(month=month, scope=scope, by=lan, on=day_prepared(month))
    insurance.approve(made, by=minh, on=day_prepared(month))
