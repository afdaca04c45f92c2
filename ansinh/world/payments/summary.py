"""The month's summary by commune and by group: the sums of the lists themselves, printed and as a workbook.

It is made from the lists that go out, of every channel, so its totals are theirs; both tables have one total.
A person who draws two groups stands in the row of each with what belongs to it, and once in the total.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from xlsxwriter.worksheet import Worksheet

from ansinh.world.payments.figures import dong, month_text
from ansinh.world.payments.list_paper import state_notes
from ansinh.world.payments.listing import PaymentLine, PaymentList, Signatory, Sums, sums
from ansinh.world.payments.paper import Paper, PaperColumn, PaperRow
from ansinh.world.payments.paper_writing import write_papers
from ansinh.world.payments.workbook import Workbook


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A commune or a group, with its sums."""

    code: str
    name: str
    sums: Sums


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole month's sums. ``state_notes`` are those of the lists; ``total_in_words`` comes from outside."""

    office: str
    month: int
    prepared_on: date
    place: str
    state_notes: tuple[str, ...]
    signatories: Sequence[Signatory]
    by_commune: tuple[SummaryRow, ...]
    by_group: tuple[SummaryRow, ...]
    support: str
    total: Sums
    total_in_words: str


def summarise(lists: Sequence[PaymentList], *, total_in_words: Callable[[int], str]) -> Summary:
    """The summary of a month's lists, every commune and every channel; ``total_in_words`` says đồng in words.

    Raises ValueError when there is no list, or when the lists are not of one month, one run and one purse.
    """
    if len({(each.month, each.run_label, each.purse) for each in lists}) != 1:
        raise ValueError(
            "Bảng tổng hợp cần ít nhất một danh sách, và các danh sách phải cùng một kỳ chi trả, một nguồn chi"
        )
    lines = [line for each in lists for line in each.lines]
    total = sums(lines)
    first = lists[0]
    notes = dict.fromkeys(note for each in lists for note in state_notes(each))
    return Summary(
        office=first.office,
        month=first.month,
        prepared_on=first.prepared_on,
        place=first.place,
        state_notes=tuple(notes),
        signatories=first.signatories,
        by_commune=_rows([((each.commune_code, each.commune), each.lines) for each in lists]),
        by_group=_groups(lines),
        support=first.support,
        total=total,
        total_in_words=total_in_words(total.net),
    )


def _rows(parts: Iterable[tuple[tuple[str, str], Sequence[PaymentLine]]]) -> tuple[SummaryRow, ...]:
    """A row for each name, in the order given."""
    gathered: dict[tuple[str, str], list[PaymentLine]] = {}
    for key, lines in parts:
        gathered.setdefault(key, []).extend(lines)
    return tuple(SummaryRow(code, name, sums(lines)) for (code, name), lines in gathered.items())


def _groups(lines: Iterable[PaymentLine]) -> tuple[SummaryRow, ...]:
    """A row a group code, in the order of codes, a person counted once in each; named as most of its people are."""
    found: defaultdict[str, Sums] = defaultdict(Sums)
    people: defaultdict[str, set[str]] = defaultdict(set)
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        for part, figures in line.by_group():
            found[part.code] += figures
            people[part.code].add(line.person_code)
            names[part.code][part.name] += 1
    return tuple(
        SummaryRow(code, names[code].most_common(1)[0][0], replace(found[code], people=len(people[code])))
        for code in sorted(found)
    )


def _in_two_rows(summary: Summary, rows: Sequence[SummaryRow]) -> tuple[str, ...]:
    """What must be said where the rows count more people than the total."""
    if sum(row.sums.people for row in rows) == summary.total.people:
        return ()
    return ("Người hưởng nhiều nhóm được tính ở từng nhóm; dòng tổng cộng tính mỗi người một lần.",)


# Each figure: its group of columns, its head, its width in millimetres, and what it takes from the sums.
_FIGURES: tuple[tuple[str, str, float, Callable[[Sums], int]], ...] = (
    ("", "Số người", 17, lambda s: s.people),
    ("", "Mức tháng này", 28, lambda s: s.level),
    ("", "Truy lĩnh", 26, lambda s: s.arrears),
    ("", "Chưa trả tháng trước", 26, lambda s: s.carried),
    ("", "Truy thu trừ kỳ này", 23, lambda s: s.deducted),
    ("", "Tổng thực lĩnh", 29, lambda s: s.net),
    ("Trong đó", "Tiền mặt", 28, lambda s: s.cash),
    ("Trong đó", "Tài khoản, ví", 28, lambda s: s.net - s.cash),
)


