"""People with merit in the demo: as many and as much as the report counts, and every row of their lists is read."""

import csv
from collections import Counter
from collections.abc import Sequence
from datetime import date

from ansinh.world import registers
from ansinh.world.registers import UnitName
from demo.district import District, district
from demo.files import Files
from demo.lives import HALF_YEAR
from demo.merit_sorts import due, every
from demo.months import of_day


def test_as_many_draw_and_as_much_as_the_report_counts(phu_cu: District) -> None:
    drew = [one for one in phu_cu.merited if any(held.covers(m) for held in one.standings for m in HALF_YEAR)]
    assert len(drew) == 2_407
    money = sum(due(one, when) for one in phu_cu.merited for when in HALF_YEAR)
    assert 31_657_000_000 <= money < 31_660_000_000


def test_sixty_die_in_the_half_year_and_three_move_away(phu_cu: District) -> None:
    ended = [held for one in phu_cu.merited for held in one.standings[:1] if held.last in HALF_YEAR]
    assert Counter(held.ending for held in ended) == {"death": 60, "moved": 3}
    dead = [one for one in phu_cu.merited if one.died_on and of_day(one.died_on) in HALF_YEAR]
    assert all(every()[one.standings[0].sort].grant for one in dead)


def test_whoever_moves_away_is_named_by_number(files: Files, phu_cu: District) -> None:
    texts = [path.read_text("utf-8-sig") for path in files.merit if path.suffix == ".csv"]
    told = [row for text in texts for row in list(csv.reader(text.splitlines()))[1:]]
    moved = {one.identity: one for one in phu_cu.merited if any(held.ending == "moved" for held in one.standings)}
    assert {row[1] for row in told} == set(moved) and None not in moved
    assert all(row[2] == f"{moved[row[1]].standings[0].ended_on}" for row in told)


def test_a_widow_follows_from_the_month_after(phu_cu: District) -> None:
    by_key = {one.key: one for one in phu_cu.merited}
    left = [one for one in phu_cu.merited if one.key.startswith("left/")]
    assert len(left) > 10
    for one in left:
        dead = by_key[one.key.removeprefix("left/")]
        assert dead.died_on and one.standings[0].first == of_day(dead.died_on) + 1
        assert max(held.degree or 0 for held in dead.standings) >= 61


def test_nobody_dead_goes_on_drawing(phu_cu: District) -> None:
    for one in phu_cu.merited:
        if one.died_on:
            assert all(held.last is not None and held.last <= of_day(one.died_on) for held in one.standings), one.key


def test_worship_is_of_as_many_as_the_report_counts(phu_cu: District) -> None:
    assert sum(bool(one.worships) for one in phu_cu.merited) == 1_722


def test_the_same_seed_gives_the_same_people(phu_cu: District) -> None:
    assert district().merited == phu_cu.merited


def test_every_row_is_read_and_nobody_is_held(files: Files, communes: Sequence[UnitName]) -> None:
    for path in (path for path in files.merit if path.suffix == ".xlsx"):
        year, month = (int(part) for part in path.stem[-7:].split("-")) if "tho-cung" not in path.stem else (2021, 1)
        rows = list(registers.read(path, units=communes, on=date(year, month, 28)))
        people = [row for row in rows if row.outcome == "person"]
        assert people, path
        assert [row.remarks for row in people if row.held] == [], path
        if path.parent.name == "tu-tran":
            assert {row.verb for row in people} == {"death"}
        else:
            assert {row.verb for row in people} == {"member" if "tho-cung" in path.stem else "add"}


def test_each_row_reads_back_as_what_was_given(files: Files, communes: Sequence[UnitName], phu_cu: District) -> None:
    rows = registers.read(files.merit[0], units=communes, on=date(2021, 6, 30))
    read = Counter((row.values.kind, row.values.from_month) for row in rows if row.values)
    given = Counter(
        (every()[held.sort].kind, held.first) for one in phu_cu.merited for held in one.standings
        if held.first < HALF_YEAR.stop
    )  # fmt: skip
    assert read == given
