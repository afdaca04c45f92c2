"""What the law would give one person if an award were decided on a day: the group, the level, the first month, why.

Asked before anything is recorded: what a dossier states is laid over what is recorded, and the law is asked once.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from ansinh.acts import facts
from ansinh.acts.rulings import book_of
from ansinh.law.book import Book
from ansinh.law.facts import Facts
from ansinh.law.month import Month
from ansinh.law.months import Timing, first_month
from ansinh.law.rule import rule
from ansinh.law.ruling import Due, Ruling
from ansinh.reckoning.months import month_of
from ansinh.record.branches import province_of
from ansinh.record.models.assistance import ONCE, Award, Family, family_of
from ansinh.record.models.payroll import UNBORN, thawed
from ansinh.record.models.people import Person

FURTHEST = 40 * 12
"""So many months back an age is looked for."""


class Unknown(ValueError):
    """The law cannot be asked: something of the person is not recorded; the text says what."""


class Offer(NamedTuple):
    """What a decision signed on a day would give. ``due`` is None when the law gives nothing: ``ruling`` says why."""

    due: Due | None
    timing: Timing | None
    ruling: Ruling


class _Asked(NamedTuple):
    """One person before the law: what is known and stated, laid over one another, and the kinds claimed."""

    born: int
    known: Mapping[str, Any]
    claims: frozenset[str]

    def facts(self, month: int) -> Facts:
        age, rest = divmod(month - self.born, 12)
        return Facts(**thawed(self.known) | {"age": age, "birthday_month": rest == 0, "claims": self.claims})


def offer(
    person: Person, *, kinds: Collection[str], on: datetime.date, stated: Mapping[str, Any] | None = None,
    certificate: int | None = None, condition_met: int | None = None, code: str = "", month: int | None = None,
) -> Offer:  # fmt: skip
    """What the law gives of ``kinds`` in a month (that of the day ``on`` itself), and from which month it is due.

    ``stated`` facts are laid over the recorded ones; ``certificate`` and ``condition_met`` are month numbers. Of
    several sums the one of group ``code`` is meant. Raises ``Unknown``.
    """
    month = month_of(on) if month is None else month
    asked = _asked(person, month, stated or {}, kinds)
    book = book_of(province_of([person.unit_id])[person.unit_id], on, month)
    ruling = rule(asked.facts(month), Month.from_number(month), book)
    found = [due for due in ruling.due if due.kind in kinds]
    due = next((one for one in found if group_of(one.code) == group_of(code)), found[0] if found else None)
    due = due and _with_supplements(due, found)
    if due is None:
        return Offer(None, None, ruling)
    timing = first_month(
        due.kind, due.code, Month.from_number(month), book=book, certificate=_month(certificate),
        turned=_month(_turned(asked, due, month, book)), condition_met=_month(condition_met),
    )  # fmt: skip
    return Offer(due, timing, ruling)


def before(award: Award, due: Due, *, on: datetime.date) -> tuple[Due | None, int]:
    """What the law gave an award before it gave ``due``, and the first month of ``due``.

    What is recorded may say ``due`` already while the award's decision names another group: a certificate signed, an
    age reached. The month in which that began is then looked for.
    """
    month = month_of(on)
    recorded = offer(award.person, kinds=[award.kind], on=on, code=award.code).due
    said = award.code == due.code or due.code.startswith(f"{award.code}.")
    if said or recorded is None or recorded.code != due.code:
        return recorded, month
    for earlier in range(month - 1, max(award.from_month, month - FURTHEST) - 1, -1):
        was = offer(award.person, kinds=[award.kind], on=on, code=award.code, month=earlier).due
        if was is None or was.code != due.code:
            return was, earlier + 1
    return recorded, month


def _with_supplements(due: Due, found: list[Due]) -> Due:
    """A monthly merit allowance is one sum with its supplements, and says the reasons of each."""
    if due.kind in ONCE or family_of(due.kind) != Family.MERIT:
        return due
    whole = [one for one in found if one.kind == due.kind]
    return due._replace(
        amount=sum(one.amount for one in whole),
        because=tuple(reason for one in whole for reason in one.because),
        provisional=any(one.provisional for one in whole),
        readings=tuple(dict.fromkeys(reading for one in whole for reading in one.readings)),
    )


def group_of(code: str) -> str:
    """The group a code belongs to: ``K6`` of ``K6.N.TE``."""
    return code.split(".")[0]


def _asked(person: Person, month: int, stated: Mapping[str, Any], claims: Collection[str]) -> _Asked:
    born = facts.month_of_birth(person)
    if born == UNBORN:
        raise Unknown("Chưa biết năm sinh: ghi năm sinh vào hồ sơ trước khi tính mức.")
    if born > month:
        raise Unknown("Ngày sinh muộn hơn tháng tính mức: xem lại ngày sinh.")
    held = person.awards.filter(from_month__lte=month).exclude(until_month__lte=month).values_list("kind", flat=True)
    return _Asked(born, facts.in_month(person, month) | dict(stated), frozenset({*claims, *held}))


def _turned(asked: _Asked, due: Due, month: int, book: Book) -> int | None:
    """The month from which age has given this group without a break; None when age has no say in its start."""
    provision = book.provision("start.age", Month.from_number(month))
    if provision is None or group_of(due.code) not in provision.groups:
        return None
    first = month
    for earlier in range(month - 1, max(month - FURTHEST, asked.born), -1):
        when = Month.from_number(earlier)
        if book.figure(due.code, when) is None or due.code not in _codes(asked, when, book):
            break
        first = earlier
    return first


def _codes(asked: _Asked, when: Month, book: Book) -> list[str]:
    return [due.code for due in rule(asked.facts(when.number), when, book).due]


def _month(number: int | None) -> Month | None:
    return None if number is None else Month.from_number(number)
