"""The columns of a payment list, each once: how it is headed, what it takes from a line, how wide it is.

A channel chooses its columns from here; the workbook and the printed list of one channel take the same ones.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from ansinh.world.payments.figures import dong, dong_or_blank
from ansinh.world.payments.listing import WAYS_TO_PAY, PastMonths, PaymentLine, Sums
from ansinh.world.payments.paper import PaperColumn

Kind = Literal["text", "centre", "money", "rare money", "count"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list. ``chars``: its width in a workbook (0: not there); ``mm``: on paper (0: not there).

    ``kind`` money and count are whole numbers, written as numbers in a workbook (rare money shows nothing for
    nought); the others are text always. ``below`` is set small under the text on paper. A column ``beside``
    stands to the right of what a workbook prints: to search and to match by, not to sign.
    ``paper``: what paper says instead of the value. ``choices``: the words a workbook offers in the column's cells.
    """

    head: str
    value: Callable[[PaymentLine], str | int]
    kind: Kind = "text"
    chars: int = 12
    mm: float = 0.0
    group: str = ""
    sum: Callable[[Sums], int] | None = None
    below: Callable[[PaymentLine], str] | None = None
    paper: Callable[[PaymentLine], str] | None = None
    beside: bool = False
    choices: tuple[str, ...] = ()
    size: float = 9.5

    @property
    def full_head(self) -> str:
        """The heading in one line, as a workbook has it."""
        return f"{self.group}: {self.head[0].lower()}{self.head[1:]}" if self.group else self.head

    def printed(self, line: PaymentLine) -> str:
        """What stands on paper for ``line``."""
        value = self.paper(line) if self.paper else self.value(line)
        text = self._figures(value) if isinstance(value, int) else value
        small = self.below(line) if self.below else ""
        return f"{text}\n{small}" if small else text

    def _figures(self, value: int) -> str:
        if self.kind == "count":
            return str(value)
        return dong_or_blank(value) if self.kind == "rare money" else dong(value)

    def on_paper(self) -> PaperColumn:
        """The column as paper knows it."""
        align: Literal["left", "centre", "right"] = (
            "right" if "money" in self.kind else "left" if self.kind == "text" else "centre"
        )
        return PaperColumn(self.head, self.mm, align, self.group, self.sum, self.size)


def _months(past: PastMonths) -> str:
    """How many months, and which: "2 tháng: 4/2021–5/2021"."""
    if not past.count:
        return past.text
    return f"{past.count} tháng: {past.text}" if past.text else f"{past.count} tháng"


def _under_the_name(line: PaymentLine) -> str:
    return " · ".join(part for part in (line.person_code, line.group_code) if part)


def _coefficient(line: PaymentLine) -> str:
    return f"hệ số\u00a0{line.coefficient}" if line.coefficient else ""


NUMBER = Column("STT", lambda line: line.no, "count", 5, 10)
PERSON_CODE = Column("Mã chi trả", lambda line: line.person_code, chars=11)
FULL_NAME = Column("Họ và tên", lambda line: line.full_name, chars=24, mm=36, below=_under_the_name)
BIRTH = Column("Năm sinh", lambda line: line.birth, "centre", 11, 18)
IDENTITY_NUMBER = Column("Số định danh (CCCD)", lambda line: line.identity_number, "centre", 15, beside=True)
VILLAGE = Column("Thôn, tổ dân phố", lambda line: line.village, chars=18, beside=True)
GROUP_CODE = Column("Mã nhóm", lambda line: line.group_code, "centre", 9, beside=True)
GROUP_NAME = Column("Nhóm đối tượng", lambda line: line.group_name, chars=44, beside=True)
COEFFICIENT = Column("Hệ số", lambda line: line.coefficient, "centre", 7, beside=True)
DECISION = Column("Số QĐ hưởng", lambda line: line.decision_number, chars=15, mm=22, size=8.6)
BOOK = Column("Số sổ lĩnh tiền", lambda line: line.book_number, chars=13, beside=True)
LEVEL = Column(
    "Mức trợ cấp tháng này", lambda line: line.level, "money", 12, 19, sum=lambda s: s.level, below=_coefficient
)
ARREARS_MONTHS = Column("Tháng", lambda line: line.arrears.text, "centre", 15, 23.5, "Truy lĩnh", size=8.6)
ARREARS = Column("Số tiền", lambda line: line.arrears.amount, "rare money", 12, 18, "Truy lĩnh", lambda s: s.arrears)
CARRIED_MONTHS = Column(
    "Số tháng",
    lambda line: _months(line.carried),
    "centre",
    16,
    21,
    "Chưa trả tháng trước",
    below=lambda line: line.carried.text if line.carried.count else "",
    paper=lambda line: f"{line.carried.count} tháng" if line.carried.count else line.carried.text,
)
CARRIED = Column(
    "Số tiền",
    lambda line: line.carried.amount,
    "rare money",
    12,
    17,
    "Chưa trả tháng trước",
    lambda s: s.carried,
)
DEDUCTED = Column("Truy thu trừ kỳ này", lambda line: line.deducted, "rare money", 11, 15, sum=lambda s: s.deducted)
NET = Column("Tổng thực lĩnh", lambda line: line.net, "money", 15, 20, sum=lambda s: s.net)
PAY_BY = Column("Hình thức chi trả", lambda line: WAYS_TO_PAY[line.pay_by], chars=12, beside=True)
COLLECTOR = Column("Họ và tên", lambda line: line.collector_name, chars=22, mm=27, group="Người nhận")
RELATION = Column("Quan hệ", lambda line: line.collector_relation, chars=10, mm=14, group="Người nhận")
SIGNED = Column("Ký nhận", lambda line: "", chars=16, mm=22, group="Người nhận")
NOTE = Column("Ghi chú", lambda line: line.note, chars=36, beside=True)


def in_workbook(columns: Sequence[Column]) -> list[Column]:
    """The columns of a workbook, those beside the printed page last."""
    return sorted((column for column in columns if column.chars), key=lambda column: column.beside)


def on_paper(columns: Sequence[Column]) -> list[Column]:
    """The columns paper has."""
    return [column for column in columns if column.mm]
