"""Who is about to change by age or by a dated end, in the next months, and what the law then gives. Reads only.

The law is asked month by month of the situation as it is recorded; no age is written here. What a decree changes for
everybody is not told: it is the decree's own effect (reports/effect.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from django.db import connection

from ansinh.law.benefit import left_behind
from ansinh.law.decree import label_of
from ansinh.law.month import Month
from ansinh.law.months import adjustment_month, last_month
from ansinh.law.ruling import Because, Ruling
from ansinh.reckoning.months import month_text
from ansinh.record.models.assistance import Award
from ansinh.record.models.payroll import KINDS
from ansinh.record.models.people import Person
from ansinh.reports.draws import MONTHLY
from ansinh.reports.forecast import Books, Forecast, Standing
from ansinh.reports.newcomers import newcomers

Act = Literal["adjust", "stop", "may_apply"]
MONTHLY_NUMBERS = [KINDS.index(kind) for kind in MONTHLY]


class Level(NamedTuple):
    """A group and its whole đồng a month; an empty code is nothing."""

    code: str
    amount: int


class Upcoming(NamedTuple):
    """One change to come: from ``month`` on (a number), ``old`` becomes ``new``, or ends, or may be applied for.

    ``award`` is None for somebody who draws nothing yet; ``new`` is None when nothing follows. ``settled``: a decision
    that is already signed says so, nothing is to be drafted. ``held``: suspended now. ``facts`` are recorded with the
    decision.
    """

    person: Person
    award: Award | None
    month: int
    old: Level
    new: Level | None
    act: Act
    sentence: str
    because: tuple[Because, ...]
    provisional: bool = False
    settled: bool = False
    held: bool = False
    facts: Mapping[str, Any] = {}


class Change(NamedTuple):
    """One change of a holder as the law answers it."""

    row: Standing
    month: int
    old: Level
    new: Level | None
    sentence: str
    because: tuple[Because, ...]
    provisional: bool
    ended: bool
    facts: Mapping[str, Any] = {}


def upcoming(month: int, months: int, books: Books) -> list[Upcoming]:
    """Changes in the ``months`` months after ``month``, in the order of months and names."""
    last = month + months
    found = of_holders(month, last, books)
    found += [
        Upcoming(one.person, None, one.month, Level("", 0), Level(one.code, one.amount), "may_apply", one.sentence,
                 one.because, one.provisional)
        for one in newcomers(month, last, books)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.month, one.person.name_sort, one.person.pk))


def of_holders(month: int, last: int, books: Books, people: Sequence[int] | None = None) -> list[Upcoming]:
    """What becomes, after ``month`` and by ``last``, of those who draw something; ``people``: of these alone."""
    holders = _holders(month, last, people)
    forecast = Forecast((row for rows in holders.values() for row in rows), books)
    changes = [change for rows in holders.values() for change in _changes(rows, month, last, forecast)]
    who = Person.objects.select_related("unit").in_bulk({change.row.person_id for change in changes})
    awards = Award.objects.in_bulk({change.row.award_id for change in changes})
    return [_told(change, who[change.row.person_id], awards[change.row.award_id]) for change in changes]


def _holders(month: int, last: int, people: Sequence[int] | None) -> dict[tuple[int, int], list[Standing]]:
    """Standings of these months by person and kind of benefit, in order of time.

    Only of those with whom something can change: a standing that begins or ends, or a birthday, from ``month`` itself
    (what ends with an age ends the month after).
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"""with here as (select {", ".join(Standing._fields)} from payroll_position
                              where from_month <= %(last)s and until_month > %(month)s and kind = any(%(kinds)s)
                              {"" if people is None else "and person_id = any(%(people)s)"}),
                near as (select distinct person_id, kind from here
                         where until_month <= %(last)s or from_month > %(month)s
                            or (%(last)s - born) / 12 <> (%(month)s - 1 - born) / 12)
                select {", ".join(Standing._fields)} from here join near using (person_id, kind)
                order by from_month""",
            {"month": month, "last": last, "kinds": MONTHLY_NUMBERS, "people": list(people or ())},
        )
        rows = [Standing(*row) for row in cursor.fetchall()]
    found: dict[tuple[int, int], list[Standing]] = defaultdict(list)
    for row in rows:
        found[row.person_id, row.kind].append(row)
    return found


def _changes(rows: list[Standing], month: int, last: int, forecast: Forecast) -> Iterator[Change]:
    """What becomes of one holder in each month in which anything can."""
    for now in sorted(_turns(rows, month, last)):
        before = now - 1
        row, following = holding(rows, before), holding(rows, now)
        if row is None:
            continue
        old_ruling = forecast.ruling(row, before)
        old = level_of(old_ruling, row)
        if old_ruling is None or not old.amount:
            continue
        if following is None:
            yield Change(row, now, old, None, "", (), False, True)
            continue
        ruling = forecast.ruling(following, now)
        new = level_of(ruling, following)
        same_era = forecast.era(row.unit_id, before) == forecast.era(following.unit_id, now)
        if ruling is None or new == old or (new.code == old.code and not same_era):
            continue
        yield compared(row, following, now, old, new if new.amount else None, ruling, forecast)


