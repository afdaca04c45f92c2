"""Who in the register gains or loses what by a decree: every distinct situation ruled without it and with it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection

from ansinh.law.book import Book
from ansinh.law.decree import all_decrees
from ansinh.law.effect import Change, effect
from ansinh.law.facts import Facts
from ansinh.law.month import Month
from ansinh.record.models.assistance import ONCE
from ansinh.record.models.payroll import UNBORN, Profile, thawed

"""Kinds paid once, never "a month"."""


class UnknownDecree(ValueError):
    """There is no folder for this decree; the text names those there are."""


class Row(NamedTuple):
    """People of one change: the benefit, the groups without and with the decree, and whole đồng a month."""

    kind: str
    code_without: str
    code_with: str
    amount_without: int
    amount_with: int
    people: int

    @property
    def once(self) -> bool:
        return self.kind in ONCE

    @property
    def difference(self) -> int:
        return (self.amount_with - self.amount_without) * self.people


class Effect(NamedTuple):
    """What the decree changes in one month for everybody the session may see.

    ``gain`` and ``lose`` are of what is drawn every month; ``once_gain`` and ``once_lose`` of what is paid once
    (funeral costs, emergency relief), of whoever is in such a case in that month. Whole đồng, the losses negative.
    """

    title: str
    month: int
    rows: list[Row]
    people: int
    gain: int
    lose: int
    unruled: int
    once_gain: int = 0
    once_lose: int = 0


def of_decree(key: str, *, month: int | None = None) -> Effect:
    """The effect of a decree (its folder's name or its number) in a month, by default the first it applies to.

    Raises ``UnknownDecree``.
    """
    decrees = all_decrees()
    wanted = key.lower().replace("/nđ-cp", "").replace("/nd-cp", "").replace("/", "-")
    chosen = next((d for d in decrees if d.key == wanted), None)
    if chosen is None:
        raise UnknownDecree(f"Không có văn bản “{key}”. Đang có: {', '.join(d.key for d in decrees)}.")
    when = Month.from_number(month) if month is not None else chosen.applies_from
    last_day = _last_day(when)
    known = [
        d for d in decrees if d.key == chosen.key or d.applies_from <= when and d.issued <= max(last_day, chosen.issued)
    ]
    without, with_ = Book([d for d in known if d.key != chosen.key]), Book(known)
    rows: dict[Change, int] = defaultdict(int)
    sums: dict[tuple[bool, bool], int] = defaultdict(int)  # (paid once, a gain) → whole đồng
    people, unruled = 0, 0
    for facts, count in _situations(when.number):
        try:
            changed = effect(facts, when, without, with_)
        except (LookupError, ValueError):
            unruled += count
            continue
        for change in changed.changes:
            rows[change] += count
        people += count if changed.changes else 0
        for once in (False, True):
            difference = sum(c.difference for c in changed.changes if (c.kind in ONCE) is once)
            sums[once, difference > 0] += difference * count
    table = [Row(*change, people=count) for change, count in rows.items()]
    return Effect(
        chosen.title, when.number, sorted(table, key=lambda r: (r.once, -abs(r.difference))), people,
        gain=sums[False, True], lose=sums[False, False], unruled=unruled,
        once_gain=sums[True, True], once_lose=sums[True, False],
    )  # fmt: skip


def _situations(month: int) -> Iterator[tuple[Facts, int]]:
    """The distinct situations of people drawing in a month, and how many people are in each."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select profile_id, born, count(distinct person_id) from payroll_position
               where from_month <= %s and until_month > %s and born <> %s and born <= %s
               group by 1, 2""",
            [month, month, UNBORN, month],
        )
        found = cursor.fetchall()
    profiles = dict(Profile.objects.filter(pk__in={row[0] for row in found}).values_list("pk", "facts"))
    counted: dict[tuple[int, int, bool], int] = defaultdict(int)
    for profile, born, count in found:
        counted[profile, (month - born) // 12, (month - born) % 12 == 0] += count
    for (profile, age, birthday), count in counted.items():
        yield Facts(age=age, birthday_month=birthday, **thawed(profiles[profile])), count


def _last_day(month: Month) -> datetime.date:
    after = month.plus(1)
    return datetime.date(after.year, after.month, 1) - datetime.timedelta(days=1)
