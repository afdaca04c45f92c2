"""Hộ nghèo on the site: a round walked from its list to the signature, what is refused at its field, the tables."""

from __future__ import annotations

import io
import re

import docx
import openpyxl
import pytest

from ansinh.record.models.people import Fact, Household, Person
from ansinh.record.models.places import Unit
from ansinh.record.models.poverty import HouseholdClass, HouseholdCount, Review, ReviewRound, Survey
from tests.cast import Office, PhuCu

YEAR, MONTH = 2026, 10


@pytest.fixture(autouse=True)
def _autumn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The days of the review: 10 November 2026 wherever the site asks which day it is."""
    import datetime

    from django.utils import timezone

    monkeypatch.setattr(timezone, "localdate", lambda *_: datetime.date(2026, 11, 10))


@pytest.fixture
def home(office: Office, phu_cu: PhuCu, enrol) -> Household:
    """A poor household of two in Tống Trân."""
    unit = phu_cu.today["Tống Trân"]
    made = Household.objects.create(unit=unit, village="Ngũ Phúc", head="Vũ Văn Nghèo", code="H1")
    for name, born in (("Vũ Văn Nghèo", 1970), ("Vũ Thị Con", 2015)):
        person = enrol(name, born, facts={"household": "poor"})
        Person.objects.filter(pk=person.pk).update(unit=unit, household=made)
    return made


def body(answer) -> str:
    return answer.content.decode().replace("\xa0", " ")


def opened(client, unit: Unit) -> Review:
    client.post("/ho-ngheo/", {"kind": "yearly", "year": YEAR, "scope": unit.pk, "region": "red_river"})
    this = ReviewRound.objects.get()
    client.post(f"/ho-ngheo/dot/{this.pk}/lap/")
    return Review.objects.get(unit=unit)


def survey(client, review: Review, **more: object):
    case = review.cases.get()
    people = [one.pk for one in case.household.person_set.all()]
    told = {"interviewer": "Nguyễn Thị A", "taken_on": "01/10/2026", "income": "1.500.000", "people": people,
            "lacks": ["job", "insurance", "water"], "causes": ["capital"]}  # fmt: skip
    return client.post(f"/ho-ngheo/ho/{case.pk}/", told | more)


def test_a_round_is_walked_to_the_signature_in_two_tiers(signed_in, office, phu_cu: PhuCu, home: Household) -> None:
    unit = phu_cu.today["Tống Trân"]
    lan = signed_in("lan")
    review = opened(lan, unit)
    page = f"/ho-ngheo/xa/{review.pk}/"
    assert "Vũ Văn Nghèo" in body(lan.get(page)) and "Còn 1 hộ chưa có phiếu" in body(lan.get(page))
    survey(lan, review)
    case = body(lan.get(f"/ho-ngheo/ho/{review.cases.get().pk}/"))
    assert "Hộ nghèo" in case and "dự kiến, chưa có quyết định" in case
    lan.post(f"{page}viec/xong/")
    minutes = {"village": "Ngũ Phúc", "held_on": "05/10/2026", "chair": "A", "secretary": "B", "representative": "C",
               "present": "40", "agreeing": "20"}  # fmt: skip
    lan.post(f"{page}viec/hop/", minutes)
    lan.post(f"{page}viec/niem/", {"posted_on": "06/10/2026"})
    assert "Hết ngày 09/10/2026" in body(lan.get(page)) and "không còn cấp huyện" in body(lan.get(page))
    minh = signed_in("minh")
    assert "Ký công nhận 1 hộ nghèo" in body(minh.get(page))
    early = minh.post(f"{page}viec/ky/", {"number": "5/QĐ-UBND", "decided_on": "09/10/2026"})
    assert early.status_code == 422 and "còn niêm yết đến hết ngày 09/10/2026" in body(early)
    minh.post(f"{page}viec/ky/", {"number": "5/QĐ-UBND", "decided_on": "12/10/2026"})
    got = HouseholdClass.objects.get()
    assert (got.klass, got.data_year, got.certificate) == ("poor", 2027, "01/GCN-HN.HCN")
    facts = Fact.objects.filter(kind="household", superseded_at=None, until_month=None)
    assert set(facts.values_list("value", flat=True)) == {"poor"}
    told = body(minh.get(f"/ho/{home.pk}/"))
    assert "Bảo hiểm y tế" in told and "Vũ Thị Con" in told and "Thiếu vốn" in told


REFUSED = [
    ({"b1": "-1"}, "0"), ({"income": ""}, "Ghi điểm B1"), ({"taken_on": "31/08/2026"}, "nằm ngoài đợt"),
    ({"people": []}, "cần"), ({"interviewer": ""}, "cần"), ({"b1": "chín"}, "số"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "said"), REFUSED, ids=str)
def test_a_wrong_form_is_told_at_its_field_and_what_was_typed_stays(
    signed_in, office, phu_cu: PhuCu, home: Household, wrong: dict[str, object], said: str
) -> None:
    lan = signed_in("lan")
    review = opened(lan, phu_cu.today["Tống Trân"])
    refused = survey(lan, review, **wrong)
    assert refused.status_code == 422 and said in body(refused) and not Survey.objects.exists()
    if "interviewer" not in wrong:
        assert "Nguyễn Thị A" in body(refused)


def test_another_commune_and_who_only_looks_do_nothing(signed_in, office, phu_cu: PhuCu, home: Household) -> None:
    review = opened(signed_in("lan"), phu_cu.today["Tống Trân"])
    hoa = signed_in("hoa")
    assert hoa.get(f"/ho-ngheo/xa/{review.pk}/").status_code == 200
    for verb in ("xong", "hop", "niem", "khieu", "xin", "ykien", "ky", "them"):
        hoa.post(f"/ho-ngheo/xa/{review.pk}/viec/{verb}/", {})
    review.refresh_from_db()
    assert review.stage == "listed" and hoa.get("/ho-ngheo/xa/999999/").status_code == 404
    assert hoa.post(f"/ho-ngheo/xa/{review.pk}/viec/khac/").status_code == 404


def test_the_tables_are_taken_as_a_workbook_and_as_word(signed_in, office, phu_cu: PhuCu, home: Household) -> None:
    unit = phu_cu.today["Tống Trân"]
    HouseholdClass.objects.create(household=home, unit=unit, data_year=2026, from_month=2026 * 12,
                                  until_month=2027 * 12, klass="poor", members=2, children=1, lacks=["job"],
                                  causes=["capital"], marks=["merit"], basis="QĐ 9")  # fmt: skip
    farm = Household.objects.create(unit=unit, village="Ngũ Phúc", head="Lê Văn Ruộng", code="H2")
    HouseholdClass.objects.create(household=farm, unit=unit, data_year=2026, from_month=2026 * 12,
                                  until_month=2027 * 12, klass="average", members=4, marks=["farming"],
                                  basis="QĐ 9")  # fmt: skip
    HouseholdCount.objects.create(unit=unit, data_year=2026, households=200, members=800, source="sổ")
    lan = signed_in("lan")
    page = body(lan.get("/ho-ngheo/bieu/?nam=2026"))
    assert "Biểu 13" in page and "0,50" in page
    book = openpyxl.load_workbook(io.BytesIO(lan.get("/ho-ngheo/bieu.xlsx?nam=2026").content))
    assert len(book.sheetnames) == 13
    first = [[cell.value for cell in row] for row in book["Biểu 1"].iter_rows(min_row=7)]
    assert first[0][1:10] == ["Cộng", 200, 800, 1, "0,50", 0, "0,00", 1, "0,50"]
    assert first[0][10:16] == [2, "0,25", 0, "0,00", 4, "0,50"] and first[1][1:4] == ["Xã Tống Trân", 200, 800]
    word = docx.Document(io.BytesIO(lan.get("/ho-ngheo/bieu.docx?nam=2026").content))
    assert len([table for table in word.tables if len(table.columns) > 2]) == 13  # the others are to be signed
    listed = body(lan.get("/ho-ngheo/tung-ho/?nam=2026&thieu=job"))
    assert "1 hộ" in listed and re.search(r"Vũ Văn Nghèo", listed)
    assert "0 hộ" in body(lan.get("/ho-ngheo/tung-ho/?nam=2026&thieu=water"))
    assert "1 hộ nghèo, 0 hộ cận nghèo trong 200 hộ" in body(lan.get("/ho-ngheo/?nam=2026"))


def test_a_household_is_helped_split_and_refused_at_the_field(
    signed_in, office, phu_cu: PhuCu, home: Household
) -> None:
    HouseholdClass.objects.create(household=home, unit=home.unit, data_year=2026, from_month=2026 * 12,
                                  until_month=2027 * 12, klass="poor", members=2, lacks=["job", "housing", "water"],
                                  basis="QĐ 9")  # fmt: skip
    lan = signed_in("lan")
    page = f"/ho/{home.pk}/"
    assert "còn thiếu" in body(lan.get(page)) and "Phát triển kinh tế nông thôn" in body(lan.get(page))
    refused = lan.post(f"{page}viec/giup/", {"indicator": "job", "what": "May", "given_on": "01/01/2027", "giver": "A"})
    assert refused.status_code == 422 and "sau hôm nay" in body(refused) and 'value="May"' in body(refused)
    told = {"indicator": "housing", "what": "Xây nhà", "given_on": "01/10/2026", "giver": "MTTQ",
            "amount": "60.000.000", "source": "Ngân sách tỉnh", "solved": "on"}  # fmt: skip
    done = body(lan.post(f"{page}viec/giup/", told, follow=True))
    assert "60.000.000" in done and "đã giúp xong" in done
    child = home.person_set.get(full_name="Vũ Thị Con")
    none = lan.post(f"{page}viec/tach/", {"people": [child.pk], "head": "Con", "from_month": "12/2026", "paper": ""})
    assert none.status_code == 422 and Household.objects.count() == 1
    lan.post(f"{page}viec/tach/", {"people": [child.pk], "head": "Con", "from_month": "12/2026", "paper": "BB 1"})
    child.refresh_from_db()
    assert child.household_id != home.pk and child.household.classes.get().came == "split"
    assert signed_in("hoa").post(f"{page}viec/giup/", told).status_code == 403


def test_needs_near_and_targets_of_a_year(signed_in, office, phu_cu: PhuCu, home: Household) -> None:
    HouseholdClass.objects.create(household=home, unit=home.unit, data_year=2026, from_month=2026 * 12,
                                  until_month=2027 * 12, klass="poor", members=2, lacks=["job", "housing", "water"],
                                  basis="QĐ 9")  # fmt: skip
    HouseholdCount.objects.create(unit=home.unit, data_year=2026, households=200, members=800, source="sổ")
    lan = signed_in("lan")
    assert "1 hộ nghèo sắp thoát" in body(lan.get("/ho-ngheo/nhu-cau/?nam=2026"))
    assert "bớt một chỉ số" in body(lan.get("/ho-ngheo/tung-ho/?nam=2026&gan=leaving"))
    assert "Chưa có chuẩn nghèo" in body(lan.get("/ho-ngheo/nhu-cau/?nam=2050"))
    page = "/ho-ngheo/chi-tieu/?nam=2026"
    told = {"unit": home.unit_id, "measure": "poor", "kind": "fall", "least": "0,20", "most": "0,10", "paper": "KH 1"}
    refused = lan.post(page, told)
    assert refused.status_code == 422 and "không nhỏ hơn" in body(refused)
    assert "Phần trăm viết như" in body(lan.post(page, told | {"least": "một"}))
    shown = body(lan.post(page, told | {"most": ""}, follow=True))
    assert "giảm 0,20 điểm" in shown and "dự kiến chưa đạt" in shown and "<svg" in shown and "0,50" in shown


def test_a_household_and_people_without_a_record_are_surveyed(
    signed_in, office, phu_cu: PhuCu, home: Household
) -> None:
    unit = phu_cu.today["Tống Trân"]
    lan = signed_in("lan")
    review = opened(lan, unit)
    add = f"/ho-ngheo/xa/{review.pk}/viec/them/"
    bad = lan.post(add, {"why": "asked", "asked_on": "02/10/2026", "head": "Lò Thị Mới"})
    assert bad.status_code == 422 and "Ghi thôn" in body(bad)
    lan.post(add, {"why": "asked", "asked_on": "02/10/2026", "head": "Lò Thị Mới", "village": "Ngũ Phúc"})
    case = review.cases.get(household__head="Lò Thị Mới")
    told = {
        "interviewer": "A",
        "taken_on": "03/10/2026",
        "income": "1.500.000",
        "lacks": ["job"],
        "others": "Lò Thị Mới",
    }
    refused = lan.post(f"/ho-ngheo/ho/{case.pk}/", told)
    assert refused.status_code == 422 and "ghi họ tên; năm sinh" in body(refused)
    lan.post(f"/ho-ngheo/ho/{case.pk}/", told | {"others": "Lò Thị Mới; 1980; chủ hộ\nLò Văn Con; 2015; con"})
    case.refresh_from_db()
    assert case.survey is not None and len(case.survey.members) == 2 and case.survey.klass == "near_poor"


@pytest.mark.parametrize("year", ["0000", "99999", "abc", "1e3", "٢٠٢٦", "-202", "2199", "1901"])
def test_a_year_that_is_none_is_this_year(signed_in, office, phu_cu: PhuCu, home: Household, year: str) -> None:
    lan = signed_in("lan")
    for page in ("", "tung-ho/", "bieu/", "chi-tieu/", "nhu-cau/", "von/", "so-ho/"):
        assert lan.get(f"/ho-ngheo/{page}?nam={year}").status_code == 200


def test_households_of_no_village_meet_and_one_that_asked_is_dropped(
    signed_in, office, phu_cu: PhuCu, home: Household
) -> None:
    Household.objects.filter(pk=home.pk).update(village="")
    client = signed_in("lan")
    review = opened(client, phu_cu.today["Tống Trân"])
    told = {"head": "Trần Văn Thôi", "village": "Hạ Cát", "why": "asked", "asked_on": "01/10/2026"}
    client.post(f"/ho-ngheo/xa/{review.pk}/viec/them/", told)
    case = review.cases.get(village="Hạ Cát")
    assert "vì sao bỏ" in body(client.post(f"/ho-ngheo/ho/{case.pk}/bo/", {"reason": ""}, follow=True))
    client.post(f"/ho-ngheo/ho/{case.pk}/bo/", {"reason": "hộ rút đơn"})
    survey(client, review)
    client.post(f"/ho-ngheo/xa/{review.pk}/viec/xong/")
    said = {"village": "-", "held_on": "05/10/2026", "chair": "A", "secretary": "B", "representative": "C",
            "present": "40", "agreeing": "31"}  # fmt: skip
    assert client.post(f"/ho-ngheo/xa/{review.pk}/viec/hop/", said).status_code == 302
    assert review.meetings.get().village == ""


def test_a_commune_of_nobody_poor_is_counted_and_one_not_counted_has_no_rate(
    signed_in, office, phu_cu: PhuCu, home: Household
) -> None:
    other = phu_cu.today["Tiên Tiến"]
    HouseholdClass.objects.create(household=home, unit=home.unit, data_year=2026, from_month=2026 * 12, klass="poor",
                                  until_month=2027 * 12, members=2, basis="QĐ")  # fmt: skip
    HouseholdCount.objects.create(unit=other, data_year=2026, households=100, members=300, source="sổ")
    client = signed_in("lan")
    assert "Ghi số hộ của từng xã" in body(client.get("/ho-ngheo/?nam=2026"))
    assert "1,00" not in body(client.get("/ho-ngheo/bieu/?nam=2026"))
    HouseholdCount.objects.create(unit=home.unit, data_year=2026, households=100, members=300, source="sổ")
    assert "Tỷ lệ hộ nghèo 0,50 %" in body(client.get("/ho-ngheo/?nam=2026"))
    shown = body(client.get("/ho-ngheo/bieu/?nam=2026"))
    assert "Tiên Tiến" in shown and "0,50" in shown
