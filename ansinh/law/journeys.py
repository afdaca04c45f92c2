"""Journeys of people with merit and their relatives, paid by the kilometre: to a grave, with remains, for a device.

Decree 75/2021 Articles 7, 9, 10; before 2022 circular 101/2018 of the Ministry of Finance.
"""

from typing import Literal, NamedTuple

from ansinh.law.book import Book
from ansinh.law.decree import Figure
from ansinh.law.month import Month

Journey = Literal["THAMMO", "HAICOT", "DUNGCU"]
"""A visit to a martyr's grave, the bringing home of remains, the way to where a device is made."""


class Fare(NamedTuple):
    """What a journey pays, whole đồng: how many people are paid, and the figures it rests on."""

    amount: int
    people: int
    figures: tuple[Figure, ...]


def fare(journey: Journey, kilometres: int, people: int, month: Month, book: Book) -> Fare | None:
    """So much a kilometre a person, no more than the cap and the number of people the text has; None: not known then.

    `kilometres` are those the office counts for one person. Raises ValueError for a negative distance or nobody.
    """
    if kilometres < 0 or people < 1:
        raise ValueError("Số km không được âm và phải có ít nhất một người đi.")
    rate, most, allowed = (book.figure(f"{journey}.{part}", month) for part in ("KM", "TOIDA", "NGUOI"))
    if rate is None or rate.amount is None:
        return None
    each = kilometres * rate.amount
    if most is not None and most.amount is not None:
        each = min(each, most.amount)
    paid = people if allowed is None or allowed.quantity is None else min(people, int(allowed.quantity))
    return Fare(each * paid, paid, tuple(figure for figure in (rate, most, allowed) if figure is not None))
