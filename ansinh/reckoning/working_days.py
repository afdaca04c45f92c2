"""Working days: what is a day off and why, a limit counted in working days, and how many lie between two days."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

WEEKEND = {5: "thứ Bảy", 6: "Chủ nhật"}
ONE = datetime.timedelta(days=1)


class Calendar(NamedTuple):
    """The days off of an office besides its weekends, each with its name, and weekend days it works instead.

    ``extra_working`` are days worked although they are a weekend's (làm bù); a day that is both is worked.
    """

    holidays: Mapping[datetime.date, str]
    extra_working: frozenset[datetime.date] = frozenset()

    def is_working(self, day: datetime.date) -> bool:
        return not self.why_off(day)

    def why_off(self, day: datetime.date) -> str:
        """Why nobody works on a day, in Vietnamese: the holiday's name or the day of the weekend; "" when they do."""
        if day in self.extra_working:
            return ""
        return self.holidays.get(day) or WEEKEND.get(day.weekday(), "")

    def add(self, day: datetime.date, n: int) -> datetime.date:
        """The n-th working day after a day, that day itself not counted; none is the day itself."""
        if n < 0:
            raise ValueError("a limit is not counted backwards")
        while n:
            day += ONE
            n -= self.is_working(day)
        return day

    def between(self, a: datetime.date, b: datetime.date) -> int:
        """How many working days come after ``a`` up to and with ``b``; negative when ``b`` is the earlier."""
        if b < a:
            return -self.between(b, a)
        return sum(self.is_working(a + ONE * step) for step in range(1, (b - a).days + 1))
