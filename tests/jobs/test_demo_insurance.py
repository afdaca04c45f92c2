"""The demo's health insurance lists: those of the half-year sent, this month's of one commune waiting, once."""

from __future__ import annotations

import datetime

import pytest

from ansinh.acts import people
from ansinh.jobs.demo_work import insurance
from ansinh.record.models.insurance import Cover, Sent
from tests.cast import Office, PhuCu

TODAY = datetime.date(2026, 11, 23)


@pytest.mark.django_db
def test_lists_are_sent_month_by_month_and_this_months_waits(phu_cu: PhuCu, office: Office, register: None) -> None:
    for name, unit in phu_cu.today.items():
        someone = people.enrol(full_name=f"Người {name}", unit=unit, from_month=24000, by=office.lan)
        people.change(someone, "household", "poor", from_month=2021 * 12, by=office.lan, source="Rà soát 2020")
    told: list[str] = []
    for _again in range(2):
        insurance.live(TODAY, told.append)
    assert len(told) == 1
    sent = Sent.objects.filter(approved_by__isnull=False).order_by("month")
    assert list(sent.values_list("month", flat=True)) == [*range(2020 * 12 + 11, 2021 * 12 + 6), 2026 * 12 + 9]
    waiting = Sent.objects.get(approved_by__isnull=True)
    assert (waiting.month, waiting.scope.level) == (2026 * 12 + 10, "commune")
    assert Cover.objects.exists()


@pytest.mark.django_db
def test_nothing_is_listed_before_the_half_year_is_over(phu_cu: PhuCu, office: Office, register: None) -> None:
    told: list[str] = []
    insurance.live(datetime.date(2021, 6, 30), told.append)
    assert not told and not Sent.objects.exists()
