"""A place at a glance: sums of the lists, who draws by age and sex, and exactly those of whom something is lacking."""

from __future__ import annotations

import datetime

import pytest

from ansinh.record.branches import became, communes_of
from ansinh.record.models.payroll import Run
from ansinh.record.models.people import Account, Collector, Household, Person
from ansinh.record.models.poverty import HouseholdCount
from ansinh.record.models.tasks import Import, ImportRow
from ansinh.reports import glance, receiving
from ansinh.reports.listed import Wanted as Part
from ansinh.reports.listed import people as listed
from ansinh.reports.receiving import LACKS, Wanted
from tests.cast import PhuCu
from tests.pages.conftest import JUNE, Enrol

THEN, NOW = datetime.date(2021, 12, 31), datetime.date(2026, 3, 2)
YEAR = range(2021 * 12, 2021 * 12 + 12)


@pytest.fixture
def units(phu_cu: PhuCu) -> frozenset[int]:
    return communes_of([phu_cu.district])


def test_a_month_is_the_sum_of_its_lists_and_of_its_communes(run: Run, units: frozenset[int]) -> None:
    (month,) = glance.by_month(units, YEAR)
    assert (month.month, month.family, month.people, month.money) == (JUNE, 0, 2, run.total)
    assert not month.settled
    assert sum(glance.people(units, JUNE, became(THEN)).values()) == 2 == len(listed([run], Part(units=units)))
    assert glance.last_month(units, YEAR) == JUNE and glance.years(units) == [2021]
    assert glance.last_month(units, range(2020 * 12, 2020 * 12 + 12)) is None


def test_money_is_only_of_what_was_approved(run: Run, units: frozenset[int]) -> None:
    assert glance.money(units, YEAR, {}) == {} == glance.from_lists(units, YEAR)
    assert len(glance.unapproved(units, JUNE)) == 2 and glance.unapproved(units, JUNE - 1) == []


def test_another_place_has_nothing_of_it(run: Run, phu_cu: PhuCu) -> None:
    here = communes_of([phu_cu.communes["Tam Đa"]])
    assert [one.people for one in glance.by_month(here, YEAR)] == [1]
    elsewhere = communes_of([phu_cu.communes["Trần Cao"]])
    assert glance.by_month(elsewhere, YEAR) == [] and glance.unapproved(elsewhere, JUNE) == []
    assert receiving.lacking(elsewhere, JUNE, {}) == {} and receiving.ages(elsewhere, JUNE) == []


def test_who_is_counted_under_a_commune_that_is_gone_counts_in_the_new_one(
    run: Run,
    units: frozenset[int],
    phu_cu: PhuCu,
) -> None:
    now = became(NOW)
    assert set(glance.people(units, JUNE, now)) <= {one.pk for one in phu_cu.today.values()}
    assert {one.unit for one in receiving.lacking(units, JUNE, now).values()} <= {u.pk for u in phu_cu.today.values()}


