"""What the Post office or a bank sends back: who was paid and who was not, with the reason.

Rows are matched by payment code. Nothing is dropped and nothing guessed: an unknown code, a changed amount, a word
that is no result, a code that is there twice and a person who is missing are all reported as remarks.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal

from ansinh.world.payments import columns
from ansinh.world.payments.columns import Column
from ansinh.world.payments.figures import dong
from ansinh.world.payments.listing import PaymentList
from ansinh.world.payments.returned_table import ReturnedRow, bare, returned_rows
from ansinh.world.payments.sheet import write_list

Outcome = Literal["not_updated", "paid", "unpaid", "unpaid_stop"]

# The statuses in the words officers know.
OUTCOMES: Mapping[Outcome, str] = {
    "not_updated": "Chưa cập nhật",
    "paid": "Đã trả",
    "unpaid": "Chưa trả",
    "unpaid_stop": "Chưa trả và dừng chi trả",
}
# Further words that say the same; marks count only in a column that is headed "Đã trả" or "Ký nhận".
_WORDS: Mapping[str, Outcome] = {
    **{bare(words): outcome for outcome, words in OUTCOMES.items()},
    **dict.fromkeys(("da chi tra", "da nhan", "da linh", "da chuyen", "da chuyen khoan", "thanh cong"), "paid"),
    **dict.fromkeys(("chua chi tra", "chua nhan", "chua linh", "khong thanh cong", "that bai"), "unpaid"),
    **dict.fromkeys(("dung chi tra", "dung tra", "chua tra va dung"), "unpaid_stop"),
}
_MARKS: Mapping[str, Outcome] = {
    **dict.fromkeys(("x", "v", "✓", "co", "1", "true", "da ky", "da ky nhan"), "paid"),
    **dict.fromkeys(("khong", "0", "false", "chua", "chua ky"), "unpaid"),
}


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One person's result. ``row`` is None for a person of the list whom the file does not have.

    ``outcome`` is None where the file's word is no result, or says two things of one person; then a remark
    tells what stands there. ``amount`` is the whole đồng the file gives, None where it gives none.
    """

    row: int | None
    person_code: str
    outcome: Outcome | None
    reason: str = ""
    remarks: tuple[str, ...] = ()
    amount: int | None = None
    full_name: str = ""
    sheet: str = ""


def read_results(source: Path | BinaryIO, expected: Mapping[str, int] | None = None) -> Iterator[ResultRow]:
    """Each person's result in the file, in its order, then whoever of ``expected`` it does not have.

    ``expected``: the net amount (whole đồng) of each payment code on the list that was sent; without it, codes
    and amounts are not compared. Raises UnreadableResults (a ValueError with a Vietnamese sentence) when the
    file has no such table.
    """
    content = source.read_bytes() if isinstance(source, Path) else source.read()
    rows = [_result(row) for row in returned_rows(content) if _is_a_person(row)]
    if expected is not None:
        rows = [_compared(row, expected) for row in rows]
    yield from _said_twice(rows)
    there = {row.person_code for row in rows}
    for code in expected or ():
        if code not in there:
            remark = "Có trong danh sách nhưng không có trong tệp trả về"
            yield ResultRow(None, code, "not_updated", remarks=(remark,))


def write_results_template(payment_list: PaymentList, to: BinaryIO) -> None:
    """The workbook to be filled in and sent back: the list with "Kết quả" (a choice of four) and "Lý do"."""
    chosen = (
        columns.NUMBER,
        columns.PERSON_CODE,
        columns.FULL_NAME,
        columns.BIRTH,
        replace(columns.VILLAGE, beside=False),
        columns.NET,
        Column("Kết quả", lambda line: OUTCOMES["not_updated"], chars=27, choices=tuple(OUTCOMES.values())),
        Column("Lý do", lambda line: "", chars=40),
    )
    unsigned = replace(payment_list, signatories=())
    write_list(
        unsigned, chosen, to, title=f"KẾT QUẢ CHI TRẢ {payment_list.support.upper()}", how_paid="Tệp kết quả gửi lại"
    )


