"""Plans of emulation: their targets, and what a place reached of each in a year."""

from __future__ import annotations

import datetime

from django.db import transaction

from ansinh.acts import permit
from ansinh.acts.reporting.plans import not_there
from ansinh.acts.wrong import Wrong
from ansinh.law.indicator import indicators
from ansinh.law.report_periods import Period
from ansinh.record.models.child_friendly import EmulationPlan, EmulationProgress, EmulationTarget
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User


def plan(
    unit: Unit, *, number: str, issued: datetime.date, title: str, first_year: int, last_year: int, by: User
) -> EmulationPlan:
    """A plan of a place. Raises ``Wrong``."""
    permit.check(by, "prepare", unit)
    for field, text, sentence in (("number", number, "Ghi số kế hoạch."), ("title", title, "Ghi tên phong trào.")):
        if not text.strip():
            raise Wrong(field, sentence)
    if not 2000 <= first_year <= last_year <= 2100:
        raise Wrong("last_year", "Năm cuối không thể trước năm đầu.")
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        if EmulationPlan.objects.filter(unit=unit, number=number.strip()).exists():
            raise Wrong("number", f"Đã có kế hoạch {number.strip()}.")
        return EmulationPlan.objects.create(
            unit=unit, number=number.strip(), issued=issued, title=title.strip(), first_year=first_year,
            last_year=last_year, by=by,
        )  # fmt: skip


def aim(
    plan_: EmulationPlan, number: int, *, text: str, measure: str, value: int, at_most: bool = False, code: str = "",
    mark: str = "", by: User,
) -> EmulationTarget:  # fmt: skip
    """A target; a rate in hundredths of 1 %; written anew when it has its number. Raises ``Wrong``."""
    permit.check(by, "prepare", plan_.unit)
    if not 1 <= number <= 99:
        raise Wrong("number", "Số thứ tự từ 1 đến 99.")
    if not text.strip() or not measure.strip():
        raise Wrong("text", "Ghi nội dung và đơn vị tính của chỉ tiêu.")
    if not 0 <= value <= 10**9 or (measure.strip() == "%" and value > 100_00):
        raise Wrong("value", "Giá trị của chỉ tiêu không hợp lý: xem lại.")
    if code and code not in indicators():
        raise Wrong("code", "Không có chỉ tiêu ấy trong danh mục.")
    made, _ = EmulationTarget.objects.update_or_create(
        plan=plan_, number=number,
        defaults={"text": text.strip(), "measure": measure.strip(), "value": value, "at_most": at_most, "code": code,
                  "mark": mark.strip()},
    )  # fmt: skip
    return made


def reach(target: EmulationTarget, unit: Unit, year: int, *, value: int, source: str, by: User) -> EmulationProgress:
    """What a place reached in a year, with where it was read. Raises ``Wrong``."""
    permit.check(by, "prepare", unit)
    if not target.plan.first_year <= year <= target.plan.last_year:
        raise Wrong("year", f"Kế hoạch từ năm {target.plan.first_year} đến năm {target.plan.last_year}.")
    if gone := not_there(unit, Period("year", year)):
        raise Wrong("unit", gone)
    if not source.strip():
        raise Wrong("source", "Ghi số liệu lấy ở đâu.")
    if not 0 <= value <= 10**9 or (target.measure == "%" and value > 100_00):
        raise Wrong("value", "Kết quả không hợp lý: xem lại.")
    made, _ = EmulationProgress.objects.update_or_create(
        target=target, unit=unit, year=year, defaults={"value": value, "source": source.strip(), "by": by}
    )
    return made
