"""``ansinh trail``: the trail checked against its seals, and written out to be kept and checked elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from ansinh.jobs import setup
from ansinh.record.chain import Checked, check_file


@click.group(help="Nhật ký thay đổi: kiểm tra và ghi ra tệp.")
def trail() -> None:
    """The append-only trail; nothing here changes it."""


@trail.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--seen", help="Mã niêm phong đã ghi lại lần trước; phải còn trong nhật ký.")
def check(file: Path | None, seen: str | None) -> None:
    """Tính lại mọi mã niêm phong của nhật ký, hoặc của FILE đã ghi ra.

    Với FILE thì không cần cơ sở dữ liệu. Không có FILE thì còn so từng danh sách đã duyệt với mã lúc duyệt.
    Mã thoát 1: có chỗ bị sửa.
    """
    found, altered = _of_file(file) if file is not None else _of_database()
    click.echo(f"{found.entries} mục, {found.seals} niêm phong. Niêm phong mới nhất: {found.newest or '–'}")
    wrong = ([found.broken.sentence] if found.broken else []) + altered
    if seen and seen not in found.hashes:
        wrong.append(f"Không còn niêm phong {seen}: nhật ký đã bị thay hoặc bị cắt bớt.")
    for sentence in wrong:
        click.echo(sentence)
    if wrong:
        raise SystemExit(1)
    click.echo("Nhật ký nguyên vẹn." if file else "Nhật ký nguyên vẹn; mọi danh sách đã duyệt vẫn như khi duyệt.")


def _of_file(file: Path) -> tuple[Checked, list[str]]:
    with file.open(encoding="utf-8") as lines:
        try:
            return check_file(lines), []
        except ValueError as unreadable:
            raise click.ClickException(str(unreadable)) from None


def _of_database() -> tuple[Checked, list[str]]:
    setup.django()
    from ansinh.acts import permit
    from ansinh.reports import trail as report

    with permit.everywhere("ansinh trail check"):
        return report.checked(), report.altered_sentences()


@trail.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path) -> None:
    """Ghi toàn bộ nhật ký ra FILE (mỗi dòng một mục JSON), để giữ nơi khác và kiểm tra bằng ``trail check``."""
    setup.django()
    from ansinh.acts import permit
    from ansinh.reports import trail as report

    with permit.everywhere("ansinh trail export"), file.open("w", encoding="utf-8") as lines:
        click.echo(f"{report.export(lines)} dòng.")
