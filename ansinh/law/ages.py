"""Ages as the law counts them: by the month, from a birth known to the day, the month or only the year.

The age of a month is the one reached by its last day, so the month of the birthday is already at the new age
(decree 20/2021 Article 8 clause 1, last line). A birth known to the year counts from 1 January, one known to the month
from the 1st (open reading R3).
"""

from typing import NamedTuple

from ansinh.law.month import Month


class Age(NamedTuple):
    """Full years reached by the last day of a month, and whether they were reached in that month."""

    years: int
    birthday_month: bool


def birth_month(year: int, month: int | None = None) -> Month:
    """The month a birth counts from; known to the year only: January (R3)."""
    return Month(year, 1 if month is None else month)


def age_in(month: Month, born: Month) -> Age:
    """The age in a month of somebody born in a month. Raises ValueError before the birth."""
    lived = month.number - born.number
    if lived < 0:
        raise ValueError(f"Tháng {month.vi} ở trước tháng sinh {born.vi}.")
    return Age(lived // 12, lived % 12 == 0 and lived > 0)


def month_of_turning(years: int, born: Month) -> Month:
    """The month of reaching an age in full years."""
    return born.plus(years * 12)


def childhood_end(born: Month) -> Month:
    """The month of turning 16: the last month due as a child (open reading R1)."""
    return month_of_turning(16, born)


def counts_as_raised(born: Month, month: Month, studying: bool) -> bool:
    """Whether a child counts for the single parent's allowance in a month: under 16, or 16 to 22 and studying.

    The month of turning 16 or 22 still counts (open reading R1); decree 20/2021 Article 5 clause 4.
    """
    lived = month.number - born.number
    return 0 <= lived <= (22 if studying else 16) * 12


def counts_as_under_36_months(born: Month, month: Month) -> bool:
    """Whether a child counts as under 36 months in a month; the month of reaching them still counts (R1)."""
    return 0 <= month.number - born.number <= 36
