"""Ngân hàng: the list from which the bank moves money into accounts, with what to write on each transfer."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import BinaryIO

from ansinh.world.payments import columns
from ansinh.world.payments.columns import Column
from ansinh.world.payments.figures import month_text
from ansinh.world.payments.list_paper import list_paper
from ansinh.world.payments.listing import ACCOUNT, ASSISTANCE, TRANSFERS, WALLET, PaymentLine, PaymentList
from ansinh.world.payments.paper_writing import write_paper as _write_paper
from ansinh.world.payments.sheet import write_list

CODE = "bank"
NAME = "Ngân hàng"
PAYS = frozenset({ACCOUNT, WALLET})

_LONGEST_MESSAGE = 100


def _holder(line: PaymentLine) -> str:
    return line.account_holder or line.full_name


def _columns(month: int, purse: str) -> tuple[Column, ...]:
    return (
        columns.NUMBER,
        columns.PERSON_CODE,
        Column("Họ tên chủ tài khoản", _holder, chars=26, mm=46, below=_paid_for),
        Column("Số tài khoản", lambda line: line.account_number, chars=17, mm=34),
        Column("Ngân hàng", lambda line: line.bank_name, chars=18, mm=32),
        Column("Chi nhánh", lambda line: line.bank_branch, chars=18, mm=28),
        replace(columns.NET, head="Số tiền", mm=25),
        Column("Nội dung", lambda line: transfer_message(line, month, purse), chars=54, mm=74, size=9),
        replace(columns.IDENTITY_NUMBER, head="CCCD", mm=28, beside=False),
        replace(columns.FULL_NAME, head="Họ tên người hưởng", mm=0, beside=True),
        columns.PAY_BY,
        columns.NOTE,
    )


def transfer_message(line: PaymentLine, month: int, purse: str = ASSISTANCE) -> str:
    """What stands on the transfer: no marks, letters, figures and "/" only, 100 characters at most.

    The payment code comes before the name, so that what is cut from a very long name is never the code.
    """
    text = f"{TRANSFERS[purse]} T{month_text(month)} {line.person_code} {line.full_name.upper()}"
    return unmarked(text)[:_LONGEST_MESSAGE].rstrip()


def unmarked(text: str) -> str:
    """``text`` without tone marks and with nothing but letters, figures, spaces and "/" (đ becomes d)."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return re.sub(r"\s+", " ", re.sub(r"[^A-Za-z0-9/ ]", " ", letters)).strip()


def problems(lines: Iterable[PaymentLine]) -> list[str]:
    """What the bank would send back: no account or phone number, no bank or wallet, a number that is none."""
    found = []
    for line in lines:
        where = f"Dòng {line.no} ({line.full_name})"
        if not line.account_number:
            found.append(f"{where}: chưa có số tài khoản")
        elif not re.fullmatch(r"[0-9A-Za-z]{6,20}", line.account_number):
            found.append(f"{where}: số tài khoản “{line.account_number}” phải là 6–20 chữ số hoặc chữ cái, viết liền")
        if not line.bank_name:
            found.append(f"{where}: chưa có tên {'ví điện tử' if line.pay_by == WALLET else 'ngân hàng'}")
        if line.net == 0:
            found.append(f"{where}: số tiền bằng 0, không có gì để chuyển")
    return found


def write_xlsx(payment_list: PaymentList, to: BinaryIO) -> None:
    """The workbook the bank loads."""
    write_list(
        payment_list,
        _columns(payment_list.month, payment_list.purse),
        to,
        title=_title(payment_list),
        how_paid=_how_paid(),
    )


def write_pdf(payment_list: PaymentList, to: BinaryIO) -> None:
    """The signed list that goes with the payment order."""
    chosen = _columns(payment_list.month, payment_list.purse)
    _write_paper(list_paper(payment_list, chosen, title=_title(payment_list), how_paid=_how_paid()), to)


def _paid_for(line: PaymentLine) -> str:
    """Whose allowance it is, where the account is somebody else's."""
    return f"{line.person_code} · của {line.full_name}" if _holder(line) != line.full_name else line.person_code


def _title(payment_list: PaymentList) -> str:
    return f"DANH SÁCH CHUYỂN {payment_list.support.upper()} VÀO TÀI KHOẢN"


def _how_paid() -> str:
    return f"Chuyển khoản qua {NAME}"
