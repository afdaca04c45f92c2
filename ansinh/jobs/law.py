"""The `ansinh law …` commands: what is due, which facts are asked, which figures are in force. No database."""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, TextIO

import click

from ansinh.jobs.months import MONTH
from ansinh.jobs.words import TextFile
from ansinh.law.award import within_award
from ansinh.law.book import Book, LocalFigure, open_book
from ansinh.law.decree import Figure
from ansinh.law.insurance import card
from ansinh.law.intake import Problem, Stated, read_person
from ansinh.law.month import Month
from ansinh.law.plan import plan_for
from ansinh.law.rule import rule
from ansinh.law.ruling import Due, Excluded
from ansinh.law.schema import json_schema
from ansinh.law.wording import dong, factor

_BASIS = "mức của tỉnh nêu trong lệnh"


class _MonthType(click.ParamType[Month]):
    name = MONTH.name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Month:
        if isinstance(value, Month):
            return value
        return Month.from_number(MONTH.convert(value, param, ctx))


@click.group("law", help="Luật: tính mức được hưởng và lý do; chỉ effect cần cơ sở dữ liệu.")
def law() -> None:
    """Commands that ask the law alone."""


_known_on = click.option(
    "--known-on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Chỉ dùng văn bản đã ban hành đến ngày này.",
)
_in_force_on = click.option(
    "--in-force-on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Chỉ dùng văn bản đã có hiệu lực đến ngày này.",
)


@law.command("due")
@click.option("--month", type=_MonthType(), required=True, help="Tháng được hưởng, ví dụ 2024-07.")
@click.option(
    "--facts",
    type=TextFile("r", encoding="utf-8-sig"),
    default="-",
    metavar="FILE.jsonl",
    help="Mỗi dòng một người; bỏ trống hoặc -: đọc từ đầu vào chuẩn.",
)
@_known_on
@_in_force_on
@click.option(
    "--standard-amount", type=click.IntRange(1), metavar="ĐỒNG", help="Mức chuẩn của tỉnh, nếu cao hơn mức chung."
)
@click.option(
    "--pension-amount",
    type=click.IntRange(1),
    metavar="ĐỒNG",
    help="Mức hưu trí xã hội của tỉnh, nếu cao hơn mức chung.",
)
def due(
    month: Month,
    facts: TextIO,
    known_on: datetime | None,
    in_force_on: datetime | None,
    standard_amount: int | None,
    pension_amount: int | None,
) -> None:
    """Trả lời mỗi người một dòng JSON: được hưởng gì, bao nhiêu, vì sao, cái gì không được và vì sao.

    Các trường của mỗi người: ansinh law facts. Dòng sai được trả lời bằng một dòng báo lỗi tại chỗ, những dòng khác
    vẫn được tính, và lệnh kết thúc với mã 1.

    \b
    Ví dụ:
      echo '{"id": 1, "age": 83}' | ansinh law due --month 2024-07
    """
    local = _local_levels(standard_amount, pension_amount)
    book = open_book(_day(known_on), _day(in_force_on), local)
    told = wrong = 0
    for answer in answers(facts, month, book):
        told += 1
        wrong += "error" in answer
        click.echo(json.dumps(answer, ensure_ascii=False))
    if not told:
        click.echo("Không có dòng nào để tính: tệp hoặc đầu vào trống.", err=True)
    if wrong:
        click.echo(f"{wrong} dòng không đọc được.", err=True)
        sys.exit(1)


def _local_levels(standard_amount: int | None, pension_amount: int | None) -> tuple[LocalFigure, ...]:
    """A province's levels as given in the command: the standard amount, and the level that is no multiple of it."""
    always = Month(1, 1)
    levels = dict.fromkeys(open_book().bases(), pension_amount) | {"standard_amount": standard_amount}
    return tuple(LocalFigure(name, always, amount, _BASIS) for name, amount in levels.items() if amount is not None)


