"""What a decree changes for one situation in one month: the ruling without it beside the ruling with it."""

from typing import NamedTuple

from ansinh.law.book import Book
from ansinh.law.facts import Facts
from ansinh.law.month import Month
from ansinh.law.rule import rule
from ansinh.law.ruling import Ruling


class Change(NamedTuple):
    """One benefit that differs: its code without and with (empty: not due) and the sums in whole đồng."""

    kind: str
    code_without: str
    code_with: str
    amount_without: int
    amount_with: int

    @property
    def difference(self) -> int:
        """What the person gains (negative: loses) in this benefit, whole đồng."""
        return self.amount_with - self.amount_without


class Effect(NamedTuple):
    """Both rulings, and the benefits in which they differ, by kind."""

    without: Ruling
    with_: Ruling
    changes: tuple[Change, ...]

    @property
    def difference(self) -> int:
        """What the person gains (negative: loses) in the month, whole đồng."""
        return self.with_.total - self.without.total


def effect(facts: Facts, month: Month, book_without: Book, book_with: Book) -> Effect:
    """Rule one situation by two books and say what differs."""
    without, with_ = rule(facts, month, book_without), rule(facts, month, book_with)
    return Effect(without, with_, tuple(_changes(without, with_)))


def _changes(without: Ruling, with_: Ruling) -> list[Change]:
    kinds = dict.fromkeys(due.kind for due in (*without.due, *with_.due))
    found = []
    for kind in kinds:
        before, after = _codes(without, kind), _codes(with_, kind)
        change = Change(kind, before, after, without.amount(kind), with_.amount(kind))
        if before != after or change.difference:
            found.append(change)
    return found


def _codes(ruling: Ruling, kind: str) -> str:
    return ", ".join(due.code for due in ruling.due if due.kind == kind)
