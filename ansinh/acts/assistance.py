"""Awards: made, stopped, suspended and resumed by decision; the difference of due and settled does the rest.

Each verb keeps what was believed before in the trail, lays the person's positions anew and touches the award.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from ansinh.acts import authority, entitlement, facts, grounds, people, permit
from ansinh.law.benefit import code_of
from ansinh.reckoning.months import month_of, month_text
from ansinh.record.models.assistance import AT_DEATH, ONCE, Award, Family, Kind, Suspension, family_of
from ansinh.record.models.decisions import Decision
from ansinh.record.models.people import Person
from ansinh.record.models.users import User

DEATH = "Chết"
"""Why an award stopped, when it stopped by death."""

NOT_DEAD = "Ghi nhầm ngày chết"
"""Why nothing is owed of a funeral grant, when the death was recorded by mistake."""


class Undecided(ValueError):
    """No decision was named; the text says what to do."""


class Overlaps(ValueError):
    """The person already holds an award of this kind in those months; the text says which, since when."""


def award(
    person: Person, *, kind: str, code: str, from_month: int, by: User | None, until_month: int | None = None,
    reckoned_from: int | None = None, number: str = "", decided_on: datetime.date | None = None,
    decision: Decision | None = None,
) -> Award:  # fmt: skip
    """A signed decision gives a benefit over months [from, until).

    Raises ``Overlaps``, ``Undecided`` and ``permit.Refused``.
    """
    _may(by, person)
    _decided(by, number, decision)
    try:
        with transaction.atomic():
            made = Award.objects.create(
                person=person, kind=kind, code=code, from_month=from_month, until_month=until_month,
                reckoned_from=reckoned_from if reckoned_from is not None else from_month,
                decision_number=number, decided_on=decided_on, decision=decision,
            )  # fmt: skip
            facts.rebuild([person.pk])
    except IntegrityError as refused:
        raise Overlaps(_overlap(person, kind, from_month, until_month)) from refused
    return made


def stop(
    held: Award, *, until_month: int, reason: str, by: User | None, number: str = "",
    decided_on: datetime.date | None = None, decision: Decision | None = None,
) -> Award:  # fmt: skip
    """A decision stops an award: ``until_month`` is the first month no longer due. A death needs none."""
    _may(by, held.person)
    if reason != DEATH or held.person.died_on is None:
        _decided(by, number, decision)
    with transaction.atomic():
        if until_month <= held.from_month:
            raise ValueError("Tháng thôi hưởng phải sau tháng bắt đầu hưởng.")
        if held.until_month is not None and until_month > held.until_month:
            raise ValueError(f"Khoản này đã thôi từ tháng {month_text(held.until_month)}: không chi lại bằng cách này.")
        held.until_month = until_month
        held.stop_reason, held.stop_number, held.stop_decided_on = reason, number, decided_on
        held.stop_decision = decision
        with grounds.decided(number):
            held.save()
        facts.rebuild([held.person_id])
    return held


def suspend(
    person: Person, *, from_month: int, reason: str, by: User | None, until_month: int | None = None, number: str = ""
) -> list[Suspension]:
    """Suspend everything a person draws monthly from a month on (TT 02/2021 Điều 2 khoản 3; open reading R6)."""
    _may(by, person)
    _decided(by, number)
    return suspend_each({person.pk: reason}, from_month=from_month, until_month=until_month, number=number)


def suspend_each(
    reasons: Mapping[int, str], *, from_month: int, until_month: int | None = None, number: str = ""
) -> list[Suspension]:
    """The same for many people at once, each with a reason; whoever calls has made sure that it may be done."""
    lasting = Q(until_month__isnull=True) | Q(until_month__gt=from_month)
    with transaction.atomic():
        running = Award.objects.filter(lasting, person__in=reasons).exclude(kind__in=ONCE)
        begun = Q(from_month__lte=from_month) | Q(from_month__lte=F("award__from_month"))
        held = Suspension.objects.filter(lasting, begun)
        made = Suspension.objects.bulk_create(
            Suspension(award=award, from_month=max(from_month, award.from_month), until_month=until_month,
                       reason=reasons[award.person_id], decision_number=number)
            for award in running.exclude(pk__in=held.values("award"))
        )  # fmt: skip
        facts.rebuild(reasons)
    return made


def suspend_award(award: Award, *, from_month: int, until_month: int | None, reason: str, number: str) -> Suspension:
    """One award is suspended by a decision; whoever calls has made sure that it may be done."""
    with transaction.atomic():
        made = Suspension.objects.create(
            award=award, from_month=max(from_month, award.from_month), until_month=until_month, reason=reason,
            decision_number=number,
        )  # fmt: skip
        facts.rebuild([award.person_id])
    return made


def resume(pause: Suspension, *, until_month: int, pay_back: bool, by: User | None, number: str = "") -> Suspension:
    """End a suspension: due again from ``until_month``, and for the months between when the decision says so."""
    _may(by, pause.award.person)
    _decided(by, number)
    with transaction.atomic():
        pause.until_month, pause.paid_back, pause.resumed_number = until_month, pay_back, number
        if until_month <= pause.from_month:
            pause.until_month, pause.paid_back = pause.from_month + 1, True
        with grounds.decided(number):
            pause.save()
        facts.rebuild([pause.award.person_id])
    return pause


def resume_all(person: Person, *, until_month: int, pay_back: bool, by: User | None, number: str = "") -> int:
    """End every open suspension of a person, as ``resume`` does; gives how many. Raises ``ValueError`` when none is."""
    _may(by, person)
    _decided(by, number)
    with transaction.atomic():
        pauses = list(Suspension.objects.filter(award__person=person, until_month__isnull=True).select_related("award"))
        if not pauses:
            raise ValueError("Người này không có khoản nào đang tạm dừng.")
        for pause in pauses:
            resume(pause, until_month=until_month, pay_back=pay_back, by=by, number=number)
    return len(pauses)


def end_by_death(
    person: Person, on: datetime.date, *, by: User | None, funeral: bool, number: str = "",
    decided_on: datetime.date | None = None,
) -> Person:  # fmt: skip
    """The person died on this day: everything drawn ends with its month; ``funeral``: its grants are given.

    Raises ``ValueError`` when something is drawn only from a later month.
    """
    month = month_of(on)
    with transaction.atomic():
        _reopen(person)
        running = drawn_after(person, month)
        if late := next((held for held in running if held.from_month > month), None):
            since = month_text(late.from_month)
            raise ValueError(f"Ngày chết trước tháng bắt đầu hưởng {since}: xem lại ngày chết hoặc quyết định.")
        people.record_death(person, on, by=by)
        for held in running:
            held.until_but_for_death = held.until_month
            stop(held, until_month=month + 1, reason=DEATH, by=by, number=number, decided_on=decided_on)
        if funeral:
            for kind, code in _grants(person, running, month, decided_on or on).items():
                _give(person, kind, code, month, by=by, number=number, decided_on=decided_on)
    return person


def death_of(person: Person) -> dict[str, object]:
    """What is recorded of a death, as ``end_by_death`` takes it; of the living, whether they draw anything."""
    ended = person.awards.filter(stop_reason=DEATH).order_by("-until_month").first()
    funeral = person.awards.filter(kind__in=AT_DEATH, reckoned_from__lt=F("until_month")).exists()
    drawing = person.died_on is None and person.awards.filter(until_month__isnull=True).exists()
    return {
        "died_on": person.died_on, "number": ended.stop_number if ended else "",
        "decided_on": ended.stop_decided_on if ended else None, "funeral": funeral or drawing,
    }  # fmt: skip


def undo_death(person: Person, *, by: User | None) -> Person:
    """A death recorded by mistake is taken back: what ended by it runs on, and no grant of it is owed any more."""
    with transaction.atomic():
        _reopen(person)
        people.record_death(person, None, by=by)
        person.awards.filter(kind__in=AT_DEATH).update(reckoned_from=F("until_month"), stop_reason=NOT_DEAD)
        facts.rebuild([person.pk])
    return person


def _reopen(person: Person) -> None:
    """What ended by the death recorded until now runs on, to the end it had before."""
    if person.died_on is not None:
        ended = person.awards.filter(stop_reason=DEATH)
        ended.filter(until_month=person.died_on.year * 12 + person.died_on.month).update(
            until_month=F("until_but_for_death"), until_but_for_death=None,
            stop_reason="", stop_number="", stop_decided_on=None,
        )  # fmt: skip


def _grants(person: Person, running: list[Award], month: int, on: datetime.date) -> dict[str, str]:
    """Which grants a death gives, by kind and code: the funeral's; of who drew merit, those the law names."""
    if not any(family_of(held.kind) == Family.MERIT for held in running):
        return {Kind.FUNERAL: code_of(Kind.FUNERAL)}
    ruling = entitlement.offer(person, kinds=AT_DEATH, on=on, month=month, stated={"died": True}).ruling
    return {due.kind: due.code for due in ruling.due if due.kind in AT_DEATH}


