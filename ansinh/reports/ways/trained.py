"""Whoever came to training sessions that ended in the period."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ansinh.reckoning.values import Value
from ansinh.record.models.training import Trainee, TrainingSession
from ansinh.reports.indicator import Asked, Heading, Row

TAKES = {"kinds": list}

HEADINGS = (
    Heading("Họ và tên", "name"),
    Heading("Lớp"),
    Heading("Nơi học"),
    Heading("Ngày cuối", "day"),
    Heading("Kết quả"),
)


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    return Value(_found(asked, given).count())


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    return [
        Row((one.name, one.session.title, one.session.place, one.session.last_day, one.result), one.session.unit_id,
            reverse("training", args=[one.session_id]))
        for one in _found(asked, given)
    ]  # fmt: skip


def page(asked: Asked, given: Mapping[str, Any]) -> str:
    told = {"tu": f"{asked.period.first:%d/%m/%Y}", "den": f"{asked.period.last:%d/%m/%Y}", "loai": given["kinds"]}
    return f"{reverse('trainings')}?{urlencode(told, doseq=True)}"


def sessions(asked: Asked, given: Mapping[str, Any]) -> Any:
    """The sessions of these kinds that ended in the period."""
    return TrainingSession.objects.filter(
        unit__in=asked.units, kind__in=given["kinds"], last_day__range=(asked.period.first, asked.period.last)
    )


def _found(asked: Asked, given: Mapping[str, Any]) -> Any:
    came = Trainee.objects.filter(session__in=sessions(asked, given), came=True)
    return came.select_related("session").order_by("session__first_day", "session__pk", "name")
