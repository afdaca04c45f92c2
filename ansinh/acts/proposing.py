"""What a dossier's decision would do, line by line: level, group and month as the law of the day gives them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ansinh.acts import authority, entitlement, granting, listing, merit_proposing, obstacles
from ansinh.acts.entitlement import Offer
from ansinh.acts.obstacles import Nothing
from ansinh.acts.offered import cited, day_of, kinds_of, line, refused
from ansinh.acts.rulings import book_of
from ansinh.law.benefit import kind_of
from ansinh.law.book import Book
from ansinh.law.month import Month
from ansinh.law.months import Ending, Timing, adjustment_month, last_month, may_stop_after_suspension, suspended_months
from ansinh.law.procedure import Procedure
from ansinh.reckoning.months import month_of, month_text
from ansinh.record.branches import province_of
from ansinh.record.models.assistance import ONCE, Award, Family, Kind, family_of
from ansinh.record.models.decisions import DIED_ON, Act, Effect
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit

HAPPENED = {"award": ("certificate", "condition_met"), "grant": ("happened",)}
"""Months that cannot be still to come, by outcome."""


def propose(dossier: Dossier, law: Procedure, *, on: datetime.date) -> list[Effect]:
    """Unsaved effects of the decision a dossier asks for, if it were signed on a day. Raises ``Nothing``."""
    person = dossier.person
    if person is None:
        raise Nothing("Chưa ghi người được đề nghị.")
    obstacles.check_person(person, law)
    obstacles.check_months(dossier.answers, on, happened=HAPPENED.get(law.outcome, ()))
    return _BY_OUTCOME[law.outcome](person, dossier, law, on)


def _award(person: Person, dossier: Dossier, law: Procedure, on: datetime.date) -> list[Effect]:
    """A monthly benefit: from the month the rules of the start give (decree 20/2021 Article 8 clause 1)."""
    said, stated = dossier.answers, dossier.answers.get("facts", {})
    certificate = said.get("certificate") or (None if law.of_merit else _certificate(person))
    found = entitlement.offer(
        person, kinds=kinds_of(dossier, law), on=on, stated=stated, code=dossier.group, certificate=certificate,
        condition_met=said.get("condition_met"),
    )  # fmt: skip
    if found.due is None or found.timing is None:
        raise Nothing(refused(found, law, dossier.group))
    _asked_for(found, dossier.group)
    due, timing = found.due, found.timing
    if law.of_merit:
        merit_proposing.check(due, dossier, book=_book(person, on), on=on)
        timing = merit_proposing.moved_in(timing, dossier, law)
    group = entitlement.group_of(due.code)
    obstacles.check_certificate(person, group, stated.get("disability"), certificate, _book(person, on), month_of(on))
    held = person.awards.filter(kind=due.kind).exclude(until_month__lte=timing.month.number).first()
    if held is not None:
        raise Nothing(_holds(person, held, on))
    found = found._replace(timing=timing)
    beside = merit_proposing.beside(person, dossier, law, on, found) if law.of_merit else []
    return [line(person, Act.AWARD, found, facts=dict(stated)), *beside]


def _asked_for(found: Offer, group: str) -> None:
    """What the law gives is the group the dossier asks for."""
    due = found.due
    if due is not None and group and entitlement.group_of(due.code) != entitlement.group_of(group):
        raise Nothing(
            f"Hồ sơ đề nghị nhóm {group}, theo dữ kiện thì luật cho {due.name} ({due.code}):"
            " lập hồ sơ nhóm ấy, hoặc sửa dữ kiện."
        )


def _adjust(person: Person, dossier: Dossier, law: Procedure, on: datetime.date) -> list[Effect]:
    """Another level or group of a running award, from the month its condition was met (Article 8 clause 1)."""
    said = dossier.answers
    award = _running(person, said, dossier)
    obstacles.check_degree(person, said.get("facts", {}).get("disability"))
    found = entitlement.offer(person, kinds=[award.kind], on=on, stated=said.get("facts", {}), code=dossier.group)
    if found.due is None:
        raise Nothing(refused(found, law, dossier.group))
    _asked_for(found, dossier.group)
    before, since = entitlement.before(award, found.due, on=on)
    if before is not None and (before.code, before.amount) == (found.due.code, found.due.amount):
        raise Nothing("Theo dữ kiện khai thì nhóm và mức không đổi.")
    met = max(said.get("condition_met") or since, award.from_month)
    timing = adjustment_month(Month.from_number(met), book=_book(person, on))
    effect = line(person, Act.ADJUST, found._replace(timing=timing), facts=dict(said.get("facts", {})))
    effect.award, effect.old_code = award, before.code if before else award.code
    effect.old_amount = before.amount if before else 0
    beside = merit_proposing.beside(person, dossier, law, on, found) if law.of_merit else []
    return [effect, *beside]


def _stop(person: Person, dossier: Dossier, law: Procedure, on: datetime.date) -> list[Effect]:
    """Awards end: with the last month the rules of the end give (Article 8 clause 2; circular 02/2021 Article 2)."""
    said = dossier.answers
    ending: Ending = said.get("ending") or "ineligible"
    died = day_of(said.get("died_on")) if ending == "death" else None
    happened = Month.of(died) if died else Month.from_number(said.get("happened") or month_of(on))
    awards = [award for award in _monthly(person) if not said.get("award") or award.pk == said["award"]]
    if not awards:
        raise Nothing("Người này không có khoản nào đang hưởng.")
    effects = []
    for award in awards:
        if ending == "after_suspension":
            _answered_late(award, Month.of(on))
        timing = last_month(ending, happened, book=_book(person, on), code=award.code, kind=award.kind)
        effects.append(stopping(award, timing.month.number + 1, timing, said.get("reason", "")))
    if ending == "death":
        if not said.get("died_on"):
            raise Nothing("Chưa ghi ngày mất.")
        for effect in effects:
            effect.facts[DIED_ON] = said["died_on"]
    return effects


def _answered_late(award: Award, now: Month) -> None:
    """A stop for not answering waits until three months of suspension are over (circular 02/2021 Article 2)."""
    pause = award.suspensions.filter(until_month__isnull=True).order_by("from_month").first()
    if pause is None:
        raise Nothing("Khoản này không đang tạm dừng: chưa thôi hưởng vì không thực hiện yêu cầu được.")
    earliest = may_stop_after_suspension(Month.from_number(pause.from_month))
    if now < earliest:
        raise Nothing(
            f"Tạm dừng từ tháng {month_text(pause.from_month)}: sớm nhất tháng {earliest.vi} mới thôi hưởng được"
            " (đủ 03 tháng; Điều 2 khoản 1, TT 02/2021)."
        )


def stopping(award: Award, until: int, timing: Timing, reason: str) -> Effect:
    """The line that ends an award: ``until`` is the first month no longer due."""
    if until <= award.from_month:
        raise Nothing(f"Khoản này hưởng từ tháng {month_text(award.from_month)}: tháng thôi hưởng phải sau tháng ấy.")
    return Effect(
        person=award.person, act=Act.STOP, kind=award.kind, code=award.code, award=award, from_month=until,
        old_code=award.code, because=cited([timing.because]), reason=reason or timing.because.sentence,
        provisional=timing.provisional,
    )  # fmt: skip


def _suspend(person: Person, dossier: Dossier, law: Procedure, on: datetime.date) -> list[Effect]:
    """Everything monthly of one purse: assistance for one of three reasons (circular 02/2021 Article 2 clause 3).

    Merit by the decision that says so (decree 131/2021 Article 118).
    """
    said = dossier.answers
    first, last = said.get("from_month"), said.get("until_month")
    timing, final = suspended_months(Month.of(on), book=_book(person, on), first=_month(first), last=_month(last))
    if law.of_merit:
        timing = timing._replace(because=law.because, readings=(), provisional=law.provisional)
    paid = _of_purse(_monthly(person), law)
    awards = [award for award in paid if not award.suspensions.filter(until_month__isnull=True).exists()]
    if not awards:
        raise Nothing("Người này không có khoản nào đang chi để tạm dừng.")
    until = final.number + 1 if final else None
    obstacles.check_suspension(awards, timing.month.number, until)
    return [
        Effect(
            person=person, act=Act.SUSPEND, kind=award.kind, code=award.code, award=award,
            from_month=max(timing.month.number, award.from_month), until_month=until,
            because=cited([timing.because]), reason=said.get("reason", ""), provisional=timing.provisional,
        )
        for award in awards
    ]  # fmt: skip


def _resume(person: Person, dossier: Dossier, law: Procedure, on: datetime.date) -> list[Effect]:
    """What was suspended is paid again, with or without the months between (reading R6)."""
    said = dossier.answers
    paused = person.awards.filter(suspensions__until_month__isnull=True, suspensions__isnull=False).distinct()
    awards = _of_purse(paused, law)
    if not awards:
        raise Nothing("Người này không có khoản nào đang tạm dừng.")
    start = said.get("from_month") or month_of(on)
    obstacles.check_resumption(awards, start, said)
    return [
        Effect(
            person=person, act=Act.RESUME, kind=award.kind, code=award.code, award=award, from_month=start,
            pay_back=bool(said.get("pay_back")), reason=said.get("reason", ""), because=cited([law.because]),
        )
        for award in awards
    ]  # fmt: skip


def _move(person: Person, dossier: Dossier, law: Procedure, on: datetime.date) -> list[Effect]:
    """The place that pays changes: the old one to the last month, the new one after it (Article 8 clauses 3, 4)."""
    if law.of_merit:
        return merit_proposing.leaving(person, dossier, law, on)
    said = dossier.answers
    unit = Unit.objects.filter(pk=said.get("unit")).first()
    if unit is None:
        raise Nothing("Chưa ghi xã chuyển đến.")
    obstacles.check_place(dossier, law, unit, on)
    ending: Ending = "moved_away" if law.leaves else "moved_near"
    running = _monthly(person)
    code = running[0].code if running else ""
    timing = last_month(ending, Month.of(on), book=_book(person, on), code=code)
    return [
        Effect(
            person=person, act=Act.MOVE, kind=running[0].kind if running else Kind.ALLOWANCE, code=code,
            award=running[0] if running else None, from_month=timing.month.number + 1, unit=unit,
            village=said.get("village", ""), because=cited([timing.because]), provisional=timing.provisional,
        )
    ]  # fmt: skip


_BY_OUTCOME: dict[str, Callable[[Person, Dossier, Procedure, datetime.date], list[Effect]]] = {
    "award": _award, "adjust": _adjust, "stop": _stop, "suspend": _suspend, "resume": _resume, "move": _move,
    "grant": granting.grant, "list": listing.entered,
}  # fmt: skip


def _running(person: Person, said: Mapping[str, Any], dossier: Dossier) -> Award:
    awards = _monthly(person)
    asked = kind_of(dossier.group) if dossier.group else None
    chosen = [
        award for award in awards if award.pk == said.get("award") or (not said.get("award") and award.kind == asked)
    ]
    chosen = chosen or awards
    if not chosen:
        raise Nothing("Người này không có khoản nào đang hưởng để điều chỉnh.")
    return chosen[0]


def _monthly(person: Person) -> list[Award]:
    running = person.awards.filter(until_month__isnull=True).exclude(kind__in=ONCE)
    return list(running.select_related("person").order_by("from_month", "pk"))


def _of_purse(awards: Iterable[Award], law: Procedure) -> list[Award]:
    """Those of the purse a procedure is of: merit, or assistance."""
    purse = Family.MERIT if law.of_merit else Family.ASSISTANCE
    return [award for award in awards if family_of(award.kind) == purse]


def _certificate(person: Person) -> int | None:
    """The month from which a recorded disability holds: the certificate's own."""
    known = person.facts.filter(kind="disability", superseded_at__isnull=True).exclude(value="none").first()
    return known.from_month if known is not None else None


def check_held(dossier: Dossier, law: Procedure, on: datetime.date) -> None:
    """Nobody applies for a class they draw without an end; raises ``Nothing`` before a paper is asked for."""
    kinds = kinds_of(dossier, law)
    if dossier.person is None or law.outcome != "award" or len(kinds) != 1:
        return
    held = dossier.person.awards.filter(kind__in=kinds, until_month__isnull=True).first()
    if held is not None:
        raise Nothing(_holds(dossier.person, held, on))


def _holds(person: Person, held: Award, on: datetime.date) -> str:
    decision = f", quyết định {held.decision_number}" if held.decision_number else ""
    home = authority.called([person.unit], on)[person.unit_id]
    return (
        f"{person.full_name} ({person.birth_text}), {home}: đang hưởng “{Kind(held.kind).label}”"
        f" nhóm {held.code} từ tháng {month_text(held.from_month)}{decision}; không hưởng hai lần"
        " cùng loại. Lập hồ sơ điều chỉnh."
    )


def _book(person: Person, on: datetime.date) -> Book:
    return book_of(province_of([person.unit_id])[person.unit_id], on, month_of(on))


def _month(number: int | None) -> Month | None:
    return None if number is None else Month.from_number(number)
