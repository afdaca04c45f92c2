"""Awards of merit by decision: what must be told before, what stands beside, from which month of who moved here."""

from __future__ import annotations

import datetime

from ansinh.acts import entitlement
from ansinh.acts.entitlement import Offer
from ansinh.acts.merit_running import monthly, paid_through
from ansinh.acts.obstacles import Nothing
from ansinh.acts.offered import cited, line
from ansinh.law.book import Book
from ansinh.law.month import Month
from ansinh.law.months import Timing
from ansinh.law.procedure import Procedure
from ansinh.law.ruling import Due
from ansinh.reckoning.months import month_of, month_text
from ansinh.record.models.assistance import Kind
from ansinh.record.models.decisions import Act, Effect
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit

BESIDE = (Kind.MERIT_ATTENDANT, Kind.MERIT_NURTURE)
"""What the same facts give besides, on the same decision: whoever attends, and who lives alone."""


def check(due: Due, dossier: Dossier, *, book: Book, on: datetime.date) -> None:
    """The month of the board's conclusion, of the death, or the one paid through elsewhere, is told. Raises Nothing."""
    said, group = dossier.answers, entitlement.group_of(due.code)
    if "paid_through" in said:
        if not said["paid_through"]:
            raise Nothing("Ghi tháng nơi đi đã chi đến hết: tháng sau ở đây mới chi.")
        return
    rule = book.provision("start.conclusion", Month.of(on))
    if rule is not None and group in rule.groups and not said.get("certificate"):
        raise Nothing("Ghi tháng Hội đồng giám định y khoa kết luận: hưởng từ tháng ấy.")
    rule = book.provision("start.death", Month.of(on))
    if rule is not None and group in rule.groups and "dead_name" in said and not said.get("condition_met"):
        raise Nothing("Ghi tháng người có công mất: tuất hưởng từ tháng sau.")


def moved_in(timing: Timing, dossier: Dossier, law: Procedure) -> Timing:
    """Of who moved here: from the month after the one the other place paid through."""
    paid = dossier.answers.get("paid_through")
    if not paid:
        return timing
    said = f"Nơi đi đã chi hết tháng {month_text(paid)}: ở đây chi từ tháng {month_text(paid + 1)}."
    return Timing(Month.from_number(paid + 1), law.because._replace(sentence=said), (), law.provisional)


def beside(person: Person, dossier: Dossier, law: Procedure, on: datetime.date, found: Offer) -> list[Effect]:
    """Lines for what the same facts give besides and nobody drew yet, from the same month."""
    said = dossier.answers
    assert found.due is not None and found.timing is not None
    made = []
    for kind in BESIDE:
        if kind not in law.kinds or kind == found.due.kind:
            continue
        other = entitlement.offer(person, kinds=[kind], on=on, stated=said.get("facts", {}))
        held = person.awards.filter(kind=kind).exclude(until_month__lte=found.timing.month.number)
        if other.due is not None and not held.exists():
            made.append(line(person, Act.AWARD, other._replace(timing=found.timing), facts={}))
    return made


def leaving(person: Person, dossier: Dossier, law: Procedure, on: datetime.date) -> list[Effect]:
    """What the decision to send a file away does. Raises ``Nothing`` where there is nothing to send, or no place."""
    said = dossier.answers
    unit = Unit.objects.filter(pk=said.get("unit")).first()
    running = monthly(person, month_of(on))
    if not running:
        raise Nothing(f"{person.full_name} không đang hưởng khoản ưu đãi nào để di chuyển hồ sơ.")
    if unit is None and not said.get("to_place"):
        raise Nothing("Chưa ghi nơi chuyển đến.")
    return [
        Effect(
            person=person, act=Act.MOVE, kind=running[0].kind, code=running[0].code, award=running[0],
            from_month=paid_through(person, on) + 1, unit=unit, village=said.get("village", ""),
            reason=said.get("to_place", ""), because=cited([law.because]), provisional=law.provisional,
        )
    ]  # fmt: skip
