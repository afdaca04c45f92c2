"""The papers of a review: decision with its lists, certificates, refusals, minutes, posted lists; lists 14 and 15."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace

import docx
import openpyxl
import pytest

from ansinh.acts.poverty import household_papers, opening, papers, surveying, village, village_papers
from ansinh.acts.preparing import NotNow
from ansinh.law.poverty import standard
from ansinh.record.models.household_help import HouseholdHelp
from ansinh.record.models.people import Household, Person
from ansinh.record.models.places import Unit
from ansinh.record.models.poverty import HouseholdClass, Review, ReviewCase, ReviewRound
from ansinh.reports import poverty_lists
from ansinh.world import poverty_list
from tests.acts.people import fact, month
from tests.acts.test_poverty import (
    CODES,
    DAY,
    NOVEMBER,
    SEPTEMBER,
    decided,
    form,
    household,
    met,
    taken,
)
from tests.cast import Office, PhuCu


def text(document: bytes) -> str:
    read = docx.Document(io.BytesIO(document))
    cells = (cell.text for table in read.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in read.paragraphs), *cells])


def tables(document: bytes) -> list[list[list[str]]]:
    """The ruled tables, row by row."""
    read = docx.Document(io.BytesIO(document))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in read.tables if len(table.rows) > 1]


@pytest.fixture
def unit(phu_cu: PhuCu) -> Unit:
    return phu_cu.communes["Tam Đa"]


@pytest.fixture
def yearly(phu_cu: PhuCu, office: Office) -> ReviewRound:
    return opening.open_round("yearly", 2022, scope=phu_cu.district, region="red_river", by=office.lan, on=SEPTEMBER)


@pytest.fixture
def surveyed(yearly: ReviewRound, unit: Unit, office: Office) -> Review:
    """Poor to poor, poor to near poor, near poor to out, and one that asked and is not poor."""
    homes = {}
    for name, was in (("Vũ Văn Nghèo", "poor"), ("Lê Thị Lên", "poor"), ("Đỗ Văn Thoát", "near_poor")):
        home, people = household(name, unit, f"{name} con")
        homes[name] = people
        for one in people:
            fact(one, "household", was, since=month("2022-01"))
    Person.objects.filter(full_name="Vũ Văn Nghèo").update(sex="male", ethnicity="Kinh", identity_number="033070000001")
    Person.objects.filter(full_name="Vũ Văn Nghèo con").update(sex="female", birth_year=2015, ethnicity="Kinh")
    review = opening.list_commune(yearly, unit, by=office.lan)
    asks, asking = household("Trần Thị Xin", unit)
    opening.add(review, asks, why="asked", asked_on=DAY, by=office.lan)
    homes["Trần Thị Xin"] = asking
    case = lambda name: review.cases.get(household__head=name)  # noqa: E731
    taken(case("Vũ Văn Nghèo"), form(homes["Vũ Văn Nghèo"], marks=["merit"]), office)
    taken(case("Lê Thị Lên"), form(homes["Lê Thị Lên"], lacks=CODES[:1]), office)
    taken(case("Đỗ Văn Thoát"), form(homes["Đỗ Văn Thoát"], b1=150), office)
    taken(case("Trần Thị Xin"), form(asking, b1=141), office)
    return review


def recognised(review: Review) -> list[HouseholdClass]:
    return poverty_lists.ordered(review.classes.filter(klass__in=("poor", "near_poor")))


def test_the_decision_lists_who_is_recognised_and_who_left(surveyed: Review, office: Office) -> None:
    draft = text(papers.decision(surveyed))
    assert "Số: ...../QĐ-UBND" in draft and "Trần Văn Minh" not in draft
    done = decided(surveyed, office)
    said = papers.decision(done)
    whole = text(said)
    assert "Số: 12/QĐ-UBND" in whole and "ngày 24 tháng 10 năm 2022" in whole and "Trần Văn Minh" in whole
    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TAM ĐA" in whole and "cho năm 2023" in whole
    for line in ("Luật Tổ chức chính quyền địa phương số 77/2015/QH13", "Nghị định số 07/2021/NĐ-CP về chuẩn nghèo",
                 "Quyết định số 24/2021/QĐ-TTg", "ý kiến của UBND huyện Phù Cừ ngày 20/10/2022"):  # fmt: skip
        assert line in whole
    for line in ("Hộ nghèo: 1 hộ, 2 người.", "Hộ cận nghèo: 1 hộ, 2 người.", "Hộ thoát nghèo: 1 hộ, 2 người.",
                 "Hộ thoát cận nghèo: 1 hộ, 2 người."):  # fmt: skip
        assert line in whole
    listed = [row[1] for table in tables(said) for row in table[1:]]
    assert listed == ["Vũ Văn Nghèo", "Lê Thị Lên", "Lê Thị Lên", "Đỗ Văn Thoát"]
    assert "Trần Thị Xin" not in whole and "01/GCN-HN.HCN" in whole and "02/GCN-HN.HCN" in whole


def test_every_household_is_counted_on_each_list_it_belongs_to_and_none_other(surveyed: Review) -> None:
    cases = papers.surveyed_cases(surveyed)
    for before in papers.EVERY:
        for after in papers.EVERY:
            told = ReviewCase(before=before, household=cases[0].household)
            told.survey = type(cases[0].survey)(klass=after, members=[])
            on = {one.title for one in papers.LISTS if papers.on_list([told], one)}
            assert ("Hộ nghèo" in on) == (after == "poor") and ("Hộ cận nghèo" in on) == (after == "near_poor")
            assert ("Hộ thoát nghèo" in on) == (before == "poor" and after != "poor")
            assert ("Hộ thoát cận nghèo" in on) == (before == "near_poor" and after in ("average", "none"))


def test_a_certificate_has_the_household_its_members_and_a_box_a_year(surveyed: Review, office: Office) -> None:
    with pytest.raises(NotNow, match="đã công nhận"):
        household_papers.certificates(surveyed, [], {})
    done = decided(surveyed, office)
    classes = recognised(done)
    said = household_papers.certificates(done, classes, poverty_lists.homes(classes))
    whole = text(said)
    for line in ("Số: 02/GCN-HN.HCN", "033070000001", "thôn Ngũ Phúc, xã Tam Đa", "hộ cận nghèo cho năm 2023",
                 "12/QĐ-UBND ngày 24/10/2022"):  # fmt: skip
        assert line in whole
    by_head = {rows[1][1]: (rows, years) for rows, years in zip(*[iter(tables(said))] * 2, strict=True)}
    members, years = by_head["Vũ Văn Nghèo"]
    assert members[1] == ["1", "Vũ Văn Nghèo", "Kinh", "thành viên", "1970", "", ""]
    assert members[2] == ["2", "Vũ Văn Nghèo con", "Kinh", "thành viên", "", "2015", ""]
    assert [row[0] for row in years[1:]] == ["2022", "2023", "2024", "2025", "2026"]
    assert years[2] == ["2023", "X", "", "12/QĐ-UBND"] and years[1][1:] == ["", "", ""]
    assert by_head["Lê Thị Lên"][1][2] == ["2023", "", "X", "12/QĐ-UBND"]


def test_who_asked_and_is_not_recognised_is_told_why(surveyed: Review, office: Office) -> None:
    asked = surveyed.cases.select_related("review__round", "review__unit", "household", "survey")
    assert household_papers.refused(asked.get(household__head="Trần Thị Xin")) == "", "nothing is refused in a draft"
    decided(surveyed, office)
    said = text(household_papers.refusal(asked.get(household__head="Trần Thị Xin")))
    assert "không được công nhận là hộ nghèo, hộ cận nghèo" in said
    assert "Điểm B1 của hộ là 141, cao hơn 140 điểm (nông thôn, chuẩn nghèo 07/2021/NĐ-CP)." in said
    assert "họp thôn ngày 10/10/2022" in said and "nhận giấy đề nghị của ông (bà) ngày 03/10/2022" in said
    for recognised_one in ("Vũ Văn Nghèo", "Đỗ Văn Thoát"):
        with pytest.raises(NotNow):
            household_papers.refusal(asked.get(household__head=recognised_one))


def test_who_asks_to_have_left_poverty_and_has_not_is_told_what_is_lacking(
    yearly: ReviewRound, unit: Unit, office: Office
) -> None:
    home, people = household("Vũ Văn Nghèo", unit)
    fact(people[0], "household", "poor", since=month("2022-01"))
    yearly = opening.open_round("monthly", 2022, month=10, scope=unit, region="red_river", by=office.lan,
                                on=datetime.date(2022, 10, 15))  # fmt: skip
    review = opening.list_commune(yearly, unit, by=office.lan)
    day = datetime.date(2022, 10, 17)
    case = opening.add(review, home, why="escape", asked_on=day, by=office.lan)
    taken(case, form(people, taken_on=day), office)
    case.review.stage = "decided"  # as if it were: the reasons alone are looked at
    assert household_papers.refused(case) == "Hộ không được công nhận thoát nghèo"
    (reason,) = household_papers.reasons(case)
    assert (
        reason.startswith("Điểm B1 của hộ là 120, không quá 140 điểm") and "hộ thiếu hụt 3 chỉ số: việc làm" in reason
    )
    case.before = "near_poor"
    assert household_papers.refused(case) == "Hộ không được công nhận thoát cận nghèo"


def test_by_the_standard_of_2016_a_very_low_income_alone_is_the_reason() -> None:
    lines = standard(2020).areas["rural"]
    assert household_papers._measured(lines, None, 700_000) == (
        "Thu nhập bình quân của hộ là 700.000 đ một người một tháng, không quá 700.000 đ", True)  # fmt: skip
    assert household_papers._measured(lines, None, 700_001)[1] is False


def test_minutes_are_printed_blank_and_as_the_meeting_was(surveyed: Review, office: Office) -> None:
    with pytest.raises(NotNow, match="Rà soát xong"):
        village_papers.minutes(surveyed, "Ngũ Phúc")
    surveying.surveyed(surveyed, by=office.lan)
    surveyed.refresh_from_db()
    blank = village_papers.minutes(surveyed, "Ngũ Phúc")
    assert [row[1] for row in tables(blank)[0][1:]] == ["Lê Thị Lên", "Trần Thị Xin", "Vũ Văn Nghèo", "Đỗ Văn Thoát"]
    assert "…… giờ" in text(blank) and "02 bản" in text(blank)
    with pytest.raises(NotNow, match="Thôn Khác không có hộ"):
        village_papers.minutes(surveyed, "Khác")
    failed = met(surveyed, office, agreeing=29)
    surveyed.refresh_from_db()
    said = village_papers.minutes(surveyed, "Ngũ Phúc", failed)
    assert "29 người đồng ý trên 60 người dự họp" in text(said) and "họp lại" in text(said)
    assert len(tables(said)[0]) == 5, "the forms that were read out, though they count no more"
    assert "đại diện" in text(said).lower() and "Bà Tư" in text(said)


def test_the_draft_is_posted_by_village_until_the_third_working_day(surveyed: Review, office: Office) -> None:
    with pytest.raises(NotNow, match="Rà soát xong"):
        papers.posting(surveyed)
    surveying.surveyed(surveyed, by=office.lan)
    met(surveyed, office)
    posted = village.post(surveyed, posted_on=datetime.date(2022, 10, 11), by=office.lan, on=NOVEMBER)
    said = text(papers.posting(posted, "Ngũ Phúc"))
    assert "từ ngày 11/10/2022 đến hết ngày 14/10/2022" in said and "trong 07 ngày làm việc" in said
    assert "thôn Ngũ Phúc" in said and "Hộ nghèo: 1 hộ, 2 người." in said
    with pytest.raises(NotNow, match="Chưa có hộ"):
        papers.posting(posted, "Khác")


def test_a_village_named_with_its_kind_is_not_named_twice() -> None:
    assert [papers.village_name(one) for one in ("Ngũ Phúc", "thôn Ngũ Phúc", "Ấp 3", "Khu phố 1")] == [
        "thôn Ngũ Phúc", "thôn Ngũ Phúc", "Ấp 3", "Khu phố 1"]  # fmt: skip


def test_lists_14_and_15_have_every_member_and_the_help_of_the_year(
    surveyed: Review, unit: Unit, office: Office
) -> None:
    decided(surveyed, office)
    home = Household.objects.get(head="Vũ Văn Nghèo")
    for day, voided in (((2023, 5, 2), None), ((2022, 5, 2), None), ((2023, 6, 2), office.lan)):
        HouseholdHelp.objects.create(
            household=home, unit=unit, indicator="housing" if voided is None else "schooling", what="sửa mái",
            on=datetime.date(*day), giver="Mặt trận", recorded_by=office.lan, voided_by=voided,
            voided_reason="nhầm" if voided else "",
        )  # fmt: skip
    near, poor = poverty_lists.lists(poverty_lists.of_year([unit.pk], 2023), 2023, office="XÃ TAM ĐA")
    assert (near.number, poor.number, near.lines, poor.lines) == ("Biểu 14", "Biểu 15", 2, 2)
    rows = poverty_list.rows(poor)
    heads = dict(zip(poverty_list.HEADS, rows[0], strict=True))
    assert (heads["Họ và tên"], heads["Năm sinh: nam"], heads["Năm sinh: nữ"]) == ("Vũ Văn Nghèo", 1970, "")
    assert (heads["Cũ"], heads["Mới"], heads["Hộ chính sách có công"]) == ("x", "", "x")
    assert (heads["Hỗ trợ: nhà ở"], heads["Hỗ trợ: giáo dục"], heads["Hỗ trợ: y tế"]) == ("x", "", "")
    child = dict(zip(poverty_list.HEADS, rows[1], strict=True))
    assert (child["STT chủ hộ"], child["STT thành viên"], child["Năm sinh: nữ"], child["Cũ"]) == ("", 2, 2015, "")
    out = io.BytesIO()
    poverty_list.write_workbook([near, poor], out)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Biểu 14", "Biểu 15"] and book["Biểu 15"]["C7"].value == "Vũ Văn Nghèo"
    word = io.BytesIO()
    poverty_list.write_document([near, poor], word)
    assert [len(table.rows) for table in docx.Document(word).tables] == [3, 3]


def test_a_list_longer_than_paper_is_for_a_workbook(surveyed: Review) -> None:
    lives = poverty_list.Lives("A", 1990, "", "", "")
    home = poverty_list.Home("A", "", "old", frozenset(), frozenset(), [lives] * (poverty_list.SHORT + 1))
    with pytest.raises(ValueError, match="XLSX"):
        poverty_list.write_document([poverty_list.Detailed("Biểu 15", "", "", "", [home])], io.BytesIO())


def test_lists_name_who_the_form_names_though_the_register_has_them_not(
    yearly: ReviewRound, unit: Unit, office: Office
) -> None:
    home, people = household("Vũ Văn Nghèo", unit)
    fact(people[0], "household", "poor", since=month("2022-01"))
    review = opening.list_commune(yearly, unit, by=office.lan)
    lives = [(people[0].pk, "Vũ Văn Nghèo", "", 1970), (None, "Vũ Thị Mới", "con", 2019)]
    told = replace(form(people), people=lives, said=[{}, {"identity": "033319000001"}])
    taken(review.cases.get(), told, office)
    decided(review, office)
    (one,) = poverty_lists.of_year([unit.pk], 2023)
    lived = poverty_lists.homes([one])[one.pk].people
    assert [(each.name, each.born, each.sex, each.relation) for each in lived] == [
        ("Vũ Văn Nghèo", 1970, people[0].sex or "", "Chủ hộ"), ("Vũ Thị Mới", 2019, "female", "con")]  # fmt: skip


def test_however_many_households_the_lists_ask_the_database_as_often(
    yearly: ReviewRound, unit: Unit, office: Office, django_assert_max_num_queries
) -> None:
    for at in range(12):
        home, _people = household(f"Hộ {at}", unit, f"Con {at}")
        HouseholdClass.objects.create(household=home, unit=unit, data_year=2022, from_month=2022 * 12, basis="QĐ 1",
                                      until_month=2023 * 12, klass="poor", members=2)  # fmt: skip
    with django_assert_max_num_queries(8):
        near, poor = poverty_lists.lists(poverty_lists.of_year([unit.pk], 2022), 2022, office="X")
    assert (near.lines, poor.lines) == (0, 24)
