"""Who has changed already and has no decision yet: the law pays nothing, or another group than the decision named.

The month it changed is found by asking the law month by month backwards; what changed for everybody by a new text
(group 5c that became the social pension, reading R11) is nobody's own change and is not told. Reads only.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from ansinh.law.month import Month
from ansinh.law.months import last_month
from ansinh.reckoning.months import month_text
from ansinh.record.models.assistance import Award
from ansinh.record.models.people import Fact
from ansinh.reports.draws import MONTHLY
from ansinh.reports.forecast import Books, Forecast, Standing
from ansinh.reports.situation import in_words
from ansinh.reports.upcoming import Level, Upcoming, compared, holding, level_of, of_holders, why_not

FURTHEST = 20 * 12
"""So many months back a change is looked for."""


class _Found(NamedTuple):
    """One award of which the law is another now, and since which month: what it gave before and gives since."""

    rows: list[Standing]
    month: int
    old: Level
    new: Level


def to_decide(month: int, books: Books, people: Sequence[int] | None = None) -> list[Upcoming]:
    """What has happened by ``month`` and what the month after it brings; ``people``: to these alone."""
    return happened(month, books, people) + of_holders(month, month + 1, books, people)


def happened(month: int, books: Books, people: Sequence[int] | None = None) -> list[Upcoming]:
    """Changes without a decision, as they stand in ``month``, in the order of months and names."""
    running = _running(month) if people is None else _running(month).filter(person__in=people)
    names = dict(running.values_list("pk", "code"))
    now = [row for own in _rows(names, month, month).values() for row in own]
    other = _otherwise(now, names, month, Forecast(now, books))
    rows = _rows({*other, *(dead := _of_the_dead(running, month))}, 0, month)
    forecast = Forecast((row for own in rows.values() for row in own), books)
    found = {pk: one for pk in other if (one := _changed(rows[pk], month, forecast))}
    awards = Award.objects.select_related("person__unit").in_bulk({*found, *dead})
    facts = _facts([awards[pk].person_id for pk in found])
    told = [_told(awards[pk], one, facts[awards[pk].person_id], forecast) for pk, one in found.items()]
    told += [_dead(awards[pk], rows[pk][-1], forecast) for pk in dead if pk in rows]
    return sorted(told, key=lambda one: (one.month, one.person.name_sort, one.person.pk))


def _running(month: int) -> QuerySet[Award]:
    """Monthly awards no decision has ended by a month."""
    going_on = Q(until_month__isnull=True) | Q(until_month__gt=month)
    return Award.objects.filter(going_on, kind__in=MONTHLY, from_month__lte=month).order_by()


def _of_the_dead(running: QuerySet[Award], month: int) -> list[int]:
    """Awards that no decision ended although their holder's death in an earlier month is recorded."""
    first = datetime.date(month // 12, month % 12 + 1, 1)
    return list(running.filter(person__died_on__lt=first).values_list("pk", flat=True))


def _rows(awards: Iterable[int], first: int, last: int) -> dict[int, list[Standing]]:
    """The standings of these awards that hold in any of the months, in order of time."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""select {", ".join(Standing._fields)} from payroll_position
                where award_id = any(%s) and from_month <= %s and until_month > %s order by from_month""",
            [list(awards), last, first],
        )
        found: dict[int, list[Standing]] = defaultdict(list)
        for row in cursor.fetchall():
            found[row[0]].append(Standing(*row))
    return found


def _otherwise(rows: list[Standing], names: dict[int, str], month: int, forecast: Forecast) -> list[int]:
    """Awards that the law now gives as another group than was named, and not by its own change alone."""
    found = []
    for row in rows:
        ruling = forecast.ruling(row, month)
        if ruling is None or _named(names[row.award_id], level := level_of(ruling, row)):
            continue
        since = _since(row, level, month, forecast)
        if since == row.from_month or not _by_law_alone(row, row, since, forecast):
            found.append(row.award_id)
    return found


def _since(row: Standing, level: Level, month: int, forecast: Forecast) -> int:
    """The first month of a standing from which it has been given the same group without a break."""
    since = _alike_since(row, month, forecast)
    while since > max(row.from_month, month - FURTHEST):
        if level_of(forecast.ruling(row, since - 1), row).code != level.code:
            break
        since = _alike_since(row, since - 1, forecast)
    return since


