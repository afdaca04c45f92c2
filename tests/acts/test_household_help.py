"""What a household lacks and was given; who is near a line; those a form names come into the register."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from ansinh.acts.facts import in_month
from ansinh.acts.poverty import enrolling, helping, moving, opening, surveying
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.record.models.household_help import HouseholdHelp
from ansinh.record.models.people import Household, Person
from ansinh.record.models.places import Unit
from ansinh.record.models.poverty import HouseholdClass, ReviewRound
from ansinh.reports import household as cards
from ansinh.reports import near, needs
from tests.acts.people import month
from tests.acts.test_poverty import CODES, DAY, NOVEMBER, decided, form, household, taken, unit, yearly  # noqa: F401
from tests.cast import Office

ON = datetime.date(2023, 5, 10)


@pytest.fixture
def poor(unit: Unit) -> Household:  # noqa: F811
    home, _ = household("Vũ Văn Nghèo", unit, "Vũ Thị Hai")
    classed(home, "poor", lacks=CODES[:3], b1=100)
    return home


def classed(home: Household, klass: str, **more: object) -> HouseholdClass:
    told = {"lacks": [], "members": 2} | more
    return HouseholdClass.objects.create(
        household=home, unit=home.unit, data_year=2023, from_month=2023 * 12, until_month=2024 * 12, klass=klass,
        basis="QĐ 9", **told,
    )  # fmt: skip


def test_the_card_says_what_is_lacking_and_what_was_done(poor: Household, office: Office) -> None:
    helping.give(poor, indicator="job", what="Việc làm ở công ty may", given_on=datetime.date(2023, 4, 1),
                 giver="Hội Phụ nữ", by=office.lan, on=ON)  # fmt: skip
    card = cards.card(poor, month("2023-05"))
    assert [(one.indicator.code, one.missing) for one in card.needs] == [(CODES[0], False), (CODES[1], True),
                                                                         (CODES[2], True)]  # fmt: skip
    assert [part.code for part in card.needs[0].parts] == ["2", "3.1", "4.1", "4.2", "4.3"]
    (row, *_) = [one for one in needs.lacking([poor.unit_id], 2023) if one.code == "job"]
    assert (row.poor, row.near, row.helped, row.waiting) == (1, 0, 1, 0)


@pytest.mark.parametrize(
    ("solved", "on", "waits"),
    [(True, "2022-11-20", False), (False, "2023-04-01", True), (True, "2022-08-31", True), (True, "2023-04-01", False)],
)
def test_the_list_waits_for_whom_the_card_says_is_missing(
    poor: Household, office: Office, solved: bool, on: str, waits: bool
) -> None:
    helping.give(poor, indicator=CODES[0], what="Việc làm", given_on=datetime.date.fromisoformat(on), giver="Hội",
                 solved=solved, by=office.lan, on=ON)  # fmt: skip
    told = {one.indicator.code: one.missing for one in cards.card(poor, month("2023-05")).needs}
    rows = {one.code: bool(one.waiting) for one in needs.lacking([poor.unit_id], 2023) if one.code in told}
    assert rows == told and told[CODES[0]] == waits
    assert (poor.pk in needs.done(2023, CODES[0])) == (not waits)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"indicator": "roof"}, "indicator"), ({"what": " "}, "what"), ({"giver": ""}, "giver"),
        ({"amount": -1}, "amount"), ({"amount": 5_000_000}, "source"),
        ({"given_on": datetime.date(2023, 6, 1)}, "given_on"),
    ],
)  # fmt: skip
def test_help_that_cannot_be_is_refused_at_its_field(poor: Household, office: Office, wrong: dict, field: str) -> None:
    told = {"indicator": "job", "what": "Việc làm", "given_on": ON, "giver": "Hội Phụ nữ"} | wrong
    with pytest.raises(Wrong) as found:
        helping.give(poor, by=office.lan, on=ON, **told)
    assert found.value.field == field and not HouseholdHelp.objects.exists()


def test_help_is_written_once_and_only_taken_back(poor: Household, office: Office) -> None:
    told = {"indicator": "job", "what": "Việc làm", "given_on": ON, "giver": "Hội Phụ nữ"}
    made = helping.give(poor, by=office.lan, on=ON, **told)
    with pytest.raises(Wrong, match="đã ghi"):
        helping.give(poor, by=office.lan, on=ON, **told)
    with pytest.raises(DatabaseError, match="only voided"), transaction.atomic():
        HouseholdHelp.objects.filter(pk=made.pk).update(what="Khác")
    helping.void(made, reason="Ghi nhầm hộ", by=office.lan)
    with pytest.raises(NotNow):
        helping.void(made, reason="Lại", by=office.lan)
    assert cards.card(poor, month("2023-05")).needs[0].missing


def test_who_is_near_a_line_and_why(poor: Household, unit: Unit) -> None:  # noqa: F811
    close, far, falls, above = (household(name, unit)[0] for name in ("Sát", "Xa", "Rơi", "Trên"))
    classed(close, "poor", lacks=CODES[:5], b1=135)
    classed(far, "poor", lacks=CODES[:5], b1=100)
    classed(falls, "near_poor", lacks=CODES[:2], b1=100)
    classed(above, "none", lacks=CODES[:2], b1=145)
    names = dict(HouseholdClass.objects.values_list("pk", "household__head"))
    leaving = {names[pk]: why for pk, why in near.near("leaving", 2023, [unit.pk]).items()}
    assert leaving == {"Vũ Văn Nghèo": "bớt một chỉ số là còn 2", "Sát": "B1 135, chuẩn 140"}
    falling = {names[pk]: why for pk, why in near.near("falling", 2023, [unit.pk]).items()}
    assert falling == {"Rơi": "thiếu thêm một chỉ số là đủ 3", "Trên": "B1 145, chuẩn 140"}
    with pytest.raises(LookupError):
        near.near("falling", 2099, [unit.pk])


def test_those_a_form_names_come_into_the_register_after_the_decision(
    yearly: ReviewRound, unit: Unit, office: Office  # noqa: F811
) -> None:  # fmt: skip
    review = opening.list_commune(yearly, unit, by=office.lan)
    home = moving.found(unit, head="Lò Thị Mới", village="Ngũ Phúc", by=office.lan)
    _, (known,) = household("Trần Thị Trùng", unit)
    Person.objects.filter(pk=known.pk).update(birth_year=1999)
    case = opening.add(review, home, why="found", asked_on=DAY, by=office.lan)
    people = [
        (None, "Lò Thị Mới", "chủ hộ", 1980),
        (None, "Lò Văn Con", "con", 2010),
        (None, "Trần Thị Trùng", "", 1999),
    ]
    taken(case, replace(form([]), people=people), office)
    with pytest.raises(NotNow, match="quyết định"):
        enrolling.enrol(review, by=office.lan)
    done = decided(review, office)
    assert [(one.name, one.namesake) for one in enrolling.strangers(done)] == [
        ("Lò Thị Mới", False), ("Lò Văn Con", False), ("Trần Thị Trùng", True)]  # fmt: skip
    made = enrolling.enrol(done, by=office.lan)
    assert [one.full_name for one in made] == ["Lò Thị Mới", "Lò Văn Con"]
    assert {one.household_id for one in Person.objects.filter(pk__in=[one.pk for one in made])} == {home.pk}
    assert in_month(made[1], month("2023-01"))["household"] == "poor"
    assert [one.name for one in enrolling.strangers(done)] == ["Trần Thị Trùng"]
    assert enrolling.enrol(done, by=office.lan) == []


def test_many_forms_are_kept_together_and_the_wrong_ones_told(
    yearly: ReviewRound, unit: Unit, office: Office  # noqa: F811
) -> None:  # fmt: skip
    review = opening.list_commune(yearly, unit, by=office.lan)
    homes = [household(f"Hộ {at}", unit) for at in range(3)]
    cases = opening.add_all(review, [home for home, _ in homes], why="found", asked_on=DAY, by=office.lan)
    forms = [(case, form(people)) for case, (_, people) in zip(cases, homes, strict=True)]
    forms[1] = (cases[1], form(homes[1][1], b1=-1))
    told = surveying.record_all(review, forms, by=office.lan, on=NOVEMBER)
    assert [isinstance(one, Wrong) for one in told] == [False, True, False]
    assert sorted(review.cases.values_list("surveys", flat=True), key=str)[-1] is None
