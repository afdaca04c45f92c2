"""The demo's own work: dossiers in every state, by the acts an officer uses, once."""

from __future__ import annotations

import datetime

import pytest

from ansinh.acts import authority, people
from ansinh.acts.clock import clock
from ansinh.jobs.demo_work import dossiers
from ansinh.record.models.decisions import Decision, Drafted
from ansinh.record.models.dossiers import Dossier, Standing
from tests.cast import Office, PhuCu

TODAY = datetime.date(2026, 11, 23)


@pytest.mark.django_db
def test_dossiers_of_every_state_are_there_once(phu_cu: PhuCu, office: Office, register: None) -> None:
    for name, unit in phu_cu.today.items():
        people.enrol(full_name=f"Người {name}", unit=unit, from_month=24000, by=office.lan)
    told: list[str] = []
    for _again in range(2):
        dossiers.live(TODAY, told.append)
    assert len(told) == 1 and {unit.level for unit in authority.offices(office.lan, TODAY)} == {"commune"}
    assert set(Dossier.objects.values_list("state", flat=True)) == set(Standing.values)
    assert any(clock(one, TODAY).late for one in Dossier.objects.filter(state=Standing.OPEN))
    assert Decision.objects.filter(state=Drafted.DRAFT).exists() and Decision.objects.filter(symbol="TB-UBND").exists()
