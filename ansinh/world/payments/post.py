"""Bưu điện: the list from which the Post office hands out cash, each person or collector signing for it."""

from collections.abc import Iterable
from typing import BinaryIO

from ansinh.world.payments import columns
from ansinh.world.payments.list_paper import list_paper
from ansinh.world.payments.listing import CASH, PaymentLine, PaymentList
from ansinh.world.payments.paper_writing import write_paper as _write_paper
from ansinh.world.payments.sheet import write_list

CODE = "post"
NAME = "Bưu điện"
PAYS = frozenset({CASH})

_COLUMNS = (
    columns.NUMBER,
    columns.PERSON_CODE,
    columns.FULL_NAME,
    columns.BIRTH,
    columns.IDENTITY_NUMBER,
    columns.VILLAGE,
    columns.GROUP_CODE,
    columns.GROUP_NAME,
    columns.COEFFICIENT,
    columns.DECISION,
    columns.BOOK,
    columns.LEVEL,
    columns.ARREARS_MONTHS,
    columns.ARREARS,
    columns.CARRIED_MONTHS,
    columns.CARRIED,
    columns.DEDUCTED,
    columns.NET,
    columns.PAY_BY,
    columns.COLLECTOR,
    columns.RELATION,
    columns.SIGNED,
    columns.NOTE,
)


def problems(lines: Iterable[PaymentLine]) -> list[str]:
    """Why the Post office could not tell who to pay: a collector without a relation, no code."""
    found = []
    for line in lines:
        if not line.person_code:
            found.append(f"Dòng {line.no} ({line.full_name}): chưa có mã chi trả")
        if line.collector_name and not line.collector_relation:
            found.append(f"Dòng {line.no} ({line.full_name}): người nhận thay chưa ghi quan hệ")
    return found


def write_xlsx(payment_list: PaymentList, to: BinaryIO) -> None:
    """The workbook the Post office works from."""
    write_list(payment_list, _COLUMNS, to, title=_title(payment_list), how_paid=_how_paid())


def write_pdf(payment_list: PaymentList, to: BinaryIO) -> None:
    """The printed list that people sign."""
    _write_paper(list_paper(payment_list, _COLUMNS, title=_title(payment_list), how_paid=_how_paid()), to)


def _title(payment_list: PaymentList) -> str:
    return f"DANH SÁCH CHI TRẢ {payment_list.support.upper()}"


def _how_paid() -> str:
    return f"Tiền mặt qua {NAME}"
