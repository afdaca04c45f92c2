"""Communes are asked what only they know, by a day; they fill it in, send it up, and it is taken or sent back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import transaction

from ansinh.acts import permit
from ansinh.acts.reporting.plans import not_there
from ansinh.acts.wrong import Wrong
from ansinh.law.indicator import Indicator, indicator, indicators
from ansinh.law.report_periods import Period
from ansinh.reckoning.values import written
from ansinh.record.branches import communes_of
from ansinh.record.models.places import Unit
from ansinh.record.models.reporting import AnswerState, ReportAnswer, ReportAsk, ReportedValue
from ansinh.record.models.users import User

WITH_COMMUNE = (AnswerState.OPEN, AnswerState.RETURNED)


class Told(NamedTuple):
    """What a commune typed for one indicator: the number, None for nothing yet, and why it differs."""

    number: int | None
    why: str = ""


def ask(
    unit: Unit, period: Period, codes: Sequence[str], *, due: datetime.date, by: User, on: datetime.date,
    words: str = "",
) -> ReportAsk:  # fmt: skip
    """Ask every commune under a place, as the map is when the period ends. Raises ``Wrong``."""
    permit.check(by, "prepare", unit)
    chosen = [code for code in dict.fromkeys(codes) if code in indicators() and indicator(code).reported]
    if not chosen:
        raise Wrong("codes", "Chọn ít nhất một chỉ tiêu do xã báo cáo.")
    if gone := not_there(unit, period):
        raise Wrong("unit", gone)
    if due < on:
        raise Wrong("due", "Hạn gửi không thể trước hôm nay.")
    last = min(period.last, unit.valid_to - datetime.timedelta(days=1)) if unit.valid_to else period.last
    communes = Unit.objects.communes().valid_on(last).filter(pk__in=communes_of([unit]))
    if not communes:
        raise Wrong("unit", f"{unit} không có xã nào trong {period.name}.")
    with transaction.atomic():
        made, new = ReportAsk.objects.get_or_create(
            unit=unit, kind=period.kind, year=period.year, number=period.number,
            defaults={"codes": chosen, "due": due, "words": words.strip(), "made_by": by},
        )  # fmt: skip
        if not new:
            raise Wrong("period", f"Đã yêu cầu báo cáo {period.name}, hạn {made.due:%d/%m/%Y}.")
        ReportAnswer.objects.bulk_create([ReportAnswer(ask=made, unit=one) for one in communes])
    return made


def fill(answer: ReportAnswer, told: Mapping[str, Told], *, by: User) -> dict[str, str]:
    """Keep what is typed; what cannot be is kept out and told, a sentence an indicator. Raises ``Wrong`` once sent."""
    permit.check(by, "prepare", answer.unit)
    wrong: dict[str, str] = {}
    with transaction.atomic():
        held = _held(answer)
        for code, one in told.items():
            if code not in held.ask.codes or one.number is None:
                continue
            if said := outside(indicator(code), one.number):
                wrong[code] = said
                continue
            ReportedValue.objects.update_or_create(
                answer=held, code=code, defaults={"number": one.number, "why": one.why.strip(), "by": by}
            )
    return wrong


def send(answer: ReportAnswer, *, by: User, at: datetime.datetime) -> dict[str, str]:
    """Send it up; what is missing or unexplained keeps it back and is told by indicator. Raises ``Wrong`` once sent."""
    permit.check(by, "prepare", answer.unit)
    with transaction.atomic():
        held = _held(answer)
        values = {one.code: one for one in held.values.all()}
        before = last_time(held)
        wrong = {}
        for code in held.ask.codes:
            if code not in values:
                wrong[code] = "Chưa có số: không có thì ghi 0."
            elif not values[code].why and differs(indicator(code), values[code].number, before.get(code)):
                wrong[code] = unexplained(indicator(code), before[code])
        if not wrong:
            held.state, held.sent_by, held.sent_at = AnswerState.SENT, by, at
            held.save(update_fields=["state", "sent_by", "sent_at"])
            answer.state, answer.sent_at = held.state, held.sent_at
    return wrong


def accept(answer: ReportAnswer, *, by: User) -> None:
    """Take it. Raises ``Wrong`` unless it was sent."""
    permit.check(by, "prepare", answer.ask.unit)
    with transaction.atomic():
        held = ReportAnswer.objects.select_for_update().get(pk=answer.pk)
        if held.state != AnswerState.SENT:
            raise Wrong("", f"{held.unit}: {held.get_state_display().lower()}, không nhận được.")
        held.state, held.accepted_by = AnswerState.ACCEPTED, by
        held.save(update_fields=["state", "accepted_by"])


def send_back(answer: ReportAnswer, *, reason: str, by: User) -> None:
    """Send it back to be put right. Raises ``Wrong``."""
    permit.check(by, "prepare", answer.ask.unit)
    if not reason.strip():
        raise Wrong("reason", "Ghi chỗ cần sửa để xã biết.")
    with transaction.atomic():
        held = ReportAnswer.objects.select_for_update().get(pk=answer.pk)
        if held.state in WITH_COMMUNE:
            raise Wrong("reason", f"{held.unit} chưa gửi lên.")
        held.state, held.returned_reason = AnswerState.RETURNED, reason.strip()
        held.save(update_fields=["state", "returned_reason"])


def outside(one: Indicator, number: int) -> str:
    """Why a number cannot be, empty when it can."""
    assert one.limits is not None
    least, most = (written(each, one.measure) for each in one.limits[:2])
    if one.limits.least <= number <= one.limits.most:
        return ""
    return f"Phải từ {least} đến {most} {one.unit}; đang ghi {written(number, one.measure)}."


def differs(one: Indicator, number: int, before: int | None) -> bool:
    """Whether a number is further from last time than needs no word."""
    assert one.limits is not None
    return before is not None and 100 * abs(number - before) > one.limits.change * max(before, 1)


def unexplained(one: Indicator, before: int) -> str:
    """What is said of a number that differs much from last time without a word why."""
    return f"Khác nhiều so với kỳ trước ({written(before, one.measure)} {one.unit}): kiểm tra lại, đúng thì ghi lý do."


def last_time(answer: ReportAnswer) -> dict[str, int]:
    """What the same commune told of the period before, by indicator."""
    of = answer.ask
    before = Period(of.kind, of.year, of.number).before  # type: ignore[arg-type]
    held = ReportedValue.objects.filter(
        answer__unit=answer.unit, answer__ask__kind=before.kind, answer__ask__year=before.year,
        answer__ask__number=before.number,
    )  # fmt: skip
    return dict(held.values_list("code", "number"))


def _held(answer: ReportAnswer) -> ReportAnswer:
    held = ReportAnswer.objects.select_for_update(of=("self",)).select_related("ask", "unit").get(pk=answer.pk)
    if held.state not in WITH_COMMUNE:
        raise Wrong("", f"Đã gửi lên lúc {held.sent_at:%d/%m/%Y}: muốn sửa thì đề nghị nơi nhận trả lại.")
    return held
