"""``ansinh linkage``: who stands twice in one list, or in two; a file of pairs, each with its score and why."""

from __future__ import annotations

import csv
import datetime
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ansinh.acts.outside import Listed, Read
    from ansinh.reckoning.linkage.lists import Pair

HEADINGS = ("Mức", "Điểm", "Dòng bên trái", "Họ tên bên trái", "Ngày sinh bên trái", "Số giấy tờ bên trái",
            "Nơi ở bên trái", "Dòng bên phải", "Họ tên bên phải", "Ngày sinh bên phải", "Số giấy tờ bên phải",
            "Nơi ở bên phải", "Vì sao")  # fmt: skip
CLASSES = {"same": "Rất giống", "review": "Cần xem"}


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("file2", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="TỆP",
              help="Ghi các cặp vào tệp này (.csv hoặc .xlsx).")  # fmt: skip
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="NGÀY",
              help="Ngày của danh sách (mặc định: hôm nay).")  # fmt: skip
def linkage(file: Path, file2: Path | None, out: Path, on: datetime.datetime | None) -> None:
    """Tìm người có thể ghi hai lần trong FILE, hoặc vừa có trong FILE vừa có trong FILE2 (.xlsx, .xls, .ods, .csv).

    Danh sách cần có dòng tiêu đề với ít nhất ba cột quen thuộc: Họ tên, Ngày sinh (hoặc Năm sinh), CCCD; có thêm Giới
    tính, Xã, Thôn thì chắc hơn. Tên viết không dấu, viết tắt, đảo thứ tự, ngày tháng đảo, số sai một hai chữ số, xã đã
    sáp nhập vẫn tìm ra. Không gộp ai: mỗi cặp có điểm và lý do để người xem quyết định. “Rất giống” là gần như
    chắc chắn; “Cần xem” là còn nghi, hoặc bị giữ lại vì có thể là sinh đôi, cha con trùng tên, hay
    hai người trùng tên cùng xã.

    Không cần cơ sở dữ liệu. Mã thoát 0: đã xong; 1: xong nhưng có dòng không đọc được họ tên; 2: gọi sai hoặc tệp
    không đọc được.

    \b
    Ví dụ:
      ansinh linkage danh-sach.xlsx --out cap.csv
      ansinh linkage danh-sach.xlsx huu-tri-bhxh.xlsx --out cap.xlsx
    """
    if out.suffix.lower() not in (".csv", ".xlsx"):
        raise click.BadParameter("tên tệp phải kết thúc bằng .csv hoặc .xlsx", param_hint="--out")
    if not out.resolve().parent.is_dir():
        raise click.BadParameter(f"không có thư mục {out.resolve().parent}", param_hint="--out")
    from ansinh.reckoning.linkage import lists
    from ansinh.reckoning.linkage.model import model
    from ansinh.reckoning.linkage.records import frame

    day = on.date() if on else datetime.date.today()
    read = [_read(path, hint, day) for path, hint in ((file, "FILE"), (file2, "FILE2")) if path is not None]
    click.echo("Đang so sánh …", err=True)
    pairs = lists.link(model(), *(frame(one.record for one in a.people) for a in read))
    _write(out, (_row(pair, read[0].people[pair.left], read[-1].people[pair.right]) for pair in pairs))
    counts = Counter(pair.weighed.decided for pair in pairs)
    click.echo(f"{out}: {len(pairs)} cặp; rất giống {counts['same']}, cần xem {counts['review']}.")
    if nameless := sum(one.nameless for one in read):
        click.echo(f"{nameless} dòng không đọc được họ tên nên không so sánh.", err=True)
        raise SystemExit(1)


def _read(path: Path, hint: str, on: datetime.date) -> Read:
    """The people of a file. A file that cannot be read, or names nobody, was given by mistake."""
    from ansinh.acts import outside

    try:
        found = outside.read(path.read_bytes(), on=on)
    except ValueError as unreadable:
        raise click.BadParameter(str(unreadable), param_hint=hint) from None
    if not found.people:
        raise click.BadParameter(
            "tệp không có dòng nào là người; hãy xem lại dòng tiêu đề cột (Họ tên, Ngày sinh, CCCD …).", param_hint=hint
        )
    click.echo(f"{path.name}: {len(found.people)} người.", err=True)
    return found


def _row(pair: Pair, one: Listed, other: Listed) -> list[str]:
    weighed = pair.weighed
    score = f"{weighed.score / 100:.1f}"
    return [CLASSES[weighed.decided], score, *_side(one), *_side(other), weighed.because]


def _side(one: Listed) -> list[str]:
    said = one.read
    place = ", ".join(part for part in (said.village, said.commune) if part)
    return [f"{one.sheet}!{one.row}", said.full_name or "", one.birth, said.identity_number or said.old_number or "",
            place]  # fmt: skip


def _write(out: Path, rows: Iterable[list[str]]) -> None:
    """The pairs as a file that Excel opens with its letters right; numbers stay text."""
    if out.suffix.lower() == ".csv":
        with out.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([HEADINGS, *rows])
        return
    import xlsxwriter

    with xlsxwriter.Workbook(out, {"strings_to_numbers": False, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Các cặp")
        for at, row in enumerate([HEADINGS, *rows]):
            sheet.write_row(at, 0, row)
