"""The official tables: as many values as headings, and the first line is the sum of the others."""

from __future__ import annotations

import random

import pytest

from ansinh.law.poverty import standard
from ansinh.law.review import rules
from ansinh.record.models.poverty import HouseholdClass, HouseholdCount
from ansinh.reports.poverty_tables import MARKS, tables
from tests.acts.test_poverty import household
from tests.cast import Office, PhuCu


@pytest.mark.parametrize("seed", range(3))
def test_every_table_adds_up(seed: int, phu_cu: PhuCu, office: Office) -> None:
    dice = random.Random(seed)
    units = [phu_cu.communes[name] for name in ("Tam Đa", "Minh Tân", "Tống Trân")]
    for unit in units[: dice.randint(1, 3)]:
        HouseholdCount.objects.create(unit=unit, data_year=2023, households=dice.randint(20, 90),
                                      members=dice.randint(90, 300), source="sổ")  # fmt: skip
    for at in range(25):
        home, _ = household(f"Hộ {at}", dice.choice(units))
        for year in (2022, 2023):
            if dice.random() < 0.8:
                HouseholdClass.objects.create(
                    household=home, unit=home.unit, data_year=year, from_month=year * 12, until_month=year * 12 + 12,
                    klass=dice.choice(["poor", "near_poor", "average", "none"]), members=dice.randint(1, 7),
                    lacks=dice.sample(standard(year).codes, dice.randint(0, 6)), basis="QĐ", children=1,
                    causes=dice.sample(list(rules().causes), dice.randint(0, 3)),
                    marks=dice.sample(MARKS, dice.randint(0, 3)), ethnicity=dice.choice(["Kinh", "Khmer", ""]),
                    children_lack={"insurance": dice.randint(0, 1)},
                )  # fmt: skip
    found = tables([one.pk for one in units], 2023, office="X")
    assert [one.number for one in found] == [f"Biểu {at}" for at in range(1, 14)]
    for form in found:
        assert {len(row.values) for row in form.rows} == {len(form.columns)} == {len(form.marks)}
        whole, *parts = form.rows
        for at, value in enumerate(whole.values):
            if isinstance(value, int):
                assert value == sum(row.values[at] for row in parts), (form.number, form.columns[at])