def _alike_since(row: Standing, month: int, forecast: Forecast) -> int:
    """The first month from which the law is asked the same up to this one: no birthday, no new text between."""
    rest = (month - row.born) % 12
    asked = month if rest == 0 else month - rest + 1
    return max(row.from_month, asked, forecast.era(row.unit_id, month).number)


def _by_law_alone(before: Standing, after: Standing, since: int, forecast: Forecast) -> bool:
    """Whether the law of a month gives the same to whoever stayed as in the month before."""
    stayed = level_of(forecast.ruling(before, since, aged=since - 1), before)
    return stayed.code == level_of(forecast.ruling(after, since), after).code


def _changed(rows: list[Standing], month: int, forecast: Forecast) -> _Found | None:
    """Since when the law gives an award something else than its decision named, by a change of its own holder."""
    after = holding(rows, month)
    if after is None:
        return None
    since = month
    new = level_of(forecast.ruling(after, month), after)
    while (since := _since(after, new, since, forecast)) == after.from_month:
        before = holding(rows, since - 1)
        if before is None:
            return None
        if level_of(forecast.ruling(before, since - 1), before).code != new.code:
            break
        after, since = before, since - 1
    before = holding(rows, since - 1)
    if before is None or _by_law_alone(before, after, since, forecast):
        return None
    old = level_of(forecast.ruling(before, since - 1), before)
    return _Found(rows, since, old, level_of(forecast.ruling(after, since), after)) if old.code else None


def _named(code: str, level: Level) -> bool:
    """Whether the group a decision named is what the law gives, or a band of it."""
    return bool(level.code) and (level.code == code or level.code.startswith(f"{code}."))


def _told(award: Award, found: _Found, facts: list[Fact], forecast: Forecast) -> Upcoming:
    """The change with its event, month and source in words."""
    rows, month = found.rows, found.month
    before, after = holding(rows, month - 1), holding(rows, month)
    assert before is not None and after is not None
    ruling = forecast.ruling(after, month)
    assert ruling is not None
    change = compared(before, after, month, found.old, found.new if found.new.amount else None, ruling, forecast)
    earlier = holding(rows, month - 2)
    names = forecast.differing(before, after) | (forecast.differing(earlier, before) if earlier else set())
    events = _events([fact for fact in facts if fact.kind in names], month)
    given = next((due.name for due in ruling.due if due.code == found.new.code), "")
    law = f"Luật cho: {given}" if change.new else why_not(ruling, found.old.code).rstrip(".")
    sentence = f"{events} {law[:1].upper()}{law[1:]}." if events else change.sentence
    return Upcoming(
        award.person, award, month, found.old, change.new, "adjust" if change.new else "stop", sentence,
        change.because, change.provisional, False, rows[-1].held, change.facts,
    )  # fmt: skip


def _events(facts: list[Fact], month: int) -> str:
    """What is recorded around a month: “Lương hưu: có, từ tháng 9/2026 (danh sách BHXH).”"""
    begun = {fact.kind: fact for fact in facts if fact.from_month in (month - 1, month)}
    ended = {fact.kind: fact for fact in facts if fact.until_month in (month, month + 1) and fact.kind not in begun}
    return " ".join(_event(fact, fact.kind in begun) for fact in [*begun.values(), *ended.values()])


def _event(fact: Fact, begins: bool) -> str:
    label, value = in_words(fact.kind, fact.value)
    last = (fact.until_month or 0) - 1
    when = f"từ tháng {month_text(fact.from_month)}" if begins else f"đến hết tháng {month_text(last)}"
    return f"{label}: {value}, {when}" + (f" ({fact.source})." if fact.source else ".")


def _facts(people: list[int]) -> dict[int, list[Fact]]:
    """What is believed of these people, by person."""
    found: dict[int, list[Fact]] = defaultdict(list)
    for fact in Fact.objects.filter(person__in=people, superseded_at__isnull=True).order_by("from_month", "pk"):
        found[fact.person_id].append(fact)
    return found


def _dead(award: Award, last: Standing, forecast: Forecast) -> Upcoming:
    died = award.person.died_on
    assert died is not None
    timing = last_month("death", Month.of(died), book=forecast.book(last.unit_id), code=award.code, kind=award.kind)
    old = level_of(forecast.ruling(last, last.until_month - 1), last)
    sentence = f"Mất ngày {died:%d/%m/%Y}, chưa có quyết định thôi hưởng."
    return Upcoming(
        award.person, award, timing.month.number + 1, old, None, "stop", sentence, (timing.because,),
        timing.provisional, bool(award.stop_number or award.stop_decision_id), last.held,
    )  # fmt: skip
