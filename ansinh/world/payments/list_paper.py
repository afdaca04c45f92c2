"""A payment list as paper: its title, its rows in sections, its total in figures and words."""

from collections.abc import Iterator, Sequence

from ansinh.world.payments.columns import Column, on_paper
from ansinh.world.payments.figures import dong, month_text
from ansinh.world.payments.listing import PaymentList, sums
from ansinh.world.payments.paper import Paper, PaperRow


def list_paper(payment_list: PaymentList, columns: Sequence[Column], *, title: str, how_paid: str) -> Paper:
    """The list as A4 landscape paper with ``columns``; ``how_paid`` stands under the title."""
    printed = on_paper(columns)
    month = month_text(payment_list.month)
    people = dong(len(payment_list.lines))
    return Paper(
        office=payment_list.office,
        title=title,
        subtitles=(f"Tháng {month} – {payment_list.commune} – {how_paid} – Đơn vị tính: đồng",),
        running_title=f"Danh sách chi trả {payment_list.support}, tháng {month} – {payment_list.commune} – {how_paid}",
        columns=[column.on_paper() for column in printed],
        rows=list(_rows(payment_list, printed)),
        total=sums(payment_list.lines),
        when_empty="Tháng này không có người nào trong danh sách.",
        closing=(
            f"Danh sách có {people} người, tổng số tiền {dong(payment_list.total)} đồng.",
            f"Số tiền bằng chữ: {payment_list.total_in_words}.",
        ),
        place=payment_list.place,
        on=payment_list.prepared_on,
        signatories=payment_list.signatories,
        banner=state_notes(payment_list),
    )


def state_notes(payment_list: PaymentList) -> tuple[str, ...]:
    """What must be read on every page: that the run is not approved, that its law is provisional."""
    return tuple(note for note in (payment_list.state_note, payment_list.provisional) if note)


def _rows(payment_list: PaymentList, columns: Sequence[Column]) -> Iterator[PaperRow]:
    for heading, lines in payment_list.sections():
        if heading:
            yield PaperRow(heading=f"{heading}: {dong(len(lines))} người", sums=sums(lines))
        for line in lines:
            yield PaperRow(tuple(column.printed(line) for column in columns), sums([line]))
