"""The month, the unit in which assistance is counted (no pro-rating by day appears in any text read)."""

import re
from datetime import date
from typing import NamedTuple

_FORM = re.compile(r"(\d{4})-(\d{2})")


class Month(NamedTuple):
    """A calendar month; months compare in order of time."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read "2024-07". Raises ValueError with a Vietnamese sentence for anything else."""
        found = _FORM.fullmatch(text.strip())
        if found is None or not 1 <= int(found[2]) <= 12:
            raise ValueError(f"Tháng phải viết dạng năm-tháng như 2024-07; đang là “{text}”.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def from_number(cls, number: int) -> "Month":
        """The month of a month number (year * 12 + month - 1)."""
        return cls(number // 12, number % 12 + 1)

    @property
    def number(self) -> int:
        """The month as one whole number: year * 12 + month - 1."""
        return self.year * 12 + self.month - 1

    @property
    def vi(self) -> str:
        """As an officer writes it: 07/2024."""
        return f"{self.month:02d}/{self.year}"

    def plus(self, months: int) -> "Month":
        """The month so many months later (or earlier, when negative)."""
        return Month.from_number(self.number + months)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"
