"""A question asked of everybody at once: the same answer as asked of each, in the asker's branch alone."""

from __future__ import annotations

import datetime
import random
from typing import Any

import pytest

from ansinh.acts import asking, assistance, grounds, merging, permit
from ansinh.acts.asking import Asked
from ansinh.law import question
from ansinh.law.question import Question
from ansinh.record.models.assistance import Award
from ansinh.record.models.people import Household, Person, Residence
from ansinh.record.models.places import Unit, UnitChange
from tests.acts.people import fact, month, person
from tests.cast import Office, PhuCu

JUNE = month("2021-06")


def asked(text: str, units: list[Unit], *, to: str = "person", at: int = JUNE, by: Any = None) -> Asked:
    read = question.read(text)
    assert isinstance(read, Question), read
    return asking.ask(read, to=to, month=at, units=[unit.pk for unit in units], by=by)


def named(found: Asked) -> set[str]:
    return set(
        Person.objects.filter(pk__in=[row.person_id for row in found.rows()]).values_list("full_name", flat=True)
    )


def drawing(who: Person, code: str, kind: str = "allowance", since: int = month("2020-01")) -> None:
    with grounds.imported():
        Award.objects.create(
            person=who, kind=kind, code=code, from_month=since, reckoned_from=since, decision_number="1/QĐ",
            decided_on=datetime.date(2020, 1, 5),
        )  # fmt: skip


