"""Training sessions that ended in the period."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from ansinh.reckoning.values import Value
from ansinh.reports.indicator import Asked, Heading, Row
from ansinh.reports.ways import trained

TAKES = trained.TAKES
HEADINGS = (Heading("Lớp"), Heading("Xã"), Heading("Nơi học"), Heading("Ngày cuối", "day"),
            Heading("Số người dự", "count"))  # fmt: skip
page = trained.page


def value(asked: Asked, given: Mapping[str, Any]) -> Value:
    return Value(trained.sessions(asked, given).count())


def rows(asked: Asked, given: Mapping[str, Any]) -> list[Row]:
    held = trained.sessions(asked, given).annotate(came=Count("trainees", filter=Q(trainees__came=True)))
    return [
        Row((one.title, str(one.unit), one.place, one.last_day, one.came), one.unit_id,
            reverse("training", args=[one.pk]))
        for one in held.select_related("unit").order_by("first_day", "pk")
    ]  # fmt: skip
