"""An award's own months laid over a ruling: not before its first month, not after its last, not while suspended."""

from typing import NamedTuple

from ansinh.law.bars import MONTHLY_KINDS
from ansinh.law.book import Book
from ansinh.law.month import Month
from ansinh.law.months import Ending, Timing, first_month, last_month
from ansinh.law.plan import cited
from ansinh.law.ruling import Due, Excluded, Ruling


class Award(NamedTuple):
    """When an award was decided, what its start hangs on, what ended it and the months suspended."""

    decided: Month | None = None
    certificate: Month | None = None
    turned: Month | None = None
    condition_met: Month | None = None
    ended: Month | None = None
    ending: Ending | None = None
    suspended: tuple[Month, ...] = ()


def within_award(ruling: Ruling, award: Award, book: Book) -> Ruling:
    """The ruling with the monthly benefits that lie outside the award's months moved to excluded, with the reason.

    One-off grants and facility care are left as they are. Decree 20/2021 Article 8; circular 02/2021 Article 2.
    """
    kept: list[Due] = []
    excluded = list(ruling.excluded)
    for due in ruling.due:
        outside = _outside(due, ruling.month, award, book) if due.kind in MONTHLY_KINDS else None
        if isinstance(outside, Excluded):
            excluded.append(outside)
        else:
            kept.append(due if outside is None else _resting_on(due, outside))
    return ruling._replace(due=tuple(kept), excluded=tuple(excluded))


def _outside(due: Due, month: Month, award: Award, book: Book) -> Excluded | tuple[str, ...] | None:
    """The exclusion, or the readings on which a first or last month rests."""
    readings: tuple[str, ...] = ()
    if award.decided is not None:
        start = first_month(
            due.kind,
            due.code,
            award.decided,
            book=book,
            certificate=award.certificate,
            turned=award.turned,
            condition_met=award.condition_met,
        )
        if month < start.month:
            return _excluded(due, f"chưa đến tháng hưởng {start.month.vi}", start)
        readings += start.readings if month == start.month else ()
    if award.ended is not None and award.ending is not None:
        last = last_month(award.ending, award.ended, book=book, code=due.code, kind=due.kind)
        if month > last.month:
            return _excluded(due, f"đã thôi hưởng sau tháng {last.month.vi}", last)
        readings += last.readings if month == last.month else ()
    if month in award.suspended:
        rule = book.provision("suspend", month)
        because = () if rule is None else (cited(rule),)
        return Excluded(due.code, due.kind, f"{due.name}: tháng {month.vi} đang tạm dừng chi trả.", because, ("R6",))
    return readings or None


def _excluded(due: Due, why: str, timing: Timing) -> Excluded:
    return Excluded(due.code, due.kind, f"{due.name}: {why}.", (timing.because,), timing.readings)


def _resting_on(due: Due, readings: tuple[str, ...]) -> Due:
    return due._replace(readings=tuple(dict.fromkeys((*due.readings, *readings))))
