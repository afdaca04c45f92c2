"""Whom the Post office could not pay: people away for a month, and people who had died before their office knew.

One CSV a month since July 2021. It names people by number, name and birth; everybody else of the list was paid.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

from demo.district import District
from demo.lives import TODAY, in_file
from demo.people import Award, Person, Standing
from demo.updates import FIRST
from demo.wording import born

AWAY = ("Đi vắng", "Đang nằm viện", "Không đến nhận", "Đi ở với con ngoài tỉnh")
HEADINGS = ("Họ và tên", "Ngày sinh", "CCCD", "Kết quả", "Lý do")


@dataclass(frozen=True, slots=True)
class Unpaid:
    """One person of a month's list who was not paid; the result in the words officers know."""

    month: int
    person: Person
    result: Literal["Chưa trả", "Chưa trả và dừng chi trả"]
    reason: str


def unpaid(made: District, month: int) -> Iterator[Unpaid]:
    """Who of the month's list could not be paid, by the seed: about three in a thousand, and most of the dead."""
    rng = Random(f"{made.seed}/paid/{month}")
    for one in made.everybody():
        if listed_though_dead(one, month) and Random(f"{made.seed}/kept/{one.key}").random() < 0.75:
            yield Unpaid(month, one, "Chưa trả và dừng chi trả", "Đã chết")
        elif one.draws(month) and one.account is None and rng.random() < 0.003:
            yield Unpaid(month, one, "Chưa trả", rng.choice(AWAY))


def listed_though_dead(one: Person, month: int) -> bool:
    """Whether the month comes after the person's death and its list was made before the office knew of it."""
    drawn: list[Award | Standing] = [*one.awards, *one.standings]
    told = [(given.last, given.ended_on) for given in drawn if given.ending == "death"]
    return any(last is not None and on is not None and last < month <= in_file(on) for last, on in told)


def write_results(folder: Path, made: District) -> list[Path]:
    """One CSV a month, `2021-07.csv` up to the month before the present one; returns them in order."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_write_month(folder, made, month) for month in range(FIRST, TODAY)]


def _write_month(folder: Path, made: District, month: int) -> Path:
    path = folder / f"{month // 12}-{month % 12 + 1:02d}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADINGS)
        for one in unpaid(made, month):
            who = one.person
            out.writerow((who.name, born(who.birth), who.number or "", one.result, one.reason))
    return path
