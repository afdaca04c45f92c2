"""Whom the Post could not pay: nobody before July 2021, few since, and the dead only until the office knows."""

import csv

from demo.district import District
from demo.files import Files
from demo.lives import HALF_YEAR, TODAY, in_file
from demo.results import listed_though_dead, unpaid
from demo.updates import FIRST


def test_everybody_of_the_half_year_is_paid(files: Files) -> None:
    assert files.results[0].stem == "2021-07"
    assert HALF_YEAR.stop == FIRST


def test_a_few_people_a_month_are_not_paid(phu_cu: District) -> None:
    for month in range(FIRST, TODAY, 7):
        away = [one for one in unpaid(phu_cu, month) if one.result == "Chưa trả"]
        assert 2 < len(away) < 60
        assert all(one.person.draws(month) and one.reason for one in away)


def test_the_dead_are_listed_only_until_the_office_knows(phu_cu: District) -> None:
    seen = 0
    for one in phu_cu.people:
        for given in one.awards:
            if given.ending == "death" and given.last is not None and given.ended_on is not None:
                assert not listed_though_dead(one, given.last)
                assert not listed_though_dead(one, in_file(given.ended_on) + 1)
                seen += listed_though_dead(one, given.last + 1)
    assert seen > 100


def test_the_files_say_the_same(files: Files, phu_cu: District) -> None:
    with files.results[12].open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.DictReader(file))
    wanted = list(unpaid(phu_cu, FIRST + 12))
    assert [row["Họ và tên"] for row in read] == [one.person.name for one in wanted]
    assert {row["Kết quả"] for row in read} <= {"Chưa trả", "Chưa trả và dừng chi trả"}
