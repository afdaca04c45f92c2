"""Drafts made from lists asked of the law again on the day of signing; what is another by then is drafted anew.

A dossier's draft asks its own form (acts/deciding); a list's lines ask the positions of their awards, each distinct
situation once however many people are in it.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction

from ansinh.acts import drafting
from ansinh.acts.facts import intern
from ansinh.acts.rulings import Desk, Ruled, Situation
from ansinh.law.ruling import Because
from ansinh.reckoning.months import month_of
from ansinh.record.branches import province_of
from ansinh.record.models.assistance import Award
from ansinh.record.models.decisions import Act, Decision, Effect
from ansinh.record.models.payroll import UNBORN, Position, Profile, Ruling

LISTS = ("age", "event", "decree")
"""Why a draft was made, when it was made from a list and not for a dossier."""

Answers = dict[int, Ruled]
"""What the law gives in a line's month, by the line's id; no answer where nothing is held then."""


def drafted_anew(decision: Decision, *, on: datetime.date) -> str:
    """Why the list no longer says what the law says; it is drafted anew then, in one transaction. Empty: it does."""
    if decision.origin not in LISTS or decision.dossier_id is not None:
        return ""
    lines = list(decision.effects.filter(act__in=(Act.ADJUST, Act.STOP)).select_related("person", "award", "unit"))
    answers = asked([line for line in lines if line.act == Act.ADJUST or not _dated(line)], on)
    other = [line for line in lines if not _still(line, answers.get(line.pk))]
    if not other:
        return ""
    with transaction.atomic():
        changed = {line.pk for line in other}
        kept = [line for line in lines if line.pk not in changed or _at_new_level(line, answers.get(line.pk))]
        drafting.put_aside(decision, "soạn lại khi ký: dữ kiện hoặc mức đã khác")
        if kept:
            _again(decision, kept, on)
    names = ", ".join(line.person.full_name for line in other[:5]) + ("…" if len(other) > 5 else "")
    then = "dự thảo vừa được lập lại, xem rồi ký" if kept else "không còn ai trong danh sách, dự thảo đã bỏ"
    return f"Từ khi soạn đến nay đã khác đối với {len(other)} người ({names}): {then}."


def newest(decision: Decision) -> Decision | None:
    """The draft that took the place of one made from a list."""
    mine = Decision.objects.filter(
        state="draft", authority=decision.authority, act=decision.act, origin=decision.origin, dossier__isnull=True
    )
    return mine.filter(pk__gt=decision.pk).order_by("-pk").first()


def asked(lines: Sequence[Effect], on: datetime.date) -> Answers:
    """What the law gives each line's award in the line's month, with the facts the line would record."""
    held = _held(lines)
    profiles = _profiles(lines, held)
    provinces = province_of({position.unit_id for position in held.values()})
    found: Answers = {}
    by_month: dict[int, list[Effect]] = defaultdict(list)
    for line in lines:
        if line.pk in held:
            by_month[max(line.from_month, month_of(on))].append(line)
    for month, mine in by_month.items():
        desk = Desk(on, month)
        pairs = {
            line.pk: (line.from_month, _situation(held[line.pk], profiles[line.pk], line, desk, provinces))
            for line in mine
        }
        answers = desk.answer(set(pairs.values()))
        found |= {pk: answers[pair] for pk, pair in pairs.items()}
    return found


def _held(lines: Iterable[Effect]) -> dict[int, Position]:
    """The position of each line's award in its month; of an award that ends before, or of unknown birth, none."""
    rows: dict[int | None, list[Position]] = defaultdict(list)
    lines = list(lines)
    for row in Position.objects.filter(award__in=[line.award_id for line in lines]).exclude(born=UNBORN):
        rows[row.award_id].append(row)
    found = {}
    for line in lines:
        now = [row for row in rows[line.award_id] if row.from_month <= line.from_month < row.until_month]
        if now and now[0].born <= line.from_month:
            found[line.pk] = now[0]
    return found


def _profiles(lines: Iterable[Effect], held: dict[int, Position]) -> dict[int, int]:
    """The profile each line is asked with: that of its position, and the facts it records laid over it."""
    more = {line.pk: line.facts for line in lines if line.facts and line.pk in held}
    found = {pk: position.profile_id for pk, position in held.items()}
    known = dict(Profile.objects.filter(pk__in={found[pk] for pk in more}).values_list("pk", "facts"))
    for pk, said in more.items():
        (found[pk],) = intern([known[found[pk]] | said]).values()
    return found


def _situation(position: Position, profile: int, line: Effect, desk: Desk, provinces: dict[int, int]) -> Situation:
    age, rest = divmod(line.from_month - position.born, 12)
    book = desk.book_number(provinces[position.unit_id])
    return Situation(book, profile, position.kind, age, rest == 0)


def _dated(line: Effect) -> bool:
    """Whether the line ends an award that ends then by its own date."""
    return line.award is not None and line.award.until_month == line.from_month and not _ended(line.award)


def _ended(award: Award) -> bool:
    return bool(award.stop_number or award.stop_decision_id)


def _still(line: Effect, now: Ruled | None) -> bool:
    """Whether a line says what the law says: the same group and level, or nothing where it ends the award."""
    if line.award is None or (_ended(line.award) and (line.award.until_month or 0) <= line.from_month):
        return False
    if line.act == Act.STOP:
        return now is None or (not now.amount and not now.problem)
    return now is not None and (now.code, now.amount) == (line.code, line.amount)


def _at_new_level(line: Effect, now: Ruled | None) -> bool:
    """Write what the law gives now into a line that still changes a level; False when it does so no more."""
    same = now is not None and (now.code, now.amount) == (line.old_code, line.old_amount)
    if line.act != Act.ADJUST or now is None or not now.amount or same:
        return False
    ruling = Ruling.objects.get(pk=now.ruling_id).ruling
    given = [one for one in ruling["benefits"] if one["kind"] == line.kind]
    timing = line.because[-1:]
    line.code, line.amount, line.provisional = now.code, now.amount, now.provisional
    line.because = [_placed(reason) for one in given for reason in one["because"]] + timing
    return True


def _placed(reason: dict[str, str]) -> dict[str, str]:
    return reason | {"place": Because(**reason).place}


def _again(decision: Decision, lines: list[Effect], on: datetime.date) -> None:
    for line in lines:
        line.pk, line._state.adding = None, True
    made = drafting.draft_of(
        lines, act=decision.act, signs=decision.authority, by=None, origin=decision.origin, note=decision.note,
        on=on,
    )  # fmt: skip
    made.drafted_by = decision.drafted_by
    made.save(update_fields=["drafted_by"])