def _give(
    person: Person, kind: str, code: str, month: int, *, by: User | None, number: str, decided_on: datetime.date | None
) -> None:
    """A grant of the month of death, once (decree 20/2021 Điều 11): it moves with it, or is given again."""
    given = person.awards.filter(kind=kind)
    standing = given.filter(reckoned_from__lt=F("until_month"))
    if standing.filter(from_month=month).exists():
        return
    if wrong := standing.first():  # the day of death is another one now, and the grant is of its month
        number, decided_on = number or wrong.decision_number, decided_on or wrong.decided_on
        standing.update(reckoned_from=F("until_month"), stop_reason=NOT_DEAD)
    if again := given.filter(from_month=month).first():
        again.reckoned_from, again.stop_reason = month, ""
        again.decision_number, again.decided_on = number or again.decision_number, decided_on or again.decided_on
        with grounds.decided(again.decision_number):
            again.save()
        facts.rebuild([person.pk])
        return
    award(
        person, kind=kind, code=code, from_month=month, until_month=month + 1, by=by,
        number=number, decided_on=decided_on,
    )  # fmt: skip


def drawn_after(person: Person, month: int) -> list[Award]:
    """Awards that run past a month, one-off grants left out."""
    running = person.awards.filter(Q(until_month__isnull=True) | Q(until_month__gt=month + 1))
    return list(running.exclude(kind__in=ONCE))


