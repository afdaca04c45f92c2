"""What a household was given for a need is written down, once, and only voided."""

from __future__ import annotations

import datetime

from ansinh.acts import permit
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.law.needs import answers
from ansinh.record.models.household_help import HouseholdHelp
from ansinh.record.models.people import Household
from ansinh.record.models.users import User


def give(
    household: Household, *, indicator: str, what: str, given_on: datetime.date, giver: str, amount: int = 0,
    source: str = "", paper: str = "", solved: bool = True, by: User, on: datetime.date,
) -> HouseholdHelp:  # fmt: skip
    """One thing done for the household; ``amount`` in đồng. Raises ``Wrong``."""
    permit.check(by, "prepare", household.unit)
    if indicator not in answers():
        raise Wrong("indicator", "Chọn chỉ số được giúp.")
    if not what.strip():
        raise Wrong("what", "Ghi đã giúp gì.")
    if not giver.strip():
        raise Wrong("giver", "Ghi ai giúp: dự án, đoàn thể, nhà hảo tâm.")
    if amount < 0:
        raise Wrong("amount", "Số tiền không thể âm.")
    if amount and not source.strip():
        raise Wrong("source", "Có tiền thì ghi nguồn.")
    if given_on > on:
        raise Wrong("given_on", "Ngày giúp ở sau hôm nay.")
    again = HouseholdHelp.objects.filter(household=household, indicator=indicator, on=given_on, what=what.strip())
    if again.filter(voided_by=None).exists():
        raise Wrong("what", "Việc này đã ghi cho hộ rồi.")
    return HouseholdHelp.objects.create(
        household=household, unit=household.unit, indicator=indicator, what=what.strip(), on=given_on, amount=amount,
        source=source.strip(), giver=giver.strip(), paper=paper.strip(), solved=solved, recorded_by=by,
    )  # fmt: skip


def void(help_: HouseholdHelp, *, reason: str, by: User) -> HouseholdHelp:
    """Taken back as written by mistake, with the reason. Raises ``Wrong``, ``NotNow``."""
    permit.check(by, "prepare", help_.household.unit)
    if help_.voided_by_id is not None:
        raise NotNow("Việc này đã bỏ rồi.")
    if not reason.strip():
        raise Wrong("reason", "Ghi vì sao bỏ.")
    help_.voided_by, help_.voided_reason = by, reason.strip()
    help_.save(update_fields=["voided_by", "voided_reason"])
    return help_
