"""What the communes told for the period: the sum of what they sent up, and who has not yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from ansinh.reckoning.values import Value
from ansinh.record.models.reporting import AnswerState, ReportAsk, ReportedValue
from ansinh.reports.indicator import Asked, Heading, Row

TAKES: Mapping[str, type] = {}
HEADINGS = (Heading("Xã"), Heading("Số báo cáo", "count"), Heading("Tình trạng"), Heading("Ngày gửi", "day"),
            Heading("Giải thích"))  # fmt: skip


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    found = _found(asked, given)
    return Value(sum(one.number for one in found)) if found else Value()


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    return [
        Row((str(one.answer.unit), one.number, one.answer.get_state_display(),
             one.answer.sent_at.date() if one.answer.sent_at else None, one.why), one.answer.unit_id,
            reverse("report_answer", args=[one.answer_id]))
        for one in _found(asked, given)
    ]  # fmt: skip


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    of = asked.period
    ask = ReportAsk.objects.filter(
        answers__unit__in=asked.units, kind=of.kind, year=of.year, number=of.number, codes__contains=[given["code"]]
    ).first()
    return reverse("report_ask", args=[ask.pk]) if ask else reverse("report_asks")


def _found(asked: Asked, given: Mapping[str, Any]) -> list[ReportedValue]:
    of = asked.period
    held = ReportedValue.objects.filter(
        code=given["code"], answer__unit__in=asked.units, answer__ask__kind=of.kind, answer__ask__year=of.year,
        answer__ask__number=of.number, answer__state__in=(AnswerState.SENT, AnswerState.ACCEPTED),
    )  # fmt: skip
    return list(held.select_related("answer__unit").order_by("answer__unit__name"))
