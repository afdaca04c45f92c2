"""A month's payment list for one commune, as it leaves the office: plain frozen data, one line a person.

Every channel is given the same :class:`PaymentList`. The list proves itself when it is made: each line's
net is level + arrears + carried - deducted, and the total is the sum of the lines. A list that does not
agree cannot exist, so no file that is written from one can disagree with another.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

CASH, ACCOUNT, WALLET = "cash", "account", "wallet"
WAYS_TO_PAY = {CASH: "Tiền mặt", ACCOUNT: "Tài khoản", WALLET: "Ví điện tử"}


ASSISTANCE, MERIT = "assistance", "merit"
SUPPORTS = {ASSISTANCE: "trợ cấp hàng tháng", MERIT: "trợ cấp ưu đãi người có công"}
"""What a list pays, by the purse it is paid from."""

TRANSFERS = {ASSISTANCE: "Tro cap xa hoi", MERIT: "Uu dai nguoi co cong"}
"""The same in the letters of a bank's message."""


@dataclass(frozen=True, slots=True)
class PastMonths:
    """Money that belongs to earlier months: how many, which ("7/2026–10/2026"), and whole đồng."""

    count: int = 0
    text: str = ""
    amount: int = 0


NO_MONTHS = PastMonths()


@dataclass(frozen=True, slots=True)
class GroupPart:
    """What of a person's line belongs to one group; whole đồng, of earlier months apart, and what is taken of it."""

    code: str
    name: str = ""
    level: int = 0
    arrears: int = 0
    carried: int = 0
    deducted: int = 0

    @property
    def amount(self) -> int:
        return self.level + self.arrears + self.carried


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One person's line. Amounts in whole đồng; ``birth`` as known (a year, or dd/mm/yyyy).

    ``person_code`` is the "mã chi trả" by which a result comes back to its line; ``carried`` is what earlier
    lists held and did not pay (tháng trước mang sang); ``deducted`` is a recovery, a positive amount. ``parts``:
    the line's amounts by group, each group once; none when the whole line is of the one ``group_code``.
    """

    no: int
    person_code: str
    full_name: str
    level: int
    net: int
    birth: str = ""
    identity_number: str = ""
    village: str = ""
    group_code: str = ""
    group_name: str = ""
    coefficient: str = ""
    decision_number: str = ""
    book_number: str = ""
    arrears: PastMonths = NO_MONTHS
    carried: PastMonths = NO_MONTHS
    deducted: int = 0
    pay_by: str = CASH
    account_holder: str = ""
    account_number: str = ""
    bank_name: str = ""
    bank_branch: str = ""
    collector_name: str = ""
    collector_relation: str = ""
    note: str = ""
    parts: tuple[GroupPart, ...] = ()

    def __post_init__(self) -> None:
        amounts = (self.level, self.arrears.amount, self.carried.amount, self.deducted, self.net)
        if any(type(amount) is not int for amount in amounts):
            raise TypeError(f"Dòng {self.no} ({self.full_name}): số tiền phải là số nguyên đồng")
        if min(amounts) < 0:
            raise ValueError(f"Dòng {self.no} ({self.full_name}): danh sách chi trả không có số tiền âm")
        if self.net != self.level + self.arrears.amount + self.carried.amount - self.deducted:
            raise ValueError(f"Dòng {self.no} ({self.full_name}): thực lĩnh không bằng các khoản cộng lại")
        if self.pay_by not in WAYS_TO_PAY:
            raise ValueError(f"Dòng {self.no} ({self.full_name}): không có hình thức chi trả “{self.pay_by}”")
        if self.parts and not self._parts_agree():
            raise ValueError(f"Dòng {self.no} ({self.full_name}): các nhóm cộng lại không bằng các khoản của dòng")

    def _parts_agree(self) -> bool:
        added = tuple(map(sum, zip(*((part.level, part.arrears, part.carried) for part in self.parts), strict=True)))
        once = len({part.code for part in self.parts}) == len(self.parts)
        return once and added == (self.level, self.arrears.amount, self.carried.amount)

    def by_group(self) -> "Iterator[tuple[GroupPart, Sums]]":
        """Each group of the line with its sums, the person counted in each.

        A recovery is taken from the groups that say so, else from them in order.
        """
        past = (self.arrears.amount, self.carried.amount)
        left = self.deducted
        said = sum(part.deducted for part in self.parts) == self.deducted
        for part in self.parts or (GroupPart(self.group_code, self.group_name, self.level, *past),):
            taken = part.deducted if said and self.parts else min(left, part.amount)
            left -= taken
            net = part.amount - taken
            cash = net if self.pay_by == CASH else 0
            yield part, Sums(1, part.level, part.arrears, part.carried, taken, net, cash)


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of some lines: a page, a section, a commune, a group. People counted, amounts in whole đồng.

    ``cash`` is what of ``net`` is paid in cash; the rest goes to accounts and wallets.
    """

    people: int = 0
    level: int = 0
    arrears: int = 0
    carried: int = 0
    deducted: int = 0
    net: int = 0
    cash: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.people + other.people,
            self.level + other.level,
            self.arrears + other.arrears,
            self.carried + other.carried,
            self.deducted + other.deducted,
            self.net + other.net,
            self.cash + other.cash,
        )


