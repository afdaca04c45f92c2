"""People with merit on paper: the list of June 2021, who worships martyrs, each month's new standings and deaths."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from demo.district import District
from demo.layouts import Column, Row, dated, field
from demo.lives import HALF_YEAR, KEPT_ON, TODAY, in_file
from demo.merit_sorts import every, of_standing
from demo.months import written
from demo.people import Person, Standing
from demo.places import name_in
from demo.updates import put
from demo.wording import who
from demo.workbook import formats, new_book

FIRST, KEPT = HALF_YEAR.stop, HALF_YEAR.stop - 1
WHO = (
    field("stt", "STT", 5),
    field("name", "Họ và tên", 26),
    field("birth", "Ngày sinh", 12),
    field("sex", "Giới tính", 6),
    field("ethnicity", "Dân tộc", 7),
    field("identity", "Số CCCD", 15),
    field("village", "Thôn", 14),
)
LIST = (
    *WHO,
    field("standing", "Diện người có công", 44),
    field("degree", "Tỷ lệ thương tật (%)", 9),
    field("disability", "Mức độ khuyết tật", 10),
    field("amount", "Mức trợ cấp (đồng)", 12),
    field("number", "Số quyết định", 16),
    dated("decided", "Ngày quyết định"),
    field("first", "Hưởng từ tháng", 9),
    field("last", "Hưởng đến hết tháng", 9),
    field("reason", "Lý do thôi hưởng", 20),
    dated("died", "Ngày chết"),
    field("collector", "Người nhận thay", 22),
    field("relation", "Quan hệ", 10),
    field("collector_number", "Số CCCD người nhận thay", 15),
    field("note", "Ghi chú", 20),
)
WORSHIP = (*WHO, field("standing", "Diện", 30), field("note", "Ghi chú", 20))
DEATHS = (
    field("stt", "STT", 5),
    field("verb", "Loại biến động", 14),
    *WHO[1:],
    field("number", "Số QĐ", 16),
    dated("decided", "Ngày ký QĐ"),
    dated("died", "Ngày chết"),
)
MOVES = ("Họ và tên", "CCCD", "Ngày", "Nơi chuyển đến")
PLACES = ("Thành phố Hà Nội", "Tỉnh Hải Dương", "Thành phố Hồ Chí Minh")


def write_merit(folder: Path, made: District) -> list[Path]:
    """The list as kept on 30 June 2021, the list of worship, and two workbooks a month since; in order of reading."""
    kept = [(one, held) for one in made.merited for held in one.standings if _kept(held)]
    rows = [(one, _standing(one, held, KEPT)) for one, held in kept]
    title = "DANH SÁCH NGƯỜI CÓ CÔNG HƯỞNG TRỢ CẤP ƯU ĐÃI HẰNG THÁNG, tính đến ngày 30 tháng 6 năm 2021"
    written_out = [_write(folder / "phu-cu-ncc-2021-06.xlsx", KEPT, title, LIST, rows)]
    worship = [(one, _worship(one)) for one in made.merited if one.worships]
    title = "DANH SÁCH NGƯỜI THỜ CÚNG LIỆT SĨ NĂM 2021"
    written_out.append(_write(folder / "phu-cu-tho-cung-2021.xlsx", HALF_YEAR.start, title, WORSHIP, worship))
    for month in range(FIRST, TODAY + 1):
        written_out += _month(folder, made, month)
    return [*written_out, *_moves(folder / "di-chuyen", made)]


def _moves(folder: Path, made: District) -> Iterable[Path]:
    """Whose file was moved out of the province, on which day and where to, one CSV a month."""
    gone = [one for one in made.merited if any(held.ending == "moved" for held in one.standings)]
    folder.mkdir(parents=True, exist_ok=True)
    told: defaultdict[int, list[tuple[str, ...]]] = defaultdict(list)
    for one, place in zip(gone, PLACES, strict=True):
        day = one.standings[0].ended_on
        assert day is not None
        told[day.year * 12 + day.month - 1].append((one.name, one.number or "", day.isoformat(), place))
    for month, rows in sorted(told.items()):
        path = folder / f"{month // 12}-{month % 12 + 1:02d}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([MOVES, *rows])
        yield path


def _kept(held: Standing) -> bool:
    return held.decided <= KEPT_ON and held.first <= KEPT


def _month(folder: Path, made: District, month: int) -> Iterable[Path]:
    """What was decided up to the 25th of a month: new standings, deaths; no file for what did not happen."""
    begun = [
        (one, _standing(one, held, held.first))
        for one in made.merited for held in one.standings
        if not _kept(held) and max(in_file(held.decided), FIRST) == month
    ]  # fmt: skip
    dead = [(one, _death(one)) for one in made.merited if _told(one) == month]
    at = f"{month // 12}-{month % 12 + 1:02d}.xlsx"
    if begun:
        title = f"DANH SÁCH NGƯỜI CÓ CÔNG MỚI ĐƯỢC GIẢI QUYẾT CHẾ ĐỘ, tháng {written(month)}"
        yield _write(folder / "tang" / at, month, title, LIST, begun)
    if dead:
        title = f"DANH SÁCH NGƯỜI CÓ CÔNG TỪ TRẦN, tháng {written(month)}"
        yield _write(folder / "tu-tran" / at, month, title, DEATHS, dead)


def _told(one: Person) -> int | None:
    """The month in whose list of deaths somebody stands; a death the register of assistance tells is not told twice."""
    ends = [held.ended_on for held in one.standings if held.ending == "death" and (held.last or 0) >= FIRST]
    if not ends or ends[0] is None or one.awards:
        return None
    return max(in_file(ends[0]), FIRST)


def _standing(one: Person, held: Standing, when: int) -> Row:
    """One standing of one person as it stands in the month."""
    sort = every()[held.sort]
    ended = held.last is not None and held.last <= when and held.ending == "death"
    at = min(held.last or when, max(when, held.first))
    return {
        **_of(one),
        "standing": sort.words,
        "degree": held.degree,
        "disability": sort.disability,
        "amount": of_standing(one, held, at),
        "number": held.number,
        "decided": held.decided,
        "first": written(held.first),
        "last": written(held.last) if ended and held.last is not None else None,
        "reason": "Chết" if ended else None,
        "died": one.died_on if ended else None,
    }


def _worship(one: Person) -> Row:
    """Somebody who worships so many martyrs, as the list of the year has it."""
    said = "Thờ cúng liệt sĩ" if one.worships == 1 else f"Thờ cúng {one.worships} liệt sĩ"
    return {**_of(one), "standing": said}


def _death(one: Person) -> Row:
    held = next(held for held in one.standings if held.ending == "death")
    said = {"verb": "Cắt chết", "number": held.ended_number, "decided": held.ended_on, "died": one.died_on}
    return {**_of(one), **said}


def _of(one: Person) -> Row:
    return {**who(one), "identity": one.number, "note": None}


def _write(path: Path, month: int, title: str, columns: tuple[Column, ...], rows: list[tuple[Person, Row]]) -> Path:
    """A workbook with a sheet for each commune of the month's map."""
    sheets: defaultdict[str, list[Row]] = defaultdict(list)
    for one, row in rows:
        sheets[name_in(one.commune.code, month)].append(row)
    book = new_book(path, datetime(month // 12, month % 12 + 1, 25, 8, 0))
    forms = formats(book)
    for commune in sorted(sheets):
        sheet = book.add_worksheet(commune.removeprefix("Xã ").removeprefix("Thị trấn "))
        sheet.write_string(0, 1, title, forms["title"])
        sheet.write_string(1, 1, commune, forms["line"])
        for i, column in enumerate(columns):
            sheet.set_column(i, i, column.width)
            sheet.write_string(3, i, column.heading, forms["head"])
        for at, row in enumerate(sheets[commune], 1):
            for i, column in enumerate(columns):
                put(sheet, 3 + at, i, column.value(row | {"stt": at}), forms)
    book.close()
    return path
