"""The month's health insurance list: who comes, goes or changes and why; one card a person; nothing half written."""

from __future__ import annotations

import datetime

import pytest
from django.db import DatabaseError, transaction

from ansinh.acts import insurance, permit
from ansinh.acts.preparing import NotNow
from ansinh.record.models.insurance import Change, Cover, Sent
from ansinh.record.models.payroll import OPEN_END
from ansinh.record.models.people import Person, Residence
from ansinh.record.models.places import Unit
from tests.acts.people import fact, month, person
from tests.cast import Office, PhuCu

MAY, JUNE, JULY = month("2021-05"), month("2021-06"), month("2021-07")
DAY = datetime.date(2021, 7, 20)


def listed(scope: Unit, at: int, office: Office) -> dict[str, tuple[str, str, str, str]]:
    """The list of a month, prepared and approved: what, before, after, reason by name."""
    sent = insurance.prepare(month=at, scope=scope, by=office.lan, on=DAY)
    insurance.approve(sent, by=office.minh, on=DAY)
    return {
        Person.objects.get(pk=line.person_id).full_name: (line.what, line.before, line.after, line.reason)
        for line in Change.objects.filter(sent=sent)
    }


def open_covers() -> dict[str, str]:
    return {one.person.full_name: one.group for one in Cover.objects.filter(until_month=OPEN_END)}


def moved(who: Person, unit: Unit, at: int) -> None:
    who.residences.update(until_month=at)
    Residence.objects.create(person=who, unit=unit, from_month=at)
    Person.objects.filter(pk=who.pk).update(unit=unit)


@pytest.fixture
def communes(phu_cu: PhuCu, register: None) -> list[Unit]:
    return list(phu_cu.communes.values())


def test_the_first_list_has_everybody_once_by_the_group_that_comes_first(
    phu_cu: PhuCu, office: Office, communes: list[Unit]
) -> None:
    both = person("An", communes[0], born="1980-02")
    fact(both, "household", "poor")
    fact(both, "merit", "own")
    worker = person("Bình", communes[0], born="1985-01")
    fact(worker, "household", "poor")
    fact(worker, "insured_elsewhere", "work")
    person("Cúc", communes[1], born="2018-01")
    person("Dũng", communes[1], born="1970-01")
    assert listed(phu_cu.district, JUNE, office) == {
        "An": ("add", "", "NCC", "first"), "Cúc": ("add", "", "TE", "first"),
    }  # fmt: skip
    assert open_covers() == {"An": "NCC", "Cúc": "TE"}


def test_the_next_month_names_each_change_with_its_reason(phu_cu: PhuCu, office: Office, communes: list[Unit]) -> None:
    here = communes[0]
    people = {name: person(name, here, born="1980-02") for name in ("Chết", "Hết", "Đi làm", "Lên", "Xuống", "Chuyển")}
    for who in people.values():
        fact(who, "household", "poor", until=JULY if who.full_name in ("Hết", "Xuống") else None)
    stays = person("Ở yên", here, born="2018-05")
    assert len(listed(phu_cu.district, JUNE, office)) == 7
    Person.objects.filter(pk=people["Chết"].pk).update(died_on=datetime.date(2021, 7, 3))
    fact(people["Đi làm"], "insured_elsewhere", "work", since=JULY)
    fact(people["Lên"], "merit", "own", since=JULY)
    fact(people["Xuống"], "household", "near_poor", since=JULY)
    moved(people["Chuyển"], communes[1], JULY)
    person("Mới sinh", here, born="2021-07-02")
    gained = person("Mới nghèo", here, born="1990-01")
    fact(gained, "household", "poor", since=JULY)
    assert listed(phu_cu.district, JULY, office) == {
        "Chết": ("remove", "HN", "", "died"), "Hết": ("remove", "HN", "", "lost"),
        "Đi làm": ("remove", "HN", "", "elsewhere"), "Lên": ("change", "HN", "NCC", "precedes"),
        "Xuống": ("change", "HN", "CN", "changed"), "Chuyển": ("move", "HN", "HN", "moved"),
        "Mới sinh": ("add", "", "TE", "born"), "Mới nghèo": ("add", "", "HN", "gained"),
    }  # fmt: skip
    assert open_covers() == {
        "Lên": "NCC", "Xuống": "CN", "Chuyển": "HN", "Mới sinh": "TE", "Mới nghèo": "HN", stays.full_name: "TE",
    }  # fmt: skip
    ended = Cover.objects.get(person=people["Hết"])
    assert (ended.from_month, ended.until_month, ended.reason_out) == (JUNE, JULY, "lost")


