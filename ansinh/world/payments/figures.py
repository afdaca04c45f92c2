"""How amounts, counts, months and dates are written on a list: 1.234.000, 6/2021, ngày 05 tháng 02 năm 2021.

Dates are in the form of decree 30/2020, annex I (a day below 10 and months 1 and 2 take a nought).
"""

from datetime import date


def dong(amount: int) -> str:
    """Whole đồng, or a count, with a dot between thousands."""
    return f"{amount:,}".replace(",", ".")


def dong_or_blank(amount: int) -> str:
    """As :func:`dong`; nothing for nought, as a column of rare amounts is kept."""
    return dong(amount) if amount else ""


def month_text(month: int) -> str:
    """A month number (year * 12 + month - 1) as "6/2021"."""
    year, past = divmod(month, 12)
    return f"{past + 1}/{year}"


def day_and_place(place: str, on: date) -> str:
    """How a document is dated: "Phù Cừ, ngày 05 tháng 02 năm 2021"; without a place, "Ngày 05 ..."."""
    month = f"{on.month:02}" if on.month < 3 else str(on.month)
    day = f"ngày {on.day:02} tháng {month} năm {on.year}"
    return f"{place}, {day}" if place else day.capitalize()
