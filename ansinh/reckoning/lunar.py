"""Days of the Vietnamese lunar calendar in the calendar of offices: Tết, and the tenth of the third month.

Reckoned at Vietnam's meridian (UTC+7), where the new moon may fall on another day than in China (Tết of 2007, 2030).
"""

import datetime
from functools import lru_cache

from lunar_vn import LunarDate, lunar_to_solar

FIRST_YEAR, LAST_YEAR = 1901, 2099
"""The years for which the reckoning is good."""


@lru_cache(maxsize=512)
def solar(year: int, month: int, day: int) -> datetime.date:
    """The day of a lunar date; never of the leap month. Raises ValueError outside FIRST_YEAR to LAST_YEAR."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"lunar days are reckoned for {FIRST_YEAR} to {LAST_YEAR}, not {year}")
    found: datetime.date = lunar_to_solar(LunarDate(day, month, year))
    return found


def tet(year: int) -> datetime.date:
    """The first day of the lunar year that begins in this year."""
    return solar(year, 1, 1)


def hung_kings(year: int) -> datetime.date:
    """The day of the Hùng Kings, the tenth of the third month."""
    return solar(year, 3, 10)
