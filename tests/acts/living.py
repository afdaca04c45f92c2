"""Random lives lived: each month its news is recorded by the register's own verbs, and its lists made, sent, closed."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from django.db import connection, transaction

from ansinh.acts import assistance, facts, payroll, people, places
from ansinh.reckoning.months import month_of
from ansinh.record.models.payroll import PAYABLE, Line, Outcome, Run
from ansinh.record.models.people import Fact, Person, Residence
from tests.acts.lives import LAST, LENGTH, LONG_AGO, Life, News, Town
from tests.acts.people import KEPT_SINCE, approved, month, prepared, unsaved

if TYPE_CHECKING:
    from ansinh.record.models.places import Unit
    from tests.cast import Office, PhuCu

TWO_TIERS = month("2025-07")
OLD_COMMUNES = ("Tống Trân", "Quang Hưng", "Đoàn Đào", "Minh Tiến")
NEW_COMMUNES = ("Tống Trân", "Quang Hưng", "Đoàn Đào", "Tiên Tiến")
OF_THE_LIVING = ("award", "stop", "suspend", "resume")
"""What nobody decides of months after a death that is on record: it waits until the record says otherwise."""

Ledger = dict[tuple[int, int, int], int]
"""Whole đồng by the place of the life in its town, the number of the kind, and the month."""


def live(town: Town, phu_cu: PhuCu, office: Office, *, together: bool = False) -> None:
    """Every month of the window: news recorded, lists prepared, approved, sent, results read, closed.

    ``together``: positions are laid anew once for all the news of a month, as when a workbook is read.
    """
    settle(town, phu_cu)
    told: list[set[int]] = [set() for _ in town.lives]
    for step in range(LENGTH):
        levels(town, step, phu_cu)
        with transaction.atomic(), _laid_together() if together else nullcontext():
            for who, life, known in zip(town.people, town.lives, told, strict=True):
                tell(town.first, who, life, known, step, phu_cu)
        lists(town, step, phu_cu, office)


@contextmanager
def _laid_together() -> Iterator[None]:
    """Positions are laid anew at the end of a block, for everybody at once."""
    lay, people_told = facts.rebuild, set[int]()

    def remember(told: Iterable[int]) -> int:
        people_told.update(told)
        return 0

    facts.rebuild = remember
    try:
        yield
    finally:
        facts.rebuild = lay
    lay(people_told)


def settle(town: Town, phu_cu: PhuCu) -> None:
    """The people of the town as they are known from the beginning."""
    communes = _communes(phu_cu, town.first)
    town.people = Person.objects.bulk_create(
        unsaved(f"Người {at}", communes[life.commune], born=life.born) for at, life in enumerate(town.lives)
    )
    Residence.objects.bulk_create(Residence(person=who, unit=who.unit, from_month=KEPT_SINCE) for who in town.people)
    now = datetime.datetime.now(datetime.UTC)
    Fact.objects.bulk_create(
        Fact(person=who, kind=name, value=value, from_month=town.first + LONG_AGO, source="tests", recorded_at=now)
        for who, life in zip(town.people, town.lives, strict=True)
        for name, value in life.facts
    )


def levels(town: Town, step: int, phu_cu: PhuCu) -> None:
    """The levels of provinces that become known in a month."""
    for news in town.levels:
        if news.arrives == step:
            since, amount, today = news.values
            province = next(iter(phu_cu.today.values())).parent if today else phu_cu.province
            places.set_local_figure(
                province=province, from_month=town.first + since, amount=amount, basis="tests", by=None
            )


def tell(first: int, who: Person, life: Life, known: set[int], step: int, phu_cu: PhuCu) -> None:
    """What arrived by a month and is not recorded yet, in its turn; what cannot be recorded yet is tried again."""
    waiting = [at for at, news in enumerate(life.news) if news.arrives <= step and at not in known]
    waiting.sort(key=lambda at: life.news[at].told)
    progress = True
    while waiting and progress:
        progress = False
        for at in list(waiting):
            if _may_be_told(first, who, life, known, at) and _recorded(first, who, life, known, at, phu_cu):
                known.add(at)
                waiting.remove(at)
                progress = True


def _may_be_told(first: int, who: Person, life: Life, known: set[int], at: int) -> bool:
    """Whether what must be known before is known, and the record does not say that the person was dead by then."""
    news = life.news[at]
    dead = who.died_on is not None and month_of(who.died_on) < first + news.happens
    return known.issuperset(news.after) and not (dead and news.what in OF_THE_LIVING)


def _recorded(first: int, who: Person, life: Life, known: set[int], at: int, phu_cu: PhuCu) -> bool:
    """Whether the register took it; what it refuses now is tried again when more is known."""
    news = life.news[at]
    try:
        if news.what == "move":
            _move(who, first, news, phu_cu)
        elif news.what == "fact":
            _fact(who, first, life, known, at)
        else:
            VERBS[news.what](who, first, news)
    except (ValueError, assistance.Overlaps):
        who.refresh_from_db()
        return False
    return True


def _award(who: Person, first: int, news: News) -> None:
    kind, code, start, end, reckoned = news.values
    assistance.award(
        who, kind=kind, code=code, from_month=first + start, until_month=None if end is None else first + end,
        reckoned_from=None if reckoned is None else first + reckoned, by=None, number="1/QĐ",
    )  # fmt: skip


def _stop(who: Person, first: int, news: News) -> None:
    kind, start, until = news.values
    assistance.stop(
        who.awards.get(kind=kind, from_month=first + start),
        until_month=first + until,
        reason="x",
        by=None,
        number="1/QĐ",
    )


def _suspend(who: Person, first: int, news: News) -> None:
    assistance.suspend(who, from_month=first + news.values[0], reason="x", by=None, number="6/QĐ")


def _resume(who: Person, first: int, news: News) -> None:
    assistance.resume_all(who, until_month=first + news.values[0], pay_back=news.values[1], by=None, number="6/QĐ")


def _death(who: Person, first: int, news: News) -> None:
    at, funeral = first + news.values[0], news.values[1]
    assistance.end_by_death(who, datetime.date(at // 12, at % 12 + 1, 11), by=None, funeral=funeral, number="2/QĐ")


def _alive(who: Person, first: int, news: News) -> None:
    assistance.undo_death(who, by=None)


def _born(who: Person, first: int, news: News) -> None:
    parts = [int(part) for part in news.values[0].split("-")] + [None, None]
    people.correct_details(who, birth_year=parts[0], birth_month=parts[1], birth_day=parts[2], by=None)


def _money(who: Person, first: int, news: News) -> None:
    people.correct_details(who, pay_by=news.values[0], by=None)


def _corrected(who: Person, first: int, news: News) -> None:
    name, since, value, right = news.values
    wrong = Fact.objects.get(person=who, kind=name, from_month=first + since, superseded_at=None)
    people.correct(wrong, value, from_month=first + right, by=None)


def _fact(who: Person, first: int, life: Life, known: set[int], at: int) -> None:
    """A change; what is known to have changed later is said again, since the change holds until told otherwise."""
    name, since, value = life.news[at].values
    people.change(who, name, value, from_month=first + since, by=None)
    for later in sorted(known, key=lambda one: life.news[one].happens):
        news = life.news[later]
        if news.what == "fact" and news.values[0] == name and news.values[1] > since:
            now = next(
                (fixed for fixed in known if life.news[fixed].what == "corrected" and later in life.news[fixed].after),
                None,
            )
            right = news.values[2] if now is None else life.news[now].values[2]
            people.change(who, name, right, from_month=first + news.values[1], by=None)


def _move(who: Person, first: int, news: News, phu_cu: PhuCu) -> None:
    since = first + news.values[0]
    people.move(who, _communes(phu_cu, since)[news.values[1]], from_month=since, by=None)


VERBS: dict[str, Callable[[Person, int, News], None]] = {
    "award": _award, "stop": _stop, "suspend": _suspend, "resume": _resume, "death": _death, "alive": _alive,
    "born": _born, "money": _money, "corrected": _corrected,
}  # fmt: skip


def lists(town: Town, step: int, phu_cu: PhuCu, office: Office) -> None:
    """The month's lists, from preparing to closing; the last ones stay approved."""
    number = town.first + step
    scopes: list[Unit] = [phu_cu.district] if number < TWO_TIERS else _communes(phu_cu, number)
    for scope in scopes:
        run = approved(prepared(number, scope, office), office)
        if step < LAST:
            _results(town, run, step, office)


