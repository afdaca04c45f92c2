"""Which month a workbook says it is of, in the titles above its lists."""

from __future__ import annotations

import re
from itertools import islice

from ansinh.world.registers.book import open_book
from ansinh.world.registers.headings import names_person
from ansinh.world.registers.text import fold

ABOVE = 30
"""So many rows of a sheet are looked at for its titles."""

MONTH = re.compile(r"(?<!\d )\bthang (\d{1,2}) (?:nam )?(20\d\d)\b")
"""Not the month of a day ("ngày 15 tháng 6 năm 2021"): that is when a paper was signed."""


def months_said(data: bytes) -> list[int]:
    """The months (year * 12 + month - 1) that titles name, in order. Raises ``ValueError``."""
    found = set()
    for sheet in open_book(data):
        for line in islice(sheet.lines(), ABOVE):
            if names_person(line.texts):
                break
            for text in filter(None, line.texts):
                for month, year in MONTH.findall(fold(text)):
                    if 1 <= int(month) <= 12:
                        found.add(int(year) * 12 + int(month) - 1)
    return sorted(found)