def _decided(by: User | None, number: str, decision: Decision | None = None) -> None:
    """Only a decision makes, holds or ends an award: somebody who does it names one, signed here or on paper."""
    if by is not None and decision is None and not number.strip():
        raise Undecided("Chưa có quyết định: ghi số quyết định đã ký trên giấy, hoặc lập hồ sơ.")


def _may(by: User | None, person: Person) -> None:
    if by is not None:
        permit.check(by, "register", person.unit)


def _overlap(person: Person, kind: str, from_month: int, until_month: int | None) -> str:
    """Who, what, where and since when: the refusal an officer can act on; a record merged with this one counts too."""
    if person.merged_into is not None:
        return f"Hồ sơ này đã gộp vào hồ sơ của {_who(person.merged_into)}: ghi ở hồ sơ ấy."
    one = Award.objects.filter(Q(person=person) | Q(person__merged_into=person), kind=kind)
    held = one.filter(Q(until_month__isnull=True) | Q(until_month__gt=from_month))
    if until_month is not None:
        held = held.filter(from_month__lt=until_month)
    other = held.select_related("person__unit").first()
    if other is None:
        return f"{person.full_name}: tháng hưởng không hợp lệ."
    since = month_text(other.from_month)
    decision = f", quyết định {other.decision_number}" if other.decision_number else ""
    merged = " (hồ sơ đã gộp vào đây)" if other.person_id != person.pk else ""
    return (
        f"{_who(other.person)}{merged}: đang hưởng “{Kind(kind).label}”"
        f" nhóm {other.code} từ {since}{decision}; không thể hưởng hai lần cùng loại."
    )


def _who(person: Person) -> str:
    today = authority.called([person.unit], timezone.localdate())[person.unit_id]
    return f"{person.full_name} ({person.birth_text}), {today}"
