"""One month of one book, made ready: which wording of each benefit answers, and what each figure pays and why."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from ansinh.law.benefit import Benefit, Fit, Rule, RuleAfter, all_benefits
from ansinh.law.book import Book, Level
from ansinh.law.decree import Figure, Place, Provision
from ansinh.law.facts import MERIT_KINDS
from ansinh.law.month import Month
from ansinh.law.ruling import Because, Due, Question
from ansinh.law.wording import dong, factor

_DRAWN = "drawn"


class Price(NamedTuple):
    """What one unit of a figure pays in the month (whole đồng), with the reasons that are the same for everybody."""

    figure: Figure
    amount: int
    because: tuple[Because, ...]
    supposed: tuple[Because, ...]
    provisional: bool
    readings: tuple[str, ...]


class Line(NamedTuple):
    """One benefit in the month; `ask` or `ask_after` answers, one of the two. `bars` name what excludes it then."""

    benefit: Benefit
    figure: Figure | None
    ask: Rule | None
    ask_after: RuleAfter | None
    bars: tuple[str, ...]


class Plan(NamedTuple):
    """Everything about a month that does not depend on a person."""

    book: Book
    month: Month
    lines: tuple[Line, ...]
    lines_after: tuple[Line, ...]
    lines_merit: tuple[Line, ...]
    prices: dict[str, Price]
    questions: tuple[Question, ...]


@lru_cache(maxsize=2048)
def plan_for(book: Book, month: Month) -> Plan:
    """The plan of a month by a book; remembered, since a run asks it for every person."""
    lines = [line for benefit in all_benefits() if (line := _line(book, month, benefit))]
    return Plan(
        book,
        month,
        tuple(line for line in lines if line.ask is not None and line.benefit.kind not in MERIT_KINDS),
        tuple(line for line in lines if line.ask_after is not None),
        tuple(line for line in lines if line.ask is not None and line.benefit.kind in MERIT_KINDS),
        _prices(book, month),
        _questions(book, month),
    )


def paid(book: Book, month: Month, name: str) -> Price | None:
    """What one unit of a figure comes to in a month, rounded as the figure says; None where the book has none."""
    price = plan_for(book, month).prices.get(name)
    return None if price is None else price._replace(amount=_rounded(price.amount, price.figure))


def cite(plan: Plan, name: str) -> Because | None:
    """A provision in force in the month as a reason, or None when no decree of the book has it."""
    found = plan.book.provision(name, plan.month)
    return None if found is None else cited(found)


def cited(provision: Provision) -> Because:
    """A provision as a reason."""
    return Because(provision.decree, *provision.at, sentence=provision.sentence)


def spoken(at: Place, short: str) -> str:
    """(Điều 4 khoản 2, NĐ 20/2021)."""
    return f"({at.vi}, {short})" if at.article else f"({short})"


def _line(book: Book, month: Month, benefit: Benefit) -> Line | None:
    figure = book.figure(benefit.anchor, month)
    if figure is not None:
        start = figure.start
        return Line(benefit, figure, benefit.wording(start), benefit.wording_after(start), benefit.bars_in(start))
    if book.repealed_by(benefit.anchor, month) is None and benefit.before is not None:
        return Line(benefit, None, benefit.before, None, benefit.bars)
    return None


def _prices(book: Book, month: Month) -> dict[str, Price]:
    found = {name: _price(book, month, name) for name in book.figure_names()}
    return {name: price for name, price in found.items() if price is not None}


def _price(book: Book, month: Month, name: str) -> Price | None:
    figure = book.figure(name, month)
    if figure is None or figure.percent is not None:
        return None
    level = book.level(name if figure.amount is not None else figure.base, month)
    if figure.quantity is not None:
        return _in_kind(book, month, figure)
    if figure.base == _DRAWN:
        return _of_what_is_drawn(book, month, figure)
    if level is None:
        return None
    amount = level.amount
    reasons = [_level_reason(level)]
    if figure.coefficient is not None:
        amount = whole(level.amount * figure.coefficient)
        said = f"× hệ số {factor(figure.coefficient)} {spoken(figure.at, figure.short)}"
        reasons.append(Because(figure.decree, *figure.at, sentence=said))
    supposed = _supposed(book, month, figure.family)
    level_provisional = level.local is None and level.figure.provisional
    figure_provisional = figure.coefficient is not None and figure.provisional
    readings = [*figure.readings]
    for used in {figure, level.figure}:
        readings += used.backdated if month < Month.of(used.in_force) else ()
    return Price(
        figure,
        amount,
        tuple(reasons),
        supposed,
        level_provisional or figure_provisional or bool(supposed),
        tuple(dict.fromkeys(readings)),
    )


def _of_what_is_drawn(book: Book, month: Month, figure: Figure) -> Price:
    """A multiple of what the person draws: how much that is, the fit says."""
    said = f"{figure.label}: {factor(figure.coefficient or Decimal(0))} lần mức đang hưởng"
    reason = Because(figure.decree, *figure.at, sentence=f"{said} {spoken(figure.at, figure.short)}")
    supposed = _supposed(book, month, figure.family)
    return Price(figure, 0, (reason,), supposed, figure.provisional or bool(supposed), figure.readings)


def _in_kind(book: Book, month: Month, figure: Figure) -> Price:
    said = f"{figure.label}: {factor(figure.quantity or Decimal(0))} {figure.unit}"
    reason = Because(figure.decree, *figure.at, sentence=f"{said} {spoken(figure.at, figure.short)}")
    supposed = _supposed(book, month, figure.family)
    provisional = figure.provisional or bool(supposed)
    return Price(figure, 0, (reason,), supposed, provisional, figure.readings)


def _level_reason(level: Level) -> Because:
    figure = level.figure
    where = spoken(figure.at, figure.short)
    said = f"{figure.label} {dong(figure.amount or 0)} {where}"
    if level.local is None:
        return Because(figure.decree, *figure.at, sentence=said)
    higher = f"{figure.label} của tỉnh {dong(level.amount)} ({level.local.basis}), cao hơn mức chung: {said}"
    return Because(level.local.basis, "", "", "", higher)


def whole(amount: Decimal) -> int:
    """A product in đồng to the whole đồng, halves upwards."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _rounded(amount: int, figure: Figure) -> int:
    return amount if figure.round == 1 else (amount + figure.round // 2) // figure.round * figure.round


def _supposed(book: Book, month: Month, family: str) -> tuple[Because, ...]:
    found = book.assumption(month, family)
    if found is None:
        return ()
    decree, assumption = found
    return (Because(decree.number, "", "", "", assumption.sentence),)


def _questions(book: Book, month: Month) -> tuple[Question, ...]:
    missing = book.provision("not_entered", month)
    if missing is not None:
        return (Question("", missing.sentence),)
    if book.level("standard_amount", month) is None:
        return (Question("", f"Chưa có mức chuẩn trợ giúp xã hội cho tháng {month.vi}."),)
    return ()


def make_due(plan: Plan, benefit: Benefit, price: Price, fit: Fit) -> Due:
    """A due sum with its reasons: the level, the coefficient, and why this person."""
    figure, units = price.figure, fit.units
    amount = _rounded(max(price.amount * units, fit.least), figure)
    if figure.base == _DRAWN and figure.coefficient is not None:
        amount = whole(figure.coefficient * fit.drawn)
    times = f" × {units}" if units != 1 else ""
    who = figure.who if figure.who.article else figure.at
    said = f"{times} vì: {fit.why} {spoken(who, figure.short)}.".lstrip()
    because = (*price.because, Because(figure.decree, *who, sentence=said), *price.supposed)
    in_kind = ""
    if figure.quantity is not None:
        in_kind = f"{factor(figure.quantity * units)} {figure.unit.split('/')[0]}"
    return Due(
        fit.group or figure.name,
        benefit.kind,
        figure.label,
        figure.coefficient,
        units,
        amount,
        because,
        price.provisional,
        price.readings,
        in_kind,
    )