def _turns(rows: list[Standing], month: int, last: int) -> set[int]:
    """The months after ``month`` in which a standing begins or ends, an age is reached, or was the month before."""
    found = {edge for row in rows for edge in (row.from_month, row.until_month)}
    for row in rows:
        birthdays = range(month + (row.born - month) % 12, last + 1, 12) if row.born >= 0 else ()
        found |= {at + later for at in birthdays for later in (0, 1)}
    return {at for at in found if month < at <= last}


def holding(rows: Iterable[Standing], month: int) -> Standing | None:
    """The standing that holds in a month."""
    return next((row for row in rows if row.from_month <= month < row.until_month), None)


def level_of(ruling: Ruling | None, row: Standing) -> Level:
    """The group and amount a ruling gives of the kind of a standing."""
    due = [one for one in ruling.due if one.kind == KINDS[row.kind]] if ruling else []
    return Level(due[0].code if due else "", sum(one.amount for one in due))


def compared(
    before: Standing, row: Standing, month: int, old: Level, new: Level | None, ruling: Ruling, forecast: Forecast
) -> Change:
    """What the law says of a level that changes or ends, with the article on the month of it."""
    book = forecast.book(row.unit_id)
    dues = [one for one in ruling.due if one.kind == KINDS[row.kind]]
    if new is not None:
        timing = adjustment_month(Month.from_number(month), book=book)
        reasons = tuple(reason for one in dues for reason in one.because)
        said = f"{_cause(before, row, [month, month - 1], forecast)}: {dues[0].name}."
        provisional = timing.provisional or any(one.provisional for one in dues)
        return Change(row, month, old, new, said, (*reasons, timing.because), provisional, False)
    leaves = left_behind(old.code, Month.from_number(month))
    if leaves is not None and forecast.known(row).get(leaves.beside):
        also = {leaves.fact: True}
        ruled = forecast.ruling(row, month, also=also)
        if ruled is not None and (goes_on := level_of(ruled, row)).amount:
            return compared(before, row, month, old, goes_on, ruled, forecast)._replace(facts=also)
    timing = last_month("ineligible", Month.from_number(month - 1), book=book, code=old.code, kind=KINDS[row.kind])
    cause, why = _cause(before, row, [month - 1, month], forecast), why_not(ruling, old.code)
    by_age = f"đủ {(month - row.born) // 12} tuổi" in why
    said = f"{cause}." if by_age else f"{cause}: {why.rstrip('.')}."
    if leaves is not None and by_age:
        said = f"{said} {leaves.asked}"
    return Change(row, month, old, None, said, (timing.because,), timing.provisional, False)


def _cause(before: Standing, row: Standing, months: list[int], forecast: Forecast) -> str:
    """The age reached in one of these months; without a birthday, what of the recorded facts is another."""
    for month in months:
        age, rest = divmod(month - row.born, 12)
        if rest == 0:
            return f"Đủ {age} tuổi trong tháng {month_text(month)}"
    changed = ", ".join(forecast.changed(before, row)) or "dữ kiện đang ghi"
    return f"Đổi từ tháng {month_text(max(months))}: {changed}"


def why_not(ruling: Ruling, code: str) -> str:
    """Why a group is no longer due, in the law's words."""
    group = code.partition(".")[0]
    said = [line.reason for line in ruling.considered if line.code.partition(".")[0] == group]
    said += [line.reason for line in ruling.excluded if line.code.partition(".")[0] == group]
    return said[0] if said else f"không còn thuộc nhóm {label_of(code) or code}"


def _told(change: Change, person: Person, award: Award) -> Upcoming:
    act: Act = "adjust" if change.new else "stop"
    sentence, settled = change.sentence, False
    if change.ended:
        settled = bool(award.stop_decision_id or award.stop_number or person.died_on)
        sentence = _ended(award, person, change.month)
    return Upcoming(
        person, award, change.month, change.old, change.new, act, sentence, change.because, change.provisional, settled,
        change.row.held, change.facts,
    )  # fmt: skip


def _ended(award: Award, person: Person, month: int) -> str:
    if person.died_on is not None:
        return f"Mất ngày {person.died_on:%d/%m/%Y}."
    reason = award.stop_reason or "hết thời hạn đã ghi trong sổ"
    return f"Hưởng đến hết tháng {month_text(month - 1)}: {reason}."
