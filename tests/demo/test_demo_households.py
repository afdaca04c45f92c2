"""The households of the demo: as many as the report counts, and every row of their list is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from ansinh.world import registers
from ansinh.world.registers import UnitName
from demo.district import District
from demo.files import Files
from demo.households import households


def test_there_are_as_many_as_the_report_counts(phu_cu: District) -> None:
    homes = households(phu_cu)
    assert Counter(home.kind for home in homes) == {"poor": 564, "near_poor": 890, "average": 2_600}
    people = Counter(home.kind for home in homes for one in home.members)
    by_class = Counter(home.kind for home in homes for one in home.members if not one.other_card)
    assert (people["poor"], by_class["near_poor"]) == (636, 4_074)
    assert 11_000 < by_class["average"] < 11_550


def test_every_member_is_read_and_nobody_is_held(phu_cu: District, files: Files, communes: Sequence[UnitName]) -> None:
    rows = list(registers.read(files.households, units=communes, on=date(2021, 1, 31)))
    members = [row for row in rows if row.outcome == "person"]
    assert len(members) == sum(len(home.members) for home in households(phu_cu))
    assert {row.verb for row in members} == {"member"}
    assert [row for row in members if row.held] == []
    assert all(row.values and row.values.household and row.values.household_code for row in members)
    assert {row.values.farming for row in members if row.values and row.values.household == "average"} == {True}
    assert {row.values.farming for row in members if row.values and row.values.household != "average"} == {None}