def test_every_lack_counts_exactly_those_it_lists(enrol: Enrol, units: frozenset[int], phu_cu: PhuCu) -> None:
    whole = enrol("Đủ Cả", 1938, group="K5c", number="033138000001")
    Person.objects.filter(pk=whole.pk).update(birth_month=1, birth_day=2, identity_status="verified")
    Account.objects.create(person=whole, number="1", holder="Đủ Cả", bank="x", from_month=0)
    poor = enrol("Nghèo Không Hộ", 1936, "Đình Cao", group="K5c", facts={"household": "poor"})
    homed = enrol("Nghèo Có Hộ", 1937, "Đình Cao", group="K5c", facts={"household": "near_poor"})
    Person.objects.filter(pk=homed.pk).update(household=Household.objects.create(unit=homed.unit))
    Collector.objects.create(person=homed, full_name="Con", from_month=0)
    banked = enrol("Qua Ngân Hàng", 1939, group="K5c")
    Account.objects.create(person=banked, number="2", holder="Đã hết", bank="x", from_month=0, until_month=JUNE)
    Person.objects.filter(pk=banked.pk).update(pay_by="bank", village="")
    enrol("Không Hưởng", 1950)

    found = receiving.lacking(units, JUNE, {})
    assert sum(one.people for one in found.values()) == 4
    for unit, one in found.items():
        for name in LACKS:
            assert len(receiving.who([unit], JUNE, Wanted(name))) == one.lacks[name]

    def names(lack: str) -> set[str]:
        return {one.name for one in receiving.who(units, JUNE, Wanted(lack))}

    assert names("number") == {poor.full_name, homed.full_name, banked.full_name} == names("birth") == names("check")
    assert names("village") == {banked.full_name} == names("account")
    assert names("paid") == {poor.full_name, banked.full_name}
    assert names("household") == {poor.full_name}
    assert len(names("card")) == 4
    (told,) = receiving.who(communes_of([whole.unit]), JUNE, Wanted(sex="female", age=80))[:1]
    assert told.lacks == ("card",) and told.name == whole.full_name
    every = found[whole.unit_id] + found[poor.unit_id]
    assert every.people == 4 and every.known("number") == 25_00 and every.known("card") == 0


def test_all_is_only_said_of_all() -> None:
    one = receiving.Lacking(1, 30_000, {"number": 1})
    assert one.known("number") == 99_99 and one.known("village") == 100_00
    assert receiving.Lacking(1, 0, {}).known("number") is None


def test_ages_add_up_to_everybody_who_draws(enrol: Enrol, units: frozenset[int]) -> None:
    enrol("Một Trăm", 1915, group="K5c")
    enrol("Tám Mươi Ba", 1938, group="K5c")
    unknown = enrol("Không Rõ", None, group="K5c")
    man = enrol("Ông Cụ", 1938, group="K5c")
    Person.objects.filter(pk=man.pk).update(sex="male")
    Person.objects.filter(pk=unknown.pk).update(sex=None)
    found = {(one.age, one.sex): one.people for one in receiving.ages(units, JUNE)}
    assert found == {(100, "female"): 1, (80, "female"): 1, (80, "male"): 1, (None, ""): 1}
    for (age, sex), people in found.items():
        wanted = Wanted(age=-1 if age is None else age, sex=sex or "unknown")
        assert len(receiving.who(units, JUNE, wanted)) == people


def test_whoever_is_held_or_not_yet_awarded_draws_nothing(enrol: Enrol, units: frozenset[int]) -> None:
    enrol("Về Sau", 1938, group="K5c", since=JUNE + 1)
    assert receiving.ages(units, JUNE) == [] and len(receiving.who(units, JUNE + 1, Wanted())) == 1


def test_population_is_the_newest_count_and_never_a_guess(phu_cu: PhuCu, units: frozenset[int], office) -> None:
    tam_da = phu_cu.communes["Tam Đa"]
    for year, members in ((2019, 100), (2020, 200), (2022, 300)):
        HouseholdCount.objects.create(unit=tam_da, data_year=year, households=50, members=members,
                                      source="niên giám", counted_by=office.lan)  # fmt: skip
    assert glance.population(units, 2021, {}) == {tam_da.pk: 200}
    assert glance.population(units, 2018, {}) == {}


def test_held_rows_stand_under_the_commune_they_name(phu_cu: PhuCu, units: frozenset[int]) -> None:
    tam_da = phu_cu.communes["Tam Đa"]
    read = Import.objects.create(name="so.xlsx", digest="x", format="office")
    codes = [{"commune_code": tam_da.code, "commune_valid_from": tam_da.valid_from.isoformat()}, {}]
    for at, values in enumerate(codes):
        ImportRow.objects.create(source=read, sheet="1", row=at, outcome="held", values=values, origin=str(at))
    assert receiving.rows_waiting(units, {}) == {tam_da.pk: 1, None: 1}
