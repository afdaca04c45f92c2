"""The demo's disability councils: requests at every stage, by the acts an officer uses, once."""

from __future__ import annotations

import datetime

import pytest

from ansinh.acts import people
from ansinh.jobs.demo_work import sessions
from ansinh.reckoning.months import month_of
from ansinh.record.models.disability import Assessment, Certificate, Complaint, Council, Referral
from ansinh.reports import disability as reports
from tests.cast import Office, PhuCu

TODAY = datetime.date(2026, 11, 23)


@pytest.mark.django_db
def test_requests_of_every_stage_are_there_once(phu_cu: PhuCu, office: Office, register: None) -> None:
    for name, unit in phu_cu.today.items():
        people.enrol(full_name=f"Người {name}", unit=unit, from_month=24000, by=office.lan)
    told: list[str] = []
    for _again in range(2):
        sessions.live(TODAY, told.append)
    assert len(told) == 1 and Council.objects.exists()
    assert set(Assessment.objects.values_list("outcome", flat=True)) == {"extreme", "severe", "mild", "unable", ""}
    assert Referral.objects.get().sent_on and Complaint.objects.get().own
    assert Certificate.objects.filter(number__isnull=False).count() == 3
    assert [child.again for child in reports.turning_six(month_of(TODAY) + 12)] == [True]