TEXTS = (
    "hộ = nghèo", "hộ ≠ nghèo", "tuổi >= 80", "tuổi < 16 và (mồ côi ≠ không hoặc nhiễm HIV)",
    "khuyết tật trong (nặng, nhẹ)",
    "đang hưởng trợ cấp xã hội", "không đang hưởng trợ cấp xã hội và tuổi > 60", "nhóm trong (K5c, K6)",
    "giới tính = nữ hoặc tuổi < 6", "tròn tuổi trong (70, 80, 90)",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_all_at_once_is_the_same_as_one_by_one(phu_cu: PhuCu, seed: int) -> None:
    rng = random.Random(seed)
    units = list(phu_cu.communes.values())[:3]
    told: dict[int, dict[str, Any]] = {}
    for at in range(60):
        born = f"{rng.randint(1920, 2020)}-{rng.randint(1, 12):02}-05"
        sex = rng.choice(["male", "female"])
        who = person(f"Người {at}", rng.choice(units), born=born, sex=sex)
        year, in_month = int(born[:4]), int(born[5:7])
        about: dict[str, Any] = {
            "age": (JUNE - (year * 12 + in_month - 1)) // 12, "turning": 2021 - year, "sex": sex, "kinds": frozenset(),
            "codes": frozenset(),
        }  # fmt: skip
        for kind, values in (("household", ["poor", "near_poor"]), ("disability", ["mild", "severe"]), ("hiv", [True])):
            if rng.random() < 0.4:
                about[kind] = rng.choice(values)
                fact(who, kind, about[kind], until=rng.choice([None, JUNE + 3]))
            elif rng.random() < 0.3:
                fact(who, kind, values[0], until=JUNE)  # no longer so
        if rng.random() < 0.3:
            code = rng.choice(["K5c", "K6.N"])
            drawing(who, code)
            about |= {"kinds": frozenset(["allowance"]), "codes": frozenset([code])}
        told[who.pk] = about
    for text in TEXTS:
        read = question.read(text)
        assert isinstance(read, Question), read
        plainly = {pk for pk, about in told.items() if question.holds(read.part, about)}
        assert {row.person_id for row in asked(text, units).rows()} == plainly, text


@pytest.fixture
def home(phu_cu: PhuCu) -> Household:
    """A poor couple, the older of whom draws, and their daughter elsewhere."""
    unit = phu_cu.communes["Tam Đa"]
    home = Household.objects.create(unit=unit, code="H1", head="Vũ Văn Ba")
    old = person("Vũ Thị Tư", unit, born="1935", household=home)
    head = person("Vũ Văn Ba", unit, born="1955", household=home)
    for one in (old, head):
        fact(one, "household", "poor")
    drawing(old, "K5a.60-80")
    person("Vũ Thị Con", unit, born="1980")
    return home


def test_a_household_is_reached_by_its_members_and_its_head_receives(phu_cu: PhuCu, home: Household) -> None:
    unit = phu_cu.communes["Tam Đa"]
    (row,) = asked("hộ = nghèo", [unit], to="household").rows()
    assert (row.household_id, row.members) == (home.pk, 2)
    assert Person.objects.get(pk=row.person_id).full_name == "Vũ Văn Ba"
    assert asked("hộ = nghèo và tuổi >= 80", [unit], to="household").total == 1
    assert asked("có người (tuổi >= 80) và không ai (hộ = nghèo)", [unit], to="household").total == 0
    assert asked("mọi người (hộ = nghèo)", [unit], to="household").total == 1
    assert named(asked("có người (đang hưởng trợ cấp xã hội) và tuổi < 80", [unit])) == {"Vũ Văn Ba"}


def test_somebody_without_a_household_is_one_of_their_own(phu_cu: PhuCu, home: Household) -> None:
    found = asked("không ai (hộ = nghèo)", [phu_cu.communes["Tam Đa"]], to="household")
    assert named(found) == {"Vũ Thị Con"}
    assert [row.household_id for row in found.rows()] == [None]


def test_the_dead_and_the_merged_are_left_out_unless_death_is_asked(phu_cu: PhuCu, office: Office) -> None:
    unit = phu_cu.communes["Tam Đa"]
    kept = person("Đang sống", unit)
    person("Mất tháng này", unit, died_on=datetime.date(2021, 6, 9))
    person("Mất trước", unit, died_on=datetime.date(2020, 6, 9))
    person("Mất sau", unit, died_on=datetime.date(2021, 9, 9))
    merging.merge(kept, person("Đã gộp", unit), month=JUNE, by=office.lan, on=datetime.date(2021, 6, 9))
    assert named(asked("tuổi > 0", [unit])) == {"Đang sống", "Mất sau"}
    assert named(asked("đã mất trong tháng", [unit])) == {"Mất tháng này"}
    assert named(asked("đã mất", [unit])) == {"Mất tháng này", "Mất trước"}


def test_a_past_month_is_asked_where_people_lived_then(phu_cu: PhuCu) -> None:
    old, new = phu_cu.communes["Tam Đa"], phu_cu.communes["Đình Cao"]
    who = person("Chuyển đi", old)
    Residence.objects.filter(person=who).update(until_month=month("2021-09"))
    Residence.objects.create(person=who, unit=new, from_month=month("2021-09"))
    Person.objects.filter(pk=who.pk).update(unit=new)
    assert named(asked("tuổi > 0", [old])) == {"Chuyển đi"}
    assert asked("tuổi > 0", [new]).total == 0
    assert named(asked("tuổi > 0", [new], at=month("2021-10"))) == {"Chuyển đi"}


def test_whoever_is_still_written_in_a_commune_that_is_gone_is_asked_in_the_one_it_became(phu_cu: PhuCu) -> None:
    old = phu_cu.communes["Tam Đa"]
    (step,) = UnitChange.objects.filter(old=old, whole=True)
    person("Cụ Bảy", old)
    found = asked("tuổi > 0", [step.new], at=month("2026-03"))
    assert (named(found), found.by_unit()) == ({"Cụ Bảy"}, {step.new_id: 1})
    assert asked("tuổi > 0", [old], at=month("2021-06")).by_unit() == {old.pk: 1}


def test_an_officer_asks_only_in_their_branch(phu_cu: PhuCu, office: Office) -> None:
    mine, other = phu_cu.communes["Tam Đa"], phu_cu.communes["Đình Cao"]
    person("Của tôi", mine)
    person("Nơi khác", other)
    office.lan.places.set([mine])
    with permit.acting(office.lan):
        found = asked("tuổi > 0", [mine, other], by=office.lan)
        assert named(found) == {"Của tôi"}
        assert found.by_unit() == {mine.pk: 1}


def test_several_groups_the_first_that_fits_and_who_fits_more(phu_cu: PhuCu) -> None:
    unit = phu_cu.communes["Tam Đa"]
    both = person("Cả hai", unit, born="1930")
    fact(both, "household", "poor")
    person("Chỉ già", unit, born="1930")
    questions = []
    for code, text in (("HN", "hộ = nghèo"), ("GIA", "tuổi >= 80")):
        read = question.read(text)
        assert isinstance(read, Question)
        questions.append((code, read))
    found = asking.ask_many(questions, to="person", month=JUNE, units=[unit.pk], by=None)
    assert (found.by_group(), found.also()) == ({"HN": 1, "GIA": 1}, 1)
    assert {row.groups for row in found.rows()} == {("HN", "GIA"), ("GIA",)}


def test_who_has_merit_follows_from_what_they_did(phu_cu: PhuCu) -> None:
    unit = phu_cu.communes["Tam Đa"]
    wounded = person("Thương binh", unit, born="1950")
    fact(wounded, "wounded", "tb")
    fact(wounded, "wounded_degree", 45)
    fact(person("Con liệt sĩ", unit, born="1970"), "martyrs", 1)
    fact(person("Ghi tay", unit, born="1970"), "merit", "own")
    assert named(asked("người có công = của bản thân", [unit])) == {"Thương binh", "Ghi tay"}
    assert named(asked("người có công ≠ không", [unit])) == {"Thương binh", "Con liệt sĩ", "Ghi tay"}


def test_what_only_programmes_ask_cuts_no_position(phu_cu: PhuCu) -> None:
    who = person("Cụ Sáu", phu_cu.communes["Tam Đa"], born="1930-01-01")
    award = assistance.award(who, kind="allowance", code="K5c", from_month=month("2021-01"), by=None, number="1/QĐ")
    fact(who, "cremated", True, since=month("2021-03"))
    assert award.positions.count() == 1
    assert named(asked("hỏa táng", [phu_cu.communes["Tam Đa"]])) == {"Cụ Sáu"}
