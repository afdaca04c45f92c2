"""Programmes an office may carry out: the ready ones of the law, and its own, tried before they are kept."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from ansinh.acts import permit
from ansinh.acts.rulings import LISTS, book_of
from ansinh.law import programme as law
from ansinh.law import question
from ansinh.law.book import Book, open_book
from ansinh.law.month import Month
from ansinh.law.plan import paid
from ansinh.law.programme import ProgrammeError
from ansinh.law.ruling import Because
from ansinh.record.branches import province_of
from ansinh.record.models.places import LocalFigure, Unit
from ansinh.record.models.programmes import Programme
from ansinh.record.models.users import User

LONGEST = 20_000
"""A text of more letters is no programme."""


class Fault(NamedTuple):
    """What is wrong with a programme, at which field (``group.0.who``)."""

    field: str
    sentence: str


class Level(NamedTuple):
    """What one of a group is given in a month by the law; ``dong`` None: to be entered, with its paper.

    ``by_table``: nothing by itself, each line has the price of what is chosen for it. ``said``: by which paper the
    place itself set it.
    """

    group: str
    dong: int | None
    because: Because | None
    provisional: bool
    by_table: bool = False
    said: str = ""


def offered(on: datetime.date, *, by: User) -> list[law.Programme]:
    """Every programme that may be opened on a day: the law's, and those made for a place of the user's."""
    ready = law.programmes(on)
    own = [law.read(one.slug, one.text) for one in _own(by)]
    taken = {one.slug for one in own}
    both = [*(one for one in ready if one.slug not in taken), *own]
    return sorted(both, key=lambda one: (one.order, one.name))


def _own(by: User) -> list[Programme]:
    cover = permit.cover(by)
    kept = Programme.objects.filter(replaced_at__isnull=True).select_related("unit")
    return [one for one in kept if permit.communes_of([one.unit]) & cover]


def text_of(slug: str, *, by: User) -> str:
    """The text of a programme, an office's own first. Raises LookupError."""
    for one in _own(by):
        if one.slug == slug:
            return one.text
    if law.shipped(slug) is None:
        raise LookupError(slug)
    return law.text_of(slug)


def faults(slug: str, text: str) -> list[Fault]:
    """What keeps a text from being a programme; empty when it is one."""
    if len(text) > LONGEST:
        return [Fault("text", "Chương trình quá dài.")]
    try:
        read = law.read(slug, text)
    except ProgrammeError as wrong:
        return [Fault(wrong.field, str(wrong))]
    found = []
    figures = open_book().figure_names()
    for at, group in enumerate(read.groups):
        if isinstance(asked := question.read(group.who), question.Wrong):
            found.append(Fault(f"group.{at}.who", asked.sentence))
        if group.amount is not None and group.amount.figure and group.amount.figure not in figures:
            said = f"Không có mức “{group.amount.figure}” trong văn bản nào đang có."
            found.append(Fault(f"group.{at}.amount", said))
    return found


@transaction.atomic
def keep(slug: str, text: str, *, unit: Unit, by: User) -> Programme | list[Fault]:
    """Keep a programme of an office; a changed one replaces the wording before. Faults are given back, nothing kept."""
    permit.check(by, "register", unit)
    wrong = faults(slug, text)
    if law.shipped(slug) is not None:
        wrong.append(Fault("slug", "Tên ngắn này là của chương trình có sẵn: đặt tên khác."))
    if wrong:
        return wrong
    Programme.objects.filter(slug=slug, unit=unit, replaced_at__isnull=True).update(replaced_at=timezone.now())
    return Programme.objects.create(slug=slug, text=text, unit=unit, made_by=by)


def levels(programme: law.Programme, month: int, scope: Unit, on: datetime.date) -> list[Level]:
    """What each group is given in a month there, as the law known on a day says."""
    book = book_of(province_of([scope.pk])[scope.pk], on, month)
    priced = any(law.offers(ask, Month.from_number(month)) for ask in programme.asks)
    found = [_level(group, book, Month.from_number(month), priced) for group in programme.groups]
    own = _own_levels(programme.slug, month, scope)
    return [
        level if level.dong is not None or level.group not in own else level._replace(
            dong=own[level.group].amount, said=own[level.group].basis)
        for level in found
    ]  # fmt: skip


def _own_levels(slug: str, month: int, scope: Unit) -> dict[str, LocalFigure]:
    """What the place, or one it lies in, set for groups the law gives no level, the nearest and latest first."""
    above = scope.parent
    chain = [unit for unit in (scope, above, above.parent if above else None) if unit is not None]
    rows = LocalFigure.objects.filter(
        figure__startswith=f"{LISTS}{slug}.", from_month__lte=month, unit__in=chain
    ).order_by("from_month")
    nearest = sorted(rows, key=lambda row: (-chain.index(row.unit), row.from_month))
    return {row.figure.rpartition(".")[2]: row for row in nearest}


def keep_levels(slug: str, given: Mapping[str, int], *, scope: Unit, from_month: int, basis: str, by: User) -> None:
    """These levels are the place's own from a month on: every later round there offers them with their paper."""
    permit.check(by, "prepare", scope)
    for group, dong in given.items():
        LocalFigure.objects.update_or_create(
            unit=scope, figure=f"{LISTS}{slug}.{group}", from_month=from_month,
            defaults={"amount": dong, "basis": basis},
        )  # fmt: skip


def _level(group: law.Group, book: Book, month: Month, priced: bool) -> Level:
    if priced:
        return Level(group.code, 0, group.because, group.provisional, priced)
    if group.amount is None:
        return Level(group.code, None, group.because, False)
    if group.amount.journey:
        a_km = book.figure(f"{group.amount.journey}.KM", month)
        return Level(group.code, a_km.amount if a_km else None, group.because, bool(a_km and a_km.provisional))
    if not group.amount.figure:
        return Level(group.code, group.amount.of(0), group.because, group.provisional)
    found = paid(book, month, group.amount.figure)
    if found is None:
        return Level(group.code, None, group.because, False)
    figure = found.figure
    because = Because(figure.decree, *figure.at, sentence=figure.label)
    return Level(group.code, group.amount.of(found.amount), because, found.provisional)
