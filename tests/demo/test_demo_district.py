"""The demo district: the figures of 2021, people who could live, and the same from the same seed."""

from collections import Counter
from datetime import date
from pathlib import Path

from ansinh.world.units import units
from demo.district import District, district
from demo.files import Files, write
from demo.lives import HALF_YEAR, START, TODAY
from demo.months import month, of_day
from demo.places import COMMUNES, name_in
from demo.plain import funeral, total


def test_as_many_people_are_paid_in_the_first_half_of_2021_as_reported(phu_cu: District) -> None:
    paid = {one.key for when in HALF_YEAR for one in phu_cu.drawing(when)}
    assert len(paid) == 5_405


def test_what_is_due_in_the_first_half_of_2021_is_as_reported(phu_cu: District) -> None:
    assert 11_670_000_000 < total(phu_cu.people, HALF_YEAR) < 11_680_000_000


def test_other_seeds_give_the_same_figures() -> None:
    for seed in (1, 7):
        other = district(seed)
        assert len({one.key for when in HALF_YEAR for one in other.drawing(when)}) == 5_405
        assert 11_670_000_000 < total(other.people, HALF_YEAR) < 11_680_000_000


def test_the_sum_is_the_same_for_who_pays_a_funeral_grant_the_month_after(phu_cu: District) -> None:
    in_month = sum(funeral(one, when) for one in phu_cu.people for when in HALF_YEAR)
    month_after = sum(funeral(one, when - 1) for one in phu_cu.people for when in HALF_YEAR)
    assert in_month == month_after > 0


def test_no_award_of_the_half_year_is_decided_outside_it(phu_cu: District) -> None:
    for one in phu_cu.people:
        for given in one.awards:
            assert (given.first in HALF_YEAR) == (of_day(given.decided) in HALF_YEAR), one


def test_people_draw_in_every_month_since_2015(phu_cu: District) -> None:
    drawing = [sum(1 for _ in phu_cu.drawing(when)) for when in (START, month(2018, 6), month(2021, 7), TODAY)]
    assert all(4_300 < count < 8_000 for count in drawing)


def test_all_groups_of_2021_are_there(phu_cu: District) -> None:
    groups = Counter(given.group for one in phu_cu.people for given in one.awards if given.covers(HALF_YEAR.start))
    assert set(groups) == {"K1", "K2", "K3", "K4", "K5a", "K5c", "K6.N", "K6.ĐBN", "K8", "C5"}
    assert groups["K5c"] > groups["K6.N"] > groups["K4"] > groups["K1"]


def test_nobody_draws_after_death_or_before_birth(phu_cu: District) -> None:
    for one in phu_cu.people:
        for given in one.awards:
            assert given.first >= one.birth.reaches(0)
            assert given.last is None or given.first <= given.last
            if one.died_on:
                assert given.last is not None and given.last <= of_day(one.died_on)


def test_nobody_has_two_benefits_of_one_kind_in_a_month(phu_cu: District) -> None:
    for one in phu_cu.people:
        by_kind: dict[str, list[tuple[int, int]]] = {}
        for given in one.awards:
            by_kind.setdefault(given.kind, []).append((given.first, given.last or 10**6))
        for spans in by_kind.values():
            spans.sort()
            assert all(before[1] < after[0] for before, after in zip(spans, spans[1:], strict=False)), one


def test_identity_numbers_are_one_each_and_agree_with_sex_and_year(phu_cu: District) -> None:
    numbers = Counter(one.identity for one in phu_cu.people if one.identity)
    assert numbers.most_common(1)[0][1] == 1
    for one in phu_cu.people:
        if one.identity:
            century = one.birth.year // 100 - 19
            assert one.identity[3] == str(century * 2 + (one.sex == "female"))
            assert one.identity[4:6] == f"{one.birth.year % 100:02d}"


def test_who_changes_after_the_register_was_kept_can_be_found_by_number(phu_cu: District) -> None:
    for one in phu_cu.people:
        if any(given.ended_on and given.ended_on > date(2021, 6, 30) for given in one.awards):
            assert one.number


def test_the_communes_are_those_of_the_map_of_each_month() -> None:
    known = {(u.code, u.full_name, day) for u in units() for day in DAYS if u.valid_on(day)}
    for day in DAYS:
        names = {name_in(one.code, of_day(day)) for one in COMMUNES}
        assert len(names) == DAYS[day]
        assert names <= {name for _, name, when in known if when == day}
    assert all((one.code, one.full_name, date(2021, 6, 30)) in known for one in COMMUNES)


DAYS = {date(2021, 6, 30): 14, date(2025, 1, 31): 13, date(2025, 7, 31): 4}


def test_nothing_is_decided_in_the_future(phu_cu: District) -> None:
    days = [day for one in phu_cu.people for g in one.awards for day in (g.decided, g.ended_on, one.died_on) if day]
    assert max(days) <= date(2026, 11, 22)


def test_the_same_seed_gives_the_same_bytes(files: Files, tmp_path: Path) -> None:
    again = write(tmp_path)
    for old, new in zip([files.register, *files.updates], [again.register, *again.updates], strict=True):
        assert old.name == new.name
        assert old.read_bytes() == new.read_bytes()
