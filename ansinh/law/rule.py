"""The ruling of one situation in one month: every benefit is asked, bars are applied, the highest is kept."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from ansinh.law.bars import ALWAYS, BARS, BESIDE, ENTRY_QUESTION, MONTHLY_KINDS, Bar, any_bar, any_beside
from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.book import Book
from ansinh.law.combine import combine
from ansinh.law.facts import MERIT_KINDS, Facts
from ansinh.law.merit import any_merit
from ansinh.law.month import Month
from ansinh.law.plan import Line, Plan, cite, make_due, plan_for
from ansinh.law.ruling import Because, Considered, Due, Excluded, Question, Ruling
from ansinh.law.survivors import Candidate
from ansinh.law.wording import dong, place


class _Findings(NamedTuple):
    """What asking the benefits has brought so far."""

    candidates: list[Candidate]
    excluded: list[Excluded]
    questions: list[Question]
    considered: list[Considered]


def rule(facts: Facts, month: Month, book: Book) -> Ruling:
    """Rule one situation in one month by one book. Pure: equal arguments give an equal ruling.

    Amounts are whole đồng for that month. When only the year of birth is known and a birth in December would be ruled
    otherwise, the ruling says so (open reading R3).
    """
    plan = plan_for(book, month)
    ruling = _ruled(facts, plan)
    if facts.born == "year" and not (facts.age == 0 and month.month != 12):
        return _with_birth_to_the_year(ruling, facts, plan)
    return ruling


def _ruled(facts: Facts, plan: Plan) -> Ruling:
    found = _Findings([], [], list(plan.questions), [])
    for line in plan.lines:
        if line.benefit.kind in facts.claims and line.ask is not None:
            _take(line.ask(facts), line, facts, plan, found)
    if not facts.claims.isdisjoint(MERIT_KINDS) and any_merit(facts):
        for line in plan.lines_merit:
            if line.benefit.kind in facts.claims and line.ask is not None:
                _take(line.ask(facts), line, facts, plan, found)
    due = combine(found.candidates, plan, found.excluded, found.questions)
    if facts.died:
        due = _with_grants(due, facts, plan, found)
    return Ruling(
        plan.month,
        plan.book.key,
        tuple(due),
        tuple(found.excluded),
        tuple(dict.fromkeys(found.questions)),
        tuple(found.considered),
    )


def _with_grants(due: list[Due], facts: Facts, plan: Plan, found: _Findings) -> list[Due]:
    drawn = tuple(due)
    grants = _Findings([], found.excluded, found.questions, found.considered)
    for line in plan.lines_after:
        if line.benefit.kind in facts.claims and line.ask_after is not None:
            _take(line.ask_after(facts, drawn), line, facts, plan, grants)
    return due + combine(grants.candidates, plan, found.excluded, found.questions)


def _take(answer: Answer, line: Line, facts: Facts, plan: Plan, found: _Findings) -> None:
    if isinstance(answer, str):
        if answer:
            found.considered.append(Considered(line.benefit.code, answer))
    elif isinstance(answer, Question):
        found.questions.append(answer)
    else:
        for fit in (answer,) if isinstance(answer, Fit) else answer:
            _weigh(fit, line, facts, plan, found)


def _weigh(fit: Fit, line: Line, facts: Facts, plan: Plan, found: _Findings) -> None:
    benefit = line.benefit
    if fit.figure not in plan.prices:
        found.considered.append(Considered(benefit.code, f"chưa có mức cho tháng {plan.month.vi}: {fit.why}"))
        return
    due = make_due(plan, benefit, plan.prices[fit.figure], fit)
    readings = due.readings + fit.readings
    if facts.ended and not facts.ended.isdisjoint(benefit.rests_on):
        readings += ("R1",)
    if any_bar(facts):
        for bar in _bars_of(line):
            if not bar.holds(facts, due.amount):
                continue
            if bar.begins in facts.began and not bar.asks_on_entry:
                readings += ("R5",)
                continue
            found.excluded.append(_barred(due, bar, benefit, facts, plan))
            found.questions.extend(_doubts(bar, facts))
            return
    if benefit.asked_beside and any_beside(facts):
        for name in benefit.asked_beside:
            beside = BESIDE[name]
            if beside.holds(facts, due.amount):
                found.questions.append(Question(beside.reading, f"{due.name}: {beside.sentence}"))
                readings += (beside.reading,)
    if readings is not due.readings:
        due = due._replace(readings=tuple(dict.fromkeys(readings)))
    found.candidates.append(Candidate(due, benefit))


def _doubts(bar: Bar, facts: Facts) -> list[Question]:
    entering = bar.asks_on_entry and bar.begins in facts.began
    doubt = ENTRY_QUESTION if entering else bar.doubt(facts)
    return [] if doubt is None else [doubt]


def _bars_of(line: Line) -> Iterable[Bar]:
    names = line.bars + ALWAYS if line.benefit.kind in MONTHLY_KINDS else line.bars
    return (BARS[name] for name in names)


def _barred(due: Due, bar: Bar, benefit: Benefit, facts: Facts, plan: Plan) -> Excluded:
    """The exclusion with the text that decides: the bar's own provision, or the condition in the group's article."""
    reason = cite(plan, f"bar.{bar.begins}.{benefit.code}") or cite(plan, f"bar.{bar.name}") or _condition(due)
    readings = tuple(question.reading for question in _doubts(bar, facts))
    return Excluded(due.code, due.kind, f"{due.name}: không hưởng vì {bar.reason}.", (reason,), readings)


def _condition(due: Due) -> Because:
    said = [reason for reason in due.because if reason.sentence.startswith(("vì:", "×"))]
    who = next((reason for reason in reversed(said) if reason.article), said[-1])
    where = place(who.article, who.clause, who.point)
    return who._replace(sentence=f"Điều kiện của nhóm này ({where}, {who.decree}).".replace("(, ", "("))


def _with_birth_to_the_year(ruling: Ruling, facts: Facts, plan: Plan) -> Ruling:
    """Show where a birth on 31 December would be ruled otherwise than one on 1 January (reading R3)."""
    late = (
        replace(facts, born="day", birthday_month=True)
        if plan.month.month == 12
        else replace(facts, born="day", age=facts.age - 1, birthday_month=False)
    )
    other = {(due.code, due.amount) for due in _ruled(late, plan).due}
    mine = {(due.code, due.amount) for due in ruling.due}
    if other == mine:
        return ruling
    total = sum(amount for _, amount in other)
    said = f"Chỉ biết năm sinh: tính như sinh ngày 01/01; nếu sinh ngày 31/12 thì tháng này là {dong(total)}."
    return ruling._replace(
        due=tuple(
            due
            if (due.code, due.amount) in other
            else due._replace(readings=tuple(dict.fromkeys((*due.readings, "R3"))))
            for due in ruling.due
        ),
        questions=(*ruling.questions, Question("R3", said)),
    )
