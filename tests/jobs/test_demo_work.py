"""The demo's own work: dossiers in every state, the funds of two maps, by the acts an officer uses, once."""

from __future__ import annotations

import datetime

import pytest

from ansinh.acts import authority, people
from ansinh.acts.clock import clock
from ansinh.jobs.demo_work import dossiers
from ansinh.jobs.demo_work import funds as demo_funds
from ansinh.record.models.decisions import Decision, Drafted
from ansinh.record.models.dossiers import Dossier, Standing
from ansinh.record.models.funds import Fund
from ansinh.reports import funds
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


@pytest.mark.django_db
def test_the_funds_of_both_maps_are_planned_and_their_books_go_over(
    phu_cu: PhuCu, office: Office, register: None
) -> None:
    told: list[str] = []
    for _again in range(2):
        demo_funds.live(TODAY, told.append)
    assert len(told) == 1 and Fund.objects.count() == 2 * (15 + 4)
    assert funds.planned("gratitude", 2021) == 271_400_000
    books = funds.years([one for one in funds.visible() if one.unit.level == "commune"], 2025)
    handed = sum(one.handed for one in books)
    assert handed == sum(one.fund.opening for one in books if one.fund.opened_on.year == 2025) > 0
    assert all(one.left == 0 for one in books if one.fund.unit.valid_to)
    assert funds.to_approve(office.minh.pk) == 4 and funds.to_approve(office.lan.pk) == 0
    assert all(one.left > 0 for one in funds.years(funds.visible(), 2021))
