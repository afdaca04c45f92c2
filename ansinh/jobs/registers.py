"""``ansinh import register``: an office's workbook into the register, with a progress bar and a report a row."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from ansinh.jobs import setup
from ansinh.jobs.months import MONTH
from ansinh.reckoning.money import format_dong
from ansinh.reckoning.months import month_text


@click.group("import", help="Nhập tệp của cơ quan vào sổ đối tượng.")
def imports() -> None:
    """Files offices keep, into the register."""


@imports.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--paid-before", type=MONTH, help="Các tháng trước tháng này đã chi theo sổ cũ, An Sinh không tính lại.")
@click.option("--place", help="Mã đơn vị mà tệp thuộc về: tên xã hiểu theo đó, cán bộ nơi đó thấy lần nhập.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="NGÀY", help="Ngày nhập (mặc định: hôm nay).")
@click.option("--dry-run", is_flag=True, help="Chỉ thử: không ghi gì vào sổ.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Ghi mỗi dòng nguồn một dòng JSON.")
@click.option("--corrections", type=click.Path(dir_okay=False, path_type=Path), help="Ghi sổ các dòng cần sửa (XLSX).")
@click.option("--differences", type=click.Path(dir_okay=False, path_type=Path), help="Ghi chênh lệch với luật (JSONL).")
def register(
    file: Path, paid_before: int | None, place: str | None, on: datetime.datetime | None, dry_run: bool,
    report: Path | None, corrections: Path | None, differences: Path | None,
) -> None:  # fmt: skip
    """Nhập sổ đối tượng FILE (.xlsx, .xls, .ods, .csv): sổ của cơ quan hoặc mẫu cập nhật của hệ thống cũ.

    Dòng nào không vào sổ được thì giữ lại kèm lý do; sửa xong gửi lại. Nhập hai lần không đổi gì.
    Mã thoát 0: mọi dòng đã vào sổ; 1: có dòng giữ lại; 2: gọi sai hoặc tệp không đọc được.
    """
    _refuse_no_folder({"--report": report, "--corrections": corrections, "--differences": differences})
    setup.django()
    from ansinh.acts import permit, places, registers
    from ansinh.record.models.places import Unit
    from ansinh.world.registers import UnreadableWorkbook

    with permit.everywhere("ansinh import register"):
        places.load()
        within = list(Unit.objects.filter(code=place)) if place else []
        if place and not within:
            raise click.BadParameter(f"không có đơn vị nào mang mã {place}", param_hint="--place")
        data = file.read_bytes()
        try:
            with click.progressbar(length=registers.rows_in(data), label="Đang đọc", show_pos=True) as bar:
                found = registers.import_workbook(
                    data, name=file.name, on=on.date() if on else datetime.date.today(), by=None,
                    paid_before=paid_before, within=within, dry_run=dry_run,
                    progress=lambda rows: bar.update(rows - bar.pos),
                )  # fmt: skip
        except UnreadableWorkbook as unreadable:
            raise click.BadParameter(str(unreadable), param_hint="FILE") from None
    if report:
        _write_lines(report, (row.to_json() for row in found.rows))
    if corrections and (held := registers.corrections_of(found)):
        corrections.write_bytes(held)
    if differences:
        _write_lines(differences, found.differences)
    _tell(found.counts, found.differences, dry_run=dry_run)
    if not any(found.counts[key] for key in ("landed", "landed with remarks", "held")):
        raise click.BadParameter(
            "tệp không có dòng nào là người nên không có gì vào sổ; hãy xem lại tệp và dòng tiêu đề cột.",
            param_hint="FILE",
        )
    if found.counts["held"]:
        raise SystemExit(1)


def _refuse_no_folder(files: dict[str, Path | None]) -> None:
    """Files asked for must have a folder to stand in, before anything lands."""
    for option, path in files.items():
        if path is not None and not path.resolve().parent.is_dir():
            raise click.BadParameter(f"không có thư mục {path.resolve().parent}", param_hint=option)


def _write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """A JSON line each."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _tell(counts: dict[str, int], differences: list[dict[str, object]], *, dry_run: bool) -> None:
    words = {"landed": "vào sổ", "landed with remarks": "vào sổ có ghi chú", "held": "giữ lại chờ sửa",
             "not a person": "không phải người (tiêu đề, cộng, ký)"}  # fmt: skip
    click.echo("Chạy thử, chưa ghi gì:" if dry_run else "Đã nhập:")
    for key, word in words.items():
        click.echo(f"  {counts[key]:>8}  {word}")
    if differences:
        click.echo(f"  {len(differences):>8}  người có mức hồ sơ ghi khác mức theo luật:")
    for line in differences[:10]:
        month, stated, law = (int(str(line[name])) for name in ("month", "stated", "law"))
        click.echo(f"            {line['sheet']} dòng {line['row']}, {line['name']}, {line['group']}, "
                   f"tháng {month_text(month)}: ghi {format_dong(stated)}, luật {format_dong(law)}")  # fmt: skip
    if len(differences) > 10:
        click.echo("            … (đủ danh sách: --differences TỆP)")
