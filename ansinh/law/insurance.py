"""The health insurance card that goes with a monthly allowance (thẻ bảo hiểm y tế), the best one only.

Decree 20/2021 Article 9; social insurance law 2024 Article 22 clause 3; resolution 261/2025 from January 2026.
"""

from typing import NamedTuple

from ansinh.law.book import Book
from ansinh.law.decree import Figure
from ansinh.law.facts import Facts
from ansinh.law.ruling import Because, Ruling


class Card(NamedTuple):
    """What share of costs the card pays, in per cent, and why."""

    code: str
    percent: int
    because: Because
    provisional: bool
    readings: tuple[str, ...]


def card(facts: Facts, ruling: Ruling, book: Book) -> Card | None:
    """The best health insurance card a ruling and the household's class give, or None when neither does."""
    names = []
    if any(due.kind == "allowance" and due.coefficient is None for due in ruling.due):
        names += ["BHYT.HTXH", "BHYT.HTXH.75"] if facts.age >= 75 else ["BHYT.HTXH"]
    if any(due.kind in ("allowance", "single_parent") and due.coefficient for due in ruling.due):
        names.append("BHYT.TCXH")
    if facts.household == "near_poor":
        names.append("BHYT.CN")
    cards = [_card(figure) for name in names if (figure := book.figure(name, ruling.month))]
    return max(cards, key=lambda found: found.percent, default=None)


def _card(figure: Figure) -> Card:
    said = f"{figure.label} {figure.percent} % ({figure.short})."
    because = Because(figure.decree, *figure.at, sentence=said)
    return Card(figure.name, figure.percent or 0, because, figure.provisional, figure.readings)