def write_pdf(summary: Summary, to: BinaryIO) -> None:
    """Both tables, each on its own pages, A4 landscape, with the total in words and the signatures."""
    papers = [_paper(summary, title, what, rows) for title, what, rows in _tables(summary)]
    write_papers(papers, to)


def write_xlsx(summary: Summary, to: BinaryIO) -> None:
    """Both tables, a sheet each; totals are values."""
    book = Workbook(to)
    for title, what, rows in _tables(summary):
        _write_sheet(book, summary, title, what, rows)
    book.close()


def _tables(summary: Summary) -> tuple[tuple[str, str, tuple[SummaryRow, ...]], ...]:
    return (("theo xã", "Xã", summary.by_commune), ("theo nhóm đối tượng", "Nhóm đối tượng", summary.by_group))


def _title(summary: Summary, kind: str) -> str:
    return f"TỔNG HỢP CHI TRẢ {summary.support.upper()} {kind.upper()}"


def _paper(summary: Summary, kind: str, what: str, rows: Sequence[SummaryRow]) -> Paper:
    names = (PaperColumn("STT", 9, "centre"), PaperColumn(what, 62))
    figures = tuple(PaperColumn(head, mm, "right", group, pick) for group, head, mm, pick in _FIGURES)
    month = month_text(summary.month)
    return Paper(
        office=summary.office,
        title=_title(summary, kind),
        subtitles=(f"Tháng {month} – Đơn vị tính: đồng",),
        running_title=f"Tổng hợp chi trả {summary.support} {kind} – tháng {month}",
        columns=names + figures,
        rows=[
            PaperRow((str(no), _named(row), *(dong(pick(row.sums)) for *_, pick in _FIGURES)), row.sums)
            for no, row in enumerate(rows, 1)
        ],
        total=summary.total,
        when_empty="Tháng này không có người nào được chi trả.",
        closing=(*_in_two_rows(summary, rows), f"Số tiền bằng chữ: {summary.total_in_words}."),
        place=summary.place,
        on=summary.prepared_on,
        signatories=summary.signatories,
        banner=summary.state_notes,
        row_height=8.0,
    )


def _named(row: SummaryRow) -> str:
    return f"{_capital(row.name)}\nMã {row.code}" if row.code else _capital(row.name)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _write_sheet(book: Workbook, summary: Summary, kind: str, what: str, rows: Sequence[SummaryRow]) -> None:
    heads = ["STT", "Mã", what, *(f"{group}: {head}" if group else head for group, head, _, _ in _FIGURES)]
    widths = [6, 10, 58, 10, *[17] * (len(_FIGURES) - 1)]
    sheet = book.sheet(kind.capitalize(), widths)
    width = len(heads)
    book.text(sheet, 0, 0, summary.office.split("\n")[-1], "office")
    book.across(sheet, 1, (0, width - 1), _title(summary, kind), "title")
    about = f"Tháng {month_text(summary.month)} – Đơn vị tính: đồng"
    book.across(sheet, 2, (0, width - 1), about, "subtitle")
    for at, note in enumerate(summary.state_notes, 3):
        book.across(sheet, at, (0, width - 1), note, "banner")
    top = 4 + len(summary.state_notes)
    sheet.set_row(top, 36)
    for column, head in enumerate(heads):
        book.text(sheet, top, column, head, "head")
    sheet.repeat_rows(top)
    sheet.freeze_panes(top + 1, 3)
    for no, row in enumerate(rows, 1):
        sheet.write_number(top + no, 0, no, book.formats["count"])
        book.text(sheet, top + no, 1, row.code, "centre")
        book.text(sheet, top + no, 2, _capital(row.name), "text")
        _write_figures(book, sheet, top + no, row.sums, "money")
    last = top + len(rows) + 1
    book.across(sheet, last, (0, 2), "TỔNG CỘNG", "sum label")
    _write_figures(book, sheet, last, summary.total, "sum")
    for said in (*_in_two_rows(summary, rows), f"Số tiền bằng chữ: {summary.total_in_words}."):
        last += 1
        book.text(sheet, last, 0, said, "office")
    book.signatures(sheet, last + 2, widths, summary.place, summary.prepared_on, summary.signatories)


def _write_figures(book: Workbook, sheet: Worksheet, row: int, figures: Sums, look: str) -> None:
    for column, (*_, pick) in enumerate(_FIGURES, 3):
        sheet.write_number(row, column, pick(figures), book.formats[look])