def _results(town: Town, run: Run, step: int, office: Office) -> None:
    held = set(Line.objects.filter(run=run, run_month=run.month, entry__in=PAYABLE).values_list("person_id", flat=True))
    run = payroll.send(run, by=office.lan)
    unpaid = [
        payroll.ResultRow(who.pk, Outcome.UNPAID, "vắng")
        for who, life in zip(town.people, town.lives, strict=True)
        if step in life.unpaid and who.pk in held
    ]
    payroll.record_results(run, unpaid, by=office.lan)
    payroll.close(payroll.assume_paid(run, by=office.lan), by=office.lan)


LEDGER = """
    select person_id, kind, for_month, sum(amount)::bigint from (
        select l.person_id, l.kind, l.for_month, l.amount from payroll_line l
        join payroll_run r on r.id = l.run_id and r.state in ('approved', 'sent', 'results', 'closed')
        left join payroll_result back on back.run_id = l.run_id and back.person_id = l.person_id
            and back.outcome <> 'paid'
        where l.entry in (1, 2, 3) and back.id is null
        union all
        select e.person_id, d.kind, e.for_month, -e.amount from recovery_entry e
        join recovery_debt d on d.id = e.debt_id where e.account = 'receivable') moved
    group by 1, 2, 3 having sum(amount) <> 0"""
"""What was handed out and not returned, less the debts open in the books."""


def ledger(town: Town) -> Ledger:
    """What every life has been given in the end, by kind and month."""
    places_of = {who.pk: at for at, who in enumerate(town.people)}
    found: Ledger = defaultdict(int)
    with connection.cursor() as cursor:
        cursor.execute(LEDGER)
        for pk, kind, number, amount in cursor.fetchall():
            found[places_of[pk], kind, number] += amount
    return dict(found)


def _communes(phu_cu: PhuCu, number: int) -> list[Unit]:
    """The four communes lived in, as they are in a month."""
    if number < TWO_TIERS:
        return [phu_cu.communes[name] for name in OLD_COMMUNES]
    return [phu_cu.today[name] for name in NEW_COMMUNES]