def test_a_new_commune_takes_up_the_cards_of_the_district_and_says_who_died_meanwhile(
    phu_cu: PhuCu, office: Office, communes: list[Unit]
) -> None:
    home = phu_cu.communes["Tam Đa"]
    for name in ("An", "Bình"):
        fact(person(name, home, born="1940-01"), "household", "poor")
    listed(phu_cu.district, JUNE, office)
    Person.objects.filter(full_name="Bình").update(died_on=datetime.date(2023, 5, 6))
    fact(person("Cúc", home, born="1950-01"), "household", "poor", since=month("2026-01"))
    now = listed(phu_cu.today["Tống Trân"], month("2026-02"), office)
    assert now == {"Bình": ("remove", "HN", "", "died"), "Cúc": ("add", "", "HN", "gained")}


def test_nothing_changes_when_nothing_happened(phu_cu: PhuCu, office: Office, communes: list[Unit]) -> None:
    person("Cúc", communes[1], born="2018-01")
    assert len(listed(phu_cu.district, JUNE, office)) == 1
    assert listed(phu_cu.district, JULY, office) == {}


def test_whoever_moves_between_two_places_that_list_apart_holds_one_card(office: Office, communes: list[Unit]) -> None:
    one, other = communes[:2]
    child = person("Cúc", one, born="2018-01")
    for scope in (one, other):
        listed(scope, JUNE, office)
    moved(child, other, JULY)
    leaving = insurance.prepare(month=JULY, scope=one, by=office.lan, on=DAY)
    coming = insurance.prepare(month=JULY, scope=other, by=office.lan, on=DAY)
    assert [line.reason for line in leaving.changes.all()] == ["moved_out"]
    assert [line.reason for line in coming.changes.all()] == ["moved_in"]
    insurance.approve(coming, by=office.minh, on=DAY)
    insurance.approve(leaving, by=office.minh, on=DAY)
    assert [(c.unit_id, c.from_month, c.until_month) for c in Cover.objects.order_by("from_month")] == [
        (one.pk, JUNE, JULY), (other.pk, JULY, OPEN_END)
    ]  # fmt: skip


def test_a_second_person_approves_and_what_was_sent_stays(phu_cu: PhuCu, office: Office, communes: list[Unit]) -> None:
    person("Cúc", communes[1], born="2018-01")
    sent = insurance.prepare(month=JUNE, scope=phu_cu.district, by=office.lan, on=DAY)
    with pytest.raises(permit.Refused):
        insurance.approve(sent, by=office.lan, on=DAY)
    assert not Cover.objects.exists()
    insurance.approve(sent, by=office.minh, on=DAY)
    for again in (JUNE, MAY):
        with pytest.raises(NotNow, match="điều chỉnh ở tháng sau"):
            insurance.prepare(month=again, scope=phu_cu.district, by=office.lan, on=DAY)
    with pytest.raises(NotNow):
        insurance.approve(sent, by=office.minh, on=DAY)
    for deed in (
        lambda: Change.objects.filter(sent=sent).update(after="HN"),
        lambda: Change.objects.filter(sent=sent).delete(),
        lambda: Sent.objects.filter(pk=sent.pk).update(month=JULY),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()


def test_a_list_made_before_another_was_approved_is_made_again(
    phu_cu: PhuCu, office: Office, communes: list[Unit]
) -> None:
    person("Cúc", communes[1], born="2018-01")
    whole = insurance.prepare(month=JULY, scope=phu_cu.district, by=office.lan, on=DAY)
    listed(communes[1], JUNE, office)
    with pytest.raises(NotNow, match="lập lại"):
        insurance.approve(whole, by=office.minh, on=DAY)
    assert listed(phu_cu.district, JULY, office) == {}


def test_an_officer_of_a_commune_sees_its_covers_only(phu_cu: PhuCu, office: Office, communes: list[Unit]) -> None:
    for at in (0, 1):
        person(f"Trẻ {at}", communes[at], born="2018-01")
    listed(phu_cu.district, JUNE, office)
    office.lan.places.set([communes[0]])
    with permit.acting(office.lan):
        assert [one.unit_id for one in Cover.objects.all()] == [communes[0].pk]
        assert Change.objects.count() == 1
    with pytest.raises(permit.Refused):
        insurance.prepare(month=JULY, scope=phu_cu.district, by=office.lan, on=DAY)


def test_a_month_no_decree_knows_is_refused(phu_cu: PhuCu, office: Office, communes: list[Unit]) -> None:
    with pytest.raises(NotNow, match="Chưa có văn bản"):
        insurance.prepare(month=month("2018-11"), scope=phu_cu.district, by=office.lan, on=DAY)