def sums(lines: Sequence[PaymentLine]) -> Sums:
    """The sums of ``lines``; each line is one person."""
    return Sums(
        len(lines),
        sum(line.level for line in lines),
        sum(line.arrears.amount for line in lines),
        sum(line.carried.amount for line in lines),
        sum(line.deducted for line in lines),
        sum(line.net for line in lines),
        sum(line.net for line in lines if line.pay_by == CASH),
    )


@dataclass(frozen=True, slots=True)
class Signatory:
    """A place to sign at the foot of a list: the office's title ("Kế toán") and, when known, the name."""

    title: str
    name: str = ""


SIGNATORIES = (Signatory("NGƯỜI LẬP"), Signatory("KẾ TOÁN"), Signatory("THỦ TRƯỞNG ĐƠN VỊ"))


@dataclass(frozen=True, slots=True)
class PaymentList:
    """A commune's list for one month (``month`` = year * 12 + month - 1).

    ``office`` may have several lines, the superior body first. ``state_note`` is empty once the run is
    approved ("BẢN DỰ THẢO – chưa duyệt" before); ``provisional`` says which provisional document the amounts
    rest on. ``purse``: social assistance or merit. ``section`` makes a section wherever "village" or "group" changes;
    the lines come in that order. Raises ValueError when the total is not the sum of the lines, or a payment code or
    number is there twice.
    """

    office: str
    commune: str
    month: int
    run_label: str
    prepared_on: date
    lines: Sequence[PaymentLine]
    total: int
    total_in_words: str
    state_note: str = ""
    provisional: str | None = None
    signatories: Sequence[Signatory] = SIGNATORIES
    place: str = ""
    commune_code: str = ""
    section: str | None = None
    purse: str = ASSISTANCE

    @property
    def support(self) -> str:
        """What the list pays, in words."""
        return SUPPORTS[self.purse]

    def __post_init__(self) -> None:
        lines_sum = sum(line.net for line in self.lines)
        if self.total != lines_sum:
            raise ValueError(f"{self.commune}: tổng ghi {self.total} đồng nhưng các dòng cộng lại {lines_sum} đồng")
        if self.purse not in SUPPORTS:
            raise ValueError(f"{self.commune}: không có nguồn chi “{self.purse}”")
        if self.section not in (None, "village", "group"):
            raise ValueError(f"{self.commune}: không chia danh sách theo “{self.section}”")
        for what, values in (
            ("mã chi trả", [line.person_code for line in self.lines]),
            ("số thứ tự", [line.no for line in self.lines]),
        ):
            twice = [str(value) for value, times in Counter(values).items() if times > 1]
            if twice:
                raise ValueError(f"{self.commune}: {what} có hai lần trong danh sách: {', '.join(twice[:5])}")

    def sections(self) -> Iterator[tuple[str, list[PaymentLine]]]:
        """The lines in runs of one village or one group; all under "" when the list has no sections."""
        run: list[PaymentLine] = []
        for line in self.lines:
            if run and self._section_of(run[0]) != self._section_of(line):
                yield self._section_of(run[0]), run
                run = []
            run.append(line)
        if run:
            yield self._section_of(run[0]), run

    def _section_of(self, line: PaymentLine) -> str:
        if self.section is None:
            return ""
        if self.section == "village":
            return line.village or "Chưa rõ thôn"
        return f"{line.group_name} ({line.group_code})" if line.group_name else line.group_code or "Chưa rõ nhóm"
