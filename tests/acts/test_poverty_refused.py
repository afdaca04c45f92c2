"""What a review refuses: rounds over one another, forms changed behind the village, decisions before their answer."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ansinh.acts.facts import in_month
from ansinh.acts.poverty import moving, opening, recognising, surveying, village
from ansinh.acts.wrong import Wrong
from ansinh.record.models.people import Household, Person
from ansinh.record.models.places import Unit
from ansinh.record.models.poverty import HouseholdClass, Review, ReviewRound, ReviewStage
from ansinh.reports import poverty as reports
from tests.acts.test_poverty import (  # noqa: F401
    CODES,
    DAY,
    NOVEMBER,
    SEPTEMBER,
    form,
    household,
    listed,
    met,
    taken,
    unit,
    yearly,
)
from tests.cast import Office, PhuCu

Listed = tuple[Review, Household, list[Person]]


def posted(listed: Listed, office: Office) -> Review:  # noqa: F811
    """The commune's list met on and posted on 11 October."""
    review, _home, people = listed
    taken(review.cases.get(), form(people), office)
    surveying.surveyed(review, by=office.lan)
    met(review, office)
    return village.post(review, posted_on=datetime.date(2022, 10, 11), by=office.lan, on=NOVEMBER)


def test_a_commune_is_in_one_round_of_a_time(yearly: ReviewRound, unit: Unit, office: Office) -> None:  # noqa: F811
    with pytest.raises(Wrong, match="đã mở ở Huyện Phù Cừ") as told:
        opening.open_round("yearly", 2022, scope=unit, region="red_river", by=office.lan, on=SEPTEMBER)
    assert told.value.field == "scope"


def test_what_is_posted_is_surveyed_again_for_a_complaint_alone(listed: Listed, office: Office) -> None:  # noqa: F811
    review, people = posted(listed, office), listed[2]
    case, again = review.cases.get(), form(people, b1=300, taken_on=datetime.date(2022, 10, 12))
    with pytest.raises(Wrong, match="chỉ phúc tra hộ có khiếu nại"):
        surveying.record(case, again, by=office.lan, on=NOVEMBER)
    village.complain(review, case=None, who="Ông Ba", text="x", received_on=datetime.date(2022, 10, 12), by=office.lan,
                     on=NOVEMBER)  # fmt: skip
    assert taken(case, again, office).klass == "none"


def test_a_village_that_agreed_meets_again_when_its_list_changed(
    listed: Listed, unit: Unit, office: Office  # noqa: F811
) -> None:  # fmt: skip
    review, _home, people = listed
    asks, asking = household("Lê Thị Khác", unit, place="Hạ Cát")
    new = opening.add(review, asks, why="asked", asked_on=DAY, by=office.lan)
    taken(review.cases.get(village="Ngũ Phúc"), form(people), office)
    taken(new, form(asking), office)
    surveying.surveyed(review, by=office.lan)
    told = {"chair": "A", "secretary": "B", "representative": "C", "present": 10, "by": office.lan, "on": NOVEMBER}
    day = datetime.date(2022, 10, 10)
    village.meet(review, "Ngũ Phúc", held_on=day, agreeing=9, **told)
    village.meet(review, "Hạ Cát", held_on=day, agreeing=2, **told)
    assert village.to_meet(review) == ["Hạ Cát"]
    late = datetime.date(2022, 10, 12)
    taken(review.cases.get(village="Ngũ Phúc"), form(people, b1=300, taken_on=late), office)
    assert village.to_meet(review) == ["Hạ Cát", "Ngũ Phúc"]


def test_a_decision_is_not_before_its_answer(listed: Listed, office: Office) -> None:  # noqa: F811
    review = posted(listed, office)
    recognising.ask(review, of="Huyện", asked_on=datetime.date(2022, 10, 17), by=office.lan, on=NOVEMBER)
    recognising.answered(review, answer="x", answered_on=datetime.date(2022, 10, 20), by=office.lan, on=NOVEMBER)
    with pytest.raises(Wrong, match="không thể trước .*20/10/2022") as told:
        recognising.decide(review, number="1", decided_on=datetime.date(2022, 1, 5), by=office.minh, on=NOVEMBER)
    assert told.value.field == "decided_on"


@pytest.mark.parametrize(("wrong", "field"), [({"b1": 99_999}, "b1"), ({"income": 9_999_999_999}, "income")])
def test_a_number_no_form_can_have_is_refused(
    listed: Listed, office: Office, wrong: dict[str, int], field: str  # noqa: F811
) -> None:  # fmt: skip
    review, _home, people = listed
    with pytest.raises(Wrong) as told:
        surveying.record(review.cases.get(), replace(form(people), **wrong), by=office.lan, on=NOVEMBER)
    assert told.value.field == field


def test_who_is_named_by_number_is_not_in_two_households(
    listed: Listed, unit: Unit, office: Office  # noqa: F811
) -> None:  # fmt: skip
    review, _home, people = listed
    Person.objects.filter(pk=people[1].pk).update(identity_number="033170000001")
    lives = [*form(people).people, (None, "Người Lạ", "cháu", 2001)]
    filled = replace(form(people), people=lives, said=[{}, {}, {"identity": "033170000002"}])
    taken(review.cases.get(), filled, office)
    other, own = household("Trần Thị Xin", unit)
    case = opening.add(review, other, why="asked", asked_on=DAY, by=office.lan)
    for name, number in (("Vũ Thị Con", "033170000001"), ("Người Lạ", "033170000002")):
        more = [*form(own).people, (None, name, "con", 1970)]
        told = replace(form(own), people=more, said=[{}, {"identity": number}])
        with pytest.raises(Wrong, match=f"{name} đã được ghi trong hộ Vũ Văn Nghèo"):
            surveying.record(case, told, by=office.lan, on=NOVEMBER)


