"""A list handed out in a commune, by village, with a place for each to sign: gifts and one-time support."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ansinh.world.payments.figures import dong
from ansinh.world.payments.listing import Signatory, Sums
from ansinh.world.payments.paper import Paper, PaperColumn, PaperRow


@dataclass(frozen=True, slots=True)
class Handed:
    """One line: who, born when, of which village and group, how much (whole đồng; 0: in kind only)."""

    full_name: str
    birth: str
    village: str
    group: str
    amount: int


@dataclass(frozen=True, slots=True)
class HandingList:
    """A commune's list of one round; ``rows`` in order of village, ``total`` their sum in whole đồng."""

    office: str
    title: str
    commune: str
    rows: Sequence[Handed]
    total: int
    in_words: str
    source: str
    basis: str
    place: str
    on: date
    maker: str
    approver: str
    approved: bool


def handing_paper(listed: HandingList) -> Paper:
    """The list as an A4 page to be signed. Raises ValueError when its lines do not add up to its total."""
    if sum(row.amount for row in listed.rows) != listed.total:
        raise ValueError("the lines of a list do not add up to its total")
    notes = [f"{listed.commune} – Nguồn: {listed.source} – Đơn vị tính: đồng"]
    if listed.basis:
        notes.append(f"(Theo {listed.basis})")
    return Paper(
        office=listed.office,
        title=f"DANH SÁCH NHẬN {listed.title.upper()}",
        subtitles=notes,
        running_title=f"{listed.title} – {listed.commune}",
        columns=_COLUMNS,
        rows=list(_rows(listed.rows)),
        total=Sums(people=len(listed.rows), net=listed.total),
        when_empty="Danh sách này chưa có ai.",
        closing=(
            f"Danh sách có {dong(len(listed.rows))} suất, tổng số tiền {dong(listed.total)} đồng.",
            f"Số tiền bằng chữ: {listed.in_words}.",
        ),
        place=listed.place,
        on=listed.on,
        signatories=(
            Signatory("NGƯỜI LẬP", listed.maker),
            Signatory("TRƯỞNG THÔN"),
            Signatory("CHỦ TỊCH", listed.approver),
        ),
        banner=() if listed.approved else ("BẢN DỰ THẢO – chưa duyệt",),
        landscape=False,
    )


_COLUMNS = (
    PaperColumn("STT", 10, "centre"),
    PaperColumn("Họ và tên", 50, sum=None),
    PaperColumn("Năm sinh", 20, "centre"),
    PaperColumn("Nhóm", 45, size=8.5),
    PaperColumn("Số tiền", 25, "right", sum=lambda sums: sums.net),
    PaperColumn("Ký nhận", 30),
)


def _rows(rows: Sequence[Handed]) -> Iterator[PaperRow]:
    number = 0
    for village, group in groupby(rows, key=lambda row: row.village):
        mine = list(group)
        yield PaperRow(
            heading=f"{village or 'Chưa ghi thôn'}: {dong(len(mine))} suất",
            sums=Sums(people=len(mine), net=sum(row.amount for row in mine)),
        )
        for row in mine:
            number += 1
            amount = dong(row.amount) if row.amount else "hiện vật"
            yield PaperRow(
                (str(number), row.full_name, row.birth, row.group, amount, ""), Sums(people=1, net=row.amount)
            )