def _is_a_person(row: ReturnedRow) -> bool:
    """Whether a row is about somebody, and not a section, a sum, a signature or empty."""
    cells = row.cells
    if _text(cells.get("code")):
        return True
    numbered = _text(cells.get("number")).isdigit()
    return numbered or _outcome(row) not in (None, "not_updated")


def _result(row: ReturnedRow) -> ResultRow:
    cells = row.cells
    code, outcome, reason = _text(cells.get("code")), _outcome(row), _text(cells.get("reason"))
    remarks = []
    if not code:
        remarks.append("Dòng không có mã chi trả")
    if outcome is None:
        said = _text(cells.get("outcome")) or _text(cells.get("mark"))
        remarks.append(f"Không hiểu kết quả “{said}”; hãy ghi: {', '.join(OUTCOMES.values())}")
    if outcome in ("unpaid", "unpaid_stop") and not reason:
        remarks.append("Chưa trả nhưng không ghi lý do")
    if outcome == "not_updated" and reason:
        remarks.append(f"Có ghi lý do “{reason}” nhưng chưa ghi kết quả")
    amount = _amount(cells.get("amount"))
    if amount is None and _text(cells.get("amount")):
        remarks.append(f"Không đọc được số tiền “{_text(cells.get('amount'))}”")
    name = _text(cells.get("name"))
    return ResultRow(row.row, code, outcome, reason, tuple(remarks), amount, name, row.sheet)


def _outcome(row: ReturnedRow) -> Outcome | None:
    """The result a row states; the word of a result column goes before a mark. None: not understood."""
    said, marked = bare(_text(row.cells.get("outcome"))), bare(_text(row.cells.get("mark")))
    if said:
        return _WORDS.get(said)
    if marked:
        return _WORDS.get(marked) or _MARKS.get(marked)
    return "not_updated"


def _compared(row: ResultRow, expected: Mapping[str, int]) -> ResultRow:
    """The row with what differs from the list that was sent."""
    code, remarks = row.person_code, row.remarks
    if code and code not in expected:
        padded = [known for known in expected if known.lstrip("0") == code.lstrip("0")] if code.isdigit() else []
        if len(padded) != 1:
            return replace(row, remarks=(*remarks, f"Mã chi trả “{code}” không có trong danh sách đã gửi"))
        code = padded[0]
        remarks = (*remarks, f"Mã “{row.person_code}” đã mất số 0 ở đầu; hiểu là “{code}”")
    if code and row.amount is not None and row.amount != expected[code]:
        told = f"Số tiền trong tệp {dong(row.amount)} đ khác danh sách đã gửi {dong(expected[code])} đ"
        remarks = (*remarks, told)
    return replace(row, person_code=code, remarks=remarks)


def _said_twice(rows: list[ResultRow]) -> Iterator[ResultRow]:
    """The rows; those of one code say so, and have no outcome when they say different things."""
    same: dict[str, list[ResultRow]] = defaultdict(list)
    for row in rows:
        same[row.person_code].append(row)
    for row in rows:
        others = same[row.person_code] if row.person_code else [row]
        if len(others) == 1:
            yield row
            continue
        places = ", ".join(f"{other.sheet} dòng {other.row}".strip() for other in others)
        agree = len({other.outcome for other in others}) == 1
        remark = f"Mã chi trả có {len(others)} lần trong tệp ({places})" + ("" if agree else ", kết quả khác nhau")
        yield replace(row, outcome=row.outcome if agree else None, remarks=(*row.remarks, remark))


def _text(value: object) -> str:
    """A cell as text; a whole number that a sheet keeps as 12.0 is "12"."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _amount(value: object) -> int | None:
    """Whole đồng in a cell: a number, or a text like 1.234.000; None for anything else."""
    text = re.sub(r"\s*(đồng|đ|vnđ)$", "", _text(value).lower())
    if re.fullmatch(r"\d{1,3}([., ]\d{3})+", text):
        text = re.sub(r"[., ]", "", text)
    return int(text) if text.isdecimal() else None
