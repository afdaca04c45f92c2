"""``ansinh run``: the month's list prepared, shown, written to files, and what came back read in."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from ansinh.jobs import database, setup
from ansinh.jobs.months import MONTH
from ansinh.jobs.upcoming import arriving, say
from ansinh.reckoning.money import format_dong
from ansinh.reckoning.months import first_day, month_text


@click.group(
    "run", help="Kỳ chi trả: lập danh sách tháng, ghi ra tệp, đọc kết quả. Kiểm, duyệt, gửi, chốt: trên trang."
)
def run() -> None:
    """The month's run; checking and approving are done by people, on the site."""


@run.command()
@click.option("--month", type=MONTH, required=True, help="Tháng chi trả, ví dụ 2026-11.")
@click.option("--place", required=True, help="Mã đơn vị lập danh sách (huyện, xã, tỉnh).")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="NGÀY", help="Ngày lập (mặc định: hôm nay).")
@click.option("--by", help="Tên đăng nhập của người lập.")
def prepare(month: int, place: str, on: datetime.datetime | None, by: str | None) -> None:
    """Lập danh sách chi trả của tháng, hoặc cập nhật danh sách đang mở. Chạy lại không sinh thêm gì.

    Ai ở nơi ấy đã đổi mức, thôi hưởng hoặc sắp đổi mà chưa có quyết định thì dự thảo được soạn luôn.
    """
    setup.django()
    from ansinh.acts import payroll, permit, preparing
    from ansinh.record.models.places import Unit
    from ansinh.record.models.users import User

    with permit.everywhere("ansinh run prepare"):
        day, first = on.date() if on else datetime.date.today(), first_day(month)
        scope = Unit.objects.valid_on(first).filter(code=place).first()
        if scope is None:
            raise click.BadParameter(
                f"tháng {month_text(month)} không có đơn vị nào mang mã {place}", param_hint="--place"
            )
        user = User.objects.filter(username=by).first()
        if by and user is None:
            raise click.BadParameter(f"không có người dùng {by}", param_hint="--by")
        try:
            with click.progressbar(length=preparing.awards_in(month, scope), label="Đang tính", show_pos=True) as bar:
                made = preparing.prepare(
                    month=month, scope=scope, by=user, on=day,
                    progress=lambda lines: bar.update(lines - bar.pos),
                )  # fmt: skip
        except (payroll.NotNow, permit.Refused) as refused:
            raise click.ClickException(str(refused)) from None
        left = made.problems.filter(settled_at__isnull=True).count()
        click.echo(
            f"{scope}, tháng {month_text(month)}: {made.people} người, {format_dong(made.total)}, {left} vướng mắc."
        )
        say(arriving(scope, day, user))
    if left:
        raise SystemExit(1)


@run.command("list")
@click.option("--month", type=MONTH, help="Chỉ tháng này.")
def list_(month: int | None) -> None:
    """Các kỳ chi trả: tháng, nơi, trạng thái, số người, số tiền."""
    setup.django()
    from ansinh.acts import permit
    from ansinh.record.models.payroll import Run, State

    with permit.everywhere("ansinh run list"):
        runs = Run.objects.select_related("scope").order_by("month", "scope__name")
        for one in runs.filter(month=month) if month is not None else runs:
            click.echo(f"{month_text(one.month):>8}  {one.scope!s:<24}{State(one.state).label:<24}"
                       f"{one.people:>8}  {format_dong(one.total):>20}")  # fmt: skip


@run.command()
@click.option("--month", type=MONTH, required=True, help="Tháng chi trả.")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục ghi tệp; không có thì ghi vào thư mục lists nơi giữ dữ liệu.",
)
def write(month: int, folder: Path | None) -> None:
    """Ghi danh sách của tháng ra tệp: mỗi xã một danh sách Bưu điện và ngân hàng (XLSX và PDF), bảng tổng hợp."""
    setup.django()
    from ansinh.acts import permit
    from ansinh.jobs import listing

    with permit.everywhere("ansinh run write"):
        told = 0
        try:
            for told, line in enumerate(listing.write(month, folder or database.state_folder() / "lists"), 1):  # noqa: B007
                click.echo(line)
        except OSError as refused:
            raise click.ClickException(f"Không ghi được vào {refused.filename}: {refused.strerror}.") from None
    if not told:
        raise click.ClickException(f"Không có danh sách nào của tháng {month_text(month)}.")


@run.command()
@click.option("--month", type=MONTH, required=True, help="Tháng của danh sách.")
@click.option("--place", required=True, help="Mã đơn vị của danh sách.")
@click.option("--by", required=True, help="Tên đăng nhập của người bỏ.")
@click.option("--reason", required=True, help="Vì sao bỏ; còn đọc được trong nhật ký.")
def discard(month: int, place: str, by: str, reason: str) -> None:
    """Bỏ một danh sách chưa duyệt (lập nhầm nơi, nhầm tháng). Danh sách đã duyệt thì không bỏ được."""
    setup.django()
    from ansinh.acts import payroll, permit, preparing
    from ansinh.record.models.payroll import Run
    from ansinh.record.models.users import User

    with permit.everywhere("ansinh run discard"):
        one = Run.objects.filter(month=month, scope__code=place).first()
        user = User.objects.filter(username=by).first()
        if one is None or user is None:
            missing = (
                f"danh sách tháng {month_text(month)} của đơn vị mã {place}" if one is None else f"người dùng {by}"
            )
            raise click.ClickException(f"Không có {missing}.")
        try:
            preparing.discard(one, by=user, reason=reason)
        except (payroll.NotNow, permit.Refused) as refused:
            raise click.ClickException(str(refused)) from None
    click.echo(f"Đã bỏ danh sách tháng {month_text(month)} của đơn vị mã {place}.")


@run.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--month", type=MONTH, required=True, help="Tháng chi trả mà tệp báo kết quả.")
@click.option("--place", required=True, help="Mã đơn vị của danh sách.")
def results(file: Path, month: int, place: str) -> None:
    """Đọc tệp kết quả chi trả FILE của Bưu điện hoặc ngân hàng. Mã thoát 1: có dòng không nhận được."""
    setup.django()
    from ansinh.acts import payroll, permit
    from ansinh.acts.results import read_file
    from ansinh.record.models.payroll import Run

    with permit.everywhere("ansinh run results"):
        one = Run.objects.filter(month=month, scope__code=place).first()
        if one is None:
            raise click.ClickException(f"Không có danh sách tháng {month_text(month)} của đơn vị mã {place}.")
        try:
            told = read_file(one, file.read_bytes(), name=file.name, by=None)
        except (payroll.NotNow, ValueError) as refused:
            raise click.ClickException(str(refused)) from None
    click.echo(f"{told.changed} người cập nhật kết quả; {len(told.remarks)} dòng cần xem.")
    for remark in told.remarks:
        click.echo(f"  dòng {remark.row or '–'}, mã {remark.person_code or '–'}: {remark.sentence}")
    if told.remarks:
        raise SystemExit(1)