def answers(lines: Iterable[str], month: Month, book: Book) -> Iterator[dict[str, Any]]:
    """One answer a line that is not blank, in order: the ruling, or what is wrong with the line."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                person = read_person(json.loads(line, object_pairs_hook=_once))
            except RecursionError:
                person = Stated(None, None, None, (Problem("", "Dòng lồng quá nhiều lớp ngoặc."),))
            except ValueError as wrong:
                person = Stated(None, None, None, (Problem("", f"Dòng không phải JSON đúng: {_wrong(wrong)}."),))
            yield _answer(number, person, month, book)


def _wrong(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"không đọc được từ cột {error.colno}"
    return str(error)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ValueError(f"trường “{twice}” viết hai lần")
    return dict(pairs)


def _answer(number: int, person: Stated, month: Month, book: Book) -> dict[str, Any]:
    who = {} if person.id is None else {"id": person.id}
    if person.facts is None:
        problems = [{"field": problem.field or None, "error": problem.sentence} for problem in person.problems]
        return {"line": number, **who, **problems[0], "errors": problems}
    ruling = rule(person.facts, month, book)
    if person.award is not None:
        ruling = within_award(ruling, person.award, book)
    insured = card(person.facts, ruling, book)
    return {
        **who,
        "month": str(month),
        "benefits": [_benefit(line) for line in ruling.due],
        "excluded": [_excluded(line) for line in ruling.excluded],
        "questions": [question._asdict() for question in ruling.questions],
        "considered": [line._asdict() for line in ruling.considered],
        "insurance": None if insured is None else {**insured._asdict(), "because": insured.because._asdict()},
        "total": ruling.total,
        "provisional": ruling.provisional,
        "readings": list(ruling.readings),
        "book": ruling.book_key,
    }


def _benefit(line: Due) -> dict[str, Any]:
    """A due as printed; the coefficient becomes a JSON number only here, after every sum is made."""
    coefficient = None if line.coefficient is None else float(line.coefficient)
    because = [reason._asdict() for reason in line.because]
    return {**line._asdict(), "coefficient": coefficient, "because": because}


def _excluded(line: Excluded) -> dict[str, Any]:
    return {**line._asdict(), "because": [reason._asdict() for reason in line.because]}


@law.command("facts")
def facts_command() -> None:
    """In JSON Schema (2020-12) của một dòng people.jsonl, mỗi trường có lời tiếng Việt và tiếng Anh."""
    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@law.command("show")
@click.argument("month", type=_MonthType())
@_known_on
@_in_force_on
def show(month: Month, known_on: datetime | None, in_force_on: datetime | None) -> None:
    """In các mức, hệ số đang áp dụng trong một tháng, kèm văn bản và điều khoản.

    (tạm): chưa đọc được bản chính thức của văn bản ấy.
    """
    book = open_book(_day(known_on), _day(in_force_on))
    supposed = book.assumption(month)
    click.echo(f"Các mức và hệ số của tháng {month.vi}")
    if supposed is not None:
        click.echo(supposed[1].sentence)
    names = sorted(book.figure_names(), key=lambda name: (name not in book.bases(), name))
    found = [figure for name in names if (figure := book.figure(name, month))]
    prices = plan_for(book, month).prices
    rows = [("Mã", "Hệ số, mức", "Số tiền", "Căn cứ", "", "Tên")]
    for figure in found:
        price = prices.get(figure.name)
        money = dong(price.amount) if price is not None and price.amount else ""
        provisional = figure.provisional if price is None else price.provisional
        rows.append((figure.name, _value(figure), money, _source(figure), "(tạm)" if provisional else "", figure.label))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row[:5], widths, strict=True)]
        click.echo("  ".join([*cells, row[5]]).rstrip())


def _value(figure: Figure) -> str:
    if figure.coefficient is not None:
        base = "" if figure.base == "standard_amount" else f" × {figure.base}"
        return f"× {factor(figure.coefficient)}" if not base else f"{factor(figure.coefficient)}{base}"
    if figure.quantity is not None:
        return f"{figure.quantity} {figure.unit}".replace(".", ",")
    return f"{figure.percent} %" if figure.percent is not None else figure.unit or "đ/tháng"


def _source(figure: Figure) -> str:
    where = figure.at.vi
    return f"{where}, {figure.short}" if where else figure.short


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
