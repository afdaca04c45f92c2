"""The demo's own work: dossiers in every state, the funds of two maps, by the acts an officer uses, once."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from ansinh.acts import authority, people, permit
from ansinh.acts.children import known
from ansinh.acts.clock import clock
from ansinh.jobs.demo_work import children as demo_children
from ansinh.jobs.demo_work import dossiers
from ansinh.jobs.demo_work import funds as demo_funds
from ansinh.record.models.decisions import Decision, Drafted
from ansinh.record.models.dossiers import Dossier, Standing
from ansinh.record.models.funds import Fund
from ansinh.record.models.users import User
from ansinh.reports import child_cases, children, funds
from tests.acts.people import fact, person
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


@pytest.mark.django_db
def test_children_in_four_states_and_three_homes(phu_cu: PhuCu, office: Office, register: None) -> None:
    here = phu_cu.today["Tống Trân"]
    for name, born, facts in (
        ("Trẻ Khuyết Tật", "2017", {"disability": "severe"}), ("Trẻ Mồ Côi", "2016", {"orphan": "b"}),
        ("Trẻ Hộ Nghèo", "2015", {"household": "poor"}), ("Đã Lớn", "2008", {"disability": "mild"}),
    ):  # fmt: skip
        for kind, value in facts.items():
            fact(person(name, here, born=born), kind, value)
    told: list[str] = []
    for _again in range(2):
        demo_children.live(TODAY, told.append)
    assert told == ["Trẻ em: 8 em có hoàn cảnh đặc biệt, 4 vụ việc, 3 em được chăm sóc thay thế."]
    units = permit.cover(office.lan)
    assert children.total(units, datetime.date(2021, 6, 30)) == 3
    assert [one.group for one in known.in_places(units, TODAY)] == []
    noon = timezone.make_aware(datetime.datetime.combine(TODAY, datetime.time(17)))
    cases = child_cases.ordered(child_cases.cases(units), noon)
    assert {case.state for case, _ in cases} == {"protected", "assessed", "planned", "carried"}
    assert [case.state for case, at in cases if at is not None and at.late] == ["assessed"]
    assert child_cases.period(units, datetime.date(2026, 1, 1), TODAY)[-2:] == (1, 1)
    assert len(children.visits_due(units, TODAY)) == 1 and len(children.in_care(units, TODAY)) == 3
    assert permit.protects(User.objects.get(username="hoa"))
