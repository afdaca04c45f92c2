"""Money of the programme: never more than there is, in its own time, and sums always equal their parts."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from ansinh.acts import programme_money as money
from ansinh.acts.wrong import Wrong
from ansinh.record.models.places import Unit
from ansinh.record.models.programme_money import Allocation, EntryWay, MoneyEntry
from ansinh.reports import programme_money as reports
from tests.cast import Office, PhuCu

PHASE, YEAR = "2021-2025", 2023
DAY, ON = datetime.date(2023, 2, 1), datetime.date(2026, 11, 23)
M = 1_000_000


@pytest.fixture
def whole(phu_cu: PhuCu, office: Office) -> Allocation:
    """A thousand million of the centre for production, given to the district."""
    return money.allocate(PHASE, "3.1", phu_cu.district, source="central", capital="recurrent", year=YEAR,
                          amount=1_000 * M, paper="QĐ 1", given_on=DAY, by=office.lan, on=ON)  # fmt: skip


def handed(whole: Allocation, unit: Unit, amount: int, office: Office) -> Allocation:
    return money.allocate(PHASE, "3.1", unit, source="central", capital="recurrent", year=YEAR, amount=amount,
                          paper="QĐ 2", given_on=DAY, by=office.lan, on=ON, above=whole)  # fmt: skip


def pay(one: Allocation, amount: int, office: Office, day: datetime.date = DAY) -> MoneyEntry:
    return money.disburse(one, amount, to="Nhóm hộ", paper="UNC 1", paid_on=day, by=office.lan, on=ON)


def test_what_is_handed_on_is_never_more_than_there_is(whole: Allocation, phu_cu: PhuCu, office: Office) -> None:
    a, b = phu_cu.communes["Tam Đa"], phu_cu.communes["Minh Tân"]
    handed(whole, a, 600 * M, office)
    with pytest.raises(Wrong, match="chỉ còn 400.000.000"):
        handed(whole, b, 401 * M, office)
    handed(whole, b, 400 * M, office)
    assert money.sums(whole) == (1_000 * M, 1_000 * M, 0, 0, 0) and money.sums(whole).own == 0
    with pytest.raises(Wrong, match="không thuộc"):
        money.allocate(PHASE, "3.1", phu_cu.district, source="central", capital="recurrent", year=YEAR, amount=1,
                       paper="x", given_on=DAY, by=office.lan, on=ON, above=Allocation.objects.get(unit=a))  # fmt: skip


REFUSED: list[tuple[dict, str]] = [
    ({"part": "3"}, "part"), ({"part": "9"}, "part"), ({"code": "1999"}, "programme"), ({"year": 2020}, "year"),
    ({"source": "moon"}, "source"), ({"capital": "gold"}, "capital"), ({"amount": 0}, "amount"),
    ({"paper": ""}, "paper"),
    ({"given_on": datetime.date(2027, 1, 1)}, "given_on"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "field"), REFUSED)
def test_what_cannot_be_given_is_refused_at_its_field(phu_cu: PhuCu, office: Office, wrong: dict, field: str) -> None:
    told = {"code": PHASE, "part": "3.1", "source": "central", "capital": "recurrent", "year": YEAR, "amount": M,
            "paper": "QĐ 1", "given_on": DAY} | wrong  # fmt: skip
    with pytest.raises(Wrong) as found:
        money.allocate(told.pop("code"), told.pop("part"), phu_cu.district, by=office.lan, on=ON, **told)
    assert found.value.field == field and not Allocation.objects.exists()


def test_an_allocation_below_what_is_spent_is_refused(whole: Allocation, phu_cu: PhuCu, office: Office) -> None:
    pay(whole, 300 * M, office)
    with pytest.raises(Wrong, match="Không giảm được: .*300.000.000"):
        money.adjust(whole, -701 * M, paper="QĐ 3", given_on=DAY, by=office.lan, on=ON)
    money.adjust(whole, -700 * M, paper="QĐ 3", given_on=DAY, by=office.lan, on=ON)
    with pytest.raises(Wrong, match="chỉ còn 0"):
        pay(whole, 1, office)


def test_money_is_spent_in_its_year_or_when_carried_over(whole: Allocation, office: Office) -> None:
    later = datetime.date(2024, 5, 1)
    pay(whole, 400 * M, office)
    with pytest.raises(Wrong, match="chưa được kéo dài sang năm 2024"):
        pay(whole, 1, office, later)
    with pytest.raises(Wrong, match="Chỉ còn 600.000.000"):
        money.carry(whole, 601 * M, to_year=2024, paper="NQ 5", carried_on=later, by=office.lan, on=ON)
    kept = money.carry(whole, 500 * M, to_year=2024, paper="NQ 5", carried_on=later, by=office.lan, on=ON)
    pay(whole, 200 * M, office, later)
    with pytest.raises(Wrong, match="đã chi: bỏ khoản chi"):
        money.void(kept, reason="nhầm", by=office.lan)
    with pytest.raises(Wrong, match="Năm 2024 chỉ còn 300.000.000"):
        pay(whole, 301 * M, office, later)
    money.carry(whole, 300 * M, to_year=2025, paper="NQ 6", carried_on=ON, by=office.lan, on=ON)
    money.carry(whole, 300 * M, to_year=2026, paper="NQ 257/2025/QH15", carried_on=ON, by=office.lan, on=ON)
    with pytest.raises(Wrong, match="31/12/2026"):
        money.carry(whole, 1, to_year=2027, paper="x", carried_on=ON, by=office.lan, on=ON)
    with pytest.raises(Wrong, match="từng năm một"):
        money.carry(whole, 1, to_year=2023, paper="x", carried_on=ON, by=office.lan, on=ON)


def test_what_is_carried_over_is_not_spent_or_taken_back_before(whole: Allocation, office: Office) -> None:
    later = datetime.date(2024, 5, 1)
    kept = money.carry(whole, 900 * M, to_year=2024, paper="NQ 5", carried_on=later, by=office.lan, on=ON)
    with pytest.raises(Wrong, match="Năm 2023 chỉ còn 100.000.000"):
        pay(whole, 101 * M, office)
    with pytest.raises(Wrong, match="kéo dài 900.000.000"):
        money.adjust(whole, -101 * M, paper="QĐ 3", given_on=DAY, by=office.lan, on=ON)
    money.carry(whole, 900 * M, to_year=2025, paper="NQ 6", carried_on=ON, by=office.lan, on=ON)
    with pytest.raises(Wrong, match="Năm 2024 chỉ còn 0"):
        pay(whole, 1, office, later)
    with pytest.raises(Wrong, match="đã chi: bỏ khoản chi"):
        money.void(kept, reason="nhầm", by=office.lan)


def test_money_taken_back_is_not_given_again_when_it_is_used_above(
    whole: Allocation, phu_cu: PhuCu, office: Office
) -> None:
    told = {"source": whole.source, "capital": whole.capital, "year": YEAR, "by": office.lan, "on": ON}
    below = money.allocate(PHASE, whole.part, phu_cu.communes["Tam Đa"], amount=400 * M, paper="QĐ 2", given_on=DAY,
                           above=whole, **told)  # fmt: skip
    less = money.adjust(below, -400 * M, paper="QĐ 3", given_on=DAY, by=office.lan, on=ON)
    pay(whole, 700 * M, office)
    with pytest.raises(Wrong, match="đã dùng"):
        money.void(less, reason="nhầm", by=office.lan)


def test_settled_is_never_more_than_paid_and_holds_what_it_stands_on(whole: Allocation, office: Office) -> None:
    paid = pay(whole, 300 * M, office)
    with pytest.raises(Wrong, match="Chỉ còn 300.000.000"):
        money.settle(whole, 301 * M, paper="BB", settled_on=ON, by=office.lan, on=ON)
    money.settle(whole, 250 * M, paper="BB", settled_on=ON, by=office.lan, on=ON)
    with pytest.raises(Wrong, match="đã quyết toán"):
        money.void(paid, reason="nhầm", by=office.lan)
    given = MoneyEntry.objects.get(way=EntryWay.GIVEN)
    with pytest.raises(Wrong, match="bỏ các khoản ấy trước"):
        money.void(given, reason="nhầm", by=office.lan)
    with pytest.raises(Wrong, match="vì sao"):
        money.void(paid, reason=" ", by=office.lan)


def test_the_database_holds_the_sums_whoever_writes(whole: Allocation, office: Office) -> None:
    with pytest.raises(DatabaseError, match="does not suffice"), transaction.atomic():
        MoneyEntry.objects.create(allocation=whole, way="disbursed", amount=1_001 * M, on=DAY, year=YEAR, paper="x",
                                  recorded_by=office.lan)  # fmt: skip
        connection.check_constraints()
    with pytest.raises(DatabaseError, match="only voided"), transaction.atomic():
        MoneyEntry.objects.update(amount=5)
    with pytest.raises(DatabaseError, match="stays what it was"), transaction.atomic():
        Allocation.objects.update(year=2022)


@pytest.mark.parametrize("seed", range(3))
def test_sums_always_equal_the_parts(seed: int, phu_cu: PhuCu, office: Office) -> None:
    dice = random.Random(seed)
    units = [phu_cu.district, *list(phu_cu.communes.values())[:3]]
    parts = ("2", "3.1", "3.2", "4.3")
    acts: list[Callable[[Allocation], object]] = [
        lambda one: money.adjust(one, dice.randint(-5, 5) * 10 * M, paper="ĐC", given_on=DAY, by=office.lan, on=ON),
        lambda one: money.commit(one, dice.randint(1, 9) * 10 * M, to="HĐ", paper="HĐ", committed_on=DAY, by=office.lan,
                                 on=ON),
        lambda one: pay(one, dice.randint(1, 9) * 10 * M, office),
        lambda one: money.carry(one, dice.randint(1, 9) * 10 * M, to_year=2024, paper="KD", carried_on=ON,
                                by=office.lan, on=ON),
        lambda one: pay(one, dice.randint(1, 9) * 10 * M, office, datetime.date(2024, 3, 1)),
        lambda one: money.settle(one, dice.randint(1, 9) * 10 * M, paper="QT", settled_on=ON, by=office.lan, on=ON),
        lambda one: money.void(dice.choice(list(one.entries.filter(voided_by=None))), reason="thử", by=office.lan),
    ]  # fmt: skip
    for part in parts:
        top = money.allocate(PHASE, part, units[0], source=dice.choice(["central", "province"]), capital="recurrent",
                             year=YEAR, amount=900 * M, paper="QĐ", given_on=DAY, by=office.lan, on=ON)  # fmt: skip
        for unit in dice.sample(units[1:], 2):
            money.allocate(PHASE, part, unit, source=top.source, capital="recurrent", year=YEAR, amount=200 * M,
                           paper="QĐ", given_on=DAY, by=office.lan, on=ON, above=top)  # fmt: skip
    for _ in range(60):
        try:
            dice.choice(acts)(dice.choice(list(Allocation.objects.all())))
        except Wrong:
            continue
        except IndexError:
            continue
    connection.check_constraints()
    for year in (2023, 2024):
        found = reports.of_year(PHASE, year, [unit.pk for unit in units])
        whole = sum(found.values(), reports.Money())
        tree = {line.key: line for line in reports.by_part(PHASE, found)}
        assert sum((line.money for line in tree.values() if not line.level), reports.Money()) == whole
        assert tree["3"].money == tree["3.1"].money + tree["3.2"].money
        assert sum((line.money for line in reports.by_place(found)), reports.Money()) == whole
        assert sum((line.money for line in reports.by_source(found)), reports.Money()) == whole
        assert whole.investment + whole.recurrent == whole.plan and whole.left >= 0
    given = MoneyEntry.objects.filter(way="given", voided_by=None, allocation__above=None)
    assert reports.Money(*([0] * 8)).plan == 0
    assert sum(given.values_list("amount", flat=True)) == sum(
        one.plan for one in reports.of_year(PHASE, 2023, [unit.pk for unit in units]).values()
    )


@pytest.mark.parametrize(("on", "share"), [("2023-01-01", 27), ("2023-06-30", 4958), ("2023-12-31", 10_000),
                                           ("2024-05-01", 10_000), ("2022-12-31", 0)])  # fmt: skip
def test_how_much_of_a_year_is_over(on: str, share: int) -> None:
    assert reports.elapsed(2023, datetime.date.fromisoformat(on)) == share
