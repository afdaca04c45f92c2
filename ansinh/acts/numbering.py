"""The books of numbers of an office: one for each symbol and year, without gaps, begun where a paper book stopped.

The database gives a number only to the paper that takes it (record/sql/dossiers.sql); here it is asked which is next.
"""

from __future__ import annotations

from ansinh.acts import permit
from ansinh.law.funds import funds
from ansinh.record.models.decisions import Series
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User

DECISION, REFUSAL, CERTIFICATE, RECEIPT = "QĐ-UBND", "TB-UBND", "GXNKT", "PT"
CONFIRMED, MOVED = "GXN-NCC", "PDC"
SYMBOLS = (DECISION, REFUSAL, CERTIFICATE, RECEIPT, CONFIRMED, MOVED, *(fund.symbol for fund in funds()))
"""Decisions, refusals, disability certificates, receipts, slips of merit (confirmed, moved), receipts of each fund."""


def shown(unit: Unit, year: int, symbol: str) -> int:
    """The number that is next as things stand."""
    return _next(Series.objects.filter(authority=unit, year=year, symbol=symbol).first())


def held(unit: Unit, year: int, symbol: str) -> int:
    """The next number, its book held until the paper that takes it is recorded or the transaction fails."""
    book, _ = Series.objects.get_or_create(authority=unit, year=year, symbol=symbol)
    return _next(Series.objects.select_for_update().get(pk=book.pk))


def begin(unit: Unit, year: int, symbol: str, *, first: int, by: User) -> Series:
    """From which number An Sinh goes on in a book that was kept on paper; not once a number was given."""
    permit.check(by, "register", unit)
    if first < 1:
        raise ValueError("Số đầu tiên phải từ 1.")
    book, _ = Series.objects.get_or_create(authority=unit, year=year, symbol=symbol)
    if book.last:
        raise ValueError(f"Sổ này đã cấp đến số {book.last}: không đổi số đầu được nữa.")
    book.first = first
    book.save(update_fields=["first"])
    return book


def _next(book: Series | None) -> int:
    return 1 if book is None else max(book.first - 1, book.last) + 1
