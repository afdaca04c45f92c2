"""``ansinh demo``: the demo district lives from January 2015 to the present month, all of it through real files.

The register workbook goes in by the import, each month's changes by the update template, each month's list is
prepared, checked, approved, sent and closed as an office does it. The present month is left open.
"""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import click

from ansinh.jobs import database, figures, setup
from ansinh.reckoning.months import month_of


@click.group(invoke_without_command=True)
@click.option("--files", type=click.Path(path_type=Path), help="Thư mục tệp của huyện mẫu (mặc định: tự sinh ra).")
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="NGÀY", help="Hôm nay là ngày nào (mặc định: ngày trên máy)."
)
@click.option("--lists/--no-lists", default=True, help="Ghi danh sách chi trả của tháng hiện tại ra tệp.")
@click.pass_context
def demo(ctx: click.Context, files: Path | None, on: datetime.datetime | None, lists: bool) -> None:
    """Nạp huyện mẫu Phù Cừ nếu cơ sở dữ liệu còn trống, rồi lập danh sách tháng này."""
    if ctx.invoked_subcommand is not None:
        return
    click.echo("Khởi động cơ sở dữ liệu (lần đầu mất khoảng mười giây) …")
    setup.django()
    from ansinh.acts import permit, preparing
    from ansinh.jobs import demo_work, replay, reviews_replay
    from ansinh.record.models.payroll import Run
    from ansinh.record.models.people import Person

    today = on.date() if on else datetime.date.today()
    with permit.everywhere("demo"):
        if Person.objects.exists() and not replay.unfinished(month_of(today)):
            click.echo("Cơ sở dữ liệu đã có dữ liệu: không nạp lại huyện mẫu.")
        else:
            click.echo("Lần đầu nạp huyện mẫu mất ba đến năm phút; dừng giữa chừng thì lần sau làm tiếp.")
            folder = files or _generated()
            replay.live(folder, through=month_of(today), echo=click.echo)
            reviews_replay.live(folder, today=today, echo=click.echo)
        demo_work.live(today, click.echo)
        preparing.follow(Run.objects.filter(month=month_of(today)))
        replay.show(today, database.state_folder() / "lists", lists=lists, echo=click.echo)


def _generated() -> Path:
    """The demo's workbooks, made by the checkout's own generator."""
    folder = database.state_folder() / "demo"
    click.echo("Sinh sổ của huyện mẫu (khoảng mười giây) …")
    subprocess.run(
        [sys.executable, "-m", "demo", str(folder)], check=True, cwd=database.CHECKOUT, stdout=subprocess.DEVNULL
    )
    return folder


demo.add_command(figures.figures)