def test_a_household_of_nobody_comes_off_the_list(listed: Listed, office: Office) -> None:  # noqa: F811
    review, home, people = listed
    case = review.cases.get()
    with pytest.raises(Wrong, match="còn người sống"):
        opening.drop(case, reason="nhầm", by=office.lan)
    taken(case, form(people), office)
    Person.objects.filter(household=home).update(died_on=datetime.date(2022, 10, 20))
    with pytest.raises(Wrong, match="vì sao"):
        opening.drop(case, reason=" ", by=office.lan)
    opening.drop(case, reason="cả hai đã mất", by=office.lan)
    assert not review.cases.exists()
    moving.end(home, from_month=2022 * 12 + 10, paper="Giấy báo tử", by=office.lan)


def test_certificates_are_numbered_through_the_year_and_a_request_waits_for_the_fifteenth(
    phu_cu: PhuCu, office: Office
) -> None:
    here, lan = phu_cu.today["Tống Trân"], office.lan
    for month in (3, 4):
        day, later = datetime.date(2026, month, 16), datetime.date(2026, month + 1, 1)
        this = opening.open_round("monthly", 2026, month=month, scope=here, region="red_river", by=lan, on=day)
        review = opening.list_commune(this, here, by=lan)
        home, people = household(f"Hộ {month}", here)
        with pytest.raises(Wrong, match="nằm ngoài đợt"):
            opening.add(review, home, why="asked", asked_on=datetime.date(2026, month - 1, 14), by=lan)
        case = opening.add(review, home, why="asked", asked_on=datetime.date(2026, month, 5), by=lan)
        surveying.accept(case, surveying.record(case, form(people, taken_on=day), by=lan, on=later), by=lan)
        surveying.surveyed(review, by=lan)
        village.meet(review, "Ngũ Phúc", held_on=day, chair="A", secretary="B", representative="C", present=9,
                     agreeing=9, by=lan, on=later)  # fmt: skip
        village.post(review, posted_on=day, by=lan, on=later)
        done = recognising.decide(review, number="1", decided_on=datetime.date(2026, month, 25), by=office.minh,
                                  on=later)  # fmt: skip
        assert done.stage == ReviewStage.DECIDED
    numbers = HouseholdClass.objects.order_by("pk").values_list("certificate", flat=True)
    assert [*numbers] == ["01/GCN-HN.HCN", "02/GCN-HN.HCN"]


def test_who_moves_takes_the_children_along_and_comes_back_to_the_class_it_had(phu_cu: PhuCu, office: Office) -> None:
    there, here = phu_cu.communes["Tam Đa"], phu_cu.communes["Minh Tân"]
    home, _ = household("Vũ Văn Nghèo", there)
    HouseholdClass.objects.create(household=home, unit=there, data_year=2024, from_month=2024 * 12, klass="poor",
                                  until_month=2025 * 12, members=3, children=2, children_lack={"insurance": 1},
                                  basis="QĐ")  # fmt: skip
    moving.move(home, here, village="A", from_month=2023 * 12 + 9, paper="x", by=office.lan)
    assert HouseholdClass.objects.get(unit=here).children == 2
    moving.move(home, there, village="A", from_month=2023 * 12 + 10, paper="x", by=office.lan)
    held = reports.standing([there.pk, here.pk], 2024 * 12)
    assert {row["unit"]: row["poor"] for row in held.iter_rows(named=True)} == {there.pk: 1}


def test_what_is_decided_of_the_next_year_stays_for_who_joins_and_for_a_review_within_this_one(
    phu_cu: PhuCu, office: Office
) -> None:
    here, lan = phu_cu.today["Tống Trân"], office.lan
    home, people = household("Vũ Văn Nghèo", here)
    _, (other,) = household("Trần Thị Vào", here)
    for year, klass in ((2026, "poor"), (2027, "near_poor")):
        HouseholdClass.objects.create(household=home, unit=here, data_year=year, from_month=year * 12, klass=klass,
                                      until_month=year * 12 + 12, members=1, basis=f"QĐ {year}")  # fmt: skip
    moving.join(home, other, from_month=2026 * 12 + 10, paper="đơn", by=lan)
    assert [in_month(other, at)["household"] for at in (2026 * 12 + 11, 2027 * 12)] == ["poor", "near_poor"]
    day, later = datetime.date(2026, 11, 16), datetime.date(2026, 12, 1)
    this = opening.open_round("monthly", 2026, month=11, scope=here, region="red_river", by=lan, on=day)
    review = opening.list_commune(this, here, by=lan)
    case = opening.add(review, home, why="escape", asked_on=day, by=lan)
    surveying.accept(
        case, surveying.record(case, form([*people, other], b1=300, taken_on=day), by=lan, on=later), by=lan
    )
    surveying.surveyed(review, by=lan)
    village.meet(review, "Ngũ Phúc", held_on=day, chair="A", secretary="B", representative="C", present=9, agreeing=9,
                 by=lan, on=later)  # fmt: skip
    village.post(review, posted_on=day, by=lan, on=later)
    recognising.decide(review, number="1", decided_on=datetime.date(2026, 11, 25), by=office.minh, on=later)
    assert [in_month(people[0], at)["household"] for at in (2026 * 12 + 10, 2027 * 12)] == ["other", "near_poor"]
