"""The months after June 2021, each as a workbook of changes in the national system's update template.

Every row has a kind of change: Tăng thêm (award), Điều chỉnh chính sách (change), Thôi hưởng (stop), Cắt chết
(death). The file of a month holds what was decided up to its 25th, the day by which the next month's list is made.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from demo.district import District
from demo.layouts import Column, Row, dated, field
from demo.lives import HALF_YEAR, TODAY, in_file
from demo.months import written
from demo.people import Award, Person
from demo.places import name_in
from demo.wording import PLAIN, Value, row
from demo.workbook import formats, kept, new_book

Verb = Literal["Tăng thêm", "Điều chỉnh chính sách", "Thôi hưởng", "Cắt chết"]
FIRST = HALF_YEAR.stop


@dataclass(frozen=True, slots=True)
class Event:
    """One row of a month's changes: the month of the file, the day decided, what, whose, which award."""

    file: int
    on: date
    verb: Verb
    person: Person
    award: Award


def events(made: District) -> Iterator[Event]:
    """Everything that happens after the register of June 2021, in no order."""
    for one in made.people:
        known = {id(given) for given in kept(one)}
        for given in one.awards:
            if id(given) not in known:
                verb: Verb = "Điều chỉnh chính sách" if given.adjusts else "Tăng thêm"
                yield Event(max(in_file(given.decided), FIRST), given.decided, verb, one, given)
        yield from endings(one)


def endings(one: Person) -> Iterator[Event]:
    """One row when the person dies, whatever they drew; one row an award that ends otherwise."""
    dead = False
    for given in one.awards:
        if given.ended_on is None or not _after(given) or (dead and given.ending == "death"):
            continue
        dead = dead or given.ending == "death"
        verb: Verb = "Cắt chết" if given.ending == "death" else "Thôi hưởng"
        yield Event(max(in_file(given.ended_on), FIRST), given.ended_on, verb, one, given)


def _after(given: Award) -> bool:
    """Whether the ending is news: one that the register of June 2021 already tells of is not."""
    return given.last is not None and given.last >= FIRST


def by_file(made: District) -> dict[int, list[Event]]:
    """The events of each month's file, from July 2021 to November 2026."""
    files: defaultdict[int, list[Event]] = defaultdict(list)
    for event in events(made):
        files[event.file].append(event)
    return {month: files[month] for month in range(FIRST, TODAY + 1)}


COLUMNS: tuple[Column, ...] = (
    field("stt", "STT", 5),
    field("verb", "Loại biến động", 20),
    Column("Phân loại đối tượng", lambda r: PLAIN[r["group"]] if r["group"] else None, 44),  # type: ignore[index]
    field("coefficient", "Hệ số", 6),
    field("amount", "Số tiền", 11),
    field("number", "Số QĐ", 14),
    dated("decided", "Ngày ký QĐ"),
    field("effective", "Hưởng/Thôi hưởng từ ngày", 12),
    field("reason", "Lý do", 22),
    dated("died", "Ngày chết"),
    field("name", "Họ và tên", 26),
    field("birth", "Ngày sinh", 12),
    field("sex", "Giới tính", 6),
    field("ethnicity", "Dân tộc", 7),
    field("identity", "CCCD", 15),
    field("village", "Thôn", 12),
    field("household", "Hoàn cảnh hộ", 12),
    field("degree_kind", "Dạng tật", 12),
    field("degree", "Mức độ khuyết tật", 13),
    field("certificate", "Số giấy XNKT", 9),
    dated("certified_on", "Ngày cấp giấy XNKT"),
    field("children", "Số con đang nuôi", 6),
    field("studying", "Đang đi học", 6),
    field("carer", "Người chăm sóc", 22),
    field("pay_by", "Hình thức chi trả", 10),
    field("account", "Số tài khoản", 16),
    field("holder", "Chủ tài khoản", 22),
    field("bank", "Tên ngân hàng", 14),
    field("branch", "Chi nhánh", 20),
    field("collector", "Người nhận thay", 22),
    field("relation", "Quan hệ", 10),
    field("collector_number", "Số CCCD người nhận thay", 15),
    field("note", "Ghi chú", 20),
)
POLICY = ("group", "coefficient", "amount")
"""What a death leaves empty: it ends everything the person draws."""
UNSAID = (
    *("certificate", "certified_on", "children", "pay_by", "account", "holder", "bank", "branch"),
    *("carer", "collector", "relation", "collector_number"),
)
"""What a stop has no reason to repeat."""


def cells(event: Event) -> Row:
    """The row of an event: what the template asks for its kind of change, and who it is about."""
    one, given = event.person, event.award
    if event.verb in ("Tăng thêm", "Điều chỉnh chính sách"):
        line = row(one, given, given.first)
        line |= {"effective": f"01/{written(given.first)}", "last": None, "reason": None, "died": None}
        return line | {"verb": event.verb}
    assert given.last is not None
    line = row(one, given, given.last)
    line |= {"verb": event.verb, "number": given.ended_number, "decided": event.on}
    line |= {"effective": f"01/{written(given.last + 1)}", **dict.fromkeys(UNSAID)}
    return line | dict.fromkeys(POLICY) if event.verb == "Cắt chết" else line


def write_updates(folder: Path, made: District) -> list[Path]:
    """Write one workbook a month, `2021-07.xlsx` to `2026-11.xlsx`; returns them in order."""
    return [
        write_month(folder / f"{month // 12}-{month % 12 + 1:02d}.xlsx", month, held)
        for month, held in by_file(made).items()
    ]


def write_month(path: Path, month: int, held: list[Event]) -> Path:
    """One month's changes, one sheet a commune of that month's map."""
    sheets: defaultdict[str, list[Event]] = defaultdict(list)
    for event in held:
        sheets[name_in(event.person.commune.code, month)].append(event)
    book = new_book(path, datetime(month // 12, month % 12 + 1, 25, 8, 0))
    forms = formats(book)
    colours = {
        "policy": book.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": "#C6E0B4"}),
        "person": book.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": "#FFE699"}),
        "payment": book.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": "#D9C3E8"}),
    }
    for commune in sorted(sheets):
        sheet = book.add_worksheet(commune.removeprefix("Xã ").removeprefix("Thị trấn "))
        sheet.write_string(0, 1, "CẬP NHẬT ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI", forms["title"])
        sheet.write_string(1, 1, f"{commune}, tháng {written(month)}", forms["line"])
        for i, column in enumerate(COLUMNS):
            sheet.set_column(i, i, column.width)
            block = "policy" if i < 10 else "person" if i < 24 else "payment"
            sheet.write_string(3, i, column.heading, colours[block])
        ordered = sorted(sheets[commune], key=lambda e: (ORDER.index(e.verb), e.on, e.person.key, e.award.kind))
        for at, event in enumerate(ordered, 1):
            line = cells(event) | {"stt": at}
            for i, column in enumerate(COLUMNS):
                put(sheet, 3 + at, i, column.value(line), forms)
    book.close()
    return path


ORDER: tuple[Verb, ...] = ("Tăng thêm", "Điều chỉnh chính sách", "Thôi hưởng", "Cắt chết")


def put(sheet: Any, at: int, i: int, value: Value, forms: dict[str, Any]) -> None:
    if isinstance(value, str):
        sheet.write_string(at, i, value, forms["cell"])
    elif isinstance(value, int | float):
        sheet.write_number(at, i, value, forms["cell"])
