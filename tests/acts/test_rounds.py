"""A programme carried out: opened at its levels, a list a commune, approved, handed out, returned, settled."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from ansinh.acts import permit, programmes, rounds
from ansinh.acts.preparing import NotNow
from ansinh.acts.programmes import Fault
from ansinh.law import programme as law
from ansinh.record.models.people import Household, Person
from ansinh.record.models.places import Unit
from ansinh.record.models.programmes import Given, Item, Programme, Round, Sheet
from tests.acts.people import fact, month, person
from tests.cast import Office, PhuCu

ON = datetime.date(2021, 2, 1)
FEBRUARY = month("2021-02")
GIFT = """
name = "Quà của huyện"
family = "gift"
to = "person"
every = "year"
source = "Ngân sách huyện"

[[group]]
code = "HN"
name = "Người hộ nghèo"
who = "hộ = nghèo"

[[group]]
code = "GIA"
name = "Người từ 90 tuổi"
who = "tuổi >= 90"
amount = 300000
"""


@pytest.fixture
def unit(phu_cu: PhuCu) -> Unit:
    return phu_cu.communes["Tam Đa"]


@pytest.fixture
def poor(unit: Unit) -> Person:
    """An old person of a poor household, who fits two groups."""
    household = Household.objects.create(unit=unit, code="H1", head="Vũ Thị Tư")
    who = person("Vũ Thị Tư", unit, born="1930", household=household)
    fact(who, "household", "poor")
    return who


def kept(office: Office, phu_cu: PhuCu, text: str = GIFT, slug: str = "qua-huyen") -> str:
    made = programmes.keep(slug, text, unit=phu_cu.district, by=office.lan)
    assert isinstance(made, Programme), made
    return slug


def opened(slug: str, scope: Unit, office: Office, **details: Any) -> Round:
    told: dict[str, Any] = {
        "title": "Quà Tết 2021",
        "campaign": "tet-2021",
        "month": FEBRUARY,
        "entered": {"HN": 500_000},
    }
    told |= {"basis": "KH 12/KH-UBND", "by": office.lan, "on": ON} | details
    made = rounds.open_round(slug, scope=scope, **told)
    assert isinstance(made, Round), made
    return made


def amounts(sheet: Sheet) -> dict[str, int]:
    return dict(sheet.items.exclude(state=Given.STRUCK).values_list("person__full_name", "amount"))


def test_a_list_from_the_question_to_the_last_gift(phu_cu: PhuCu, unit: Unit, office: Office, poor: Person) -> None:
    person("Vũ Văn Chín", unit, born="1928")
    person("Vũ Văn Trẻ", unit, born="1990")
    this = opened(kept(office, phu_cu), phu_cu.district, office)
    made = rounds.make(this, unit, by=office.lan)
    assert amounts(made.sheet) == {"Vũ Thị Tư": 500_000, "Vũ Văn Chín": 300_000}
    assert (made.lines, made.total, made.passed) == (2, 800_000, ())
    assert made.sheet.items.get(person=poor).also == ["GIA"]
    Sheet.objects.update(made_by=office.minh)
    with pytest.raises(NotNow, match="không được tự duyệt"):
        rounds.approve(made.sheet, paper="1/QĐ", by=office.minh, on=ON)
    Sheet.objects.update(made_by=office.lan)
    sheet = rounds.approve(made.sheet, paper="12/QĐ-UBND", by=office.minh, on=ON)
    mine, other = sheet.items.order_by("person__full_name")
    rounds.hand_out(sheet, [mine.pk], by=office.lan, on=ON, today=ON, received_by="con gái")
    with pytest.raises(NotNow, match="Còn 1 dòng"):
        rounds.settle(sheet, by=office.lan, on=ON)
    rounds.hand_out(sheet, [other.pk], by=office.lan, on=ON, today=ON, returned="đi vắng dài ngày")
    sheet = rounds.settle(sheet, by=office.lan, on=ON)
    assert dict(sheet.items.values_list("person__full_name", "state")) == {
        "Vũ Thị Tư": "handed",
        "Vũ Văn Chín": "returned",
    }


def test_made_anew_a_list_follows_the_register_and_keeps_what_was_done_by_hand(
    phu_cu: PhuCu, unit: Unit, office: Office, poor: Person
) -> None:
    this = opened(kept(office, phu_cu), phu_cu.district, office)
    sheet = rounds.make(this, unit, by=office.lan).sheet
    guest = person("Vũ Văn Khách", unit, born="1990")
    rounds.add(sheet, guest, group="HN", amount=500_000, reason="hộ gặp hỏa hoạn", by=office.lan)
    rounds.strike(sheet.items.get(person=poor), reason="đã chuyển đi", by=office.lan, on=ON)
    late = person("Vũ Văn Chín", unit, born="1928")
    sheet = rounds.make(this, unit, by=office.lan).sheet
    assert amounts(sheet) == {"Vũ Văn Khách": 500_000, "Vũ Văn Chín": 300_000}
    with pytest.raises(ValueError, match="Ghi lý do"):
        rounds.strike(sheet.items.get(person=late), reason=" ", by=office.lan, on=ON)
    with pytest.raises(ValueError, match="Đã có trong danh sách"):
        rounds.add(sheet, late, group="HN", amount=1, reason="x", by=office.lan)


def test_nobody_stands_on_two_lists_of_one_campaign_unless_it_says_so(
    phu_cu: PhuCu, unit: Unit, office: Office, poor: Person
) -> None:
    first = opened(kept(office, phu_cu), phu_cu.district, office)
    rounds.make(first, unit, by=office.lan)
    second = opened(kept(office, phu_cu, slug="qua-xa"), phu_cu.district, office, title="Quà của xã")
    made = rounds.make(second, unit, by=office.lan)
    assert made.lines == 0
    assert [(one.person_id, one.reason) for one in made.passed] == [(poor.pk, "Đã có trong danh sách “Quà Tết 2021”.")]
    line = Item.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic():  # the database itself refuses, whoever writes
        Item.objects.create(sheet=made.sheet, unit=unit, person=poor, group="HN", amount=1, campaign=line.campaign)
    several = kept(office, phu_cu, GIFT.replace('to = "person"', 'to = "person"\nseveral = true'), "qua-tai-tro")
    assert rounds.make(opened(several, phu_cu.district, office, title="Nhà tài trợ"), unit, by=office.lan).lines == 1


def test_people_without_a_household_are_each_one_of_their_own(phu_cu: PhuCu, unit: Unit, office: Office) -> None:
    other = phu_cu.communes["Đình Cao"]
    for name, where in (("Một mình", unit), ("Cũng một mình", other), ("Ở riêng", other)):
        fact(person(name, where), "household", "poor")
    this = opened("tien-dien-ho-ngheo", phu_cu.district, office, entered={"HN": 55_000}, title="Quý 1", campaign="")
    assert [rounds.make(this, where, by=office.lan).lines for where in (unit, other)] == [1, 2]


def test_a_level_the_law_does_not_give_is_entered_with_its_paper(phu_cu: PhuCu, office: Office) -> None:
    slug = kept(office, phu_cu)
    told = {"title": "Quà", "campaign": "x", "month": FEBRUARY, "scope": phu_cu.district, "by": office.lan, "on": ON}
    found = rounds.open_round(slug, entered={}, **told)  # type: ignore[arg-type]
    assert found == [Fault("level.HN", "Chưa có mức cho tháng 2/2021: nhập mức và văn bản quy định.")]
    found = rounds.open_round(slug, entered={"HN": -1}, **told)  # type: ignore[arg-type]
    assert found == [Fault("level.HN", "Mức không được âm.")]
    found = rounds.open_round(slug, entered={"HN": 5}, **told)  # type: ignore[arg-type]
    assert found == [Fault("basis", "Mức nhập bằng tay phải ghi văn bản quy định.")]
    assert not Round.objects.exists()


def test_a_list_over_its_money_is_refused_with_what_is_wanting(
    phu_cu: PhuCu, unit: Unit, office: Office, poor: Person
) -> None:
    this = opened(kept(office, phu_cu), phu_cu.district, office, money=700_000)
    sheet = rounds.make(this, unit, by=office.lan).sheet
    rounds.add(sheet, person("Vũ Văn Khách", unit), group="HN", amount=300_000, reason="hỏa hoạn", by=office.lan)
    with pytest.raises(NotNow, match="thiếu 100.000"):
        rounds.approve(sheet, paper="1/QĐ", by=office.minh, on=ON)
    with pytest.raises(DatabaseError, match="has 700000 only"), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(stage="approved", approved_by=office.minh, approved_on=ON)


def test_what_an_approved_list_says_stays(phu_cu: PhuCu, unit: Unit, office: Office, poor: Person) -> None:
    this = opened(kept(office, phu_cu), phu_cu.district, office)
    sheet = rounds.make(this, unit, by=office.lan).sheet
    with pytest.raises(DatabaseError, match="not approved"), transaction.atomic():
        sheet.items.update(state="handed")
    rounds.approve(sheet, paper="1/QĐ", by=office.minh, on=ON)
    for change in ({"amount": 1}, {"group": "GIA"}, {"state": "struck"}):
        with pytest.raises(DatabaseError, match="stay as they were"), transaction.atomic():
            sheet.items.update(**change)
    with pytest.raises(DatabaseError, match="stay as they were"), transaction.atomic():
        Item.objects.all()._raw_delete("default")
    with pytest.raises(DatabaseError, match="stays what it was opened as"), transaction.atomic():
        Round.objects.update(levels={"HN": 1})
    with pytest.raises(NotNow, match="đang ở bước"):
        rounds.make(this, unit, by=office.lan)
    later = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(ValueError, match="ở sau hôm nay"):
        rounds.hand_out(sheet, [], by=office.lan, on=later, today=ON)


def test_electricity_is_counted_by_the_months_told(phu_cu: PhuCu, unit: Unit, office: Office, poor: Person) -> None:
    this = opened(
        "tien-dien-ho-ngheo", phu_cu.district, office, entered={"HN": 55_000}, title="Quý 1/2021", campaign=""
    )
    sheet = rounds.make(this, unit, by=office.lan).sheet
    (line,) = sheet.items.all()
    assert (line.household, line.amount) == (poor.household, 165_000)
    with pytest.raises(ValueError, match="nhiều nhất là 3"):
        rounds.answer(line, "months", ["4"], by=office.lan)
    with pytest.raises(ValueError, match="phải là một số"):
        rounds.answer(line, "months", ["hai"], by=office.lan)
    assert rounds.answer(line, "months", ["2"], by=office.lan).amount == 110_000
    rounds.make(this, unit, by=office.lan)
    assert sheet.items.get().amount == 110_000  # what was told is not asked again


@pytest.mark.parametrize(
    ("before", "after", "field", "said"),
    [
        ("hộ = nghèo", "hộ = giàu", "group.0.who", "không phải là giá trị"),
        ("amount = 300000", "amount = -1", "group.1.amount", "không được âm"),
        ("amount = 300000", 'amount = { figure = "vang" }', "group.1.amount", "Không có mức “vang”"),
        ("amount = 300000", 'amount = { dong = 1, each = "thang" }', "group.1.amount", "Không có số “thang”"),
        ('code = "GIA"', 'code = "HN"', "group", "chung một mã"),
        ('to = "person"', 'to = "village"', "to", "phải là một trong"),
        ('name = "Quà của huyện"', "", "name", "Thiếu “tên”"),
        ("[[group]]", "[[group", "text", "Không đọc được"),
        ("every", "often", "text", "Mục lạ: often"),
    ],
)
def test_a_programme_that_cannot_be_is_told_at_the_field(
    phu_cu: PhuCu, office: Office, before: str, after: str, field: str, said: str
) -> None:
    found = programmes.keep("x", GIFT.replace(before, after, 1), unit=phu_cu.district, by=office.lan)
    assert isinstance(found, list)
    assert found[0].field == field and said in found[0].sentence
    assert not Programme.objects.exists()


def test_who_may_do_what(phu_cu: PhuCu, unit: Unit, office: Office, poor: Person) -> None:
    slug = kept(office, phu_cu)
    this = opened(slug, phu_cu.district, office)
    for by in (office.hoa, office.minh):
        with pytest.raises(permit.Refused):
            rounds.make(this, unit, by=by)
        with pytest.raises(permit.Refused):
            programmes.keep("y", GIFT, unit=phu_cu.district, by=by)
    sheet = rounds.make(this, unit, by=office.lan).sheet
    with pytest.raises(permit.Refused):
        rounds.approve(sheet, paper="1/QĐ", by=office.hoa, on=ON)
    office.lan.places.set([phu_cu.communes["Đình Cao"]])
    with permit.acting(office.lan):
        assert not Item.objects.exists() and not Sheet.objects.exists()
    assert slug in {one.slug for one in programmes.offered(ON, by=office.lan)}


def test_a_round_keeps_the_words_it_was_opened_by(phu_cu: PhuCu, unit: Unit, office: Office, poor: Person) -> None:
    slug = kept(office, phu_cu)
    this = opened(slug, phu_cu.district, office)
    kept(office, phu_cu, GIFT.replace("hộ = nghèo", "hộ = cận nghèo"))
    assert rounds.make(this, unit, by=office.lan).lines == 1
    assert [one.slug for one in Programme.objects.filter(replaced_at=None)] == [slug]
    assert law.read(slug, programmes.text_of(slug, by=office.lan)).group("HN").who == "hộ = cận nghèo"
