"""A number of a report and the manner reports write it in: 11.000, trên 300, gần 600, trên 31 tỷ 657 trđ."""

from __future__ import annotations

from typing import NamedTuple

MILLION, BILLION = 10**6, 10**9


class Value(NamedTuple):
    """What an indicator comes to: how many (a rate in hundredths of 1 %), how much (whole đồng); None: not known.

    ``most``: the other end of a range of numbers.
    """

    number: int | None = None
    money: int | None = None
    most: int | None = None

    def of(self, measure: str) -> int | None:
        """The number or the money, as a measure (number, rate, money) asks."""
        return self.money if measure == "money" else self.number


def written(number: int, measure: str) -> str:
    """1.760; 1,83 (hundredths); 643.050.000đ."""
    if measure == "rate":
        whole, part = divmod(abs(number), 100)
        return f"{'-' if number < 0 else ''}{_grouped(whole)},{part:02d}"
    return f"{_grouped(number)}đ" if measure == "money" else _grouped(number)


def over(number: int, step: int) -> str:
    """``trên 300`` of 312 by hundreds; ``300`` of 300."""
    down = number // step * step
    return _grouped(number) if down in (number, 0) else f"trên {_grouped(down)}"


def nearly(number: int, step: int) -> str:
    """``gần 600`` of 585 by hundreds; ``600`` of 600."""
    up = -(-number // step) * step
    return _grouped(number) if up == number else f"gần {_grouped(up)}"


def thousands(number: int) -> str:
    """``trên 5 ngàn`` of 5.120."""
    down, left = divmod(number, 1000)
    return _grouped(number) if not down else f"{'trên ' if left else ''}{_grouped(down)} ngàn"


def millions(money: int) -> str:
    """``trên 31 tỷ 657 trđ``; ``14trđ``; under a million the đồng themselves."""
    if abs(money) < MILLION:
        return written(money, "money")
    whole, left = divmod(money, MILLION)
    billions, rest = divmod(whole, 1000)
    said = f"{_grouped(billions)} tỷ {rest} trđ" if billions and rest else (
        f"{_grouped(billions)} tỷ đồng" if billions else f"{rest}trđ")  # fmt: skip
    return f"trên {said}" if left else said


def billions(money: int) -> str:
    """``trên 7,2 tỷ đồng`` to the tenth; under a billion as ``millions``."""
    if abs(money) < BILLION:
        return millions(money)
    tenths, left = divmod(money, BILLION // 10)
    whole, tenth = divmod(tenths, 10)
    return f"{'trên ' if left else ''}{_grouped(whole)}{f',{tenth}' if tenth else ''} tỷ đồng"


def tens_of_millions(money: int) -> str:
    """``trên 80 triệu đồng`` of 80.700.000, ``trên 11 tỷ 670 trđ`` of 11.675.205.000; to ten millions."""
    return _round_millions(money, 10)


def hundreds_of_millions(money: int) -> str:
    """``trên 600 triệu đồng`` of 606.000.000; to a hundred millions."""
    return _round_millions(money, 100)


def _round_millions(money: int, step: int) -> str:
    down = money // (step * MILLION) * step
    if not down:
        return millions(money)
    if down >= 1000:
        return f"{'trên ' if money > down * MILLION else ''}{millions(down * MILLION)}"
    return f"{'trên ' if money > down * MILLION else ''}{_grouped(down)} triệu đồng"


def rounded(rate: int) -> str:
    """``100`` of 10.000 hundredths; ``99,5`` of 9.950: no more places than it has."""
    return written(rate, "rate").rstrip("0").rstrip(",")


def two_digits(number: int) -> str:
    """``07``, as reports write small counts."""
    return f"{number:02d}"


def share(part: int, whole: int) -> str:
    """``40`` of 205 and 500, in whole percent, downwards; empty of nothing."""
    return str(100 * part // whole) if whole else ""


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
