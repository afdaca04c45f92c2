"""What a place is to reach of an indicator in a period."""

from __future__ import annotations

from django.db import transaction

from ansinh.acts import permit
from ansinh.acts.wrong import Wrong
from ansinh.law.indicator import indicators
from ansinh.law.report_periods import Period
from ansinh.record.models.places import Unit
from ansinh.record.models.reporting import IndicatorPlan
from ansinh.record.models.users import User

MOST = 10**15


def plan(
    code: str, unit: Unit, period: Period, *, least: int, most: int | None = None, paper: str, by: User
) -> IndicatorPlan:  # fmt: skip
    """At least so much, or from so much to so much; the paper that sets it anew replaces it. Raises ``Wrong``."""
    permit.check(by, "prepare", unit)
    if code not in indicators():
        raise Wrong("code", "Chọn một chỉ tiêu có trong danh mục.")
    if gone := not_there(unit, period):
        raise Wrong("unit", gone)
    if not 0 <= least <= MOST:
        raise Wrong("least", "Kế hoạch phải từ 0 trở lên.")
    if most is not None and not least <= most <= MOST:
        raise Wrong("most", "“Đến” không nhỏ hơn “từ”.")
    if not paper.strip():
        raise Wrong("paper", "Ghi văn bản giao kế hoạch.")
    with transaction.atomic():
        made, _ = IndicatorPlan.objects.update_or_create(
            code=code, unit=unit, kind=period.kind, year=period.year, number=period.number,
            defaults={"least": least, "most": most, "paper": paper.strip(), "set_by": by},
        )  # fmt: skip
    return made


def not_there(unit: Unit, period: Period) -> str:
    """Why a place has no such period: it was not there yet, or no more; empty when it was there some day of it."""
    if unit.valid_to is not None and unit.valid_to <= period.first:
        return f"{unit} không còn từ ngày {unit.valid_to:%d/%m/%Y}: chọn đơn vị của {period.name}."
    if unit.valid_from > period.last:
        return f"{unit} chỉ có từ ngày {unit.valid_from:%d/%m/%Y}: chọn đơn vị của {period.name}."
    return ""
