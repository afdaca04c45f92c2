"""Months as addresses and forms write them: ``2021-06``, and as people type them: 6/2021."""

from __future__ import annotations

import re
from collections.abc import Mapping

ISO = re.compile(r"^(\d{4})-(\d{1,2})$")
TYPED = re.compile(r"^(\d{1,2})\s*[/.-]\s*(\d{4})$")


def read_month(text: str | None) -> int | None:
    """The month number of ``2021-06``, ``6/2021`` or ``06.2021``; None when it is not a month."""
    text = (text or "").strip()
    if found := ISO.match(text):
        year, month = int(found[1]), int(found[2])
    elif found := TYPED.match(text):
        year, month = int(found[2]), int(found[1])
    else:
        return None
    return year * 12 + month - 1 if 1 <= month <= 12 and 1900 <= year <= 2200 else None


def read_period(asked: Mapping[str, str], usual: range) -> range:
    """The months from ``tu`` to ``den`` of an address; what is missing or wrong is as usual; ten years at most."""
    first, last = read_month(asked.get("tu")), read_month(asked.get("den"))
    first = usual[0] if first is None else first
    last = max(first, usual[-1]) if last is None else last
    return range(first, min(last, first + 119) + 1) if last >= first else usual


def half_year(month: int) -> range:
    """The months of the half-year a month is in, to that month."""
    return range(month - month % 6, month + 1)
