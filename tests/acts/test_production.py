"""Projects of production: who takes part is what the register says; nothing beyond what was approved; one support."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from ansinh.acts import production as acts
from ansinh.acts.preparing import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.record.models.people import Household
from ansinh.record.models.places import Unit
from ansinh.record.models.poverty import HouseholdClass
from ansinh.record.models.production import HandedOver, ProductionProject, Why
from ansinh.reports import production as reports
from tests.acts.test_poverty import household
from tests.cast import Office, PhuCu

ON = datetime.date(2023, 6, 15)
M = 1_000_000


@pytest.fixture
def unit(phu_cu: PhuCu) -> Unit:
    return phu_cu.communes["Tam Đa"]


def home(name: str, unit: Unit, *classes: tuple[int, str]) -> Household:
    """A household with its classes: (data year, class)."""
    made, _ = household(name, unit)
    for year, klass in classes:
        HouseholdClass.objects.create(household=made, unit=unit, data_year=year, from_month=year * 12,
                                      until_month=year * 12 + 12, klass=klass, members=1, basis="QĐ")  # fmt: skip
    return made


def drafted(unit: Unit, office: Office, **other: object) -> ProductionProject:
    told = {"code": "2021-2025", "part": "3.1", "mode": "community", "place": "other", "name": "Bò sinh sản",
            "content": "bò sinh sản", "cost": 100 * M, "support": 60 * M, "begins": datetime.date(2023, 1, 10),
            "months": 24, "visit_months": 6} | other  # fmt: skip
    return acts.draft(unit, by=office.lan, **told)


def running(unit: Unit, office: Office, *homes: Household, **other: object) -> ProductionProject:
    made = drafted(unit, office, **other)
    for one in homes:
        acts.put_in(made, one, on=ON, to_return=5 * M, by=office.lan)
    return acts.approve(made, number="7/QĐ", approved_on=ON, by=office.minh, on=ON)


def give(project: ProductionProject, office: Office, price: int = 20 * M, **other: object) -> HandedOver:
    told = {"what": "Bò cái", "quantity": Decimal("1"), "measure": "con", "price": price, "handed_on": ON,
            "receiver": "Chủ hộ", "proof": "đã ký"} | other  # fmt: skip
    return acts.hand_over(project.households.first(), by=office.lan, on=ON, **told)


@pytest.mark.parametrize(
    ("classes", "said"),
    [
        ([(2023, "poor")], "poor"), ([(2023, "near_poor")], "near_poor"), ([(2022, "poor"), (2023, "none")], "escaped"),
        ([(2020, "poor"), (2021, "none")], "escaped"), ([(2019, "poor"), (2020, "none")], "other"),
        ([(2020, "poor"), (2021, "none"), (2022, "poor"), (2023, "near_poor")], "near_poor"), ([], "other"),
        ([(2023, "none")], "other"),
    ],
)  # fmt: skip
def test_who_takes_part_is_what_decisions_say(unit: Unit, classes: list, said: str) -> None:
    assert acts.why(home("Hộ", unit, *classes), ON) == said


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"part": "4.1"}, "part"), ({"part": "9"}, "part"), ({"mode": "x"}, "mode"), ({"place": "moon"}, "place"),
        ({"support": 61 * M}, "support"), ({"support": 0}, "support"), ({"months": 37}, "months"),
        ({"name": ""}, "name"), ({"content": " "}, "content"), ({"visit_months": 0}, "visit_months"),
    ],
)  # fmt: skip
def test_what_cannot_be_drafted_is_refused_at_its_field(unit: Unit, office: Office, wrong: dict, field: str) -> None:
    with pytest.raises(Wrong) as found:
        drafted(unit, office, **wrong)
    assert found.value.field == field and not ProductionProject.objects.exists()


def test_half_must_be_poor_near_poor_or_lately_escaped(unit: Unit, office: Office) -> None:
    made = drafted(unit, office)
    for name, klass in (("A", "poor"), ("B", "none"), ("C", "none")):
        acts.put_in(made, home(name, unit, (2023, klass)), on=ON, by=office.lan)
    with pytest.raises(NotNow, match="1/3 hộ"):
        acts.approve(made, number="7", approved_on=ON, by=office.minh, on=ON)
    acts.take_out(made.households.get(household__head="C"), by=office.lan)
    with pytest.raises(NotNow, match="không được tự phê duyệt"):
        ProductionProject.objects.filter(pk=made.pk).update(made_by=office.minh)
        acts.approve(made, number="7", approved_on=ON, by=office.minh, on=ON)
    ProductionProject.objects.filter(pk=made.pk).update(made_by=office.lan)
    assert acts.approve(made, number="7", approved_on=ON, by=office.minh, on=ON).state == "approved"
    with pytest.raises(NotNow, match="đang ở bước"):
        acts.put_in(made, home("D", unit, (2023, "poor")), on=ON, by=office.lan)


def test_one_support_for_one_content_in_whatever_commune(unit: Unit, office: Office, phu_cu: PhuCu) -> None:
    one = home("A", unit, (2023, "poor"))
    first = running(unit, office, one)
    with pytest.raises(Wrong, match="Bò sinh sản"):
        acts.put_in(drafted(unit, office, content="Bò  Sinh Sản", begins=datetime.date(2024, 6, 1)), one, on=ON,
                    by=office.lan)  # fmt: skip
    acts.put_in(drafted(unit, office, content="máy cày"), one, on=ON, by=office.lan)
    later = drafted(unit, office, begins=datetime.date(2025, 1, 10))
    assert Why(acts.put_in(later, one, on=ON, by=office.lan).why) == Why.POOR
    assert acts.ends(first) == datetime.date(2025, 1, 9)


def test_no_more_is_handed_over_than_the_budget_supports(unit: Unit, office: Office) -> None:
    project = running(unit, office, home("A", unit, (2023, "poor")))
    give(project, office, 40 * M)
    with pytest.raises(Wrong, match="chỉ còn 20.000.000"):
        give(project, office, 20 * M + 1)
    with pytest.raises(DatabaseError, match="supports"), transaction.atomic():
        HandedOver.objects.create(member=project.households.get(), what="x", quantity=1, measure="con", price=30 * M,
                                  amount=30 * M, on=ON, receiver="x", proof="x", recorded_by=office.lan)  # fmt: skip
        connection.check_constraints()
    acts.void(HandedOver.objects.get(), reason="nhầm hộ", by=office.lan)
    half = give(project, office, 3, quantity=Decimal("1.5"))
    assert half.amount == 5  # four and a half, rounded up
    for wrong, field in (({"what": ""}, "what"), ({"quantity": Decimal(0)}, "quantity"), ({"proof": ""}, "proof"),
                         ({"handed_on": datetime.date(2023, 6, 1)}, "handed_on"), ({"price": 0}, "price")):  # fmt: skip
        with pytest.raises(Wrong) as found:
            give(project, office, **wrong)
        assert found.value.field == field


def test_visits_are_due_and_what_is_given_back_is_what_was_promised(unit: Unit, office: Office) -> None:
    project = running(unit, office, home("A", unit, (2023, "poor")))
    give(project, office)
    (one,) = reports.members(project)
    assert one.next_visit == datetime.date(2023, 12, 15) and one.overdue(datetime.date(2023, 12, 16))
    later = datetime.date(2023, 12, 20)
    told = {"visited_on": later, "who": "Cán bộ xã", "fares": "thrives", "income": 9 * M, "by": office.lan, "on": later}
    acts.visit(one.member, returned=5 * M, **told)
    with pytest.raises(Wrong, match="còn phải trả lại nhóm 0"):
        acts.visit(one.member, returned=1, **told)
    (one,) = reports.members(project)
    assert (one.returned, one.income, one.next_visit) == (5 * M, 9 * M, datetime.date(2024, 6, 20))
    assert [each.what for each in reports.of_household(one.member.household)] == ["Bò cái"]
    acts.close(project, closed_on=later, by=office.lan, on=later)
    with pytest.raises(NotNow):
        give(project, office)
    with pytest.raises(DatabaseError, match="does not go"), transaction.atomic():
        ProductionProject.objects.update(state="drafted")
