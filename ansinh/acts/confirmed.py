"""A row of a list from outside is somebody of the register: what follows, each from its month, with its source.

A death ends what was drawn; a pension or a merit allowance is a fact, and the law does the rest; what is drawn
elsewhere stops here by a decision. Months already paid become a debt by the run's own difference.
"""

from __future__ import annotations

import datetime

from django.db import transaction

from ansinh.acts import assistance, doubles, drafting, foreseen, people
from ansinh.acts.foreseen import Foreseen
from ansinh.acts.rulings import book_of
from ansinh.law.book import Book
from ansinh.law.month import Month
from ansinh.law.months import last_month
from ansinh.reckoning.months import month_of, month_text
from ansinh.record.branches import province_of
from ansinh.record.models.assistance import Award, Kind
from ansinh.record.models.decisions import Decision, Drafted, Effect
from ansinh.record.models.linkage import ListKind, OutsideRow, Pair, PairState
from ansinh.record.models.people import Fact, Person
from ansinh.record.models.users import User

TWICE = "Hưởng trùng ở nơi khác"
"""Why an award stops that is drawn elsewhere as well."""

BY_ITSELF = ("double", "event")
"""Why a decision was drafted that followed from a confirmed pair."""

FACTS = {ListKind.PENSION: ("pension", "retirement"), ListKind.MERIT: ("merit", "own")}
"""The fact a list states, and what it states when nothing more is said."""


def death(pair: Pair, on: datetime.date | None, *, by: User) -> Pair:
    """The person died on the day the list says (or the one given). Raises ``ValueError``."""
    row = _row(pair, ListKind.DEATHS)
    day = on or row.died_on
    if day is None:
        raise ValueError("Danh sách không ghi ngày chết: ghi ngày chết theo giấy chứng tử.")
    with transaction.atomic():
        held = doubles.same(pair, by=by, reason=f"Chết ngày {day:%d/%m/%Y}, theo {row.source.name}")
        if held.left.died_on != day:
            assistance.end_by_death(held.left, day, by=by, funeral=False)
    return held


def income(pair: Pair, *, value: str, from_month: int | None, by: User) -> Pair:
    """The person draws a pension or a merit allowance from a month on. Raises ``ValueError`` without a month."""
    row = _row(pair, ListKind.PENSION, ListKind.MERIT)
    month = from_month if from_month is not None else row.from_month
    if month is None:
        raise ValueError("Danh sách không ghi tháng bắt đầu hưởng: ghi tháng theo sổ hưởng.")
    kind, usual = FACTS[ListKind(row.source.kind)]
    with transaction.atomic():
        held = doubles.same(pair, by=by, reason=f"Hưởng từ {month_text(month)}, theo {row.source.name}")
        people.change(held.left, kind, value or usual, from_month=month, by=by, source=_source(row))
    return held


def elsewhere(
    pair: Pair, *, from_month: int | None, number: str, decided_on: datetime.date | None, by: User, on: datetime.date
) -> list[Award]:
    """What is drawn elsewhere as well stops here from a month on; a stop needs its decision.

    With the number and day of one on paper it stops at once; without them the decision is drafted, and signing it is
    what stops it. Raises ``ValueError``.
    """
    row = _row(pair, ListKind.ELSEWHERE)
    month = from_month if from_month is not None else row.from_month
    if month is None:
        raise ValueError("Ghi tháng thôi hưởng ở đây.")
    if bool(number.strip()) != (decided_on is not None):
        raise ValueError("Quyết định giấy thì ghi cả số và ngày; để trống cả hai thì An Sinh soạn dự thảo.")
    with transaction.atomic():
        held = doubles.same(pair, by=by, reason=f"{TWICE}, theo {row.source.name}")
        ended = [award for award in assistance.drawn_after(held.left, month - 1) if award.kind == Kind.ALLOWANCE]
        if not ended:
            raise ValueError("Người này không hưởng trợ cấp hằng tháng nào ở đây từ tháng ấy.")
        if decided_on is None:
            _draft(ended, month, by=by, on=on)
            return ended
        for award in ended:
            assistance.stop(award, until_month=month, reason=TWICE, by=by, number=number, decided_on=decided_on)
    return ended


def taken_back(pair: Pair, *, by: User) -> Pair:
    """What was confirmed by mistake waits again: the fact never held, drafts nobody signed are dropped.

    Raises ``ValueError`` where a death stands recorded or something is decided: that is put right first, at its place.
    """
    row, person = pair.row, pair.left
    with transaction.atomic():
        if row is not None and pair.state == PairState.SAME:
            _still_undecided(pair, row)
            for fact in Fact.objects.filter(person=person, source=_source(row), superseded_at__isnull=True):
                people.correct(fact, "none", by=by, source=f"Ghi nhầm theo {_source(row)}")
            mine = Decision.objects.filter(origin__in=BY_ITSELF, state=Drafted.DRAFT, effects__person=person)
            for decision in mine.exclude(effects__in=Effect.objects.exclude(person=person)).distinct():
                drafting.put_aside(decision, "xác nhận nhầm người trong danh sách ngoài")
        return doubles.reopen(pair, by=by)


def _still_undecided(pair: Pair, row: OutsideRow) -> None:
    person = pair.left
    if row.source.kind == ListKind.DEATHS and person.died_on is not None:
        raise ValueError("Người này đang ghi là đã mất: bỏ ghi mất ở trang của người này trước.")
    signed = Effect.objects.filter(
        person=person, decision__origin__in=BY_ITSELF, decision__state=Drafted.SIGNED,
        decision__drafted_at__gte=pair.decided_at,
    )  # fmt: skip
    if signed.exists() or (row.source.kind == ListKind.ELSEWHERE and person.awards.filter(stop_reason=TWICE).exists()):
        raise ValueError(
            "Đã có quyết định theo danh sách này: muốn chi lại thì lập hồ sơ hưởng, rồi mới đưa lại chờ xem."
        )


def _source(row: OutsideRow) -> str:
    """Where a fact of a list comes from."""
    return f"{row.source.name}, {row.sheet} dòng {row.row}"


def _draft(awards: list[Award], month: int, *, by: User, on: datetime.date) -> None:
    """A decision for whoever signs it: each award ends, and what is paid from then on is nothing."""
    happened = Month.from_number(month - 1)
    changes = []
    for award in awards:
        if month <= award.from_month:
            raise ValueError(f"Khoản này hưởng từ tháng {month_text(award.from_month)}: tháng thôi hưởng phải sau đó.")
        timing = last_month("ineligible", happened, book=_book(award.person, on), code=award.code, kind=award.kind)
        changes.append(
            Foreseen(award.person, award, month, award.code, 0, "", None, TWICE, (timing.because,), timing.provisional)
        )
    left = foreseen.draft(changes, by=by, on=on, origin="double").left
    if left:
        raise ValueError(left[0][1])


def _book(person: Person, on: datetime.date) -> Book:
    """The law where somebody lives."""
    return book_of(province_of([person.unit_id])[person.unit_id], on, month_of(on))


def _row(pair: Pair, *kinds: ListKind) -> OutsideRow:
    if pair.row is None or pair.row.source.kind not in kinds:
        raise ValueError("Cặp này không thuộc danh sách loại ấy.")
    if pair.state == PairState.SAME:
        raise ValueError("Cặp này đã xác nhận rồi.")
    return pair.row
