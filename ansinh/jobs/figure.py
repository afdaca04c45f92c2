"""A figure of the two reports An Sinh came from, as it is printed there."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal

from ansinh.jobs import database
from ansinh.reckoning.money import format_dong
from ansinh.reckoning.values import Value

PRINTED = database.CHECKOUT / "demo" / "figures.csv"
"""The reports' own figures, as printed there."""

SHARES = ("percent", "point")
"""Units whose numbers are kept in hundredths."""


@dataclass(frozen=True)
class Asked:
    """A figure as a report prints it; ``over`` and ``nearly`` are its own words for number and money."""

    value: Value
    id: str = ""
    what: str = ""
    number_word: str = "exact"
    money_word: str = "exact"
    unit: str = ""

    def met(self, produced: Value) -> bool:
        """Whether what the records give meets the report's word."""
        return (
            _meets(self.value.number, produced.number, self.number_word)
            and _meets(self.value.money, produced.money, self.money_word)
            and self.value.most == (produced.most if self.value.most is not None else None)
        )

    def said(self, figure: Value) -> str:
        """A figure as it is printed: with this one's unit, and its words when it is this one."""
        word = {"over": "trên ", "nearly": "gần "}.get(self.number_word, "") if figure is self.value else ""
        number = " đến ".join(self._number(one) for one in (figure.number, figure.most) if one is not None)
        return word + " · ".join(filter(None, (number, format_dong(figure.money) if figure.money is not None else "")))

    def _number(self, number: int) -> str:
        if self.unit in SHARES:
            return f"{number // 100},{number % 100:02d} {'%' if self.unit == 'percent' else 'điểm %'}"
        return f"{number:,}".replace(",", ".")


def printed() -> list[Asked]:
    """Every figure of the reports that is a number, in their order."""
    with PRINTED.open(encoding="utf-8", newline="") as file:
        return [_asked(row) for row in csv.DictReader(file) if _numbers(row) or _whole(row["amount_vnd"])]


def _asked(row: dict[str, str]) -> Asked:
    note, word = row["note"], row["bound"]
    number, most = (*_numbers(row), None, None)[:2]
    return Asked(
        Value(number, _whole(row["amount_vnd"]), most), row["id"], ", ".join(filter(None, (row["what"], row["group"]))),
        "nearly" if "count nearly" in note else word, "over" if "amount over" in note else word, row["count_unit"],
    )  # fmt: skip


def _numbers(row: dict[str, str]) -> list[int]:
    """One number, or the two ends of a range; of a rate in hundredths."""
    parts = row["count"].split("-") if row["count"] else []
    if row["count_unit"] in SHARES:
        return [int(Decimal(part) * 100) for part in parts]
    return [int(part) for part in parts if part.isdecimal()]


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _meets(asked: int | None, got: int | None, word: str) -> bool:
    """Over: at least so much and not a twentieth more; nearly: less, and not a tenth less."""
    if asked is None:
        return True
    if got is None:
        return False
    if word == "over":
        return asked <= got <= asked + asked // 20
    if word == "nearly":
        return asked - asked // 10 <= got < asked
    return got == asked
