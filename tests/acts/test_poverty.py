"""The review of poor households: from the list to the decision that gives a class, and what is refused on the way."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest
from django.db import DatabaseError, transaction

from ansinh.acts import permit
from ansinh.acts.facts import in_month
from ansinh.acts.poverty import opening, reading, recognising, surveying, village
from ansinh.acts.poverty.surveying import Form
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.law.deprivation import Home
from ansinh.law.poverty import standard
from ansinh.record.models.people import Household, Person
from ansinh.record.models.places import Unit
from ansinh.record.models.poverty import (
    HouseholdClass,
    KeptScores,
    OwnStandard,
    Review,
    ReviewCase,
    ReviewRound,
    ReviewStage,
    Survey,
    VillageMeeting,
)
from ansinh.world import survey_workbook
from tests.acts.people import fact, month, person
from tests.cast import Office, PhuCu

CODES = standard(2023).codes
SEPTEMBER, NOVEMBER = datetime.date(2022, 9, 1), datetime.date(2022, 11, 10)
DAY = datetime.date(2022, 10, 3)


@pytest.fixture
def unit(phu_cu: PhuCu) -> Unit:
    return phu_cu.communes["Tam Đa"]


def household(name: str, unit: Unit, *more: str, place: str = "Ngũ Phúc") -> tuple[Household, list[Person]]:
    """A household with its head and others."""
    home = Household.objects.create(unit=unit, village=place, head=name, code=name)
    people = [person(one, unit, born="1970-05-05") for one in (name, *more)]
    Person.objects.filter(pk__in=[one.pk for one in people]).update(household=home, village=place)
    return home, people


@pytest.fixture
def yearly(phu_cu: PhuCu, office: Office) -> ReviewRound:
    return opening.open_round("yearly", 2022, scope=phu_cu.district, region="red_river", by=office.lan, on=SEPTEMBER)


def ticked(*lacks: str) -> Home:
    return Home((), ticked={code: code in lacks for code in CODES})


def form(people: list[Person], b1: int = 120, lacks: tuple[str, ...] = CODES[:3], **more: object) -> Form:
    told = Form(
        "Rà soát viên A", DAY, ticked(*lacks), way="paper", b1=b1,
        people=[(one.pk, one.full_name, "thành viên", one.birth_year) for one in people],
    )  # fmt: skip
    return replace(told, **more)


def taken(case: ReviewCase, filled: Form, office: Office) -> Survey:
    made = surveying.record(case, filled, by=office.lan, on=NOVEMBER)
    surveying.accept(case, made, by=office.lan)
    return made


def met(
    review: Review, office: Office, agreeing: int = 30, on: datetime.date = datetime.date(2022, 10, 10)
) -> VillageMeeting:
    (place,) = set(review.cases.values_list("village", flat=True))
    return village.meet(
        review, place, held_on=on, chair="Trưởng thôn", secretary="Thư ký", representative="Bà Tư", present=60,
        agreeing=agreeing, by=office.lan, on=NOVEMBER,
    )  # fmt: skip


def decided(review: Review, office: Office) -> Review:
    """Everything after the surveys, to the signature."""
    surveying.surveyed(review, by=office.lan)
    met(review, office)
    village.post(review, posted_on=datetime.date(2022, 10, 11), by=office.lan, on=NOVEMBER)
    recognising.ask(review, of="UBND huyện Phù Cừ", asked_on=datetime.date(2022, 10, 17), by=office.lan, on=NOVEMBER)
    recognising.answered(review, answer="Nhất trí", answered_on=datetime.date(2022, 10, 20), by=office.lan, on=NOVEMBER)
    return recognising.decide(
        review, number="12/QĐ-UBND", decided_on=datetime.date(2022, 10, 24), by=office.minh, on=NOVEMBER
    )


@pytest.fixture
def listed(yearly: ReviewRound, unit: Unit, office: Office) -> tuple[Review, Household, list[Person]]:
    """A commune with one household that is poor in 2022, by the register."""
    home, people = household("Vũ Văn Nghèo", unit, "Vũ Thị Con")
    for one in people:
        fact(one, "household", "poor", since=month("2022-01"))
    return opening.list_commune(yearly, unit, by=office.lan), home, people


def test_a_round_from_its_list_to_the_class_of_everybody(
    listed: tuple[Review, Household, list[Person]], yearly: ReviewRound, unit: Unit, office: Office
) -> None:
    review, home, people = listed
    (poor,) = review.cases.all()
    assert (poor.household, poor.before, poor.why) == (home, "poor", "poor")
    asks, asking = household("Trần Thị Xin", unit)
    new = opening.add(review, asks, why="asked", asked_on=DAY, by=office.lan)
    taken(poor, form(people, b1=141), office)
    taken(new, form(asking, b1=140, causes=["capital"], marks=["woman_head"]), office)
    done = decided(review, office)
    assert done.stage == ReviewStage.DECIDED
    classes = {one.household_id: one for one in HouseholdClass.objects.all()}
    assert (classes[home.pk].klass, classes[home.pk].certificate) == ("none", "")
    got = classes[asks.pk]
    assert (got.klass, got.came, got.certificate, got.lacks) == ("poor", "new", "01/GCN-HN.HCN", list(CODES[:3]))
    assert (got.from_month, got.until_month, got.members) == (2023 * 12, 2024 * 12, 1)
    assert in_month(people[0], month("2022-12"))["household"] == "poor"
    assert in_month(people[1], month("2023-01"))["household"] == "other"
    assert in_month(asking[0], month("2023-01"))["household"] == "poor"
    with pytest.raises(NotNow, match="đang ở bước"):
        surveying.record(new, form(asking), by=office.lan, on=NOVEMBER)


def test_only_a_signed_decision_gives_a_class_whoever_writes(
    listed: tuple[Review, Household, list[Person]], office: Office
) -> None:
    review, home, people = listed
    taken(review.cases.get(), form(people), office)
    told = {"household": home, "unit": review.unit, "review": review, "data_year": 2023, "from_month": 2023 * 12,
            "until_month": 2024 * 12, "klass": "poor", "members": 2}  # fmt: skip
    with pytest.raises(DatabaseError, match="only a signed decision"), transaction.atomic():
        HouseholdClass.objects.create(**told)
    with pytest.raises(DatabaseError, match="does not go from"), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(
            stage="decided", decided_by=office.minh, decided_on=DAY, number="1/QĐ"
        )
    decided(review, office)
    for change in ({"klass": "none"}, {"members": 9}):
        with pytest.raises(DatabaseError, match="stays as it was decided"), transaction.atomic():
            HouseholdClass.objects.update(**change)
    with pytest.raises(DatabaseError, match="nothing of it changes|decided review stays"), transaction.atomic():
        ReviewCase.objects.all()._raw_delete("default")
    with pytest.raises(DatabaseError, match="survey form is not changed"), transaction.atomic():
        Survey.objects.update(b1=0)


REFUSED: list[tuple[dict[str, object], str, str]] = [
    ({"taken_on": datetime.date(2022, 8, 31)}, "taken_on", "nằm ngoài đợt"),
    ({"taken_on": datetime.date(2022, 12, 15)}, "taken_on", "nằm ngoài đợt"),
    ({"taken_on": datetime.date(2022, 11, 11)}, "taken_on", "sau hôm nay"),
    ({"b1": -1}, "b1", "không được âm"), ({"b1": None}, "b1", "Ghi điểm B1"),
    ({"interviewer": " "}, "interviewer", "rà soát viên"), ({"people": []}, "members", "ít nhất một người"),
    ({"causes": ["lười"]}, "causes", "nguyên nhân"), ({"marks": ["x"]}, "marks", "dấu"),
    ({"home": Home(())}, "housing", "Chưa trả lời đủ"), ({"chosen": {"a": {"b": 1}}}, "b1", "Chưa có bảng điểm"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "field", "said"), REFUSED, ids=lambda one: str(one)[:30])
def test_a_form_that_cannot_be_is_refused_at_its_field(
    listed: tuple[Review, Household, list[Person]], office: Office, wrong: dict[str, object], field: str, said: str
) -> None:
    review, _home, people = listed
    with pytest.raises(Wrong, match=said) as told:
        surveying.record(review.cases.get(), replace(form(people), **wrong), by=office.lan, on=NOVEMBER)
    assert told.value.field == field and not Survey.objects.exists()


def test_nobody_is_a_member_of_two_households_of_a_round(
    listed: tuple[Review, Household, list[Person]], unit: Unit, office: Office
) -> None:
    review, _home, people = listed
    taken(review.cases.get(), form(people), office)
    other, own = household("Trần Thị Xin", unit)
    case = opening.add(review, other, why="asked", asked_on=DAY, by=office.lan)
    with pytest.raises(Wrong, match="Vũ Thị Con đã được ghi trong hộ Vũ Văn Nghèo"):
        surveying.record(case, form([*own, people[1]]), by=office.lan, on=NOVEMBER)
    with pytest.raises(Wrong, match="hai lần trong hộ"):
        surveying.record(case, form([own[0], own[0]]), by=office.lan, on=NOVEMBER)


def test_two_interviewers_stand_side_by_side_and_one_form_is_used(
    listed: tuple[Review, Household, list[Person]], office: Office
) -> None:
    review, _home, people = listed
    case = review.cases.get()
    taken(case, form(people, b1=130), office)
    second = taken(case, form(people, b1=150, interviewer="Rà soát viên B"), office)
    case.refresh_from_db()
    assert [one.klass for one in case.surveys.all()] == ["poor", "none"] and case.survey == second


def test_less_than_half_of_the_village_sends_its_households_back_to_be_surveyed(
    listed: tuple[Review, Household, list[Person]], office: Office
) -> None:
    review, _home, people = listed
    taken(review.cases.get(), form(people), office)
    surveying.surveyed(review, by=office.lan)
    assert not met(review, office, agreeing=29).agreed
    review.refresh_from_db()
    assert review.stage == ReviewStage.LISTED and review.cases.get().survey is None
    with pytest.raises(NotNow, match="chưa có phiếu"):
        surveying.surveyed(review, by=office.lan)
    taken(review.cases.get(), form(people, b1=100), office)
    surveying.surveyed(review, by=office.lan)
    assert met(review, office, agreeing=30).agreed


def test_a_posted_list_waits_its_days_and_a_complaint_is_answered_by_another_survey(
    listed: tuple[Review, Household, list[Person]], office: Office
) -> None:
    review, _home, people = listed
    case = review.cases.get()
    taken(case, form(people, b1=150), office)
    surveying.surveyed(review, by=office.lan)
    with pytest.raises(NotNow, match="chưa họp xong: Ngũ Phúc"):
        village.post(review, posted_on=NOVEMBER, by=office.lan, on=NOVEMBER)
    met(review, office)
    review = village.post(review, posted_on=datetime.date(2022, 10, 11), by=office.lan, on=NOVEMBER)
    assert village.posted_until(review) == datetime.date(2022, 10, 14)
    with pytest.raises(NotNow, match="còn niêm yết đến hết ngày 14/10/2022"):
        recognising.ask(review, of="Huyện", asked_on=datetime.date(2022, 10, 14), by=office.lan, on=NOVEMBER)
    with pytest.raises(Wrong, match="thời gian niêm yết"):
        village.complain(review, case=case, who="Ông Ba", text="x", received_on=datetime.date(2022, 10, 17),
                         by=office.lan, on=NOVEMBER)  # fmt: skip
    told = village.complain(review, case=case, who="Ông Ba", text="Hộ này nghèo",
                            received_on=datetime.date(2022, 10, 12), by=office.lan, on=NOVEMBER)  # fmt: skip
    assert told.due_on == datetime.date(2022, 10, 21)
    with pytest.raises(NotNow, match="khiếu nại chưa trả lời"):
        recognising.ask(review, of="Huyện", asked_on=datetime.date(2022, 10, 20), by=office.lan, on=NOVEMBER)
    again = taken(case, form(people, b1=135, taken_on=datetime.date(2022, 10, 17)), office)
    told.refresh_from_db()
    village.answer(
        told, text="Nghèo", answered_on=datetime.date(2022, 10, 19), survey=again, by=office.lan, on=NOVEMBER
    )
    assert village.posted_until(review) == datetime.date(2022, 10, 24)


def test_the_decision_is_signed_by_another_after_those_above_answered_or_their_days_are_over(
    listed: tuple[Review, Household, list[Person]], office: Office
) -> None:
    review, _home, people = listed
    taken(review.cases.get(), form(people), office)
    surveying.surveyed(review, by=office.lan)
    met(review, office)
    village.post(review, posted_on=datetime.date(2022, 10, 11), by=office.lan, on=NOVEMBER)
    sign: Callable[[datetime.date], Review] = lambda day: recognising.decide(  # noqa: E731
        review, number="12/QĐ", decided_on=day, by=office.minh, on=NOVEMBER
    )
    with pytest.raises(NotNow, match="Chưa xin ý kiến"):
        sign(datetime.date(2022, 10, 20))
    recognising.ask(review, of="Huyện", asked_on=datetime.date(2022, 10, 17), by=office.lan, on=NOVEMBER)
    with pytest.raises(NotNow, match="hạn trả lời 24/10/2022"):
        sign(datetime.date(2022, 10, 24))
    with pytest.raises(permit.Refused):
        recognising.decide(review, number="1", decided_on=NOVEMBER, by=office.lan, on=NOVEMBER)
    assert sign(datetime.date(2022, 10, 25)).stage == ReviewStage.DECIDED


def test_in_two_tiers_nobody_above_is_asked(phu_cu: PhuCu, office: Office) -> None:
    here = phu_cu.today["Tống Trân"]
    this = opening.open_round("monthly", 2026, month=3, scope=here, region="red_river", by=office.lan,
                              on=datetime.date(2026, 3, 15))  # fmt: skip
    review = opening.list_commune(this, here, by=office.lan)
    assert not review.cases.exists(), "within the year only who asks is reviewed"
    home, people = household("Trần Thị Xin", here)
    case = opening.add(review, home, why="asked", asked_on=datetime.date(2026, 3, 16), by=office.lan)
    day, later = datetime.date(2026, 3, 17), datetime.date(2026, 4, 1)
    told = surveying.record(case, form(people, taken_on=day), by=office.lan, on=later)
    surveying.accept(case, told, by=office.lan)
    surveying.surveyed(review, by=office.lan)
    village.meet(review, "Ngũ Phúc", held_on=day, chair="A", secretary="B", representative="C", present=9, agreeing=9,
                 by=office.lan, on=later)  # fmt: skip
    village.post(review, posted_on=datetime.date(2026, 3, 18), by=office.lan, on=later)
    recognising.decide(review, number="3/QĐ", decided_on=datetime.date(2026, 3, 25), by=office.minh, on=later)
    (got,) = HouseholdClass.objects.all()
    assert (got.klass, got.data_year, got.from_month, got.until_month) == ("poor", 2026, month("2026-03"), 2027 * 12)


def test_a_province_s_own_standard_gives_a_class_of_its_own(
    listed: tuple[Review, Household, list[Person]], phu_cu: PhuCu, office: Office
) -> None:
    OwnStandard.objects.create(province=phu_cu.province, first_year=2022, last_year=2025, rural=2_000_000,
                               urban=2_500_000, min_indicators=3, basis="NQ 5", recorded_by=office.lan)  # fmt: skip
    review, _home, people = listed
    told = taken(review.cases.get(), form(people, b1=150, income=1_800_000), office)
    assert (told.klass, told.local) == ("average", "poor")


def test_b1_is_summed_by_the_confirmed_table_and_another_total_is_refused(
    listed: tuple[Review, Household, list[Person]], office: Office
) -> None:
    points = {"red_river": 70, "northern_hills": 1, "north_central": 1, "highlands": 1, "southeast": 1, "mekong": 1,
              "urban": 1}  # fmt: skip
    groups = [{"code": "size", "name": "Số người", "choice": "single",
               "options": [{"code": "2", "name": "2 người", "points": points}]}]  # fmt: skip
    KeptScores.objects.create(decree="PL", first_year=2022, last_year=2026, groups=groups, entered_by=office.lan,
                              confirmed_by=office.minh, confirmed_on=DAY)  # fmt: skip
    review, _home, people = listed
    case, chosen = review.cases.get(), {"size": {"2": 1}}
    with pytest.raises(Wrong, match="cộng theo bảng là 70"):
        surveying.record(case, form(people, b1=71, chosen=chosen), by=office.lan, on=NOVEMBER)
    with pytest.raises(Wrong, match="chọn từng mục"):
        surveying.record(case, form(people, b1=71, way="typed"), by=office.lan, on=NOVEMBER)
    told = taken(case, form(people, b1=70, chosen=chosen), office)
    assert (told.b1, told.b1_of_table, told.klass) == (70, True, "poor")


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [({"year": 2035}, "year", "Chưa có chuẩn nghèo"), ({"kind": "monthly"}, "month", "tháng từ 1"),
     ({"region": "urban"}, "region", "Chọn vùng"), ({"on": datetime.date(2022, 12, 15)}, "year", "đã hết")],
)  # fmt: skip
def test_a_round_that_cannot_be_is_refused(
    phu_cu: PhuCu, office: Office, asked: dict[str, object], field: str, said: str
) -> None:
    told = {"kind": "yearly", "year": 2022, "region": "red_river", "on": SEPTEMBER} | asked
    with pytest.raises(Wrong, match=said) as wrong:
        opening.open_round(told.pop("kind"), told.pop("year"), scope=phu_cu.district, by=office.lan, **told)
    assert wrong.value.field == field and not ReviewRound.objects.exists()


def test_a_workbook_is_filled_in_and_read_back_with_a_word_for_each_row(
    listed: tuple[Review, Household, list[Person]], unit: Unit, office: Office
) -> None:
    review, _home, _people = listed
    for name in ("Trần Thị Xin", "Lê Văn Sai"):
        opening.add(review, household(name, unit)[0], why="asked", asked_on=DAY, by=office.lan)
    out = io.BytesIO()
    survey_workbook.write(reading.to_survey(review), reading.columns(review), out, title="Phiếu")
    book = openpyxl.load_workbook(out)
    sheet = book.active
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=4)}
    ticks = [cell.value for cell in sheet[3]]
    for name, day, b1 in (("Vũ Văn Nghèo", "03/10/2022", 120), ("Trần Thị Xin", "03/10/2022", 150),
                          ("Lê Văn Sai", "31/13/2022", "chín")):  # fmt: skip
        rows[name][3].value, rows[name][4].value, rows[name][5].value = "Rà soát viên A", day, b1
    for name in ("Việc làm", "Bảo hiểm y tế", "Nguồn nước sinh hoạt", "Thiếu vốn"):
        rows["Vũ Văn Nghèo"][ticks.index(name)].value = "x"
    filled = io.BytesIO()
    book.save(filled)
    told = {one.head: one for one in reading.read_back(review, filled.getvalue(), by=office.lan, on=NOVEMBER)}
    assert (told["Vũ Văn Nghèo"].kept, told["Vũ Văn Nghèo"].sentence) == (True, "Hộ nghèo")
    assert told["Trần Thị Xin"].sentence == "Hộ không nghèo"
    wrong = told["Lê Văn Sai"]
    assert not wrong.kept and "31/13/2022" in wrong.sentence and "Điểm B1" in wrong.sentence
    kept = Survey.objects.get(case__household__head="Vũ Văn Nghèo")
    assert (kept.causes, len(kept.lacks), len(kept.members)) == (["capital"], 3, 2)
    again = reading.read_back(review, filled.getvalue(), by=office.lan, on=NOVEMBER)
    assert {one.sentence for one in again if one.head != "Lê Văn Sai"} == {"Phiếu này đã đọc rồi."}
    with pytest.raises(ValueError, match="không phải bảng phiếu"):
        reading.read_back(review, b"a,b\n1,2\n", by=office.lan, on=NOVEMBER)
